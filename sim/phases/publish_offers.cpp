// Phase 2. The market of this morning: who sells, what is in stock, what ratings show, where offers stand on the shelf,
// how fast the site answers, which courier is thought best. The attraction exp(V) of every offer is worked out once for
// each kind of customer, so that a visit only adds up a page of them.
#include <algorithm>
#include <cmath>

#include "agents/choice.h"
#include "agents/delivery.h"
#include "agents/queueing.h"
#include "sim/phases/clear_bookings.h"
#include "sim/phases/phases.h"
#include "sim/phases/run_auctions.h"
#include "sim/phases/run_feed.h"
#include "sim/platform/entry.h"
#include "sim/platform/firm.h"
#include "sim/platform/sellers.h"
#include "sim/platform/stocking.h"

namespace pasar {
namespace {

/// Reviews that sellers write for themselves.
void write_fake_reviews(Platform& p) {
    for (std::size_t i = p.own_offers; i < p.offers.size(); i += p.offers[i].siblings) {
        const Offer& offer = p.offers[i];
        const double wanted = p.world.spec().seller_types[offer.type].fake_reviews_per_day;
        if (offer.own || !offer.open || wanted <= 0.0) continue;
        Ratings& ratings = p.ratings[offer.rated];
        Dice dice(p.key, Purpose::FakeReviews, static_cast<std::uint32_t>(i),
                  static_cast<std::uint32_t>(p.world.today));
        const double whole = std::floor(wanted);
        const double count = whole + (dice.uniform() < wanted - whole ? 1.0 : 0.0);
        ratings.good += count;
        ratings.count += count;
        ratings.stars += 5.0 * count;
        p.own_tally.count(Count::FakeReviews, static_cast<std::int64_t>(count));
        if (p.keep_reviews && count > 0.0)
            p.threads.front().outbox.written.push_back(
                {.offer = static_cast<std::uint32_t>(i), .is_fake = true, .count = static_cast<std::int64_t>(count)});
    }
}

/// What is shown of every offer this morning.
void show_ratings(Platform& p) {
    double sum = 0.0, open = 0.0;
    for (Offer& offer : p.offers) {
        if (!offer.open) continue;
        offer.shown = static_cast<float>(
            shown_score(p.model().reputation.system, p.ratings[offer.rated], p.conditions.quality_belief));
        sum += offer.shown;
        open += 1.0;
    }
    // On the first morning nobody has held ratings against goods yet: an average score is taken for average quality.
    if (p.opens_today() && open > 0.0) p.conditions.rating_inflation = sum / open - p.conditions.quality_belief;
    if (p.opens_today()) p.conditions.scores = ScoreLesson(p.model().reputation.reading_slope);
}

double ratings_seen(const ReputationSpec& reputation, const Ratings& ratings) {
    switch (reputation.system) {
        case ReputationSystem::None:
            return 0.0;
        case ReputationSystem::EffectivePositive:
            return ratings.transactions;
        case ReputationSystem::Beta:
            return ratings.good + ratings.bad;
        default:
            return ratings.count;
    }
}

/// Quality that a buyer infers who reads reviews `reading` times as closely as usual.
double inferred_by(const Platform& p, const Offer& offer, double reading) {
    const ScoreReading seen = read_score(p, offer);
    return inferred_quality(seen.prior, p.conditions.scores.slope() * reading, seen.signal);
}

/// What is the same for all classes of customers.
OfferUtility common_terms(const Platform& p, const Offer& offer) {
    const ChoiceSpec& choice = p.world.spec().choice;
    const double risk_left = p.plan.protects_prepaid ? 1.0 - p.model().protection.assurance : 1.0;
    // The own store stands behind its goods by name; a stranger without ratings is a risk.
    const double stranger =
        offer.own ? 0.0
                  : newness_risk(choice.newness_risk, ratings_seen(p.model().reputation, p.ratings[offer.rated]),
                                 p.model().reputation.prior_ratings) *
                        risk_left;
    return {
        .quality_weight = 0.0,
        .price_weight = 0.0,
        .risk_weight = choice.risk,
        .expected_quality = offer.inferred,
        .reference_quality = choice.reference_quality,
        .price_ratio = p.plan.has_plans ? 1.0 : price_ratio_of(p, offer),  // of a plan each buyer weighs it by its use
        .seller_risk = stranger};
}

/// Whether nothing that buyers weigh tells two offers apart: of one seller, at one price.
bool weigh_alike(const Platform& p, const Offer& a, const Offer& b) {
    return !a.own && a.seller == b.seller && a.described == b.described && a.reference == b.reference &&
           price_ratio_of(p, a) == price_ratio_of(p, b);
}

void weigh_offers(Platform& p) {
    const std::size_t classes = p.world.plan.classes.size();
    p.world.for_ranges(p.offers.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Offer& offer = p.offers[i];
            if (i > begin && weigh_alike(p, p.offers[i - 1], offer)) {
                offer.inferred = p.offers[i - 1].inferred;
                std::copy_n(&p.weights[(i - 1) * classes], classes, &p.weights[i * classes]);
                continue;
            }
            offer.inferred = static_cast<float>(inferred_by(p, offer, 1.0));
            OfferUtility terms = common_terms(p, offer);
            double reading = 1.0;
            for (std::size_t c = 0; c < classes; ++c) {
                const CustomerClass& customers = p.world.plan.classes[c];
                if (customers.review_reading != reading)
                    terms.expected_quality = inferred_by(p, offer, reading = customers.review_reading);
                terms.quality_weight = customers.quality_weight;
                terms.price_weight = customers.price_weight;
                p.weights[i * classes + c] = static_cast<float>(attraction(offer_utility(terms)));
            }
        }
    });
}

/// What the ranking goes by, between 0 and 1.
double ranking_score(Ranking ranking, const Offer& offer, double mean_sold) {
    const double cheap =
        clamp01(1.0 - 0.5 * static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units));
    const double popular = static_cast<double>(offer.sold) / (static_cast<double>(offer.sold) + mean_sold + 1.0);
    switch (ranking) {
        case Ranking::Even:
            return 0.0;
        case Ranking::Reputation:
            return offer.inferred;
        case Ranking::Cheapest:
            return cheap;
        case Ranking::Bestselling:
            return popular;
        case Ranking::Balanced:
            return (offer.inferred + cheap + popular) / 3.0;
    }
    return 0.0;
}

void fill_shelves(Platform& p) {
    double sold = 0.0, open = 0.0;
    for (const Offer& offer : p.offers) {
        sold += static_cast<double>(offer.sold);
        open += offer.open ? 1.0 : 0.0;
    }
    const double mean_sold = open > 0.0 ? sold / open : 0.0;
    const MarketSpec& market = p.world.spec();
    p.shelves.resize(market.categories.size() * (p.plan.serves_in_region ? market.regions.size() : 1));
    std::vector<std::vector<std::uint32_t>> offered(p.shelves.size());
    std::vector<std::vector<double>> exposure(p.shelves.size());
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (!offer.open || !offer.is_listed || offer.stock <= 0) continue;
        const MatchingSpec& matching = p.model().matching;
        if (offer.own) offer.exposure = static_cast<float>(matching.own_exposure);
        if (offer.exposure <= 0.0F) continue;  // the platform hides its own goods
        const std::size_t shelf = p.shelf_of(offer.category, offer.region);
        offered[shelf].push_back(static_cast<std::uint32_t>(i));
        const double by_rank =
            portable_exp(matching.ranking_strength * ranking_score(matching.ranking, offer, mean_sold));
        exposure[shelf].push_back(by_rank * offer.exposure * advertised_exposure(p, offer));
    }
    std::size_t largest_page = 1;
    for (const std::size_t page : p.plan.pages) largest_page = std::max(largest_page, page);
    p.world.for_ranges(p.shelves.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c)
            p.shelves[c].lay_out(offered[c], exposure[c], largest_page, p.offers, p.weights,
                                 p.world.plan.classes.size(), p.key, static_cast<std::uint32_t>(p.world.today));
    });
}

/// Response of the site in busy hours, from yesterday's visits, and who gives up waiting for it.
void load_site(Platform& p) {
    const SiteSpec& site = p.model().site;
    const double visits =
        p.days.empty() ? 0.0 : static_cast<double>(p.days.back().counts[static_cast<std::size_t>(Count::Visits)]);
    const double requests_per_second = visits * site.requests_per_visit * site.peak_factor / 86400.0;
    const SiteLoad load = site_load(p.plan.servers, requests_per_second, site.seconds_per_request);
    p.conditions.response_seconds = load.response_seconds;
    p.conditions.lost_share = load.lost_share + (1.0 - load.lost_share) * site.outage;
    for (std::size_t g = 0; g < p.world.plan.segments.size(); ++g)
        p.conditions.abandon[g] =
            1.0 - portable_exp(-load.response_seconds / p.world.plan.segments[g].patience_seconds);
    const Money cost =
        share_on_day(site.cost_per_server_month, static_cast<double>(p.plan.servers) / 30.0, p.world.today);
    p.own_books.move(Account::Platform, Account::Outside, cost);
    p.own_tally.count(Count::SiteCost, cost);
}

/// The courier with the best learned success for its price, for each distance and region; used by the policy smart.
void judge_couriers(Platform& p) {
    const double price_weight = p.model().fulfilment.smart_price_weight / p.world.plan.mean_reference_price;
    for (std::size_t z = 0; z < kZones; ++z) {
        for (std::size_t r = 0; r < p.world.spec().regions.size(); ++r) {
            double best_score = -1e300;
            for (std::size_t c = 0; c < p.world.spec().couriers.size(); ++c) {
                const auto& learned = p.total.parcels_of(c, r);
                // Before any parcel every courier is thought to do well, so that each is tried.
                const double success =
                    learned_success(static_cast<double>(learned[1]), static_cast<double>(learned[0]), 1.0, 5.0);
                const double backlog_days =
                    p.world.plan.couriers[c].capacity > 0.0
                        ? p.conditions.courier_wait_parcels[c] / p.world.plan.couriers[c].capacity
                        : 1e9;
                const double score = success -
                                     price_weight * static_cast<double>(p.world.plan.couriers[c].price[z].units) -
                                     p.world.spec().satisfaction.lateness_per_day * backlog_days;
                if (score > best_score) {
                    best_score = score;
                    p.conditions.best_courier[z][r] = static_cast<std::uint8_t>(c);
                }
            }
        }
    }
}

}  // namespace

ScoreReading read_score(const Platform& p, const Offer& offer) {
    return read_score(p, offer, p.ratings[offer.rated], offer.shown);
}

ScoreReading read_score(const Platform& p, const Offer& offer, const Ratings& ratings, double shown) {
    const ReputationSpec& reputation = p.model().reputation;
    const double seen = ratings_seen(reputation, ratings);
    const double unknown =
        seen + reputation.prior_ratings > 0.0 ? reputation.prior_ratings / (seen + reputation.prior_ratings) : 1.0;
    const double belief = p.conditions.quality_belief;
    return {.prior = belief + p.world.spec().choice.description_credence * unknown * (offer.described - belief),
            .signal = score_signal(shown, belief + p.conditions.rating_inflation, seen, reputation.prior_ratings)};
}

double price_ratio_of(const Platform& p, const Offer& offer) {
    if (p.plan.sells_by_auction) return expected_price(p, offer);  // nobody is let anything off a bid
    const double ratio = static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units);
    return ratio * (1.0 - p.model().promotion.discount);
}

OfferUtility terms_of(const Platform& p, const Offer& offer, const CustomerClass& customers) {
    OfferUtility terms = common_terms(p, offer);
    if (customers.review_reading != 1.0) terms.expected_quality = inferred_by(p, offer, customers.review_reading);
    terms.quality_weight = customers.quality_weight;
    terms.price_weight = customers.price_weight;
    return terms;
}

void stock_up(World& world, Platform& p) {
    let_sellers_in(world, p);
    enter_what_sells(p);
    trade_of_distributors(world, p);
    restock(world, p);
}

void publish_offers(World& /*world*/, Platform& p) {
    p.make_room_for_offers();
    if (p.plan.sells_by_auction) open_auctions(p);
    if (p.plan.takes_bookings) open_bookings(p);
    if (p.plan.is_feed) open_feed(p);
    write_fake_reviews(p);
    show_ratings(p);
    weigh_offers(p);
    fill_shelves(p);
    load_site(p);
    judge_couriers(p);
}

}  // namespace pasar
