#include "reports/workbook/workbook_charts.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "reports/study_table.h"
#include "reports/workbook/chart_kinds.h"

namespace pasar {

namespace {

/// Charts of differences; all differences stand on the first sheet.
constexpr std::size_t kMostPairCharts = 28;

const PlacedTable* find(const std::vector<PlacedTable>& tables, std::string_view name) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const PlacedTable& t) { return t.table == name; });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace

int draw_charts(WorkbookFile& workbook, const Sheet& charts, const Sheet& hidden, const PageSource& source,
                const std::vector<PlacedTable>& tables, const std::vector<PairInShares>& pairs) {
    ChartGrid grid(workbook, charts);
    ChartData data(workbook, hidden);
    if (find(tables, "flows") != nullptr) draw_platforms(grid, data, source);
    for (std::size_t pair = 0; pair < std::min(pairs.size(), kMostPairCharts); ++pair)
        draw_differences(grid, data, pairs[pair]);
    const auto study = [&](std::string_view name, auto draw) {
        const PlacedTable* placed = find(tables, name);
        if (placed == nullptr || placed->runs.empty()) return;
        const CsvTable table = source.table(name);
        const MovedParameters parameters({table}, source);
        const StudyTableView view(table, parameters, source);
        draw(ChartedStudy{*placed, table, view, parameters});
    };
    const auto bars = [&](std::string_view name, const BarPlan& plan) {
        study(name, [&](const ChartedStudy& charted) { draw_bars(grid, data, charted, plan); });
    };
    study("curve", [&](const ChartedStudy& curve) { draw_curves(grid, data, curve); });
    bars("attribution", {"What switching off each cause changes", {{"effect", "effect"}}, ""});
    bars("ladder", {"What each choice changes on the way from one model to the other", {{"effect", "effect"}}, ""});
    bars("tornado", {"What moving a parameter to either end of its range changes",
                     {{"low_effect", "moved to the low end"}, {"high_effect", "moved to the high end"}},
                     ""});
    bars("morris", {"Morris: mean size of the effect of a parameter (mu*)", {{"mu_star", "mu*"}}, ""});
    bars("sobol", {"Sobol: share of the variance with all others", {{"total", "total"}}, "% of the variance"});
    bars("effects", {"What going from the first to the second value changes", {{"change", "change"}}, ""});
    if (const PlacedTable* daily = find(tables, "daily")) {
        if (source.period().factor != 1.0)
            draw_months(grid, data, source);
        else
            draw_days(grid, *daily, source);
    }
    if (find(tables, "subscriptions") != nullptr) draw_subscriptions(grid, data, source);
    if (find(tables, "bids") != nullptr) draw_auctions(grid, data, source);
    grid.finish();
    return grid.count();
}

}  // namespace pasar
