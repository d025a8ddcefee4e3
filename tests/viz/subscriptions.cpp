// What the window shows of subscriptions and feeds.
#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"
#include "viz/chart_measures.h"
#include "viz/chart_tables.h"
#include "viz/picture_of.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// A service whose bills fail and are not tried again, beside a feed.
LoadedScenario service_and_feed() {
    return load_scenario_text(
        R"({"name": "S", "extends": "presets/indonesia.json", "days": 95, "timeline": [],
            "market": {"buyers": 2000, "sized_for": 2000, "season": [], "wishes": {"rate_per_day": 0.2},
                       "categories": [{"name": "film", "share": 1, "reference_price": 20000}],
                       "subscribing": {"fails": 0.2}},
            "models": [
            {"name": "Plans", "extends": "presets/subscription.json", "subscription": {"trial_days": 0, "retries": 0,
             "plans": [{"name": "Month", "price": 50000, "quality": 0.7, "cost_per_period": 20000}]}},
            {"name": "Feed", "extends": "presets/content_community.json"}]})");
}

SeenWorld evening_of(const Scenario& scenario, std::uint32_t model, std::int64_t days) {
    World market(scenario, model, 0, 1);
    while (market.day() < days) market.step();
    SeenWorld world;
    world.name = "W";
    picture(market.platform(), world);
    return world;
}

std::vector<double> values_named(const char* name, const SeenWorld& world) {
    const std::size_t measure = find_chart_measure(name);
    REQUIRE(measure < chart_measures().size());
    return values_of(measure, *world.days, 1, 0);
}

}  // namespace

TEST_CASE("the window has the curve of subscribers as the table of a run has it, and a file of it") {
    const LoadedScenario loaded = service_and_feed();
    World market(loaded.scenario, 0, 0, 1);
    while (market.day() < 95) market.step();
    SeenWorld world;
    world.name = "W";
    picture(market.platform(), world);
    const RunResult result = result_of(market.platform(), true);
    const Rows rows_of(result, "subscriber_cohorts");
    std::vector<AtBill> bills;
    for (std::size_t row = 0; row < rows_of.size(); ++row) {
        const auto number = [&](std::string_view column) { return static_cast<double>(rows_of.whole(row, column)); };
        const auto renewal = static_cast<std::size_t>(rows_of.whole(row, "renewal"));
        if (bills.size() <= renewal) bills.resize(renewal + 1);
        bills[renewal] +=
            {.renewed = number("renewed"), .cancelled = number("cancelled_at"), .lapsed = number("lapsed_at")};
    }
    REQUIRE(world.retention.size() >= 3);
    CHECK(world.retention == retention_curve(bills, kFewSubscribers));
    CHECK(world.retention[2].kept < world.retention[2].without_failures - 0.1);
    std::istringstream lines(retention_csv(std::vector<SeenWorld>{world}));
    std::string line;
    std::getline(lines, line);
    CHECK(line == "world,renewal,due,survival,survival_without_failures");
    std::getline(lines, line);
    CHECK(line.starts_with("W,0,"));
    CHECK(line.ends_with(",1,1"));
    std::size_t rows = 1;
    while (std::getline(lines, line)) ++rows;
    CHECK(rows == world.retention.size());
}

TEST_CASE("a market without plans has no curve, and neither has one where nobody has paid yet") {
    const LoadedScenario loaded = service_and_feed();
    CHECK(evening_of(loaded.scenario, 0, 0).retention.empty());
    CHECK(evening_of(loaded.scenario, 1, 20).retention.empty());
    CHECK(retention_csv(std::vector<SeenWorld>{evening_of(loaded.scenario, 1, 5)}) ==
          "world,renewal,due,survival,survival_without_failures\n");
}

TEST_CASE("measures of subscriptions and feeds are told apart from those of all, and follow the days") {
    for (const char* const name : {"recurring revenue", "paying subscribers", "on trial", "past due subscribers"})
        CHECK(chart_measures()[find_chart_measure(name)].where == MeasuredWhere::Subscriptions);
    for (const char* const name : {"daily active", "monthly active", "stickiness"})
        CHECK(chart_measures()[find_chart_measure(name)].where == MeasuredWhere::Feeds);
    CHECK(chart_measures()[find_chart_measure("orders")].where == MeasuredWhere::Always);
    CHECK(is_measured(MeasuredWhere::Always, {}));
    CHECK_FALSE(is_measured(MeasuredWhere::Feeds, {.subscriptions = true}));
    CHECK(is_measured(MeasuredWhere::Subscriptions, {.subscriptions = true}));

    const LoadedScenario loaded = service_and_feed();
    const SeenWorld plans = evening_of(loaded.scenario, 0, 40), feed = evening_of(loaded.scenario, 1, 40);
    const std::vector<double> paying = values_named("paying subscribers", plans);
    CHECK(paying.back() > 50.0);
    CHECK(paying.back() ==
          static_cast<double>(plans.days->back().states[static_cast<std::size_t>(State::PayingSubscribers)]));
    const std::vector<double> daily = values_named("daily active", feed),
                              monthly = values_named("monthly active", feed),
                              stickiness = values_named("stickiness", feed);
    CHECK(daily.back() > 0.0);
    CHECK(monthly.back() > daily.back());
    CHECK(stickiness.back() == doctest::Approx(daily.back() / monthly.back()));
}
