// A buyer's story in the window: told from day 0 in every world, the same as long as the worlds are the same.
#include "viz/story.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "scenarios/write.h"
#include "sim/stories/watch.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

std::shared_ptr<const Script> story_script() {
    Scenario scenario = lively_market();
    scenario.days = 80;
    scenario.market.buyers = 1000;
    return std::make_shared<const Script>(
        std::make_shared<const LoadedScenario>(load_scenario_text(write_text(scenario))), 0);
}

/// What a buyer lives through in a plain market, in words.
std::vector<std::string> plainly_told(const Script& script, std::uint32_t buyer, std::int64_t days) {
    World market(script.base().scenario, script.model(), 0, 1);
    Watch watch({buyer}, {});
    put_under_watch(market.platform(), &watch);
    while (market.day() < days) market.step();
    const Names names(market.platform());
    std::vector<std::string> told;
    for (const WatchedEvent& event : watch.take()) told.push_back(in_words(event, names));
    return told;
}

/// A buyer of some experience.
std::uint32_t busy_buyer(const Script& script) {
    World market(script.base().scenario, script.model(), 0, 1);
    while (market.day() < 40) market.step();
    std::uint32_t best = 0;
    std::int64_t most = -1;
    for_each_buyer(market.platform(), [&](std::uint32_t number, std::uint8_t, const Buyer&, const Relationship& buyer) {
        if (buyer.orders <= most) return;
        most = buyer.orders;
        best = number;
    });
    return best;
}

}  // namespace

TEST_CASE("the story of a buyer is what a watched market tells, and the same in two worlds that are the same") {
    const auto script = story_script();
    const std::uint32_t buyer = busy_buyer(*script);
    BackgroundStory background(Teller::Buyer, buyer, {{1, "one", script}, {2, "other", script}}, 30);
    background.wait();
    background.tell_until(60);
    background.wait();
    const auto story = background.so_far();
    REQUIRE(story->worlds.size() == 2);
    CHECK(story->share == 1.0);
    CHECK(story->problem.empty());
    CHECK_FALSE(story->parts_on.has_value());
    CHECK(story->worlds[0].is_there);
    CHECK(story->worlds[0].buyer.orders > 1);
    const std::vector<std::string> expected = plainly_told(*script, buyer, 60);
    REQUIRE(expected.size() > 4);
    REQUIRE(story->worlds[1].lines.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(expected[i].ends_with(": " + story->worlds[1].lines[i].text));
    // To the last evening: what happened on its day too.
    for (std::int64_t days = 30; days <= 60; ++days) {
        if (static_cast<std::int64_t>(plainly_told(*script, buyer, days).size()) ==
            static_cast<std::int64_t>(plainly_told(*script, buyer, days - 1).size()))
            continue;
        BackgroundStory until(Teller::Buyer, buyer, {{1, "one", script}}, days);
        until.wait();
        REQUIRE_FALSE(until.so_far()->days.empty());
        CHECK(until.so_far()->days.back().day == days);
        break;
    }
    std::size_t lines = 0;
    for (const StoryDay& day : story->days) {
        CHECK_FALSE(day.differs);
        lines += day.lines[0].size();
    }
    CHECK(lines == expected.size());
}

TEST_CASE("where a lever was moved the stories part, not before its day, and watching goes on after it") {
    const auto script = story_script();
    const std::uint32_t buyer = busy_buyer(*script);
    const auto changed = script->with({.day = 20, .path = "market.choice.conversion", .value = "0"});
    BackgroundStory background(Teller::Buyer, buyer, {{1, "one", script}, {2, "what if", changed}}, 60);
    background.wait();
    const auto story = background.so_far();
    REQUIRE(story->parts_on.has_value());
    CHECK(*story->parts_on >= 21);  // after twenty days
    const auto is_after = [](const StoryLine& line) { return line.day > 21; };
    CHECK(std::any_of(story->worlds[1].lines.begin(), story->worlds[1].lines.end(), is_after));
    const auto bought = [](const WorldStory& world) {
        return std::count_if(world.lines.begin(), world.lines.end(), [](const StoryLine& line) {
            return line.day >= 21 && line.event.what == Happening::Ordered;
        });
    };
    CHECK(bought(story->worlds[0]) > 0);
    CHECK(bought(story->worlds[1]) == 0);  // nobody buys at that utility
}

TEST_CASE("stories do not part where only the chances of one outcome differ") {
    const auto considered = [](std::size_t chosen, std::uint32_t seller, const char* text) {
        StoryLine line{.day = 3, .text = text};
        line.event.what = Happening::Considered;
        line.event.page = {{.seller = seller, .price = Money{500}}};
        line.event.chosen = chosen;
        return line;
    };
    const auto parts = [](const StoryLine& a, const StoryLine& b) {
        Story story;
        story.worlds = {{.told = 10, .lines = {a}, .is_there = true}, {.told = 10, .lines = {b}, .is_there = true}};
        align(story);
        return story.parts_on.has_value();
    };
    CHECK_FALSE(parts(considered(1, 7, "nothing, at 94 %"), considered(1, 8, "nothing, at 90 %")));
    CHECK_FALSE(parts(considered(0, 7, "seller 7, at 4 %"), considered(0, 7, "seller 7, at 5 %")));
    CHECK(parts(considered(0, 7, "seller 7"), considered(0, 8, "seller 8")));
    CHECK(parts(considered(0, 7, "seller 7"), considered(1, 7, "nothing")));
}

TEST_CASE("a choice is explained by terms that add up to its utility, and chances that add up to one") {
    const auto script = story_script();
    BackgroundStory background(Teller::Buyer, busy_buyer(*script), {{1, "one", script}}, 60);
    background.wait();
    const auto story = background.so_far();
    std::size_t choices = 0, purchases = 0;
    for (const StoryLine& line : story->worlds[0].lines) {
        if (line.event.what != Happening::Considered) continue;
        ++choices;
        const ChoiceTable table = choice_of(line.event, *story->worlds[0].names);
        double chance = table.nothing;
        for (const ChoiceTable::Row& row : table.rows) {
            CHECK(std::accumulate(row.terms.begin(), row.terms.end(), 0.0) == doctest::Approx(row.total));
            chance += row.probability;
            purchases += row.is_chosen ? 1 : 0;
        }
        CHECK(chance == doctest::Approx(1.0));
        CHECK_FALSE(table.sentence.empty());
        CHECK(std::is_sorted(table.rows.begin(), table.rows.end(),
                             [](const auto& a, const auto& b) { return a.total > b.total; }));
    }
    CHECK(choices > 0);
    CHECK(purchases > 0);
}

TEST_CASE("a seller's story is told too, and one that is not there is said to be missing") {
    const auto script = story_script();
    BackgroundStory sells(Teller::Seller, 3, {{1, "one", script}}, 60);
    BackgroundStory nobody(Teller::Seller, 40'000'000, {{1, "one", script}}, 5);
    sells.wait();
    nobody.wait();
    CHECK(sells.so_far()->worlds[0].is_there);
    CHECK_FALSE(sells.so_far()->worlds[0].lines.empty());
    CHECK_FALSE(nobody.so_far()->worlds[0].is_there);
    CHECK(nobody.so_far()->worlds[0].lines.empty());
}

TEST_CASE("only what differs in a story is marked, line by line, and only between worlds that have the same seller") {
    const auto line = [](std::int64_t day, const char* text) {
        return StoryLine{.day = day, .text = text, .event = {}};
    };
    Story story;
    story.of = Teller::Seller;
    story.worlds = {
        {.told = 9, .lines = {line(2, "sold 1"), line(3, "buyer 7 ordered"), line(3, "sold 2")}, .is_there = true},
        {.told = 9, .lines = {line(2, "sold 1"), line(3, "sold 2"), line(3, "buyer 9 ordered")}, .is_there = true}};
    align(story);
    REQUIRE(story.days.size() == 2);
    CHECK_FALSE(story.days[0].differs);
    CHECK(story.parts_on == 3);
    CHECK(story.days[1].is_own[0] == std::vector<bool>{true, false});  // in another order, "sold 2" is the same
    CHECK(story.days[1].is_own[1] == std::vector<bool>{false, true});

    // In a world without such a seller, or with a store in its place, nothing happened otherwise.
    story.worlds[1] = {.told = 9, .is_there = false};
    align(story);
    CHECK_FALSE(story.parts_on.has_value());
    CHECK_FALSE(story.days[1].differs);
    story.worlds[1] = {.told = 9, .lines = {line(3, "sold 200")}, .is_there = true};
    story.worlds[1].seller.is_store = true;
    align(story);
    CHECK_FALSE(story.parts_on.has_value());
    CHECK(story.is_compared == std::vector<bool>{false, false});
}
