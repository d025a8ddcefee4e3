// Choosing among offers: multinomial logit with outside options (McFadden 1974). Utilities are centred on a reference
// page, at which a segment's conversion is what the scenario says, so that a weight changes how a buyer answers to what
// differs from it and not how much it buys there. exp(V) is split into a part per offer and kind of customer, computed
// once a morning, a part per distance and size of order, which holds all charges, and a part per buyer.
#pragma once

#include <cstddef>
#include <span>

#include "agents/portable_math.h"

namespace pasar {

struct OfferUtility {
    double quality_weight, price_weight, risk_weight;
    double expected_quality;   ///< 0..1
    double reference_quality;  ///< 0..1
    double price_ratio;        ///< price of the goods over the category's reference price
    double seller_risk;        ///< see newness_risk
};
/// The part of V that belongs to the offer: b_q (E[quality] - reference) - b_p (price / reference - 1) - b_r seller
/// risk.
[[nodiscard]] inline double offer_utility(const OfferUtility& u) {
    return u.quality_weight * (u.expected_quality - u.reference_quality) - u.price_weight * (u.price_ratio - 1.0) -
           u.risk_weight * u.seller_risk;
}

struct BuyerUtility {
    double trust_weight, trust, reference_trust;
    double risk_weight, payment_risk, reference_risk;  ///< risk left after protection
    /// Loyalty points that the order would use, over the reference price of all its units, and their weight.
    double discount_weight, points;
};
/// The part of V that is the same for all offers.
[[nodiscard]] inline double buyer_utility(const BuyerUtility& u) {
    return u.trust_weight * (u.trust - u.reference_trust) - u.risk_weight * (u.payment_risk - u.reference_risk) +
           u.discount_weight * u.points;
}

/// Utility of each of `offers` like ones over not choosing any, from which a page of them is chosen with `conversion`:
/// the odds are offers · e^V. Between -80 and 80.
[[nodiscard]] inline double reference_utility(double conversion, double odds_times, double offers) {
    if (conversion <= 0.0 || odds_times <= 0.0) return -80.0;
    if (conversion >= 1.0) return 80.0;
    const double utility = portable_log(conversion / (1.0 - conversion) * odds_times / offers);
    return utility < -80.0 ? -80.0 : utility > 80.0 ? 80.0 : utility;
}

/// Weight e^V of all that is not chosen here, which is 1 where elsewhere is as on the reference page: buying nothing,
/// and buying elsewhere.
struct OutsideUtility {
    double share;  ///< of the weight that is buying elsewhere, on the reference page
    double quality_weight, quality, reference_quality;
    double price_weight, price;  ///< full price in reference prices
    double utility;              ///< what else speaks for it
};
[[nodiscard]] inline double outside_weight(const OutsideUtility& u) {
    const double utility =
        u.utility + u.quality_weight * (u.quality - u.reference_quality) - u.price_weight * (u.price - 1.0);
    return (1.0 - u.share) + u.share * portable_exp(utility < 80.0 ? utility : 80.0);
}

/// What a visit is worth to its buyer beyond what it could do elsewhere, in utility: the logit's inclusive value less
/// that of the outside alone. `sum` is e^V over all offers.
[[nodiscard]] inline double surplus_utility(double outside, double sum) { return portable_log(1.0 + sum / outside); }
/// Of a visit that ends with an offer chosen, on average: the surplus is that of all visits, and only those gain that
/// choose here. Pre: sum > 0.
[[nodiscard]] constexpr double gain_of_chosen(double surplus, double outside, double sum) {
    return surplus * (outside + sum) / sum;
}

/// By how much the utility of the best of a page exceeds that of not buying here, or falls short of it: both are
/// extreme values of logit tastes, so that their difference is logistic around ln(odds). `odds`: weight of all offers
/// over that of the outside, above 0; `draw` on (0, 1).
[[nodiscard]] inline double excess_of_best(double odds, double draw) {
    return portable_log(odds * draw / (1.0 - draw));
}

/// exp(V), for V up to 80: beyond, a choice is certain anyway, and the product of what offer, memory and buyer
/// contribute must stay a number, the offer's part even in single precision.
[[nodiscard]] inline double attraction(double utility) { return portable_exp(utility < 80.0 ? utility : 80.0); }

/// Risk seen in a seller with `ratings` ratings: full for none, half at as many as the buyer's prior counts for.
[[nodiscard]] constexpr double newness_risk(double at_zero, double ratings, double prior_ratings) {
    return at_zero / (1.0 + ratings / (prior_ratings > 0.0 ? prior_ratings : 1.0));
}

/// Share of questions that are answered before the buyer's patience ends, both being exponential.
[[nodiscard]] constexpr double answered_in_time(double patience_hours, double answer_hours) {
    return answer_hours > 0.0 ? patience_hours / (patience_hours + answer_hours) : 1.0;
}
/// Share of buyers who stay with their choice when it turns out to be worth less by `utility`.
[[nodiscard]] inline double stays_chosen(double utility) { return utility > 0.0 ? portable_exp(-utility) : 1.0; }

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
