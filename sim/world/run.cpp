#include "sim/world/run.h"

#include <new>
#include <optional>
#include <utility>

#include "sim/counts/key_figures.h"
#include "sim/counts/market_tables.h"
#include "sim/experiments/statistics.h"
#include "sim/memory/room.h"
#include "sim/world/state_hash.h"
#include "sim/world/world.h"

namespace pasar {

namespace {

void apply(const RunOptions& options, Platform& platform) {
    platform.orders_sample = options.orders_sample;
    platform.keep_reviews = options.reviews;
    platform.keep_auctions = options.auctions;
    platform.keep_bookings = options.bookings;
    platform.keep_tables = options.tables;
}

void run_to_the_end(World& world, const RunOptions& options) {
    while (world.day() < world.scenario().days) {
        world.step();
        if (options.most_bytes > 0.0)
            for (const std::unique_ptr<Platform>& platform : world.platforms)
                check_room(*platform, options.most_bytes / static_cast<double>(world.platforms.size()));
        if (options.stop != nullptr && options.stop->load())
            throw Interrupted("stopped after day " + std::to_string(world.day()));
        if (options.after_day) options.after_day(world.day());
    }
}

/// Makes the world, by `make(world)`, and runs it; the results of its platforms, in their order.
template <class Make>
std::vector<RunResult> run_world(const Scenario& scenario, std::span<const std::size_t> models,
                                 const RunOptions& options, Make make) {
    std::optional<World> world;
    try {
        make(world);
        for (const std::unique_ptr<Platform>& platform : world->platforms) apply(options, *platform);
        run_to_the_end(*world, options);
        std::vector<RunResult> results;
        for (const std::unique_ptr<Platform>& platform : world->platforms) {
            RunResult& result = results.emplace_back(result_of(*platform, options.tables));
            if (options.state_hash) result.state_hash = state_hash(*world);
        }
        if (options.tables)
            for (std::size_t i = 0; i < results.size(); ++i) results[i].days = std::move(world->platforms[i]->days);
        return results;
    } catch (const std::bad_alloc&) {
        if (world) throw OutOfRoom("out of memory; " + what_takes_the_room(world->platform()));
        const MemoryNeed need = largest_of(memory_needs(scenario, models.front(), options.tables));
        throw OutOfRoom("out of memory before day 0: too many for it are " + need.what + "; lower " + need.parameter);
    }
}

}  // namespace

RunResult run_market(const Scenario& scenario, std::size_t model, std::int64_t replication, const RunOptions& options) {
    return std::move(run_world(scenario, std::span(&model, 1), options, [&](std::optional<World>& world) {
                         world.emplace(scenario, model, replication, options.threads);
                     }).front());
}

std::vector<RunResult> run_competition(const Scenario& scenario, std::span<const std::size_t> models,
                                       std::int64_t replication, const RunOptions& options) {
    return run_world(scenario, models, options, [&](std::optional<World>& world) {
        world.emplace(scenario, models, replication, options.threads);
    });
}

RunResult result_of(const Platform& platform, bool tables) {
    RunResult result;
    result.model = platform.number;
    result.replication = platform.world.replication();
    result.kpis = key_figures(platform);
    // As a table holds them, so that whoever reads them back goes on from exactly these.
    for (double& kpi : result.kpis) kpi = round_to_digits(kpi);
    if (tables) result.tables = run_tables(platform);
    return result;
}

}  // namespace pasar
