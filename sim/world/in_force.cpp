#include "sim/world/in_force.h"

#include <algorithm>

#include "agents/portable_math.h"
#include "scenarios/dates.h"
#include "sim/people/relationship.h"
#include "sim/people/stages.h"
#include "sim/platform/firm.h"
#include "sim/platform/sellers.h"

namespace pasar {
namespace {

/// What offers took from the scenario when they came in and what holds of all offers at once when it changes.
void reprice_offers(Platform& p) {
    const std::size_t plans = plan_offers(p);
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (i < plans) {
            set_terms_of_plan(p, i);
            continue;
        }
        offer.reference = p.world.spec().categories[offer.category].reference_price;
        if (offer.own) {
            if (p.model().supply.pricing == StorePricing::Fixed && !p.plan.sells_by_auction)
                offer.price = larger({1}, share_of(offer.cost, 1.0 + p.model().supply.markup));
            if (p.plan.keeps_stock) {
                offer.up_to = p.plan.stock_up_to;
                offer.reorder_at = std::min(p.plan.reorder_at, offer.up_to - 1);
            }
        } else {
            offer.described =
                static_cast<float>(clamp01(offer.quality + p.world.spec().seller_types[offer.type].misdescription));
        }
    }
}

/// Promoters and detractors are as loud as their segment is now.
void weigh_talkers(Platform& p, const FormerTerms& before) {
    for (const Block& block : p.world.blocks) {
        const SegmentPlan& now = p.world.plan.segments[block.segment];
        const std::int64_t louder = now.loudness - before.loudness[block.segment];
        const std::int64_t more_praise = now.praise - before.praise[block.segment];
        if (louder == 0 && more_praise == 0) continue;
        const Platform& read = p;  // so that pages nobody touched stay so
        std::int64_t detractors = 0, promoters = 0;
        for (std::uint32_t i = 0; i < block.count; ++i) {
            const Talk talk = read.relationships[block.first + i].talk;
            detractors += talk == Talk::Detracts ? 1 : 0;
            promoters += talk == Talk::Promotes ? 1 : 0;
        }
        for (FixedTally* const sums : {static_cast<FixedTally*>(&p.own_tally), static_cast<FixedTally*>(&p.total)}) {
            sums->detraction += louder * detractors;
            sums->praise += more_praise * promoters;
        }
    }
}

/// How readily customers leave of their own, from the same random numbers under the distribution that holds now.
void draw_dropout_anew(Platform& p, const FormerTerms& before) {
    const LeavingSpec& now = p.world.spec().leaving;
    if (now.alpha == before.leaving.alpha && now.beta == before.leaving.beta) return;
    p.world.for_each_block([&](std::size_t block_number, std::size_t) {
        const Block& block = p.world.blocks[block_number];
        const Platform& read = p;
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            if (read.relationships[number].orders > 0)
                p.relationships[number].dropout_odds = innate_dropout_odds(p, number);
    });
}

/// When customers lose interest of their own: from today on at the rates that hold now, which is the same as to have
/// waited at these rates only.
void plan_lapses_anew(Platform& p, const FormerTerms& before) {
    const LeavingSpec& now = p.world.spec().leaving;
    const bool matters = now.form == LeavingForm::AnyTime || before.leaving.form == LeavingForm::AnyTime;
    if (!matters || (now.form == before.leaving.form && now.lapse_shape == before.leaving.lapse_shape &&
                     now.lapse_days == before.leaving.lapse_days))
        return;
    p.world.for_each_block([&](std::size_t block_number, std::size_t) {
        const Block& block = p.world.blocks[block_number];
        const Platform& read = p;
        for (std::uint32_t member = 0; member < block.count; ++member) {
            const std::uint32_t number = block.first + member;
            if (read.relationships[number].orders == 0 || read.relationships[number].stage == Stage::Left) continue;
            plan_lapse(p, p.dealings[block_number], static_cast<std::uint16_t>(member), number,
                       p.relationships[number]);
        }
    });
}

/// Customers learn of a data breach: each of those it hits trusts the platform less.
void break_in(Platform& p, const ShockSpec& breach) {
    if (!breach.model.empty() && breach.model != p.model().name) return;
    const World& world = p.world;
    const auto is_hit = [&](const Block& block, const Relationship& r, std::uint32_t number) {
        if (r.orders == 0) return false;
        if (!breach.segment.empty() && world.spec().segments[block.segment].name != breach.segment) return false;
        if (!breach.region.empty() && world.spec().regions[world.buyers[number].region].name != breach.region)
            return false;
        if (breach.share >= 1.0) return true;
        return Dice(p.key, Purpose::DataBreach, number, static_cast<std::uint32_t>(world.today)).uniform() <
               breach.share;
    };
    world.for_each_block([&](std::size_t block_number, std::size_t thread) {
        const Block& block = world.blocks[block_number];
        const Platform& read = p;  // so that pages nobody touched stay so
        Tally& tally = p.threads[thread].counts.tally;
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number) {
            if (!is_hit(block, read.relationships[number], number)) continue;
            Relationship& r = p.relationships[number];
            const std::int64_t before = millionths(r.trust);
            r.trust = static_cast<float>(clamp01(r.trust - breach.trust_loss));
            if (r.stage != Stage::Left) tally.trust += millionths(r.trust) - before;
        }
    });
}

}  // namespace

Season season_of(const Scenario& scenario) {
    return {seasons_by_day(scenario.market.season, scenario.start_date, scenario.days), scenario.days};
}

FormerTerms::FormerTerms(const World& world) : pace(pace_of(world)), leaving(world.spec().leaving) {
    for (const SegmentPlan& segment : world.plan.segments) {
        loudness.push_back(segment.loudness);
        praise.push_back(segment.praise);
    }
}

void follow_new_terms(World& world, const FormerTerms& before) {
    for (const std::unique_ptr<Platform>& platform : world.platforms) {
        reprice_offers(*platform);
        follow_terms_of_firm(*platform);
        weigh_talkers(*platform, before);
        draw_dropout_anew(*platform, before);
        plan_lapses_anew(*platform, before);
    }
    pace_wishes_anew(world, before.pace);
}

void World::put_in_force(const Scenario& next) {
    const FormerTerms before(*this);
    scenario_ = &next;
    plan = WorldPlan(next, replication());
    season = season_of(next);
    for (const std::unique_ptr<Platform>& platform : platforms) {
        platform->renew_plan();
        platform->make_room_for_offers();
    }
    follow_new_terms(*this, before);
}

void begin_events(World& world) {
    if (world.timeline->turns_on(world.today)) world.put_in_force(world.timeline->on(world.today));
    for (const ShockSpec& breach : world.timeline->breaches_on(world.today))
        for (const std::unique_ptr<Platform>& platform : world.platforms) break_in(*platform, breach);
}

}  // namespace pasar
