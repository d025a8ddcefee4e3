#include "sim/experiments/why.h"

#include <doctest/doctest.h>

#include <cmath>

#include "scenarios/faults.h"
#include "tests/sim/experiments/market_laboratory.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

Scenario tiny_market() {
    Scenario s = lively_market(SupplyKind::Sellers);
    s.days = 60;
    s.market.buyers = 400;
    s.market.season = {};
    s.replications = 3;
    for (SellerTypeSpec& type : s.market.seller_types) type.units = 3;
    return s;
}

Studied studied_measures() {
    return {.models = {"Model"},
            .measures = {{find_kpi("failure_rate"), "failure_rate", "share of settled orders", -1},
                         {find_kpi("contribution"), "contribution", "IDR", 1}}};
}

const std::vector<std::size_t> kFirstModel{0};

}  // namespace

TEST_CASE("in the real market the effects of all causes add up to what is lost, in every measure") {
    const Scenario scenario = tiny_market();
    const std::vector<std::string> names{"fraud", "late", "lost", "damaged", "wrong_item"};
    const WhyPlan plan = plan_why(scenario, kFirstModel, names, 0);
    CHECK(plan.worlds.size() == 32);
    const auto figures = laboratory_of(scenario)(plan.worlds, {0, 3});
    const std::vector<WhyAnswer> answers = answer_why(plan, figures, studied_measures());
    REQUIRE(answers.size() == 2);
    for (const WhyAnswer& answer : answers) {
        double sum = 0.0;
        for (const Estimate& effect : answer.attribution.effects) sum += effect.value;
        CHECK(sum == Approx(answer.attribution.whole.value).epsilon(1e-9));
        CHECK(answer.attribution.whole.value ==
              Approx(answer.worlds.back().value - answer.worlds.front().value).epsilon(1e-9));
    }
    // Every one of these makes orders fail, so that without it fewer do.
    for (const Estimate& effect : answers[0].attribution.effects) CHECK(effect.value < 0.0);
    CHECK(answers[0].worlds.back().value < 0.6 * answers[0].worlds.front().value);
    const std::vector<Table> tables = why_tables(plan, answers, studied_measures());
    CHECK(tables[0].rows() == 2 * 6);
    CHECK(tables[1].rows() == 2 * 10);
    CHECK(tables[2].rows() == 2 * 32);
    CHECK(std::get<std::string>(tables[0].cells[5 * tables[0].columns.size() + 3]) == "whole");
    CHECK(std::get<std::string>(tables[2].cells[3]).empty());
    CHECK(std::get<std::string>(tables[2].cells[3 * tables[2].columns.size() + 3]) == "fraud + late");
}

TEST_CASE("a cause that one model cannot have has no effect on it at all") {
    Scenario scenario = tiny_market();
    scenario.models.push_back(scenario.models[0]);
    scenario.models[1].name = "Own";
    scenario.models[1].supply.kind = SupplyKind::Own;
    const std::vector<std::size_t> both{0, 1};
    const WhyPlan plan = plan_why(scenario, both, std::vector<std::string>{"fraud", "damaged"}, 0);
    Studied studied = studied_measures();
    studied.models.emplace_back("Own");
    const auto answers = answer_why(plan, laboratory_of(scenario)(plan.worlds, {0, 2}), studied);
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].attribution.effects[0].value != 0.0);
    CHECK(answers[2].attribution.effects[0].value == 0.0);  // the own store cheats nobody
    CHECK(answers[2].attribution.effects[1].value < 0.0);
}

TEST_CASE("all nine causes are sampled, and their cost is known before anything is run") {
    Scenario scenario = tiny_market();
    scenario.models[0].site = {.servers = 1, .seconds_per_request = 5.0};
    const WhyPlan plan = plan_why(scenario, kFirstModel, {}, 0);
    CHECK(plan.causes.present.size() + 1 == known_causes().size());  // there is no network
    CHECK_FALSE(plan.attribution.exact);
    CHECK(plan.worlds.size() == plan.attribution.worlds.size());
    CHECK(plan.worlds.size() < 256);
    CHECK(plan.worlds.front().empty());
    CHECK(plan_why(scenario, kFirstModel, {}, 90).worlds.size() > plan.worlds.size());
    for (const WhyAnswer& answer : answer_why(plan, laboratory_of(scenario)(plan.worlds, {0, 1}), studied_measures())) {
        double sum = 0.0;
        for (const Estimate& effect : answer.attribution.effects) sum += effect.value;
        CHECK(sum == Approx(answer.attribution.whole.value).epsilon(1e-9));
    }
}

TEST_CASE("asking only for causes that the scenario is without is refused") {
    CHECK_THROWS_WITH_AS((void)plan_why(one_order_each(), kFirstModel, std::vector<std::string>{"lost", "fraud"}, 0),
                         doctest::Contains("without already: fraud, lost"), InvalidScenario);
}
