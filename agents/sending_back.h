// Goods that came as they should and go back all the same.
#pragma once

#include "agents/portable_math.h"

namespace pasar {

/// Probability that a buyer sends back goods that do not fit: `rate` where it costs nothing, whose odds fall by `slope`
/// for each share of what was paid that the way back costs, `cost_share`.
[[nodiscard]] inline double return_probability(double rate, double slope, double cost_share) {
    if (rate <= 0.0) return 0.0;
    if (rate >= 1.0 && slope * cost_share == 0.0) return 1.0;
    const double most = rate < 0.999999 ? rate : 0.999999;
    return logistic(portable_log(most / (1.0 - most)) - slope * cost_share);
}

/// Share of those who send back that do so within `days`, when they take `mean_days` on average, exponentially.
[[nodiscard]] inline double share_in_time(double days, double mean_days) {
    if (days <= 0.0) return 0.0;
    return mean_days > 0.0 ? 1.0 - portable_exp(-days / mean_days) : 1.0;
}

}  // namespace pasar
