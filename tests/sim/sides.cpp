#include "sim/counts/sides.h"

#include <doctest/doctest.h>
#include <string>
#include <utility>

#include "sim/counts/measures.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("each side has a name and a measure of its own, of which more is better") {
    for (std::size_t i = 0; i < kCountOf<Side>; ++i) {
        const auto side = static_cast<Side>(i);
        CAPTURE(name_of(side));
        const std::size_t kpi = measure_of(side);
        REQUIRE(kpi < kKpiCount);
        CHECK(side_named(name_of(side)) == side);
        CHECK(side_by_measure(kpi) == side);
        CHECK(side_of(kpi) == side);
        CHECK(kpi_info(kpi).better == 1);
        CHECK(kpi_info(kpi).adds_up);
        CHECK(kpi_info(kpi).unit == "money");
    }
    CHECK(!side_named("buyer"));
    CHECK(!side_by_measure(find_kpi("orders")));
    CHECK(!side_by_measure(kKpiCount));
    CHECK(side_of(find_kpi("courier_revenue")) == Side::Couriers);
    CHECK(side_of(find_kpi("seller_loss_share")) == Side::Sellers);
    CHECK(side_of(find_kpi("delivery_days")) == Side::Buyers);
    CHECK(side_of(find_kpi("commission_revenue")) == Side::Platform);
}

TEST_CASE("a side is found by an everyday word, a slip of the pen or its measure") {
    for (const auto& meant : {std::pair{"buyer", "buyers"},
                              {"Customers", "buyers"},
                              {"selers", "sellers"},
                              {"store", "platform"},
                              {"welfare", "society"},
                              {"total_surplus", "society"}})
        CHECK_MESSAGE(side_hint(meant.first) == std::string("did you mean \"") + meant.second + "\"?", meant.first);
    CHECK(side_hint("xyz").empty());
}

TEST_CASE("names that say whose a figure is are understood") {
    CHECK(find_kpi("platform_contribution") == find_kpi("contribution"));
    CHECK(find_kpi("seller_profit") == find_kpi("seller_income"));
    CHECK(kpi_info(find_kpi("seller_profit")).name == "seller_income");
    CHECK(find_kpi("buyer_contribution") == kKpiCount);
}

TEST_CASE("behind a visit stand as many sessions as the scenario says, and nothing else hangs on them") {
    Scenario scenario = lively_market();
    scenario.market.wishes.sessions_per_wish = 1.0;
    const RunResult few = run(scenario);
    CHECK(kpi(few, "session_conversion") == kpi(few, "conversion"));
    scenario.market.wishes.sessions_per_wish = 20.0;
    const RunResult many = run(scenario);
    CHECK(kpi(many, "session_conversion") == doctest::Approx(kpi(many, "conversion") / 20.0));
    CHECK(kpi(many, "orders") == kpi(few, "orders"));
    CHECK(kpi(many, "contribution") == kpi(few, "contribution"));
}
