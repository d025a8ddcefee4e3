// What sweep, why and sensitivity found, for the terminal: the answer in a sentence, then a table, then what to know
// before believing it. The sentences go into manifest, page and workbook as well.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reports/screen/study_text.h"
#include "sim/experiments/ladder.h"
#include "sim/experiments/sensitivity.h"
#include "sim/experiments/studied.h"
#include "sim/experiments/sweep.h"
#include "sim/experiments/why.h"

namespace pasar {

/// The best point of every measure and what moved it.
[[nodiscard]] StudyText sweep_text(const Scenario& scenario, const Sweep& sweep, const Studied& studied,
                                   const ScreenOptions& options);

/// Shares of what is lost, the largest first, and the causes that work together.
[[nodiscard]] StudyText why_text(const Scenario& scenario, const WhyPlan& plan, std::span<const WhyAnswer> answers,
                                 const Studied& studied, const ScreenOptions& options);

/// What each step from one model to another changes, in order and over all sequences.
[[nodiscard]] StudyText ladder_text(const Scenario& scenario, const LadderPlan& plan,
                                    std::span<const LadderAnswer> answers, const Studied& studied,
                                    const ScreenOptions& options);

/// What one measure hangs on.
struct SensitivityFindings {
    SensitivityHeading heading;
    std::vector<Lever> levers;
    std::int64_t replications = 0;
    std::optional<Tornado> tornado;
    std::optional<std::vector<MorrisEffect>> morris;
    std::size_t walks = 0;
    std::optional<SobolIndices> sobol;
    std::size_t samples = 0;
};
/// Pre: at least one measure, all with the same levers.
[[nodiscard]] StudyText sensitivity_text(const Scenario& scenario, std::span<const SensitivityFindings> measures,
                                         const ScreenOptions& options);

}  // namespace pasar
