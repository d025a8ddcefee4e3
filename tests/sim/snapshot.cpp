// A copy of a market is the market: it goes on as the original does, on any number of threads, and shares nothing.
#include "sim/world/snapshot.h"

#include <doctest/doctest.h>

#include <memory>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// What a market leaves at the end of its run.
RunResult end_of(World& market) {
    run_to_the_end(market);
    RunResult result = result_of(market.platform(), true);
    result.days = market.platform().days;
    return result;
}

/// Everything on: messages that bring visits, win-backs, reminders.
Scenario busy_market(SupplyKind supply) {
    Scenario s = lively_market(supply);
    s.days = 100;
    s.warm_up = 20;
    s.market.season = {{.name = "sale", .day = 40, .days = 5, .factor = 3.0}};
    ProgrammesSpec& programmes = s.models[0].programmes;
    programmes.thank_you.extra_wish = 1.0;
    programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    programmes.win_back = {.on = true, .after_days = 10, .response = 0.5};
    s.market.sellers.buyer_turns_seller = 0.01;
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("a copy of a market comes to the days, key figures and tables of the original, on any number of threads") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        const Scenario scenario = busy_market(supply);
        CAPTURE(name_of(supply));
        const RunResult whole = run(scenario);
        for (const std::int64_t day : {0, 1, 33, 100}) {
            for (const int threads : {1, 3}) {
                CAPTURE(day);
                CAPTURE(threads);
                World original(scenario, 0, 0, 4 - threads);
                original.platform().orders_sample = 1.0;
                run_until(original, day);
                const std::unique_ptr<World> copy = copy_of(original, scenario, 0, threads);
                CHECK(copy->day() == day);
                CHECK(same(end_of(*copy), whole));
                CHECK(same(end_of(original), whole));
            }
        }
    }
}

TEST_CASE("a copy outlives its original and the scenario of the original") {
    auto scenario = std::make_unique<const Scenario>(busy_market(SupplyKind::Hybrid));
    const RunResult whole = run(*scenario);
    const Scenario mine = *scenario;
    auto original = std::make_unique<World>(*scenario, 0, 0, 1);
    original->platform().orders_sample = 1.0;
    run_until(*original, 25);
    const std::unique_ptr<World> first = copy_of(*original, mine, 0, 2);
    original.reset();
    scenario.reset();
    run_until(*first, 40);
    const std::unique_ptr<World> second = copy_of(*first, mine, 0, 1);
    CHECK(same(end_of(*second), whole));
    CHECK(first->day() == 40);
    CHECK(same(end_of(*first), whole));
}

TEST_CASE("a copy keeps its world: the second replication of another model stays what it is") {
    Scenario scenario = busy_market(SupplyKind::Sellers);
    scenario.models.push_back(scenario.models[0]);
    scenario.models[1].name = "Store";
    scenario.models[1].supply.kind = SupplyKind::Own;
    validate(scenario);
    const RunResult whole = run_market(scenario, 1, 1);
    World original(scenario, 1, 1, 1);
    const std::unique_ptr<World> copy = copy_of(run_until(original, 30), scenario, 1, 1);
    const RunResult result = end_of(*copy);
    CHECK(result.model == 1);
    CHECK(result.replication == 1);
    CHECK(same(result, whole));
}

TEST_CASE("in the middle of a run the results are those of a run that ends that day") {
    Scenario scenario = busy_market(SupplyKind::Hybrid);
    World market(scenario, 0, 0, 2);
    market.platform().orders_sample = 1.0;
    RunResult so_far = result_of(run_until(market, 60).platform(), true);
    so_far.days = market.platform().days;
    scenario.days = 60;
    CHECK(same(so_far, run(scenario)));
}
