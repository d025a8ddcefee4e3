#include "reports/workbook/chart_grid.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace pasar {

namespace {

constexpr std::array<std::uint32_t, 6> kColours{0x2F6DB5, 0xD9822B, 0x3F8F4F, 0x9B4F96, 0x7A7A7A, 0xB5483B};

constexpr std::uint32_t kSlotRows = 18;
constexpr std::uint16_t kSlotColumns = 9;
constexpr double kRowPixels = 20.0;
constexpr double kColumnPixels = 64.0;

}  // namespace

std::uint32_t colour(std::size_t position) { return kColours[position % kColours.size()]; }

lxw_chart_series* add_series(lxw_chart* chart, const Cells& categories, const Cells& values) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    const auto category = static_cast<lxw_col_t>(categories.column);
    const auto value = static_cast<lxw_col_t>(values.column);
    chart_series_set_categories(series, categories.sheet.c_str(), categories.rows.first, category, categories.rows.last,
                                category);
    chart_series_set_values(series, values.sheet.c_str(), values.rows.first, value, values.rows.last, value);
    return series;
}

void set_line(lxw_chart_series* series, std::uint32_t line_colour, float width) {
    lxw_chart_line line{};
    line.color = line_colour;
    line.width = width;
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

void set_fill(lxw_chart_series* series, std::uint32_t fill_colour) {
    lxw_chart_fill fill{};
    fill.color = fill_colour;
    chart_series_set_fill(series, &fill);
}

void set_title(lxw_chart* chart, const std::string& title) {
    chart_title_set_name(chart, fit_for_a_title(title).c_str());
    lxw_chart_font font{};
    font.size = 11;
    font.bold = LXW_TRUE;
    chart_title_set_name_font(chart, &font);
}

void name_axis(lxw_chart_axis* axis, const std::string& name) {
    if (name.empty()) return;
    chart_axis_set_name(axis, fit_for_a_title(name).c_str());
    lxw_chart_font font{};
    font.size = 9;
    font.bold = LXW_EXPLICIT_FALSE;
    chart_axis_set_name_font(axis, &font);
}

void set_gridlines(lxw_chart_axis* axis) {
    lxw_chart_line line{};
    line.color = 0xDADADA;
    line.width = 0.75F;
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &line);
}

void set_numbers(lxw_chart_axis* axis, double largest) {
    chart_axis_set_num_format(axis, largest >= 10.0 ? "#,##0" : largest >= 1.0 ? "0.0" : "0.00##");
}

lxw_chart* ChartGrid::add(lxw_chart_type type, const std::string& title) {
    lxw_chart* chart = workbook_add_chart(workbook_.handle(), static_cast<std::uint8_t>(type));
    set_title(chart, title);
    set_gridlines(chart->y_axis);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_show_hidden_data(chart);  // of the sheet that holds what no sheet for people does
    return chart;
}

void ChartGrid::put_large(lxw_chart* chart, const std::string& description) {
    slot_ += slot_ % 2;
    slot_ += slot_ % 4;  // to the top of a page
    put(chart, description, 2, 2);
    slot_ += 3;
}

void ChartGrid::finish() {
    worksheet_gridlines(sheet_.handle, LXW_HIDE_ALL_GRIDLINES);
    const std::size_t rows_of_charts = std::max<std::size_t>(1, (slot_ + 1) / 2);
    const auto rows = static_cast<std::uint32_t>(rows_of_charts * kSlotRows);
    workbook_.print(sheet_, {.last_row = rows, .last_column = 2 * kSlotColumns, .head_rows = 0});
    worksheet_set_column(sheet_.handle, 0, 2 * kSlotColumns, 8.43, nullptr);
    std::vector<lxw_row_t> breaks;
    for (std::uint32_t row = 2 * kSlotRows; row < rows; row += 2 * kSlotRows) breaks.push_back(row);
    breaks.push_back(0);
    worksheet_set_h_pagebreaks(sheet_.handle, breaks.data());
}

void ChartGrid::put(lxw_chart* chart, const std::string& description, std::uint32_t across, std::uint32_t down) {
    // libxlsxwriter scales from 480 by 288 pixels. A gap is left on all sides.
    std::string copy = fit_for_a_title(description);
    lxw_chart_options options{};
    options.x_scale = (across * kSlotColumns * kColumnPixels - 12.0) / 480.0;
    options.y_scale = (down * kSlotRows * kRowPixels - 12.0) / 288.0;
    options.x_offset = 4;
    options.y_offset = 4;
    options.description = copy.data();
    const auto row = static_cast<lxw_row_t>(slot_ / 2 * kSlotRows);
    const auto column = static_cast<lxw_col_t>(slot_ % 2 * kSlotColumns);
    worksheet_insert_chart_opt(sheet_.handle, row, column, chart, &options);
    ++slot_;
    ++count_;
}

void ChartData::begin(const std::vector<std::string>& names) {
    if (row_ > 0) ++row_;
    for (std::size_t column = 0; column < names.size(); ++column)
        workbook_.text(sheet_, row_, column, names[column], CellLook::Header);
    head_ = row_;
    first_ = ++row_;
}

void ChartData::cell(std::size_t column, const std::string& sheet, std::uint32_t row, std::size_t at, double divisor,
                     double value) {
    std::array<char, 16> cell{};  // such as $XFD$1048576
    lxw_rowcol_to_cell_abs(cell.data(), row, static_cast<lxw_col_t>(at), LXW_TRUE, LXW_TRUE);
    workbook_.formula(sheet_, row_, column, fmt::format("='{}'!{}/{}", sheet, cell.data(), divisor), value);
}

}  // namespace pasar
