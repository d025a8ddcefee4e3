#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "reports/headlines.h"
#include "reports/page/page_parts.h"
#include "reports/workbook/chart_kinds.h"

namespace pasar {

namespace {

constexpr std::size_t kMostStudies = 12;

/// In a chart of bars libxlsxwriter calls the upright axis y, and that one bears the names.
void dress_bars(lxw_chart* chart, const std::string& unit, double largest) {
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    set_gridlines(chart->x_axis);
    set_numbers(chart->x_axis, largest);
    name_axis(chart->x_axis, unit);
    chart_set_series_gap(chart, 60);
}

}  // namespace

void draw_curves(ChartGrid& grid, ChartData& data, const ChartedStudy& curve) {
    for (std::size_t i = 0; i < std::min(curve.placed.runs.size(), kMostStudies); ++i) {
        const RowRun& run = curve.placed.runs[i];
        data.begin({"value", "difference", "from", "to"});
        double largest = 0.0;
        for (std::uint32_t row = run.first; row <= run.last; ++row) {
            std::size_t column = 0;
            for (const char* name : {"value", "difference", "confidence_low", "confidence_high"}) {
                const double value = std::abs(curve.put(data, column, row, name));
                if (column > 0 && std::isfinite(value)) largest = std::max(largest, value);
                ++column;
            }
            data.end_row();
        }
        lxw_chart* chart =
            grid.add(LXW_CHART_SCATTER_STRAIGHT, "Difference with its 95 % interval: " + curve.subject(run));
        for (const std::size_t column : {1U, 2U, 3U}) {
            lxw_chart_series* series =
                add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), column});
            chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(column));
            set_line(series, column == 1 ? colour(0) : 0x9DB8DA, column == 1 ? 2.25F : 1.0F);
            if (column > 1) continue;
            chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
            chart_series_set_marker_size(series, 5);
            chart_series_set_labels(series);
            chart_series_set_labels_num_format(series, "+#,##0.0;-#,##0.0;0");
            chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
        }
        set_numbers(chart->y_axis, largest);
        name_axis(chart->x_axis, curve.parameters.find(curve.text(run.first, "path")) == nullptr
                                     ? curve.parameter(run.first)
                                     : curve.parameters.find(curve.text(run.first, "path"))->heading());
        name_axis(chart->y_axis, curve.view.unit_of_row(curve.row_of(run.first)));
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        grid.put(chart,
                 "Line of the paired difference along the varied parameter between the ends of its interval; data in "
                 "the sheet " +
                     curve.placed.sheet);
    }
}

void draw_bars(ChartGrid& grid, ChartData& data, const ChartedStudy& study, const BarPlan& plan) {
    if (!study.has(plan.series.front().first)) return;
    for (std::size_t i = 0; i < std::min(study.placed.runs.size(), kMostStudies); ++i) {
        const RowRun& run = study.placed.runs[i];
        std::vector<std::string> names{"of"};
        for (const auto& [column, says] : plan.series) names.emplace_back(says);
        data.begin(names);
        double largest = 0.0;
        for (std::uint32_t row = run.first; row <= run.last; ++row) {
            const std::string step = study.text(row, "step");
            const std::string cause = step.empty() ? study.text(row, "cause") : step;
            data.text(0, cause.empty() ? study.parameter(row) : cause == "whole" ? "all of them" : heading_of(cause));
            for (std::size_t series = 0; series < plan.series.size(); ++series) {
                const double value = std::abs(study.put(data, 1 + series, row, plan.series[series].first));
                if (std::isfinite(value)) largest = std::max(largest, value);
            }
            data.end_row();
        }
        const std::string full = fmt::format("{}: {}", plan.title, study.subject(run));
        lxw_chart* chart = grid.add(LXW_CHART_BAR, full);
        for (std::size_t position = 0; position < plan.series.size(); ++position) {
            lxw_chart_series* series =
                add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + position});
            chart_series_set_name_range(series, data.sheet().c_str(), data.head(),
                                        static_cast<lxw_col_t>(1 + position));
            set_fill(series, colour(plan.series.size() == 1 ? 0 : 1 - position));
            if (plan.series.size() == 1) chart_series_set_invert_if_negative(series);
        }
        dress_bars(chart,
                   plan.unit.empty() ? study.view.unit_of_differences(study.row_of(run.first)) : std::string(plan.unit),
                   largest);
        if (plan.series.size() == 1)
            chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        else
            chart_set_series_overlap(chart, 100);
        grid.put(chart, full + ", a bar a row of the sheet " + study.placed.sheet);
    }
}

}  // namespace pasar
