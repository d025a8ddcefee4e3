// Phase 1. Unaware buyers hear of the platform. How many is one binomial draw per segment; who they are follows a fixed
// shuffled order, so that the work grows with the newly aware and not with everybody.
#include <boost/random/binomial_distribution.hpp>

#include <algorithm>
#include <cmath>

#include "agents/awareness.h"
#include "sim/people/wishes.h"
#include "sim/phases/phases.h"
#include "sim/phases/run_feed.h"

namespace pasar {
namespace {

/// Advocates less detractors, as a share of the population: promoters and those without an opinion speak for the
/// platform with the weights of the scenario, detractors against it; both are as loud as their segment.
double talkers(const Platform& p) {
    const WordOfMouthSpec& words = p.world.spec().word_of_mouth;
    std::int64_t aware = 0;
    for (const std::int64_t count : p.aware) aware += count;
    const double neutral = static_cast<double>(aware - p.total.promoters - p.total.detractors);
    const double sum = words.neutral * neutral + words.promoter * static_cast<double>(p.total.praise) / 1000.0 +
                       words.detractor * static_cast<double>(p.total.detraction) / 1000.0;
    return p.world.spec().buyers > 0 ? sum / static_cast<double>(p.world.spec().buyers) : 0.0;
}

/// Hazard per day from advertising and posts; pays for both.
double paid_reach(Platform& p) {
    const PromotionSpec& promotion = p.model().promotion;
    p.conditions.adstock.resize(promotion.advertising.size(), 0.0);
    double reach = 0.0;
    Money cost;
    for (std::size_t i = 0; i < promotion.advertising.size(); ++i) {
        const AdvertisingSpec& line = promotion.advertising[i];
        for (const ChannelSpec& channel : p.world.spec().awareness.channels) {
            if (channel.name != line.channel) continue;
            // Spending that goes on for ever settles at spend / (1 - carry over); half_saturation speaks of spending a
            // day.
            p.conditions.adstock[i] =
                adstock(p.conditions.adstock[i],
                        static_cast<double>(line.spend_per_day.units) * (1.0 - channel.carry_over), channel.carry_over);
            reach += advertising_reach(channel.max_reach_per_day, p.conditions.adstock[i],
                                       static_cast<double>(channel.half_saturation.units), channel.steepness);
        }
        cost += p.world.plan.scaled(line.spend_per_day, p.world.today);
    }
    reach += p.world.spec().awareness.social_reach_per_post * std::sqrt(promotion.posts_per_day);
    cost += p.world.plan.scaled(promotion.cost_per_post, p.world.today, promotion.posts_per_day);
    p.own_books.move(Account::Platform, Account::Outside, cost);
    p.own_tally.count(Count::PromotionCost, cost);
    return reach;
}

}  // namespace

void attract(World& world, Platform& p) {
    const AwarenessSpec& awareness = p.world.spec().awareness;
    // A buyer who was asked to share tells one person, who may know the platform already.
    const double told =
        p.days.empty() ? 0.0 : static_cast<double>(p.days.back().counts[static_cast<std::size_t>(Count::Shares)]);
    const Invited invited = invite(p);
    const double reach = paid_reach(p) + invited.reach +
                         (p.world.spec().buyers > 0 ? told / static_cast<double>(p.world.spec().buyers) : 0.0);
    const double talk = talkers(p);
    const double hazard =
        awareness_probability(awareness.innovation_per_year / 365.0, reach, awareness.imitation_per_year / 365.0, talk);
    std::vector<std::int64_t> newly(p.world.plan.segments.size());
    for (std::size_t g = 0; g < newly.size(); ++g) {
        const std::int64_t unaware = p.world.plan.segments[g].buyers - p.aware[g];
        Dice dice(p.key, Purpose::Awareness, static_cast<std::uint32_t>(g), static_cast<std::uint32_t>(p.world.today));
        newly[g] =
            unaware > 0 && hazard > 0.0 ? boost::random::binomial_distribution<std::int64_t>(unaware, hazard)(dice) : 0;
        if (invited.sent > 0 && newly[g] > 0) {
            // Of those who came by one of several ways, each at its own rate: the part of this rate in all.
            const double rate = awareness.innovation_per_year / 365.0 + reach +
                                awareness.imitation_per_year / 365.0 * std::max(0.0, talk);
            const double by_invitation = std::min(1.0, invited.reach / rate);
            p.own_tally.count(Count::InvitationsAccepted,
                              boost::random::binomial_distribution<std::int64_t>(newly[g], by_invitation)(dice));
        }
        p.own_tally.count(Count::BecameAware, newly[g]);
        p.own_tally.moves[static_cast<std::size_t>(Stage::Unaware)][static_cast<std::size_t>(Stage::Aware)] += newly[g];
    }
    make_aware(world, p, newly);
}

}  // namespace pasar
