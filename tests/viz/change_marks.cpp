#include "viz/change_marks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/write.h"
#include "tests/sim/markets.h"
#include "viz/levers.h"

using namespace pasar;

namespace {

SeenWorld world_of(std::string name, std::shared_ptr<const Script> script) {
    SeenWorld world;
    world.name = std::move(name);
    world.script = std::move(script);
    return world;
}

std::shared_ptr<const Script> unchanged() {
    static const auto script = std::make_shared<const Script>(
        std::make_shared<const LoadedScenario>(load_scenario_text(write_text(testing::lively_market()))), 0);
    return script;
}

const Change kTrust{5, "market.choice.trust", "4"}, kConversion{5, "market.choice.conversion", "0.5"};

}  // namespace

TEST_CASE("changes of one day are one mark, of the world that they concern") {
    const auto changed = unchanged()->with(kTrust)->with(kConversion)->with({9, "market.choice.trust", "3"});
    const std::vector<SeenWorld> worlds{world_of("A", unchanged()), world_of("B", changed)};
    const std::vector<ChangeMark> marks = ChangeMarks().of(worlds);
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].day == 5);
    CHECK(marks[0].worlds == std::vector<std::size_t>{1});
    CHECK(marks[0].is_of_one(2));
    CHECK(marks[0].says ==
          std::vector<std::string>{"B: trust (market, choice): 2 → 4", "B: conversion (market, choice): 0.9 → 0.5"});
    CHECK(marks[1].day == 9);
}

TEST_CASE("a change of all worlds is nobody's, and said once; so is a day with changes of several") {
    const auto both = unchanged()->with(kTrust);
    const std::vector<SeenWorld> alike{world_of("A", both), world_of("B", both)};
    std::vector<ChangeMark> marks = ChangeMarks().of(alike);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(2));
    CHECK(marks[0].says == std::vector<std::string>{"trust (market, choice): 2 → 4"});

    const std::vector<SeenWorld> unlike{world_of("A", both), world_of("B", unchanged()->with(kConversion))};
    marks = ChangeMarks().of(unlike);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(2));
    CHECK(marks[0].says.size() == 2);
}

TEST_CASE("what holds since day 0 is not marked, the day a world branched off is") {
    const auto script = unchanged()->with({0, "market.choice.trust", "4"});
    std::vector<SeenWorld> worlds{world_of("A", script), world_of("A, what if", script)};
    worlds[0].id = 7;
    worlds[1].branch_of = 7;
    worlds[1].branch_day = 12;
    std::vector<ChangeMark> marks = ChangeMarks().of(worlds);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].day == 12);
    CHECK(marks[0].worlds == std::vector<std::size_t>{1});
    CHECK(marks[0].says == std::vector<std::string>{"A, what if branches off A"});
    worlds[1].branch_of.reset();  // A was closed
    worlds.erase(worlds.begin());
    marks = ChangeMarks().of(worlds);
    REQUIRE(marks.size() == 1);
    CHECK_FALSE(marks[0].is_of_one(1));  // of all worlds there are
    CHECK(marks[0].says == std::vector<std::string>{"A, what if branches off"});
}

TEST_CASE("of shares the one that was moved is told first, and what was added and taken out by its name") {
    const LoadedScenario& base = unchanged()->base();
    const std::string first = base.scenario.market.payments.front().name;
    std::vector<Change> shares;
    for (const Setting& setting : with_others_giving_way(base, "market.payments." + first + ".preferred", "0.95"))
        shares.push_back({5, setting.path, setting.value});
    const std::vector<SeenWorld> moved{world_of("A", unchanged()->with(shares))};
    std::vector<ChangeMark> marks = ChangeMarks().of(moved);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].says.front().find(first) != std::string::npos);
    CHECK(marks[0].says.front().ends_with("→ 0.95"));

    const std::vector<ListEntry> entries = list_entries(base, 0);
    const auto entry = std::find_if(entries.begin(), entries.end(), [](const ListEntry& one) {
        return one.why_only_from_day_0.empty() && !one.with_another.empty();
    });
    REQUIRE(entry != entries.end());
    const std::vector<SeenWorld> more{world_of("A", unchanged()->with({5, entry->list_path, entry->with_another}))};
    marks = ChangeMarks().of(more);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].says.front().ends_with(": added"));
    const std::vector<SeenWorld> less{world_of("A", unchanged()->with({5, entry->list_path, entry->without}))};
    marks = ChangeMarks().of(less);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].says.front().ends_with(": taken out"));
}

TEST_CASE("events of the timeline are marks with their names, of the worlds whose model they concern") {
    Scenario scenario = testing::lively_market();
    scenario.start_date = "2026-01-01";
    scenario.models.push_back(scenario.models.front());
    scenario.models[0].name = "A";
    scenario.models[1].name = "B";
    scenario.timeline = {
        {.name = "strike", .day = 20, .until = 25, .set = {}, .shock = {.kind = ShockKind::CourierStrike}},
        {.name = "stolen", .day = 30, .set = {}, .shock = {.kind = ShockKind::DataBreach, .model = "B"}},
        {.name = "dearer", .day = 10, .set = {{{"models.A.revenue.commission", "0.1"}}}, .shock = {}}};
    const auto loaded = std::make_shared<const LoadedScenario>(load_scenario_text(write_text(scenario)));
    std::vector<SeenWorld> worlds{world_of("A", std::make_shared<const Script>(loaded, 0)),
                                  world_of("B", std::make_shared<const Script>(loaded, 1)->with(kTrust))};
    worlds[1].model = 1;
    const std::vector<ChangeMark> marks = ChangeMarks().of(worlds);
    REQUIRE(marks.size() == 4);
    CHECK(marks[0].day == 5);
    CHECK(marks[0].event.empty());
    CHECK(marks[1].event == "dearer");
    CHECK(marks[1].until == 0);
    CHECK(marks[1].worlds == std::vector<std::size_t>{0});
    CHECK(marks[1].says ==
          std::vector<std::string>{"A: dearer, from 2026-01-11 on: models.A.revenue.commission = 0.1"});
    CHECK(marks[2].event == "strike");
    CHECK(marks[2].day == 20);
    CHECK(marks[2].until == 25);
    CHECK(marks[2].worlds == std::vector<std::size_t>{0, 1});
    CHECK(marks[2].says == std::vector<std::string>{"strike, 2026-01-21 to 2026-01-25: courier strike (share 1)"});
    CHECK(marks[3].event == "stolen");
    CHECK(marks[3].until == 0);
    CHECK(marks[3].is_of_one(2));
}
