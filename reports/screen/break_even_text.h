// The answer of pasar break-even in sentences, and its curve on the terminal.
#pragma once

#include <span>
#include <string>

#include "reports/screen/study_text.h"
#include "sim/experiments/break_even.h"

namespace pasar {

/// One answer for each measure; `models` are the names by position.
[[nodiscard]] StudyText break_even_text(const Scenario& scenario, std::span<const BreakEven> answers,
                                        std::span<const std::string> models, const ScreenOptions& options);

}  // namespace pasar
