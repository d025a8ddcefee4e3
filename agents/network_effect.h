// Network effects between platforms: what many sellers add to a platform for buyers and the reverse, and where shares
// settle, or tip. Rohlfs 1974; Brock & Durlauf 2001; Rochet & Tirole 2003; Armstrong 2006.
#pragma once

#include <cstddef>
#include <span>

#include "agents/portable_math.h"
#include "agents/reading.h"

namespace pasar {

/// What those on the other side add to a platform's utility: weight * ln(n / base). Fewer than one count as one.
[[nodiscard]] inline double network_term(double weight, double others, double base) {
    return network_utility(weight, others > 1.0 ? others : 1.0, base);
}

/// Shares of platforms after everybody has answered to shares as they were: share_k ∝ e^V_k * share_k^weight. They
/// settle at shares ∝ e^(V / (1 - weight)); from a weight of 1 on the market tips to one. Pre: shares above 0, V within
/// ±300, weight >= 0.
inline void answer_to_shares(std::span<const double> utilities, double weight, std::span<double> shares) {
    constexpr double kLeast = 1e-12;
    double all = 0.0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        const double share = shares[k] > kLeast ? shares[k] : kLeast;
        all += shares[k] = portable_exp(utilities[k] + weight * portable_log(share));
    }
    for (double& share : shares) share /= all;
}

/// Two platforms and two sides: by how much the first is better for each, and what the other side counts for.
struct TwoSidedEffect {
    double buyers_gain = 0.0, sellers_gain = 0.0;      ///< utility of the first platform over the second
    double buyers_weight = 0.0, sellers_weight = 0.0;  ///< of ln(sellers) for buyers, of ln(buyers) for sellers
};
/// Share of the first platform on each side.
struct SharesOfSides {
    double buyers, sellers;
};
/// After a period in which sellers answer to buyers, then buyers to sellers, both fully. Log-odds of buyers settle at
/// (gain_b + weight_b gain_s) / (1 - weight_b weight_s); with a product of weights above 1 the market tips.
[[nodiscard]] inline SharesOfSides after_period(const TwoSidedEffect& e, SharesOfSides now) {
    now.sellers = logistic(e.sellers_gain + e.sellers_weight * log_odds(now.buyers));
    now.buyers = logistic(e.buyers_gain + e.buyers_weight * log_odds(now.sellers));
    return now;
}

/// Share of the first of two platforms once everybody has answered to `share`, where utility is linear in it:
/// logistic(gain + weight (2 share - 1)). Above a weight of 2 two like platforms do not share the market evenly.
/// Brock & Durlauf 2001.
[[nodiscard]] inline double answer_to_share(double gain, double weight, double share) {
    return logistic(gain + weight * (2.0 * share - 1.0));
}

/// Where x <- x + damping (answer(x) - x) comes to rest that begins at `start`. Where the answer rises with x and
/// damping is 1 at most, that is the next stable point on the side to which the first step goes; the step never jumps
/// over one. `at_most` steps.
template <class Answer>
[[nodiscard]] double settles_at(const Answer& answer, double start, double damping = 1.0, int at_most = 100'000) {
    double x = start;
    for (int step = 0; step < at_most; ++step) {
        const double moved = damping * (answer(x) - x);
        x += moved;
        if (moved < 1e-16 && moved > -1e-16) break;
    }
    return x;
}

}  // namespace pasar
