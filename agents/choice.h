// Choosing among offers: multinomial logit with an outside option (McFadden 1974), with exp(V) split into a part per
// offer and kind of customer, computed once a morning, and a part per buyer, common to all offers.
#pragma once

#include <cstddef>
#include <span>

#include "agents/portable_math.h"

namespace pasar {

struct OfferUtility {
    double intercept, quality_weight, price_weight, risk_weight;
    double expected_quality;  ///< 0..1
    double price_ratio;       ///< price over the category's reference price
    double seller_risk;       ///< see newness_risk
};
/// The part of V that belongs to the offer: V = b0 + b_q E[quality] - b_p price / reference - b_r seller risk.
[[nodiscard]] inline double offer_utility(const OfferUtility& u) {
    return u.intercept + u.quality_weight * u.expected_quality - u.price_weight * u.price_ratio -
           u.risk_weight * u.seller_risk;
}

struct BuyerUtility {
    double trust_weight, trust;
    double risk_weight, payment_risk;  ///< risk left after protection
    double price_weight, discount;     ///< coupon as a share of the reference price, by the buyer's response to it
};
/// The part of V that is the same for all offers.
[[nodiscard]] inline double buyer_utility(const BuyerUtility& u) {
    return u.trust_weight * u.trust - u.risk_weight * u.payment_risk + u.price_weight * u.discount;
}

/// exp(V), for V up to 80: beyond, a choice is certain anyway, and the product of what offer, memory and buyer
/// contribute must stay a number, the offer's part even in single precision.
[[nodiscard]] inline double attraction(double utility) { return portable_exp(utility < 80.0 ? utility : 80.0); }

/// Risk seen in a seller with `ratings` ratings: full for none, half at as many as the buyer's prior counts for.
[[nodiscard]] constexpr double newness_risk(double at_zero, double ratings, double prior_ratings) {
    return at_zero / (1.0 + ratings / (prior_ratings > 0.0 ? prior_ratings : 1.0));
}

/// Index chosen with probability weight / (outside + sum of weights), or weights.size() for the outside option.
/// One uniform draw on (0, 1) decides: the logit's own probabilities, not a race of Gumbel draws. `sum` is that of
/// weights.
[[nodiscard]] inline std::size_t choose(std::span<const double> weights, double outside, double sum, double uniform) {
    double left = uniform * (outside + sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0.0) return i;
    }
    return weights.size();
}

}  // namespace pasar
