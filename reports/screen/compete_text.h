// The answer of pasar compete: who has which share, what each platform is left with by the others, where its orders
// come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/screen/screen.h"
#include "sim/experiments/arms.h"

namespace pasar {

/// Orders of a run by platform and by where their buyers had last ordered, means over replications.
struct Flows {
    std::vector<std::string> from;              ///< names of platforms, in the scenario's order; last: nowhere before
    std::vector<std::vector<double>> arrivals;  ///< [platform of the first world][from]
};

struct CompeteFound {
    const Scenario& scenario;  ///< of the platforms
    const Arms& arms;
    const Comparison& comparison;  ///< of all arms
    std::vector<Gain> gains;
    Flows flows;                      ///< of the first world
    std::vector<std::size_t> judged;  ///< key figures that the verdicts are about; empty: what the platform earns
    Worth worth;
};

/// Title, shares, each platform with and without others, flows.
[[nodiscard]] std::string compete_tables(const CompeteFound& found, const ScreenOptions& options);

/// What was found, a sentence or two a line: shares, who earns more, what each platform earns with and without others,
/// where orders come from, who buys on several.
[[nodiscard]] std::vector<std::string> compete_answer(const CompeteFound& found, const ScreenOptions& options);

/// What to know before believing it: buyers who also buy outside these platforms, weights that nobody has measured.
[[nodiscard]] std::vector<std::string> caveats_of_competition(const Scenario& scenario, Language language);

}  // namespace pasar
