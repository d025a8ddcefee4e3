// Which of several platforms a buyer visits, and what it buys where it compares the shops of two: logit over platforms,
// by what a visit to each is expected to be worth (nested logit: McFadden 1978), and the joint logit of two pages.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "agents/portable_math.h"

namespace pasar {

/// What a visit to a platform is worth, in utility, beyond what the buyer could do elsewhere: ln(1 + W / outside), with
/// W the sum of e^V over its page and `outside` that of everything else. Pre: weight_of_page >= 0, outside > 0.
[[nodiscard]] inline double inclusive_value(double weight_of_page, double outside) {
    return portable_log(1.0 + weight_of_page / outside);
}

/// Chance of each platform, e^U_k / (nothing + Σ e^U), into `chances`. Returns the chance of none of them.
/// `nothing` is the weight of no platform: 0 where the platform is chosen first and doing without weighed on it
/// (as NBD-Dirichlet needs), e^0 = 1 where doing without stands beside the platforms. No utility is too large or small.
/// Pre: as many chances as utilities, all finite; without any platform, the chance of none is 1.
[[nodiscard]] inline double platform_chances(std::span<const double> utilities, double nothing,
                                             std::span<double> chances) {
    if (utilities.empty()) return 1.0;
    double largest = utilities[0];
    for (const double u : utilities) largest = std::max(largest, u);
    if (nothing > 0.0) largest = std::max(largest, portable_log(nothing));
    const double weight_of_none = nothing > 0.0 ? portable_exp(portable_log(nothing) - largest) : 0.0;
    double all = weight_of_none;
    for (std::size_t k = 0; k < utilities.size(); ++k) all += chances[k] = portable_exp(utilities[k] - largest);
    for (double& chance : chances.first(utilities.size())) chance /= all;
    return weight_of_none / all;
}

/// Share of wishes that each platform gets where a buyer knows platform k with aware[k], independent of the others, and
/// chooses among those it knows by platform_chances: a sum over the sets of known platforms. What is left of 1 goes to
/// none. Pre: at most 20 platforms.
[[nodiscard]] inline std::vector<double> shares_of_wishes(std::span<const double> aware,
                                                          std::span<const double> utilities, double nothing) {
    const std::size_t platforms = aware.size();
    std::vector<double> shares(platforms, 0.0), utility, chance(platforms);
    for (std::size_t set = 0; set < std::size_t{1} << platforms; ++set) {
        double probability = 1.0;
        utility.clear();
        for (std::size_t k = 0; k < platforms; ++k) {
            const bool known = (set >> k & 1) != 0;
            probability *= known ? aware[k] : 1.0 - aware[k];
            if (known) utility.push_back(utilities[k]);
        }
        static_cast<void>(platform_chances(utility, nothing, chance));
        std::size_t next = 0;
        for (std::size_t k = 0; k < platforms; ++k)
            if ((set >> k & 1) != 0) shares[k] += probability * chance[next++];
    }
    return shares;
}

/// The pages of two shops seen together, as one nest of a nested logit.
struct JointPages {
    double weight;       ///< (W1^(1/λ) + W2^(1/λ))^λ, for λ -> 0 the larger of the two
    double first_share;  ///< of those who choose from either page, the share who choose from the first
};
/// `first` and `second` are the sums of e^V of the two pages. The dissimilarity λ in [0, 1] says how far the shops
/// differ: with 1 the pages are one large page; with 0 they hold the same goods, and only the better one counts.
/// McFadden 1978. In logarithms, so that no λ is too small. Pre: weights are 0 or normal numbers.
[[nodiscard]] inline JointPages joint_pages(double first, double second, double dissimilarity) {
    if (first <= 0.0 || second <= 0.0) return {std::max(first, second), first > 0.0 ? 1.0 : second > 0.0 ? 0.0 : 0.5};
    if (dissimilarity >= 1.0) return {first + second, first / (first + second)};
    if (dissimilarity <= 0.0) return {std::max(first, second), first > second ? 1.0 : first < second ? 0.0 : 0.5};
    const double gap = portable_log(first / second) / dissimilarity;  // of the first over the second
    const double less = portable_exp(gap > 0.0 ? -gap : gap);         // the lesser page against the better one
    const double weight = std::max(first, second) * portable_exp(dissimilarity * portable_log(1.0 + less));
    return {weight, (gap > 0.0 ? 1.0 : less) / (1.0 + less)};
}

/// What somebody does who compares two shops.
struct TwoShops {
    double first, second, nothing;  ///< chances to buy here, there, and not at all
};
/// Pre: weights >= 0, outside > 0.
[[nodiscard]] inline TwoShops compare_shops(double first, double second, double dissimilarity, double outside) {
    const JointPages joint = joint_pages(first, second, dissimilarity);
    const double buys = joint.weight / (outside + joint.weight);
    return {buys * joint.first_share, buys * (1.0 - joint.first_share), outside / (outside + joint.weight)};
}

/// The same two shops visited one after the other, each by a plain logit W / (outside' + W): the outside weights with
/// which the chances come to those of compare_shops.
struct ShopsInTurn {
    double at_first;   ///< W1 / P1 - W1, with which the first page is chosen from with P1
    double at_second;  ///< W2 / q - W2, q = P2 / (1 - P1): of those who chose nothing at the first
};
/// An outside weight of kShutOut where nobody would choose from that page.
inline constexpr double kShutOut = 1e100;
[[nodiscard]] inline ShopsInTurn shops_in_turn(double first, double second, double dissimilarity, double outside) {
    const JointPages joint = joint_pages(first, second, dissimilarity);
    const double weight_here = joint.weight * joint.first_share;
    const double weight_there = joint.weight * (1.0 - joint.first_share);
    // (1 - P) / P, taken from the weights themselves: a difference of nearly equal numbers would lose digits.
    const auto outside_for = [](double page, double others, double its_part) {
        return page > 0.0 && its_part > page * others / kShutOut ? page * others / its_part : kShutOut;
    };
    return {outside_for(first, outside + weight_there, weight_here), outside_for(second, outside, weight_there)};
}

/// Gumbel noise from a uniform draw on (0, 1): the platform with the largest U_k + noise_k is a draw from the logit.
[[nodiscard]] inline double gumbel(double uniform) { return -portable_log(-portable_log(uniform)); }

/// Taste of a buyer for a platform, ln G with G ~ Gamma(shape, 1), shape = S * share: among like platforms the chances
/// of a buyer, G_k / Σ G, are then Dirichlet(S * share) over buyers (Goodhardt, Ehrenberg & Chatfield 1984).
/// `gamma_of_one_more` is a draw of Gamma(shape + 1, 1) and `uniform` one on (0, 1), since G itself falls below the
/// least number where the shape is small: G = that · uniform^(1 / shape) (Marsaglia & Tsang 2000). Pre: shape > 0.
[[nodiscard]] inline double taste_for_platform(double gamma_of_one_more, double uniform, double shape) {
    return portable_log(gamma_of_one_more) + portable_log(uniform) / shape;
}

}  // namespace pasar
