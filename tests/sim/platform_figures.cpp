// What is told of platforms that compete adds up.
#include "sim/counts/competition.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "sim/counts/measures.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

Scenario three_alike() {
    Scenario scenario = lively_market();
    scenario.days = 70;
    scenario.models.resize(3, scenario.models.front());
    for (std::size_t i = 0; i < 3; ++i) scenario.models[i].name = std::string(1, static_cast<char>('A' + i));
    scenario.models[1].competition.appeal = -0.5;
    return scenario;
}

double figure(const RunResult& result, std::string_view name) { return result.kpis[find_kpi(name)]; }

}  // namespace

TEST_CASE("shares of all platforms sum to one, over the run and on every day") {
    Scenario scenario = three_alike();
    scenario.warm_up = 10;
    const std::vector<RunResult> results = run_competition(scenario, std::vector<std::size_t>{0, 1, 2}, 0);
    for (const char* share : {"order_share", "sales_share", "customer_share"}) {
        double sum = 0.0;
        for (const RunResult& result : results) sum += figure(result, share);
        CHECK(sum == Approx(1.0));
    }
    double orders = 0.0;
    for (const RunResult& result : results) orders += figure(result, "orders");
    for (const RunResult& result : results) CHECK(figure(result, "market_orders") == orders);
    CHECK(figure(results[1], "order_share") == Approx(figure(results[1], "orders") / orders));
    for (std::size_t day = 0; day < 70; ++day) {
        double sum = 0.0;
        for (const RunResult& result : results) sum += Rows(result, "shares").number(day, "order_share");
        if (!std::isnan(sum)) CHECK(sum == Approx(1.0));
    }
}

TEST_CASE("flows sum to the orders, and nobody comes from a platform that sold nothing before") {
    const Scenario scenario = three_alike();
    const std::vector<RunResult> results = run_competition(scenario, std::vector<std::size_t>{0, 1, 2}, 0);
    for (const RunResult& result : results) {
        const Rows flows(result, "flows");
        std::int64_t all = 0, elsewhere = 0, own = 0, fresh = 0;
        for (std::size_t row = 0; row < flows.size(); ++row) {
            const std::int64_t arrivals = flows.whole(row, "arrivals");
            all += arrivals;
            const std::string& from = flows.text(row, "from");
            if (from == kNowhereBefore)
                fresh += arrivals;
            else if (from == scenario.models[result.model].name)
                own += arrivals;
            else
                elsewhere += arrivals;
        }
        CHECK(static_cast<double>(all) == figure(result, "orders"));
        CHECK(own > 0);
        CHECK(elsewhere > 0);
        CHECK(fresh > 0);
        CHECK(figure(result, "switched_share") == Approx(static_cast<double>(elsewhere) / static_cast<double>(all)));
    }
}

TEST_CASE("buyers by the number of platforms they use sum to the buyers, and those of both are seen from both sides") {
    const Scenario scenario = three_alike();
    const std::vector<RunResult> results = run_competition(scenario, std::vector<std::size_t>{0, 1, 2}, 0);
    std::map<std::pair<std::string, std::string>, std::int64_t> of_both;
    for (const RunResult& result : results) {
        const Rows homes(result, "multihoming");
        REQUIRE(homes.size() == 3);
        std::int64_t all = 0;
        for (std::size_t row = 0; row < homes.size(); ++row) all += homes.whole(row, "buyers_here");
        CHECK(static_cast<double>(all) == figure(result, "new_customers"));
        CHECK(figure(result, "multi_homers") ==
              Approx(1.0 - static_cast<double>(homes.whole(0, "buyers_here")) / static_cast<double>(all)));
        const Rows both(result, "duplication");
        REQUIRE(both.size() == 2);
        for (std::size_t row = 0; row < both.size(); ++row) {
            of_both[{scenario.models[result.model].name, both.text(row, "other")}] = both.whole(row, "buyers_of_both");
            CHECK(both.number(row, "of_market") == Approx(static_cast<double>(both.whole(row, "buyers_of_both")) /
                                                          static_cast<double>(scenario.market.buyers)));
        }
        CHECK(figure(result, "duplication") ==
              Approx((both.number(0, "duplication") + both.number(1, "duplication")) / 2.0));
    }
    for (const auto& [pair, buyers] : of_both) CHECK(of_both.at({pair.second, pair.first}) == buyers);
}

TEST_CASE("duplication of purchase is 1 where one platform has nothing to do with the other") {
    // Goodhardt & Ehrenberg 1969: b_ij = D b_i b_j. 40 % and 25 % of 1,000 buyers, 10 % of both.
    CHECK(duplication_of(100, 400, 250, 1000) == 1.0);
    CHECK(duplication_of(97, 400, 250, 1000) == Approx(0.97));
    CHECK(duplication_of(250, 250, 250, 1000) == 4.0);
    CHECK(std::isnan(duplication_of(0, 0, 250, 1000)));
}

TEST_CASE("alone there is nothing of all this") {
    Scenario scenario = three_alike();
    scenario.days = 10;
    const RunResult result = run_market(scenario, 0, 0);
    for (const char* name : {"order_share", "sales_share", "customer_share", "multi_homers", "duplication",
                             "switched_share", "market_orders"})
        CHECK(std::isnan(figure(result, name)));
    for (const Table& table : result.tables) CHECK(table.file != "shares");
    // In a world of its own a platform has all there is.
    const RunResult only = run_competition(scenario, std::vector<std::size_t>{0}, 0).front();
    CHECK(figure(only, "order_share") == 1.0);
    CHECK(figure(only, "multi_homers") == 0.0);
    CHECK(std::isnan(figure(only, "duplication")));
}
