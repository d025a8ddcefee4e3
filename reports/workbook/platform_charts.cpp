#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "reports/page/page_parts.h"
#include "reports/page/page_platforms.h"
#include "reports/workbook/chart_kinds.h"
#include "reports/workbook/workbook_charts.h"
#include "sim/counts/competition.h"

namespace pasar {

namespace {

/// Areas that fill the height: who has which share of the orders.
void draw_market_shares(ChartGrid& grid, ChartData& data, const ShownPlatforms& shown,
                        const std::vector<std::string>& platforms) {
    std::vector<std::string> names{"day"};
    names.insert(names.end(), platforms.begin(), platforms.end());
    data.begin(names);
    for (std::size_t day = 0; day < shown.count_days(); ++day) {
        data.number(0, static_cast<double>(day));
        for (std::size_t p = 0; p < platforms.size(); ++p) {
            const double share = shown.share(0, p, day);
            if (!std::isnan(share)) data.number(1 + p, 100.0 * share);
        }
        data.end_row();
    }
    lxw_chart* chart = grid.add(LXW_CHART_AREA_STACKED_PERCENT, "Share of orders by platform");
    for (std::size_t p = 0; p < platforms.size(); ++p) {
        lxw_chart_series* series =
            add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + p});
        chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(1 + p));
        set_fill(series, colour(shown.models[p]));
    }
    chart_axis_set_num_format(chart->y_axis, "0%");
    const auto interval = static_cast<std::uint16_t>(std::max<std::size_t>(1, shown.count_days() / 12));
    chart_axis_set_interval_unit(chart->x_axis, interval);
    chart_axis_set_interval_tick(chart->x_axis, interval);
    name_axis(chart->x_axis, fmt::format("day; the {} days up to it", kSmoothedDays));
    grid.put(chart, "Stacked areas of each platform's share of all orders by day");
}

/// A column for each platform, made of where its buyers had ordered before.
void draw_flows(ChartGrid& grid, ChartData& data, const ShownPlatforms& shown,
                const std::vector<std::string>& platforms) {
    if (shown.arrivals.empty()) return;
    const std::vector<std::vector<double>> whole = shown.arrivals_in(0, shown.arrivals.size() - 1);
    std::vector<std::string> names{"orders on"};
    for (const std::string& platform : platforms) names.push_back("from " + platform);
    names.emplace_back(kNowhereBefore);
    data.begin(names);
    double largest = 0.0;
    for (std::size_t to = 0; to < platforms.size(); ++to) {
        data.text(0, platforms[to]);
        double all = 0.0;
        for (std::size_t from = 0; from < whole.size(); ++from) {
            data.number(1 + from, whole[from][to]);
            all += whole[from][to];
        }
        largest = std::max(largest, all);
        data.end_row();
    }
    lxw_chart* chart = grid.add(LXW_CHART_COLUMN_STACKED, "Orders by where their buyer had last ordered");
    constexpr std::uint32_t kNowhere = 0xC8C8C8;
    for (std::size_t from = 0; from < whole.size(); ++from) {
        lxw_chart_series* series =
            add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + from});
        chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(1 + from));
        set_fill(series, from < platforms.size() ? colour(shown.models[from]) : kNowhere);
    }
    set_numbers(chart->y_axis, largest);
    name_axis(chart->y_axis, "orders, whole run");
    grid.put(chart, "Stacked columns of orders by platform, by where their buyer had last ordered");
}

std::vector<std::string> printable_names(const PageSource& source, const ShownPlatforms& shown) {
    std::vector<std::string> names;
    for (const std::size_t model : shown.models) names.push_back(printable_name(source.models[model]));
    return names;
}

std::uint32_t write_flow_block(WorkbookFile& workbook, const Sheet& sheet, std::uint32_t row, const std::string& title,
                               const std::vector<std::string>& platforms,
                               const std::vector<std::vector<double>>& arrivals) {
    workbook.text(sheet, row++, 0, title, CellLook::Bold);
    workbook.text(sheet, row, 0, "had last ordered on", CellLook::NumberHeader);
    for (std::size_t to = 0; to < platforms.size(); ++to)
        workbook.text(sheet, row, 1 + to, "on " + platforms[to], CellLook::NumberHeader);
    const std::uint32_t first = ++row;
    for (std::size_t from = 0; from < arrivals.size(); ++from, ++row) {
        workbook.text(sheet, row, 0, from < platforms.size() ? platforms[from] : std::string(kNowhereBefore),
                      CellLook::Plain);
        for (std::size_t to = 0; to < platforms.size(); ++to)
            workbook.number(sheet, row, 1 + to, arrivals[from][to], CellLook::Whole);
    }
    lxw_conditional_format scale{};
    scale.type = LXW_CONDITIONAL_2_COLOR_SCALE;
    scale.min_color = 0xFFFFFF;
    scale.max_color = 0x7FA8D9;
    worksheet_conditional_format_range(sheet.handle, first, 1, row - 1, static_cast<lxw_col_t>(platforms.size()),
                                       &scale);
    return row + 1;
}

}  // namespace

void draw_platforms(ChartGrid& grid, ChartData& data, const PageSource& source) {
    const ShownPlatforms shown = read_shown_platforms(source);
    if (shown.is_empty()) return;
    const std::vector<std::string> platforms = printable_names(source, shown);
    draw_market_shares(grid, data, shown, platforms);
    draw_flows(grid, data, shown, platforms);
}

void write_flows_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source) {
    const ShownPlatforms shown = read_shown_platforms(source);
    workbook.text(
        sheet, 0, 0,
        "Orders by the platform on which they were placed and the one on which their buyer had ordered before, a "
        "mean of the replications; months of 30 days, from 0.",
        CellLook::Muted);
    std::uint32_t row = 2;
    if (!shown.is_empty() && !shown.arrivals.empty()) {
        const std::vector<std::string> platforms = printable_names(source, shown);
        row = write_flow_block(workbook, sheet, row, "Whole run", platforms,
                               shown.arrivals_in(0, shown.arrivals.size() - 1));
        for (std::size_t month = 0; month < shown.arrivals.size(); ++month)
            row = write_flow_block(workbook, sheet, row, fmt::format("Month {}", month), platforms,
                                   shown.arrivals[month]);
    }
    worksheet_set_column(sheet.handle, 0, 0, 24, nullptr);
    worksheet_set_column(sheet.handle, 1, static_cast<lxw_col_t>(std::max<std::size_t>(1, shown.models.size())), 18,
                         nullptr);
    workbook.print(sheet,
                   {.last_row = row, .last_column = std::max<std::size_t>(1, shown.models.size()), .head_rows = 0});
}

}  // namespace pasar
