// The search inside find_best(): which settings are tried, in which order.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/experiments/best.h"

namespace pasar {

/// All settings tried, at most question.evaluations, the scenario as it is first. What the laboratory throws comes
/// through.
[[nodiscard]] std::vector<Evaluation> search_settings(const Laboratory& laboratory, const BestQuestion& question);

/// The best feasible evaluation; where there is none, the one that misses its constraints the least, each miss taken
/// relative to how far the constraint's key figure ranged over the search. The earlier of equals.
[[nodiscard]] std::size_t best_of(const std::vector<Evaluation>& search, const BestQuestion& question);

}  // namespace pasar
