#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/page_sections.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// For whole columns of numbers: a chart shows no more than this.
Json short_number(double value) { return std::isfinite(value) ? Json(round_to_digits(value, 5)) : Json(); }

/// "orders a day", "GMV, billion IDR a day", "conversion, % of visits".
std::string title_of(const PeriodMeasure& measure, const Scale& scale) {
    const bool flow = !measure.state && measure.over.empty();
    return label_with_unit(measure.label, scale.unit) + (flow ? " a day" : "");
}

Scale scale_over(const PageSource& source, const Periods& periods, std::size_t measure, std::size_t models) {
    std::vector<double> means;
    std::vector<double> halves;
    for (std::size_t model = 0; model < models; ++model) {
        for (std::size_t period = 0; period < periods.count; ++period) {
            const RunningMean& cell = periods.at(model, measure, period);
            if (std::isfinite(cell.mean())) means.push_back(cell.mean());
            if (const double half = cell.interval().half_width(); half > 0.0) halves.push_back(half);
        }
    }
    // The middle one: a quiet day has a narrow interval, and would ask for more decimals than anybody reads.
    std::sort(halves.begin(), halves.end());
    const PeriodMeasure& spec = period_measures()[measure];
    return scale_for(means, halves.empty() ? 0.0 : halves[halves.size() / 2], source.unit(spec.unit));
}

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

std::string days_in_words(const Periods& periods, std::size_t period, std::int64_t days) {
    const std::int64_t first = static_cast<std::int64_t>(period) * periods.length_days + 1;
    return fmt::format("{} to {}", first, std::min(days, first + periods.length_days - 1));
}

/// From the visit to the parcel in the buyer's hands, a mean of the replications.
struct FunnelStep {
    std::string_view label;
    double count = 0.0;
};
std::array<FunnelStep, 8> funnel_of(const PageDays& days, std::size_t model) {
    const auto total = [&](std::string_view column) { return days.total(model, column); };
    const double visits = total("visits");
    const double stayed = visits - total("visits_lost_to_overload") - total("visits_abandoned");
    return {FunnelStep{"visits", visits},
            FunnelStep{"stayed on the site", stayed},
            FunnelStep{"chose an offer", stayed - total("visits_without_choice")},
            FunnelStep{"ordered", total("orders")},
            FunnelStep{"dispatched", total("dispatched")},
            FunnelStep{"delivered", total("delivered")},
            FunnelStep{"delivered on time", total("delivered_on_time")},
            FunnelStep{"settled without failure", total("settled") - total("failures")}};
}

}  // namespace

PageSection series_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "days", .title = "From day to day"};
    const std::size_t models = source.models.size();
    if (days.fine.count == 0 || models == 0) return section;
    Json measures = Json::array();
    std::vector<HtmlTable::Heading> headings{{"measure", false}, {"days", false}};
    for (const std::string& model : source.models) headings.push_back({printable_name(model)});
    HtmlTable table("Means over replications (95 % interval) of 30 days each", headings);
    for (std::size_t measure = 0; measure < period_measures().size(); ++measure) {
        const PeriodMeasure& spec = period_measures()[measure];
        const Scale scale = scale_over(source, days.fine, measure, models);
        Json lines = Json::array();
        for (std::size_t model = 0; model < models; ++model)
            lines.push_back(lines_of(days.fine, model, measure, scale));
        measures.push_back(
            {{"label", spec.label}, {"title", title_of(spec, scale)}, {"decimals", scale.decimals}, {"models", lines}});
        const Scale monthly = scale_over(source, days.months, measure, models);
        for (std::size_t period = 0; period < days.months.count; ++period) {
            std::vector<std::string> row{title_of(spec, monthly), days_in_words(days.months, period, source.days)};
            for (std::size_t model = 0; model < models; ++model) {
                const RunningMean& cell = days.months.at(model, measure, period);
                row.push_back(with_interval(monthly(cell.mean()), cell.interval(), monthly));
            }
            table.row(row);
        }
    }
    const std::int64_t length = days.fine.length_days;
    const std::string point = length == 1 ? "a day" : fmt::format("{} days", length);
    section.figure(
        "series", "series",
        fmt::format("Mean over replications; each point is {}. The band is the 95 % interval of the mean.", point),
        {{"start", source.start_date}, {"step", length}, {"measures", measures}});
    section.table(table, "Month by month as a table");
    return section;
}

PageSection funnel_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "funnel", .title = "From visit to delivery"};
    if (days.fine.count == 0 || source.models.empty()) return section;
    std::vector<HtmlTable::Heading> headings{{"step", false}};
    for (const std::string& model : source.models) {
        headings.push_back({printable_name(model)});
        headings.push_back({"of visits"});
        headings.push_back({"of the step before"});
    }
    HtmlTable table("Steps from visit to delivery, a mean of the replications", headings);
    std::vector<std::array<FunnelStep, 8>> funnels;
    Json entries = Json::array();
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        funnels.push_back(funnel_of(days, model));
        Json counts = Json::array();
        for (const FunnelStep& step : funnels.back()) counts.push_back(chart_number(step.count));
        entries.push_back(std::move(counts));
    }
    Json labels = Json::array();
    for (std::size_t step = 0; step < funnels.front().size(); ++step) {
        labels.push_back(funnels.front()[step].label);
        std::vector<std::string> row{std::string(funnels.front()[step].label)};
        for (const auto& funnel : funnels) {
            row.push_back(grouped(funnel[step].count));
            row.push_back(percent(funnel[step].count, funnel[0].count));
            row.push_back(step == 0 ? "–" : percent(funnel[step].count, funnel[step - 1].count));
        }
        table.row(row);
    }
    section.figure(
        "funnel", "funnel",
        "How many visits end in an order, and how many orders in a parcel handed over, a mean of the replications. "
        "Orders still on their way when the run ends are missing from the later steps.",
        {{"steps", labels}, {"models", entries}});
    section.table(table, "The funnel as a table");
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
    HtmlTable table("Share of all buyers in each stage, a mean of the replications", headings);
    const std::size_t rows = std::min<std::size_t>(periods.size(), 13);
    for (std::size_t model = 0; model < source.models.size(); ++model) {
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t place = rows < 2 ? 0 : i * (periods.size() - 1) / (rows - 1);
            const std::size_t period = periods[place];
            std::vector<std::string> row{printable_name(source.models[model]),
                                         grouped(static_cast<double>(at[place].get<std::int64_t>() + 1))};
            for (std::size_t stage = 0; stage < stages.size(); ++stage) {
                row.push_back(percent(buyers(model, stage, period), everyone(model, period), 2));
            }
            table.row(row);
        }
    }
    section.figure("journey", "journey",
                   "Share of all buyers in each stage of the journey in the evening, a mean of the replications.",
                   {{"start", source.start_date}, {"days", at}, {"stages", labels}, {"models", entries}});
    section.table(table, "The journey as a table");
    return section;
}

}  // namespace pasar
