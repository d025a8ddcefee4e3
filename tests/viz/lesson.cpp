#include "viz/lesson_outcome.h"

#include <doctest/doctest.h>

#include <cmath>

#include "sim/counts/measures.h"
#include "tests/sim/markets.h"
#include "viz/chart_measures.h"

using namespace pasar;

namespace {

Scene scene_on(std::int64_t day) {
    Scene scene;
    scene.currency = "IDR";
    scene.day = day;
    scene.last_day = 90;
    SeenWorld world;
    world.name = "Marketplace";
    world.day = day;
    auto days = std::make_shared<std::vector<DayRow>>(static_cast<std::size_t>(day));
    for (std::size_t d = 0; d < days->size(); ++d)
        (*days)[d].counts[static_cast<std::size_t>(Count::Orders)] = static_cast<std::int64_t>(d + 1);
    world.days = std::move(days);
    world.key_figures.assign(kKpiCount, 0.25);
    scene.worlds.push_back(std::move(world));
    return scene;
}

}  // namespace

TEST_CASE("a prediction is read on its day, or at the end of the run") {
    CHECK(reading_day({.day = 30}, 90) == 30);
    CHECK(reading_day({.day = 0}, 90) == 90);
    CHECK(reading_day({.day = 400}, 90) == 90);
}

TEST_CASE("a predicted key figure is known on its day alone, a column of a day from then on") {
    const PredictionSpec rate{.measure = "complaint_rate", .model = "Marketplace", .day = 30};
    CHECK_FALSE(outcome(rate, scene_on(29)));
    CHECK(outcome(rate, scene_on(30)) == 0.25);
    CHECK_FALSE(outcome(rate, scene_on(31)));
    // The column of a name that is no key figure.
    const PredictionSpec orders{.measure = "visits_abandoned", .model = "Marketplace", .day = 30};
    CHECK_FALSE(outcome(orders, scene_on(29)));
    CHECK(outcome(orders, scene_on(60)) == 0.0);
}

TEST_CASE("who is asked about is found by name, and nobody is made up") {
    const Scene scene = scene_on(30);
    CHECK(world_asked({.model = "Marketplace"}, scene) == &scene.worlds[0]);
    CHECK(world_asked({.model = "Own store"}, scene) == nullptr);
    CHECK_FALSE(outcome({.measure = "nps", .model = "Own store", .day = 30}, scene));
    CHECK_FALSE(outcome({.measure = "no such measure", .model = "Marketplace", .day = 30}, scene));
}

TEST_CASE("the chart beside a guess, over all days so far, ends at the number that was asked for") {
    Scenario scenario = testing::lively_market();
    scenario.days = 120;
    const RunResult result = testing::run(scenario, 0);
    int compared = 0;
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const std::string name(kpi_info(kpi).name);
        const std::string chart = chart_asked({.measure = name});
        if (chart.empty()) continue;
        const std::vector<double> values = values_of(find_chart_measure(chart), result.days, kAllDays, 0);
        CAPTURE(name);
        if (std::isnan(result.kpis[kpi])) continue;
        ++compared;
        // Customers kept are counted by month in the key figure, which has no newcomers, and by day in the chart. Rates
        // of orders are of those placed in the days in the key figure, of those that ended in them in the chart.
        const bool is_of_orders =
            !chart_measures()[find_chart_measure(chart)].state && name != "conversion" && name != "abandonment_rate";
        const double apart = name == "retention_rate" ? 0.02 : is_of_orders ? 0.1 : 1e-9;
        CHECK(values.back() == doctest::Approx(result.kpis[kpi]).epsilon(apart));
    }
    CHECK(compared >= 15);
}

TEST_CASE("charts of auctions, over all days so far, end at the key figures that lessons ask about") {
    Scenario scenario = testing::lively_market();
    scenario.days = 60;
    scenario.models[0].matching.kind = MatchingKind::Auction;
    scenario.models[0].auction.days = 3;
    scenario.market.bidding.late = 0.5;
    scenario.market.bidding.late_lost = 0.2;
    validate(scenario);
    const RunResult result = testing::run(scenario, 0);
    for (const char* measure : {"hammer_index", "won_by_best_share", "sniped_share"}) {
        CAPTURE(measure);
        const double figure = result.kpis[find_kpi(measure)];
        CHECK(figure > 0.0);
        const std::size_t chart = find_chart_measure(chart_asked({.measure = measure}));
        CHECK(values_of(chart, result.days, kAllDays, 0).back() == doctest::Approx(figure).epsilon(1e-9));
    }
}

TEST_CASE("a guess has a unit, and a chart where one shows the same") {
    const Scene scene = scene_on(1);
    CHECK(unit_asked({.measure = "contribution"}, scene) == "IDR");
    CHECK(unit_asked({.measure = "no such measure"}, scene).empty());
    for (const char* measure : {"nps", "mean_trust", "retention_rate", "failure_rate", "customers"}) {
        CAPTURE(measure);
        CHECK(find_kpi(measure) < kKpiCount);
        CHECK(find_chart_measure(chart_asked({.measure = measure})) < chart_measures().size());
    }
    for (const char* measure :
         {"delivery_success_rate", "refusal_rate", "fraud_rate", "voice_share", "buyer_loss_share", "abandonment_rate",
          "response_milliseconds", "hammer_index", "won_by_best_share", "sniped_share"}) {
        CAPTURE(measure);
        const std::size_t chart = find_chart_measure(chart_asked({.measure = measure}));
        REQUIRE(chart < chart_measures().size());
        CHECK(chart_measures()[chart].unit == unit_asked({.measure = measure}, scene));
    }
    CHECK(chart_asked({.measure = "contribution"}).empty());
}
