// What a seller asks whose buyers choose by logit: cost as it is passed on, and the markup that its share of choices
// bears (Anderson, de Palma & Thisse, "Discrete Choice Theory of Product Differentiation", 1992; Werden & Froeb 1994).
#pragma once

#include <algorithm>
#include <span>

namespace pasar {

/// Nobody takes itself for larger, or a markup would know no end.
inline constexpr double kLargestShare = 0.95;
/// Nobody asks for a margin of more reference prices, however little buyers mind.
inline constexpr double kLargestMargin = 20.0;

struct PriceTerms {
    double cost;          ///< of a unit, to its seller: goods, and what else it bears
    double kept;          ///< share of the price that is left to it: (1 - commission) (1 - share lost to refunds)
    double reference;     ///< price for which buyers' weights are
    double price_weight;  ///< of buyers, by demand
    double share;         ///< of those who see its offers, the share who choose them
};
/// Price at which it earns most, given what others ask: p* = c / kept + reference / (α (1 - s)). With several offers s
/// is that of all together, and the margin is one for all of them.
[[nodiscard]] constexpr double best_price(const PriceTerms& t) {
    const double kept = t.kept > 0.01 ? t.kept : 0.01;
    const double weight = t.price_weight * (1.0 - (t.share < kLargestShare ? t.share : kLargestShare));
    const double margin = weight * kLargestMargin > 1.0 ? 1.0 / weight : kLargestMargin;
    return t.cost / kept + t.reference * margin;
}

/// Demand of a segment: what counts for the margin.
struct SegmentDemand {
    double price_weight, units, share;
};
/// Price weight α of one kind of buyers that bears the same margin at the share `usual` as all of these together:
/// p - c = reference Σ q / Σ α q (1 - s), the first-order condition of a price that is one for all.
[[nodiscard]] inline double effective_price_weight(std::span<const SegmentDemand> segments, double usual) {
    double units = 0.0, response = 0.0;
    for (const SegmentDemand& g : segments) {
        units += g.units;
        response += g.price_weight * g.units * (1.0 - std::min(g.share, kLargestShare));
    }
    return units > 0.0 ? response / (units * (1.0 - std::min(usual, kLargestShare))) : 0.0;
}

/// Share of views that end in an order, when `usual` is known of others and counts for so many views.
[[nodiscard]] constexpr double shrunk_share(double orders, double views, double usual, double counts_for) {
    return views + counts_for > 0.0 ? (orders + counts_for * usual) / (views + counts_for) : usual;
}

/// Chance that a page of so many neighbouring places shows an offer that has `places` of all on the shelf, which lie
/// evenly spread.
[[nodiscard]] constexpr double chance_on_page(double page, double places, double all) {
    const double chance = all > 0.0 ? page * places / all : 0.0;
    return chance < 1.0 ? chance : 1.0;
}

/// An offer's share of choices on a page of so many like ones: weight e^V each, against that of not choosing here.
[[nodiscard]] constexpr double share_of_page(double weight, double offers, double outside) {
    const double all = outside + offers * weight;
    return all > 0.0 ? weight / all : 0.0;
}

}  // namespace pasar
