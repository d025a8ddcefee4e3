// Buying to sell on: when it pays, and what a distributor asks who alone serves its customers. A distributor adds its
// margin to a price that holds one already: double marginalisation (Spengler 1950).
#pragma once

#include <algorithm>

#include "agents/kinds.h"
#include "agents/lambert.h"
#include "agents/portable_math.h"

namespace pasar {

/// Whether a unit that comes to `landed`, price and all that getting it costs, leaves something where others get
/// `market_price` and the platform keeps the share `commission` of it.
[[nodiscard]] constexpr bool resale_pays(double landed, double commission, double market_price) {
    return landed < (1.0 - commission) * market_price;
}
/// Price on a marketplace above which reselling pays: (p + k)/(1 - τ), for a store's price p and what it costs to get a
/// unit from it and to sell it, k. The upper bound of the marketplace's price, as long as there are resellers enough.
[[nodiscard]] constexpr double price_that_draws_resellers(double store_price, double handling, double commission) {
    return (store_price + handling) / (1.0 - commission);
}

/// How the share of a distributor's customers who buy falls with its price p, in reference prices: logit
/// 1/(1 + exp(αp - v)), linear v - αp between 0 and 1.
struct OffPlatformTaste {
    OffPlatformDemand form;
    double value;         ///< v
    double price_weight;  ///< α, above 0
};
[[nodiscard]] inline double share_who_buy(const OffPlatformTaste& t, double price) {
    const double utility = t.value - t.price_weight * price;
    return t.form == OffPlatformDemand::Logit ? logistic(std::clamp(utility, -700.0, 700.0)) : clamp01(utility);
}

/// Price at which somebody earns most who alone serves these customers at a cost of `cost` a unit, all in reference
/// prices: logit c + (1 + W(e^(v - αc - 1)))/α, linear (v/α + c)/2, and no less than the price at which all buy. Where
/// nobody buys at cost, `cost`.
[[nodiscard]] inline double monopoly_price(const OffPlatformTaste& t, double cost) {
    if (t.form == OffPlatformDemand::Logit)
        return cost + (1.0 + lambert_of_exp(t.value - t.price_weight * cost - 1.0)) / t.price_weight;
    const double nobody = t.value / t.price_weight, everybody = (t.value - 1.0) / t.price_weight;
    return std::max({cost, 0.5 * (nobody + cost), everybody});
}

}  // namespace pasar
