#include "reports/workbook_charts.h"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <array>
#include <string>

#include "reports/headlines.h"

namespace pasar {

namespace {

constexpr std::array<std::uint32_t, 6> kColours{0x2F6DB5, 0xD9822B, 0x3F8F4F, 0x9B4F96, 0x7A7A7A, 0xB5483B};

/// Measures of a day that say most, those first that a planner asks for first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kDaily{
    {{"gmv", "GMV a day"},
     {"orders", "Orders a day"},
     {"visits", "Visits a day"},
     {"failures", "Orders with a failure a day, by the day they were settled"},
     {"complaints", "Complaints a day"},
     {"buyers_left", "Customers who leave a day"},
     {"repeat_customers", "Customers with several orders"},
     {"courier_backlog", "Parcels waiting for couriers"}}};

constexpr std::uint32_t kChartRows = 18;
constexpr std::uint16_t kChartColumns = 9;
constexpr std::size_t kMostStudies = 12;

std::uint32_t colour(std::size_t place) { return kColours[place % kColours.size()]; }

/// The cells of a column from row to row, for a chart to point at.
struct Cells {
    const std::string& sheet;
    RowRun rows;
    std::size_t column;
};

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

void set_gridlines(lxw_chart_axis* axis) {
    lxw_chart_line line{};
    line.color = 0xDADADA;
    line.width = 0.75F;
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &line);
}

void set_numbers(lxw_chart_axis* axis) { chart_axis_set_num_format(axis, "[>=1000]#,##0;[<=-1000]-#,##0;General"); }

/// Charts on a sheet, two side by side.
class Grid {
public:
    Grid(WorkbookFile& workbook, const Sheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    lxw_chart* add(lxw_chart_type type, const std::string& title) {
        lxw_chart* chart = workbook_add_chart(workbook_.handle(), static_cast<std::uint8_t>(type));
        set_title(chart, title);
        set_gridlines(chart->y_axis);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        return chart;
    }

    void put(lxw_chart* chart, const std::string& description) {
        std::string copy = fit_for_a_title(description);
        lxw_chart_options options{};
        options.x_scale = 1.2;
        options.y_scale = 1.15;
        options.description = copy.data();
        const auto row = static_cast<lxw_row_t>(1 + count_ / 2 * kChartRows);
        const auto column = static_cast<lxw_col_t>(count_ % 2 * kChartColumns);
        worksheet_insert_chart_opt(sheet_.handle, row, column, chart, &options);
        ++count_;
    }

    [[nodiscard]] int count() const { return count_; }

private:
    WorkbookFile& workbook_;
    const Sheet& sheet_;
    int count_ = 0;
};

const PlacedTable* find(const std::vector<PlacedTable>& tables, std::string_view name) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const PlacedTable& t) { return t.table == name; });
    return found == tables.end() ? nullptr : &*found;
}

void draw_days(Grid& grid, const PlacedTable& daily) {
    const std::size_t date = daily.column("date");
    const std::size_t model = daily.column("model");
    for (const auto& [measure, title] : kDaily) {
        const std::size_t column = daily.column(measure);
        if (column == daily.header.size()) continue;
        lxw_chart* chart = grid.add(
            LXW_CHART_LINE, label_of(measure) + " a day" + (daily.has_means ? ", mean of the replications" : ""));
        std::uint32_t longest = 1;
        for (std::size_t run = 0; run < daily.runs.size(); ++run) {
            const RowRun& rows = daily.runs[run];
            lxw_chart_series* series = add_series(chart, {daily.sheet, rows, date}, {daily.sheet, rows, column});
            chart_series_set_name_range(series, daily.sheet.c_str(), rows.first, static_cast<lxw_col_t>(model));
            set_line(series, colour(run), 1.25F);
            longest = std::max(longest, rows.last - rows.first + 1);
        }
        chart_axis_set_num_format(chart->x_axis, "d mmm yyyy");
        const auto interval = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, longest / 6));
        chart_axis_set_interval_unit(chart->x_axis, interval);
        chart_axis_set_interval_tick(chart->x_axis, interval);
        chart_axis_set_num_format(chart->y_axis, "#,##0");
        grid.put(chart, fmt::format("Line chart of {} over the days of the run, a line a model; data in the sheet {}",
                                    label_of(measure), daily.sheet));
    }
}

/// The difference of two models along a path, between the ends of its interval.
void draw_curves(Grid& grid, const PlacedTable& curve) {
    const std::size_t value = curve.column("value");
    if (value == curve.header.size()) return;
    for (std::size_t run = 0; run < std::min(curve.runs.size(), kMostStudies); ++run) {
        lxw_chart* chart =
            grid.add(LXW_CHART_SCATTER_STRAIGHT, "Difference with its 95 % interval: " + curve.runs[run].says);
        for (const char* name : {"difference", "confidence_low", "confidence_high"}) {
            const std::size_t column = curve.column(name);
            if (column == curve.header.size()) continue;
            lxw_chart_series* series =
                add_series(chart, {curve.sheet, curve.runs[run], value}, {curve.sheet, curve.runs[run], column});
            chart_series_set_name_range(series, curve.sheet.c_str(), 2, static_cast<lxw_col_t>(column));
            const bool middle = std::string_view(name) == "difference";
            set_line(series, middle ? colour(0) : 0x9DB8DA, middle ? 2.25F : 1.0F);
        }
        set_numbers(chart->y_axis);
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        grid.put(chart,
                 "Line of the paired difference along the varied parameter between the ends of its interval; data in "
                 "the sheet " +
                     curve.sheet);
    }
}

/// In a chart of bars libxlsxwriter calls the upright axis y, and that one bears the names.
void dress_bars(lxw_chart* chart) {
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    set_gridlines(chart->x_axis);
    set_numbers(chart->x_axis);
    chart_set_series_gap(chart, 60);
}

/// A bar a row, longest wherever the table puts it; the first row on top.
lxw_chart* bars(Grid& grid, const PlacedTable& table, const RowRun& rows, std::string_view names,
                std::string_view values, const std::string& title) {
    lxw_chart* chart = grid.add(LXW_CHART_BAR, title);
    lxw_chart_series* series =
        add_series(chart, {table.sheet, rows, table.column(names)}, {table.sheet, rows, table.column(values)});
    chart_series_set_name_range(series, table.sheet.c_str(), 2, static_cast<lxw_col_t>(table.column(values)));
    set_fill(series, colour(0));
    chart_series_set_invert_if_negative(series);
    dress_bars(chart);
    return chart;
}

void draw_bars(Grid& grid, const PlacedTable* table, std::string_view names, std::string_view values,
               std::string_view title) {
    if (table == nullptr || table->column(names) == table->header.size()) return;
    if (table->column(values) == table->header.size()) return;
    for (std::size_t run = 0; run < std::min(table->runs.size(), kMostStudies); ++run) {
        const std::string full = std::string(title) + ": " + table->runs[run].says;
        lxw_chart* chart = bars(grid, *table, table->runs[run], names, values, full);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        grid.put(chart, full + ", a bar a row of the sheet " + table->sheet);
    }
}

/// What the measure is at the low and the high end of each parameter.
void draw_tornado(Grid& grid, const PlacedTable* table) {
    if (table == nullptr) return;
    const std::size_t low = table->column("at_low");
    const std::size_t high = table->column("at_high");
    if (low == table->header.size() || high == table->header.size()) return;
    for (std::size_t run = 0; run < std::min(table->runs.size(), kMostStudies); ++run) {
        lxw_chart* chart =
            grid.add(LXW_CHART_BAR, "With each parameter at its low and its high end: " + table->runs[run].says);
        for (const std::size_t column : {low, high}) {
            lxw_chart_series* series = add_series(chart, {table->sheet, table->runs[run], table->column("path")},
                                                  {table->sheet, table->runs[run], column});
            chart_series_set_name_range(series, table->sheet.c_str(), 2, static_cast<lxw_col_t>(column));
            set_fill(series, colour(column == low ? 1 : 0));
        }
        dress_bars(chart);
        chart_set_series_overlap(chart, 100);
        // Bars reach from the scenario as it is to either end.
        if (const auto& base = table->runs[run].base) chart_axis_set_crossing(chart->x_axis, *base);
        grid.put(chart, "Bars of the measure at both ends of each parameter; data in the sheet " + table->sheet);
    }
}

/// Beyond 100 % of the baseline the smaller differences could not be seen.
constexpr double kWidestAxis = 1.0;

/// A line from end to end of an interval that stands in one row, named by its measure.
void add_interval(lxw_chart* chart, const std::string& sheet, std::uint32_t row) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, sheet.c_str(), row, kDifferenceShareColumn + 1, row,
                                kDifferenceShareColumn + 2);
    chart_series_set_values(series, sheet.c_str(), row, kPlaceColumn, row, kPlaceColumn + 1);
    chart_series_set_name_range(series, sheet.c_str(), row, kMeasureColumn);
    set_line(series, colour(0), 2.0F);
}

/// The differences themselves, with the names of their measures.
void add_dots(lxw_chart* chart, const std::string& sheet, const PlacedDifferences& pair) {
    const RowRun rows{pair.first, pair.last};
    lxw_chart_series* series = add_series(chart, {sheet, rows, kDifferenceShareColumn}, {sheet, rows, kPlaceColumn});
    lxw_chart_line none{};
    none.none = LXW_TRUE;
    chart_series_set_line(series, &none);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_DIAMOND);
    chart_series_set_marker_size(series, 7);
    lxw_chart_fill fill{};
    fill.color = colour(0);
    chart_series_set_marker_fill(series, &fill);
    std::vector<std::string> texts = pair.labels;
    std::vector<lxw_chart_data_label> labels(texts.size());
    std::vector<lxw_chart_data_label*> pointers;
    for (std::size_t place = 0; place < texts.size(); ++place) {
        labels[place].value = texts[place].data();
        pointers.push_back(&labels[place]);
    }
    pointers.push_back(nullptr);
    chart_series_set_labels(series);
    chart_series_set_labels_custom(series, pointers.data());
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
}

}  // namespace

int draw_charts(WorkbookFile& workbook, const Sheet& charts, const std::vector<PlacedTable>& tables) {
    Grid grid(workbook, charts);
    if (const PlacedTable* curve = find(tables, "curve")) draw_curves(grid, *curve);
    draw_bars(grid, find(tables, "attribution"), "cause", "effect", "What each cause takes; the last bar is the whole");
    draw_tornado(grid, find(tables, "tornado"));
    draw_bars(grid, find(tables, "morris"), "path", "mu_star", "Morris: mean size of the effect (mu*)");
    draw_bars(grid, find(tables, "sobol"), "path", "total", "Sobol: total index");
    if (const PlacedTable* daily = find(tables, "daily")) draw_days(grid, *daily);
    worksheet_gridlines(charts.handle, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(charts.handle);
    worksheet_fit_to_pages(charts.handle, 1, 0);
    return grid.count();
}

void draw_differences(WorkbookFile& workbook, const Sheet& answer, const std::vector<PlacedDifferences>& pairs) {
    constexpr std::uint16_t kBeside = kPlaceColumn + 3;
    for (const PlacedDifferences& pair : pairs) {
        lxw_chart* chart = workbook_add_chart(workbook.handle(), LXW_CHART_SCATTER_STRAIGHT);
        for (std::uint32_t row = pair.first; row <= pair.last; ++row) add_interval(chart, answer.name, row);
        add_dots(chart, answer.name, pair);
        const bool cut = pair.widest > kWidestAxis;
        if (cut) {
            chart_axis_set_min(chart->x_axis, -kWidestAxis);
            chart_axis_set_max(chart->x_axis, kWidestAxis);
        }
        const std::string title = pair.title + (cut ? "; the axis ends at ±100 %" : "");
        set_title(chart, title);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        chart_axis_set_num_format(chart->x_axis, "0%");
        set_gridlines(chart->x_axis);
        chart_axis_set_min(chart->y_axis, 0);
        chart_axis_set_max(chart->y_axis, pair.last - pair.first + 2);
        chart_axis_set_reverse(chart->y_axis);
        chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
        chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
        std::string description = fit_for_a_title(title + "; data beside the chart");
        lxw_chart_options options{};
        options.x_scale = 1.6;
        options.y_scale = 1.7;
        options.description = description.data();
        worksheet_insert_chart_opt(answer.handle, pair.first - 1, kBeside, chart, &options);
    }
}

}  // namespace pasar
