// The scorecard for the terminal: how many facts are near, a line for each, then what misses mean and what cannot be
// measured. The sentences go into manifest, page and workbook as well.
#pragma once

#include <span>

#include "reports/screen/study_text.h"
#include "sim/experiments/scorecard.h"

namespace pasar {

[[nodiscard]] StudyText scorecard_text(const Scenario& scenario, std::span<const FactRow> rows,
                                       const ScreenOptions& options);

}  // namespace pasar
