#include "sim/counts/ended_orders.h"

#include <doctest/doctest.h>

#include <cmath>

#include "scenarios/folder.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// So many orders that ended at an age, all well or all badly.
void end(EndedOrders& ended, std::int64_t age, std::int64_t orders, bool well) {
    ended.count(age, OfOrder::Ended, orders);
    if (!well) ended.count(age, OfOrder::Failures, orders);
}

}  // namespace

TEST_CASE("where every story has ended a rate is a plain ratio") {
    EndedOrders ended;
    end(ended, 0, 10, false);
    end(ended, 3, 70, true);
    end(ended, 11, 20, false);
    const WeighedOrders orders(ended, std::array<std::int64_t, 20>{});
    CHECK(orders.ratio(OfOrder::Failures, OfOrder::Ended) == doctest::Approx(0.3));
    CHECK(orders.open_share() == 0.0);
    CHECK(orders.unseen_share() == 0.0);
    CHECK(orders.equal_weights(OfOrder::Ended) == doctest::Approx(100.0));
}

TEST_CASE("an open order hands its weight on to those that are known to have taken longer") {
    // One of four ended well after a day, one is open after two, two ended badly after three: these two stand for
    // three.
    EndedOrders ended;
    end(ended, 1, 1, true);
    end(ended, 3, 2, false);
    std::array<std::int64_t, 5> open{};
    open[2] = 1;
    const WeighedOrders orders(ended, open);
    CHECK(orders.of(OfOrder::Ended) == doctest::Approx(1.0));
    CHECK(orders.of(OfOrder::Failures) == doctest::Approx(0.75));
    CHECK(orders.open_share() == 0.25);
    CHECK(orders.unseen_share() == doctest::Approx(0.0));
    CHECK(orders.equal_weights(OfOrder::Ended) < 3.0);
}

TEST_CASE("what takes longer than anybody has watched is unseen, and rates are empty once most is") {
    EndedOrders ended;
    end(ended, 1, 6, true);
    std::array<std::int64_t, 5> open{};
    open[4] = 4;
    const WeighedOrders orders(ended, open);
    CHECK(orders.unseen_share() == doctest::Approx(0.4));
    CHECK(orders.ratio(OfOrder::Failures, OfOrder::Ended) == 0.0);
    open[4] = 6;
    const WeighedOrders most_open(ended, open);
    CHECK(most_open.unseen_share() == doctest::Approx(0.5));
    CHECK(std::isnan(most_open.ratio(OfOrder::Failures, OfOrder::Ended)));
    const WeighedOrders none(EndedOrders{}, std::array<std::int64_t, 1>{});
    CHECK(std::isnan(none.open_share()));
    CHECK(std::isnan(none.ratio(OfOrder::Failures, OfOrder::Ended)));
}

TEST_CASE("rates after 14 days are those of the same orders once all have ended") {
    const auto folder = scenario_folder();
    REQUIRE(folder.has_value());
    const auto market = [&](const char* days) {
        return load_scenario(*folder / "cod-and-smart-logistics.json",
                             std::vector<std::string>{days, "market.buyers=20000", "market.awareness.initially_aware=1",
                                                      "market.returns.rate=0",
                                                      // Orders that wait in line for weeks would be seen of none.
                                                      "market.couriers.Courier D.capacity_per_day=1e6"})
            .scenario;
    };
    constexpr std::int64_t kDays = 14;
    const Scenario brief = market("days=14"), lengthy = market("days=90");
    double success = 0.0, failures = 0.0, satisfaction = 0.0, plain_success = 0.0, plain_failures = 0.0,
           plain_satisfaction = 0.0;
    constexpr int kWorlds = 3;
    for (int world = 0; world < kWorlds; ++world) {
        const RunResult after_14 = run_market(brief, 0, world);
        CHECK(kpi(after_14, "open_share") > 0.3);
        CHECK(kpi(after_14, "unseen_share") < 0.05);
        const double ended_badly = static_cast<double>(total(after_14, Count::Lost) + total(after_14, Count::Refused) +
                                                       total(after_14, Count::Undeliverable));
        const auto delivered = static_cast<double>(total(after_14, Count::Delivered));
        const RunResult in_the_end = run_market(lengthy, 0, world, {.orders_sample = 1.0});
        const Rows orders(in_the_end, "orders");
        double placed = 0.0, sent = 0.0, arrived = 0.0, failed = 0.0, satisfied = 0.0;
        for (std::size_t row = 0; row < orders.size(); ++row) {
            if (orders.whole(row, "placed_day") >= kDays) continue;
            const std::string& fate = orders.text(row, "fate");
            const bool was_sent = fate != "stock_out" && fate != "never_sent";
            placed += 1.0;
            sent += was_sent ? 1.0 : 0.0;
            arrived += was_sent && fate != "lost" && fate != "refused" && fate != "undeliverable" ? 1.0 : 0.0;
            failed += fate == "fine" || fate == "returned" ? 0.0 : 1.0;
            satisfied += orders.number(row, "satisfaction");
        }
        REQUIRE(placed == static_cast<double>(total(after_14, Count::Orders)));
        success += (kpi(after_14, "delivery_success_rate") - arrived / sent) / kWorlds;
        failures += (kpi(after_14, "failure_rate") - failed / placed) / kWorlds;
        satisfaction += (kpi(after_14, "mean_satisfaction") - satisfied / placed) / kWorlds;
        plain_success += (delivered / (delivered + ended_badly) - arrived / sent) / kWorlds;
        plain_satisfaction +=
            (share(after_14, Count::Satisfaction, Count::Settled) / 1e6 - satisfied / placed) / kWorlds;
        plain_failures += (share(after_14, Count::Failures, Count::Settled) - failed / placed) / kWorlds;
    }
    CHECK(std::fabs(success) < 0.012);
    CHECK(std::fabs(failures) < 0.012);
    CHECK(std::fabs(satisfaction) < 0.008);  // the unseen ones are the worst of all
    // Of those that have ended by then more went well.
    CHECK(plain_success > 0.015);
    CHECK(plain_failures < -0.009);
    CHECK(plain_satisfaction > 0.004);
}
