// Events of a timeline as they are told: days, dates, models and what they set; on screen, page and in the workbook.
#include "reports/events.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/check.h"
#include "scenarios/write.h"
#include "tests/sim/markets.h"

using namespace pasar;

namespace {

/// Two models alike, a run of 90 days from 1 December 2026 on.
Scenario two_alike() {
    Scenario scenario = testing::lively_market();
    scenario.start_date = "2026-12-01";
    scenario.days = 90;
    scenario.models.push_back(scenario.models.front());
    scenario.models[0].name = "A";
    scenario.models[1].name = "B";
    return scenario;
}

std::vector<ToldEvent> told(std::vector<EventSpec> events, Language language = Language::English) {
    Scenario scenario = two_alike();
    scenario.timeline = std::move(events);
    validate(scenario);
    return told_events(scenario, language);
}

}  // namespace

TEST_CASE("without a timeline there is nothing to tell") {
    CHECK(told({}).empty());
    CHECK(told_events_of_manifest(write(two_alike())).empty());
    CHECK(told_events_of_manifest(nlohmann::ordered_json::object()).empty());
    CHECK(told_events_of_manifest(nlohmann::ordered_json::parse(R"({"timeline": [{"day": "x"}]})")).empty());
}

TEST_CASE("an event is told with its days and dates: with an end, of one day, and for good") {
    const std::vector<ToldEvent> all = told({{.name = "span", .day = 30, .until = 40, .set = {}, .shock = {}},
                                             {.name = "day", .day = 31, .days = 1, .set = {}, .shock = {}},
                                             {.name = "for good", .day = 32, .set = {}, .shock = {}}});
    REQUIRE(all.size() == 3);
    CHECK(all[0].is_span());
    CHECK(days_in_words(all[0]) == "days 30 to 39");
    CHECK(dates_in_words(all[0], "2026-12-01") == "2026-12-31 to 2027-01-09");
    CHECK_FALSE(all[1].is_span());
    CHECK(days_in_words(all[1]) == "day 31");
    CHECK(dates_in_words(all[1], "2026-12-01") == "2027-01-01");
    CHECK_FALSE(all[2].is_span());
    CHECK(days_in_words(all[2]) == "from day 32 on");
    CHECK(dates_in_words(all[2], "2026-12-01") == "from 2027-01-02 on");
    CHECK(all[2].until == 90);
}

TEST_CASE("an event is told each time that it comes, and one that is of another year is not") {
    const std::vector<ToldEvent> all =
        told({{.name = "new year", .date = "01-01", .days = 2, .set = {}, .shock = {}},
              {.name = "advent", .date = "11-29", .days = 26, .set = {}, .shock = {}},
              {.name = "11.11", .date = "11-11", .days = 1, .set = {}, .shock = {}},
              {.name = "Ramadan", .date = "hijri 09-01", .days = 30, .set = {}, .shock = {}}});
    REQUIRE(all.size() == 3);
    CHECK(all[0].name == "advent");
    CHECK(days_in_words(all[0]) == "days 0 to 23");  // since the day before the run
    CHECK(days_in_words(all[1]) == "days 31 to 32");
    CHECK(dates_in_words(all[2], "2026-12-01") == "2027-02-08 to 2027-02-28");  // cut by the end of the run
}

TEST_CASE("an event names the models that it concerns, where these are not all, and what it sets") {
    const std::vector<ToldEvent> all =
        told({{.name = "1", .day = 1, .set = {{{"market.choice.trust", "3.0"}}}, .shock = {}},
              {.name = "2", .day = 2, .set = {{{"models.B.revenue.commission", "0.1"}}}, .shock = {}},
              {.name = "3", .day = 3, .set = {{{"model.revenue.commission", "0.1"}}}, .shock = {}},
              {.name = "4",
               .day = 4,
               .days = 5,
               .set = {},
               .shock = {.kind = ShockKind::Outage, .model = "A", .share = 0.25}},
              {.name = "5",
               .day = 5,
               .days = 5,
               .set = {{{"models.0.revenue.commission", "0.1"}}},
               .shock = {.kind = ShockKind::FeeCap, .model = "B"}},
              {.name = "6", .day = 6, .set = {}, .shock = {.kind = ShockKind::DataBreach}}});
    using Names = std::vector<std::string>;
    CHECK(all[0].models.empty());
    CHECK(all[0].sets == "market.choice.trust = 3.0");
    CHECK(all[1].models == Names{"B"});
    CHECK(all[1].concerns("B"));
    CHECK_FALSE(all[1].concerns("A"));
    CHECK(all[2].models.empty());
    CHECK(all[3].models == Names{"A"});
    CHECK(all[3].sets == "outage (share 0.25)");
    CHECK(all[4].models.empty());
    CHECK(all[4].sets == "models.0.revenue.commission = 0.1, fee cap (highest commission 0.05)");
    CHECK(all[5].sets == "data breach (share 1, trust loss 0.3)");
    CHECK(days_in_words(all[5]) == "day 6");  // after it nothing is set any more
}

TEST_CASE("a manifest tells the same events as the scenario in it") {
    Scenario scenario = two_alike();
    scenario.timeline = {
        {.name = "strike", .day = 20, .until = 25, .set = {}, .shock = {.kind = ShockKind::CourierStrike}}};
    const std::vector<ToldEvent> of_manifest = told_events_of_manifest(write(scenario));
    REQUIRE(of_manifest.size() == 1);
    CHECK(of_manifest[0].name == "strike");
    CHECK(of_manifest[0].sets == "courier strike (share 1)");
    CHECK(days_in_words(of_manifest[0]) == "days 20 to 24");
}

TEST_CASE("events are told in Indonesian, where the program speaks it") {
    if (!is_spoken(Language::Indonesian)) return;
    const std::vector<ToldEvent> all = told(
        {{.name = "Data breach", .day = 7, .set = {}, .shock = {.kind = ShockKind::DataBreach, .trust_loss = 0.25}}},
        Language::Indonesian);
    REQUIRE(all.size() == 1);
    CHECK(all[0].sets == "kebocoran data (bagian 1, hilangnya kepercayaan 0,25)");
    CHECK(days_in_words(all[0], Language::Indonesian) == "hari 7");
}
