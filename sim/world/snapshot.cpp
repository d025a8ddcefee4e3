#include "sim/world/snapshot.h"

#include <algorithm>

#include "agents/portable_math.h"
#include "sim/people/wishes.h"

namespace pasar {
namespace {

/// What offers took from the scenario when they came in and what holds of all offers at once when it changes.
void reprice_offers(Market& m) {
    for (std::size_t i = 0; i < m.offers.size(); ++i) {
        Offer& offer = m.offers[i];
        offer.reference = m.spec.categories[offer.category].reference_price;
        if (offer.own) {
            offer.price = larger({1}, share_of(offer.cost, 1.0 + m.model.supply.markup));
            offer.up_to = m.plan.stock_up_to;
            offer.reorder_at = std::min(m.plan.reorder_at, offer.up_to - 1);
        } else {
            offer.described =
                static_cast<float>(clamp01(offer.quality + m.spec.seller_types[offer.type].misdescription));
        }
    }
}

/// Detractors are as loud as their segment is now.
void weigh_detractors(Market& m, const Market& original) {
    for (const Block& block : m.blocks) {
        const std::int64_t louder =
            m.plan.segments[block.segment].loudness - original.plan.segments[block.segment].loudness;
        if (louder == 0) continue;
        const Market& read = m;  // so that pages nobody touched stay so
        std::int64_t detractors = 0;
        for (std::uint32_t i = 0; i < block.count; ++i)
            detractors += read.buyers[block.first + i].talk == Talk::Detracts ? 1 : 0;
        m.own_tally.detraction += louder * detractors;
        m.total.detraction += louder * detractors;
    }
}

/// How readily customers leave of their own, by the same luck under the distribution that holds now.
void draw_dropout_anew(Market& m, const Market& original) {
    const LeavingSpec &now = m.spec.leaving, &before = original.spec.leaving;
    if (now.alpha == before.alpha && now.beta == before.beta) return;
    m.for_each_block([&](Block& block, Worker&) {
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            if (m.buyers[number].orders > 0) m.buyers[number].dropout_odds = innate_dropout_odds(m, number);
    });
}

}  // namespace

std::unique_ptr<Market> copy_of(const Market& original, const Scenario& scenario, std::size_t model, int threads) {
    auto copy = std::make_unique<Market>(original, scenario, model, threads);
    reprice_offers(*copy);
    weigh_detractors(*copy, original);
    draw_dropout_anew(*copy, original);
    pace_wishes_anew(*copy, original);
    return copy;
}

}  // namespace pasar
