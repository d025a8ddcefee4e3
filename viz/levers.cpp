#include "viz/levers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/from_now_on.h"
#include "scenarios/origins.h"
#include "scenarios/reference.h"
#include "scenarios/settings.h"
#include "sim/experiments/statistics.h"
#include "words/language.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNameField = "name";
/// What the entries of a list share out among them: the names of such fields.
std::vector<std::string> shares_of(const Field& list) {
    std::vector<std::string> names;
    for (const Field& field : list.form->fields)
        if (field.about.shares_out) names.emplace_back(field.name);
    return names;
}

std::string spoken(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string group_in(Language language, const std::vector<GroupStep>& steps) {
    std::string group;
    for (const GroupStep& step : steps) {
        if (!group.empty()) group += ", ";
        group += step.what == TextOf::Choice ? choice_in(language, step.name) : name_in(language, step.what, step.name);
    }
    return group;
}

/// Walks the resolved scenario along its form.
class Collector {
public:
    Collector(const LoadedScenario& now, const LoadedScenario& file, std::size_t model)
        : now_(*now.resolved), file_(*file.resolved), model_(model) {}

    std::vector<WorldLever> levers;
    std::vector<ListEntry> entries;

    void collect(const Json& value, const Form& form, const std::string& pointer, const std::string& pattern) {
        for (const Field& field : form.fields) {
            // How money is told is no lever: the worlds of a window share it.
            // What happens on certain days is told beside the charts.
            if (pointer.empty() &&
                (field.name == kLessonField || field.name == kTimelineField || field.name == "currency_digits"))
                continue;
            const Json& member = value.at(std::string(field.name));
            const std::string at = below(pointer, field.name);
            const std::string name =
                pattern.empty() ? std::string(field.name) : fmt::format("{}.{}", pattern, field.name);
            if (field.type != FieldType::Group && field.type != FieldType::List) {
                levers.push_back(lever(field, member, at, name));
                continue;
            }
            steps_.push_back({TextOf::Parameter, spoken(field.name)});
            if (field.type == FieldType::Group)
                collect(member, *field.form, at, name);
            else
                collect_entries(member, field, at, name);
            steps_.pop_back();
        }
    }

private:
    void collect_entries(const Json& list, const Field& field, const std::string& pointer, const std::string& pattern) {
        const bool is_models = pointer == below("", kModelsField);
        const bool is_choice = field.form->fields.front().type == FieldType::Choice;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (is_models && i != model_) continue;
            const std::vector<GroupStep> above = steps_;
            const std::string name = entry_name(list[i], field);
            if (is_models)
                steps_ = {{TextOf::Parameter, "model"}};
            else if (name.empty())
                steps_.push_back({TextOf::Parameter, fmt::format("number {}", i + 1)});
            else
                steps_.push_back({is_choice ? TextOf::Choice : TextOf::Scenario, name});
            if (!is_models) entries.push_back(entry(field, list, i, pointer));
            collect(list[i], *field.form, below(pointer, i), pattern + "[]");
            steps_ = above;
        }
    }

    ListEntry entry(const Field& field, const Json& list, std::size_t i, const std::string& pointer) const {
        ListEntry entry{.group = group_in(Language::English, steps_),
                        .list_path = own(path_of(now_, pointer)),
                        .with_another = {},
                        .without = {},
                        .why_only_from_day_0 = why_only_from_day_0(pointer)};
        const auto at = list.begin() + static_cast<std::ptrdiff_t>(i);
        Json changed = list;
        Json another = *at;
        if (another.contains(kNameField)) another[kNameField] = name_beside(list, another.at(kNameField));
        // Shares add up to 1: two entries divide what one had, and what one had goes to the others.
        const std::vector<std::string> shares = shares_of(field);
        for (const std::string& share : shares)
            another[share] = changed[i][share] = another.at(share).get<double>() / 2.0;
        changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(another));
        if (at->contains(kNameField)) entry.with_another = changed.dump();
        changed = list;
        changed.erase(i);
        for (const std::string& share : shares) {
            const double free = at->at(share).get<double>();
            for (Json& other : changed)
                if (free > 0.0 && free < 1.0) other[share] = other.at(share).get<double>() / (1.0 - free);
        }
        entry.without = changed.dump();
        return entry;
    }
    /// "Ramadan 2" beside "Ramadan".
    static std::string name_beside(const Json& list, const std::string& name) {
        const auto is_taken = [&](const std::string& wished) {
            return std::any_of(list.begin(), list.end(),
                               [&](const Json& other) { return other.value(kNameField, "") == wished; });
        };
        for (int number = 2;; ++number) {
            std::string wished = fmt::format("{} {}", name, number);
            if (!is_taken(wished)) return wished;
        }
    }

    WorldLever lever(const Field& field, const Json& value, const std::string& pointer,
                     const std::string& pattern) const {
        const std::vector<GroupStep> steps =
            steps_.empty() ? std::vector<GroupStep>{{TextOf::Parameter, "scenario"}} : steps_;
        const std::string path = path_of(now_, pointer);
        WorldLever lever{.path = own(path),
                         .label = spoken(field.name),
                         .group = group_in(Language::English, steps),
                         .steps = steps,
                         .pattern = pattern,
                         .type = field.type,
                         .unit = field.about.unit,
                         .min = field.about.min,
                         .max = field.about.max,
                         .choices = field.choices,
                         .allowed = allowed_in(field),
                         .says = field.about.says,
                         .source = field.about.source,
                         .value = value.dump(),
                         .value_in_file = {},
                         .why_only_from_day_0 = why_only_from_day_0(pointer),
                         .reaches_only = reaches_only(pointer)};
        const Json* const in_file = value_in_file(path, pointer);
        if (in_file != nullptr) lever.value_in_file = in_file->dump();
        lever.is_changed = lever.value != lever.value_in_file;
        lever.shares_out = field.about.shares_out;
        lever.decimals =
            currency_digits(now_.at("currency").get<std::string>(), now_.at("currency_digits").get<std::int64_t>());
        if (is_numeric(field.type)) {
            lever.number = value.get<double>();
            lever.number_in_file = in_file != nullptr ? in_file->get<double>() : lever.number;
        }
        return lever;
    }
    /// Null where the file has no such parameter. By the names of entries, since their numbers shift when one is taken
    /// out.
    [[nodiscard]] const Json* value_in_file(const std::string& path, const std::string& pointer) const {
        const Json::json_pointer pointed_at(pointer);
        if (file_.contains(pointed_at) && path_of(file_, pointer) == path) return &file_.at(pointed_at);
        try {
            return &file_.at(Json::json_pointer(find_path(file_, path).pointer));
        } catch (const InvalidScenario&) {
            return nullptr;
        }
    }
    /// A path into the world's model, by whatever name or number, as the session has it.
    [[nodiscard]] std::string own(const std::string& path) const {
        const std::string prefix = path_of(now_, below(below("", kModelsField), model_)) + ".";
        return path.starts_with(prefix) ? "model." + path.substr(prefix.size()) : path;
    }

    const Json& now_;
    const Json& file_;
    std::size_t model_;
    std::vector<GroupStep> steps_;  ///< to where it is
};

std::string words_about(const WorldLever& lever, Language language) {
    std::string words = fmt::format("{} {} {} {} {}", lever.path, lever.group, lever.label, lever.says, lever.source);
    for (const std::string_view choice : lever.choices) words += fmt::format(" {} {}", choice, spoken(choice));
    if (language == Language::English) return words;
    const LeverNames in_language = words_of(lever, language);
    words += fmt::format(" {} {} {}", in_language.group, in_language.label, in_words_of(language, lever.says));
    for (const std::string_view choice : lever.choices) words += fmt::format(" {}", choice_in(language, choice));
    return words;
}

/// "a number from 0 to 1", with or without ends.
std::string range_in(Language language, const char* kind, const WorldLever& lever) {
    const std::string what = tr(kind, language);
    if (lever.min == kLeastAmount && std::isfinite(lever.max))
        return filled(tr("{} above 0, at most {}", language), what, number_text(lever.max));
    if (std::isfinite(lever.min) && std::isfinite(lever.max))
        return filled(tr("{} from {} to {}", language), what, number_text(lever.min), number_text(lever.max));
    if (std::isfinite(lever.min)) return filled(tr("{} of at least {}", language), what, number_text(lever.min));
    if (std::isfinite(lever.max)) return filled(tr("{} of at most {}", language), what, number_text(lever.max));
    return what;
}

}  // namespace

std::vector<WorldLever> levers_of(const LoadedScenario& now, const LoadedScenario& file, std::size_t model) {
    Collector collector(now, file, model);
    collector.collect(*now.resolved, scenario_form(), "", "");
    return std::move(collector.levers);
}

std::vector<Setting> with_others_giving_way(const LoadedScenario& now, const std::string& path,
                                            const std::string& value) {
    const FoundPath found = find_path(*now.resolved, path);
    const Json::json_pointer pointed_at(found.pointer);
    const bool is_share = found.field != nullptr && found.field->about.shares_out;
    const Json wanted = Json::parse(value, nullptr, false);
    if (!is_share || !wanted.is_number()) return {{path, value}};
    const std::string& name = pointed_at.back();
    const Json::json_pointer of_entry = pointed_at.parent_pointer(), of_list = of_entry.parent_pointer();
    const Json& list = now.resolved->at(of_list);
    if (!list.is_array() || list.size() < 2) return {{path, value}};
    const auto moved = static_cast<std::size_t>(std::stoul(of_entry.back()));
    const double before = list[moved].at(name).get<double>(), after = wanted.get<double>();
    const double rest = 1.0 - before, left = 1.0 - after;
    if (left < 0.0) return {{path, value}};  // more than there is: the scenario's own check says so
    std::vector<Setting> settings;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const double share = list[i].at(name).get<double>();
        const double now_it_is = i == moved   ? after
                                 : rest > 0.0 ? share * left / rest
                                              : left / static_cast<double>(list.size() - 1);
        settings.push_back({path_of(*now.resolved, (of_list / i / name).to_string()), Json(now_it_is).dump()});
    }
    return settings;
}

std::vector<ListEntry> list_entries(const LoadedScenario& now, std::size_t model) {
    Collector collector(now, now, model);
    collector.collect(*now.resolved, scenario_form(), "", "");
    return std::move(collector.entries);
}

LeverNames words_of(const WorldLever& lever, Language language) {
    return {.label = in_words_of(language, TextOf::Parameter, lever.label),
            .group = group_in(language, lever.steps),
            .unit = unit_in(language, lever.unit)};
}

std::string choice_in(Language language, std::string_view choice) {
    const std::string words = spoken(choice), translated = in_words_of(language, TextOf::Choice, words);
    return translated == words ? std::string(choice) : translated;
}

std::string allowed_in(Language language, const WorldLever& lever) {
    if (language == Language::English) return lever.allowed;
    std::string choices;
    switch (lever.type) {
        case FieldType::Switch:
            return fmt::format("{}, {}", tr("on", language), tr("off", language));
        case FieldType::Whole:
            return range_in(language, tr_later("a whole number"), lever);
        case FieldType::Money:
            return range_in(language, tr_later("an amount"), lever);
        case FieldType::Number:
            return range_in(language, tr_later("a number"), lever);
        case FieldType::Choice:
            for (const std::string_view choice : lever.choices) {
                if (!choices.empty()) choices += ", ";
                choices += choice_in(language, choice);
            }
            return choices;
        default:
            return in_words_of(language, lever.allowed);
    }
}

std::vector<std::size_t> find_levers(const std::vector<WorldLever>& levers, std::string_view words, Language language) {
    std::vector<std::size_t> found;
    std::set<std::size_t> taken;
    const auto take = [&](std::size_t i) {
        if (taken.insert(i).second) found.push_back(i);
    };
    if (words.find_first_not_of(' ') != std::string_view::npos) {
        for (const Parameter& parameter : explain(words).entries) {
            for (std::size_t i = 0; i < levers.size(); ++i)
                if (levers[i].pattern == parameter.path && holds_all_words(words_about(levers[i], language), words))
                    take(i);
        }
    }
    for (std::size_t i = 0; i < levers.size(); ++i)
        if (holds_all_words(words_about(levers[i], language), words)) take(i);
    if (words.find_first_not_of(' ') != std::string_view::npos) {
        // What can be moved as the market runs, before what cannot.
        std::stable_partition(found.begin(), found.end(),
                              [&](std::size_t i) { return levers[i].why_only_from_day_0.empty(); });
    }
    return found;
}

}  // namespace pasar
