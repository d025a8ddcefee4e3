// Common random numbers: what one mechanism changes does not shift the draws of another.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// One story of the table "orders", as far as it is settled at the click.
using Click = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string>;

Click click(const Rows& orders, std::size_t row) {
    return {orders.whole(row, "buyer"), orders.whole(row, "placed_day"), orders.whole(row, "offer"),
            orders.whole(row, "units"), orders.whole(row, "paid"),       orders.text(row, "payment")};
}

}  // namespace

TEST_CASE(
    "with one courier's losses changed no buyer's orders differ before the first lost parcel would have arrived") {
    Scenario before = lively_market();
    before.models[0].fulfilment.courier_policy = CourierPolicy::Fixed;
    before.models[0].fulfilment.courier = "Fast";
    before.market.couriers[0].loss = 0.0;
    Scenario after = before;
    after.market.couriers[0].loss = 0.02;
    const RunResult careful = run(before), careless = run(after);
    const Rows careful_orders(careful, "orders"), careless_orders(careless, "orders");

    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>
        arrival;  // of a buyer's order of a day, where nothing is lost
    for (std::size_t row = 0; row < careful_orders.size(); ++row)
        arrival[{careful_orders.whole(row, "buyer"), careful_orders.whole(row, "placed_day")}] =
            careful_orders.whole(row, "ended_day");
    // Every loss is felt first on the day its parcel is missed: by then the lives of the two markets may part.
    std::int64_t parting = std::numeric_limits<std::int64_t>::max(), losses = 0;
    for (std::size_t row = 0; row < careless_orders.size(); ++row) {
        if (careless_orders.text(row, "fate") != "lost") continue;
        ++losses;
        const auto found =
            arrival.find({careless_orders.whole(row, "buyer"), careless_orders.whole(row, "placed_day")});
        if (found != arrival.end()) parting = std::min(parting, found->second);
    }
    REQUIRE(losses > 20);
    REQUIRE(parting >= 1);
    const auto clicks_until = [&](const Rows& orders) {
        std::multiset<Click> clicks;
        for (std::size_t row = 0; row < orders.size(); ++row)
            if (orders.whole(row, "placed_day") <= parting) clicks.insert(click(orders, row));
        return clicks;
    };
    const std::multiset<Click> expected = clicks_until(careful_orders);
    CHECK(expected.size() > 100);
    CHECK(clicks_until(careless_orders) == expected);
    // Later they do part: losing parcels has consequences.
    CHECK(total(careful, Count::Orders) != total(careless, Count::Orders));
}

TEST_CASE("two business models meet the same buyers, with the same wishes on the same days") {
    // Where nobody waits for an order before the next wish, and nobody leaves, visits do not depend on the model.
    Scenario s = lively_market(SupplyKind::Sellers);
    s.market.awareness.innovation_per_year = s.market.awareness.imitation_per_year =
        s.market.awareness.social_reach_per_post = 0.0;
    s.market.choice.conversion = 0.0;  // nobody buys
    s.models.push_back(s.models.front());
    s.models[1].name = "Other";
    s.models[1].supply.kind = SupplyKind::Own;
    const RunResult one = run(s, 0), other = run(s, 1);
    CHECK(total(one, Count::Visits) > 5000);
    for (std::int64_t day = 0; day < s.days; ++day) {
        CHECK(on_day(one, day, Count::Visits) == on_day(other, day, Count::Visits));
        CHECK(evening(one, day, State::Unaware) == evening(other, day, State::Unaware));
    }
    const Rows regions(one, "regions"), other_regions(other, "regions");
    for (std::size_t row = 0; row < regions.size(); ++row)
        CHECK(regions.whole(row, "visits") == other_regions.whole(row, "visits"));
}

TEST_CASE("asking buyers for their opinion, paying servers or staff changes nothing of what they do") {
    Scenario quiet = lively_market();
    quiet.models[0].programmes.surveys.on = false;
    Scenario curious = quiet;
    curious.models[0].programmes.surveys = {.on = true, .sample = 0.5, .response = 0.8};
    curious.models[0].site.cost_per_server_month = {9'000'000};
    const RunResult a = run(quiet), b = run(curious);
    CHECK(total(b, Count::SurveyAnswers) > 100);
    for (const Count what : {Count::Visits, Count::Orders, Count::Gmv, Count::Lost, Count::Complaints, Count::Reviews,
                             Count::BuyersLeft, Count::SellerIncome, Count::RefundMoney})
        CHECK(total(a, what) == total(b, what));
    CHECK(kpi(a, "contribution") > kpi(b, "contribution"));
}

TEST_CASE("another replication is another world, and another seed as well") {
    Scenario s = lively_market();
    s.days = 28;
    const RunResult one = run_market(s, 0, 0), two = run_market(s, 0, 1);
    CHECK_FALSE(same(one, two));
    s.seed += 1;
    CHECK_FALSE(same(one, run_market(s, 0, 0)));
}

TEST_CASE("results do not depend on the number of threads, orders by order") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Hybrid}) {
        Scenario s = lively_market(supply);
        s.market.buyers = 20'000;  // several blocks in each segment
        s.days = 50;
        const RunResult one = run_market(s, 0, 0, {.threads = 1, .orders_sample = 1.0});
        CHECK(total(one, Count::StockOuts) > 0);  // the last unit goes to the same buyer too
        for (const int threads : {2, 3, 8})
            CHECK(same(one, run_market(s, 0, 0, {.threads = threads, .orders_sample = 1.0})));
    }
}
