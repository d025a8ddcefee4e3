// One market told in several currencies, and sums that grow beyond what can be counted.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "scenarios/currency.h"
#include "sim/platform/rounding.h"
#include "sim/stories/in_words.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario counted_in(const char* currency) {
    Scenario scenario = lively_market(SupplyKind::Hybrid, ProtectionKind::MoneyBack);
    scenario.currency = currency;
    scenario.days = 90;
    return scenario;
}

/// One order each of goods that cost `price` units, at a commission of 8 % and nothing else.
Scenario small_amounts(std::int64_t price) {
    Scenario scenario = one_order_each();
    scenario.currency = "JPY";
    scenario.market.buyers = 20'000;
    scenario.market.sized_for = 0;
    scenario.market.categories[0].reference_price = {price};
    scenario.market.couriers[0].price = {1};
    scenario.models[0].revenue.commission = 0.08;
    scenario.models[0].site.cost_per_server_month = {0};
    return scenario;
}

}  // namespace

TEST_CASE("the same amounts in cents, sen or whole units make the same market, told in the main unit") {
    const RunResult rupiah = run(counted_in("IDR"));
    for (const auto& [currency, main] : {std::pair{"USD", 100.0}, std::pair{"KWD", 1000.0}}) {
        const std::string code = currency;  // which messages may hold
        const RunResult other = run(counted_in(code.c_str()));
        CHECK(same(rupiah.days, other.days));
        CHECK(same(rupiah.tables, other.tables));  // in the smallest unit
        for (std::size_t i = 0; i < kKpiCount; ++i) {
            INFO(code << " " << kpi_info(i).name);
            const double factor = kpi_info(i).unit.starts_with("money") ? main : 1.0;
            if (std::isnan(rupiah.kpis[i]))
                CHECK(std::isnan(other.kpis[i]));
            else
                CHECK(other.kpis[i] * factor == doctest::Approx(rupiah.kpis[i]).epsilon(1e-11));
        }
    }
}

TEST_CASE("what is told in dollars is what the orders hold in cents") {
    Scenario scenario = one_order_each();
    scenario.currency = "USD";
    scenario.market.categories[0].reference_price = {1'999};
    scenario.market.categories[0].price_spread = 0.3;
    scenario.market.couriers[0].price = {90};
    ModelSpec& model = scenario.models[0];
    model.revenue = {.commission = 0.0, .buyer_fee = {25}};
    model.site.cost_per_server_month = {0};
    const RunResult result = run(scenario);
    const Rows orders(result, "orders");
    std::int64_t goods = 0;
    for (std::size_t row = 0; row < orders.size(); ++row) goods += orders.whole(row, "goods");
    REQUIRE(orders.size() == 400);
    CHECK(kpi(result, "gmv") == doctest::Approx(static_cast<double>(goods) / 100.0).epsilon(1e-12));
    CHECK(kpi(result, "contribution") == 100.0);  // a quarter each
    CHECK(kpi(result, "contribution_per_order") == 0.25);
}

TEST_CASE("a story tells amounts with the digits of their currency") {
    CHECK(money_in_words({1'234'567}, {"IDR", 0}) == "1,234,567 IDR");
    CHECK(money_in_words({1'234'567}, {"USD", 2}) == "12,345.67 USD");
    CHECK(money_in_words({-123'456'789}, {"KWD", 3}) == "-123,456.789 KWD");
    CHECK(money_in_words({5}, {"USD", 2}) == "0.05 USD");
}

TEST_CASE("a commission of 8 % brings 8 % of small amounts, in a currency without cents") {
    for (const std::int64_t price : {3, 6, 10, 19}) {
        const RunResult result = run(small_amounts(price));
        const double orders = kpi(result, "orders"), gmv = kpi(result, "gmv");
        INFO("price " << price);
        REQUIRE(orders == 20'000.0);
        const double part = 0.08 * static_cast<double>(price), rest = part - std::floor(part);
        const double deviation = std::sqrt(orders * rest * (1.0 - rest));
        CHECK(std::abs(kpi(result, "commission_revenue") - 0.08 * gmv) < 4.0 * deviation);
        CHECK(kpi(result, "commission_revenue") > 0.0);
    }
}

TEST_CASE("a commission that goes back with a refund is the one that was taken") {
    Scenario scenario = small_amounts(6);
    scenario.market.seller_types[0].wrong_item = 1.0;
    scenario.market.seller_types[0].kind = SellerKind::Honest;
    scenario.models[0].treatment = {{.remedy = Remedy::Refund}};
    const RunResult result = run(scenario);
    CHECK(total(result, Count::Refunds) == 20'000);
    CHECK(kpi(result, "commission_revenue") == 0.0);
}

TEST_CASE("the draw that rounds is uniform, and differs by what is rounded, buyer, wish and world") {
    constexpr int kDraws = 100'000;
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t who = 0; who < kDraws; ++who) {
        const double draw = rounding_draw({1, 0}, Rounded::Commission, who, 3);
        REQUIRE(draw >= 0.0);
        REQUIRE(draw < 1.0);
        sum += draw;
        squares += draw * draw;
    }
    CHECK(std::abs(sum / kDraws - 0.5) < 4.0 * std::sqrt(1.0 / 12.0 / kDraws));
    CHECK(std::abs(squares / kDraws - 1.0 / 3.0) < 4.0 * std::sqrt(4.0 / 45.0 / kDraws));
    const double draw = rounding_draw({1, 0}, Rounded::Commission, 7, 3);
    CHECK(draw == rounding_draw({1, 0}, Rounded::Commission, 7, 3));
    CHECK(draw != rounding_draw({1, 0}, Rounded::PaymentFee, 7, 3));
    CHECK(draw != rounding_draw({1, 0}, Rounded::Commission, 8, 3));
    CHECK(draw != rounding_draw({1, 0}, Rounded::Commission, 7, 4));
    CHECK(draw != rounding_draw({1, 1}, Rounded::Commission, 7, 3));
    CHECK(draw != rounding_draw({2, 0}, Rounded::Commission, 7, 3));
}

TEST_CASE("daily costs of a fraction of a unit come to what they should over the run") {
    Scenario scenario = small_amounts(6);
    scenario.market.sized_for = 100'000;  // a fifth of each cost
    scenario.models[0].costs.fixed_per_day = {2};
    scenario.models[0].site.cost_per_server_month = {7};
    scenario.models[0].site.servers = 5;
    const RunResult result = run(scenario);
    CHECK(total(result, Count::FixedCost) == 12);  // 30 days at 0.4
    CHECK(total(result, Count::SiteCost) == 7);    // one server for 30 days
}

TEST_CASE("sellers' prices of few units fall and rise as their step says, on average") {
    Scenario scenario = lively_market();
    scenario.currency = "JPY";
    scenario.days = 60;
    scenario.market.buyers = 100;
    scenario.market.sized_for = 0;
    scenario.market.wishes.rate_per_day = 0.0;  // nobody buys, so all prices fall to their floor in the end
    for (CategorySpec& category : scenario.market.categories) category.reference_price = {20};
    scenario.market.sellers.pricing = SellerPricing::Goal;
    scenario.market.sellers.price_step = 0.02;
    scenario.market.sellers.gives_up_per_day = 0.0;
    scenario.market.sellers.price_review_days = 1;
    scenario.market.sellers.sales_goal_per_week = 7.0;
    scenario.market.sellers.idle_days_to_exit = 1e5;
    scenario.models[0].supply.sellers = 400;
    World market(scenario, 0, 0, 1);
    const auto mean_price = [&] {
        double sum = 0.0;
        for (const Offer& offer : market.platform().offers) sum += static_cast<double>(offer.price.units);
        return sum / static_cast<double>(market.platform().offers.size());
    };
    const double before = mean_price();
    market.step();
    CHECK(mean_price() / before == doctest::Approx(0.98).epsilon(0.006));
}

TEST_CASE("discounts and shipping may be as large as any amount") {
    Scenario scenario = one_order_each();
    scenario.market.categories[0].reference_price = {10'000'000'000};
    scenario.market.couriers[0].price = {5'000'000'000};
    scenario.models[0].fulfilment.buyer_pays_shipping = 1.0;
    scenario.models[0].programmes.loyalty = {.on = true, .points_share = 1.0, .reward_at = {1}};
    scenario.market.wishes.rate_per_day = 0.2;
    const RunResult result = run(scenario);
    const Rows orders(result, "orders");
    std::int64_t largest = 0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const std::int64_t discount = orders.whole(row, "discount");
        largest = std::max(largest, discount);
        CHECK(orders.whole(row, "shipping") == 5'000'000'000);
        CHECK(orders.whole(row, "paid") == orders.whole(row, "goods") - discount + 5'000'000'000);
    }
    CHECK(largest == 10'000'000'000);
}

TEST_CASE("a run stops with the name of the sum that grows beyond what can be counted") {
    Scenario scenario = one_order_each();
    scenario.market.categories[0].reference_price = {1'000'000'000'000};
    for (SegmentSpec& segment : scenario.market.segments) segment.basket = 60;
    scenario.market.seller_types[0].units = 1e9;
    scenario.market.buyers = 400'000;
    scenario.market.sized_for = 0;
    // The scenario's own check would refuse it.
    for (const int threads : {1, 2}) {
        World market(scenario, 0, 0, threads);
        try {
            market.step();
            FAIL("went on");
        } catch (const BeyondCounting& beyond) {
            INFO(beyond.what());
            CHECK(std::string(beyond.what()).starts_with("day 0: gmv has come to 4611686018427387904 or more"));
        }
    }
}

TEST_CASE("a single account is looked at, too") {
    Scenario scenario = one_order_each();
    scenario.market.buyers = 10;
    scenario.models[0].supply.sellers = 100'000;
    scenario.market.sized_for = 0;
    scenario.market.seller_types[0].units = 1e9;  // 1e19 for the stock of day 0
    World market(scenario, 0, 0, 1);
    CHECK_THROWS_AS_MESSAGE(market.step(), BeyondCounting, "the suppliers' account");
}
