#include "sim/experiments/replicate.h"

#include <doctest/doctest.h>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

using namespace pasar;

namespace {

Scenario scenario_of(std::size_t models, std::int64_t replications) {
    Scenario scenario;
    scenario.models.resize(models);
    scenario.replications = replications;
    return scenario;
}

RunResult figures(double first, double second) {
    RunResult result;
    result.kpis = {first, second};
    return result;
}

/// A run whose length has nothing to do with its position in the order.
RunResult uneven_run(std::size_t model, std::int64_t replication, const RunOptions&) {
    const auto run = static_cast<std::uint64_t>(replication) * 2 + model;
    std::this_thread::sleep_for(std::chrono::microseconds(run * 2654435761U % 2000));
    return figures(static_cast<double>(model), static_cast<double>(replication));
}

using Order = std::vector<std::pair<std::int64_t, std::size_t>>;

}  // namespace

TEST_CASE("results come in one order, however many runs are side by side") {
    const Scenario scenario = scenario_of(2, 20);
    Order expected;
    for (std::int64_t replication = 0; replication < 20; ++replication) {
        expected.emplace_back(replication, 0);
        expected.emplace_back(replication, 1);
    }
    for (const int parallel : {1, 2, 7}) {
        Order order;
        ReplicateOptions options;
        options.cores = {.parallel_runs = parallel, .threads_per_run = 1};
        options.run = uneven_run;
        options.sink = [&](RunResult&& result) { order.emplace_back(result.replication, result.model); };
        const KeyFigures figures_of_all = replicate(scenario, options);
        CHECK(order == expected);
        CHECK(figures_of_all.at(1, 13, 0) == 1.0);
        CHECK(figures_of_all.at(1, 13, 1) == 13.0);
        CHECK(figures_of_all.series(0, 1).back() == 19.0);
    }
}

TEST_CASE("only the models asked for are run, in the scenario's worlds") {
    ReplicateOptions options;
    options.models = {2};
    options.run = uneven_run;
    std::vector<std::size_t> seen;
    options.sink = [&](RunResult&& result) { seen.push_back(result.model); };
    const KeyFigures figures_of_all = replicate(scenario_of(3, 2), options);
    CHECK(seen == std::vector<std::size_t>{2, 2});
    CHECK(figures_of_all.at(0, 1, 0) == 2.0);
}

TEST_CASE("a slow run does not let finished ones pile up in memory") {
    std::atomic<int> begun = 0;
    std::atomic<bool> slow_is_done = false;
    ReplicateOptions options;
    options.cores = {.parallel_runs = 4, .threads_per_run = 1};
    int begun_before_the_slow_was_done = 0;
    options.run = [&](std::size_t, std::int64_t replication, const RunOptions&) {
        ++begun;
        if (replication == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            begun_before_the_slow_was_done = begun;
            slow_is_done = true;
        }
        return figures(0.0, 0.0);
    };
    static_cast<void>(replicate(scenario_of(1, 200), options));
    CHECK(begun == 200);
    CHECK(begun_before_the_slow_was_done <= 8);
}

TEST_CASE("one failed run ends the others, and its reason is the one told") {
    std::atomic<int> begun = 0;
    ReplicateOptions options;
    options.cores = {.parallel_runs = 3, .threads_per_run = 1};
    options.run = [&](std::size_t, std::int64_t replication, const RunOptions& run) -> RunResult {
        ++begun;
        if (replication == 4) throw Contradiction("the books do not balance");
        for (int day = 0; day < 50; ++day) {
            std::this_thread::sleep_for(std::chrono::microseconds(100));
            run.after_day(day);
        }
        return figures(0.0, 0.0);
    };
    CHECK_THROWS_WITH_AS(static_cast<void>(replicate(scenario_of(1, 1000), options)), "the books do not balance",
                         Contradiction);
    CHECK(begun < 20);
}

TEST_CASE("a sink that fails ends all runs") {
    std::atomic<int> begun = 0;
    ReplicateOptions options;
    options.cores = {.parallel_runs = 2, .threads_per_run = 1};
    options.run = [&](std::size_t, std::int64_t, const RunOptions&) {
        ++begun;
        return figures(0.0, 0.0);
    };
    options.sink = [](RunResult&&) { throw std::runtime_error("the disk is full"); };
    CHECK_THROWS_WITH(static_cast<void>(replicate(scenario_of(1, 1000), options)), "the disk is full");
    CHECK(begun <= 6);
}

TEST_CASE("a request to stop interrupts") {
    std::atomic<bool> stop = false;
    ReplicateOptions options;
    options.stop = &stop;
    options.run = [&](std::size_t, std::int64_t replication, const RunOptions& run) {
        if (replication == 2) stop = true;
        CHECK(run.stop == &stop);
        return figures(0.0, 0.0);
    };
    CHECK_THROWS_AS(static_cast<void>(replicate(scenario_of(1, 100), options)), Interrupted);
}

TEST_CASE("cores run replications side by side first, and work inside a run only when runs are few") {
    const auto plan = [](std::int64_t runs, int threads, double bytes, double memory) {
        const CorePlan cores = plan_cores(runs, threads, bytes, memory);
        return std::pair(cores.parallel_runs, cores.threads_per_run);
    };
    CHECK(plan(40, 8, 1e6, 1e9) == std::pair(8, 1));
    CHECK(plan(1, 8, 1e6, 1e9) == std::pair(1, 8));
    CHECK(plan(3, 8, 1e6, 1e9) == std::pair(3, 2));
    CHECK(plan(40, 1, 1e6, 1e9) == std::pair(1, 1));
    // Only two fit in memory: each takes half of the cores.
    CHECK(plan(40, 8, 4e8, 1e9) == std::pair(2, 4));
    CHECK(plan(40, 8, 4e9, 1e9) == std::pair(1, 8));
    CHECK(plan(40, 8, 0.0, 1e9) == std::pair(8, 1));
}
