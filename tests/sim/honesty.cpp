// Honesty as a choice: opportunists cheat while it pays, and what makes a reputation worth keeping.
#include <doctest/doctest.h>

#include "agents/portable_math.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::int64_t kSellers = 8;

/// Eight opportunists whose goods are of quality 0.7, or 0.4 while they cheat, which saves them 0.15 reference prices
/// of 0.65. Half of the buyers rate, by the goods alone.
Scenario opportunists(ReputationSystem system, std::int64_t horizon_days) {
    Scenario s = one_order_each();
    s.days = 120;
    MarketSpec& m = s.market;
    m.buyers = 2000;
    m.wishes = {.rate_per_day = 0.1};
    m.choice.conversion = 0.5;
    m.choice.belief_learning = 0.0;
    m.satisfaction.misdescription_noticed = 0.0;
    m.reviews = {.base_probability = 0.5, .extreme_probability = 0.0, .experience_weight = 1.0, .bias = 0.0};
    m.seller_types[0] = {.kind = SellerKind::Opportunist,
                         .share = 1.0,
                         .quality_alpha = 700.0,
                         .quality_beta = 300.0,
                         .shading = 0.3,
                         .wrong_item = 0.0,
                         .dispatch_days = 0.0,
                         .units = 1e6,
                         .restock_days = 0.0};
    m.sellers.cost_share = 0.3;
    m.sellers.cost_of_quality = 0.5;
    m.sellers.pricing = SellerPricing::Margin;
    m.sellers.price_review_days = 7;
    m.sellers.horizon_days = horizon_days;
    s.models[0].supply.sellers = kSellers;
    s.models[0].supply.initial_ratings = 20;
    s.models[0].reputation.system = system;
    validate(s);
    return s;
}

/// Share of sellers who cheat, over the days after each has decided once.
double cheating(const RunResult& result) {
    double sum = 0.0;
    const auto days = static_cast<std::int64_t>(result.days.size());
    for (std::int64_t day = 7; day < days; ++day)
        sum += static_cast<double>(evening(result, day, State::CheatingOpportunists));
    return sum / static_cast<double>((days - 7) * kSellers);
}
double cheating(const Scenario& scenario) { return cheating(run_market(scenario, 0, 0)); }

}  // namespace

TEST_CASE("opportunists cheat where nothing shows, and are honest where a long future hangs on their name") {
    CHECK(cheating(opportunists(ReputationSystem::None, 36500)) == 1.0);
    for (const ReputationSystem system :
         {ReputationSystem::PercentPositive, ReputationSystem::Stars, ReputationSystem::Beta}) {
        INFO(name_of(system));
        CHECK(cheating(opportunists(system, 365)) == 0.0);
        CHECK(cheating(opportunists(system, 0)) == 1.0);
    }
    Scenario careless = opportunists(ReputationSystem::Stars, 365);
    careless.market.sellers.foresight = 0.0;
    CHECK(cheating(careless) == 1.0);
    Scenario without_means = opportunists(ReputationSystem::None, 365);
    without_means.market.seller_types[0].shading = 0.0;
    CHECK(cheating(without_means) == 0.0);
}

TEST_CASE("buyers get what is sent, not what is described, and cheating saves its cost") {
    const RunResult honest = run(opportunists(ReputationSystem::Stars, 365));
    const RunResult cheated = run(opportunists(ReputationSystem::None, 365));
    CHECK(at_the_end(honest, State::MeanQuality) / 1e6 == doctest::Approx(0.7).epsilon(0.01));
    CHECK(at_the_end(cheated, State::MeanQuality) / 1e6 == doctest::Approx(0.4).epsilon(0.01));
    const Rows orders(cheated, "orders");
    std::size_t shaded = 0;
    for (std::size_t row = 0; row < orders.size(); ++row) shaded += orders.number(row, "true_quality") < 0.5 ? 1U : 0U;
    CHECK(shaded > orders.size() * 9 / 10);
    CHECK(shaded < orders.size());  // the first days were honest
    // 0.15 reference prices a unit, in sellers' income and in their cash.
    const double saved = 15'000.0 * static_cast<double>(shaded);
    Scenario unsaved = opportunists(ReputationSystem::None, 365);
    unsaved.market.seller_types[0].shading = 0.0;
    const RunResult without = run(unsaved);
    CHECK(kpi(cheated, "seller_income") / static_cast<double>(total(cheated, Count::Orders)) -
              kpi(without, "seller_income") / static_cast<double>(total(without, Count::Orders)) ==
          doctest::Approx(saved / static_cast<double>(orders.size())).epsilon(0.05));
}

TEST_CASE("noise in reviews weakens what a reputation is worth, and more cheat") {
    double sharp = 0.0, noisy = 0.0;
    for (const std::int64_t horizon : {15, 30, 60, 120, 240}) {
        Scenario s = opportunists(ReputationSystem::Stars, horizon);
        s.market.reviews.two_stars_from = 0.125;
        s.market.reviews.three_stars_from = 0.375;
        s.market.reviews.four_stars_from = 0.625;
        s.market.reviews.five_stars_from = 0.875;
        s.market.reviews.taste = 0.125;
        sharp += cheating(s);
        s.market.reviews.taste = 1.0;
        noisy += cheating(s);
    }
    CAPTURE(sharp);
    CAPTURE(noisy);
    CHECK(noisy > sharp + 0.5);
}

TEST_CASE("an opportunist found out is banned like any other cheat") {
    Scenario s = opportunists(ReputationSystem::None, 365);
    s.market.satisfaction.misdescription_noticed = 2.0;
    s.models[0].policing.detection = 1.0;
    s.models[0].policing.cheats_to_ban = 3;
    s.models[0].policing.return_under_new_name = 0.0;
    const RunResult result = run(s);
    CHECK(total(result, Count::Misdescribed) > 20);
    CHECK(total(result, Count::SellerBans) == kSellers);
    CHECK(at_the_end(result, State::CheatingOpportunists) == 0);
}

TEST_CASE("after a first bad rating that shows, sellers take less care") {
    const auto wrong_items = [](ReputationSystem system, double slack) {
        Scenario s = one_order_each();
        s.market.buyers = 4000;
        s.days = 60;
        s.market.wishes = {.rate_per_day = 0.1};
        s.market.seller_types[0].wrong_item = 0.1;
        s.market.reviews = {.base_probability = 1.0, .extreme_probability = 0.0};
        s.market.sellers.slack = slack;
        s.models[0].reputation.system = system;
        const RunResult result = run_market(s, 0, 0);
        return share(result, Count::WrongItem, Count::Orders);
    };
    const double careful = wrong_items(ReputationSystem::Stars, 0.0);
    CHECK(careful == doctest::Approx(0.1).epsilon(0.05));
    CHECK(wrong_items(ReputationSystem::Stars, 1.0) > 1.7 * careful);
    CHECK(wrong_items(ReputationSystem::None, 1.0) == wrong_items(ReputationSystem::None, 0.0));
}
