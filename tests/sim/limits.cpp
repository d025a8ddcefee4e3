// Markets as large as real ones in every list they have: all provinces, couriers and ways to pay; and days far ahead.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <vector>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// `count` copies of an entry with names and equal shares of their own.
template <class Entry, class Share>
void fill(std::vector<Entry>& list, std::size_t count, Share Entry::*share, double all) {
    const Entry first = list.front();
    list.clear();
    for (std::size_t i = 0; i < count; ++i) {
        Entry entry = first;
        entry.name = fmt::format("{} {}", first.name, i + 1);
        if (share != nullptr) entry.*share = all / static_cast<double>(count);
        list.push_back(entry);
    }
}

/// As many of everything as a scenario may have.
Scenario market_at_its_limits() {
    Scenario s = lively_market();
    s.market.buyers = 64 * 400;
    s.market.sized_for = 0;
    fill(s.market.regions, 64, &RegionSpec::share, 1.0);
    fill(s.market.categories, 64, &CategorySpec::share, 1.0);
    fill(s.market.segments, 64, &SegmentSpec::share, 1.0);
    fill(s.market.payments, 16, &PaymentMethodSpec::preferred, 1.0);
    fill(s.market.couriers, 32, static_cast<double CourierSpec::*>(nullptr), 1.0);
    s.models[0].payments.clear();
    s.models[0].fulfilment.courier = s.market.couriers.front().name;
    s.models[0].fulfilment.courier_policy = CourierPolicy::Smart;
    s.models[0].fulfilment.smart_exploration = 1.0;
    s.models[0].supply.sellers = 640;
    validate(s);
    return s;
}

}  // namespace

TEST_CASE(
    "a market of 64 regions, categories and segments, 32 couriers and 16 ways to pay uses all, and its parts add up") {
    const Scenario scenario = market_at_its_limits();
    const RunResult result = run(scenario);
    const std::int64_t orders = total(result, Count::Orders);
    REQUIRE(orders > 10'000);
    for (const char* file : {"segments", "regions", "payments"}) {
        CAPTURE(file);
        const Rows rows(result, file);
        std::int64_t sum = 0, used = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            sum += rows.whole(row, "orders");
            used += rows.whole(row, "orders") > 0 ? 1 : 0;
        }
        CHECK(sum == orders);
        CHECK(used == static_cast<std::int64_t>(rows.size()));
    }
    CHECK(Rows(result, "segments").size() == 64);
    CHECK(Rows(result, "regions").size() == 64);
    CHECK(Rows(result, "payments").size() == 16);
    const Rows couriers(result, "couriers");
    CHECK(couriers.size() == 32);
    std::int64_t dispatched = 0;
    for (std::size_t row = 0; row < couriers.size(); ++row) {
        CHECK(couriers.whole(row, "dispatched") > 0);
        dispatched += couriers.whole(row, "dispatched");
    }
    CHECK(dispatched > 0);
    // Offers of every region stand on shelves: the number of a region fits where it is kept.
    World market(scenario, 0, 0, 2);
    run_until(market, 3);
    std::set<int> regions;
    for (const Offer& offer : market.platform().offers) regions.insert(offer.region);
    CHECK(regions.size() == 64);
    std::set<unsigned> shown;
    for (const Shelf& shelf : market.platform().shelves)
        for (const Place& place : shelf.page(0.0, 1000, 0).places) {
            CHECK(place.region == market.platform().offers[place.offer].region);
            shown.insert(place.region);
        }
    CHECK(shown.size() > 60);
}

TEST_CASE("a reminder comes to the day when it is due, more than a year ahead as well") {
    Scenario s = one_order_each();
    s.days = 500;
    s.models[0].programmes.reminder = {.on = true, .after_days = 400, .response = 0.0, .cost_per_message = {50}};
    validate(s);
    const RunResult result = run(s);
    const std::int64_t customers = total(result, Count::FirstOrders);
    REQUIRE(customers > 300);
    std::int64_t first = -1;
    for (std::int64_t day = 0; day < s.days && first < 0; ++day)
        if (total(result, Count::Messages, day, day + 1) > 0) first = day;
    CHECK(first >= 400);
    CHECK(first <= 410);
    CHECK(total(result, Count::Messages) == customers);
}
