#include "sim/experiments/usual_levers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "scenarios/read.h"

using namespace pasar;

namespace {

const std::vector<std::size_t> kBoth{0, 1};

std::set<std::string> paths(const std::vector<Lever>& levers) {
    std::set<std::string> result;
    for (const Lever& lever : levers) result.insert(lever.path);
    return result;
}

}  // namespace

TEST_CASE("the levers looked at are the numbers that the scenario file itself sets") {
    const std::vector<std::string> sets{"market.trust.loss=0.3"};
    const LoadedScenario scenario = load_scenario_text(R"({
        "days": 30, "seed": 4, "market": {"buyers": 100, "choice": {"price": 2.5}},
        "models": [{"name": "A", "revenue": {"commission": 0.1, "buyer_fee": 0}}, {"name": "B", "costs": {"fixed_per_day": 1000}}]})",
                                                       sets, "mine.json");
    CHECK(paths(usual_levers(scenario, kBoth, "mine.json")) ==
          std::set<std::string>{"market.choice.price", "market.trust.loss", "models.A.revenue.commission",
                                "models.B.costs.fixed_per_day"});
    const std::vector<std::size_t> first{0};
    CHECK_FALSE(paths(usual_levers(scenario, first, "mine.json")).contains("models.B.costs.fixed_per_day"));
}

TEST_CASE("where the file sets none or too many, a dozen of the usual ones are looked at") {
    const LoadedScenario scenario = load_scenario_text(R"({
        "models": [{"name": "A", "revenue": {"commission": 0.1}}, {"name": "B", "supply": {"kind": "own"}}]})",
                                                       {}, "mine.json");
    const auto levers = usual_levers(scenario, kBoth, "mine.json");
    const std::set<std::string> found = paths(levers);
    CHECK(found.size() == levers.size());
    CHECK(found.size() >= 8);
    CHECK(found.size() <= 12);
    CHECK(found.contains("models.A.revenue.commission"));
    CHECK_FALSE(found.contains("models.A.supply.markup"));
    CHECK(found.contains("models.B.supply.markup"));
    for (const Lever& lever : levers) {
        CHECK(lever.low < lever.high);
        CHECK(lever.low <= lever.now);
        CHECK(lever.now <= lever.high);
    }
}
