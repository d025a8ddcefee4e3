// Events of a timeline that fall in a run, as people are told of them: on the screen, on the page, in the workbook and
// in the window.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "words/language.h"

namespace pasar {

/// One time that an event comes.
struct ToldEvent {
    std::string name;                 ///< in the language asked for
    std::int64_t day = 0;             ///< the first of the run
    std::int64_t until = 0;           ///< the first day after it; the end of the run at the latest
    bool is_for_good = false;         ///< nothing says when it ends
    std::vector<std::string> models;  ///< names of those that it concerns; empty: all
    std::string sets;                 ///< "courier strike (courier Courier A, share 1)", "market.choice.price = 4"

    /// Whether it has an end and lasts for more than a day.
    [[nodiscard]] bool is_span() const { return !is_for_good && until - day > 1; }
    [[nodiscard]] bool concerns(const std::string& model) const;
};

/// By their first day, those of one day in the order of the list. Pre: the scenario is valid.
[[nodiscard]] std::vector<ToldEvent> told_events(const Scenario& scenario, Language language = Language::English);
/// Of the scenario in a manifest; nothing where it is none.
[[nodiscard]] std::vector<ToldEvent> told_events_of_manifest(const nlohmann::ordered_json& scenario);

/// "2026-05-01 to 2026-05-10", "2026-06-01", "from 2026-06-01 on".
[[nodiscard]] std::string dates_in_words(const ToldEvent& event, std::string_view start_date,
                                         Language language = Language::English);
/// "days 120 to 129", "day 151", "from day 151 on", the first day of a run being 0.
[[nodiscard]] std::string days_in_words(const ToldEvent& event, Language language = Language::English);

}  // namespace pasar
