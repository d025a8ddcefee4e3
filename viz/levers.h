// Every parameter of a world as something to move: what `describe` tells of it, its value now and in the file, and how
// a slider runs over it. The values are moved by the session; here nothing changes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/form.h"
#include "scenarios/read.h"
#include "words/language.h"

namespace pasar {

/// A step of the way to a lever: a field, or what an entry of a list is called.
struct GroupStep {
    TextOf what = TextOf::Parameter;
    std::string name;
};

struct WorldLever {
    std::string path;   ///< for Session::change: "market.couriers.Courier A.loss", "model.revenue.commission"
    std::string label;  ///< "loss", "initially aware"
    std::string group;  ///< "market, couriers, Courier A"
    std::vector<GroupStep> steps;        ///< those of the group
    std::string pattern;                 ///< as `pasar explain` has it: market.couriers[].loss
    FieldType type = FieldType::Number;  ///< never Group or List
    std::string_view unit;               ///< may be empty
    double min = 0.0, max = 0.0;         ///< of numbers; may be infinite
    std::vector<std::string_view> choices;
    std::string allowed;  ///< in words
    std::string_view says, source;
    std::string value;          ///< now, as Session::change takes it: JSON
    std::string value_in_file;  ///< empty where the file has no such parameter
    double number = 0.0;        ///< the value of a number or money
    double number_in_file = 0.0;
    bool is_changed = false;               ///< is not as in the file
    bool shares_out = false;               ///< see About::shares_out
    std::string_view why_only_from_day_0;  ///< empty where it can be changed from now on
    std::string_view reaches_only;         ///< whom a change from now on reaches; empty for everybody
    int decimals = 0;                      ///< of money, in the world's currency
};

/// All parameters of the scenario but its lesson and the digits of its currency, its market, and this one of its
/// models, in the order of describe(). `file` is the scenario as its file has it.
[[nodiscard]] std::vector<WorldLever> levers_of(const LoadedScenario& now, const LoadedScenario& file,
                                                std::size_t model);

/// An entry of a list of the market or the model, such as a courier or a season.
struct ListEntry {
    std::string group;         ///< as in WorldLever
    std::string list_path;     ///< for Session::change
    std::string with_another;  ///< the list with one more like this entry, under a name of its own; JSON; empty
    ///< for entries without a name, such as kinds of sellers, of which each is there once
    std::string without;                   ///< the list without it; JSON
    std::string_view why_only_from_day_0;  ///< empty where the list can be changed from now on
};
/// Of all lists but that of models, in the order of describe().
[[nodiscard]] std::vector<ListEntry> list_entries(const LoadedScenario& now, std::size_t model);

/// What a lever is called in a language.
struct LeverNames {
    std::string label, group, unit;
};
[[nodiscard]] LeverNames words_of(const WorldLever& lever, Language language);
/// "drop_off" as it is shown: as a file writes it, or in words of another language.
[[nodiscard]] std::string choice_in(Language language, std::string_view choice);
/// What may stand in it, in words.
[[nodiscard]] std::string allowed_in(Language language, const WorldLever& lever);

/// What setting a parameter to a number means where entries of a list share something out: the shares of all of them,
/// of which the others give way in proportion, so that all still add up to 1: a setting each. Elsewhere the parameter
/// itself. `path` as in --set.
struct Setting {
    std::string path, value;
};
[[nodiscard]] std::vector<Setting> with_others_giving_way(const LoadedScenario& now, const std::string& path,
                                                          const std::string& value);

/// Which levers fit what was typed, best first: those that `pasar explain` would tell about, then all that hold the
/// words in path, sentence, source or choices, in English or in the language asked for; those that hold from day 0
/// alone come last. All of them, in their order, for no words. Indices.
[[nodiscard]] std::vector<std::size_t> find_levers(const std::vector<WorldLever>& levers, std::string_view words,
                                                   Language language = Language::English);

}  // namespace pasar
