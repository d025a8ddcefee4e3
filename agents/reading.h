// What is free to read: whether somebody comes, what advertising and other readers do to that, what there is to find.
#pragma once

#include "agents/lambert.h"
#include "agents/portable_math.h"

namespace pasar {

/// Utility of a visit over doing something else.
struct VisitUtility {
    double appeal;          ///< of a feed of reference quality without advertising
    double quality;         ///< what the expected quality adds
    double trust;           ///< what trust in the platform adds
    double network;         ///< what other readers add, see network_utility
    double annoyance, ads;  ///< for each advertisement; advertisements that are reckoned with
};
/// V = appeal + quality + trust + network - annoyance * ads; somebody comes with probability logistic(V). Advertising
/// as a price in annoyance: Anderson & Coate 2005.
[[nodiscard]] constexpr double visit_utility(const VisitUtility& u) {
    return u.appeal + u.quality + u.trust + u.network - u.annoyance * u.ads;
}

/// gamma * ln(active / base): what others who are there add (Rohlfs 1974). `active` and `base` are shares of people;
/// from a millionth on.
[[nodiscard]] inline double network_utility(double weight, double active, double base) {
    if (weight == 0.0) return 0.0;
    constexpr double kLeast = 1e-6;
    return weight * portable_log((active > kLeast ? active : kLeast) / base);
}

/// The load that somebody reckons with after a visit that showed `seen` advertisements: it moves by `memory` of the
/// way.
[[nodiscard]] constexpr double load_after(double reckoned, double seen, double memory) {
    return reckoned + memory * (seen - reckoned);
}

/// Share of visits that find something new where `pieces` come in a day; half of them at `half`.
[[nodiscard]] constexpr double fresh_share(double pieces, double half) {
    return pieces > 0.0 ? pieces / (pieces + half) : 0.0;
}

/// The advertisements per visit that earn most where somebody comes with probability logistic(appeal - annoyance * ads)
/// and each is paid alike: (1 + W(e^(appeal - 1))) / annoyance. The pay cancels out. Pre: annoyance > 0.
[[nodiscard]] inline double best_ad_load(double appeal, double annoyance) {
    return (1.0 + lambert_of_exp(appeal - 1.0)) / annoyance;
}

/// Where a community settles that begins with the share `active`: x = logistic(appeal + network_utility(x)), taken
/// again and again.
[[nodiscard]] inline double settled_activity(double appeal, double weight, double base, double active) {
    for (int i = 0; i < 100'000; ++i) active = logistic(appeal + network_utility(weight, active, base));
    return active;
}

/// Below this share of active people a community dwindles, above it grows: the least x > 0 with
/// x = logistic(appeal + network_utility(x)) that is left on both sides. 0 where it grows from any beginning, 1 where
/// it dwindles from any. Only a weight above 1 has one: the pull of the first few is then too weak.
[[nodiscard]] inline double critical_mass(double appeal, double weight, double base) {
    const auto grows = [&](double x) { return logistic(appeal + network_utility(weight, x, base)) > x; };
    if (weight <= 1.0) return 0.0;
    // V - log-odds(x) has one peak, where weight * (1 - x) = 1: from there down it falls to below nothing.
    double high = 1.0 - 1.0 / weight, low = 1e-6;
    if (!grows(high)) return 1.0;
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        (grows(middle) ? high : low) = middle;
    }
    return high;
}

/// Share of people who come at least once in `days` days where each comes at a rate of its own, Gamma of this mean and
/// shape: 1 - (1 + mean * days / shape)^-shape.
[[nodiscard]] inline double active_within(double days, double mean, double shape) {
    return 1.0 - portable_exp(-shape * portable_log(1.0 + mean * days / shape));
}

}  // namespace pasar
