// Platforms that compete, held against worlds without some of them.
#include "sim/experiments/arms.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>

#include "sim/counts/measures.h"
#include "tests/sim/experiments/market_laboratory.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

Scenario platforms_named(const std::vector<std::string>& names) {
    Scenario scenario;
    for (const std::string& name : names) scenario.models.emplace_back().name = name;
    return scenario;
}

std::vector<std::string> names_of(const Arms& arms) {
    std::vector<std::string> names;
    for (const Arm& arm : arms.arms) names.push_back(arm.name);
    return names;
}

/// Each result tells its world, its platform and its replication.
ReplicateOptions told_by_number(const Arms& arms, std::atomic<int>* runs = nullptr) {
    ReplicateOptions options;
    run_arms(options, arms.scenario, arms);
    options.run_group = [&arms, runs](std::size_t world, std::int64_t replication, const RunOptions&) {
        if (runs != nullptr) ++*runs;
        std::vector<RunResult> results;
        for (const std::size_t model : arms.worlds[world].models)
            results.emplace_back().kpis = {static_cast<double>(world), static_cast<double>(model),
                                           static_cast<double>(replication)};
        return results;
    };
    return options;
}

}  // namespace

TEST_CASE("arms are called by their platform and by who is missing, and no two alike") {
    using Names = std::vector<std::string>;
    CHECK(names_of(arms_without(platforms_named({"A", "B"}), {0, 1}, {0, 1})) == Names{"A", "B", "B alone", "A alone"});
    CHECK(names_of(arms_without(platforms_named({"A", "B", "C"}), {0, 1, 2}, {1})) ==
          Names{"A", "B", "C", "A without B", "C without B"});
    CHECK(names_of(arms_alone(platforms_named({"A", "B", "C"}), {0, 1, 2})) ==
          Names{"A", "B", "C", "A alone", "B alone", "C alone"});
    CHECK(names_of(arms_without(platforms_named({"A", "A alone"}), {0, 1}, {1})) == Names{"A", "A alone", "A alone'"});
    const Arms arms = arms_without(platforms_named({"A", "B", "C"}), {0, 2}, {0, 2});
    CHECK(arms.arms_of_model(2) == std::vector<std::size_t>{1, 2});
    CHECK(arms.arm_of(0, 2) == 3);
    for (const ModelSpec& model : arms.scenario.models) CHECK(model.competes);
}

TEST_CASE("a world is run once and leaves a result for each of its platforms, in one order") {
    const Arms arms = arms_without(platforms_named({"A", "B", "C"}), {0, 1, 2}, {0, 2});
    for (const int parallel : {1, 4}) {
        std::atomic<int> runs = 0;
        ReplicateOptions options = told_by_number(arms, &runs);
        options.cores = {.parallel_runs = parallel, .threads_per_run = 1};
        std::vector<std::size_t> seen;
        options.sink = [&](RunResult&& result) { seen.push_back(result.model); };
        Scenario scenario = arms.scenario;
        scenario.replications = 5;
        const KeyFigures figures = replicate(scenario, options);
        CHECK(runs == 3 * 5);
        REQUIRE(seen.size() == 7 * 5);
        for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == i % 7);
        for (std::size_t arm = 0; arm < arms.arms.size(); ++arm) {
            CHECK(figures.at(arm, 3, 0) == static_cast<double>(arms.arms[arm].world));
            CHECK(figures.at(arm, 3, 1) == static_cast<double>(arms.arms[arm].model));
            CHECK(figures.at(arm, 3, 2) == 3.0);
        }
        const KeyFigures some = figures_of_arms(figures, {6, 0});
        CHECK(some.at(0, 4, 1) == figures.at(6, 4, 1));
        CHECK(some.at(1, 4, 0) == figures.at(0, 4, 0));
    }
}

TEST_CASE("a world of which a part is known is run again, and only the rest of it handed on") {
    const Arms arms = arms_without(platforms_named({"A", "B", "C"}), {0, 1, 2}, {0, 2});
    Scenario scenario = arms.scenario;
    scenario.replications = 3;
    const KeyFigures whole = replicate(scenario, told_by_number(arms));
    for (std::size_t known = 0; known <= 7 * 3; ++known) {
        CAPTURE(known);
        std::atomic<int> runs = 0;
        ReplicateOptions options = told_by_number(arms, &runs);
        for (std::size_t result = 0; result < known; ++result)
            options.known.push_back({whole.at(result % 7, static_cast<std::int64_t>(result / 7), 0),
                                     whole.at(result % 7, static_cast<std::int64_t>(result / 7), 1),
                                     whole.at(result % 7, static_cast<std::int64_t>(result / 7), 2)});
        std::size_t handed_on = 0;
        options.sink = [&](RunResult&& result) { CHECK(result.model == (known + handed_on++) % 7); };
        CHECK(replicate(scenario, options).values == whole.values);
        CHECK(handed_on == 7 * 3 - known);
        const std::size_t in_last = known % 7;  // worlds of 3, 2 and 2 platforms
        const std::size_t known_worlds = known / 7 * 3 + (in_last >= 5 ? 2 : in_last >= 3 ? 1 : 0);
        CHECK(static_cast<std::size_t>(runs) == 9 - known_worlds);
    }
}

TEST_CASE("what a platform has is what others have lost to it and what is new, to the unit") {
    Scenario scenario = lively_market();
    scenario.days = 40;
    scenario.replications = 3;
    scenario.market.buyers = 800;
    scenario.models.resize(3, scenario.models.front());
    for (std::size_t i = 0; i < 3; ++i) scenario.models[i].name = std::string(1, static_cast<char>('A' + i));
    scenario.models[2].competition.appeal = 0.7;
    const Arms arms = arms_without(scenario, {0, 1, 2}, {0, 1, 2});
    ReplicateOptions options;
    run_arms(options, scenario, arms);
    options.tables = false;
    const KeyFigures figures = replicate(scenario, options);
    const std::size_t orders = find_kpi("orders");
    const std::vector<Gain> gains = gains_of(arms, figures, {orders, find_kpi("customers")});
    CHECK(gains.size() == 3 * 2 * 4);
    for (const Gain& all : gains) {
        if (all.from != Gain::From::All) continue;
        double sum = 0.0;
        for (const Gain& part : gains)
            if (part.world == all.world && part.kpi == all.kpi && part.from != Gain::From::All) sum += part.mean;
        CHECK(sum == Approx(all.mean));
        CHECK(all.mean > 0.0);
        CHECK(all.share == 1.0);
    }
    // What is new is by how much more all platforms sell together.
    for (const Gain& fresh : gains) {
        if (fresh.from != Gain::From::New || fresh.kpi != orders) continue;
        double with = 0.0, without = 0.0;
        for (const std::size_t model : arms.worlds[0].models)
            with += mean(figures.series(arms.arm_of(model, 0), orders));
        for (const std::size_t model : arms.worlds[fresh.world].models)
            without += mean(figures.series(arms.arm_of(model, fresh.world), orders));
        CHECK(fresh.mean == Approx(with - without));
        CHECK(mean(figures.series(0, find_kpi("market_orders"))) == Approx(with));
    }
}

TEST_CASE("a laboratory of one world runs all models once at a point and tells those under study") {
    const LoadedScenario loaded = load_scenario_text(R"({"extends": "presets/indonesia.json", "days": 30, "seed": 5,
        "replications": 2, "market": {"buyers": 500, "sized_for": 500, "outside": {"share": 0}}, "models": [
        {"name": "A", "extends": "presets/c2c_marketplace.json", "supply": {"sellers": 20}},
        {"name": "B", "extends": "presets/c2c_marketplace.json", "supply": {"sellers": 20}},
        {"name": "C", "extends": "presets/online_store.json", "supply": {"products": 20}}]})");
    LaboratoryOptions options;
    options.models = {0, 2};
    options.compete = true;
    std::int64_t announced = 0;
    std::vector<RunRecord> records;
    std::vector<std::vector<double>> known;
    options.announce = [&](std::int64_t runs) { announced += runs; };
    options.record = [&](const RunRecord& record) { known.push_back(record.kpis); };
    const std::vector<Settings> points{{}, {"models.A.competition.appeal=3"}};
    const std::vector<KeyFigures> figures = market_laboratory(loaded, options)(points, {0, 2});
    CHECK(announced == 4);
    CHECK(known.size() == 8);
    const std::vector<RunResult> direct = run_competition(loaded.scenario, all_models(loaded.scenario), 1);
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi)
        for (const std::size_t position : {0, 1}) {
            const double a = figures[0].at(position, 1, kpi), b = direct[options.models[position]].kpis[kpi];
            CHECK((a == b || (std::isnan(a) && std::isnan(b))));
        }
    // What speaks for another is felt.
    const std::size_t orders = find_kpi("orders");
    CHECK(figures[1].at(1, 0, orders) != figures[0].at(1, 0, orders));

    // Stopped within a world: that world again, and no record twice.
    for (const std::size_t recorded : {std::size_t{3}, std::size_t{4}}) {
        LaboratoryOptions again = options;
        std::vector<std::int64_t> numbers;
        std::int64_t made = 0;
        again.announce = [&](std::int64_t runs) { made += runs; };
        again.record = [&](const RunRecord& record) { numbers.push_back(record.run); };
        again.recall = [&](const RunRecord& record) -> std::optional<std::vector<double>> {
            if (record.run >= static_cast<std::int64_t>(recorded)) return std::nullopt;
            return known[static_cast<std::size_t>(record.run)];
        };
        const std::vector<KeyFigures> resumed = market_laboratory(loaded, again)(points, {0, 2});
        CHECK(made == (recorded == 3 ? 3 : 2));
        REQUIRE(numbers.size() == 8 - recorded);
        CHECK(numbers.front() == static_cast<std::int64_t>(recorded));
        for (std::size_t point = 0; point < 2; ++point)
            for (std::size_t i = 0; i < resumed[point].values.size(); ++i) {
                const double a = resumed[point].values[i], b = figures[point].values[i];
                CHECK((a == b || (std::isnan(a) && std::isnan(b))));
            }
    }
}
