#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "reports/workbook/chart_kinds.h"
#include "words/figures.h"

namespace pasar {

namespace {

/// Beyond 100 % of the baseline the smaller differences could not be seen.
constexpr double kWidestAxis = 1.0;

/// A difference as it stands on the chart, and what is written at it: one that lies beyond the axis says where.
double on_axis(double share) { return std::clamp(share, -kWidestAxis, kWidestAxis); }
std::string label_of_dot(const PairInShares::Row& row) {
    if (std::abs(row.share) <= kWidestAxis) return row.label;
    return fmt::format("{} ({}{} %)", row.label, row.share > 0.0 ? "+" : "", grouped(100.0 * row.share));
}

/// The differences themselves, with the names of their measures.
void add_dots(lxw_chart* chart, const std::string& sheet, const PairInShares& pair, const RowRun& rows) {
    lxw_chart_series* series = add_series(chart, {sheet, rows, 1}, {sheet, rows, 4});
    lxw_chart_line none{};
    none.none = LXW_TRUE;
    chart_series_set_line(series, &none);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_DIAMOND);
    chart_series_set_marker_size(series, 7);
    lxw_chart_fill fill{};
    fill.color = colour(0);
    chart_series_set_marker_fill(series, &fill);
    std::vector<std::string> texts;
    for (const PairInShares::Row& row : pair.rows) texts.push_back(label_of_dot(row));
    std::vector<lxw_chart_data_label> labels(texts.size());
    std::vector<lxw_chart_data_label*> pointers;
    for (std::size_t position = 0; position < texts.size(); ++position) {
        labels[position].value = texts[position].data();
        pointers.push_back(&labels[position]);
    }
    pointers.push_back(nullptr);
    chart_series_set_labels(series);
    chart_series_set_labels_custom(series, pointers.data());
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
}

}  // namespace

void draw_differences(ChartGrid& grid, ChartData& data, const PairInShares& pair) {
    if (pair.rows.empty()) return;
    data.begin({"measure", "difference", "from", "to", "position", "position"});
    double widest = 0.0;
    std::uint32_t position = 0;
    for (const PairInShares::Row& row : pair.rows) {
        data.text(0, row.label);
        data.number(1, on_axis(row.share));
        data.number(2, on_axis(std::isfinite(row.low) ? row.low : row.share));
        data.number(3, on_axis(std::isfinite(row.high) ? row.high : row.share));
        ++position;
        data.number(4, position);
        data.number(5, position);
        data.end_row();
        for (const double end : {row.share, row.low, row.high})
            if (std::isfinite(end)) widest = std::max(widest, std::abs(end));
    }
    const RowRun rows = data.rows();
    const bool cut = widest > kWidestAxis;
    const std::string title = pair.title + (cut ? "; the axis ends at ±100 %" : "");
    lxw_chart* chart = grid.add(LXW_CHART_SCATTER_STRAIGHT, title);
    for (std::uint32_t row = rows.first; row <= rows.last; ++row) {
        lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(series, data.sheet().c_str(), row, 2, row, 3);
        chart_series_set_values(series, data.sheet().c_str(), row, 4, row, 5);
        chart_series_set_name_range(series, data.sheet().c_str(), row, 0);
        set_line(series, colour(0), 2.0F);
    }
    add_dots(chart, data.sheet(), pair, rows);
    if (cut) {
        chart_axis_set_min(chart->x_axis, -kWidestAxis);
        chart_axis_set_max(chart->x_axis, kWidestAxis);
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_num_format(chart->x_axis, "0%");
    name_axis(chart->x_axis, "difference in % of the baseline");
    set_gridlines(chart->x_axis);
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_set_max(chart->y_axis, position + 1.0);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    grid.put_large(chart, title + "; the differences stand on the first sheet");
}

}  // namespace pasar
