// Copying a digital good in place of buying it: one more alternative of the same logit by which buyers choose among
// offers (Belleflamme & Peitz, "Digital Piracy", in The Oxford Handbook of the Digital Economy, 2012: a copy is a
// cheaper product of lower quality, and copying costs the one who does it something).
#pragma once

#include "agents/choice.h"

namespace pasar {

struct CopyTerms {
    double level;      ///< utility of an offer of the reference page over not buying
    double offers;     ///< on that page: each of these goods can be copied
    double to_be_had;  ///< share of goods of which there is a copy, 0..1
    double quality_weight, quality, reference_quality;
    double price_weight, cost;  ///< all that copying costs, in reference prices
    double delay_weight, reference_days;
};
/// Weight e^V of copying, beside that of not buying, for somebody who would copy: that of a page of as many goods as
/// the reference page, there at once, of the quality and at the cost of a copy. No trust in a platform is needed, and
/// no payment.
[[nodiscard]] inline double copy_weight(const CopyTerms& c) {
    const double utility = c.level + c.quality_weight * (c.quality - c.reference_quality) -
                           c.price_weight * (c.cost - 1.0) + c.delay_weight * c.reference_days;
    return c.to_be_had * c.offers * attraction(utility);
}

/// Of copies made, the share that took the place of an order, on average: whoever could not copy would have chosen
/// among `sum` (weight of the page) and `outside` (not buying here, the copy apart), by the independence of irrelevant
/// alternatives. `can_pay`: chance that an order is paid for.
[[nodiscard]] constexpr double displaced(double sum, double outside, double can_pay) {
    return sum > 0.0 ? can_pay * sum / (sum + outside) : 0.0;
}

}  // namespace pasar
