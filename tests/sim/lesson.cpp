// The predictions of a lesson: their measures are known, and read as the tables have them.
#include "sim/stories/lesson.h"

#include <doctest/doctest.h>

#include "scenarios/faults.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("a prediction of an unknown measure is refused with its line and the nearest name") {
    TemporaryFolder folder;
    const auto path = folder.write("my.json", R"({"models": [{"name": "Shop"}],
 "lesson": [
  {"title": "Known", "prediction": {"measure": "response_milliseconds", "model": "Shop", "high": 5}},
  {"title": "None"},
  {"title": "Unknown", "prediction":
     {"measure": "retention_rat", "model": "Shop", "high": 5}}]})");
    CHECK_NOTHROW((void)load_scenario(path));
    try {
        (void)load_scenario(path, {}, check_lesson);
        FAIL("accepted");
    } catch (const InvalidScenario& invalid) {
        REQUIRE(invalid.faults.size() == 1);
        CHECK(invalid.faults[0].path == "/lesson/2/prediction/measure");
        CHECK(invalid.faults[0].line == 6);
        CHECK(invalid.faults[0].hint == "did you mean \"retention_rate\"?");
    }
}

TEST_CASE("a measure is a key figure first, then a column of the last day") {
    const Scenario scenario = lively_market();
    const RunResult result = run_market(scenario, 0, 0);
    const auto orders = find_predicted_measure("orders");
    REQUIRE(orders.has_value());
    CHECK(orders->from == PredictedMeasure::From::KeyFigure);
    CHECK(orders->after(result.days, result.kpis, 0) == static_cast<double>(total(result, Count::Orders)));
    const auto visits = find_predicted_measure("visits_without_choice"),
               customers = find_predicted_measure("left_buyers");
    REQUIRE(visits.has_value());
    REQUIRE(customers.has_value());
    CHECK(visits->info().unit == "visit");
    const DayRow& last = result.days.back();
    CHECK(visits->after(result.days, result.kpis, 0) ==
          static_cast<double>(last.counts[static_cast<std::size_t>(Count::NothingChosen)]));
    CHECK(customers->after(result.days, result.kpis, 0) ==
          static_cast<double>(last.states[static_cast<std::size_t>(State::LeftBuyers)]));
    CHECK(!find_predicted_measure("visit").has_value());
}

TEST_CASE("a run takes no notice of a lesson") {
    Scenario scenario = lively_market();
    const RunResult without = run_market(scenario, 0, 0);
    scenario.lesson = {{.title = "First", .text = "Look.", .question = "Why?", .prediction = {}, .reveal = "So."}};
    CHECK(same(run_market(scenario, 0, 0), without));
}
