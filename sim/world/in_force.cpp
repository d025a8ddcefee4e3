#include "sim/world/in_force.h"

#include <algorithm>
#include <utility>

#include "agents/portable_math.h"
#include "scenarios/dates.h"

namespace pasar {
namespace {

/// The scenario at the places where the market's references look for it.
void replace_scenario(Market& m, const Scenario& scenario) {
    Scenario fresh = scenario;
    for (std::size_t i = 0; i < m.scenario.models.size(); ++i) m.scenario.models[i] = std::move(fresh.models[i]);
    fresh.models.swap(m.scenario.models);  // the list stays where it is in memory when it is moved back
    m.scenario = std::move(fresh);
}

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
void weigh_detractors(Market& m, const FormerTerms& former) {
    for (const Block& block : m.blocks) {
        const std::int64_t louder = m.plan.segments[block.segment].loudness - former.loudness[block.segment];
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
void draw_dropout_anew(Market& m, const FormerTerms& former) {
    const LeavingSpec &now = m.spec.leaving, &before = former.leaving;
    if (now.alpha == before.alpha && now.beta == before.beta) return;
    m.for_each_block([&](Block& block, Worker&) {
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            if (m.buyers[number].orders > 0) m.buyers[number].dropout_odds = innate_dropout_odds(m, number);
    });
}

/// Customers learn of a data breach: each of those it hits trusts the platform less.
void break_in(Market& m, const ShockSpec& breach) {
    if (!breach.model.empty() && breach.model != m.model.name) return;
    const auto is_hit = [&](const Block& block, const Buyer& b, std::uint32_t number) {
        if (b.orders == 0) return false;
        if (!breach.segment.empty() && m.spec.segments[block.segment].name != breach.segment) return false;
        if (!breach.region.empty() && m.spec.regions[b.region].name != breach.region) return false;
        if (breach.share >= 1.0) return true;
        return Dice(m.plan.world, Purpose::DataBreach, number, static_cast<std::uint32_t>(m.today)).uniform() <
               breach.share;
    };
    m.for_each_block([&](Block& block, Worker& w) {
        const Market& read = m;  // so that pages nobody touched stay so
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number) {
            if (!is_hit(block, read.buyers[number], number)) continue;
            Buyer& b = m.buyers[number];
            const std::int64_t before = millionths(b.trust);
            b.trust = static_cast<float>(clamp01(b.trust - breach.trust_loss));
            if (b.stage != Stage::Left) w.tally.trust += millionths(b.trust) - before;
        }
    });
}

}  // namespace

Season season_of(const Scenario& scenario) {
    return {seasons_by_day(scenario.market.season, scenario.start_date, scenario.days), scenario.days};
}

FormerTerms::FormerTerms(const Market& market) : pace(wish_pace_of(market)), leaving(market.spec.leaving) {
    for (const SegmentPlan& segment : market.plan.segments) loudness.push_back(segment.loudness);
}

void follow_new_terms(Market& market, const FormerTerms& former) {
    reprice_offers(market);
    weigh_detractors(market, former);
    draw_dropout_anew(market, former);
    pace_wishes_anew(market, former.pace);
}

void put_in_force(Market& market, const Scenario& scenario) {
    const FormerTerms former(market);
    replace_scenario(market, scenario);
    market.plan = Plan(market.scenario, market.model, market.replication());
    market.season = season_of(market.scenario);
    market.weigh_promises();
    market.make_room_for_offers();
    follow_new_terms(market, former);
}

void begin_events(Market& market) {
    if (market.timeline->turns_on(market.today)) put_in_force(market, market.timeline->on(market.today));
    for (const ShockSpec& breach : market.timeline->breaches_on(market.today)) break_in(market, breach);
}

}  // namespace pasar
