// What a planner knows of the own shop as a rate, in place of the market's.
#pragma once

#include <string_view>

#include "scenarios/describe.h"

namespace pasar {

/// Each below 0 is that of the market. The other numbers that move a rate (slopes, segments, regions) stay the
/// market's.
struct OwnRatesSpec {
    double conversion = -1.0;
    double failed_attempt = -1.0;
    double failed_attempt_prepaid = -1.0;
    double refusal = -1.0;
    double refusal_prepaid = -1.0;
    double misfit = -1.0;
    double complaint = -1.0;
    double review = -1.0;
};
template <class V>
void describe(V& v, OwnRatesSpec& r) {
    const auto rate = [](std::string_view unit, std::string_view says) {
        return About{.unit = unit, .min = -1, .max = 1, .says = says};
    };
    v("conversion", r.conversion,
      rate("share of visits",
           "visits to this model that choose from the reference page; below 0 as choice.conversion says"));
    v("failed_attempt", r.failed_attempt,
      rate("per attempt", "first attempts that fail of its parcels to be paid at the door; below 0 as its courier's"));
    v("failed_attempt_prepaid", r.failed_attempt_prepaid,
      rate("per attempt", "the same of its parcels that are paid for; below 0 as its courier's"));
    v("refusal", r.refusal,
      rate("share of parcels",
           "its parcels to be paid at the door that are refused in the reference case; below 0 as refusal.rate says"));
    v("refusal_prepaid", r.refusal_prepaid,
      rate("share of parcels", "the same of its parcels that are paid for; below 0 as refusal.prepaid says"));
    v("misfit", r.misfit,
      rate("share of orders",
           "of its orders in all categories, those that do not fit or are not wanted after all; below "
           "0 as each category says"));
    v("complaint", r.complaint,
      rate("share of failures",
           "its buyers who complain in the reference case, at most those who do not leave at once; "
           "below 0 as voice.rate says"));
    v("review", r.review,
      rate("per order",
           "reviews left after its orders of middling satisfaction; below 0 as reviews.base_probability says"));
}

/// The rate in force.
[[nodiscard]] constexpr double own_or(double own, double of_market) { return own < 0.0 ? of_market : own; }

}  // namespace pasar
