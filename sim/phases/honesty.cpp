// Who cheats by choice: an opportunist, until it looks at its price again, when that saves more than its reputation is
// worth to it. And who takes less care once there is a bad rating to be seen.
#include <algorithm>
#include <array>
#include <cstddef>

#include "agents/honesty.h"
#include "agents/satisfaction.h"
#include "sim/phases/evening.h"
#include "sim/phases/phases.h"
#include "sim/phases/prices.h"
#include "sim/platform/settlement.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// What buyers are to make of so many sales: how many of them are rated, and how.
struct ExpectedReviews {
    double rated = 0.0;
    std::array<double, 5> stars{};  ///< shares of one to five among those rated
};
ExpectedReviews expected_reviews(const Platform& p, const Offer& offer, double sales, double short_by) {
    const MarketSpec& market = p.world.spec();
    const ReviewSpec& r = market.reviews;
    const double quality = clamp01(offer.quality - short_by);
    const double noticed = clamp01(short_by * market.satisfaction.misdescription_noticed);
    ExpectedReviews all;
    for (const bool is_fine : {true, false}) {
        const double share = is_fine ? 1.0 - noticed : noticed;
        const double satisfied = satisfaction(p.world.plan.disconfirmation, offer.inferred, quality,
                                              is_fine ? 0.0 : market.satisfaction.severity_misdescribed);
        const double rating =
            is_fine ? r.experience_weight * quality + (1.0 - r.experience_weight) * satisfied : satisfied;
        const double rated = sales * share *
                             review_probability(own_or(p.model().own_rates.review, r.base_probability),
                                                r.extreme_probability, satisfied, 1.0);
        const std::array<double, 5> stars = star_cuts(r).shares(rating + r.bias);
        for (std::size_t i = 0; i < stars.size(); ++i) all.stars[i] += rated * stars[i];
        all.rated += rated;
    }
    for (double& share : all.stars) share = all.rated > 0.0 ? share / all.rated : 0.0;
    return all;
}

/// Quality that buyers would infer after so many sales of goods that fall short by so much.
double inferred_later(const Platform& p, const Offer& offer, double sales, double short_by) {
    const ReputationSpec& reputation = p.model().reputation;
    const ExpectedReviews reviews = expected_reviews(p, offer, sales, short_by);
    const Ratings later = ratings_after(p.ratings[offer.rated], sales, reviews.rated, reviews.stars,
                                        static_cast<double>(p.world.spec().reviews.good_from_stars),
                                        reputation.system == ReputationSystem::Beta ? reputation.forgetting : 1.0);
    const ScoreReading seen =
        read_score(p, offer, later, shown_score(reputation.system, later, p.conditions.quality_belief));
    return inferred_quality(seen.prior, p.conditions.scores.slope(), seen.signal);
}

double quality_weight_of_demand(const Platform& p) {
    double units = 0.0, sum = 0.0;
    for (std::size_t g = 0; g < p.price_beliefs.segments.size(); ++g) {
        units += p.price_beliefs.segments[g].units;
        sum += p.price_beliefs.segments[g].units * p.world.plan.segments[g].quality_weight;
    }
    return units > 0.0 ? sum / units : 0.0;
}

bool cheats_from_now_on(const Platform& p, const Offer& offer) {
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    const auto days = static_cast<double>(behaviour.price_review_days);
    const PriceBeliefs::Window& window = p.price_beliefs.windows[offer.seller];
    const double share = share_of_seller(p, offer.seller);  // steadier than what few have bought by chance
    const double sales = window.days > 0 ? share * window.views / static_cast<double>(window.days) * days : 0.0;
    const double shading = p.world.spec().seller_types[offer.type].shading;
    const double fall = inferred_later(p, offer, sales, 0.0) - inferred_later(p, offer, sales, shading);
    return cheating_pays({.saved = static_cast<double>(saved_by_shading(p.world.spec(), offer).units),
                          .days = days,
                          .foresight = behaviour.foresight,
                          .lost = demand_lost(quality_weight_of_demand(p), fall, share),
                          .horizon = static_cast<double>(behaviour.horizon_days),
                          .margin = static_cast<double>(offer.price.units) * kept_by_sellers(p) -
                                    static_cast<double>(offer.cost.units) - cost_beside_goods(p)});
}

/// One who sees its score spoilt anyway.
void take_less_care(Platform& p, const std::vector<OfferTally>& today) {
    if (p.world.spec().sellers.slack <= 0.0 || p.model().reputation.system == ReputationSystem::None) return;
    for (std::size_t i = p.own_offers; i < p.offers.size();) {
        std::size_t end = i;
        bool is_bad = false;
        for (; end < p.offers.size() && p.offers[end].seller == p.offers[i].seller; ++end)
            is_bad = is_bad || today[end].bad > 0;
        for (; i < end; ++i) p.offers[i].is_slack = p.offers[i].is_slack || is_bad;
    }
}

}  // namespace

void decide_honesty(Platform& p, const std::vector<OfferTally>& today) {
    take_less_care(p, today);
    if (!p.plan.watches_demand) return;
    for (std::size_t i = p.own_offers; i < p.offers.size();) {
        const Offer& first = p.offers[i];
        if (first.own) {
            ++i;
            continue;
        }
        const bool decides = first.kind == SellerKind::Opportunist && first.open && looks_at_price(p, first.seller);
        const double shading = p.world.spec().seller_types[first.type].shading;
        const float short_by = decides && cheats_from_now_on(p, first)
                                   ? static_cast<float>(std::min<double>(shading, first.quality))
                                   : 0.0F;
        for (const std::uint32_t seller = first.seller; i < p.offers.size() && p.offers[i].seller == seller; ++i)
            if (decides) p.offers[i].short_by = short_by;
    }
}

std::int64_t cheating_sellers(const Platform& p) {
    std::int64_t count = 0;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        const bool is_counted = i > p.own_offers && p.offers[i - 1].seller == p.offers[i].seller;
        count += p.offers[i].open && p.offers[i].short_by > 0.0F && !is_counted ? 1 : 0;
    }
    return count;
}

}  // namespace pasar
