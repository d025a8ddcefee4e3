// Several platforms in one world: what must not change by a byte, and who goes where.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/applies.h"
#include "sim/counts/key_figures.h"
#include "sim/world/compete.h"
#include "sim/world/run.h"
#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// A marketplace and an own store with everything on, and a second marketplace with other terms.
Scenario three_platforms() {
    Scenario s = lively_market(SupplyKind::Sellers);
    s.days = 80;
    s.market.platforms.compare_shops = 0.4;
    s.market.platforms.network = 0.3;
    ProgrammesSpec& programmes = s.models[0].programmes;
    programmes.thank_you.extra_wish = 0.5;
    programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    programmes.win_back = {.on = true, .after_days = 10, .response = 0.5};
    s.models[0].name = "First";
    s.models.push_back(s.models[0]);
    s.models[1].name = "Store";
    s.models[1].supply.kind = SupplyKind::Own;
    s.models.push_back(s.models[0]);
    s.models[2].name = "Second";
    s.models[2].revenue.commission = 0.02;
    s.models[2].competition = {.appeal = 0.2, .share = 2.0, .initially_aware = 0.5};
    validate(s);
    return s;
}

std::vector<RunResult> compete(const Scenario& s, std::vector<std::size_t> models, int threads = 1) {
    RunOptions options;
    options.threads = threads;
    options.orders_sample = 1.0;
    return run_competition(s, models, 0, options);
}

/// Without what is told of platforms that compete alone: the rest is what a world of one platform tells.
RunResult of_itself(RunResult result) {
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi)
        if (is_of_competition(kpi_info(kpi).name)) result.kpis[kpi] = kNoValue;
    std::erase_if(result.tables, [](const Table& table) {
        return table.file == "shares" || table.file == "flows" || table.file == "multihoming" ||
               table.file == "duplication";
    });
    return result;
}

std::int64_t sum_of(const RunResult& result, Count which) {
    return std::accumulate(
        result.days.begin(), result.days.end(), std::int64_t{0},
        [which](std::int64_t sum, const DayRow& day) { return sum + day.counts[static_cast<std::size_t>(which)]; });
}

}  // namespace

TEST_CASE("a world with one platform has the bytes of run") {
    const Scenario s = three_platforms();
    RunOptions options;
    options.orders_sample = 1.0;
    const std::vector<RunResult> alone = compete(s, {0});
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].tables.size() > of_itself(alone[0]).tables.size());
    const RunResult run_alone = run_market(s, 0, 0, options);
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        INFO(kpi_info(kpi).name);
        CHECK(same(of_itself(alone[0]).kpis[kpi], run_alone.kpis[kpi]));
    }
    CHECK(same(of_itself(alone[0]), run_alone));
}

TEST_CASE("a platform that nobody knows changes no byte of the others, wherever it stands") {
    Scenario s = three_platforms();
    // Nobody ever hears of the last one: there is no advertising in it, and no other way to hear of a platform.
    s.market.awareness.innovation_per_year = s.market.awareness.imitation_per_year = 0.0;
    // Nor do the others' sellers list there, which would cost them something.
    s.market.platforms.seller_overlap = 0.0;
    s.market.platforms.listing_costs = {1'000'000'000};
    s.market.platforms.listing_noise = {0};
    for (const std::size_t unknown : {std::size_t{2}, std::size_t{1}}) {
        Scenario of = s;
        of.models[unknown].competition.initially_aware = 0.0;
        const std::size_t known = 3 - unknown;
        const std::vector<RunResult> with = compete(of, {0, 1, 2});
        const std::vector<RunResult> without = compete(of, {0, known});
        CHECK(sum_of(with[unknown], Count::Visits) == 0);
        CHECK(sum_of(with[0], Count::Orders) > 1000);
        CHECK(same(of_itself(with[0]), of_itself(without[0])));
        CHECK(same(of_itself(with[known]), of_itself(without[1])));
    }
}

TEST_CASE("results of a competition do not depend on threads, and a copy goes on as its original") {
    const Scenario s = three_platforms();
    const std::vector<RunResult> one = compete(s, {0, 1, 2});
    const std::vector<RunResult> three = compete(s, {0, 1, 2}, 3);
    for (std::size_t i = 0; i < one.size(); ++i) CHECK(same(one[i], three[i]));

    const std::vector<std::size_t> all{0, 1, 2};
    World original(s, all, 0, 2);
    while (original.day() < 33) original.step();
    const std::unique_ptr<World> copy = copy_of(original, s, 0, 1);
    CHECK(state_hash(*copy) == state_hash(original));
    while (original.day() < s.days) original.step();
    while (copy->day() < s.days) copy->step();
    CHECK(state_hash(*copy) == state_hash(original));
    REQUIRE(copy->platforms.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(same(result_of(*copy->platforms[i], true), result_of(*original.platforms[i], true)));
}

TEST_CASE("wishes arise alike however many platforms there are, and each goes to one of them") {
    Scenario s = three_platforms();
    // Everybody knows all and nobody leaves, so that every wish is a visit somewhere.
    s.market.awareness.initially_aware = 1.0;
    s.models[2].competition.initially_aware = -1.0;
    s.market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
    s.market.voice.exit_rate = 0.0;
    s.market.platforms.compare_shops = 0.0;
    for (ModelSpec& model : s.models) model.programmes = {};
    validate(s);
    std::int64_t visits = 0;
    for (const RunResult& result : compete(s, {0, 1, 2})) visits += sum_of(result, Count::Visits);
    CHECK(std::fabs(static_cast<double>(visits) / static_cast<double>(sum_of(compete(s, {1})[0], Count::Visits)) -
                    1.0) < 0.01);  // a wish that follows an order on its day waits for the morrow
}

TEST_CASE("orders by where their buyers come from add up to all orders") {
    const Scenario s = three_platforms();
    const std::vector<std::size_t> all{0, 1, 2};
    World world(s, all, 0, 1);
    while (world.day() < s.days) world.step();
    for (std::size_t p = 0; p < 3; ++p) {
        const Arrivals& arrivals = world.platforms[p]->threads[0].counts.arrivals;
        REQUIRE(arrivals.origins == 4);
        const std::int64_t sum = std::accumulate(arrivals.orders.begin(), arrivals.orders.end(), std::int64_t{0});
        CHECK(sum == world.platforms[p]->total.counts[static_cast<std::size_t>(Count::Orders)]);
        std::int64_t from_others = 0;
        for (std::size_t i = 0; i < arrivals.orders.size(); ++i)
            if (i % 4 != 3 && i % 4 != p) from_others += arrivals.orders[i];
        CHECK(from_others > 50);
    }
}

TEST_CASE("who leaves one platform stays with another") {
    Scenario s = three_platforms();
    s.market.leaving = {.alpha = 1.0, .beta = 3.0};
    validate(s);
    const std::vector<std::size_t> all{0, 1, 2};
    World world(s, all, 0, 1);
    while (world.day() < 50) world.step();
    std::int64_t left_one = 0, left_one_and_ordered_later = 0;
    for (const Block& block : world.blocks)
        for (std::uint32_t b = block.first; b < block.first + block.count; ++b) {
            const Relationship& first = world.platforms[0]->relationships[b];
            if (first.stage != Stage::Left) continue;
            ++left_one;
            for (std::size_t p = 1; p < 3; ++p) {
                const Relationship& other = world.platforms[p]->relationships[b];
                if (other.orders > 0 && other.last_order_day > first.last_order_day) {
                    ++left_one_and_ordered_later;
                    break;
                }
            }
        }
    CHECK(left_one > 200);
    CHECK(left_one_and_ordered_later > left_one / 5);
}

TEST_CASE("a platform that opens later changes nothing before, and takes buyers after") {
    Scenario s = three_platforms();
    s.models[2].competition.opens_on = 30;
    validate(s);
    const std::vector<RunResult> with = compete(s, {0, 1, 2}), without = compete(s, {0, 1});
    const auto orders = [](const RunResult& r, std::int64_t from, std::int64_t to) {
        std::int64_t sum = 0;
        for (std::int64_t day = from; day < to; ++day)
            sum += r.days[static_cast<std::size_t>(day)].counts[static_cast<std::size_t>(Count::Orders)];
        return sum;
    };
    for (const std::size_t p : {std::size_t{0}, std::size_t{1}}) {
        for (std::size_t day = 0; day < 30; ++day) CHECK(with[p].days[day].counts == without[p].days[day].counts);
        CHECK(orders(with[p], 30, 56) < orders(without[p], 30, 56));
    }
    CHECK(with[2].days.size() == 80);
    CHECK(orders(with[2], 0, 30) == 0);
    CHECK(orders(with[2], 30, 56) > 300);
    for (std::size_t day = 0; day < 30; ++day) {
        CHECK(with[2].days[day].states[static_cast<std::size_t>(State::Unaware)] == s.market.buyers);
        CHECK(with[2].days[day].counts[static_cast<std::size_t>(Count::FixedCost)] == 0);
    }
}

TEST_CASE("couriers carry the parcels of all platforms") {
    Scenario s = three_platforms();
    for (CourierSpec& courier : s.market.couriers) courier.capacity_per_day = 45.0;
    validate(s);
    const auto waited = [](const RunResult& r) { return sum_of(r, Count::CourierWaitDays); };
    const std::vector<RunResult> with = compete(s, {0, 1, 2});
    const std::vector<RunResult> alone = compete(s, {0});
    const auto of = [&](const RunResult& r) {
        return static_cast<double>(waited(r)) / static_cast<double>(sum_of(r, Count::Orders));
    };
    for (const RunResult& r : with) CHECK(of(r) > 0.1);
    for (std::size_t day = 0; day < 80; ++day) {
        const auto backlog = [day](const RunResult& r) {
            return r.days[day].states[static_cast<std::size_t>(State::CourierBacklog)];
        };
        CHECK(backlog(with[0]) == backlog(with[1]));
        CHECK(backlog(with[0]) == backlog(with[2]));
    }
    CHECK(of(alone[0]) > 0.0);
}

TEST_CASE("what cannot compete says why") {
    Scenario s = three_platforms();
    CHECK(what_forbids_competing(s, {0, 1, 2}).empty());
    s.models[1].matching.kind = MatchingKind::Feed;
    CHECK(what_forbids_competing(s, {0, 1, 2}).size() == 1);
    CHECK(what_forbids_competing(s, {0, 2}).empty());
    s.models[1].matching.kind = MatchingKind::Booking;
    CHECK(what_forbids_competing(s, {0, 1, 2}).size() == 1);
    CHECK(what_forbids_competing(s, {1}).empty());
    s.models.resize(17, s.models[0]);
    CHECK(what_forbids_competing(s, {0, 2}).size() == 1);
}

TEST_CASE("a further platform takes 48 bytes a buyer, beside what is under way") {
    Scenario s = three_platforms();
    s.market.buyers = 2'000'000;
    s.market.sized_for = 2000;
    s.market.wishes.rate_per_day = 0.0;
    for (ModelSpec& model : s.models) model.supply.sellers = 1;
    validate(s);
    const auto bytes_of = [&](std::vector<std::size_t> models) {
        return static_cast<double>(World(s, models, 0, 1).bytes());
    };
    CHECK((bytes_of({0, 2}) - bytes_of({0})) / static_cast<double>(s.market.buyers) < 49.0);
}

TEST_CASE("a platform that opens later finds the couriers' lines as they are") {
    Scenario s = three_platforms();
    for (CourierSpec& courier : s.market.couriers) courier.capacity_per_day = 30.0;
    s.models[2].competition.opens_on = 30;
    validate(s);
    const std::vector<RunResult> with = compete(s, {0, 1, 2});
    const auto backlog = [](const RunResult& r, std::size_t day) {
        return r.days[day].states[static_cast<std::size_t>(State::CourierBacklog)];
    };
    CHECK(backlog(with[0], 29) > 100);
    for (std::size_t day = 30; day < 80; ++day) CHECK(backlog(with[2], day) == backlog(with[0], day));
}

TEST_CASE("where nothing is beside platforms, a single one is weighed against it as well") {
    Scenario s = three_platforms();
    s.market.platforms.nothing = PlatformNest::Beside;
    s.market.awareness.innovation_per_year = s.market.awareness.imitation_per_year = 0.0;
    s.market.platforms.seller_overlap = 0.0;
    s.market.platforms.listing_costs = {1'000'000'000};
    s.market.platforms.listing_noise = {0};
    s.models[2].competition.initially_aware = 0.0;
    validate(s);
    const std::vector<RunResult> alone = compete(s, {0}), beside_unknown = compete(s, {0, 2});
    CHECK(same(of_itself(alone[0]), of_itself(beside_unknown[0])));
    // Whoever comes chooses, and fewer come than where they look first.
    const auto chosen = [](const RunResult& r) {
        return static_cast<double>(sum_of(r, Count::NothingChosen)) / static_cast<double>(sum_of(r, Count::Visits));
    };
    s.market.platforms.nothing = PlatformNest::Within;
    const std::vector<RunResult> within = compete(s, {0});
    CHECK(chosen(alone[0]) < 0.25 * chosen(within[0]));
    CHECK(sum_of(alone[0], Count::Visits) < sum_of(within[0], Count::Visits));
}

TEST_CASE("who takes no plan of a subscription still has its wish, and goes to the shop") {
    // Nobody pays this much for a plan, and half of all wishes ask the subscription first.
    const Scenario s = load_scenario_text(R"({"name": "Beside", "extends": "presets/indonesia.json", "days": 60,
        "market": {"buyers": 5000, "awareness": {"initially_aware": 1}, "wishes": {"rate_per_day": 0.05},
                   "platforms": {"compare_shops": 0}},
        "models": [{"name": "Store", "extends": "presets/online_store.json"},
                   {"name": "Films", "extends": "presets/subscription.json",
                    "subscription": {"trial_days": 0, "plans": [{"name": "gold", "price": 1000000000}]}}]})")
                           .scenario;
    const std::vector<RunResult> both = compete(s, {0, 1});
    const std::vector<RunResult> alone = compete(s, {0});
    CHECK(sum_of(both[1], Count::Visits) > 1000);
    CHECK(sum_of(both[1], Count::Orders) == 0);
    const auto orders = static_cast<double>(sum_of(alone[0], Count::Orders));
    CHECK(orders > 3000.0);
    CHECK(static_cast<double>(sum_of(both[0], Count::Orders)) == doctest::Approx(orders).epsilon(0.05));
}
