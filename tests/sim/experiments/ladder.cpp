// From one model to another, one choice at a time.
#include "sim/experiments/ladder.h"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <string>

#include "scenarios/faults.h"
#include "scenarios/find_file.h"
#include "tests/sim/experiments/market_laboratory.h"
#include "tests/sim/markets.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

constexpr const char* kTwo = R"({"extends": "presets/indonesia.json", "days": 60, "replications": 2, "seed": 5,
    "market": {"buyers": 600, "sized_for": 600},
    "models": [{"name": "A", "extends": "presets/c2c_marketplace.json", "supply": {"sellers": 20}},
               {"name": "B", "extends": "presets/online_store.json", "payments": ["bank transfer"],
                "supply": {"products": 20}}]})";

LoadedScenario two_models(std::vector<std::string> sets = {}) {
    const TemporaryFolder folder;
    folder.write("two.json", kTwo);
    return load_scenario(folder / "two.json", sets);
}

Studied studied(std::string_view name) {
    return {.models = {"A"}, .model_paths = {}, .measures = {{find_kpi(name), std::string(name), "", 1}}};
}

}  // namespace

TEST_CASE("the top of the ladder is the other model to the last bit, and steps add up both ways") {
    const LoadedScenario two = two_models();
    const LadderPlan plan = plan_ladder(two, 0, 1, {});
    REQUIRE(plan.steps.size() >= 4);
    CHECK(plan.worlds.size() == std::size_t{1} << plan.steps.size());
    const RunResult other = run_market(two.scenario, 1, 0, {.tables = false});
    const RunResult first = run_market(two.scenario, 0, 0, {.tables = false});
    const RunResult top = run_market(with_settings(two, plan.worlds.back()).scenario, 0, 0, {.tables = false});
    const RunResult bottom = run_market(with_settings(two, plan.worlds.front()).scenario, 0, 0, {.tables = false});
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        CAPTURE(kpi_info(kpi).name);
        const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        CHECK(same(top.kpis[kpi], other.kpis[kpi]));
        CHECK(same(bottom.kpis[kpi], first.kpis[kpi]));
    }

    const auto figures = laboratory_of(two.scenario)(plan.worlds, {0, 2});
    for (const char* name : {"contribution", "orders"}) {
        const auto answers = answer_ladder(plan, figures, studied(name));
        REQUIRE(answers.size() == 1);
        const auto sum = [](const std::vector<Estimate>& steps) {
            return std::accumulate(steps.begin(), steps.end(), 0.0,
                                   [](double total, const Estimate& step) { return total + step.value; });
        };
        const double whole = answers[0].attribution.whole.value;
        CHECK(whole == Approx(answers[0].worlds.back().value - answers[0].worlds.front().value).epsilon(1e-9));
        CHECK(sum(answers[0].in_order) == Approx(whole).epsilon(1e-9));
        CHECK(sum(answers[0].attribution.effects) == Approx(whole).epsilon(1e-9));
        const std::vector<Table> tables = ladder_tables(plan, answers, studied(name), two.scenario);
        CHECK(tables[0].rows() == plan.steps.size() + 1);
        CHECK(tables[1].rows() == plan.worlds.size());
    }
}

TEST_CASE("whatever two models can differ in, but their names, is a step") {
    const LoadedScenario two = two_models();
    const auto& model = two.resolved->at("models").at(0);
    std::set<std::string> groups;
    for (const std::string_view group : ladder_groups()) groups.insert(std::string(group));
    for (const auto& [name, value] : model.items()) {
        if (name == "name" || name == "about") continue;
        const std::string& field = name;  // older versions of Clang let no lambda, which a message is, hold a binding
        CHECK_MESSAGE(groups.count(field) == 1, field);
    }
}

TEST_CASE("steps are taken in the order asked for, and only those in which the models differ are there") {
    const LoadedScenario two = two_models();
    const LadderPlan plan = plan_ladder(two, 0, 1, std::vector<std::string>{"payment", "supply"});
    CHECK(plan.steps[0].name == "payment");
    CHECK(plan.steps[0].groups == std::vector<std::string>{"payments"});
    CHECK(plan.steps[1].name == "supply");
    CHECK(plan.names_taken(3) == "payment + supply");
    for (const LadderStep& step : plan.steps) CHECK(step.name != "reputation");  // both show stars
    // The way back has the same steps.
    CHECK(plan_ladder(two, 1, 0, {}).steps.size() == plan.steps.size());
    CHECK_THROWS_AS((void)plan_ladder(two, 0, 1, std::vector<std::string>{"suply"}), InvalidScenario);
    CHECK_THROWS_AS((void)plan_ladder(two, 0, 0, {}), InvalidScenario);
}

TEST_CASE("choices that make no model without each other are one step") {
    const LoadedScenario two = two_models(
        {"models.B.matching.kind=booking", "models.B.fulfilment.kind=service", "models.B.revenue.buyer_fee=7"});
    const LadderPlan plan = plan_ladder(two, 0, 1, std::vector<std::string>{"revenue"});
    CHECK(plan.steps[0].name == "revenue");
    CHECK(plan.steps[1].name == "supply + matching + fulfilment + payment");
    CHECK(plan.steps[1].groups.size() >= 4);
}
