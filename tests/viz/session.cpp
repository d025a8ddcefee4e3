// What the window shows is what the market is: after any way of coming to a day, it is what a plain run has on that
// day.
#include "viz/session.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "scenarios/write.h"
#include "sim/world/snapshot.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

std::shared_ptr<const LoadedScenario> loaded(const Scenario& scenario) {
    return std::make_shared<const LoadedScenario>(load_scenario_text(write_text(scenario)));
}

/// Two models in one lively market of a hundred days.
Scenario two_models() {
    Scenario s = lively_market();
    s.days = 100;
    s.market.buyers = 1500;
    s.models.push_back(s.models[0]);
    s.models[0].name = "Escrow";
    s.models[1].name = "Nothing";
    s.models[1].protection.kind = ProtectionKind::None;
    validate(s);
    return s;
}

/// As a plain run has it that ends after so many days.
RunResult run_of(Scenario scenario, std::size_t model, std::int64_t days) {
    scenario.days = days;
    return run(scenario, model);
}

bool same(const SeenWorld& a, const SeenWorld& b) {
    return testing::same(*a.days, *b.days) && testing::same(a.key_figures, b.key_figures);
}
bool shows(const SeenWorld& world, const RunResult& run) {
    return testing::same(*world.days, run.days) && testing::same(world.key_figures, run.kpis);
}

std::shared_ptr<const Scene> settled(const Session& session) {
    session.wait_until_settled();
    return session.scene();
}

/// Days of a market that is changed after `day` days: what the session must show.
std::vector<DayRow> changed_by_hand(const Scenario& before, const Scenario& after, std::int64_t day, std::int64_t end) {
    World market(before, 0, 0, 1);
    while (market.day() < day) market.step();
    const auto copy = copy_of(market, after, 0, 1);
    while (copy->day() < end) copy->step();
    return copy->platform().days;
}

}  // namespace

TEST_CASE("the session opens on day 0 with a world for each model") {
    Session session({loaded(two_models())});
    const auto scene = settled(session);
    REQUIRE(scene->worlds.size() == 2);
    CHECK(scene->worlds[0].name == "Escrow");
    CHECK(scene->worlds[1].name == "Nothing");
    CHECK(scene->worlds[0].model == 0);
    CHECK(scene->worlds[1].model == 1);
    CHECK(scene->day == 0);
    CHECK(scene->last_day == 100);
    CHECK_FALSE(scene->running);
    CHECK(scene->worlds[0].days->empty());
    CHECK(scene->worlds[0].key_figures.empty());
    CHECK(scene->worlds[0].surroundings->regions.size() == 3);
}

TEST_CASE("moving one share of a list lets the others give way, in the market too") {
    Session session({loaded(two_models())});
    static_cast<void>(settled(session));
    const auto shares = [](const Scene& scene) { return scene.worlds[0].scenario->scenario.market.regions; };
    const auto before = shares(*session.scene());
    REQUIRE(before.size() == 3);
    const std::string path = "market.regions." + before[0].name + ".share";
    session.change({.path = path, .value = "0.8", .when = When::FromDay0});
    const auto scene = settled(session);
    CHECK_FALSE(scene->notice.is_error);
    const auto after = shares(*scene);
    CHECK(after[0].share == doctest::Approx(0.8));
    CHECK(after[1].share == doctest::Approx(before[1].share * 0.2 / (1.0 - before[0].share)));
    CHECK(after[1].share + after[2].share == doctest::Approx(0.2));
    session.undo();
    CHECK(shares(*settled(session))[0].share == before[0].share);
}

TEST_CASE("scenarios of other regions stand side by side, each in its own; money of two kinds does not") {
    Scenario other = two_models();
    other.name = "Elsewhere";
    other.market.regions = {{}};
    other.market.regions[0].name = "Only";
    Session session({loaded(two_models()), loaded(other)});
    const auto scene = settled(session);
    REQUIRE(scene->worlds.size() == 4);
    CHECK(scene->worlds[1].surroundings->regions.size() == 3);
    REQUIRE(scene->worlds[2].surroundings->regions.size() == 1);
    CHECK(scene->worlds[2].surroundings->regions[0].name == "Only");
    CHECK(scene->title == two_models().name + " · Elsewhere");
    other.currency = "USD";
    CHECK_THROWS_AS(Session({loaded(two_models()), loaded(other)}), NotComparable);
    other.currency = two_models().currency;
    other.start_date = "2020-02-01";
    CHECK_THROWS_AS(Session({loaded(two_models()), loaded(other)}), NotComparable);
}

TEST_CASE("after so many days the session shows what a run of the same scenario has") {
    const Scenario scenario = two_models();
    Session session({loaded(scenario)});
    session.set_speed(kAsFastAsItCan);
    session.one_day();
    CHECK(settled(session)->day == 1);
    session.one_month();
    const auto scene = settled(session);
    CHECK(scene->day == 31);
    for (std::size_t model = 0; model < 2; ++model) CHECK(shows(scene->worlds[model], run_of(scenario, model, 31)));
    session.run();
    const auto end = settled(session);
    CHECK(end->day == 100);
    CHECK_FALSE(end->running);
    for (std::size_t model = 0; model < 2; ++model) CHECK(shows(end->worlds[model], run(scenario, model)));
    session.run();
    CHECK(settled(session)->notice.text.find("is over") != std::string::npos);
}

TEST_CASE("going back and forth comes to exactly what was there, with snapshots and without") {
    const Scenario scenario = two_models();
    for (const std::size_t budget : {std::size_t{1} << 30U, std::size_t{2'000'000}, std::size_t{0}}) {
        CAPTURE(budget);
        Session session({loaded(scenario)}, {.snapshot_bytes = budget});
        session.go_to(70);
        const auto first = settled(session);
        CHECK(first->snapshot_bytes <= budget);
        for (const std::int64_t day : {33, 0, 50, 69, 70}) {
            CAPTURE(day);
            session.go_to(day);
            const auto scene = settled(session);
            CHECK(scene->day == day);
            if (day == 0)
                CHECK(scene->worlds[0].days->empty());
            else
                CHECK(shows(scene->worlds[0], run_of(scenario, 0, day)));
        }
        const auto again = settled(session);
        CHECK(same(again->worlds[0], first->worlds[0]));
        CHECK(same(again->worlds[1], first->worlds[1]));
    }
}

TEST_CASE("a lever moved from now on changes the days after, undone nothing is left of it, and done again it is back") {
    const Scenario before = two_models();
    Scenario after = before;
    after.models[0].revenue.commission = 0.2;
    const std::vector<DayRow> expected = changed_by_hand(before, after, 40, 70);

    Session session({loaded(before)});
    session.go_to(40);
    const std::uint32_t first = settled(session)->worlds[0].id;
    session.change({.path = "models.Escrow.revenue.commission", .value = "0.2", .world = first});
    CHECK(settled(session)->worlds[0].scenario->scenario.models[0].revenue.commission == 0.2);
    CHECK(session.scene()->undo == "models.Escrow.revenue.commission = 0.2");
    session.go_to(70);
    auto scene = settled(session);
    CHECK(testing::same(*scene->worlds[0].days, expected));
    CHECK_FALSE(shows(scene->worlds[0], run_of(before, 0, 70)));
    CHECK(shows(scene->worlds[1], run_of(before, 1, 70)));

    session.go_to(20);
    CHECK(shows(settled(session)->worlds[0], run_of(before, 0, 20)));
    session.go_to(70);
    CHECK(testing::same(*settled(session)->worlds[0].days, expected));

    session.undo();
    scene = settled(session);
    CHECK(scene->day == 70);
    CHECK(shows(scene->worlds[0], run_of(before, 0, 70)));
    CHECK(scene->undo.empty());
    session.redo();
    CHECK(testing::same(*settled(session)->worlds[0].days, expected));
}

TEST_CASE("a change from day 0 gives the market that was begun with it") {
    const Scenario before = two_models();
    Scenario after = before;
    after.models[0].supply.sellers = 60;
    after.models[1].supply.sellers = 60;
    Session session({loaded(before)});
    session.go_to(30);
    session.change({.path = "model.supply.sellers", .value = "60", .when = When::FromDay0});
    const auto scene = settled(session);
    CHECK(scene->day == 30);
    for (std::size_t model = 0; model < 2; ++model) CHECK(shows(scene->worlds[model], run_of(after, model, 30)));
}

TEST_CASE("while a slider is dragged its last value counts, and one undo takes all of the drag back") {
    const Scenario before = two_models();
    Scenario after = before;
    after.market.choice.price = 2.0;
    Session session({loaded(before)});
    session.go_to(10);
    for (const char* value : {"2.9", "2.4", "2.0"})
        session.change({.path = "market.choice.price", .value = value, .drags_on = std::string(value) != "2.9"});
    session.go_to(40);
    CHECK(testing::same(*settled(session)->worlds[0].days, changed_by_hand(before, after, 10, 40)));
    CHECK(settled(session)->worlds[0].script->changes().size() == 1);
    session.undo();
    CHECK(settled(session)->undo.empty());
    CHECK(shows(settled(session)->worlds[0], run_of(before, 0, 40)));
}

TEST_CASE("a branch is its parent until today, and with a lever moved it parts from it tomorrow") {
    const Scenario scenario = two_models();
    Session session({loaded(scenario)});
    session.go_to(37);
    const std::uint32_t parent = settled(session)->worlds[0].id;
    session.branch(parent);
    session.branch(parent, LeverChange{.path = "model.revenue.commission", .value = "0.25"});
    const auto now = settled(session);
    REQUIRE(now->worlds.size() == 4);
    CHECK(now->worlds[2].branch_of == parent);
    CHECK(now->worlds[1].name != now->worlds[2].name);
    session.go_to(80);
    const auto later = settled(session);
    const SeenWorld &original = later->worlds[0], &same_again = later->worlds[1], &changed = later->worlds[2];
    CHECK(same(original, same_again));
    CHECK(shows(original, run_of(scenario, 0, 80)));
    for (std::size_t day = 0; day < 37; ++day) REQUIRE(testing::same((*changed.days)[day], (*original.days)[day]));
    CHECK_FALSE(same(changed, original));

    session.branch(parent);
    CHECK(settled(session)->notice.is_error);  // four worlds are the most
    session.remove(changed.id);
    CHECK(settled(session)->worlds.size() == 3);
    session.undo();
    REQUIRE(settled(session)->worlds.size() == 4);
    CHECK(same(settled(session)->worlds[2], changed));
}

TEST_CASE("scripts share the scenarios before they part, and undo goes back a bounded number of steps") {
    const auto script = std::make_shared<const Script>(loaded(two_models()), 0);
    const auto once = script->with({.day = 5, .path = "market.choice.price", .value = "2"});
    const auto twice = once->with({.day = 9, .path = "market.choice.price", .value = "1"});
    CHECK(twice->scenario_on(0) == script->scenario_on(0));
    CHECK(twice->scenario_on(8) == once->scenario_on(8));
    CHECK(twice->scenario_on(9) != once->scenario_on(9));
    CHECK(twice->scenario_on(9)->scenario.market.choice.price == 1.0);
    CHECK(twice->parts_from(*once) == 9);

    Session session({loaded(two_models())});
    for (int i = 1; i <= 60; ++i) session.change({.path = "model.revenue.buyer_fee", .value = std::to_string(i)});
    for (int i = 0; i < 100; ++i) session.undo();
    const auto scene = settled(session);
    CHECK(scene->undo.empty());
    CHECK(scene->worlds[0].scenario->scenario.models[0].revenue.buyer_fee == Money{10});
    for (int i = 0; i < 100; ++i) session.redo();
    CHECK(settled(session)->worlds[0].scenario->scenario.models[0].revenue.buyer_fee == Money{60});
}

TEST_CASE("another seed gives other random numbers in all worlds") {
    Scenario scenario = two_models();
    Session session({loaded(scenario)});
    session.go_to(10);
    session.set_seed(99);
    CHECK(settled(session)->day == 0);
    CHECK(session.scene()->seed == 99);
    session.go_to(25);
    scenario.seed = 99;
    CHECK(shows(settled(session)->worlds[1], run_of(scenario, 1, 25)));
    for (int i = 0; i < 2; ++i) {
        session.undo();
        CHECK(settled(session)->day == (i == 0 ? 10 : 7));  // where the first seed was left
        CHECK(session.scene()->seed == two_models().seed);
        session.go_to(7);
        session.redo();
        CHECK(settled(session)->day == 0);
    }
}

TEST_CASE("what cannot be done is told in a sentence, and nothing else happens") {
    const Scenario scenario = two_models();
    Session session({loaded(scenario)});
    session.go_to(20);
    const auto refused = [&](LeverChange change) {
        session.change(std::move(change));
        const auto scene = settled(session);
        CHECK(scene->notice.is_error);
        CHECK(scene->undo.empty());
        CHECK(shows(scene->worlds[0], run_of(scenario, 0, 20)));
        return scene->notice.text;
    };
    CHECK(refused({.path = "market.buyers", .value = "3"}).find("cannot change while a market runs") !=
          std::string::npos);
    CHECK(refused({.path = "model.revenue.commission", .value = "7"}).find("from 0 to 1") != std::string::npos);
    CHECK(refused({.path = "model.revenue.comission", .value = "0.1"}).find("commission") != std::string::npos);
    CHECK(refused({.path = "market.choice.price", .value = "1", .world = 77}).find("no longer there") !=
          std::string::npos);
}

TEST_CASE("a market that contradicts itself stops the run with its reason, and can be begun again") {
    std::atomic<bool> breaks = true;
    Session session({loaded(two_models())}, {.before_step = [&](World& market) {
                        if (breaks && market.day() == 5) throw Contradiction("the books do not balance");
                    }});
    session.to_the_end();
    const auto scene = settled(session);
    CHECK_FALSE(scene->running);
    CHECK(scene->notice.is_error);
    CHECK(scene->notice.text.find("the books do not balance") != std::string::npos);
    session.run();
    CHECK(settled(session)->notice.text.find("cannot go on") != std::string::npos);
    breaks = false;
    session.restart();
    session.go_to(9);
    CHECK(shows(settled(session)->worlds[0], run_of(two_models(), 0, 9)));
}

TEST_CASE("a session closes in the middle of a run, within the day") {
    std::atomic<int> days = 0;
    {
        Session session({loaded(two_models())}, {.before_step = [&](World&) { ++days; }});
        session.to_the_end();
        while (days < 3) std::this_thread::yield();
    }
    CHECK(days < 200);
}

TEST_CASE("the picture has every buyer who knows the platform, every seller, and what moved today") {
    const Scenario scenario = two_models();
    Session session({loaded(scenario)});
    session.go_to(30);
    const auto scene = settled(session);
    const SeenWorld& world = scene->worlds[0];
    const DayRow& today = world.days->back();
    const auto state = [&](State s) { return today.states[static_cast<std::size_t>(s)]; };
    const auto count = [&](Count c) { return today.counts[static_cast<std::size_t>(c)]; };
    const auto in_stage = [&](Stage stage) {
        return std::count_if(world.buyers->begin(), world.buyers->end(),
                             [&](const BuyerPoint& b) { return b.stage == stage; });
    };
    CHECK(in_stage(Stage::Aware) == state(State::Aware));
    CHECK(in_stage(Stage::Customer) == state(State::OneOrderCustomers));
    CHECK(in_stage(Stage::Left) == state(State::LeftBuyers));
    CHECK(std::count_if(world.sellers.begin(), world.sellers.end(), [](const SellerPoint& s) { return s.open; }) ==
          state(State::Sellers));
    const auto marks = [&](Mark::Kind kind) {
        return std::count_if(world.marks.begin(), world.marks.end(), [&](const Mark& m) { return m.kind == kind; });
    };
    CHECK(marks(Mark::Kind::Order) == count(Count::Orders));
    CHECK(marks(Mark::Kind::Failure) == count(Count::Failures));
    CHECK(world.failures_today > 0);
    CHECK(marks(Mark::Kind::Parcel) == world.parcels_under_way);
    std::int64_t left = 0;
    for (const LeavingCause& cause : world.causes) {
        left += cause.buyers;
        CHECK_FALSE(cause.name.empty());
        CHECK_FALSE(cause.examples.empty());
    }
    std::int64_t left_by_days = 0;
    for (const DayRow& day : *world.days) left_by_days += day.counts[static_cast<std::size_t>(Count::BuyersLeft)];
    CHECK(left == left_by_days);
    CHECK(std::is_sorted(world.causes.begin(), world.causes.end(),
                         [](const LeavingCause& a, const LeavingCause& b) { return a.buyers > b.buyers; }));
}

TEST_CASE("while days are played again, levers show what was asked for, and the pictures what was there") {
    std::atomic<bool> is_slow = false;
    Session session({loaded(two_models())}, {.before_step = [&](World&) {
                        if (is_slow) std::this_thread::sleep_for(std::chrono::milliseconds(50));
                    }});
    session.go_to(60);
    CHECK(settled(session)->commands == session.commands());
    is_slow = true;
    session.change({.path = "model.revenue.commission", .value = "0.37", .when = When::FromDay0});
    std::shared_ptr<const Scene> scene = session.scene();
    while (scene->commands < session.commands()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        scene = session.scene();
    }
    is_slow = false;
    REQUIRE(scene->caught_up < 1.0);
    CHECK(scene->day == 60);
    for (const SeenWorld& world : scene->worlds) {
        CHECK(world.scenario->scenario.models[world.model].revenue.commission != 0.37);
        CHECK(world.wanted->scenario.models[world.model].revenue.commission == 0.37);
    }
    for (const SeenWorld& world : settled(session)->worlds) CHECK(world.wanted == world.scenario);
}

TEST_CASE("each world is changed to a value of its own in one step, and all of it is undone at once") {
    Session session({loaded(two_models())});
    const auto worlds = settled(session)->worlds;
    session.change_each({{.path = "model.revenue.commission", .value = "0.2", .world = worlds[0].id},
                         {.path = "model.revenue.commission", .value = "0.3", .world = worlds[1].id}});
    const auto commission = [&](std::size_t world) {
        return settled(session)->worlds[world].scenario->scenario.models[world].revenue.commission;
    };
    CHECK(commission(0) == 0.2);
    CHECK(commission(1) == 0.3);
    session.undo();
    CHECK(commission(0) == worlds[0].scenario->scenario.models[0].revenue.commission);
    CHECK(commission(1) == worlds[1].scenario->scenario.models[1].revenue.commission);
    // What is wrong with one of them leaves the others as they were.
    session.change_each({{.path = "model.revenue.commission", .value = "0.2", .world = worlds[0].id},
                         {.path = "model.revenue.commission", .value = "7", .world = worlds[1].id}});
    CHECK(settled(session)->notice.is_error);
    CHECK(commission(0) == worlds[0].scenario->scenario.models[0].revenue.commission);
}

TEST_CASE("the worlds are begun anew as they were opened, and that is undone like any change") {
    Session session({loaded(two_models())});
    session.go_to(20);
    const auto opened = settled(session);
    session.change({.path = "model.revenue.commission", .value = "0.4"});
    session.branch(opened->worlds[0].id);
    session.remove(opened->worlds[1].id);
    session.go_to(30);
    const auto changed = settled(session);
    session.begin_anew();
    const auto again = settled(session);
    CHECK(again->day == 0);
    REQUIRE(again->worlds.size() == 2);
    for (std::size_t w = 0; w < 2; ++w) CHECK(again->worlds[w].script->changes().empty());
    session.undo();
    const auto back = settled(session);
    CHECK(back->day == 30);
    REQUIRE(back->worlds.size() == changed->worlds.size());
    for (std::size_t w = 0; w < back->worlds.size(); ++w) CHECK(same(back->worlds[w], changed->worlds[w]));
}
