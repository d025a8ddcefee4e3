// Scenario → JSON → scenario.
#include "scenarios/write.h"

#include <nlohmann/json.hpp>

#include "scenarios/document.h"
#include "scenarios/merge.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

Scenario unusual_scenario() {
    Scenario scenario = load_scenario_text(R"({"name": "Toko \"Maju\" 😀", "seed": 4294967295, "models": [
        {"name": "A", "protection": {"kind": "warranty", "limit": 1e15}, "payments": ["cash"],
         "treatment": [{"true_cause": "seller", "failure": "lost"}, {"remedy": "coupon"}]},
        {"name": "B", "supply": {"markup": -0.1}}],
        "market": {"payments": [{"name": "cash", "preferred": 1, "on_delivery": true}],
                   "season": [{"name": "11.11", "day": 314, "factor": 4}]}})")
                            .scenario;
    scenario.market.wishes.rate_per_day = 1.0 / 3.0;
    return scenario;
}

}  // namespace

TEST_CASE("what is written is read back the same, to the last bit") {
    const Scenario scenario = unusual_scenario();
    const LoadedScenario again = load_scenario_text(write_text(scenario));
    CHECK(write(again.scenario) == write(scenario));
    CHECK(*again.resolved == write(scenario));
    CHECK(again.scenario.market.wishes.rate_per_day == 1.0 / 3.0);
    CHECK(again.scenario.models[0].protection.limit == Money{1'000'000'000'000'000});
    CHECK(write_text(again.scenario) == write_text(scenario));
}

TEST_CASE("a resolved scenario is what write makes of it") {
    const LoadedScenario loaded = load_scenario_text(scenario_with(R"("market": {"buyers": 1e3})"));
    CHECK(*loaded.resolved == write(loaded.scenario));
    CHECK(loaded.resolved->dump() == write(loaded.scenario).dump());
}

TEST_CASE("the difference from a base, merged into the base, gives the changed scenario") {
    const Scenario base;
    const Scenario changed = unusual_scenario();
    Document document{.value = write(base), .origins = {}};
    merge(document, {.value = difference(base, changed), .origins = {}});
    CHECK(write(load_scenario_text(document.value.dump()).scenario) == write(changed));
}

TEST_CASE("the difference says only what differs") {
    CHECK(difference(Scenario{}, Scenario{}) == nlohmann::ordered_json::object());
    Scenario changed;
    changed.market.trust.gain = 0.5;
    changed.market.couriers[0].loss = 0.25;
    CHECK(difference(Scenario{}, changed).dump() ==
          R"({"market":{"trust":{"gain":0.5},"couriers":[{"name":"Courier A","loss":0.25}]}})");
}
