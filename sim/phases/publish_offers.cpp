// Phase 2. The market of this morning: who sells, what is in stock, what ratings show, where offers stand on the shelf,
// how fast the site answers, which courier is thought best. The attraction exp(V) of every offer is worked out once for
// each kind of customer, so that a visit only adds up a page of them.
#include <algorithm>
#include <cmath>

#include "agents/choice.h"
#include "agents/delivery.h"
#include "agents/queueing.h"
#include "sim/phases/phases.h"
#include "sim/platform/sellers.h"

namespace pasar {
namespace {

/// Reviews that sellers write for themselves.
void write_fake_reviews(Market& m) {
    for (std::size_t i = m.own_offers; i < m.offers.size(); ++i) {
        Offer& offer = m.offers[i];
        const double wanted = m.spec.seller_types[m.sellers[offer.seller].type].fake_reviews_per_day;
        if (!offer.open || wanted <= 0.0) continue;
        Dice dice(m.plan.world, Purpose::FakeReviews, static_cast<std::uint32_t>(i),
                  static_cast<std::uint32_t>(m.today));
        const double whole = std::floor(wanted);
        const double count = whole + (dice.uniform() < wanted - whole ? 1.0 : 0.0);
        offer.ratings.good += count;
        offer.ratings.count += count;
        offer.ratings.stars += 5.0 * count;
        m.own_tally.count(Count::FakeReviews, static_cast<std::int64_t>(count));
    }
}

/// What is shown of every offer this morning.
void show_ratings(Market& m) {
    double sum = 0.0, open = 0.0;
    for (Offer& offer : m.offers) {
        if (!offer.open) continue;
        offer.shown =
            static_cast<float>(shown_score(m.model.reputation.system, offer.ratings, m.conditions.quality_belief));
        sum += offer.shown;
        open += 1.0;
    }
    // On the first morning nobody has held ratings against goods yet: an average score is taken for average quality.
    if (m.today == 0 && open > 0.0) m.conditions.rating_inflation = sum / open - m.conditions.quality_belief;
}

double ratings_seen(const ReputationSpec& reputation, const Offer& offer) {
    switch (reputation.system) {
        case ReputationSystem::None:
            return 0.0;
        case ReputationSystem::EffectivePositive:
            return offer.ratings.transactions;
        case ReputationSystem::Beta:
            return offer.ratings.good + offer.ratings.bad;
        default:
            return offer.ratings.count;
    }
}

/// Quality that a buyer infers who reads reviews `reading` times as closely as usual.
double inferred_by(const Market& m, const Offer& offer, double reading) {
    const ReputationSpec& reputation = m.model.reputation;
    const double seen = ratings_seen(reputation, offer);
    const double unknown =
        seen + reputation.prior_ratings > 0.0 ? reputation.prior_ratings / (seen + reputation.prior_ratings) : 1.0;
    const double belief = m.conditions.quality_belief;
    const double prior = belief + m.spec.choice.description_credence * unknown * (offer.described - belief);
    return inferred_quality(prior, reputation.reading_slope * reading, offer.shown,
                            belief + m.conditions.rating_inflation, seen, reputation.prior_ratings);
}

/// What is the same for all classes of customers.
OfferUtility common_terms(const Market& m, const Offer& offer) {
    const ChoiceSpec& choice = m.spec.choice;
    const double risk_left = m.plan.protects_prepaid ? 1.0 - m.model.protection.assurance : 1.0;
    // The own store stands behind its goods by name; a stranger without ratings is a risk.
    const double stranger = offer.own ? 0.0
                                      : newness_risk(choice.newness_risk, ratings_seen(m.model.reputation, offer),
                                                     m.model.reputation.prior_ratings) *
                                            risk_left;
    return {.intercept = choice.intercept,
            .quality_weight = 0.0,
            .price_weight = 0.0,
            .risk_weight = choice.risk,
            .expected_quality = offer.inferred,
            .price_ratio = static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units),
            .seller_risk = stranger};
}

void weigh_offers(Market& m) {
    const std::size_t classes = m.plan.classes.size();
    m.for_ranges(m.offers.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Offer& offer = m.offers[i];
            offer.inferred = static_cast<float>(inferred_by(m, offer, 1.0));
            OfferUtility terms = common_terms(m, offer);
            double reading = 1.0;
            for (std::size_t c = 0; c < classes; ++c) {
                const CustomerClass& customers = m.plan.classes[c];
                if (customers.review_reading != reading)
                    terms.expected_quality = inferred_by(m, offer, reading = customers.review_reading);
                terms.quality_weight = customers.quality_weight;
                terms.price_weight = customers.price_weight;
                m.weights[i * classes + c] = static_cast<float>(attraction(offer_utility(terms)));
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

void fill_shelves(Market& m) {
    double sold = 0.0, open = 0.0;
    for (const Offer& offer : m.offers) {
        sold += static_cast<double>(offer.sold);
        open += offer.open ? 1.0 : 0.0;
    }
    const double mean_sold = open > 0.0 ? sold / open : 0.0;
    std::vector<std::vector<std::uint32_t>> offered(m.spec.categories.size());
    std::vector<std::vector<double>> exposure(m.spec.categories.size());
    for (std::size_t i = 0; i < m.offers.size(); ++i) {
        const Offer& offer = m.offers[i];
        if (!offer.open || offer.stock <= 0) continue;
        offered[offer.category].push_back(static_cast<std::uint32_t>(i));
        exposure[offer.category].push_back(portable_exp(m.model.matching.ranking_strength *
                                                        ranking_score(m.model.matching.ranking, offer, mean_sold)));
    }
    std::size_t largest_page = 1;
    for (const SegmentPlan& segment : m.plan.segments) largest_page = std::max(largest_page, segment.page);
    m.for_ranges(m.shelves.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c)
            m.shelves[c].lay_out(offered[c], exposure[c], largest_page, m.offers, m.weights, m.plan.classes.size(),
                                 m.plan.world, static_cast<std::uint32_t>(m.today));
    });
}

/// Response of the site in busy hours, from yesterday's visits, and who gives up waiting for it.
void load_site(Market& m) {
    const SiteSpec& site = m.model.site;
    const double visits =
        m.days.empty() ? 0.0 : static_cast<double>(m.days.back().counts[static_cast<std::size_t>(Count::Visits)]);
    const double requests_per_second = visits * site.requests_per_visit * site.peak_factor / 86400.0;
    const SiteLoad load = site_load(m.plan.servers, requests_per_second, site.seconds_per_request);
    m.conditions.response_seconds = load.response_seconds;
    m.conditions.lost_share = load.lost_share + (1.0 - load.lost_share) * site.outage;
    for (std::size_t g = 0; g < m.plan.segments.size(); ++g)
        m.conditions.abandon[g] = 1.0 - portable_exp(-load.response_seconds / m.plan.segments[g].patience_seconds);
    const Money cost = share_on_day(site.cost_per_server_month, static_cast<double>(m.plan.servers) / 30.0, m.today);
    m.own_books.move(Account::Platform, Account::Outside, cost);
    m.own_tally.count(Count::SiteCost, cost);
}

/// The courier with the best learned success for its price, for each distance and region; used by the policy smart.
void judge_couriers(Market& m) {
    const double price_weight = m.model.fulfilment.smart_price_weight / m.plan.mean_reference_price;
    for (std::size_t z = 0; z < kZones; ++z) {
        for (std::size_t r = 0; r < m.spec.regions.size(); ++r) {
            double best_score = -1e300;
            for (std::size_t c = 0; c < m.spec.couriers.size(); ++c) {
                const auto& learned = m.total.courier_region[c][r];
                // Before any parcel every courier is thought to do well, so that each is tried.
                const double success =
                    learned_success(static_cast<double>(learned[1]), static_cast<double>(learned[0]), 1.0, 5.0);
                const double backlog_days = m.plan.courier_capacity[c] > 0.0
                                                ? m.conditions.courier_wait_parcels[c] / m.plan.courier_capacity[c]
                                                : 1e9;
                const double score = success - price_weight * static_cast<double>(m.plan.courier_price[c][z].units) -
                                     m.spec.satisfaction.lateness_per_day * backlog_days;
                if (score > best_score) {
                    best_score = score;
                    m.conditions.best_courier[z][r] = static_cast<std::uint8_t>(c);
                }
            }
        }
    }
}

}  // namespace

OfferUtility terms_of(const Market& m, const Offer& offer, const CustomerClass& customers) {
    OfferUtility terms = common_terms(m, offer);
    if (customers.review_reading != 1.0) terms.expected_quality = inferred_by(m, offer, customers.review_reading);
    terms.quality_weight = customers.quality_weight;
    terms.price_weight = customers.price_weight;
    return terms;
}

void list(Market& m) {
    let_sellers_in(m);
    restock(m);
    m.make_room_for_offers();
    write_fake_reviews(m);
    show_ratings(m);
    weigh_offers(m);
    fill_shelves(m);
    load_site(m);
    judge_couriers(m);
}

}  // namespace pasar
