// Levers of several worlds: none of them speaks for the others.
#include "viz/lever_worlds.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "scenarios/folder.h"
#include "viz/slider_scale.h"

using namespace pasar;

namespace {

/// The shipped main scenario: two models that differ in their commission and in much else.
std::unique_ptr<Session> main_scenario() {
    const std::vector<std::string> sets{"market.buyers=300", "days=30"};
    const std::vector<std::shared_ptr<const LoadedScenario>> loaded{
        std::make_shared<const LoadedScenario>(load_scenario(scenario_folder().value() / "c2c-or-b2c.json", sets))};
    return std::make_unique<Session>(loaded);
}
std::vector<SeenWorld> worlds_of(const Session& session) {
    session.wait_until_settled();
    return session.scene()->worlds;
}
double commission_of(const SeenWorld& world) { return world.scenario->scenario.models[world.model].revenue.commission; }

constexpr const char* kCommission = "model.revenue.commission";

}  // namespace

TEST_CASE("a lever whose value differs between worlds is told with the value of each, and one that does not is not") {
    const auto session = main_scenario();
    const std::vector<SeenWorld> worlds = worlds_of(*session);
    REQUIRE(worlds.size() == 2);
    const LeversOfWorlds levers = levers_of_worlds(worlds);
    const auto& values = levers.differing.at(kCommission);
    REQUIRE(values.size() == 2);
    for (std::size_t w = 0; w < 2; ++w) {
        CHECK(values[w].world == w);
        CHECK(values[w].number == commission_of(worlds[w]));
    }
    CHECK(values[0].number != values[1].number);
    CHECK_FALSE(levers.differing.contains("market.buyers"));
    CHECK(levers.changed.empty());

    // What all worlds are set to is the same in all.
    session->change({.path = kCommission, .value = "0.29"});
    const LeversOfWorlds after = levers_of_worlds(worlds_of(*session));
    CHECK_FALSE(after.differing.contains(kCommission));
    CHECK(after.changed.at(kCommission) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("who takes hold of a slider takes hold of the nearest world's value, on a slider that has room for all") {
    const auto session = main_scenario();
    const std::vector<SeenWorld> worlds = worlds_of(*session);
    const LeversOfWorlds levers = levers_of_worlds(worlds);
    for (const WorldLever& lever : levers_of(*worlds[0].scenario, worlds[0].script->base(), 0)) {
        const auto found = levers.differing.find(lever.path);
        if (!is_numeric(lever.type) || found == levers.differing.end()) continue;
        CAPTURE(lever.path);
        const SliderScale scale = scale_of_all(lever, found->second);
        for (const LeverInWorld& one : found->second) {
            if (one.value.empty()) continue;
            const double at = position_of(scale, one.number);
            CHECK(at >= 0.0);
            CHECK(at <= 1.0);
            const std::size_t nearest = nearest_world(scale, found->second, at);
            CHECK(found->second[nearest].number == one.number);
        }
    }
    const SliderScale share{.low = 0.0, .high = 1.0};
    const std::vector<LeverInWorld> values{
        {.world = 0, .value = "0.08", .number = 0.08}, {.world = 1}, {.world = 2, .value = "0", .number = 0.0}};
    CHECK(nearest_world(share, values, 0.9) == 0);
    CHECK(nearest_world(share, values, 0.01) == 2);
}

TEST_CASE("back to the file is back to each model's own value") {
    const auto session = main_scenario();
    const std::vector<SeenWorld> worlds = worlds_of(*session);
    session->change({.path = kCommission, .value = "0.29"});
    session->change_each(back_to_file(worlds_of(*session), kCommission, When::FromDay0));
    const std::vector<SeenWorld> after = worlds_of(*session);
    for (std::size_t w = 0; w < worlds.size(); ++w) CHECK(commission_of(after[w]) == commission_of(worlds[w]));
    CHECK(back_to_file(after, kCommission, When::FromDay0).empty());
}

TEST_CASE("a policy is turned in each world to what is right there, and worlds that have it so stay as they are") {
    const auto session = main_scenario();
    const std::vector<SeenWorld> opened = worlds_of(*session);
    const std::size_t policies = levers_of_worlds(opened).switches[0].size();
    for (std::size_t policy = 0; policy < policies; ++policy) {
        for (const bool on : {true, false}) {
            const std::vector<SeenWorld> worlds = worlds_of(*session);
            const LeversOfWorlds levers = levers_of_worlds(worlds);
            const std::vector<LeverChange> changes = turn(worlds, levers, policy, on, When::FromDay0);
            for (const LeverChange& change : changes) {
                const auto w = static_cast<std::size_t>(*change.world - worlds[0].id);
                CHECK(levers.switches[w][policy].is_on != on);
            }
            if (!changes.empty()) session->change_each(changes);
            for (const auto& there : levers_of_worlds(worlds_of(*session)).switches)
                if (there[policy].why_not.empty()) CHECK(there[policy].is_on == on);
        }
    }
}

TEST_CASE("another courier beside one is another in each world, beside that world's own") {
    const auto session = main_scenario();
    const std::vector<SeenWorld> worlds = worlds_of(*session);
    const LeversOfWorlds levers = levers_of_worlds(worlds);
    const auto entry = std::find_if(levers.entries[0].begin(), levers.entries[0].end(), [](const ListEntry& one) {
        return one.list_path == "market.couriers" && !one.with_another.empty();
    });
    REQUIRE(entry != levers.entries[0].end());
    // The second world's courier was made slower before.
    const std::string name = worlds[1].scenario->scenario.market.couriers[0].name;
    session->change(
        {.path = "market.couriers." + name + ".loss", .value = "0.125", .when = When::FromDay0, .world = worlds[1].id});
    const std::vector<SeenWorld> before = worlds_of(*session);
    session->change_each(change_entry(before, levers_of_worlds(before), entry->group, true, When::FromDay0));
    const std::vector<SeenWorld> after = worlds_of(*session);
    for (std::size_t w = 0; w < 2; ++w)
        CHECK(after[w].scenario->scenario.market.couriers.size() ==
              worlds[w].scenario->scenario.market.couriers.size() + 1);
    CHECK(after[1].scenario->scenario.market.couriers[0].loss == 0.125);
    CHECK(after[0].scenario->scenario.market.couriers[0].loss == worlds[0].scenario->scenario.market.couriers[0].loss);
}

TEST_CASE("an experiment begins about where a number is, and always has somewhere to go") {
    const auto session = main_scenario();
    for (const SeenWorld& world : worlds_of(*session)) {
        for (const WorldLever& lever : levers_of(*world.scenario, world.script->base(), world.model)) {
            if (!is_numeric(lever.type)) continue;
            CAPTURE(lever.path);
            const NumberRange range = range_about(lever);
            CHECK(range.low < range.high);
            CHECK(range.low >= lever.min);
            CHECK(range.high <= lever.max);
            CHECK(range.low <= lever.number);
            CHECK(range.high >= lever.number);
            if (lever.type == FieldType::Whole) CHECK(range.low == std::floor(range.low));
            if (lever.path == kCommission && lever.number == 0.08)
                CHECK((range.low == doctest::Approx(0.04) && range.high == doctest::Approx(0.12)));
        }
    }
}
