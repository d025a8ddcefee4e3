// What a window is shown of a market agrees with what the market counts.
#include "sim/counts/observe.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::size_t kAll = 1'000'000;

std::int64_t of_last_day(const World& market, Count what) {
    return market.platform().days.back().counts[static_cast<std::size_t>(what)];
}
std::int64_t this_evening(const World& market, State what) {
    return market.platform().days.back().states[static_cast<std::size_t>(what)];
}

}  // namespace

TEST_CASE("buyers by region and stage are those that the day's row counts") {
    const Scenario scenario = lively_market();
    World market(scenario, 0, 0, 1);
    while (market.day() < 40) market.step();
    const std::vector<Density> regions = density_by_region(market.platform());
    REQUIRE(regions.size() == 3);
    const auto sum = [&](auto value) {
        std::int64_t total = 0;
        for (const Density& region : regions) total += value(region);
        return total;
    };
    constexpr std::array<State, kCountOf<Stage>> kOfStage{
        State::Unaware,         State::Aware,     State::Considering, State::OneOrderCustomers,
        State::RepeatCustomers, State::Advocates, State::LeftBuyers};
    for (std::size_t stage = 1; stage < kOfStage.size(); ++stage)
        CHECK(sum([&](const Density& region) { return region.stages[stage]; }) ==
              this_evening(market, kOfStage[stage]));
    CHECK(sum([](const Density& region) { return region.orders; }) ==
          market.platform().total.counts[static_cast<std::size_t>(Count::Orders)]);
    CHECK(sum([](const Density& region) { return region.promoters; }) == market.platform().total.promoters);
    CHECK(sum([](const Density& region) { return region.detractors; }) == market.platform().total.detractors);
    CHECK(sum([](const Density& region) { return region.sellers; }) == this_evening(market, State::Sellers));
    double trust = 0.0;
    for (const Density& region : regions) trust += region.trust * static_cast<double>(region.customers);
    CHECK(trust == doctest::Approx(static_cast<double>(this_evening(market, State::TrustMillionths)) / 1e6));

    std::int64_t there = 0, orders = 0;
    std::uint32_t last = 0;
    for_each_buyer(market.platform(),
                   [&](std::uint32_t number, std::uint8_t segment, const Buyer&, const Relationship& b) {
                       CHECK((there == 0 || number > last));
                       last = number;
                       ++there;
                       orders += b.orders;
                       const SeenBuyer seen = look_at_buyer(market.platform(), number);
                       CHECK(seen.is_there);
                       CHECK(seen.segment == segment);
                       CHECK(seen.orders == b.orders);
                   });
    CHECK(there == 3000);
    CHECK(orders == market.platform().total.counts[static_cast<std::size_t>(Count::Orders)]);
    CHECK(!look_at_buyer(market.platform(), 4095).is_there);  // the first segment has 1800 buyers
    CHECK(!look_at_buyer(market.platform(), 10'000'000).is_there);
}

TEST_CASE("orders, failures and parcels of a day are those that are counted, and samples of them spread over all") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Hybrid}) {
        const Scenario scenario = lively_market(supply);
        World market(scenario, 0, 0, 2);
        auto before = settled_by_fate(market.platform().total);
        std::int64_t failed = 0;
        for (int day = 0; day < 50; ++day) {
            market.step();
            CAPTURE(day);
            const std::vector<SeenOrder> orders = orders_of_last_day(market.platform(), kAll);
            CHECK(static_cast<std::int64_t>(orders.size()) == of_last_day(market, Count::Orders));
            const std::vector<SeenOrder> failures = failures_of_last_day(market.platform(), kAll);
            CHECK(static_cast<std::int64_t>(failures.size()) == of_last_day(market, Count::Failures));
            failed += static_cast<std::int64_t>(failures.size());
            // By fate they are what was settled that day.
            const auto now = settled_by_fate(market.platform().total);
            std::array<std::int64_t, kCountOf<Fate>> of_day{};
            for (const SeenOrder& order : failures) ++of_day[static_cast<std::size_t>(order.fate)];
            for (std::size_t fate = 1; fate < now.size(); ++fate)
                if (is_failure(static_cast<Fate>(fate))) CHECK(of_day[fate] == now[fate] - before[fate]);
            before = now;

            const Parcels parcels = parcels_under_way(market.platform(), kAll);
            CHECK(parcels.under_way == static_cast<std::int64_t>(parcels.some.size()));
            CHECK(std::accumulate(parcels.by_courier.begin(), parcels.by_courier.end(), std::int64_t{0}) ==
                  parcels.under_way);
            CHECK(parcels.under_way <=
                  this_evening(market, State::OpenOrders) - this_evening(market, State::OpenTickets));
            for (const SeenOrder& order : parcels.some) {
                CHECK(order.is_shipped);
                CHECK(order.placed < market.day());
            }
        }
        CHECK(failed > 500);
        const std::vector<SeenOrder> all = orders_of_last_day(market.platform(), kAll),
                                     some = orders_of_last_day(market.platform(), 10);
        REQUIRE(all.size() > 20);
        CHECK(some.size() <= 10);
        CHECK(some.size() >= 5);
        CHECK(some.back().buyer > all[all.size() / 2].buyer);
        CHECK(orders_of_last_day(market.platform(), 0).empty());
        CHECK(parcels_under_way(market.platform(), 10).under_way ==
              parcels_under_way(market.platform(), kAll).under_way);
    }
}

TEST_CASE("sellers are seen as the table of sellers has them") {
    const Scenario scenario = lively_market(SupplyKind::Hybrid);
    World market(scenario, 0, 0, 1);
    while (market.day() < 60) market.step();
    const std::vector<SeenSeller> sellers = look_at_sellers(market.platform());
    const RunResult result = result_of(market.platform(), true);
    const Rows table(result, "sellers");
    REQUIRE(sellers.size() == table.size());
    CHECK(sellers[0].is_store);
    CHECK(sellers[0].offers == 40);
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        CHECK(sellers[i].orders == table.whole(i, "orders_served"));
        CHECK(sellers[i].gmv.units == table.whole(i, "gmv_served"));
        CHECK(sellers[i].true_quality == doctest::Approx(table.number(i, "true_quality")));
        CHECK(sellers[i].shown == doctest::Approx(table.number(i, "shown_score")));
        CHECK(std::fabs(static_cast<double>(sellers[i].price.units) - table.number(i, "price")) <= 0.5);
        CHECK(scenario.market.regions[sellers[i].region].name == table.text(i, "region"));
    }
}

TEST_CASE("one who has not heard of the platform shows nothing but that") {
    Scenario scenario = lively_market();
    scenario.market.awareness.initially_aware = 0.0;
    const World market(scenario, 0, 0, 1);
    const SeenBuyer buyer = look_at_buyer(market.platform(), 3);
    CHECK(buyer.is_there);
    CHECK(buyer.stage == Stage::Unaware);
    CHECK(buyer.last_order_day == kNever);
    CHECK(buyer.liked_offer == kNoOffer);
    CHECK(buyer.under_way == 0);
    CHECK(orders_of_last_day(market.platform(), 10).empty());
    CHECK(parcels_under_way(market.platform(), 10).under_way == 0);
}
