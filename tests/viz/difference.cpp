// The band of a difference is that of the paired replications, day by day.
#include "viz/difference.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "scenarios/write.h"
#include "sim/experiments/statistics.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

double orders_today(std::span<const DayRow> rows) {
    return static_cast<double>(rows.back().counts[static_cast<std::size_t>(Count::Orders)]);
}

std::shared_ptr<const PairedDays> all_of(const BackgroundDifference& difference) {
    while (!difference.is_over()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return difference.so_far();
}

std::shared_ptr<const Script> lively_script() {
    Scenario scenario = lively_market();
    scenario.days = 40;
    scenario.market.buyers = 1000;
    return std::make_shared<const Script>(
        std::make_shared<const LoadedScenario>(load_scenario_text(write_text(scenario))), 0);
}

}  // namespace

TEST_CASE("the band of a difference is the paired interval of plain runs in the same replications") {
    const auto script = lively_script();
    const auto other = script->with({.day = 0, .path = "market.choice.conversion", .value = "0.8"});
    const BackgroundDifference background(script, other, 30, 3);
    const auto days = all_of(background);
    REQUIRE(days->done() == 3);
    CHECK(days->problem.empty());
    const DifferenceBand band = difference_by_day(*days, orders_today);
    REQUIRE(band.mean.size() == 30);
    std::vector<double> first, second;
    for (std::int64_t replication = 0; replication < 3; ++replication) {
        first.push_back(
            static_cast<double>(on_day(run_market(script->base().scenario, 0, replication), 20, Count::Orders)));
        second.push_back(static_cast<double>(
            on_day(run_market(other->scenario_on(0)->scenario, 0, replication), 20, Count::Orders)));
    }
    const PairedDifference expected = paired_difference(first, second);
    CHECK(band.mean[20] == expected.mean);
    CHECK(band.low[20] == expected.interval.low);
    CHECK(band.high[20] == expected.interval.high);
    CHECK(expected.mean != 0.0);
}

TEST_CASE("before a branch parts from its parent their difference is exactly nothing") {
    const auto script = lively_script();
    const auto branch = script->with({.day = 15, .path = "market.choice.conversion", .value = "0.6"});
    const BackgroundDifference background(script, branch, 40, 2);
    const DifferenceBand band = difference_by_day(*all_of(background), orders_today);
    for (std::size_t day = 0; day < 15; ++day) {
        CHECK(band.mean[day] == 0.0);
        CHECK(band.high[day] == 0.0);
    }
    CHECK(band.mean[30] > 0.0);
}

TEST_CASE("a difference under way can be given up") {
    const auto script = lively_script();
    const BackgroundDifference background(script, script, 40, 1'000'000);
    CHECK(background.so_far()->wanted == 1'000'000);
}
