#include "reports/workbook_charts.h"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "reports/headlines.h"
#include "reports/months_view.h"
#include "reports/page_parts.h"
#include "reports/study_table.h"

namespace pasar {

namespace {

constexpr std::array<std::uint32_t, 6> kColours{0x2F6DB5, 0xD9822B, 0x3F8F4F, 0x9B4F96, 0x7A7A7A, 0xB5483B};

/// Measures of a day that say most, those first that a planner asks for first, with what a chart of days calls them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kDaily{
    {{"gmv", "GMV a day"},
     {"orders", "Orders a day"},
     {"visits", "Visits a day"},
     {"failures", "Orders with a failure a day, by the day they were settled"},
     {"complaints", "Complaints a day"},
     {"buyers_left", "Customers who leave a day"},
     {"repeat_customers", "Repeat customers, without advocates"},
     {"courier_backlog", "Parcels waiting for couriers"}}};

/// Of a long run, by the month; as the page calls them.
constexpr std::array<std::string_view, 9> kMonthly{
    "contribution",       "GMV",          "orders",        "visits", "conversion", "customers",
    "customers who left", "failure rate", "complaint rate"};

constexpr std::size_t kMostStudies = 12;
/// Charts of differences; all differences stand on the first sheet.
constexpr std::size_t kMostPairCharts = 28;

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

/// As many decimals as ticks between nothing and `largest` need.
void set_numbers(lxw_chart_axis* axis, double largest) {
    chart_axis_set_num_format(axis, largest >= 10.0 ? "#,##0" : largest >= 1.0 ? "0.0" : "0.00##");
}

/// Charts on a sheet, two side by side, each in cells of its own. A page on its side holds two rows of them.
class ChartGrid {
public:
    ChartGrid(WorkbookFile& workbook, const Sheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    lxw_chart* add(lxw_chart_type type, const std::string& title) {
        lxw_chart* chart = workbook_add_chart(workbook_.handle(), static_cast<std::uint8_t>(type));
        set_title(chart, title);
        set_gridlines(chart->y_axis);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        chart_show_hidden_data(chart);  // of the sheet that holds what no sheet for people does
        return chart;
    }

    void put(lxw_chart* chart, const std::string& description) { put(chart, description, 1, 1); }
    /// One that takes a page.
    void put_large(lxw_chart* chart, const std::string& description) {
        slot_ += slot_ % 2;
        slot_ += slot_ % 4;  // to the top of a page
        put(chart, description, 2, 2);
        slot_ += 3;
    }

    [[nodiscard]] int count() const { return count_; }

    /// After the last chart.
    void finish() {
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

private:
    static constexpr std::uint32_t kSlotRows = 18;
    static constexpr std::uint16_t kSlotColumns = 9;
    static constexpr double kRowPixels = 20.0;
    static constexpr double kColumnPixels = 64.0;

    void put(lxw_chart* chart, const std::string& description, std::uint32_t across, std::uint32_t down) {
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
    void begin(const std::vector<std::string>& names) {
        if (row_ > 0) ++row_;
        for (std::size_t column = 0; column < names.size(); ++column)
            workbook_.text(sheet_, row_, column, names[column], CellLook::Header);
        head_ = row_;
        first_ = ++row_;
    }
    void text(std::size_t column, std::string_view text) { workbook_.text(sheet_, row_, column, text); }
    void number(std::size_t column, double value) { workbook_.number(sheet_, row_, column, value, CellLook::Number); }
    /// A cell of another sheet by `divisor`, so that who changes it changes the chart.
    void cell(std::size_t column, const std::string& sheet, std::uint32_t row, std::size_t at, double divisor,
              double value) {
        std::array<char, 16> place{};  // such as $XFD$1048576
        lxw_rowcol_to_cell_abs(place.data(), row, static_cast<lxw_col_t>(at), LXW_TRUE, LXW_TRUE);
        workbook_.formula(sheet_, row_, column, fmt::format("='{}'!{}/{}", sheet, place.data(), divisor), value);
    }
    void end_row() { ++row_; }
    [[nodiscard]] std::uint32_t head() const { return head_; }
    [[nodiscard]] RowRun rows() const {
        return {.first = first_, .last = row_ > first_ ? row_ - 1 : first_, .says = ""};
    }
    /// The row that is written now.
    [[nodiscard]] std::uint32_t row() const { return row_; }

private:
    WorkbookFile& workbook_;
    const Sheet& sheet_;
    std::uint32_t row_ = 0;
    std::uint32_t head_ = 0;
    std::uint32_t first_ = 0;
};

const PlacedTable* find(const std::vector<PlacedTable>& tables, std::string_view name) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const PlacedTable& t) { return t.table == name; });
    return found == tables.end() ? nullptr : &*found;
}

std::string warm_up_in_words(const PageSource& source) {
    return source.warm_up == 0 ? "" : fmt::format("; days 0 to {} are warm-up", source.warm_up - 1);
}

/// Of a short run: each day.
void draw_days(ChartGrid& grid, const PlacedTable& daily, const PageSource& source) {
    const std::size_t date = daily.column("date");
    const std::size_t model = daily.column("model");
    for (const auto& [measure, title] : kDaily) {
        const std::size_t column = daily.column(measure);
        if (column == daily.header.size()) continue;
        lxw_chart* chart =
            grid.add(LXW_CHART_LINE, std::string(title) + (daily.has_means ? ", mean of the replications" : "") +
                                         warm_up_in_words(source));
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
        name_axis(chart->y_axis, measure == "gmv" ? source.currency : "");
        grid.put(chart, fmt::format("Line chart of {} over the days of the run, a line a model; data in the sheet {}",
                                    label_of(measure), daily.sheet));
    }
}

/// Markers of months in the warm-up are grey, and that of a month which the run cut short is hollow.
void mark_months(lxw_chart_series* series, const PageSource& source, std::size_t months, std::uint32_t line_colour) {
    lxw_chart_line edge{};
    edge.color = line_colour;
    lxw_chart_fill grey{};
    grey.color = 0xBDBDBD;
    lxw_chart_fill white{};
    white.color = 0xFFFFFF;
    std::vector<lxw_chart_point> points(months);
    std::vector<lxw_chart_point*> pointers;
    for (std::size_t month = 0; month < months; ++month) {
        const std::int64_t first = static_cast<std::int64_t>(month) * kDaysPerMonth;
        const bool warm = first < source.warm_up;
        if (warm || first + kDaysPerMonth > source.days) {
            points[month].line = &edge;
            points[month].fill = warm ? &grey : &white;
        }
        pointers.push_back(&points[month]);
    }
    pointers.push_back(nullptr);
    chart_series_set_points(series, pointers.data());
}

/// Of a long run: months of 30 days, as the answer tells what adds up.
void draw_months(ChartGrid& grid, ChartData& data, const PageSource& source) {
    const PageDays days = read_page_days(source);
    if (days.fine.count == 0) return;
    const MonthsView months(source, days);
    for (const std::string_view wanted : kMonthly) {
        const auto& all = period_measures();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const PeriodMeasure& measure) { return measure.label == wanted; });
        if (found == all.end()) continue;
        const auto measure = static_cast<std::size_t>(found - all.begin());
        const Scale scale = months.scale(measure);
        std::vector<std::string> names{"days"};
        names.insert(names.end(), source.models.begin(), source.models.end());
        data.begin(names);
        double largest = 0.0;
        for (std::size_t month = 0; month < days.months.count; ++month) {
            data.text(0, months.days_in_words(month));
            for (std::size_t model = 0; model < source.models.size(); ++model) {
                const double value = days.months.at(model, measure, month).mean() / scale.divisor;
                data.number(1 + model, value);
                if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
            }
            data.end_row();
        }
        lxw_chart* chart =
            grid.add(LXW_CHART_LINE, months.title(measure) + ", mean of the replications" + warm_up_in_words(source) +
                                         (source.warm_up > 0 ? " (grey)" : ""));
        for (std::size_t model = 0; model < source.models.size(); ++model) {
            lxw_chart_series* series =
                add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + model});
            chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(1 + model));
            set_line(series, colour(model), 2.0F);
            chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
            chart_series_set_marker_size(series, 5);
            mark_months(series, source, days.months.count, colour(model));
        }
        set_numbers(chart->y_axis, largest);
        name_axis(chart->x_axis, "days of the run, from 0");
        name_axis(chart->y_axis, unit_behind("", scale.unit));
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        grid.put(chart, fmt::format("Line chart of {} by months of 30 days, a line a model", months.title(measure)));
    }
}

/// A table of an experiment with all that its charts need.
struct ChartedStudy {
    const PlacedTable& placed;
    const CsvTable& table;
    const StudyTableView& view;
    const MovedParameters& parameters;

    [[nodiscard]] bool has(std::string_view column) const { return placed.column(column) < placed.header.size(); }
    [[nodiscard]] std::size_t row_of(std::uint32_t sheet_row) const { return sheet_row - placed.runs.front().first; }
    [[nodiscard]] std::string text(std::uint32_t sheet_row, std::string_view column) const {
        return has(column) ? table.text(row_of(sheet_row), placed.column(column)) : "";
    }
    /// The short name of the parameter that a row moves.
    [[nodiscard]] std::string parameter(std::uint32_t sheet_row) const {
        const std::string path = text(sheet_row, "path");
        const MovedParameter* found = parameters.find(path);
        return found == nullptr ? path : found->name;
    }
    /// "Own store less Marketplace, contribution a month"
    [[nodiscard]] std::string subject(const RowRun& run) const {
        const std::string baseline = text(run.first, "baseline");
        return fmt::format("{}{}, {}", text(run.first, "model"), baseline.empty() ? "" : " less " + baseline,
                           view.label(row_of(run.first)));
    }
    /// Says what stands there.
    double put(ChartData& data, std::size_t column, std::uint32_t sheet_row, std::string_view name) const {
        const std::size_t at = placed.column(name);
        const std::size_t row = row_of(sheet_row);
        const double divisor = view.divisor(row, at);
        const double value = table.number(row, at) / divisor;
        data.cell(column, placed.sheet, sheet_row, at, divisor, value);
        return value;
    }
};

/// The difference of two models along a path, between the ends of its interval.
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

/// What stands at the bars and how long they are.
struct BarPlan {
    std::string_view title;
    std::vector<std::pair<std::string_view, std::string_view>> series;  ///< column and what it is called
    std::string_view unit;                                              ///< empty: that of the row
};

/// A bar a row in the order of the table, the first on top; several series lie over each other.
void draw_bars(ChartGrid& grid, ChartData& data, const ChartedStudy& study, const BarPlan& plan) {
    if (!study.has(plan.series.front().first)) return;
    for (std::size_t i = 0; i < std::min(study.placed.runs.size(), kMostStudies); ++i) {
        const RowRun& run = study.placed.runs[i];
        std::vector<std::string> names{"of"};
        for (const auto& [column, says] : plan.series) names.emplace_back(says);
        data.begin(names);
        double largest = 0.0;
        for (std::uint32_t row = run.first; row <= run.last; ++row) {
            const std::string cause = study.text(row, "cause");
            data.text(0, cause.empty() ? study.parameter(row) : cause == "whole" ? "all of them" : heading_of(cause));
            for (std::size_t series = 0; series < plan.series.size(); ++series) {
                const double value = std::abs(study.put(data, 1 + series, row, plan.series[series].first));
                if (std::isfinite(value)) largest = std::max(largest, value);
            }
            data.end_row();
        }
        const std::string full = fmt::format("{}: {}", plan.title, study.subject(run));
        lxw_chart* chart = grid.add(LXW_CHART_BAR, full);
        for (std::size_t place = 0; place < plan.series.size(); ++place) {
            lxw_chart_series* series =
                add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1 + place});
            chart_series_set_name_range(series, data.sheet().c_str(), data.head(), static_cast<lxw_col_t>(1 + place));
            set_fill(series, colour(plan.series.size() == 1 ? 0 : 1 - place));
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
    for (std::size_t place = 0; place < texts.size(); ++place) {
        labels[place].value = texts[place].data();
        pointers.push_back(&labels[place]);
    }
    pointers.push_back(nullptr);
    chart_series_set_labels(series);
    chart_series_set_labels_custom(series, pointers.data());
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
}

/// The differences of a pair as dots one below the other, each with a line from end to end of its interval.
void draw_differences(ChartGrid& grid, ChartData& data, const PairInShares& pair) {
    if (pair.rows.empty()) return;
    data.begin({"measure", "difference", "from", "to", "place", "place"});
    double widest = 0.0;
    std::uint32_t place = 0;
    for (const PairInShares::Row& row : pair.rows) {
        data.text(0, row.label);
        data.number(1, on_axis(row.share));
        data.number(2, on_axis(std::isfinite(row.low) ? row.low : row.share));
        data.number(3, on_axis(std::isfinite(row.high) ? row.high : row.share));
        ++place;
        data.number(4, place);
        data.number(5, place);
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
    chart_axis_set_max(chart->y_axis, place + 1.0);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    grid.put_large(chart, title + "; the differences stand on the first sheet");
}

}  // namespace

int draw_charts(WorkbookFile& workbook, const Sheet& charts, const Sheet& hidden, const PageSource& source,
                const std::vector<PlacedTable>& tables, const std::vector<PairInShares>& pairs) {
    ChartGrid grid(workbook, charts);
    ChartData data(workbook, hidden);
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
    grid.finish();
    return grid.count();
}

}  // namespace pasar
