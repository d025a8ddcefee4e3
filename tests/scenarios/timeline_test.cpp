// Timelines as people write them: where each thing is refused, and what is said about it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "scenarios/reference.h"
#include "scenarios/settings.h"
#include "scenarios/show.h"
#include "scenarios/timeline.h"
#include "scenarios/write.h"
#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

/// A scenario of 100 days with one event that has these members besides its name, each part on a line of its own.
std::string event_with(std::string_view members) {
    return "{\"models\": [{\"name\": \"Shop\"}], \"days\": 100,\n\"timeline\": [\n{\"name\": \"event\",\n" +
           std::string(members) + "}]}";
}

}  // namespace

TEST_CASE("an event sets by paths what it likes while it lasts") {
    const Scenario s = load_scenario_text(event_with(R"("day": 10, "until": 20,
        "set": {"market.couriers.Courier A.capacity_per_day": 0, "model.revenue.commission": 0.2,
                "models.Shop.site": {"servers": 9}, "market.season": [{"name": "sale", "day": 12, "factor": 2}]})"))
                           .scenario;
    const Timeline timeline(s);
    const Scenario& meanwhile = timeline.on(15);
    CHECK(meanwhile.market.couriers[0].capacity_per_day == 0.0);
    CHECK(meanwhile.models[0].revenue.commission == 0.2);
    CHECK(meanwhile.models[0].site.servers == 9);
    CHECK(meanwhile.models[0].site.seconds_per_request == s.models[0].site.seconds_per_request);
    REQUIRE(meanwhile.market.season.size() == 1);
    for (const std::int64_t day : {9, 20}) CHECK(write(timeline.on(day)) == write(s));
}

TEST_CASE("days that no run has are refused where they stand") {
    CHECK(message_for(event_with(R"("day": 100)")) ==
          "my.json:4: /timeline/0/day: found day 100; allowed: a day from 0 to 99, the last day of the run");
    CHECK(contains(message_for(event_with(R"("day": 50, "until": 50)")),
                   "my.json:4: /timeline/0/until: found 50; allowed: a day after day 50, on which it begins"));
    CHECK(contains(message_for(event_with(R"("day": 50, "until": 101)")),
                   "/timeline/0/until: found 101; allowed: at most 100, the end of the run"));
    CHECK(contains(message_for(event_with(R"("day": 50, "until": 60, "days": 3)")),
                   "/timeline/0/until: found 60; allowed: 0 beside days (3)"));
    CHECK(contains(message_for(event_with(R"("date": "02-01", "until": 60)")), "0 beside a date"));
    CHECK(contains(message_for(event_with(R"("date": "30-02")")),
                   "/timeline/0/date: found \"30-02\"; allowed: a date of every year, as 11-11, one of every Islamic"));
    CHECK(contains(message_for(event_with(R"("date": "2026-06-01")")),
                   "found \"2026-06-01\"; allowed: a date in the run, which begins on 2026-01-01 and has 100 days"));
    CHECK(contains(message_for(event_with(R"("day": -1)")), "/timeline/0/day: found -1; allowed: a whole number"));
    CHECK(faults_in_text(event_with(R"("date": "06-01")")).empty());  // of every year, but not of this short run
    CHECK(faults_in_text(event_with(R"("day": 99)"), {"days=200"}).empty());
    CHECK(faults_in_text(event_with(R"("day": 99)"), {"days=99"}).size() == 1);
}

TEST_CASE("a path that leads nowhere is refused with its line, and the nearest name is told") {
    const std::string message =
        message_for(event_with("\"set\": {\n\"market.couriers.Courier A.capacity_per_dy\": 0}"));
    CHECK(contains(message,
                   "my.json:5: /timeline/0/set/market.couriers.Courier A.capacity_per_dy: found "
                   "\"capacity_per_dy\"; allowed: name, "));
    CHECK(contains(message, "did you mean \"capacity_per_day\"?"));
    CHECK(contains(message_for(event_with(R"("set": {"market.couriers.Courier B.loss": 0})")), "\"Courier A\""));
    CHECK(contains(message_for(event_with(R"("set": {"model.revnue.commission": 0})")), "did you mean \"revenue\"?"));
}

TEST_CASE("a value that may not stand at a path may not stand there for a while either") {
    CHECK(message_for(event_with("\"set\": {\n\"model.revenue.commission\": 8}")) ==
          "my.json:5: /timeline/0/set/model.revenue.commission: found 8; allowed: a number from 0 to 1 (share of "
          "price); 8 % is written 0.08");
    CHECK(contains(message_for(event_with(R"("set": {"market.choice.price": "much"})")), "found \"much\"; allowed: "));
    CHECK(contains(message_for(event_with(R"("set": {"models.Shop.site": {"server": 9}})")), "an unknown name"));
    CHECK(contains(message_for(event_with(R"("set": {"models.Shop.supply.kind": "owned"})")), "/timeline/0/set/"));
    CHECK(contains(message_for(event_with(R"("set": {"models.Shop.site.servers": 1.500})")), "/timeline/0/set/"));
    CHECK(contains(message_for(event_with(R"("set": [])")), "an object of paths and their values"));
}

TEST_CASE("what cannot change while a market runs is refused with the reason, whatever the value") {
    const std::string message = message_for(event_with("\"set\": {\n\"market.buyers\": 100000}"));
    CHECK(contains(message,
                   "my.json:5: /timeline/0/set/market.buyers: found \"market.buyers\"; allowed: a parameter of "
                   "the market or of a model that can change while a market runs"));
    CHECK(contains(message, "All buyers have their places since day 0"));
    for (const char* const path : {"days", "seed", "start_date", "name", "timeline", "lesson", "market.segments",
                                   "models.Shop.name", "market.couriers.Courier A.name", "models.Shop.supply.kind"}) {
        CAPTURE(path);
        const auto faults = faults_in_text(event_with(std::string(R"("set": {")") + path + R"(": 1})"));
        REQUIRE(faults.size() == 1);
        CHECK(faults.front().allowed.find("can change while a market runs") != std::string::npos);
    }
    CHECK(contains(message_for(event_with(R"("set": {"market.couriers": []})")), "can change while a market runs"));
    CHECK(
        contains(message_for(event_with(R"("set": {"models.Shop.supply": {"sellers": 7}})")), "The sellers of day 0"));
}

TEST_CASE("shocks name what there is") {
    CHECK(message_for(event_with("\"shock\": {\n\"kind\": \"courier_strike\",\n\"courier\": \"Courier B\"}")) ==
          "my.json:6: /timeline/0/shock/courier: found \"Courier B\"; allowed: \"Courier A\", or \"\" for all; did you "
          "mean \"Courier A\"?");
    CHECK(contains(message_for(event_with(R"("shock": {"kind": "strike"})")), "\"courier_strike\""));
    CHECK(contains(message_for(event_with(R"("shock": {"kind": "data_breach", "model": "Sop"})")), "\"Shop\""));
    CHECK(contains(message_for(event_with(R"("shock": {"kind": "data_breach", "trust_loss": 2})")), "from 0 to 1"));
}

TEST_CASE("events with which a scenario would contradict itself on some day are refused") {
    const std::string text = R"({"models": [{"name": "Shop"}], "days": 100, "market": {"categories": [
        {"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}]}, "timeline": [
        {"name": "fine", "day": 5, "set": {"market.categories.a.share": 0.4, "market.categories.b.share": 0.6}},
        {"name": "odd", "day": 50, "days": 10, "set": {"market.categories.a.share": 0.9}}]})";
    const std::string message = message_for(text);
    CHECK(contains(message, "my.json:4: /timeline/1: found values that contradict each other on day 50"));
    CHECK(contains(message, "adding up to 1.5"));
}

TEST_CASE("a timeline can be extended, set from outside, shown and written like all else") {
    const std::string text = event_with(R"("day": 10, "until": 20, "set": {"market.couriers.Courier A.loss": 0.5})");
    const std::vector<std::string> sets{"timeline.event.day=30", "timeline.event.until=40",
                                        "timeline.event.set.market.couriers.Courier A.loss=0,25"};
    const LoadedScenario loaded = load_scenario_text(text, sets);
    const Timeline timeline(loaded.scenario);
    CHECK(timeline.turns_on(30));
    CHECK(timeline.on(30).market.couriers[0].loss == 0.25);
    CHECK(contains(show_text(loaded), "timeline.event.set.market.couriers.Courier A.loss = 0.25  (--set)\n"));
    CHECK(load_scenario_text(write_text(loaded.scenario)).scenario.timeline[0].set == loaded.scenario.timeline[0].set);
    const std::vector<std::string> paths = numeric_paths(*loaded.resolved);
    for (const char* const path :
         {"timeline.event.day", "timeline.event.set.market.couriers.Courier A.loss", "timeline.event.shock.share"})
        CHECK_MESSAGE(std::find(paths.begin(), paths.end(), path) != paths.end(), path);
    for (const std::string& path : paths) CHECK(find_path(*loaded.resolved, path).path == path);
    CHECK(contains(message_for(text, {"timeline.event.set.market.couriers.Courier A.los=0"}),
                   "did you mean \"market.couriers.Courier A.loss\"?"));
    CHECK(contains(message_for(text, {"timeline.event.set.market.couriers.Courier A.loss=7"}), "from 0 to 1"));
    CHECK(explain("timeline").by_name);
    CHECK(explain("timeline.event.set").by_name);
}

TEST_CASE("a season's date is a date") {
    CHECK(contains(message_for(market_with(R"("season": [{"name": "s", "date": "11/11", "factor": 2}])")),
                   "my.json:1: /market/season/0/date: found \"11/11\"; allowed: a date of every year"));
    CHECK(contains(message_for(market_with(R"("season": [{"name": "s", "date": "11-11", "days": 3, "factor": 100},
                                                        {"name": "t", "date": "11-12", "factor": 100},
                                                        {"name": "u", "day": 315, "factor": 2}])")),
                   "seasons that fall on one day multiplying to at most 10000"));
}
