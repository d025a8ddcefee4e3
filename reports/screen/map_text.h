// The answer of pasar map in sentences, and the map itself on the terminal.
#pragma once

#include <span>
#include <string>

#include "reports/screen/study_text.h"
#include "sim/experiments/map.h"

namespace pasar {

/// One map for each measure; `models` are the names by position.
[[nodiscard]] StudyText map_text(const Scenario& scenario, std::span<const WinnerMap> maps,
                                 std::span<const std::string> models, const ScreenOptions& options);

}  // namespace pasar
