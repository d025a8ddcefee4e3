#include "reports/page/page_subscriptions.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "reports/page/page_sections.h"
#include "reports/result/column_rules.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Months of first payments whose curves the page draws.
constexpr std::size_t kMostCurves = 60;
/// A bill comes no more often in subscriber_cohorts.csv.
constexpr std::int64_t kMostRenewals = 1000;

void read_cohorts_of_subscribers(const PageSource& source, std::vector<ShownSubscriptions>& shown) {
    CsvReader reader(source.file("subscriber_cohorts"));
    const std::size_t model = reader.column("model"), month = reader.column("cohort_month"),
                      renewal = reader.column("renewal"), renewed = reader.column("renewed"),
                      cancelled = reader.column("cancelled_at"), lapsed = reader.column("lapsed_at");
    while (reader.next()) {
        const std::size_t position = source.position_of(reader.text(model));
        if (position == source.models.size()) continue;
        ShownSubscriptions& of = shown[position];
        const auto cohort = static_cast<std::size_t>(whole_within(reader, month, 0, source.days / kDaysPerMonth));
        const auto bill = static_cast<std::size_t>(whole_within(reader, renewal, 0, kMostRenewals));
        const AtBill counts{
            .renewed = reader.number(renewed), .cancelled = reader.number(cancelled), .lapsed = reader.number(lapsed)};
        const auto add_to = [&](std::vector<AtBill>& bills) {
            if (bills.size() <= bill) bills.resize(bill + 1);
            bills[bill] += counts;
        };
        if (of.cohorts.size() <= cohort) of.cohorts.resize(cohort + 1);
        add_to(of.cohorts[cohort]);
        add_to(of.bills);
    }
}

void read_months_of_revenue(const PageSource& source, std::vector<ShownSubscriptions>& shown) {
    CsvReader reader(source.file("subscriptions"));
    const std::size_t model = reader.column("model"), month = reader.column("month"),
                      start = reader.column("bridge_start"), end = reader.column("bridge_end");
    std::array<std::size_t, kRevenueSteps> columns{};
    for (std::size_t step = 0; step < kRevenueSteps; ++step)
        columns[step] = reader.column(revenue_steps()[step].column);
    while (reader.next()) {
        const std::size_t position = source.position_of(reader.text(model));
        if (position == source.models.size()) continue;
        ShownSubscriptions& of = shown[position];
        const auto at = static_cast<std::size_t>(whole_within(reader, month, 0, source.days / kDaysPerMonth));
        if (at == 0) ++of.replications;
        if (of.months.size() <= at) of.months.resize(at + 1);
        RevenueBridge& bridge = of.months[at];
        bridge.start += reader.number(start);
        for (std::size_t step = 0; step < kRevenueSteps; ++step) bridge.steps[step] += reader.number(columns[step]);
        bridge.end += reader.number(end);
    }
    for (ShownSubscriptions& of : shown) {
        const double runs = static_cast<double>(std::max<std::int64_t>(1, of.replications));
        for (RevenueBridge& bridge : of.months) {
            bridge.start /= runs;
            bridge.end /= runs;
            for (double& step : bridge.steps) step /= runs;
        }
    }
}

Json curve_for_chart(const std::vector<RetentionPoint>& curve) {
    Json points = Json::array();
    for (const RetentionPoint& point : curve)
        points.push_back(Json::array(
            {chart_number(100.0 * point.kept), chart_number(100.0 * point.without_failures), chart_number(point.due)}));
    return points;
}

std::string renewals_in_words(std::size_t renewals) {
    return renewals == 1 ? "the first renewal" : fmt::format("{} renewals", renewals);
}

/// A year where it was seen so long, else half, a quarter, a month: what is told in a sentence.
std::size_t told_renewal(const std::vector<RetentionPoint>& curve) {
    for (const std::size_t renewal : {std::size_t{12}, std::size_t{6}, std::size_t{3}, std::size_t{1}})
        if (renewal < curve.size()) return renewal;
    return 0;
}

void add_retention(PageSection& section, const PageSource& source, const std::vector<ShownSubscriptions>& shown) {
    Json models = Json::array();
    std::string caption;
    HtmlTable table(
        "What became of subscribers at each renewal, all replications together; renewal 0 is the first payment",
        {{"model", false},
         {"renewal"},
         {"came to it"},
         {"paid, %"},
         {"cancelled, %"},
         {"lapsed, %"},
         {"kept so far, %"},
         {"without failed payments, %"}});
    bool any_failed = false;
    for (const ShownSubscriptions& of : shown) {
        const std::vector<RetentionPoint> curve = of.curve();
        if (curve.empty()) continue;
        const std::string model = printable_name(source.models[of.model]);
        Json cohorts = Json::array();
        for (std::size_t month = 0; month < std::min(of.cohorts.size(), kMostCurves); ++month) {
            const std::vector<RetentionPoint> own = retention_curve(of.cohorts[month], kFewSubscribers);
            if (own.size() > 1) cohorts.push_back({{"month", month}, {"curve", curve_for_chart(own)}});
        }
        models.push_back({{"model", of.model}, {"curve", curve_for_chart(curve)}, {"cohorts", cohorts}});
        for (std::size_t renewal = 0; renewal < curve.size(); ++renewal) {
            const RetentionPoint& point = curve[renewal];
            const AtBill bill = renewal == 0 ? AtBill{.renewed = of.bills[0].renewed} : of.bills[renewal];
            table.row({model, grouped(static_cast<double>(renewal)), grouped(point.due),
                       grouped(100.0 * bill.renewed / point.due, 1), grouped(100.0 * bill.cancelled / point.due, 1),
                       grouped(100.0 * bill.lapsed / point.due, 1), grouped(100.0 * point.kept, 1),
                       grouped(100.0 * point.without_failures, 1)});
        }
        const std::size_t told = told_renewal(curve);
        if (told == 0) continue;
        caption += fmt::format("{}: {} of those who paid once are kept after {}", model, percent(curve[told].kept, 1.0),
                               renewals_in_words(told));
        const bool failed = curve[told].without_failures > curve[told].kept;
        any_failed = any_failed || failed;
        caption +=
            failed ? fmt::format(", and {} if no bill had failed. ", percent(curve[told].without_failures, 1.0)) : ". ";
    }
    if (models.empty()) return;
    section.heading("Subscribers kept");
    caption +=
        "At each renewal the share of those whose bill came so often and who paid it, times the shares before: whoever "
        "was still subscribed when the run ended counts as long as they were seen. Those who left of their own will "
        "before a bill and those whose bill could not be collected are lost at it; pauses are left out.";
    if (any_failed) caption += " The thin line above a curve is of cancellations alone, as if no bill had failed.";
    caption += fmt::format(" A curve ends where fewer than {} subscribers were left.", kFewSubscribers);
    section.figure("retention", "retention", caption, {{"models", models}});
    section.table(table, "Renewals as a table");
}

Json bridge_for_chart(const RevenueBridge& bridge, const Scale& scale) {
    Json changes = Json::array();
    for (std::size_t step = 0; step < kRevenueSteps; ++step)
        changes.push_back(chart_number(bridge.change(step) / scale.divisor));
    return {{"start", chart_number(bridge.start / scale.divisor)},
            {"changes", changes},
            {"end", chart_number(bridge.end / scale.divisor)}};
}

/// Start, steps with their signs, end.
std::vector<std::string> figures_of(const RevenueBridge& bridge, const Scale& scale) {
    std::vector<std::string> figures{scale(bridge.start)};
    for (std::size_t step = 0; step < kRevenueSteps; ++step)
        figures.push_back(bridge.steps[step] == 0.0 ? scale(0.0) : scale.difference(bridge.change(step)));
    figures.push_back(scale(bridge.end));
    return figures;
}

/// With its figures as the table has them, which a chart would round in its own way.
Json labelled_bridge(const RevenueBridge& bridge, const Scale& scale) {
    Json json = bridge_for_chart(bridge, scale);
    json["figures"] = figures_of(bridge, scale);
    return json;
}

void add_row(HtmlTable& table, const std::string& model, const std::string& month, const RevenueBridge& bridge,
             const Scale& scale) {
    std::vector<std::string> row{model, month};
    for (std::string& figure : figures_of(bridge, scale)) row.push_back(std::move(figure));
    table.row(row);
}

std::string bridge_in_words(const std::string& model, const RevenueBridge& bridge, const Scale& scale) {
    const double came = bridge.steps[0] + bridge.steps[1] + bridge.steps[2];
    const auto& steps = revenue_steps();
    const auto of = [&](std::string_view column) {
        const auto found =
            std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.column == column; });
        return bridge.steps[static_cast<std::size_t>(found - steps.begin())];
    };
    return fmt::format(
        "{}: from {} to {} {}; {} came, {} went with cancellations and {} with bills that could not be collected. ",
        model, scale(bridge.start), scale(bridge.end), scale.unit, scale(came), scale(of("bridge_cancelled")),
        scale(of("bridge_lapsed")));
}

Scale scale_of_revenue(const PageSource& source, const std::vector<ShownSubscriptions>& shown, std::size_t first) {
    std::vector<double> values;
    for (const ShownSubscriptions& of : shown) {
        for (const RevenueBridge& month : of.months) {
            values.insert(values.end(), {month.start, month.end});
            values.insert(values.end(), month.steps.begin(), month.steps.end());
        }
        const RevenueBridge whole = over_all(std::span(of.months).subspan(std::min(first, of.months.size())));
        values.insert(values.end(), whole.steps.begin(), whole.steps.end());
    }
    return scale_for(values, 0.0, source.currency);
}

void add_revenue(PageSection& section, const PageSource& source, const std::vector<ShownSubscriptions>& shown) {
    const std::size_t warm = first_counted_month(source);
    const bool is_short =
        std::all_of(shown.begin(), shown.end(), [&](const auto& of) { return of.months.size() <= warm; });
    const std::size_t first = is_short ? 0 : warm;
    const Scale scale = scale_of_revenue(source, shown, first);
    const std::int64_t part = source.days % kDaysPerMonth;
    std::vector<HtmlTable::Heading> headings{{"model", false}, {"month", false}, {"start"}};
    Json labels = Json::array(), models = Json::array();
    for (const RevenueStep& step : revenue_steps()) {
        labels.push_back(step.label);
        headings.push_back({std::string(step.label)});
    }
    headings.push_back({"end"});
    HtmlTable table(fmt::format("Recurring revenue by months of 30 days, {} per 30 days, a mean of the replications; "
                                "months count from 0",
                                scale.unit),
                    headings);
    std::string caption;
    for (const ShownSubscriptions& of : shown) {
        const std::string model = printable_name(source.models[of.model]);
        if (over_all(of.months).is_empty()) {
            caption += fmt::format("{}: nobody has paid for a plan. ", model);
            continue;
        }
        const RevenueBridge whole = over_all(std::span(of.months).subspan(std::min(first, of.months.size())));
        Json months = Json::array();
        for (std::size_t month = 0; month < of.months.size(); ++month) {
            months.push_back(bridge_for_chart(of.months[month], scale));
            std::string name = grouped(static_cast<double>(month));
            if (part > 0 && static_cast<std::int64_t>(month) == source.days / kDaysPerMonth)
                name += fmt::format(" ({} of {} days)", part, kDaysPerMonth);
            if (month < first) name += ", warm-up";
            add_row(table, model, name, of.months[month], scale);
        }
        add_row(table, model,
                fmt::format("days {} to {}", static_cast<std::int64_t>(first) * kDaysPerMonth, source.days - 1), whole,
                scale);
        models.push_back({{"model", of.model}, {"whole", labelled_bridge(whole, scale)}, {"months", months}});
        caption += bridge_in_words(model, whole, scale);
    }
    section.heading("Recurring revenue");
    if (models.empty()) {
        section.say(caption);
        return;
    }
    caption += fmt::format(
        "Recurring revenue is what all paying subscribers are billed for 30 days. The bars go from its start on day {} "
        "through what came and what went to its end on day {}; a mean of the replications.",
        static_cast<std::int64_t>(first) * kDaysPerMonth, source.days - 1);
    section.figure("revenue-bridge", "revenueBridge", caption,
                   {{"unit", scale.unit}, {"steps", labels}, {"models", models}});
    std::string by_month =
        "The same month by month (30 days, from 0): above the line what came, below it what went; the dot is the "
        "change "
        "of the month.";
    if (first > 0)
        by_month += first == 1 ? " Month 0 has days of the warm-up and is shaded."
                               : fmt::format(" Months 0 to {} have days of the warm-up and are shaded.", first - 1);
    if (part > 0) by_month += fmt::format(" The last month has {} of its 30 days.", part);
    section.figure("revenue-months", "revenueMonths", by_month,
                   {{"unit", scale.unit},
                    {"decimals", scale.decimals},
                    {"steps", labels},

                    {"warm_up", first},
                    {"models", models}});
    section.table(table, "Recurring revenue as a table");
}

}  // namespace

std::size_t first_counted_month(const PageSource& source) {
    return static_cast<std::size_t>((source.warm_up + kDaysPerMonth - 1) / kDaysPerMonth);
}

std::vector<ShownSubscriptions> read_shown_subscriptions(const PageSource& source) {
    std::vector<ShownSubscriptions> shown;
    if (!source.has("subscriptions") || !source.has("subscriber_cohorts")) return shown;
    shown.resize(source.models.size());
    for (std::size_t model = 0; model < shown.size(); ++model) shown[model].model = model;
    read_cohorts_of_subscribers(source, shown);
    read_months_of_revenue(source, shown);
    std::erase_if(shown, [&](const ShownSubscriptions& of) {
        return !is_measured_of(source, of.model, MeasuredWhere::Subscriptions) || of.months.empty();
    });
    return shown;
}

PageSection subscribers_section(const PageSource& source, const PageDays& days) {
    PageSection section{.id = "subscribers", .title = "Subscribers"};
    const std::vector<ShownSubscriptions> shown = read_shown_subscriptions(source);
    if (shown.empty()) return section;
    add_retention(section, source, shown);
    add_revenue(section, source, shown);
    add_days_of(section, source, days, MeasuredWhere::Subscriptions);
    return section;
}

}  // namespace pasar
