// Whether an opportunist cheats: what it saves today against what its reputation is worth to it (Klein & Leffler 1981;
// Shapiro 1983).
#pragma once

#include <array>
#include <cstddef>

#include "agents/portable_math.h"
#include "agents/reputation.h"

namespace pasar {

/// Share of its sales that a seller loses when buyers come to expect `fall` less of its goods: its odds fall by
/// e^(-β_q fall), and what it loses comes from the part of visits that it does not have.
[[nodiscard]] inline double demand_lost(double quality_weight, double fall, double share) {
    return fall > 0.0 ? 1.0 - portable_exp(-quality_weight * fall * (1.0 - share)) : 0.0;
}

struct Temptation {
    double saved;      ///< by cheating, on a unit
    double days;       ///< until it decides anew
    double foresight;  ///< weight of what comes later
    double lost;       ///< share of demand that cheating until then costs
    double horizon;    ///< days for which it is lost
    double margin;     ///< of an honest unit
};
/// Both sides are per unit a day sold now.
[[nodiscard]] constexpr bool cheating_pays(const Temptation& t) {
    return t.saved * t.days > t.foresight * t.lost * t.horizon * (t.margin > 0.0 ? t.margin : 0.0);
}

/// Ratings after `sales` more, of which so many are rated in these shares of one to five stars. `forgetting` as in the
/// system beta, 1 elsewhere: each new rating fades all before it.
[[nodiscard]] inline Ratings ratings_after(Ratings past, double sales, double rated, const std::array<double, 5>& stars,
                                           double good_from, double forgetting) {
    // The new ones fade each other, too: on average so much of each is left.
    const double kept =
        forgetting < 1.0 ? (forgetting > 0.0 ? portable_exp(rated * portable_log(forgetting)) : 0.0) : 1.0;
    const double weight = forgetting < 1.0 ? (1.0 - kept) / (1.0 - forgetting) : rated;
    past.good *= kept;
    past.bad *= kept;
    for (std::size_t i = 0; i < stars.size(); ++i) {
        const double star = static_cast<double>(i + 1);
        (star >= good_from ? past.good : past.bad) += weight * stars[i];
        past.stars += rated * stars[i] * star;
    }
    past.count += rated;
    past.transactions += sales;
    return past;
}

}  // namespace pasar
