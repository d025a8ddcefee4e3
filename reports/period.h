// The time that a figure which adds up over a run is told for: money of a long run by the month, everything else for
// the days that were run.
#pragma once

#include <string>

#include "reports/language.h"
#include "scenarios/scenario.h"
#include "sim/measures.h"

namespace pasar {

struct Period {
    double factor = 1.0;  ///< from the whole run to this time
    std::string words;    ///< " a month", " in 20 days", or nothing for a figure that does not add up
};
[[nodiscard]] Period period_of(const Scenario& scenario, const MeasureInfo& info,
                               Language language = Language::English);

}  // namespace pasar
