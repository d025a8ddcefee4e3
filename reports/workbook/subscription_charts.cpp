#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "reports/page/page_parts.h"
#include "reports/page/page_subscriptions.h"
#include "reports/workbook/chart_kinds.h"

namespace pasar {

namespace {

/// Of the steps between start and end: what comes in cool colours, what goes in warm ones. Okabe and Ito.
constexpr std::array<std::uint32_t, kRevenueSteps> kStepColours{0x009E73, 0x56B4E9, 0x0072B2, 0xE69F00,
                                                                0xD55E00, 0xCC79A7, 0xB5A800};

void draw_retention(ChartGrid& grid, ChartData& data, const PageSource& source,
                    const std::vector<ShownSubscriptions>& shown) {
    std::vector<std::string> names{"renewal"};
    std::vector<std::vector<RetentionPoint>> curves;
    std::size_t longest = 0;
    for (const ShownSubscriptions& of : shown) {
        const std::string model = printable_name(source.models[of.model]);
        names.push_back(model);
        names.push_back(model + ", without failed payments");
        curves.push_back(of.curve());
        longest = std::max(longest, curves.back().size());
    }
    if (longest < 2) return;
    data.begin(names);
    for (std::size_t renewal = 0; renewal < longest; ++renewal) {
        data.number(0, static_cast<double>(renewal));
        for (std::size_t i = 0; i < curves.size(); ++i) {
            if (renewal >= curves[i].size()) continue;
            data.number(1 + 2 * i, 100.0 * curves[i][renewal].kept);
            data.number(2 + 2 * i, 100.0 * curves[i][renewal].without_failures);
        }
        data.end_row();
    }
    lxw_chart* chart = grid.add(LXW_CHART_LINE, "Subscribers kept, % of first payments, by renewal");
    for (std::size_t i = 0; i < curves.size(); ++i) {
        for (const std::size_t column : {1 + 2 * i, 2 + 2 * i}) {
            const bool is_whole = column == 1 + 2 * i;
            const bool any_failed = std::any_of(curves[i].begin(), curves[i].end(), [](const RetentionPoint& point) {
                return point.without_failures != point.kept;
            });
            if (!is_whole && !any_failed) continue;
            lxw_chart_series* series =
                add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), column});
            chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(column));
            lxw_chart_line line{};
            line.color = colour(shown[i].model);
            line.width = is_whole ? 2.25F : 1.25F;
            line.dash_type = is_whole ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH;
            chart_series_set_line(series, &line);
            chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        }
    }
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_set_max(chart->y_axis, 100);
    chart_axis_set_num_format(chart->y_axis, "0");
    const auto interval = static_cast<std::uint16_t>(std::max<std::size_t>(1, longest / 12));
    chart_axis_set_interval_unit(chart->x_axis, interval);
    chart_axis_set_interval_tick(chart->x_axis, interval);
    name_axis(chart->x_axis, "renewals; 0 is the first payment");
    name_axis(chart->y_axis, "% of first payments");
    grid.put(chart,
             "Line chart of the share of subscribers kept by renewal, a line a model; dashed without failed payments");
}

/// What went has a minus, so that it stands below the line.
void draw_revenue(ChartGrid& grid, ChartData& data, const PageSource& source, const ShownSubscriptions& of) {
    std::vector<double> values;
    for (const RevenueBridge& month : of.months) values.insert(values.end(), month.steps.begin(), month.steps.end());
    const Scale scale = scale_for(values, 0.0, source.currency);
    std::vector<std::string> names{"month"};
    for (const RevenueStep& step : revenue_steps()) names.emplace_back(step.label);
    data.begin(names);
    std::array<bool, kRevenueSteps> is_there{};
    double largest = 0.0;
    for (std::size_t month = 0; month < of.months.size(); ++month) {
        data.number(0, static_cast<double>(month));
        for (std::size_t step = 0; step < kRevenueSteps; ++step) {
            const double change = of.months[month].change(step) / scale.divisor;
            data.number(1 + step, change);
            is_there.at(step) = is_there.at(step) || change != 0.0;
            largest = std::max(largest, std::abs(change));
        }
        data.end_row();
    }
    if (largest == 0.0) return;
    const std::string model = printable_name(source.models[of.model]);
    lxw_chart* chart = grid.add(LXW_CHART_COLUMN_STACKED,
                                fmt::format("{}: what came to recurring revenue and what went, by months", model));
    for (std::size_t step = 0; step < kRevenueSteps; ++step) {
        if (!is_there.at(step)) continue;
        lxw_chart_series* series =
            add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + step});
        chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(1 + step));
        set_fill(series, kStepColours.at(step));
    }
    chart_set_series_gap(chart, 40);
    set_numbers(chart->y_axis, largest);
    name_axis(chart->x_axis, "month of 30 days, from 0");
    name_axis(chart->y_axis, scale.unit);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    grid.put(chart,
             fmt::format("Stacked columns of the changes of the recurring revenue of {} by months of 30 days, a mean "
                         "of the replications",
                         model));
}

}  // namespace

void draw_subscriptions(ChartGrid& grid, ChartData& data, const PageSource& source) {
    const std::vector<ShownSubscriptions> shown = read_shown_subscriptions(source);
    if (shown.empty()) return;
    draw_retention(grid, data, source, shown);
    for (const ShownSubscriptions& of : shown) draw_revenue(grid, data, source, of);
}

}  // namespace pasar
