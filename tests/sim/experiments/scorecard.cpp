#include "sim/experiments/scorecard.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "scenarios/faults.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/experiments/market_laboratory.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

constexpr double kUnmeasured = std::numeric_limits<double>::quiet_NaN();

std::vector<Fact> facts_in(const std::string& entries) {
    return load_facts_text("{ \"facts\": [ " + entries + " ] }", "facts.json", check_fact_measures);
}
std::string fact(const std::string& name, const std::string& more) {
    return "{ \"name\": \"" + name + "\", \"what\": \"w\", \"source\": \"s\", \"miss\": \"it misses\", " + more + " }";
}

/// A marketplace and a store, made small.
LoadedScenario market_and_store() {
    return load_scenario_text(R"({ "name": "Two", "days": 30, "replications": 3, "market": { "buyers": 300 },
        "models": [ { "name": "Many", "supply": { "kind": "sellers", "sellers": 20 } },
                    { "name": "Own", "supply": { "kind": "own", "products": 20, "markup": 0.25 } } ] })");
}
const std::vector<std::size_t> kMarketAndStore{0, 1};

/// Key figures of two models in so many replications, in which `set` says what is not NaN.
KeyFigures figures_with(std::int64_t replications, const std::vector<std::pair<std::string, std::vector<double>>>& set,
                        std::size_t position = 0) {
    KeyFigures figures{.models = {0, 1}, .replications = replications, .kpis = kKpiCount, .values = {}};
    figures.values.assign(static_cast<std::size_t>(replications) * 2 * kKpiCount, kUnmeasured);
    for (const auto& [name, values] : set)
        for (std::size_t r = 0; r < values.size(); ++r)
            figures.values[(r * 2 + position) * kKpiCount + find_kpi(name)] = values[r];
    return figures;
}

}  // namespace

TEST_CASE("near is within the tolerance, or within the range, give or take two standard errors") {
    const FactTarget value{.value = 40.0, .tolerance = 5.0, .low = {}, .high = {}};
    CHECK(is_near(45.0, 0.0, value));
    CHECK_FALSE(is_near(45.1, 0.0, value));
    CHECK(is_near(45.1, 0.06, value));
    CHECK(is_near(34.9, 0.06, value));
    CHECK_FALSE(is_near(34.8, 0.06, value));
    CHECK_FALSE(is_near(45.1, kUnmeasured, value));  // an error that is not known counts as none
    const FactTarget range{.value = {}, .tolerance = {}, .low = 0.2, .high = 0.4};
    for (const double inside : {0.2, 0.3, 0.4}) CHECK(is_near(inside, 0.0, range));
    CHECK_FALSE(is_near(0.19, 0.004, range));
    CHECK(is_near(0.19, 0.006, range));
    CHECK(is_near(0.41, 0.006, range));
    CHECK_FALSE(is_near(0.41, 0.004, range));
    const FactTarget at_least{.value = {}, .tolerance = {}, .low = 1.5, .high = {}};
    CHECK(is_near(1e9, 0.0, at_least));
    CHECK_FALSE(is_near(1.4, 0.0, at_least));
}

TEST_CASE("a fact is a measure, a ratio, a difference or an elasticity, replication by replication") {
    const LoadedScenario scenario = market_and_store();
    const ScorecardPlan plan = plan_scorecard(
        facts_in(fact("plain", R"("measure": "nps", "low": 0)") + "," +
                 fact("ratio", R"("measure": "orders", "over": "visits", "low": 0)") + "," +
                 fact("difference", R"("measure": "csat", "less": "mean_stars", "low": 0)") + "," +
                 fact("elasticity", R"("measure": "orders", "per": "price_index", "parameter": "supply.markup",
                                       "step": 0.1, "models": "own_goods", "low": -3, "high": -1)")),
        scenario, kMarketAndStore);
    REQUIRE(plan.points.size() == 3);
    CHECK(plan.points[0].empty());
    CHECK(plan.points[1] == Settings{"models.Own.supply.markup=0.15"});
    CHECK(plan.points[2] == Settings{"models.Own.supply.markup=0.35"});
    CHECK_FALSE(plan.between[0].has_value());
    const std::vector<KeyFigures> figures{
        figures_with(3, {{"nps", {10, kUnmeasured, 30}},
                         {"orders", {10, 20, 5}},
                         {"visits", {100, 100, 0}},
                         {"csat", {4, 4.5, 3}},
                         {"mean_stars", {3.5, 5, 3}}}),
        figures_with(3, {{"orders", {100, 100, 0}}, {"price_index", {0.9, 0.9, 0.9}}}, 1),
        figures_with(3, {{"orders", {25, 100, 10}}, {"price_index", {1.8, 1.8, 1.8}}}, 1)};
    CHECK(values_of_fact(plan, 0, figures, 0)[2] == 30.0);
    const std::vector<double> ratio = values_of_fact(plan, 1, figures, 0);
    CHECK(ratio[0] == Approx(0.1));
    CHECK(ratio[1] == Approx(0.2));
    CHECK(std::isnan(ratio[2]));
    CHECK(values_of_fact(plan, 2, figures, 0)[0] == Approx(0.5));
    CHECK(values_of_fact(plan, 2, figures, 0)[1] == Approx(-0.5));
    // A quarter of the orders at twice the price is an elasticity of -2, as many as before one of 0; none has none.
    const std::vector<double> elasticity = values_of_fact(plan, 3, figures, 1);
    CHECK(elasticity[0] == Approx(-2.0));
    CHECK(elasticity[1] == Approx(0.0));
    CHECK(std::isnan(elasticity[2]));

    const std::vector<FactRow> rows = score(plan, figures, scenario, kMarketAndStore);
    REQUIRE(rows.size() == 2 + 2 + 2 + 1);
    CHECK(rows[0].fact == "plain");
    CHECK(rows[0].model == "Many");
    CHECK(rows[0].measured == Approx(20.0));
    CHECK(rows[0].replications == 2);
    CHECK(rows[0].standard_error == Approx(10.0));
    CHECK(rows[0].verdict == FactVerdict::Near);
    CHECK(rows[1].verdict == FactVerdict::NotMeasurable);  // the store has none
    CHECK(rows[1].why.starts_with("nps has no value in this run"));
    CHECK(rows[6].model == "Own");
    CHECK(rows[6].measured == Approx(-1.0));
    CHECK(rows[6].unit.empty());
}

TEST_CASE("facts of other models, of longer runs and of what a run lacks are told as such") {
    const LoadedScenario scenario = market_and_store();
    const std::vector<std::size_t> own{1};
    const ScorecardPlan plan = plan_scorecard(
        facts_in(fact("sellers", R"("measure": "seller_sales_gini", "models": "with_sellers", "low": 0)") + "," +
                 fact("a year", R"("measure": "orders", "days": 365, "low": 0)") + "," +
                 fact("platforms", R"("needs": "several platforms", "low": 1)") + "," +
                 fact("markup", R"("input": true, "parameter": "supply.markup", "low": 0.3, "models": "own_goods")") +
                 "," + fact("e-mail", R"("input": true, "parameter": "market.answers.email_seen", "low": 0.1)")),
        scenario, own);
    CHECK(plan.points.size() == 1);
    KeyFigures figures{.models = {1}, .replications = 1, .kpis = kKpiCount, .values = {}};
    figures.values.assign(kKpiCount, kUnmeasured);
    const std::vector<KeyFigures> all{figures};
    const std::vector<FactRow> rows = score(plan, all, scenario, own);
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].why == "no model here has independent sellers");
    CHECK(rows[0].model.empty());
    CHECK(rows[1].why == "needs 365 days that count, and the run has 30");
    CHECK(rows[2].why == "needs several platforms");
    for (std::size_t i = 0; i < 3; ++i) CHECK(rows[i].verdict == FactVerdict::NotMeasurable);
    CHECK(rows[3].measured == 0.25);
    CHECK(rows[3].verdict == FactVerdict::NotNear);
    CHECK(rows[3].input);
    CHECK(rows[4].measured == 0.5);
    CHECK(rows[4].verdict == FactVerdict::Near);
    const Table table = scorecard_table(rows);
    CHECK(table.rows() == 5);
    CHECK(table.cells.size() == 5 * scorecard_outline().columns.size());
}

TEST_CASE("a parameter is moved as far as it may be, and two facts that move the same share their runs") {
    const LoadedScenario scenario = market_and_store();
    const auto elasticity_of = [](const char* name, const char* measure) {
        return fact(name, std::string(R"("measure": ")") + measure +
                              R"(", "per": "price_index", "parameter": "supply.markup", "step": 2,
                                 "models": "own_goods", "low": -3)");
    };
    const std::string both = elasticity_of("orders", "orders") + "," + elasticity_of("sales", "gmv");
    const ScorecardPlan plan = plan_scorecard(facts_in(both), scenario, kMarketAndStore);
    REQUIRE(plan.points.size() == 3);
    CHECK(plan.between[0] == plan.between[1]);
    CHECK(plan.points[1].front() == "models.Own.supply.markup=-0.9");  // the least there may be
    CHECK(plan.points[2].front() == "models.Own.supply.markup=2.25");
}

TEST_CASE("a store that sells less when it is dearer has an elasticity below zero, measured in paired runs") {
    Scenario s = lively_market(SupplyKind::Own);
    s.days = 40;
    s.market.season.clear();
    s.market.choice.conversion = 0.5;
    s.market.choice.price = 6.0;
    s.replications = 3;
    const LoadedScenario loaded = load_scenario_text(write_text(s));
    const std::vector<std::size_t> only{0};
    const ScorecardPlan plan = plan_scorecard(
        facts_in(fact("elasticity", R"("measure": "orders", "per": "price_index", "parameter": "supply.markup",
                                       "step": 0.1, "models": "own_goods", "value": -2, "tolerance": 2)")),
        loaded, only);
    const std::vector<KeyFigures> figures = laboratory_of(s)(plan.points, {0, 3});
    const std::vector<FactRow> rows = score(plan, figures, loaded, only);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].measured < -0.3);
    CHECK(rows[0].replications == 3);
    CHECK(rows[0].low_end < rows[0].measured);
    CHECK(rows[0].high_end > rows[0].measured);
}
