// Places of a day against bookings: how much demand is lost, how many bookings to take where some do not come, how many
// places to keep for those who pay the full fare. Pure functions of numbers; sums run over logarithms, so that large
// capacities neither underflow nor hang on the machine.
//
// Littlewood 1972 (protection of the full fare); Rothstein 1971 and Talluri & van Ryzin 2004, chapter 4 (overbooking);
// Arrow, Harris & Marschak 1951 (newsvendor).
#pragma once

#include <algorithm>
#include <cstdint>

#include "agents/portable_math.h"

namespace pasar {

/// P(X = k), P(X = k + 1), ... of a Poisson variable, one after the other from k = 0.
class PoissonTerms {
public:
    /// Pre: mean > 0.
    explicit PoissonTerms(double mean) : log_mean_(portable_log(mean)), log_(-mean) {}
    [[nodiscard]] double next() {
        const double term = portable_exp(log_);
        log_ += log_mean_ - portable_log(++number_);
        return term;
    }

private:
    double log_mean_, log_;
    double number_ = 0.0;
};

/// P(X >= least) of a Poisson variable.
[[nodiscard]] inline double poisson_at_least(double mean, std::int64_t least) {
    if (least <= 0) return 1.0;
    if (mean <= 0.0) return 0.0;
    PoissonTerms terms(mean);
    double below = 0.0;
    for (std::int64_t k = 0; k < least; ++k) below += terms.next();
    return clamp01(1.0 - below);
}

/// Mean days of a stay that goes on from each day to the next with 1 - 1/nights, and is cut at `most` days.
[[nodiscard]] constexpr double mean_stay(double nights, std::int64_t most) {
    if (nights <= 1.0) return 1.0;
    const double goes_on = 1.0 - 1.0 / nights;
    double still = 1.0, sum = 0.0;
    for (std::int64_t day = 0; day < most; ++day) {
        sum += still;
        still *= goes_on;
    }
    return sum;
}

/// What a place at the advance fare brings over one at the full fare, what is left of each after commission and cost:
/// Littlewood's ratio. `left`: of the full fare, in full fares; `kept`: share of a fare that the commission leaves.
[[nodiscard]] constexpr double advance_ratio(double fare, double left, double kept) {
    if (left <= 0.0) return 1.0;
    return clamp01((left - (1.0 - fare) * kept) / left);
}

/// Share of demand that finds no place on a day of `capacity` places: E[(X - C)+] / λ, X ~ Poisson(λ), which is
/// (λ P(X >= C) - C P(X > C)) / λ. Places are taken and given back within the day, so this is no Erlang B.
[[nodiscard]] inline double lost_share_of_day(double demand, std::int64_t capacity) {
    if (demand <= 0.0) return 0.0;
    return poisson_at_least(demand, capacity) -
           static_cast<double>(capacity) / demand * poisson_at_least(demand, capacity + 1);
}

/// P(Bin(trials, p) >= least), for trials = least, least + 1, ... one after the other: the chance that the `least`-th
/// success comes by then, which adds a term of the negative binomial distribution with each trial.
class AtLeastOfMore {
public:
    /// Pre: least >= 1, 0 < p <= 1.
    AtLeastOfMore(std::int64_t least, double p)
        : least_(static_cast<double>(least)),
          trials_(least_),
          fails_(1.0 - p),
          log_term_(least_ * portable_log(p)),
          sum_(portable_exp(log_term_)) {}
    [[nodiscard]] double probability() const { return std::min(1.0, sum_); }
    void one_more() {
        if (fails_ <= 0.0) return;  // all of the first came
        log_term_ += portable_log(fails_ * trials_ / (trials_ - least_ + 1.0));
        trials_ += 1.0;
        sum_ += portable_exp(log_term_);
    }

private:
    double least_, trials_, fails_, log_term_, sum_;
};

/// What a booking more is weighed by, in fares.
struct OverbookingTerms {
    double shows = 1.0;   ///< share of bookings whose buyers come
    double served = 1.0;  ///< what serving a buyer leaves
    double kept = 0.0;    ///< what is kept of the fare of one who does not come
    double denied = 1.0;  ///< what one costs who is turned away, its fare, which goes back, apart
};

/// The chance of a full day up to which another booking pays. A booking more is worth
/// p ((1 - P) served - P denied) + (1 - p) kept, where P is the chance that C others have come already, so it pays
/// while P <= (served + kept (1 - p) / p) / (served + denied). With served 1 and kept 0 that is 1 / (1 + D).
[[nodiscard]] constexpr double overbooking_chance(const OverbookingTerms& t) {
    const double gains = t.served + (t.shows > 0.0 ? t.kept * (1.0 - t.shows) / t.shows : 0.0);
    const double at_stake = t.served + t.denied;
    return at_stake > 0.0 ? std::clamp(gains / at_stake, 0.0, 1.0) : 1.0;
}

/// Most bookings to take: from `capacity` on it is raised while P(Bin(b, shows) >= capacity) <= `chance`. At most
/// `most`, which is what a rule comes to under which nobody who is turned away costs anything.
[[nodiscard]] inline std::int64_t overbooking_limit(std::int64_t capacity, double shows, double chance,
                                                    std::int64_t most) {
    if (capacity < 1 || shows <= 0.0 || chance >= 1.0) return std::max(capacity, most);
    if (shows >= 1.0) return capacity;
    AtLeastOfMore full(capacity, shows);
    std::int64_t limit = capacity;
    for (; limit < most && full.probability() <= chance; ++limit) full.one_more();
    return limit;
}

/// Buyers who are turned away and places that stay empty on a day with so many bookings, of which each comes with
/// `shows`: E[(S - C)+] and E[(C - S)+], S ~ Bin(bookings, shows).
struct DayOfBookings {
    double denied = 0.0, empty = 0.0;
};
[[nodiscard]] inline DayOfBookings day_of_bookings(std::int64_t bookings, double shows, std::int64_t capacity) {
    DayOfBookings day;
    if (shows <= 0.0 || shows >= 1.0) {
        const double come = shows >= 1.0 ? static_cast<double>(bookings) : 0.0;
        const auto places = static_cast<double>(capacity);
        return {std::max(0.0, come - places), std::max(0.0, places - come)};
    }
    const auto n = static_cast<double>(bookings);
    const double log_odds_of_one = portable_log(shows / (1.0 - shows));
    double log_term = n * portable_log(1.0 - shows);
    for (std::int64_t k = 0; k <= bookings; ++k) {
        const double term = portable_exp(log_term);
        const auto over = static_cast<double>(k - capacity);
        (over > 0.0 ? day.denied : day.empty) += (over > 0.0 ? over : -over) * term;
        const auto came = static_cast<double>(k);
        if (k < bookings) log_term += log_odds_of_one + portable_log((n - came) / (came + 1.0));
    }
    return day;
}

/// Places to keep for the full fare, where the other fare is `fare_ratio` of it and comes first: the largest y with
/// P(D >= y) >= fare_ratio, D ~ Poisson(full-fare demand of a day). At most `capacity`. Littlewood 1972.
[[nodiscard]] inline std::int64_t littlewood_protection(double full_fare_demand, double fare_ratio,
                                                        std::int64_t capacity) {
    if (full_fare_demand <= 0.0) return 0;
    PoissonTerms terms(full_fare_demand);
    double at_least = 1.0;  // of y
    std::int64_t y = 0;
    for (; y < capacity; ++y) {
        at_least -= terms.next();
        if (at_least < fare_ratio) break;  // P(D >= y + 1)
    }
    return y;
}

/// Units to make or places to provide before demand ~ Poisson is known: the least Q with F(Q) >= (price - cost) /
/// (price - salvage). Pre: salvage < cost < price.
[[nodiscard]] inline std::int64_t newsvendor_quantity(double demand, double price, double cost, double salvage) {
    const double critical = (price - cost) / (price - salvage);
    if (demand <= 0.0) return 0;
    PoissonTerms terms(demand);
    std::int64_t quantity = 0;
    for (double below = terms.next(); below < critical; ++quantity) below += terms.next();
    return quantity;
}
/// What it earns on average with `quantity`.
[[nodiscard]] inline double newsvendor_profit(double demand, std::int64_t quantity, double price, double cost,
                                              double salvage) {
    const auto units = static_cast<double>(quantity);
    const double sold = demand - demand * lost_share_of_day(demand, quantity);
    return price * sold + salvage * (units - sold) - cost * units;
}

}  // namespace pasar
