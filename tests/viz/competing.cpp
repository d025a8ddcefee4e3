// A window on platforms that compete: one market, seen platform by platform, is what run_competition makes of it, after
// any way of coming to a day.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <thread>

#include "scenarios/write.h"
#include "sim/world/run.h"
#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"
#include "viz/change_marks.h"
#include "viz/chart_measures.h"
#include "viz/difference.h"
#include "viz/lever_worlds.h"
#include "viz/picture.h"
#include "viz/saving.h"
#include "viz/session.h"
#include "viz/story.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Three platforms in one lively market of seventy days, one of which opens on day 20.
Scenario three_platforms() {
    Scenario s = lively_market();
    s.days = 70;
    s.market.buyers = 1500;
    s.models.resize(1);
    s.models[0].name = "Escrow";
    s.models.push_back(s.models[0]);
    s.models[1].name = "Nothing";
    s.models[1].protection.kind = ProtectionKind::None;
    s.models.push_back(s.models[0]);
    s.models[2].name = "Late";
    s.models[2].competition.opens_on = 20;
    validate(s);
    return s;
}

std::shared_ptr<const LoadedScenario> file_of(const Scenario& scenario) {
    return std::make_shared<const LoadedScenario>(load_scenario_text(write_text(scenario)));
}

std::shared_ptr<const Scene> at_rest(const Session& session) {
    session.wait_until_settled();
    return session.scene();
}

constexpr std::array<std::size_t, 3> kAll{0, 1, 2};

bool shows_competition(const Scene& scene, std::size_t first, Scenario scenario) {
    scenario.days = scene.day;
    const std::vector<RunResult> results = run_competition(scenario, kAll, 0);
    for (std::size_t i = 0; i < kAll.size(); ++i) {
        const SeenWorld& world = scene.worlds[first + i];
        if (!testing::same(*world.days, results[i].days) || !testing::same(world.key_figures, results[i].kpis))
            return false;
    }
    return true;
}

/// Days of each platform where the market is another from the morning after `day` days on.
std::vector<std::vector<DayRow>> changed_market(const Scenario& before, const Scenario& after, std::int64_t day,
                                                std::int64_t end) {
    World market(before, kAll, 0, 1);
    while (market.day() < day) market.step();
    const auto copy = copy_of(market, after, 0, 1);
    while (copy->day() < end) copy->step();
    std::vector<std::vector<DayRow>> days;
    for (const auto& platform : copy->platforms) days.push_back(platform->days);
    return days;
}

SessionOptions competing() { return {.competes = true}; }

double last_of(const SeenWorld& world, std::span<const SeenWorld> market, const char* measure) {
    return values_of(find_chart_measure(measure), *world.days, 7, 0, 0, days_of(market)).back();
}

}  // namespace

TEST_CASE("platforms of a market are seen as worlds and have the days of run_competition") {
    const Scenario scenario = three_platforms();
    Session session({file_of(scenario)}, competing());
    session.go_to(40);
    const auto scene = at_rest(session);
    CHECK(scene->competes);
    REQUIRE(scene->worlds.size() == 3);
    CHECK(scene->worlds[0].name == "Escrow");
    CHECK(scene->worlds[2].name == "Late");
    CHECK(scene->worlds[2].model == 2);
    REQUIRE(markets_of(scene->worlds).size() == 1);
    CHECK(shows_competition(*scene, 0, scenario));
    // Worlds apart would be others: the platforms take buyers from each other.
    Scenario alone = scenario;
    alone.days = 40;
    CHECK_FALSE(testing::same(*scene->worlds[0].days, run(alone, 0).days));
}

TEST_CASE("a market of platforms goes back and forth, and begins anew, to exactly what was there") {
    const Scenario scenario = three_platforms();
    Session session({file_of(scenario)}, competing());
    session.to_the_end();
    const auto end = at_rest(session);
    CHECK(end->day == 70);
    session.go_to(33);
    CHECK(shows_competition(*at_rest(session), 0, scenario));
    session.go_to(70);
    const auto again = at_rest(session);
    for (std::size_t i = 0; i < 3; ++i) CHECK(testing::same(*again->worlds[i].days, *end->worlds[i].days));
    session.set_seed(99);
    session.go_to(10);
    CHECK_FALSE(testing::same(*at_rest(session)->worlds[0].days,
                              std::vector<DayRow>(end->worlds[0].days->begin(), end->worlds[0].days->begin() + 10)));
}

TEST_CASE("a lever of one platform acts on the market from the next morning on, and is told of that platform alone") {
    const Scenario scenario = three_platforms();
    Scenario dear = scenario;
    dear.models[1].competition.appeal = -3.0;
    Session session({file_of(scenario)}, competing());
    session.go_to(30);
    const auto before = at_rest(session);
    session.change({.path = "model.competition.appeal", .value = "-3", .world = before->worlds[1].id});
    session.go_to(55);
    const auto scene = at_rest(session);
    CHECK_FALSE(scene->notice.is_error);
    const auto expected = changed_market(scenario, dear, 30, 55);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK(testing::same(*scene->worlds[i].days, expected[i]));
        CHECK(scene->worlds[i].scenario->scenario.models[1].competition.appeal == -3.0);
        CHECK(scene->worlds[i].scenario->scenario.models[0].competition.appeal == 0.0);
    }
    // Its own path to the platform it belongs to, the whole path to the others.
    REQUIRE(scene->worlds[1].script->changes().size() == 1);
    CHECK(scene->worlds[1].script->changes()[0].path == "model.competition.appeal");
    CHECK(scene->worlds[0].script->changes()[0].path == "models.Nothing.competition.appeal");
    ChangeMarks marks;
    const std::vector<ChangeMark> all = marks.of(scene->worlds);
    REQUIRE(all.size() == 1);
    CHECK(all[0].worlds == std::vector<std::size_t>{1});
    // What a platform is not, others win.
    const auto market = markets_of(scene->worlds).front();
    CHECK(share_of_orders(market, 1) <
          0.8 * last_of(before->worlds[1], markets_of(before->worlds).front(), "share of orders"));
    session.undo();
    const auto undone = at_rest(session);
    CHECK(shows_competition(*undone, 0, scenario));
}

TEST_CASE("what platforms share is changed once for all of them, whichever was named") {
    const Scenario scenario = three_platforms();
    Scenario other = scenario;
    other.market.platforms.compare_shops = 1.0;
    for (const bool names_one : {false, true}) {
        Session session({file_of(scenario)}, competing());
        session.go_to(25);
        const auto before = at_rest(session);
        LeverChange change{.path = "market.platforms.compare_shops", .value = "1"};
        if (names_one) change.world = before->worlds[2].id;
        session.change(change);
        session.go_to(50);
        const auto scene = at_rest(session);
        const auto expected = changed_market(scenario, other, 25, 50);
        for (std::size_t i = 0; i < 3; ++i) CHECK(testing::same(*scene->worlds[i].days, expected[i]));
        CHECK(scene->worlds[0].script->changes().size() == 1);
    }
    // A lever of models without a platform named moves all of them.
    Session session({file_of(scenario)}, competing());
    session.change({.path = "model.revenue.commission", .value = "0.2", .when = When::FromDay0});
    const auto scene = at_rest(session);
    for (const ModelSpec& model : scene->worlds[0].scenario->scenario.models) CHECK(model.revenue.commission == 0.2);
    CHECK(levers_of_worlds(scene->worlds).changed.at("model.revenue.commission") == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a second future of a market has all of its platforms, and goes its own way from today on") {
    const Scenario scenario = three_platforms();
    Session session({file_of(scenario)}, competing());
    session.go_to(30);
    const auto before = at_rest(session);
    session.branch(before->worlds[1].id,
                   LeverChange{.path = "model.competition.appeal", .value = "2", .world = before->worlds[1].id});
    session.go_to(60);
    const auto scene = at_rest(session);
    REQUIRE(scene->worlds.size() == 6);
    const auto markets = markets_of(scene->worlds);
    REQUIRE(markets.size() == 2);
    CHECK(shows_competition(*scene, 0, scenario));
    Scenario liked = scenario;
    liked.models[1].competition.appeal = 2.0;
    const auto expected = changed_market(scenario, liked, 30, 60);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(testing::same(*markets[1][i].days, expected[i]));
        CHECK(markets[1][i].branch_of == markets[0][i].id);
        CHECK(markets[1][i].branch_day == 30);
    }
    CHECK(share_of_orders(markets[1], 1) > share_of_orders(markets[0], 1));
    CHECK_THROWS_AS(static_cast<void>(scenario_of(scene->worlds)), CannotSave);
    CHECK(scenario_of(markets[1]).scenario.models[1].competition.appeal == 2.0);
    CHECK_FALSE(can_branch(*scene, scene->worlds[0]));  // nine platforms would be too many
    session.branch(scene->worlds[0].id);
    CHECK(at_rest(session)->notice.is_error);
    session.remove(markets[1][2].id);
    CHECK(at_rest(session)->worlds.size() == 3);
}

TEST_CASE("buyers have the colour of the platform on which they last bought") {
    Session session({file_of(three_platforms())}, competing());
    session.go_to(50);
    const auto scene = at_rest(session);
    const std::span<const SeenWorld> market = scene->worlds;
    REQUIRE(market[0].custom != nullptr);
    const std::vector<BuyerCustom>& custom = *market[0].custom;
    double customers = 0.0;
    std::array<std::int64_t, 3> buyers{};
    for (std::uint32_t number = 0; number < custom.size(); ++number) {
        const std::uint8_t on = custom[number].bought_on;
        if (on == kNowhere) continue;
        REQUIRE(on < 3);
        ++buyers[on];
        // An order that met an empty shelf makes nobody a customer.
        const Stage stage = (*market[on].buyers)[number].stage;
        CHECK((stage >= Stage::Considering));
        if (stage >= Stage::Customer) ++customers;
    }
    CHECK(customers > 0.97 * static_cast<double>(buyers[0] + buyers[1] + buyers[2]));
    for (std::size_t p = 0; p < 3; ++p) {
        CAPTURE(p);
        CHECK(buyers[p] > 0);
    }
    const std::array<Colour, 3> colours{Colour{200, 0, 0}, Colour{0, 200, 0}, Colour{0, 0, 200}};
    PictureOptions options{.buyers_by = BuyersBy::Platform};
    const Picture picture = make_picture_of_people(market, colours, options, 1.5);
    const auto counts = count_custom(market[0]);
    std::size_t drawn = 0;
    for (const std::int64_t count : counts) drawn += static_cast<std::size_t>(count);
    CHECK(picture.dots.size() == drawn);
    for (std::size_t p = 0; p < 3; ++p) {
        const auto have = [&](const Dot& dot) { return dot.colour == colours[p]; };
        CHECK(std::count_if(picture.dots.begin(), picture.dots.end(), have) == counts[p]);
    }
    // Those who left all they knew are pale, and not counted with the platform.
    CHECK(counts[kLeftAll] > 0);
    for (const Dot& dot : picture.dots) {
        if (!custom[dot.number].has_left) continue;
        for (const Colour& colour : colours) CHECK_FALSE(dot.colour == colour);
    }
    // Sellers of all platforms, in their colours.
    std::array<std::size_t, 3> discs{};
    for (const Disc& disc : picture.discs) {
        REQUIRE(disc.platform < 3);
        CHECK(disc.colour == colours[disc.platform]);
        ++discs[disc.platform];
    }
    CHECK(discs[0] > 0);
    CHECK(discs[2] > 0);
    options.custom[1] = false;
    const Picture without = make_picture_of_people(market, colours, options, 1.5);
    CHECK(without.dots.size() + static_cast<std::size_t>(counts[1]) == picture.dots.size());
    CHECK(
        std::none_of(without.discs.begin(), without.discs.end(), [](const Disc& disc) { return disc.platform == 1; }));
}

TEST_CASE("shares of a market add up to one, and a world apart has none") {
    Session session({file_of(three_platforms())}, competing());
    session.go_to(50);
    const auto scene = at_rest(session);
    for (const char* measure : {"share of orders", "share of sales", "share of customers"}) {
        double sum = 0.0;
        for (const SeenWorld& world : scene->worlds) sum += last_of(world, scene->worlds, measure);
        CHECK(sum == doctest::Approx(1.0));
    }
    double sum = 0.0, orders = 0.0;
    for (std::size_t d = 43; d < 50; ++d)
        for (const SeenWorld& world : scene->worlds) {
            const auto count = static_cast<double>((*world.days)[d].counts[static_cast<std::size_t>(Count::Orders)]);
            sum += count;
            if (&world == &scene->worlds[0]) orders += count;
        }
    CHECK(share_of_orders(scene->worlds, 0) == doctest::Approx(orders / sum));
    const auto alone = values_of(find_chart_measure("share of orders"), *scene->worlds[0].days, 7, 0);
    CHECK(std::all_of(alone.begin(), alone.end(), [](double value) { return std::isnan(value); }));
}

TEST_CASE("a buyer's story tells on which platform each visit was") {
    Session session({file_of(three_platforms())}, competing());
    session.go_to(50);
    const auto scene = at_rest(session);
    std::vector<StoryWorld> worlds;
    for (const SeenWorld& world : scene->worlds) worlds.push_back({world.id, world.name, world.script});
    // A customer of two platforms.
    std::uint32_t buyer = 0;
    const auto buys = [&](std::size_t world) {
        const Stage stage = (*scene->worlds[world].buyers)[buyer].stage;
        return stage == Stage::Repeat || stage == Stage::Customer;
    };
    while (buyer + 1 < scene->worlds[0].buyers->size() && !(buys(0) && buys(1))) ++buyer;
    REQUIRE(buys(0));
    REQUIRE(buys(1));
    BackgroundStory background(Teller::Buyer, buyer, worlds, 50);
    background.wait();
    const auto story = background.so_far();
    CHECK(story->problem.empty());
    for (std::size_t w = 0; w < 2; ++w) {
        const auto& lines = story->worlds[w].lines;
        CHECK(std::any_of(lines.begin(), lines.end(),
                          [](const StoryLine& line) { return line.event.what == Happening::Ordered; }));
        CHECK(story->worlds[w].buyer.orders > 0);
    }
    // Platforms of one market are no futures of each other.
    CHECK_FALSE(story->parts_on.has_value());
    CHECK(std::none_of(story->is_compared.begin(), story->is_compared.end(), [](bool is) { return is; }));
}

TEST_CASE("the difference of two platforms of a market is that of one world in each replication") {
    const Scenario scenario = three_platforms();
    Session session({file_of(scenario)}, competing());
    const auto scene = at_rest(session);
    BackgroundDifference background(scene->worlds[0].script, scene->worlds[1].script, 20, 2);
    while (!background.is_over()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto days = background.so_far();
    REQUIRE(days->done() == 2);
    Scenario short_one = scenario;
    short_one.days = 20;
    for (std::int64_t replication = 0; replication < 2; ++replication) {
        const auto results = run_competition(short_one, kAll, replication);
        CHECK(testing::same(*days->first[static_cast<std::size_t>(replication)], results[0].days));
        CHECK(testing::same(*days->second[static_cast<std::size_t>(replication)], results[1].days));
    }
}

TEST_CASE("a platform that opens after the last day of a run has a result of nothing") {
    Scenario early = three_platforms();
    early.days = 10;
    const std::vector<RunResult> results = run_competition(early, kAll, 0);
    REQUIRE(results.size() == 3);
    for (const DayRow& day : results[2].days) CHECK(day.counts[static_cast<std::size_t>(Count::Orders)] == 0);
    Session session({file_of(early)}, competing());
    session.to_the_end();
    CHECK(shows_competition(*at_rest(session), 0, early));
}

TEST_CASE("models that cannot share a market, and two files at once, are refused with a sentence") {
    const auto file = file_of(three_platforms());
    CHECK_THROWS_AS(Session({file, file}, competing()), NotComparable);
    Scenario reads = three_platforms();
    reads.models[1].matching.kind = MatchingKind::Feed;
    reads.models[1].supply.kind = SupplyKind::Own;
    reads.models[1].fulfilment.kind = FulfilmentKind::Digital;
    CHECK_THROWS_AS(Session({file_of(reads)}, competing()), NotComparable);
}
