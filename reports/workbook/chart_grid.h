// What the workbook's charts are made with: a grid of charts on a sheet, a hidden sheet with what they show, and how
// lines, axes and titles look.
#pragma once

#include <xlsxwriter.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/workbook/workbook_file.h"
#include "reports/workbook/workbook_tables.h"

namespace pasar {

/// The cells of a column from row to row, for a chart to point at.
struct Cells {
    const std::string& sheet;
    RowRun rows;
    std::size_t column;
};

/// Colours of the models, in their order.
[[nodiscard]] std::uint32_t colour(std::size_t position);
lxw_chart_series* add_series(lxw_chart* chart, const Cells& categories, const Cells& values);
void set_line(lxw_chart_series* series, std::uint32_t line_colour, float width);
void set_fill(lxw_chart_series* series, std::uint32_t fill_colour);
void set_title(lxw_chart* chart, const std::string& title);
void name_axis(lxw_chart_axis* axis, const std::string& name);
void set_gridlines(lxw_chart_axis* axis);
/// As many decimals as ticks between nothing and `largest` need.
void set_numbers(lxw_chart_axis* axis, double largest);

/// Charts on a sheet, two side by side, each in cells of its own. A page on its side holds two rows of them.
class ChartGrid {
public:
    ChartGrid(WorkbookFile& workbook, const Sheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    lxw_chart* add(lxw_chart_type type, const std::string& title);
    void put(lxw_chart* chart, const std::string& description) { put(chart, description, 1, 1); }
    /// One that takes a page.
    void put_large(lxw_chart* chart, const std::string& description);
    [[nodiscard]] int count() const { return count_; }
    /// After the last chart.
    void finish();

private:
    void put(lxw_chart* chart, const std::string& description, std::uint32_t across, std::uint32_t down);

    WorkbookFile& workbook_;
    const Sheet& sheet_;
    std::size_t slot_ = 0;
    int count_ = 0;
};

/// The hidden sheet, filled from top to bottom: block after block with a row of names above each.
class ChartData {
public:
    ChartData(WorkbookFile& workbook, const Sheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    [[nodiscard]] const std::string& sheet() const { return sheet_.name; }
    /// Begins a block; its rows follow.
    void begin(const std::vector<std::string>& names);
    void text(std::size_t column, std::string_view text) { workbook_.text(sheet_, row_, column, text); }
    void number(std::size_t column, double value) { workbook_.number(sheet_, row_, column, value, CellLook::Number); }
    /// A cell of another sheet by `divisor`, so that whoever changes the cell changes the chart.
    void cell(std::size_t column, const std::string& sheet, std::uint32_t row, std::size_t at, double divisor,
              double value);
    void end_row() { ++row_; }
    [[nodiscard]] std::uint32_t head() const { return head_; }
    [[nodiscard]] RowRun rows() const {
        return {.first = first_, .last = row_ > first_ ? row_ - 1 : first_, .says = ""};
    }

private:
    WorkbookFile& workbook_;
    const Sheet& sheet_;
    std::uint32_t row_ = 0;
    std::uint32_t head_ = 0;
    std::uint32_t first_ = 0;
};

}  // namespace pasar
