// The answer of pasar best in sentences and on the terminal.
#pragma once

#include <string>

#include "reports/screen/study_text.h"
#include "sim/experiments/best.h"

namespace pasar {

/// `model` is the name of the model that was set.
[[nodiscard]] StudyText best_text(const Scenario& scenario, const Best& best, const std::string& model,
                                  const ScreenOptions& options);

}  // namespace pasar
