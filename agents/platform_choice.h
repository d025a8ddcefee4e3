// Choosing among platforms, and among the offers of two that are compared. Nested logit: McFadden 1978.
#pragma once

#include <algorithm>

#include "agents/portable_math.h"

namespace pasar {

/// What a page of offers is worth over what its buyer could do without it, in utility: ln(1 + weight / outside).
[[nodiscard]] inline double inclusive_value(double weight, double outside) {
    return portable_log(1.0 + weight / outside);
}

/// The noise of a logit choice: -ln(-ln u), u on (0, 1).
[[nodiscard]] inline double gumbel(double uniform) { return -portable_log(-portable_log(uniform)); }

/// A taste whose logit shares are Dirichlet: ln of a Gamma(S · share) draw, finite.
[[nodiscard]] inline double taste_of(double gamma) { return portable_log(std::max(gamma, 1e-35)); }

/// Two pages that a buyer sees one after the other and weighs together, as offers of one nest whose parameter is
/// `unlike`: at 1 all offers are chances of their own, towards 0 only the better page counts. Weights and `outside`
/// are e^V; the chance to choose from a page is that of the joint choice.
struct ComparedShops {
    double joint = 0.0;  ///< weight of both pages together
    double outside_of_first =
        1.0;  ///< against which the first page alone is chosen from as often as in the joint choice
    double outside_of_second = 1.0;  ///< the same for the second, once nothing was chosen from the first

    ComparedShops(double first, double second, double outside, double unlike) {
        constexpr double kLeastUnlike = 1e-3;
        const double power = 1.0 / std::max(unlike, kLeastUnlike);
        const double larger = std::max(first, second), smaller = std::min(first, second);
        outside_of_first = outside_of_second = outside;
        joint = larger;
        if (smaller <= 0.0) return;
        // (a^p + b^p)^(1/p), from the larger on.
        const double rest = portable_exp(std::max(-700.0, power * portable_log(smaller / larger)));
        joint = larger * portable_exp(portable_log(1.0 + rest) / power);
        const double of_larger = 1.0 / (1.0 + rest), of_smaller = rest / (1.0 + rest);
        const double from_first = (first >= second ? of_larger : of_smaller) * joint / (outside + joint);
        const double from_second = (first >= second ? of_smaller : of_larger) * joint / (outside + joint);
        outside_of_first = first / from_first - first;
        outside_of_second = second * (1.0 - from_first) / from_second - second;
    }
};

/// Chance that a seller lists on a further platform where it expects `profit` and the listing costs `costs`, in the
/// same money: logistic in what is left, over the scale of what else speaks for and against it; 0: profit alone
/// decides.
[[nodiscard]] inline double lists_on(double profit, double costs, double noise) {
    if (noise <= 0.0) return profit >= costs ? 1.0 : 0.0;
    return logistic(std::clamp((profit - costs) / noise, -700.0, 700.0));
}

}  // namespace pasar
