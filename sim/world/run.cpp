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

RunResult run_to_the_end(World& world, const RunOptions& options) {
    while (world.day() < world.scenario().days) {
        world.step();
        if (options.most_bytes > 0.0) check_room(world.platform(), options.most_bytes);
        if (options.stop != nullptr && options.stop->load())
            throw Interrupted("stopped after day " + std::to_string(world.day()));
        if (options.after_day) options.after_day(world.day());
    }
    RunResult result = result_of(world.platform(), options.tables);
    if (options.state_hash) result.state_hash = state_hash(world);
    if (options.tables) result.days = std::move(world.platform().days);
    return result;
}

}  // namespace

RunResult run_market(const Scenario& scenario, std::size_t model, std::int64_t replication, const RunOptions& options) {
    std::optional<World> world;
    try {
        world.emplace(scenario, model, replication, options.threads);
        world->platform().orders_sample = options.orders_sample;
        world->platform().keep_reviews = options.reviews;
        world->platform().keep_auctions = options.auctions;
        world->platform().keep_bookings = options.bookings;
        world->platform().keep_tables = options.tables;
        return run_to_the_end(*world, options);
    } catch (const std::bad_alloc&) {
        if (world) throw OutOfRoom("out of memory; " + what_takes_the_room(world->platform()));
        const MemoryNeed need = largest_of(memory_needs(scenario, model, options.tables));
        throw OutOfRoom("out of memory before day 0: too many for it are " + need.what + "; lower " + need.parameter);
    }
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
