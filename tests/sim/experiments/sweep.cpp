#include "sim/experiments/sweep.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/faults.h"
#include "scenarios/settings.h"
#include "sim/experiments/sweep_effects.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using doctest::Approx;

namespace {

LoadedScenario two_models() {
    return load_scenario_text(R"({
        "seed": 3, "replications": 4,
        "models": [
            {"name": "A", "supply": {"sellers": 100}, "revenue": {"commission": 0.1}, "protection": {"kind": "none"}},
            {"name": "B", "support": {"agents": 5}}
        ]})");
}

/// A laboratory that remembers what it was asked for. Measure 0 of model m at a point is what `measure` makes of the
/// scenario there, plus 100 m and ten times the replication.
struct Pretended {
    LoadedScenario base = two_models();
    std::function<double(const Scenario&)> measure;
    std::vector<Replications> asked;

    Laboratory laboratory() {
        return [this](std::span<const Settings> points, Replications replications) {
            asked.push_back(replications);
            std::vector<KeyFigures> all;
            for (const Settings& settings : points) {
                const double value = measure(with_settings(base, settings).scenario);
                KeyFigures figures{.models = {0, 1}, .replications = replications.count, .kpis = 1, .values = {}};
                for (std::int64_t r = 0; r < replications.count; ++r) {
                    for (int model = 0; model < 2; ++model)
                        figures.values.push_back(value + 100.0 * model +
                                                 10.0 * static_cast<double>(replications.first + r));
                }
                all.push_back(std::move(figures));
            }
            return all;
        };
    }
};

const Studied kStudied{.models = {"A", "B"}, .measures = {{.kpi = 0, .name = "orders", .unit = "order", .better = 1}}};

SweepDesign grid(const LoadedScenario& scenario, const std::vector<std::string>& texts) {
    std::vector<Axis> axes;
    for (const std::string& text : texts) axes.push_back(in_steps(find_axis(scenario, text), 3));
    return design_sweep(axes, SweepKind::Grid, 0, 1);
}

SweepDesign of_file(const std::string& text) {
    const pasar::testing::TemporaryFolder folder;
    const auto file = folder.path() / "points.csv";
    std::ofstream(file) << text;
    return design_of_table(two_models(), read_csv(file, "points.csv"));
}

}  // namespace

TEST_CASE("an axis takes values of any kind: numbers, names, lists, or steps of a range") {
    const LoadedScenario scenario = two_models();
    const Axis numbers = find_axis(scenario, "models.A.revenue.commission=0.05,0.1,0.2");
    CHECK(numbers.path == "models.A.revenue.commission");
    CHECK(numbers.unit == "share of price");
    CHECK(numbers.values == std::vector<std::string>{"0.05", "0.1", "0.2"});
    CHECK(find_axis(scenario, "models.A.protection.kind=none,escrow").values ==
          std::vector<std::string>{"none", "escrow"});
    CHECK(find_axis(scenario, R"(models.A.payments=["transfer"],[])").values ==
          std::vector<std::string>{R"(["transfer"])", "[]"});
    CHECK(find_axis(scenario, "models.A.revenue.commission=0:0.3:4").values ==
          std::vector<std::string>{"0", "0.1", "0.2", "0.3"});
    CHECK(find_axis(scenario, "models.A.supply.sellers=1:3:5").values == std::vector<std::string>{"1", "2", "3"});
    CHECK(find_axis(scenario, "models.B.support.agents=2:8").range->high == 8.0);
}

TEST_CASE("an axis that means nothing is refused with what it should be") {
    const LoadedScenario scenario = two_models();
    for (const char* text : {"models.A.revenue.comission=0.1,0.2", "models.A.revenue.commission=",
                             "models.A.revenue.commission=0.1,,0.2", "models.A.revenue.commission=0:0.3:one",
                             "models.A.revenue.commission=0:0.3:1", "models.A.revenue.commission=0.3:0"}) {
        INFO(text);
        CHECK_THROWS_AS((void)find_axis(scenario, text), InvalidScenario);
    }
    CHECK_THROWS_WITH((void)find_axis(scenario, "models.A.revenue.comission=0.1,0.2"), doctest::Contains("commission"));
    CHECK_THROWS_WITH((void)grid(scenario, {"models.A.supply.sellers=1,2", "models.0.supply.sellers=3,4"}),
                      doctest::Contains("a second time"));
}

TEST_CASE("a grid of more points than anybody waits for is refused before it is made, with a way out") {
    const LoadedScenario scenario = two_models();
    CHECK_THROWS_WITH((void)grid(scenario, {"models.A.revenue.commission=0:1:1000", "models.B.support.agents=0:9:1000",
                                            "days=1:1000:1000"}),
                      doctest::Contains("1000 × 1000 × 1000 = 1000000000 points; allowed: at most 20000"));
}

TEST_CASE("a sweep runs every combination once and tables every measure at every point") {
    Pretended market{.measure = [](const Scenario& s) { return s.models[0].revenue.commission * 50.0; }, .asked = {}};
    SweepDesign design =
        grid(market.base, {"models.A.revenue.commission=0:0.2:8", "models.A.protection.kind=none,escrow,warranty",
                           "models.B.support.agents=4,8"});
    CHECK(design.points.size() == 48);
    CHECK(std::set<std::vector<std::string>>(design.points.begin(), design.points.end()).size() == 48);
    const Sweep sweep = run_sweep(std::move(design), market.laboratory(), 4);
    CHECK(market.asked.size() == 1);  // the laboratory sees to the order of replications
    const Table table = sweep_points(sweep, kStudied);
    CHECK(table.columns[1].name == "models.A.revenue.commission");
    CHECK(table.columns[1].unit == "share of price");
    CHECK(table.rows() == 48 * 2);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const Cell* const cells = &table.cells[row * table.columns.size()];
        const auto* fraction = std::get_if<double>(&cells[1]);  // a whole number where it is one
        const double commission =
            fraction != nullptr ? *fraction : static_cast<double>(std::get<std::int64_t>(cells[1]));
        const double model = std::get<std::string>(cells[4]) == "B" ? 100.0 : 0.0;
        CHECK(std::get<std::int64_t>(cells[0]) == static_cast<std::int64_t>(row / 2) + 1);
        CHECK(std::get<std::int64_t>(cells[7]) == 4);
        CHECK(std::get<double>(cells[8]) == Approx(50.0 * commission + model + 15.0));
        CHECK(std::get<double>(cells[10]) < std::get<double>(cells[8]));
    }
}

TEST_CASE("Latin hypercube and Sobol sequence spread points over ranges and names") {
    const LoadedScenario scenario = two_models();
    const std::vector<Axis> axes{find_axis(scenario, "models.A.revenue.commission=0.1:0.3"),
                                 find_axis(scenario, "models.A.supply.sellers=10:20"),
                                 find_axis(scenario, "models.A.protection.kind=none,escrow")};
    for (const SweepKind kind : {SweepKind::LatinHypercube, SweepKind::Sobol}) {
        const SweepDesign design = design_sweep(axes, kind, 32, 7);
        CHECK(design.points.size() == 32);
        std::map<std::string, int> kinds;
        double sum = 0.0;
        for (std::size_t i = 0; i < 32; ++i) {
            const Scenario at = with_settings(scenario, design.settings(i)).scenario;  // every point is one that runs
            sum += at.models[0].revenue.commission / 32.0;
            CHECK(at.models[0].revenue.commission >= 0.1);
            CHECK(at.models[0].revenue.commission <= 0.3);
            ++kinds[design.points[i][2]];
        }
        CHECK(sum == Approx(0.2).epsilon(0.02));
        CHECK(kinds["none"] == Approx(16).epsilon(0.1));
        CHECK(design.points == design_sweep(axes, kind, 32, 7).points);
    }
    CHECK(design_sweep(axes, SweepKind::LatinHypercube, 32, 7).points !=
          design_sweep(axes, SweepKind::LatinHypercube, 32, 8).points);
    CHECK_THROWS_AS((void)design_sweep(axes, SweepKind::Sobol, 20'001, 1), InvalidScenario);
}

TEST_CASE("a CSV of points is taken as it stands, and its header names paths") {
    const SweepDesign design = of_file("models.A.revenue.commission,models.A.protection.kind\n0.2,escrow\n0.1,none\n");
    CHECK(design.paths[1] == "models.A.protection.kind");
    CHECK(design.points == std::vector<std::vector<std::string>>{{"0.2", "escrow"}, {"0.1", "none"}});
    CHECK(design.settings(0)[1] == "models.A.protection.kind=escrow");
}

TEST_CASE("every bad cell of a CSV of points is told by file, line and column") {
    try {
        (void)of_file("models.A.revenue.commission,models.A.protection.kind\n0.2,escro\n0.1,none\n1.5,warranty\n");
        FAIL("not refused");
    } catch (const InvalidScenario& invalid) {
        REQUIRE(invalid.faults.size() == 2);
        CHECK(
            to_string(invalid.faults[0]).starts_with("points.csv:2: column models.A.protection.kind: found \"escro\""));
        CHECK(invalid.faults[0].hint.find("escrow") != std::string::npos);
        CHECK(to_string(invalid.faults[1]).starts_with("points.csv:4: column models.A.revenue.commission: found 1.5"));
    }
    CHECK_THROWS_WITH((void)of_file("models.A.revenue.comission\n0.2\n"),
                      doctest::Contains("points.csv:1: column models.A.revenue.comission"));
    CHECK_THROWS_WITH((void)of_file("models.A.revenue.commission\n"), doctest::Contains("a row for each point"));
    // Right by itself and wrong together: fewer units in stock than are ordered at.
    CHECK_THROWS_WITH((void)of_file("models.B.supply.stock_up_to,models.B.supply.reorder_at\n30,10\n25,28\n"),
                      doctest::Contains("points.csv:3:"));
}

TEST_CASE("settings that a design comes to again are one point, however they are written") {
    const LoadedScenario scenario = two_models();
    const std::vector<Axis> axes{find_axis(scenario, "models.A.supply.sellers=10:13")};
    const SweepDesign design = design_sweep(axes, SweepKind::LatinHypercube, 16, 7);
    CHECK(design.points.size() == 4);
    CHECK(design.repeated == 12);
    CHECK(std::set<std::vector<std::string>>(design.points.begin(), design.points.end()).size() == 4);
    const SweepDesign of_table = of_file(
        "models.A.revenue.commission,models.A.protection.kind\n0.10,escrow\n0.2,none\n0.1,escrow\n2e-1,"
        "\"\"\"none\"\"\"\n");
    CHECK(of_table.points == std::vector<std::vector<std::string>>{{"0.10", "escrow"}, {"0.2", "none"}});
    CHECK(of_table.repeated == 2);
}

TEST_CASE("to a model a sweep is about its own parameters and the market's, whatever the others do") {
    Pretended market{.measure = [](const Scenario& s) { return s.models[0].revenue.commission; }, .asked = {}};
    const Sweep sweep = run_sweep(grid(market.base, {"models.B.support.agents=4,8", "market.choice.price=2,3",
                                                     "models.A.revenue.commission=0.1,0.2,0.3"}),
                                  market.laboratory(), 2);
    const SweepOfModel a(sweep, 0, "models.A");
    CHECK(a.design.paths == std::vector<std::string>{"market.choice.price", "models.A.revenue.commission"});
    CHECK(a.design.points.size() == 6);
    for (std::size_t i = 0; i < a.points.size(); ++i) {
        CHECK(sweep.design.points[a.points[i]][1] == a.design.points[i][0]);
        CHECK(sweep.design.points[a.points[i]][2] == a.design.points[i][1]);
    }
    const SweepOfModel b(sweep, 1, "models.B");
    CHECK(b.design.paths == std::vector<std::string>{"models.B.support.agents", "market.choice.price"});
    CHECK(b.design.points.size() == 4);
}

TEST_CASE("where nothing moves the measure, nothing is said to have moved it") {
    Pretended market{.measure = [](const Scenario&) { return 1.0; }, .asked = {}};
    const Sweep sweep = run_sweep(grid(market.base, {"models.B.support.agents=2:8:4"}), market.laboratory(), 2);
    const SweepEffects found = sweep_effects(sweep, SweepOfModel(sweep, 1, "models.B"), 0);
    CHECK(found.effects.at(0).change == 0.0);
    CHECK_FALSE(found.effects.at(0).is_sure());
}
