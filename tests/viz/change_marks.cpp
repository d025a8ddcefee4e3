#include "viz/change_marks.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "scenarios/write.h"
#include "tests/sim/markets.h"

using namespace pasar;

namespace {

World world_of(std::string name, std::shared_ptr<const Script> script) {
    World world;
    world.name = std::move(name);
    world.script = std::move(script);
    return world;
}

std::shared_ptr<const Script> unchanged() {
    static const auto script = std::make_shared<const Script>(
        std::make_shared<const LoadedScenario>(load_scenario_text(write_text(testing::lively_market()))), 0);
    return script;
}

const Change kTrust{5, "market.choice.trust", "4"}, kIntercept{5, "market.choice.intercept", "1"};

}  // namespace

TEST_CASE("changes of one day are one mark, of the world that they concern") {
    const auto changed = unchanged()->with(kTrust)->with(kIntercept)->with({9, "market.choice.trust", "3"});
    const std::vector<World> worlds{world_of("A", unchanged()), world_of("B", changed)};
    const auto marks = change_marks(worlds);
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].day == 5);
    CHECK(marks[0].worlds == std::vector<std::size_t>{1});
    CHECK(marks[0].is_of_one(2));
    CHECK(marks[0].says ==
          std::vector<std::string>{"B: trust (market, choice): 2 → 4", "B: intercept (market, choice): 3 → 1"});
    CHECK(marks[1].day == 9);
}

TEST_CASE("a change of all worlds is nobody's, and said once; so is a day with changes of several") {
    const auto both = unchanged()->with(kTrust);
    const std::vector<World> alike{world_of("A", both), world_of("B", both)};
    auto marks = change_marks(alike);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(2));
    CHECK(marks[0].says == std::vector<std::string>{"trust (market, choice): 2 → 4"});

    const std::vector<World> unlike{world_of("A", both), world_of("B", unchanged()->with(kIntercept))};
    marks = change_marks(unlike);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(2));
    CHECK(marks[0].says.size() == 2);
}

TEST_CASE("what holds since day 0 is not marked, the day a world branched off is") {
    const auto script = unchanged()->with({0, "market.choice.trust", "4"});
    std::vector<World> worlds{world_of("A", script), world_of("A, what if", script)};
    worlds[0].id = 7;
    worlds[1].branch_of = 7;
    worlds[1].branch_day = 12;
    auto marks = change_marks(worlds);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].day == 12);
    CHECK(marks[0].worlds == std::vector<std::size_t>{1});
    CHECK(marks[0].says == std::vector<std::string>{"A, what if branches off A"});
    worlds[1].branch_of.reset();  // A was closed
    worlds.erase(worlds.begin());
    marks = change_marks(worlds);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(1));  // of all worlds there are
    CHECK(marks[0].says == std::vector<std::string>{"A, what if branches off"});
}
