#include "reports/page/page_platforms.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "reports/page/page_sections.h"
#include "reports/result/column_rules.h"
#include "sim/counts/competition.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// Days that the chart of shares draws: of a longer run every so many.
constexpr std::size_t kMostDaysDrawn = 400;

/// Places of names; the number of names for others.
std::size_t place_in(const std::vector<std::string>& names, std::string_view name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<std::vector<double>> square(std::size_t rows, std::size_t columns, double value) {
    return std::vector(rows, std::vector(columns, value));
}

void read_shares(const PageSource& source, const std::vector<std::string>& names, ShownPlatforms& shown) {
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(0, source.days));
    for (auto& of_measure : shown.days) of_measure = square(names.size(), length, 0.0);
    CsvReader reader(source.file("shares"));
    const std::size_t model = reader.column("model"), day = reader.column("day");
    std::array<std::size_t, kSharedMeasures> columns{};
    for (std::size_t m = 0; m < kSharedMeasures; ++m) columns[m] = reader.column(shared_measures()[m].column);
    while (reader.next()) {
        const std::size_t platform = place_in(names, reader.text(model));
        if (platform == names.size()) continue;
        const auto at = static_cast<std::size_t>(whole_within(reader, day, 0, source.days - 1));
        if (at == 0 && platform == 0) ++shown.replications;
        for (std::size_t m = 0; m < kSharedMeasures; ++m) shown.days[m][platform][at] += reader.number(columns[m]);
    }
}

void read_flows(const PageSource& source, const std::vector<std::string>& names, ShownPlatforms& shown) {
    CsvReader reader(source.file("flows"));
    const std::size_t model = reader.column("model"), month = reader.column("month"), from = reader.column("from"),
                      arrivals = reader.column("arrivals");
    const double runs = static_cast<double>(std::max<std::int64_t>(1, shown.replications));
    while (reader.next()) {
        const std::size_t to = place_in(names, reader.text(model));
        if (to == names.size()) continue;
        const std::string_view origin = reader.text(from);
        const std::size_t source_of = origin == kNowhereBefore ? names.size() : place_in(names, origin);
        if (source_of == names.size() && origin != kNowhereBefore) continue;
        const auto at = static_cast<std::size_t>(whole_within(reader, month, 0, source.days / kDaysPerMonth));
        while (shown.arrivals.size() <= at) shown.arrivals.push_back(square(names.size() + 1, names.size(), 0.0));
        shown.arrivals[at][source_of][to] += reader.number(arrivals) / runs;
    }
}

void read_multihoming(const PageSource& source, const std::vector<std::string>& names, ShownPlatforms& shown) {
    shown.buyers.assign(names.size(), 0.0);
    shown.used = square(names.size(), names.size(), 0.0);
    std::vector<double> told(names.size());
    CsvReader reader(source.file("multihoming"));
    const std::size_t model = reader.column("model"), used = reader.column("platforms_used"),
                      buyers = reader.column("buyers_here"), share = reader.column("buyers_share");
    const double runs = static_cast<double>(std::max<std::int64_t>(1, shown.replications));
    while (reader.next()) {
        const std::size_t platform = place_in(names, reader.text(model));
        if (platform == names.size()) continue;
        const auto number =
            static_cast<std::size_t>(whole_within(reader, used, 1, static_cast<std::int64_t>(names.size())));
        shown.buyers[platform] += reader.number(buyers) / runs;
        const double part = reader.number(share);
        if (std::isnan(part)) continue;  // nobody in this replication
        if (number == 1) told[platform] += 1.0;
        shown.used[platform][number - 1] += part;
    }
    for (std::size_t platform = 0; platform < names.size(); ++platform)
        for (double& part : shown.used[platform]) part = told[platform] > 0.0 ? part / told[platform] : kNone;
}

void read_duplication(const PageSource& source, const std::vector<std::string>& names, ShownPlatforms& shown) {
    shown.duplication = square(names.size(), names.size(), 0.0);
    shown.both = square(names.size(), names.size(), 0.0);
    std::vector<std::vector<double>> told = shown.both;
    CsvReader reader(source.file("duplication"));
    const std::size_t model = reader.column("model"), other = reader.column("other"), both = reader.column("of_market"),
                      duplication = reader.column("duplication");
    const double runs = static_cast<double>(std::max<std::int64_t>(1, shown.replications));
    while (reader.next()) {
        const std::size_t a = place_in(names, reader.text(model)), b = place_in(names, reader.text(other));
        if (a == names.size() || b == names.size()) continue;
        shown.both[a][b] += reader.number(both) / runs;
        const double value = reader.number(duplication);
        if (std::isnan(value)) continue;
        shown.duplication[a][b] += value;
        told[a][b] += 1.0;
    }
    for (std::size_t a = 0; a < names.size(); ++a)
        for (std::size_t b = 0; b < names.size(); ++b)
            shown.duplication[a][b] = told[a][b] > 0.0 ? shown.duplication[a][b] / told[a][b] : kNone;
}

std::string share_text(double share, int decimals = 1) {
    return std::isnan(share) ? "–" : grouped(100.0 * share, decimals);
}

std::vector<std::string> names_of(const PageSource& source, const ShownPlatforms& shown) {
    std::vector<std::string> names;
    for (const std::size_t model : shown.models) names.push_back(printable_name(source.models[model]));
    return names;
}

/// As the answer tells it, where it is a key figure.
std::optional<double> key_figure(const PageSource& source, std::string_view name, std::size_t model) {
    const MeasureFigures* const figures = source.measure(name);
    if (figures == nullptr || std::isnan(figures->models[model].mean)) return std::nullopt;
    return figures->models[model].mean;
}

/// The first day that counts, and the last.
std::pair<std::size_t, std::size_t> counted_days_of(const PageSource& source, const ShownPlatforms& shown) {
    const std::size_t last = shown.count_days() - 1;
    return {std::min(static_cast<std::size_t>(source.warm_up), last), last};
}

void add_shares(PageSection& section, const PageSource& source, const ShownPlatforms& shown) {
    const std::vector<std::string> names = names_of(source, shown);
    const std::size_t days = shown.count_days(), step = (days + kMostDaysDrawn - 1) / kMostDaysDrawn;
    Json measures = Json::array();
    for (std::size_t m = 0; m < kSharedMeasures; ++m) {
        Json values = Json::array();
        for (std::size_t p = 0; p < names.size(); ++p) {
            Json line = Json::array();
            for (std::size_t day = 0; day < days; day += step) {
                const double share = shown.share(m, p, day);
                line.push_back(std::isnan(share) ? Json() : Json(round_to_digits(100.0 * share, 4)));
            }
            values.push_back(std::move(line));
        }
        measures.push_back({{"label", shared_measures()[m].label}, {"shares", std::move(values)}});
    }
    const auto [first, last] = counted_days_of(source, shown);
    std::vector<std::string> told;
    for (std::size_t p = 0; p < names.size(); ++p)
        told.push_back(fmt::format(
            "{} {} %", names[p],
            share_text(key_figure(source, "order_share", shown.models[p]).value_or(shown.share(0, p, first, last)))));
    std::string caption = fmt::format(
        "Shares of the orders of days {} to {}: {}. Each day stands for the {} days up to it, except for "
        "customers, who are counted in the evening: a customer of two platforms counts on both. A mean of "
        "the replications, each weighing as many orders as it had.",
        first, last, fmt::join(told, ", "), kSmoothedDays);
    if (step > 1) caption += fmt::format(" Every {} days a point.", step);
    section.heading("Shares of the market");
    section.figure("platform-shares", "platformShares", caption,
                   {{"start", source.start_date},
                    {"warm_up", source.warm_up},
                    {"step", step},
                    {"models", shown.models},
                    {"measures", measures}});

    std::vector<HtmlTable::Heading> headings{{"share of", false}, {"days", false}};
    for (const std::string& name : names) headings.push_back({name + ", %"});
    HtmlTable table("Shares of the market by months of 30 days, a mean of the replications", headings);
    constexpr auto kMonth = static_cast<std::size_t>(kDaysPerMonth);
    for (std::size_t m = 0; m < kSharedMeasures; ++m) {
        for (std::size_t day = 0; day < days; day += kMonth) {
            const std::size_t end = std::min(days, day + kMonth) - 1;
            std::vector<std::string> row{std::string(shared_measures()[m].label), fmt::format("{} to {}", day, end)};
            for (std::size_t p = 0; p < names.size(); ++p)
                row.push_back(
                    share_text(shared_measures()[m].is_state ? shown.share(m, p, end) : shown.share(m, p, day, end)));
            table.row(row);
        }
    }
    section.table(table, "Shares as a table");
}

Json flows_for_chart(const std::vector<std::vector<double>>& arrivals) {
    Json rows = Json::array();
    for (const std::vector<double>& row : arrivals) rows.push_back(chart_numbers(row));
    return rows;
}

/// "Rival: 41.2 % of its orders are of buyers who had last ordered elsewhere"
std::string arrivals_in_words(const PageSource& source, const ShownPlatforms& shown,
                              const std::vector<std::string>& names, const std::vector<std::vector<double>>& arrivals) {
    std::string text;
    for (std::size_t to = 0; to < names.size(); ++to) {
        double all = 0.0, elsewhere = 0.0;
        for (std::size_t from = 0; from < arrivals.size(); ++from) {
            all += arrivals[from][to];
            if (from != to && from < names.size()) elsewhere += arrivals[from][to];
        }
        if (all <= 0.0) continue;
        text +=
            fmt::format("{}: {} % of its orders are of buyers whose last order was on another platform. ", names[to],
                        share_text(key_figure(source, "switched_share", shown.models[to]).value_or(elsewhere / all)));
    }
    return text;
}

void add_matrix_row(HtmlTable& table, const std::string& period, const std::string& from,
                    const std::vector<double>& row, double all) {
    std::vector<std::string> cells{from, period};
    double sum = 0.0;
    for (const double orders : row) sum += orders;
    for (const double orders : row) cells.push_back(grouped(orders));
    cells.push_back(grouped(sum));
    cells.push_back(all > 0.0 ? share_text(sum / all) : "–");
    table.row(cells);
}

void add_flows(PageSection& section, const PageSource& source, const ShownPlatforms& shown) {
    if (shown.arrivals.empty()) return;
    const std::vector<std::string> names = names_of(source, shown);
    const std::vector<std::vector<double>> whole = shown.arrivals_in(0, shown.arrivals.size() - 1);
    Json months = Json::array();
    for (const auto& month : shown.arrivals) months.push_back(flows_for_chart(month));
    section.heading("Where buyers come from");
    section.figure(
        "platform-flows", "platformFlows",
        arrivals_in_words(source, shown, names, whole) +
            "On the left the platform on which the buyer of an order had ordered before, on the right the one on which "
            "it "
            "was placed; each band is as thick as the orders are many, a mean of the replications. Days before the "
            "first "
            "that counts are included.",
        {{"models", shown.models}, {"nowhere", kNowhereBefore}, {"whole", flows_for_chart(whole)}, {"months", months}});
    std::vector<HtmlTable::Heading> headings{{"had last ordered on", false}, {"period", false}};
    for (const std::string& name : names) headings.push_back({"orders on " + name});
    headings.push_back({"all orders"});
    headings.push_back({"of all, %"});
    HtmlTable table("Orders by where their buyer had ordered before, a mean of the replications; months of 30 days",
                    headings);
    const auto add = [&](const std::vector<std::vector<double>>& arrivals, const std::string& period) {
        double all = 0.0;
        for (const std::vector<double>& row : arrivals)
            for (const double orders : row) all += orders;
        for (std::size_t from = 0; from < arrivals.size(); ++from)
            add_matrix_row(table, period, from < names.size() ? names[from] : std::string(kNowhereBefore),
                           arrivals[from], all);
    };
    add(whole, "whole run");
    for (std::size_t month = 0; month < shown.arrivals.size(); ++month)
        add(shown.arrivals[month], fmt::format("month {}", month));
    section.table(table, "Flows as a table");
}

void add_multihoming(PageSection& section, const PageSource& source, const ShownPlatforms& shown) {
    const std::vector<std::string> names = names_of(source, shown);
    section.heading("Buyers of several platforms");
    Json rows = Json::array();
    std::vector<HtmlTable::Heading> headings{{"buyers of", false}, {"buyers"}};
    for (std::size_t used = 1; used <= names.size(); ++used)
        headings.push_back({used == 1 ? "on this one alone, %" : fmt::format("on {} platforms, %", used)});
    HtmlTable table("Buyers by how many platforms they have ordered on since day 0, a mean of the replications",
                    headings);
    std::vector<std::string> told;
    for (std::size_t p = 0; p < names.size(); ++p) {
        const double all = shown.buyers[p];
        std::vector<double> shares;
        for (const double share : shown.used[p]) shares.push_back(100.0 * share);
        std::vector<std::string> row{names[p], grouped(all)};
        for (const double share : shares) row.push_back(std::isnan(share) ? "–" : grouped(share, 1));
        table.row(row);
        rows.push_back({{"model", shown.models[p]}, {"buyers", chart_number(all)}, {"shares", chart_numbers(shares)}});
        if (all > 0.0) told.push_back(fmt::format("{} % of the buyers of {}", grouped(100.0 - shares[0], 1), names[p]));
    }
    section.figure("platform-homes", "platformHomes",
                   fmt::format("Buyers by how many platforms they have ordered on since day 0; on several: {}.",
                               fmt::join(told, ", ")),
                   {{"rows", rows}});
    section.table(table, "Buyers of several platforms as a table");

    std::vector<HtmlTable::Heading> others{{"platform", false}};
    for (const std::string& name : names) others.push_back({"and " + name});
    HtmlTable duplication(
        "Duplication of purchase D: how many times as many buyers two platforms have in common as if one had nothing "
        "to do "
        "with the other; in brackets the share of the market's buyers who ordered on both",
        others);
    for (std::size_t a = 0; a < names.size(); ++a) {
        std::vector<std::string> row{names[a]};
        for (std::size_t b = 0; b < names.size(); ++b)
            row.push_back(
                a == b || std::isnan(shown.duplication[a][b])
                    ? "–"
                    : fmt::format("{} ({} %)", grouped(shown.duplication[a][b], 2), share_text(shown.both[a][b])));
        duplication.row(row);
    }
    section.table(duplication);
    section.say(
        "By the law of duplication D is about the same for all pairs; a pair with more competes for the same buyers "
        "(Ehrenberg, Uncles & Goodhardt 2004).");
}

/// A row of gains.csv, as it is told.
struct ShownGain {
    std::string entrant, source, platform, measure, unit;
    double mean = 0.0, part = 0.0;
    Interval interval;
};

std::vector<ShownGain> read_gains(const PageSource& source) {
    std::vector<ShownGain> gains;
    const CsvTable table = source.table("gains");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto text = [&](std::string_view column) { return table.text(row, table.column(column)); };
        const auto number = [&](std::string_view column) { return table.number(row, table.column(column)); };
        gains.push_back({.entrant = text("entrant"),
                         .source = text("source"),
                         .platform = text("platform"),
                         .measure = text("measure"),
                         .unit = text("unit"),
                         .mean = number("mean"),
                         .part = number("part"),
                         .interval = {number("confidence_low"), number("confidence_high")}});
    }
    return gains;
}

std::string origin_of(const ShownGain& gain) {
    if (gain.source == "platform") return printable_name(gain.platform);
    return gain.source == "new" ? "new to the market" : "all that it has";
}

void add_gains(PageSection& section, const PageSource& source) {
    const std::vector<ShownGain> gains = read_gains(source);
    if (gains.empty()) return;
    std::vector<std::string> measures, entrants;
    for (const ShownGain& gain : gains) {
        if (place_in(measures, gain.measure) == measures.size()) measures.push_back(gain.measure);
        if (place_in(entrants, gain.entrant) == entrants.size()) entrants.push_back(gain.entrant);
    }
    Json charted = Json::array();
    HtmlTable table(
        "What each platform has, and where it comes from: the world with it held against the world without it, paired "
        "by "
        "replication; 95 % intervals",
        {{"platform", false}, {"measure", false}, {"comes from", false}, {"amount"}, {"unit", false}, {"part, %"}});
    for (const std::string& measure : measures) {
        std::vector<double> means;
        double narrowest = 0.0;
        std::string unit;
        for (const ShownGain& gain : gains) {
            if (gain.measure != measure) continue;
            means.push_back(gain.mean);
            narrowest = std::max(narrowest, gain.interval.half_width());
            unit = gain.unit;
        }
        const Scale scale = scale_for(means, std::isnan(narrowest) ? 0.0 : narrowest, unit);
        Json rows = Json::array();
        for (const ShownGain& gain : gains) {
            if (gain.measure != measure) continue;
            table.row({printable_name(gain.entrant), label_of(measure), origin_of(gain),
                       with_interval(gain.source == "all" ? scale(gain.mean) : scale.difference(gain.mean),
                                     gain.interval, scale),
                       scale.unit, share_text(gain.part)});
            if (gain.source == "all") continue;
            rows.push_back({{"entrant", source.position_of(gain.entrant)},
                            {"from", gain.source == "platform" ? Json(source.position_of(gain.platform)) : Json()},
                            {"part", chart_number(100.0 * gain.part)},
                            {"text", fmt::format("{} {}", scale(gain.mean), scale.unit)}});
        }
        charted.push_back({{"label", label_of(measure)}, {"rows", rows}});
    }
    section.heading("Who wins whom");
    std::string caption;
    for (const ShownGain& gain : gains)
        if (gain.measure == measures.front() && gain.source == "new")
            caption += fmt::format("{}: {} % of its {} are new to the market. ", printable_name(gain.entrant),
                                   share_text(gain.part), label_of(gain.measure));
    section.figure(
        "platform-gains", "platformGains",
        caption +
            "What a platform has, by where it comes from: so much less the others have with it than without it, "
            "and the rest the market would not have without it. To the left of nothing stands what others have "
            "more with it, or what the market as a whole loses.",
        {{"measures", charted}});
    section.table(table, "Who wins whom as a table");
}

}  // namespace

const std::array<SharedMeasure, kSharedMeasures>& shared_measures() {
    static constexpr std::array<SharedMeasure, kSharedMeasures> kMeasures{
        {{"orders", "orders"}, {"gmv", "sales"}, {"customers", "customers", true}}};
    return kMeasures;
}

double ShownPlatforms::share(std::size_t measure, std::size_t platform, std::size_t first, std::size_t last) const {
    double own = 0.0, all = 0.0;
    for (std::size_t p = 0; p < models.size(); ++p)
        for (std::size_t day = first; day <= last; ++day) {
            all += days[measure][p][day];
            if (p == platform) own += days[measure][p][day];
        }
    return all > 0.0 ? own / all : kNone;
}

double ShownPlatforms::share(std::size_t measure, std::size_t platform, std::size_t day) const {
    const std::size_t before = shared_measures()[measure].is_state ? 0 : std::min(day, kSmoothedDays - 1);
    return share(measure, platform, day - before, day);
}

std::vector<std::vector<double>> ShownPlatforms::arrivals_in(std::size_t first, std::size_t last) const {
    std::vector<std::vector<double>> sum = square(models.size() + 1, models.size(), 0.0);
    for (std::size_t month = first; month <= last && month < arrivals.size(); ++month)
        for (std::size_t from = 0; from < sum.size(); ++from)
            for (std::size_t to = 0; to < models.size(); ++to) sum[from][to] += arrivals[month][from][to];
    return sum;
}

ShownPlatforms read_shown_platforms(const PageSource& source) {
    ShownPlatforms shown;
    for (const std::string_view table : {"shares", "flows", "multihoming", "duplication"})
        if (!source.has(table)) return shown;
    std::vector<std::string> names = source.names_of_platforms();
    std::erase_if(names, [&](const std::string& name) { return source.position_of(name) == source.models.size(); });
    if (names.size() < 2 || source.days < 1) return shown;
    read_shares(source, names, shown);
    if (shown.replications == 0) return shown;
    read_flows(source, names, shown);
    read_multihoming(source, names, shown);
    read_duplication(source, names, shown);
    for (const std::string& name : names) shown.models.push_back(source.position_of(name));
    return shown;
}

PageSection platforms_section(const PageSource& source) {
    PageSection section{.id = "platforms", .title = "Platforms"};
    const ShownPlatforms shown = read_shown_platforms(source);
    if (shown.is_empty()) return section;
    add_shares(section, source, shown);
    add_flows(section, source, shown);
    add_gains(section, source);
    add_multihoming(section, source, shown);
    return section;
}

}  // namespace pasar
