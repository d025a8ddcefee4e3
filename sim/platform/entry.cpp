#include "sim/platform/entry.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/platform/sellers.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Offers worth entering, the best first; among equals the one opened first.
std::vector<std::size_t> worth_entering(const Platform& p) {
    const EntrySpec& entry = p.model().supply.entry;
    std::vector<std::pair<double, std::size_t>> scores;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        const Offer& offer = p.offers[i];
        if (offer.own || offer.is_copied || !offer.open) continue;
        if (p.world.spec().seller_types[offer.type].buys_in_store) continue;
        const std::int64_t before = i < p.sold_at_review.size() ? p.sold_at_review[i] : 0;
        const auto sold = static_cast<double>(offer.sold - before);
        if (sold <= 0.0) continue;
        const double each = entry.by == EntryBy::Sales ? static_cast<double>(offer.price.units) : 1.0;
        scores.emplace_back(-sold * each * double{offer.inferred}, i);
    }
    std::sort(scores.begin(), scores.end());
    std::vector<std::size_t> best;
    for (const auto& [score, offer] : scores) best.push_back(offer);
    return best;
}

}  // namespace

void enter_what_sells(Platform& p) {
    const SupplySpec& supply = p.model().supply;
    if (!supply.entry.on || supply.kind != SupplyKind::Hybrid || p.own_offers == 0 || p.opens_today() ||
        p.world.today % supply.entry.review_days != 0)
        return;
    std::int64_t opened = 0;
    for (const std::size_t offer : worth_entering(p)) {
        if (opened == supply.entry.products_per_review || p.entered >= supply.entry.most) break;
        open_own_copy(p, offer);
        ++opened;
    }
    p.sold_at_review.resize(p.offers.size());
    for (std::size_t i = 0; i < p.offers.size(); ++i) p.sold_at_review[i] = p.offers[i].sold;
}

}  // namespace pasar
