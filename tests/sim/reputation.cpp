// Five ways to show the same past.
#include <doctest/doctest.h>

#include "agents/reputation.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// One seller, 30 % of whose parcels hold the wrong item; a wrong item gets one star, anything else five.
Scenario one_careless_seller(ReputationSystem system) {
    Scenario s = one_order_each();
    s.days = 60;
    s.market.wishes.rate_per_day = 0.02;
    s.market.voice.rate = 0.0;
    s.market.satisfaction.neutral = 1.0;
    s.market.satisfaction.severity_wrong_item = 1.0;
    s.market.reviews = {.base_probability = 0.6, .extreme_probability = 0.0, .experience_weight = 0.0, .bias = 0.0};
    s.market.choice.belief_learning = 0.0;
    s.market.seller_types[0].wrong_item = 0.3;
    s.models[0].supply.sellers = 1;
    s.models[0].supply.initial_ratings = 0;
    s.models[0].reputation.system = system;
    return s;
}
double shown(const RunResult& result) { return Rows(result, "sellers").number(0, "shown_score"); }

/// The past as it stood on the last morning.
Ratings past(const RunResult& result) {
    const auto before_last_day = static_cast<std::int64_t>(result.days.size()) - 1;
    Ratings r;
    r.good = static_cast<double>(total(result, Count::PositiveReviews, 0, before_last_day));
    r.count = static_cast<double>(total(result, Count::Reviews, 0, before_last_day));
    r.bad = r.count - r.good;
    r.stars = static_cast<double>(total(result, Count::Stars, 0, before_last_day));
    r.transactions = static_cast<double>(total(result, Count::Settled, 0, before_last_day));
    return r;
}

}  // namespace

TEST_CASE("each reputation system shows the reviews that were left, in its own way") {
    for (const ReputationSystem system :
         {ReputationSystem::None, ReputationSystem::PercentPositive, ReputationSystem::Stars, ReputationSystem::Beta,
          ReputationSystem::EffectivePositive}) {
        const Scenario s = one_careless_seller(system);
        const RunResult result = run(s);
        INFO(name_of(system));
        REQUIRE(total(result, Count::Reviews) > 100);
        CHECK(shown(result) ==
              doctest::Approx(shown_score(system, past(result), s.market.choice.prior_quality)).epsilon(1e-6));
    }
}

TEST_CASE("silence counts as bad only where all transactions are counted") {
    const double positive = shown(run(one_careless_seller(ReputationSystem::PercentPositive)));
    const double effective = shown(run(one_careless_seller(ReputationSystem::EffectivePositive)));
    CHECK(positive == doctest::Approx(0.7).epsilon(0.1));
    CHECK(effective == doctest::Approx(0.6 * positive).epsilon(0.1));  // six in ten leave a review
}

TEST_CASE("a system that forgets shows how a seller does now") {
    // An honest beginning, then fraud: what is left of the good name after the turn.
    Scenario s = one_careless_seller(ReputationSystem::Beta);
    s.days = 120;
    s.market.leaving.alpha = 0.001;
    s.market.seller_types[0] = {.kind = SellerKind::Fraudster,
                                .share = 1.0,
                                .wrong_item = 0.0,
                                .non_shipment = 1.0,
                                .patience_orders = 600,
                                .units = 1e6};
    s.market.satisfaction.severity_never_sent = 1.0;
    s.models[0].policing.cheats_to_ban = 1'000'000;
    s.models[0].reputation.forgetting = 1.0;
    const RunResult remembers = run(s);
    s.models[0].reputation.forgetting = 0.9;
    const RunResult forgets = run(s);
    CHECK(total(forgets, Count::ExitScams) == 1);
    CHECK(total(forgets, Count::NeverSent) > 100);
    CHECK(shown(forgets) < 0.2);
    CHECK(shown(remembers) > 0.4);
}

TEST_CASE("reviews that sellers write for themselves lift what is shown") {
    Scenario s = one_careless_seller(ReputationSystem::PercentPositive);
    const double honest = shown(run(s));
    s.market.seller_types[0].fake_reviews_per_day = 5.0;
    const RunResult faked = run(s);
    CHECK(total(faked, Count::FakeReviews) == 5 * 60);
    CHECK(shown(faked) > honest + 0.1);
}

TEST_CASE("buyers who fear revenge keep bad reviews to themselves") {
    Scenario s = one_careless_seller(ReputationSystem::PercentPositive);
    const RunResult free = run(s);
    s.market.reviews.retaliation = 1.0;
    const RunResult afraid = run(s);
    CHECK(kpi(afraid, "positive_review_share") == 1.0);
    CHECK(total(afraid, Count::Reviews) < total(free, Count::Reviews));
    CHECK(total(afraid, Count::PositiveReviews) == total(free, Count::PositiveReviews));
}

TEST_CASE("where ratings are shown the better sellers get the orders") {
    const auto sold_quality = [](ReputationSystem system) {
        Scenario s = one_order_each();
        s.market.buyers = 4000;
        s.market.choice = {.conversion = 0.999,
                           .quality = 20.0,
                           .price = 0.0,
                           .newness_risk = 0.0,
                           .belief_learning = 0.0,
                           .description_credence = 0.0};
        s.market.seller_types[0].quality_alpha = s.market.seller_types[0].quality_beta = 1.0;
        s.models[0].supply.initial_ratings = 50;
        s.models[0].matching.ranking = Ranking::Even;
        s.models[0].reputation.system = system;
        const RunResult result = run(s);
        const Rows orders(result, "orders");
        double quality = 0.0;
        for (std::size_t row = 0; row < orders.size(); ++row) quality += orders.number(row, "true_quality");
        return quality / static_cast<double>(orders.size());
    };
    const double blind = sold_quality(ReputationSystem::None);
    for (const ReputationSystem system : {ReputationSystem::PercentPositive, ReputationSystem::Stars,
                                          ReputationSystem::Beta, ReputationSystem::EffectivePositive})
        CHECK(sold_quality(system) > blind + 0.15);
}
