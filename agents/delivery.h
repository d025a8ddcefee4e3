// What can happen between dispatch and the buyer's hands.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "agents/portable_math.h"

namespace pasar {

/// Days on the way: the mean for the distance, stretched by an exponential delay whose mean is `spread` of it.
[[nodiscard]] inline double transit_days(double mean_days, double spread, double uniform) {
    return mean_days * (1.0 + exponential_gap(uniform, 1.0) * spread);
}

/// Failed attempts before the first that succeeds, when each fails with `failure`; `attempts` means none succeeded.
/// One uniform draw decides: P(k or more) = failure^k.
[[nodiscard]] constexpr std::int64_t failed_attempts(double failure, std::int64_t attempts, double uniform) {
    std::int64_t failed = 0;
    double tail = failure;
    while (failed < attempts && uniform < tail) {
        ++failed;
        tail *= failure;
    }
    return failed;
}

struct AttemptTerms {
    double not_at_home;  ///< at each attempt
    double no_address;   ///< at the first
    double found_later;  ///< at each one after
    std::int64_t attempts;
};
struct Attempts {
    std::int64_t failed;     ///< as many as there are: the parcel goes back
    bool address_not_found;  ///< why the first one failed; else nobody was at home
};
/// Attempts before the first that succeeds, by one uniform draw: all fail with probability
/// no_address · (1 - found_later)^(attempts - 1) + (1 - no_address) · not_at_home^attempts.
[[nodiscard]] constexpr Attempts attempts_at_door(const AttemptTerms& t, double uniform) {
    if (uniform < t.no_address)
        return {1 + failed_attempts(1.0 - t.found_later, t.attempts - 1, uniform / t.no_address), true};
    return {failed_attempts(t.not_at_home, t.attempts, (uniform - t.no_address) / (1.0 - t.no_address)), false};
}

/// Where a newcomer stands in a line served first come, first served: whole days it waits when `queue_ahead` wait
/// already, `arriving` come on the same day, and `uniform` says where among them it stands.
[[nodiscard]] constexpr double waiting_days(double queue_ahead, double arriving, double capacity_per_day,
                                            double uniform) {
    if (capacity_per_day <= 0.0) return 1e9;
    return (queue_ahead + uniform * arriving) / capacity_per_day;
}

/// Parcels in front of a newcomer in a line served first come, first served, when `queue_ahead` wait already,
/// `arriving` come on the same day, and its luck puts it at `uniform` among them.
[[nodiscard]] constexpr double parcels_ahead(double queue_ahead, double arriving, double uniform) {
    return queue_ahead + uniform * arriving;
}

/// What a line can move a day, from a day on until the next one is given.
struct CapacityFrom {
    std::int64_t day;
    double per_day;
};
/// Whole days that a newcomer of `today` waits in a line served first in, first out, with `place` in front of it, when
/// capacity changes as given: until the line has moved more than those. At most `most`.
/// Pre: `capacities` is by day and begins on `today` at the latest.
[[nodiscard]] inline double days_in_line(double place, std::int64_t today, std::span<const CapacityFrom> capacities,
                                         std::int64_t most) {
    double waited = 0.0;
    const auto longest = static_cast<double>(most);
    for (std::size_t i = 0; i < capacities.size() && waited < longest; ++i) {
        const double begins = std::max(0.0, static_cast<double>(capacities[i].day - today));
        const double ends =
            i + 1 < capacities.size() ? static_cast<double>(capacities[i + 1].day - today) : longest + 1.0;
        if (ends <= begins) continue;  // over
        const double here = capacities[i].per_day > 0.0 ? std::floor(place / capacities[i].per_day) : longest + 1.0;
        if (here < ends - begins) return std::min(waited + here, longest);
        waited += ends - begins;
        place -= (ends - begins) * capacities[i].per_day;
    }
    return longest;
}

struct RefusalTerms {
    double rate;            ///< in the reference case: in time, after reference_days, at price ratio 1 and trust 1/2
    double reference_days;  ///< between order and door
    double per_day_late, per_day_in_transit, price, distrust, visible_fault;
};
/// Probability that a parcel is refused at the door: logit in delay, full price over the reference
/// price, and cold feet.
[[nodiscard]] inline double refusal_probability(const RefusalTerms& t, double days_late, double days_since_order,
                                                double price_ratio, double trust, bool fault_is_visible) {
    if (t.rate <= 0.0) return 0.0;
    if (t.rate >= 1.0) return 1.0;
    return logistic(portable_log(t.rate / (1.0 - t.rate)) + t.per_day_late * days_late +
                    t.per_day_in_transit * (days_since_order - t.reference_days) + t.price * (price_ratio - 1.0) +
                    t.distrust * (0.5 - trust) + (fault_is_visible ? t.visible_fault : 0.0));
}

/// Success rate of a courier in a region as learned from outcomes: the mean of a Beta posterior.
[[nodiscard]] constexpr double learned_success(double successes, double parcels, double prior_rate,
                                               double prior_parcels) {
    return (successes + prior_rate * prior_parcels) / (parcels + prior_parcels);
}

}  // namespace pasar
