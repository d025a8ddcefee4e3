// How people hear of a platform: by themselves, from those who talk, from advertising and from the platform's posts.
#pragma once

#include "agents/portable_math.h"

namespace pasar {

/// Daily probability that an unaware buyer becomes aware: h = 1 - exp(-(innovation + reach + imitation * talkers)).
/// With reach 0 and talkers = share already aware this is Bass 1969, "A new product growth for model consumer
/// durables", in daily steps. All arguments per day; `talkers` is a share of the population, at least 0.
[[nodiscard]] inline double awareness_probability(double innovation, double reach, double imitation, double talkers) {
    return 1.0 - portable_exp(-(innovation + reach + imitation * (talkers > 0.0 ? talkers : 0.0)));
}

/// Today's effective spending: what is spent plus what yesterday's carries over (adstock, Broadbent 1979).
[[nodiscard]] constexpr double adstock(double yesterday, double spent_today, double carry_over) {
    return spent_today + carry_over * yesterday;
}

/// Hazard that advertising adds: max * s^n / (s^n + half^n), Hill's saturating curve.
[[nodiscard]] inline double advertising_reach(double max_reach, double stock, double half_saturation,
                                              double steepness) {
    if (stock <= 0.0) return 0.0;
    const double ratio = portable_exp(steepness * portable_log(half_saturation / stock));
    return max_reach / (1.0 + ratio);
}

}  // namespace pasar
