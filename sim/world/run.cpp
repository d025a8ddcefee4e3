#include "sim/world/run.h"

#include <new>
#include <optional>
#include <utility>

#include "sim/counts/key_figures.h"
#include "sim/counts/market_tables.h"
#include "sim/experiments/statistics.h"
#include "sim/memory/room.h"
#include "sim/world/market.h"
#include "sim/world/state_hash.h"

namespace pasar {

namespace {

RunResult run_to_the_end(Market& market, const RunOptions& options) {
    while (market.day() < market.scenario.days) {
        market.step();
        if (options.most_bytes > 0.0) check_room(market, options.most_bytes);
        if (options.stop != nullptr && options.stop->load())
            throw Interrupted("stopped after day " + std::to_string(market.day()));
        if (options.after_day) options.after_day(market.day());
    }
    RunResult result = result_of(market, options.tables);
    if (options.state_hash) result.state_hash = state_hash(market);
    if (options.tables) result.days = std::move(market.days);
    return result;
}

}  // namespace

RunResult run_market(const Scenario& scenario, std::size_t model, std::int64_t replication, const RunOptions& options) {
    std::optional<Market> market;
    try {
        market.emplace(scenario, model, replication, options.threads);
        market->orders_sample = options.orders_sample;
        market->keep_tables = options.tables;
        return run_to_the_end(*market, options);
    } catch (const std::bad_alloc&) {
        if (market) throw OutOfRoom("out of memory; " + what_takes_the_room(*market));
        const MemoryNeed need = largest_of(memory_needs(scenario, model, options.tables));
        throw OutOfRoom("out of memory before day 0: too many for it are " + need.what + "; lower " + need.parameter);
    }
}

RunResult result_of(const Market& market, bool tables) {
    RunResult result;
    result.model = static_cast<std::size_t>(&market.model - market.scenario.models.data());
    result.replication = market.replication();
    result.kpis = key_figures(market);
    // As a table holds them, so that whoever reads them back goes on from exactly these.
    for (double& kpi : result.kpis) kpi = round_to_digits(kpi);
    if (tables) result.tables = run_tables(market);
    return result;
}

}  // namespace pasar
