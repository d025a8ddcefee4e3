#include "sim/run.h"

#include <algorithm>
#include <utility>

#include "sim/experiments/statistics.h"
#include "sim/key_figures.h"
#include "sim/market.h"
#include "sim/tables.h"

namespace pasar {

RunResult run_market(const Scenario& scenario, std::size_t model, std::int64_t replication, const RunOptions& options) {
    Market market(scenario, model, replication, options.threads);
    market.orders_sample = options.orders_sample;
    market.keep_tables = options.tables;
    while (market.day() < scenario.days) {
        market.step();
        if (options.stop != nullptr && options.stop->load())
            throw Interrupted("stopped after day " + std::to_string(market.day()));
        if (options.after_day) options.after_day(market.day());
    }
    RunResult result = result_of(market, options.tables);
    if (options.tables) result.days = std::move(market.days);
    return result;
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

double estimated_bytes(const Scenario& scenario, std::size_t model) {
    const Plan plan(scenario, scenario.models[model], 0);
    const auto buyers = static_cast<double>(scenario.market.buyers);
    const double blocks = buyers / Block::kBuyers + static_cast<double>(scenario.market.segments.size());
    // A buyer, its place in the calendar, and the orders it has under way, about one for each two weeks of wishes.
    const double under_way = std::min(3.0, scenario.market.wishes.rate_per_day * 14.0 * 0.7);
    const double per_buyer = sizeof(Buyer) + sizeof(std::uint16_t) + under_way * (sizeof(Order) + 16.0);
    const double per_block = sizeof(Block) + 2.0 * static_cast<double>(scenario.days);
    const double offers =
        static_cast<double>(plan.sellers) + static_cast<double>(scenario.models[model].supply.products);
    const double per_offer = sizeof(Offer) + sizeof(Seller) + sizeof(OfferTally) * 2.0 +
                             sizeof(float) * static_cast<double>(plan.segments.size()) + 24.0;
    const double per_day = sizeof(DayRow) + sizeof(Books);
    return buyers * per_buyer + blocks * per_block + offers * per_offer + static_cast<double>(scenario.days) * per_day +
           4e6;
}

}  // namespace pasar
