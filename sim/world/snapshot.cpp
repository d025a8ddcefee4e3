#include "sim/world/snapshot.h"

#include <algorithm>

#include "agents/portable_math.h"
#include "sim/people/wishes.h"

namespace pasar {
namespace {

/// What records took from the scenario that held before, where another one would have given them something else.
struct Before {
    PaceBefore pace;
    std::vector<std::int64_t> loudness;  ///< by segment
    double leaving_alpha, leaving_beta;

    explicit Before(const World& world)
        : pace(pace_of(world)), leaving_alpha(world.spec().leaving.alpha), leaving_beta(world.spec().leaving.beta) {
        for (const SegmentPlan& segment : world.plan.segments) loudness.push_back(segment.loudness);
    }
};

/// What offers took from the scenario when they came in and what holds of all offers at once when it changes.
void reprice_offers(Platform& p) {
    for (Offer& offer : p.offers) {
        offer.reference = p.world.spec().categories[offer.category].reference_price;
        if (offer.own) {
            offer.price = larger({1}, share_of(offer.cost, 1.0 + p.model().supply.markup));
            offer.up_to = p.plan.stock_up_to;
            offer.reorder_at = std::min(p.plan.reorder_at, offer.up_to - 1);
        } else {
            offer.described =
                static_cast<float>(clamp01(offer.quality + p.world.spec().seller_types[offer.type].misdescription));
        }
    }
}

/// Detractors are as loud as their segment is now.
void weigh_detractors(Platform& p, const Before& before) {
    for (const Block& block : p.world.blocks) {
        const std::int64_t louder = p.world.plan.segments[block.segment].loudness - before.loudness[block.segment];
        if (louder == 0) continue;
        const Platform& read = p;  // so that pages nobody touched stay so
        std::int64_t detractors = 0;
        for (std::uint32_t i = 0; i < block.count; ++i)
            detractors += read.relationships[block.first + i].talk == Talk::Detracts ? 1 : 0;
        p.own_tally.detraction += louder * detractors;
        p.total.detraction += louder * detractors;
    }
}

/// How readily customers leave of their own, from the same random numbers under the distribution that holds now.
void draw_dropout_anew(Platform& p, const Before& before) {
    const LeavingSpec& now = p.world.spec().leaving;
    if (now.alpha == before.leaving_alpha && now.beta == before.leaving_beta) return;
    p.world.for_each_block([&](std::size_t block_number, std::size_t) {
        const Block& block = p.world.blocks[block_number];
        const Platform& read = p;
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            if (read.relationships[number].orders > 0)
                p.relationships[number].dropout_odds = innate_dropout_odds(p.world, number);
    });
}

void bring_in_line(World& world, const Before& before) {
    for (const std::unique_ptr<Platform>& platform : world.platforms) {
        reprice_offers(*platform);
        weigh_detractors(*platform, before);
        draw_dropout_anew(*platform, before);
    }
    pace_wishes_anew(world, before.pace);
}

}  // namespace

std::unique_ptr<World> copy_of(const World& original, const Scenario& scenario, std::size_t model, int threads) {
    auto copy = std::make_unique<World>(original, scenario, model, threads);
    bring_in_line(*copy, Before(original));
    return copy;
}

void World::put_in_force(const Scenario& scenario) {
    const Before before(*this);
    scenario_ = &scenario;
    plan = WorldPlan(scenario, replication());
    season = Season(scenario.market.season, scenario.days);
    for (const std::unique_ptr<Platform>& platform : platforms) {
        platform->renew_plan();
        platform->make_room_for_offers();
    }
    bring_in_line(*this, before);
}

}  // namespace pasar
