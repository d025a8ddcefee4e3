// Repeat buying over several platforms when nothing but taste and chance moves buyers: the NBD-Dirichlet of Goodhardt,
// Ehrenberg & Chatfield, "The Dirichlet: A Comprehensive Model of Buying Behaviour", J. R. Statist. Soc. A 147, 1984.
// It is the yardstick for double jeopardy, duplication of purchase and flows between platforms, of which a market
// without state dependence must show just these.
#pragma once

#include <limits>
#include <span>

#include "agents/portable_math.h"

namespace pasar {

/// A buyer's orders in a period are Poisson with a rate of its own, Gamma over buyers (so that their number is negative
/// binomial); its chances among platforms are Dirichlet(strength * share) over buyers, independent of the rate.
struct DirichletMarket {
    double mean;   ///< orders a buyer and period, M; above 0, at most 600
    double shape;  ///< of the rates, K; above 0
    /// S: with 0 everybody is loyal to one platform, with infinity all buyers have the same chances.
    double strength = std::numeric_limits<double>::infinity();
};

/// P(no order in the period) = (1 + M / K)^-K.
[[nodiscard]] inline double buys_nothing(double mean, double shape) {
    return portable_exp(-shape * portable_log(1.0 + mean / shape));
}

/// P(no order in the period with platforms that have this share together): Σ_n P(n orders) P(none of n with them).
/// Pre: share in [0, 1].
[[nodiscard]] inline double stays_away(const DirichletMarket& m, double share) {
    const double rest = 1.0 - share, ratio = m.mean / (m.shape + m.mean);
    const bool alike = m.strength > 1e15;
    double orders = 0.0;
    double chance = buys_nothing(m.mean, m.shape);  // of so many orders
    double none = 1.0;                              // of so many orders with them
    double sum = 0.0;
    for (;;) {
        sum += chance * none;
        const double growth = (orders + m.shape) / (orders + 1.0) * ratio;
        // From here on terms fall at least as fast as a geometric series of the larger of the two ratios.
        const double falls = growth > ratio ? growth : ratio;
        if (falls < 1.0 && chance * none * falls < 1e-16 * (1.0 - falls)) return sum;
        chance *= growth;
        none *= alike ? rest : (m.strength * rest + orders) / (m.strength + orders);
        orders += 1.0;
    }
}

/// Share of buyers with an order on any platform.
[[nodiscard]] inline double category_users(const DirichletMarket& m) { return 1.0 - buys_nothing(m.mean, m.shape); }
/// Share of buyers with an order on a platform of this share: b.
[[nodiscard]] inline double platform_users(const DirichletMarket& m, double share) {
    return 1.0 - stays_away(m, share);
}
/// Orders of one of its users there.
[[nodiscard]] inline double orders_per_user(const DirichletMarket& m, double share) {
    return m.mean * share / platform_users(m, share);
}
/// Share of buyers who order there and nowhere else.
[[nodiscard]] inline double users_of_one_only(const DirichletMarket& m, double share) {
    return stays_away(m, 1.0 - share) - buys_nothing(m.mean, m.shape);
}
/// Share of its users who order nowhere else.
[[nodiscard]] inline double only_here(const DirichletMarket& m, double share) {
    return users_of_one_only(m, share) / platform_users(m, share);
}
/// Share of buyers who order on both of two platforms.
[[nodiscard]] inline double users_of_both(const DirichletMarket& m, double first, double second) {
    return 1.0 - stays_away(m, first) - stays_away(m, second) + stays_away(m, first + second);
}
/// Duplication coefficient D = b_ij / (b_i b_j): the duplication of purchase law says that it is nearly the same for
/// all pairs.
[[nodiscard]] inline double duplication(const DirichletMarket& m, double first, double second) {
    return users_of_both(m, first, second) / (platform_users(m, first) * platform_users(m, second));
}
/// Of those who order at all, the share who do so on two platforms or more. Pre: shares sum to 1.
[[nodiscard]] inline double two_or_more(const DirichletMarket& m, std::span<const double> shares) {
    double one = 0.0;
    for (const double share : shares) one += users_of_one_only(m, share);
    return 1.0 - one / category_users(m);
}
/// Platforms on which one of those who order at all does so, on average. Pre: shares sum to 1.
[[nodiscard]] inline double platforms_per_user(const DirichletMarket& m, std::span<const double> shares) {
    double users = 0.0;
    for (const double share : shares) users += platform_users(m, share);
    return users / category_users(m);
}

/// K with which a share `users` of buyers has an order where the mean is this. Pre: users < 1 - e^-mean, the most there
/// can be; K is looked for between 1e-4 and 1e4.
[[nodiscard]] inline double fit_shape(double mean, double users) {
    double low = 1e-4, high = 1e4;
    for (int i = 0; i < 100; ++i) {
        const double middle = portable_exp(0.5 * (portable_log(low) + portable_log(high)));
        (1.0 - buys_nothing(mean, middle) < users ? low : high) = middle;
    }
    return high;
}
/// S with which a share `users` of buyers has an order on a platform of this share, between 1e-4 and 1e4.
[[nodiscard]] inline double fit_strength(double mean, double shape, double share, double users) {
    double low = 1e-4, high = 1e4;
    for (int i = 0; i < 60; ++i) {
        const double middle = portable_exp(0.5 * (portable_log(low) + portable_log(high)));
        (platform_users({mean, shape, middle}, share) < users ? low : high) = middle;
    }
    return high;
}

/// P(the next order goes to a platform of share `to` | this one went to the same, or to another):
/// (S * share + [same]) / (S + 1), a row of the matrix of flows.
[[nodiscard]] constexpr double next_platform(double strength, double to, bool same) {
    return strength > 1e15 ? to : (strength * to + (same ? 1.0 : 0.0)) / (strength + 1.0);
}
/// Share of the orders of a platform that closes which goes to one of share `to`, under logit and Dirichlet alike.
[[nodiscard]] constexpr double share_after_closing(double to, double closed) { return to / (1.0 - closed); }
/// P(both of two platforms used after so many orders) where each order goes to the first with `share`: 1 - s^n -
/// (1-s)^n.
[[nodiscard]] constexpr double used_both(double share, int orders) {
    double first = 1.0, second = 1.0;
    for (int i = 0; i < orders; ++i) {
        first *= share;
        second *= 1.0 - share;
    }
    return orders > 0 ? 1.0 - first - second : 0.0;
}
/// Share of people in the first of two states after so many periods, of whom `leave` go over to the second in each and
/// `join` come from it. It settles at join / (leave + join).
[[nodiscard]] constexpr double share_in_first(double start, double leave, double join, int periods) {
    double share = start;
    for (int i = 0; i < periods; ++i) share += join * (1.0 - share) - leave * share;
    return share;
}

}  // namespace pasar
