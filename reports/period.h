// The time that a figure which adds up over a run is told for, in sentences, cards, charts and tables for people alike:
// a month, or the days that were run where these are too few to say anything of a month. The tables of a result hold
// whole runs.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/scenario.h"
#include "sim/counts/measures.h"
#include "words/language.h"

namespace pasar {

struct Period {
    double factor = 1.0;  ///< from the whole run to this time
    std::string words;    ///< " a month", " in 20 days", or nothing for a figure that does not add up
};
/// Of a run in which `days` days were counted.
[[nodiscard]] Period period_over(std::int64_t days, const MeasureInfo& info, Language language = Language::English);
/// Whether what adds up is told by the month, so that the whole run is worth telling beside it.
[[nodiscard]] bool tells_months(std::int64_t days);
/// " in all 365 days"
[[nodiscard]] std::string in_all_days(std::int64_t days, Language language = Language::English);
[[nodiscard]] Period period_of(const Scenario& scenario, const MeasureInfo& info,
                               Language language = Language::English);

}  // namespace pasar
