// Key figures of a run, worked out from its days and from how the market stands at the end.
#pragma once

#include <vector>

#include "sim/world/world.h"

namespace pasar {

/// All key figures in the order of kpi_info(); NaN where there is nothing to divide by. Of the days done so far:
/// before the end of the run they stand for a run that ends today.
[[nodiscard]] std::vector<double> key_figures(const Platform& platform);

/// Share of customers kept over a month, source 5's formula: customers at the start who are still customers at the end,
/// over customers at the start; summed over all whole months that start with a customer and after the warm-up. 2,000 of
/// whom 200 leave: 0.9. A customer who joins in a month is in no base before the next.
[[nodiscard]] double retention_rate(const CohortTally& cohorts, std::int64_t days, std::int64_t warm_up = 0);

/// Gini coefficient of incomes: 0 all alike, 1 all to one. Losses count as negative incomes: the mean difference of two
/// incomes over twice the mean of their amounts, which lies between 0 and 1 and is the usual coefficient where nobody
/// loses (Raffinetti, Siletti & Vernizzi 2015). NaN where there is neither income nor loss.
[[nodiscard]] double gini(std::vector<double> incomes);

}  // namespace pasar
