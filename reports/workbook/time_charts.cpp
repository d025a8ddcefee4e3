#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/headlines.h"
#include "reports/months_view.h"
#include "reports/page/page_parts.h"
#include "reports/workbook/chart_kinds.h"

namespace pasar {

namespace {

/// Measures of a day that say most, those first that a planner asks for first, with what a chart of days calls them.
struct DailyChart {
    std::string_view column, title;
    MeasuredWhere where = MeasuredWhere::Always;
};
constexpr std::array<DailyChart, 12> kDaily{{{"gmv", "GMV a day"},
                                             {"orders", "Orders a day"},
                                             {"visits", "Visits a day"},
                                             {"failures", "Orders with a failure a day, by the day they were settled"},
                                             {"complaints", "Complaints a day"},
                                             {"buyers_left", "Customers who leave a day"},
                                             {"repeat_customers", "Repeat customers, without advocates"},
                                             {"courier_backlog", "Parcels waiting for couriers"},
                                             {"recurring_money", "Recurring revenue", MeasuredWhere::Subscriptions},
                                             {"paying_subscribers", "Paying subscribers", MeasuredWhere::Subscriptions},
                                             {"daily_active", "Daily active people", MeasuredWhere::Feeds},
                                             {"monthly_active", "Monthly active people", MeasuredWhere::Feeds}}};

/// Of a long run, by the month, those of subscriptions and feeds where there are any; as the page calls them.
constexpr std::array<std::string_view, 14> kMonthly{"contribution",
                                                    "GMV",
                                                    "orders",
                                                    "visits",
                                                    "conversion",
                                                    "customers",
                                                    "customers who left",
                                                    "failure rate",
                                                    "complaint rate",
                                                    "recurring revenue",
                                                    "paying subscribers",
                                                    "daily active",
                                                    "monthly active",
                                                    "stickiness"};

std::string warm_up_in_words(const PageSource& source) {
    return source.warm_up == 0 ? "" : fmt::format("; days 0 to {} are warm-up", source.warm_up - 1);
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

}  // namespace

void draw_days(ChartGrid& grid, const PlacedTable& daily, const PageSource& source) {
    const std::size_t date = daily.column("date");
    const std::size_t model = daily.column("model");
    for (const auto& [measure, title, where] : kDaily) {
        const std::size_t column = daily.column(measure);
        if (column == daily.header.size() || !is_measured(where, source.headlines_there())) continue;
        lxw_chart* chart =
            grid.add(LXW_CHART_LINE, std::string(title) + (daily.has_means ? ", mean of the replications" : "") +
                                         warm_up_in_words(source));
        std::uint32_t longest = 1;
        for (std::size_t run = 0; run < daily.runs.size(); ++run) {
            if (run < source.models.size() && !is_measured_of(source, run, where)) continue;
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
        name_axis(chart->y_axis, measure == "gmv" || measure == "recurring_money" ? source.currency : "");
        grid.put(chart, fmt::format("Line chart of {} over the days of the run, a line a model; data in the sheet {}",
                                    label_of(measure), daily.sheet));
    }
}

void draw_months(ChartGrid& grid, ChartData& data, const PageSource& source) {
    const PageDays days = read_page_days(source);
    if (days.fine.count == 0) return;
    const MonthsView months(source, days);
    for (const std::string_view wanted : kMonthly) {
        const auto& all = period_measures();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const PeriodMeasure& measure) { return measure.label == wanted; });
        if (found == all.end() || !is_measured(found->where, source.headlines_there())) continue;
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
            if (!is_measured_of(source, model, found->where)) continue;
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

}  // namespace pasar
