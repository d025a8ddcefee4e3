#include "sim/world/bench.h"

#include <chrono>
#include <ctime>

#include "sim/world/world.h"

namespace pasar {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

BenchFigures bench_market(const Scenario& original, std::size_t model, int threads, std::int64_t days) {
    Scenario scenario = original;
    scenario.days = days;
    BenchFigures figures;
    {
        // What a market needs before it has anyone: blocks' worth of the smallest population it can hold.
        Scenario small = scenario;
        small.market.sized_for = small.market.sized_for > 0 ? small.market.sized_for : small.market.buyers;
        small.market.buyers = static_cast<std::int64_t>(small.market.segments.size());
        figures.bytes_fixed = static_cast<double>(World(small, model, 0, threads).bytes());
    }
    const auto setup = std::chrono::steady_clock::now();
    World world(scenario, model, 0, threads);
    Platform& platform = world.platform();
    platform.keep_tables = false;
    figures.seconds_setup = seconds_since(setup);
    const auto run = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    while (world.day() < days) world.step();
    figures.seconds_run = seconds_since(run);
    figures.processor_seconds = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    figures.visits = platform.total.counts[static_cast<std::size_t>(Count::Visits)];
    figures.buyers = scenario.market.buyers;
    figures.bytes_total = static_cast<double>(world.bytes());
    for (std::size_t phase = 0; phase < kPhases.size(); ++phase) {
        double seconds = platform.phase_seconds[phase];
        for (const Platform::Thread& thread : platform.threads) seconds += thread.phase_seconds[phase];
        figures.phase_seconds.emplace_back(kPhases[phase], seconds);
    }
    return figures;
}

}  // namespace pasar
