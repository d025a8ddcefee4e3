// Days that are run and not counted.
#include <doctest/doctest.h>

#include <cmath>

#include "sim/counts/applies.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::int64_t kWarmUp = 31;

Scenario warmed_up(SupplyKind supply, std::int64_t warm_up) {
    Scenario s = lively_market(supply);
    s.days = 70;
    s.warm_up = warm_up;
    s.firm.costs_per_month = {1'000'000};
    s.firm.goods = {FirmGoodsSpec{.name = "novel", .category = "books", .cost = {60'000}, .price = {85'000}}};
    if (supply == SupplyKind::Hybrid) sell_on(s);
    return s;
}

}  // namespace

TEST_CASE("a warm-up changes nothing that happens") {
    const RunResult with = run(warmed_up(SupplyKind::Hybrid, kWarmUp)), without = run(warmed_up(SupplyKind::Hybrid, 0));
    CHECK(same(with.days, without.days));
    for (const char* figure : {"customers", "repeat_rate", "churned_share", "mean_trust", "sellers", "lifetime_value"})
        CHECK(kpi(with, figure) == kpi(without, figure));
}

TEST_CASE("sums over a run with a warm-up are those of the whole run less those of the warm-up alone") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        const ModelSpec model = warmed_up(supply, 0).models[0];
        const RunResult with = run(warmed_up(supply, kWarmUp)), whole = run(warmed_up(supply, 0));
        Scenario first_days = warmed_up(supply, 0);
        World market(first_days, 0, 0, 1);
        const RunResult before = result_of(run_until(market, kWarmUp).platform(), true);
        for (std::size_t i = 0; i < kKpiCount; ++i) {
            CAPTURE(kpi_info(i).name);
            if (kpi_info(i).adds_up && why_none(kpi_info(i).name, model).empty())
                CHECK(with.kpis[i] == doctest::Approx(whole.kpis[i] - before.kpis[i]));
        }
        for (const char* file : {"segments", "regions", "payments", "couriers", "sellers"}) {
            const auto table_in = [file](const RunResult& result) {
                for (const Table& table : result.tables)
                    if (table.file == file) return &table;
                return static_cast<const Table*>(nullptr);
            };
            const Table &counted = *table_in(with), &all = *table_in(whole), &early = *table_in(before);
            REQUIRE(early.cells.size() <= counted.cells.size());  // sellers join
            for (std::size_t i = 0; i < early.cells.size(); ++i) {
                const Column& column = counted.columns[i % counted.columns.size()];
                if (!std::holds_alternative<std::int64_t>(counted.cells[i])) continue;
                if (column.name == "seller" || column.name == "joined_day" || column.name == "buyers") continue;
                INFO(file << " " << column.name);
                CHECK(std::get<std::int64_t>(counted.cells[i]) ==
                      std::get<std::int64_t>(all.cells[i]) - std::get<std::int64_t>(early.cells[i]));
            }
        }
    }
}

TEST_CASE("rates of orders are of those placed after the warm-up") {
    Scenario s = lively_market();
    s.warm_up = kWarmUp;
    const RunResult result = run(s);  // to the end of all stories
    const Rows orders(result, "orders");
    double placed = 0.0, failed = 0.0;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        if (orders.whole(row, "placed_day") < kWarmUp) continue;
        placed += 1.0;
        const std::string& fate = orders.text(row, "fate");
        failed += fate == "fine" || fate == "returned" ? 0.0 : 1.0;
    }
    CHECK(placed == kpi(result, "orders"));
    CHECK(kpi(result, "failure_rate") == doctest::Approx(failed / placed));
}

TEST_CASE("money a month is that of the days that count") {
    const Scenario s = warmed_up(SupplyKind::Sellers, 40);
    const RunResult result = run(s);
    CHECK(kpi(result, "contribution_per_month") == doctest::Approx(kpi(result, "contribution")));  // 30 of 70 days
}

TEST_CASE("while a market warms up nothing counts yet") {
    const Scenario s = warmed_up(SupplyKind::Sellers, 40);
    World market(s, 0, 0, 1);
    const RunResult result = result_of(run_until(market, 20).platform(), true);
    CHECK(kpi(result, "orders") == 0.0);
    CHECK(kpi(result, "contribution") == 0.0);
    CHECK(std::isnan(kpi(result, "contribution_per_month")));
    CHECK(std::isnan(kpi(result, "failure_rate")));
    CHECK(kpi(result, "customers") > 0.0);
}
