#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/months_view.h"
#include "reports/page/page_sections.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// For whole columns of numbers: a chart shows no more than this.
Json short_number(double value) { return std::isfinite(value) ? Json(round_to_digits(value, 5)) : Json(); }

Json lines_of(const Periods& periods, std::size_t model, std::size_t measure, const Scale& scale) {
    Json mean = Json::array();
    Json low = Json::array();
    Json high = Json::array();
    for (std::size_t period = 0; period < periods.count; ++period) {
        const RunningMean& cell = periods.at(model, measure, period);
        const Interval interval = cell.interval();
        mean.push_back(short_number(cell.mean() / scale.divisor));
        low.push_back(short_number(interval.low / scale.divisor));
        high.push_back(short_number(interval.high / scale.divisor));
    }
    return {{"mean", mean}, {"low", low}, {"high", high}};
}

/// Of a model that has none of it.
Json no_lines(const Periods& periods) {
    const Json nothing(std::vector<Json>(periods.count));
    return {{"mean", nothing}, {"low", nothing}, {"high", nothing}};
}

std::vector<std::size_t> measures_of(MeasuredWhere where) {
    std::vector<std::size_t> places;
    for (std::size_t measure = 0; measure < period_measures().size(); ++measure)
        if (period_measures()[measure].where == where) places.push_back(measure);
    return places;
}

Json view_for_chart(const PageSource& source, const PeriodsView& view, std::string_view says,
                    MeasuredWhere where = MeasuredWhere::Always) {
    Json measures = Json::array();
    for (const std::size_t measure : measures_of(where)) {
        const Scale scale = view.scale(measure);
        Json lines = Json::array();
        for (std::size_t model = 0; model < source.models.size(); ++model)
            lines.push_back(is_measured_of(source, model, where) ? lines_of(view.periods(), model, measure, scale)
                                                                 : no_lines(view.periods()));
        measures.push_back({{"label", period_measures()[measure].label},
                            {"title", view.title(measure)},
                            {"unit", view.unit(measure)},
                            {"decimals", scale.decimals},
                            {"models", lines}});
    }
    return {
        {"says", says}, {"step", view.periods().length_days}, {"part", view.days_of_part()}, {"measures", measures}};
}

/// Events for charts over days. `models` are places among those of the page, empty for all.
Json events_for_chart(const PageSource& source) {
    Json events = Json::array();
    for (const ToldEvent& event : source.events) {
        Json models = Json::array();
        for (const std::string& model : event.models)
            if (const std::size_t place = source.position_of(model); place < source.models.size())
                models.push_back(place);
        Json entry{{"name", printable_name(event.name)}, {"day", event.day}, {"models", models}};
        if (event.is_span()) entry["until"] = event.until;
        events.push_back(std::move(entry));
    }
    return events;
}

HtmlTable months_table(const PageSource& source, const PageDays& days, const MonthsView& months,
                       std::string_view caption, MeasuredWhere where) {
    std::vector<HtmlTable::Heading> headings{{"measure", false}, {"days", false}};
    for (const std::string& model : source.models) headings.push_back({printable_name(model)});
    HtmlTable table(std::string(caption), headings);
    for (const std::size_t measure : measures_of(where)) {
        const Scale scale = months.scale(measure);
        for (std::size_t period = 0; period < days.months.count; ++period) {
            std::vector<std::string> row{months.title(measure), months.days_in_words(period)};
            for (std::size_t model = 0; model < source.models.size(); ++model) {
                const RunningMean& cell = days.months.at(model, measure, period);
                row.push_back(is_measured_of(source, model, where)
                                  ? with_interval(scale(cell.mean()), cell.interval(), scale)
                                  : "–");
            }
            table.row(row);
        }
    }
    return table;
}

constexpr std::string_view kEventsInCharts =
    " Events of the timeline are shaded, or a line where they begin for good or last a day.";

/// Visits and orders on their way from the visit to the parcel in the buyer's hands, a mean of the replications.
struct VisitStep {
    std::string_view label;
    double count = 0.0;
};
std::array<VisitStep, 8> visit_steps(const PageDays& days, std::size_t model, double factor) {
    const auto total = [&](std::string_view column) { return factor * days.total(model, column); };
    const double visits = total("visits");
    const double stayed = visits - total("visits_lost_to_overload") - total("visits_abandoned");
    return {VisitStep{"visits", visits},
            VisitStep{"visits that stayed", stayed},
            VisitStep{"visits that chose", stayed - total("visits_without_choice")},
            VisitStep{"orders", total("orders")},
            VisitStep{"orders dispatched", total("dispatched")},
            VisitStep{"orders delivered", total("delivered")},
            VisitStep{"orders on time", total("delivered_on_time")},
            VisitStep{"orders without failure", total("settled") - total("failures")}};
}

}  // namespace

PageSection events_section(const PageSource& source) {
    PageSection section{.id = "events", .title = "Events"};
    if (source.events.empty()) return section;
    HtmlTable table("Events of the timeline that fell in the run; days count from 0",
                    {{"event", false}, {"days", false}, {"dates", false}, {"models", false}, {"what it sets", false}});
    for (const ToldEvent& event : source.events) {
        std::string models = event.models.empty() ? "all" : "";
        for (const std::string& model : event.models) models += (models.empty() ? "" : ", ") + printable_name(model);
        table.row({printable_name(event.name), days_in_words(event), dates_in_words(event, source.start_date), models,
                   event.sets.empty() ? "nothing" : event.sets});
    }
    section.table(table);
    return section;
}

PageSection series_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "days", .title = "Over time"};
    const std::size_t models = source.models.size();
    if (days.fine.count == 0 || models == 0) return section;
    const bool by_month = source.period().factor != 1.0;
    const std::int64_t length = days.fine.length_days;
    const PeriodsView fine(source, days.fine, 1.0, " a day");
    const MonthsView months(source, days);
    const std::string points = length == 1 ? "days" : fmt::format("{} days each", length);
    Json views = Json::array();
    if (by_month) views.push_back(view_for_chart(source, months, "months (30 days)"));
    views.push_back(view_for_chart(source, fine, points));

    const HtmlTable table =
        months_table(source, days, months, "Means over replications (95 % interval) of 30 days each; days count from 0",
                     MeasuredWhere::Always);
    std::string caption =
        "Mean over replications; the band is the 95 % interval of the mean. A rate here is one of what ended in a "
        "period, "
        "those of the answer are of the orders placed in the run.";
    if (by_month) caption += " What happens is told at the rate of a month of 30 days, as in the answer.";
    if (const std::int64_t part = months.days_of_part(); by_month && part > 0)
        caption += fmt::format(" The last month has {} of its 30 days: its points are hollow.", part);
    if (!source.events.empty()) caption += kEventsInCharts;
    Json data{{"start", source.start_date}, {"days", source.days}, {"warm_up", source.warm_up}, {"views", views}};
    if (!source.events.empty()) data["events"] = events_for_chart(source);
    section.figure("series", "series", caption, std::move(data));
    section.table(table, "Month by month as a table");
    return section;
}

void add_days_of(PageSection& section, const PageSource& source, const PageDays& days, MeasuredWhere where) {
    if (days.fine.count == 0 || !is_measured(where, source.headlines_there())) return;
    const bool are_readers = where == MeasuredWhere::Feeds;
    const std::string id = are_readers ? "readers-days" : "subscribers-days";
    const std::int64_t length = days.fine.length_days;
    const PeriodsView fine(source, days.fine, 1.0, " a day");
    const MonthsView months(source, days);
    std::string caption =
        are_readers
            ? "Daily active are the people who read on the day, monthly active those who read on one of the last 30 "
              "days, that day included; stickiness is the first over the second: of those who read within a "
              "month, who reads on a day. In the first 30 days there are fewer days to look back on, so that "
              "stickiness begins too high."
            : "How things stand in the evening: subscribers who pay, with those whose last bill is not collected "
              "yet (past due) among them, buyers on trial and subscribers who pause beside them, and what all who "
              "pay are billed for 30 days.";
    caption += " Mean over replications; the band is the 95 % interval of the mean.";
    if (!source.events.empty()) caption += kEventsInCharts;
    Json data{{"start", source.start_date},
              {"days", source.days},
              {"warm_up", source.warm_up},
              {"views", Json::array({view_for_chart(
                            source, fine, length == 1 ? "days" : fmt::format("{} days each", length), where)})}};
    if (!source.events.empty()) data["events"] = events_for_chart(source);
    section.figure(id, "series", caption, std::move(data));
    section.table(months_table(source, days, months,
                               "On the last day of 30 days each, means over replications (95 % interval); days count "
                               "from 0",
                               where),
                  "Month by month as a table");
}

PageSection readers_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "readers", .title = "Readers"};
    add_days_of(section, source, days, MeasuredWhere::Feeds);
    return section;
}

PageSection visits_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "visits", .title = "Visits and orders"};
    if (days.fine.count == 0 || source.models.empty()) return section;
    const Period period = source.period();
    std::vector<HtmlTable::Heading> headings{{"step", false}};
    for (const std::string& model : source.models) {
        headings.push_back({printable_name(model)});
        headings.push_back({"of visits"});
        headings.push_back({"of the step before"});
    }
    HtmlTable table(fmt::format("Visits and orders{}, a mean of the replications", period.words), headings);
    std::vector<std::array<VisitStep, 8>> steps_of_models;
    Json entries = Json::array();
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        steps_of_models.push_back(visit_steps(days, model, period.factor));
        Json counts = Json::array();
        for (const VisitStep& step : steps_of_models.back()) counts.push_back(chart_number(step.count));
        entries.push_back(std::move(counts));
    }
    Json labels = Json::array();
    for (std::size_t step = 0; step < steps_of_models.front().size(); ++step) {
        labels.push_back(steps_of_models.front()[step].label);
        std::vector<std::string> row{std::string(steps_of_models.front()[step].label)};
        for (const auto& steps : steps_of_models) {
            row.push_back(grouped(steps[step].count));
            row.push_back(percent(steps[step].count, steps[0].count));
            row.push_back(step == 0 ? "–" : percent(steps[step].count, steps[step - 1].count));
        }
        table.row(row);
    }
    section.figure(
        "visits", "visits",
        fmt::format(
            "How many visits end in an order, and how many orders in a parcel handed over: visits and orders{}, "
            "not people, a mean of the replications, in brackets % of visits. Orders still on their way when "
            "the run ends are missing from the later steps.",
            period.words),
        {{"steps", labels}, {"models", entries}});
    section.table(table, "Visits and orders as a table");
    return section;
}

PageSection journey_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "journey", .title = "Customer journey"};
    if (days.fine.count == 0 || source.models.empty()) return section;
    const auto stages = journey_stages();
    const auto buyers = [&](std::size_t model, std::size_t stage, std::size_t period) {
        return days.stages[(model * stages.size() + stage) * days.fine.count + period].mean();
    };
    const auto everyone = [&](std::size_t model, std::size_t period) {
        double sum = 0.0;
        for (std::size_t stage = 0; stage < stages.size(); ++stage) sum += buyers(model, stage, period);
        return sum;
    };
    // A point a week is enough for what moves so slowly.
    const std::size_t stride = std::max<std::size_t>(1, static_cast<std::size_t>(7 / days.fine.length_days));
    std::vector<std::size_t> periods;
    for (std::size_t period = 0; period < days.fine.count; period += stride) periods.push_back(period);
    if (periods.back() + 1 != days.fine.count) periods.push_back(days.fine.count - 1);

    Json entries = Json::array();
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        Json by_stage = Json::array();
        for (std::size_t stage = 0; stage < stages.size(); ++stage) {
            Json shares = Json::array();
            for (const std::size_t period : periods) {
                const double share = 100.0 * buyers(model, stage, period) / everyone(model, period);
                shares.push_back(std::isfinite(share) ? Json(round_to_digits(share, 4)) : Json());
            }
            by_stage.push_back(std::move(shares));
        }
        entries.push_back(std::move(by_stage));
    }
    Json at = Json::array();
    for (const std::size_t period : periods) {
        at.push_back(
            std::min<std::int64_t>(source.days, static_cast<std::int64_t>(period + 1) * days.fine.length_days) - 1);
    }
    Json labels = Json::array();
    std::vector<HtmlTable::Heading> headings{{"model", false}, {"day"}};
    for (const JourneyStage& stage : stages) {
        labels.push_back(stage.label);
        headings.push_back({std::string(stage.label)});
    }
    HtmlTable table("Share of all buyers in each stage in the evening, a mean of the replications; days count from 0",
                    headings);
    const std::size_t rows = std::min<std::size_t>(periods.size(), 13);
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t position = rows < 2 ? 0 : i * (periods.size() - 1) / (rows - 1);
            const std::size_t period = periods[position];
            std::vector<std::string> row{printable_name(source.models[model]),
                                         grouped(static_cast<double>(at[position].get<std::int64_t>()))};
            for (std::size_t stage = 0; stage < stages.size(); ++stage) {
                row.push_back(percent(buyers(model, stage, period), everyone(model, period), 2));
            }
            table.row(row);
        }
    }
    std::string caption =
        "Share of all buyers in each stage of the journey in the evening, a mean of the replications.";
    Json data{{"start", source.start_date},
              {"warm_up", source.warm_up},
              {"days", at},
              {"stages", labels},
              {"models", entries}};
    if (!source.events.empty()) {
        caption += kEventsInCharts;
        data["events"] = events_for_chart(source);
    }
    section.figure("journey", "journey", caption, std::move(data));
    section.table(table, "The journey as a table");
    return section;
}

}  // namespace pasar
