#include "reports/screen/screen.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "reports/events.h"
#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/result/tables.h"
#include "reports/screen/screen_grid.h"
#include "reports/screen/screen_words.h"
#include "sim/counts/applies.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kWidestHeading = 24;
constexpr std::size_t kNarrowHeading = 12;  ///< about as wide as the numbers below it
constexpr std::size_t kNarrowestHeading = 6;

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kDim = "\x1b[2m";

std::string_view colour_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Better:
            return kGreen;
        case Verdict::Worse:
            return kRed;
        case Verdict::NotDistinguishable:
        case Verdict::NoValue:
        case Verdict::PracticallyTheSame:
            return kDim;
        default:
            return "";
    }
}

/// "1 day" and "3,000 buyers": the pattern for one, or the one for several, with the count in its place.
std::string counted_in(Language language, double count, const char* one, const char* several) {
    return filled(tr(count == 1.0 ? one : several, language), grouped_in(language, count));
}

template <class Names>
std::vector<std::size_t> kpis_named(const Comparison& comparison, const Names& names) {
    std::vector<std::size_t> kpis;
    for (const std::string_view name : names) {
        const std::size_t kpi = find_kpi(name);
        if (kpi < comparison.figures.kpis) kpis.push_back(kpi);
    }
    return kpis;
}

/// No model has such a number, as of its kind.
bool exists_nowhere(std::size_t kpi, const Scenario& scenario, std::span<const std::size_t> models) {
    return std::all_of(models.begin(), models.end(), [&](std::size_t model) {
        return !why_none(kpi_info(kpi).name, scenario.models[model]).empty();
    });
}

std::vector<std::size_t> headline_kpis(const Scenario& scenario, const Comparison& comparison) {
    std::vector<std::size_t> kpis = kpis_named(comparison, headlines_where(headline_kinds(scenario)));
    std::erase_if(kpis, [&](std::size_t kpi) { return exists_nowhere(kpi, scenario, comparison.figures.models); });
    return kpis;
}

/// Those of them that are money and add up: told by the month, and for the whole run.
std::vector<std::size_t> money_kpis(const Scenario& scenario, const Comparison& comparison) {
    std::vector<std::size_t> kpis = headline_kpis(scenario, comparison);
    std::erase_if(kpis, [](std::size_t kpi) { return kpi_info(kpi).unit != "money" || !kpi_info(kpi).adds_up; });
    return kpis;
}

/// What is shown; the later a thing stands here, the longer it stays in a narrow terminal.
struct TablePlan {
    std::vector<std::size_t> positions;  ///< models with a column
    bool difference = false;             ///< and the difference of the two: `model` less `baseline`
    std::size_t model = 1;
    std::size_t baseline = 0;
    bool half_widths = true;               ///< ± behind the means
    bool whole_verdicts = true;            ///< "not distinguishable" rather than a sign
    bool whole_units = true;               ///< "% of visits" rather than "%"
    bool intervals = true;                 ///< of the difference
    std::size_t heading = kWidestHeading;  ///< columns of a heading's line
    bool whole_run = false;                ///< money of all days, not a month's, and nothing else
    bool ledger = false;                   ///< the account of the scenario's firm, and nothing else
    bool owners = true;                    ///< "platform contribution" rather than "contribution"
    std::vector<std::size_t> kpis = {};    ///< these rows, where any are named

    [[nodiscard]] Period period(const Scenario& scenario, const MeasureInfo& info, Language language) const {
        return whole_run ? Period{} : period_of(scenario, info, language);
    }

    [[nodiscard]] bool has_verdicts() const { return !whole_run && !ledger; }

    /// Leaves out the next thing; false when there is nothing left to leave out.
    bool narrow() {
        if (half_widths)
            half_widths = false;
        else if (owners)
            owners = false;
        else if (whole_verdicts)
            whole_verdicts = false;
        else if (whole_units)
            whole_units = false;
        else if (heading > kNarrowHeading)
            heading = kNarrowHeading;
        else if (intervals)
            intervals = false;
        else if (heading > kNarrowestHeading)
            heading = kNarrowestHeading;
        else
            return false;
        return true;
    }
};

/// Marks what stands on few events, as the line below the table says.
constexpr std::string_view kFewEventsMark = "*";

/// The figures of a row: each model's own, or over the replications in which both of a pair have it, so that their
/// difference is the one that is told.
std::vector<Summary> summaries_of_row(const Comparison& comparison, std::size_t kpi, const TablePlan& plan) {
    std::vector<Summary> row;
    for (const std::size_t position : plan.positions) {
        row.push_back(plan.difference ? comparison.summary_beside(
                                            position, position == plan.model ? plan.baseline : plan.model, kpi)
                                      : comparison.summary(position, kpi));
    }
    return row;
}

/// "conversion, % of visits", "contribution a month, million IDR"
std::string row_label(const Scenario& scenario, const MeasureInfo& info, const Scale& scale, const TablePlan& plan,
                      Language language) {
    std::string_view unit = scale.unit;
    if (!plan.whole_units && unit.starts_with("% of")) unit = "%";
    const std::string name = plan.ledger   ? label_of_line(info.name)
                             : plan.owners ? label_of(info.name)
                                           : label_of_column(info.name);
    const std::string period = plan.ledger ? "" : plan.period(scenario, info, language).words;
    const std::string label = in_words_of(language, name) + period;
    if (unit.empty()) return label;
    return fmt::format("{}, {}", label, language == Language::English ? unit_of_many(unit) : unit_in(language, unit));
}

Scale scale_of_row(const Scenario& scenario, const Comparison& comparison, std::size_t kpi, const TablePlan& plan) {
    const MeasureInfo& info = kpi_info(kpi);
    const double factor = plan.period(scenario, info, Language::English).factor;
    std::vector<double> means;
    double uncertainty = std::numeric_limits<double>::infinity();
    const auto note = [&](double half_width) {
        if (half_width > 0.0) uncertainty = std::min(uncertainty, half_width * factor);
    };
    for (const Summary& summary : summaries_of_row(comparison, kpi, plan)) {
        means.push_back(summary.mean * factor);
        note(summary.interval.half_width());
    }
    if (plan.difference) note(comparison.pair(plan.model, plan.baseline, kpi).difference.interval.half_width());
    // "orders, order" would say it twice.
    const std::string unit = info.name.starts_with(info.unit) ? "" : unit_in_reports(info.unit, scenario);
    Scale scale = scale_for(means, std::isfinite(uncertainty) ? uncertainty : 0.0, unit);
    scale.divisor /= factor;  // what is shown are figures of the whole run
    return scale;
}

/// "45.2 ± 0.5"; of what stands on few events the whole interval, which is not even to both sides: "0.30 (0.12 to
/// 0.75)*".
std::string mean_cell(const Summary& summary, const Scale& scale, bool half_widths, const ScreenOptions& options) {
    const double half_width = summary.interval.half_width();
    const std::string mean = figure(scale, summary.mean, options);
    if (std::isnan(half_width)) return mean;
    if (summary.few_events) {
        if (!half_widths) return mean + std::string(kFewEventsMark);
        return filled(tr("{} ({} to {})", options.language), mean, figure(scale, summary.interval.low, options),
                      figure(scale, summary.interval.high, options)) +
               std::string(kFewEventsMark);
    }
    return half_widths ? fmt::format("{} ± {}", mean, figure(scale, half_width, options)) : mean;
}

std::string difference_cell(const PairComparison& pair, const Scale& scale, bool intervals,
                            const ScreenOptions& options) {
    const PairedDifference& difference = pair.difference;
    const std::string mean = number_in(options.language, scale.difference(difference.mean));
    if (!intervals || std::isnan(difference.interval.low)) return mean;
    return filled(tr("{} ({} to {})", options.language), mean, figure(scale, difference.interval.low, options),
                  figure(scale, difference.interval.high, options)) +
           std::string(pair.few_events && difference.interval.half_width() > 0.0 ? kFewEventsMark : "");
}

/// The differences of shares have a unit of their own, which the label of a row does not tell.
std::string unit_of_share_differences(const ScreenOptions& options) {
    const std::string words = tr("Differences of shares (%) are in percentage points.", options.language);
    return wrapped(words, options.columns) + '\n';
}

/// "My shop, by the month", "My shop in 20 days"
std::string heading_of_ledger(const Scenario& scenario, Language language) {
    const std::string name = printable(name_in(language, TextOf::Scenario, scenario.firm.name), kWidestHeading);
    if (tells_months(counted_days(scenario))) return filled(tr("{}, by the month", language), name);
    return name + period_of(scenario, kpi_info(find_kpi(kFirmProfit)), language).words;
}

ScreenGrid table_grid(const Scenario& scenario, const Comparison& comparison, const TablePlan& plan,
                      const ScreenOptions& options) {
    const Language language = options.language;
    ScreenGrid grid;
    std::vector<std::string> header{plan.ledger ? heading_of_ledger(scenario, language)
                                    : plan.whole_run
                                        ? filled(tr("money in all {} days", language),
                                                 grouped_in(language, static_cast<double>(counted_days(scenario))))
                                        : tr("mean of the replications", language)};
    for (const std::size_t position : plan.positions) {
        header.push_back(
            printable(model_name(scenario, comparison, position, language), kMostHeadingLines * kWidestHeading));
    }
    if (plan.difference) {
        const std::string second = header[plan.positions[0] == plan.model ? 1 : 2];
        header.emplace_back(tr("difference", language));
        if (plan.has_verdicts()) header.push_back(filled(tr("{} is", language), second));
    }
    const std::vector<std::size_t> kpis = !plan.kpis.empty() ? plan.kpis
                                          : plan.ledger      ? kpis_named(comparison, kFirmLedger)
                                          : plan.whole_run   ? money_kpis(scenario, comparison)
                                                             : headline_kpis(scenario, comparison);
    for (const std::size_t kpi : kpis) {
        const Scale scale = scale_of_row(scenario, comparison, kpi, plan);
        std::vector<std::string> row{row_label(scenario, kpi_info(kpi), scale, plan, language)};
        const std::int64_t all = comparison.figures.replications;
        for (const Summary& summary : summaries_of_row(comparison, kpi, plan)) {
            row.push_back(mean_cell(summary, scale, plan.half_widths, options));
            const bool is_part = summary.replications > 0 && summary.replications < all;
            if (is_part && !plan.difference) row.back() += fmt::format(" [{}]", summary.replications);
        }
        std::string_view colour;
        if (plan.difference) {
            const PairComparison pair = comparison.pair(plan.model, plan.baseline, kpi);
            if (pair.difference.pairs > 0 && pair.difference.pairs < all)
                row.front() += ", " + filled(tr("in {} of {} replications", language), pair.difference.pairs, all);
            row.push_back(difference_cell(pair, scale, plan.intervals, options));
            const bool dash = pair.verdict == Verdict::NotDistinguishable && !plan.whole_verdicts;
            if (plan.has_verdicts()) row.push_back(dash ? "~" : in_words_of(language, name_of(pair.verdict)));
            colour = colour_of(pair.verdict);
        }
        grid.rows.push_back(std::move(row));
        grid.last_colours.push_back(colour);
    }
    grid.put_headings(header, plan.heading);
    return grid;
}

/// Those of the timeline that concern a model that was run, a line each.
std::string event_lines(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    constexpr std::size_t kMostTold = 12, kIndent = 2;
    const Language language = options.language;
    std::vector<ToldEvent> events = told_events(scenario, language);
    std::erase_if(events, [&](const ToldEvent& event) {
        return std::none_of(comparison.figures.models.begin(), comparison.figures.models.end(),
                            [&](std::size_t model) { return event.concerns(scenario.models[model].name); });
    });
    if (events.empty()) return "";
    std::string text = fmt::format("\n{}\n", tr("Events of the timeline:", language));
    for (std::size_t i = 0; i < std::min(events.size(), kMostTold); ++i) {
        const ToldEvent& event = events[i];
        std::string line = fmt::format("{}, {} ({})", event.name, days_in_words(event, language),
                                       dates_in_words(event, scenario.start_date, language));
        for (const std::string& model : event.models) line += ", " + name_in(language, TextOf::Scenario, model);
        if (!event.sets.empty()) line += ": " + event.sets;
        text += wrapped("- " + printable(line, 400), options.columns, kIndent) + '\n';
    }
    if (events.size() > kMostTold) text += filled(tr("and {} more", language), events.size() - kMostTold) + "\n";
    return text;
}

std::string title(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const Language language = options.language;
    const auto counted = [&](auto count, const char* one, const char* several) {
        return counted_in(language, static_cast<double>(count), one, several);
    };
    std::string text = fmt::format(
        "{}\n",
        coloured(printable(name_in(language, TextOf::Scenario, scenario.name), options.columns), kBoldText, options));
    text +=
        fmt::format("{}, {}, {}, {}\n", counted(scenario.market.buyers, tr_later("{} buyer"), tr_later("{} buyers")),
                    counted(scenario.days, tr_later("{} day"), tr_later("{} days")),
                    counted(comparison.figures.replications, tr_later("{} replication"), tr_later("{} replications")),
                    filled(tr("seed {}", language), scenario.seed));
    if (!scenario.about.empty())
        text += fmt::format(
            "{}\n", wrapped(printable(in_words_of(language, TextOf::Scenario, scenario.about), 600), options.columns));
    return text.append(event_lines(scenario, comparison, options)).append("\n");
}

/// "Differences below 5 percentage points of delivery success rate do not matter (--worth)." A line for each.
std::string worth_lines(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const Language language = options.language;
    std::string text;
    for (const std::size_t kpi : headline_kpis(scenario, comparison)) {
        const double worth = comparison.pair(1, 0, kpi).worth;
        if (!(worth > 0.0)) continue;
        const MeasureInfo& info = kpi_info(kpi);
        const Period period = period_of(scenario, info, language);
        const double least = worth * period.factor;
        const Scale scale =
            scale_for(std::array{least}, least / 100.0, unit_in_reports(info.unit, scenario)).of_differences();
        const std::string number = figure(scale, least, options);
        text += wrapped(filled(tr("Worth caring about (--worth): {}, {} {}.", language),
                               in_words_of(language, label_of(info.name)) + period.words, number,
                               unit_words(language, number, scale.unit)),
                        options.columns) +
                '\n';
    }
    return text;
}

/// What the marks in a table mean.
std::string notes_below(const std::string& table, const Comparison& comparison, const ScreenOptions& options) {
    std::string text;
    if (table.find(kFewEventsMark) != std::string::npos)
        text += fmt::format("{}\n", tr("* few events stand behind it: the interval is approximate", options.language));
    if (table.find(" [") != std::string::npos)
        text += filled(tr("[n] over so many of the {} replications; it has no value in the others", options.language),
                       comparison.figures.replications) +
                "\n";
    return text;
}

/// Every other model less the baseline that was chosen, as many side by side as fit.
std::string differences_table(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const Language language = options.language;
    const std::size_t baseline = *comparison.against;
    const std::string name = name_of_position(scenario, comparison, baseline, language);
    std::vector<std::size_t> others;
    for (std::size_t position = 0; position < comparison.figures.models.size(); ++position)
        if (position != baseline) others.push_back(position);
    const auto grid_of = [&](std::span<const std::size_t> positions) {
        ScreenGrid grid;
        std::vector<std::string> header{filled(tr("difference from {}", language), name)};
        for (const std::size_t position : positions)
            header.push_back(model_name(scenario, comparison, position, language));
        for (const std::size_t kpi : headline_kpis(scenario, comparison)) {
            TablePlan plan{.positions = {others.front(), baseline}, .difference = true};
            plan.model = others.front();
            plan.baseline = baseline;
            const Scale scale = scale_of_row(scenario, comparison, kpi, plan);
            std::vector<std::string> row{row_label(scenario, kpi_info(kpi), scale, plan, language)};
            for (const std::size_t position : positions) {
                const PairComparison pair = comparison.pair(position, baseline, kpi);
                const std::string_view mark = pair.verdict == Verdict::NotDistinguishable   ? " ~"
                                              : pair.verdict == Verdict::PracticallyTheSame ? " ="
                                                                                            : "";
                row.push_back(difference_cell(pair, scale, /*intervals=*/true, options).append(mark));
            }
            grid.rows.push_back(std::move(row));
            grid.last_colours.emplace_back();
        }
        grid.put_headings(header, kNarrowHeading);
        return grid;
    };
    std::string text;
    for (std::size_t first = 0; first < others.size();) {
        std::size_t count = 1;
        while (first + count < others.size() &&
               grid_of(std::span(others).subspan(first, count + 1)).width() <= options.columns)
            ++count;
        text += '\n' + grid_of(std::span(others).subspan(first, count)).text(options);
        first += count;
    }
    if (text.find(" ~") != std::string::npos)
        text += filled(tr("~ not distinguishable from {}", language), name) + "\n";
    if (text.find(" =") != std::string::npos) text += filled(tr("= practically the same as {}", language), name) + "\n";
    return text;
}

/// As many models side by side as fit, then the next ones below.
std::string side_by_side(const Scenario& scenario, const Comparison& comparison, const TablePlan& wanted,
                         const ScreenOptions& options) {
    const std::size_t models = comparison.figures.models.size();
    std::string text;
    for (std::size_t first = 0; first < models;) {
        TablePlan plan = wanted;
        plan.positions = {first};
        ScreenGrid grid = table_grid(scenario, comparison, plan, options);
        for (std::size_t next = first + 1; next < models; ++next) {
            plan.positions.push_back(next);
            ScreenGrid wider = table_grid(scenario, comparison, plan, options);
            if (wider.width() > options.columns) break;
            grid = std::move(wider);
        }
        if (first > 0) text += '\n';
        text += grid.text(options);
        first += grid.rows.front().size() - 1;
    }
    return text;
}

/// The first of two models, or the chosen baseline, and what the other differs by.
TablePlan plan_of_two(const Comparison& comparison) {
    TablePlan plan{.positions = {0, 1}, .difference = true};
    plan.baseline = comparison.against.value_or(0);
    plan.model = 1 - plan.baseline;
    return plan;
}

/// Narrows the plan until the table fits.
std::string fitted(const Scenario& scenario, const Comparison& comparison, TablePlan& plan,
                   const ScreenOptions& options) {
    ScreenGrid grid = table_grid(scenario, comparison, plan, options);
    while (grid.width() > options.columns && plan.narrow()) grid = table_grid(scenario, comparison, plan, options);
    return grid.text(options);
}

}  // namespace

std::string summary_title(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    return title(scenario, comparison, options);
}

std::string differences_body(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    std::string text;
    if (comparison.figures.models.size() == 2) {
        TablePlan plan = plan_of_two(comparison);
        text = fitted(scenario, comparison, plan, options);
        if (!plan.whole_verdicts) text += fmt::format("~ {}\n", tr("not distinguishable", options.language));
    } else {
        text = differences_table(scenario, comparison, options).substr(1);  // without the line above it
    }
    return text + notes_below(text, comparison, options) + unit_of_share_differences(options) +
           worth_lines(scenario, comparison, options);
}

std::string measures_table(const Scenario& scenario, const Comparison& comparison, std::span<const std::size_t> kpis,
                           const ScreenOptions& options) {
    TablePlan plan;
    plan.kpis.assign(kpis.begin(), kpis.end());
    const std::string table = side_by_side(scenario, comparison, plan, options);
    return table + notes_below(table, comparison, options);
}

std::string summary_table(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                          const ScreenOptions& options) {
    return title(scenario, comparison, options) + summary_body(scenario, comparison, with_pairs, options);
}

std::string summary_body(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                         const ScreenOptions& options) {
    const std::size_t models = comparison.figures.models.size();
    std::string tables;
    if (models == 2 && with_pairs) {
        TablePlan plan = plan_of_two(comparison);
        const auto fitting = [&](TablePlan& narrowed) { return fitted(scenario, comparison, narrowed, options); };
        tables = fitting(plan);
        TablePlan whole_run = plan;
        whole_run.whole_run = whole_run.owners = true;
        if (tells_months(counted_days(scenario))) tables += '\n' + fitting(whole_run);
        TablePlan ledger = plan;
        ledger.ledger = true;
        if (scenario.firm.is_there()) tables += '\n' + fitting(ledger);
        if (!plan.whole_verdicts) tables += fmt::format("~ {}\n", tr("not distinguishable", options.language));
        return tables + notes_below(tables, comparison, options) + unit_of_share_differences(options) +
               worth_lines(scenario, comparison, options);
    }
    tables = side_by_side(scenario, comparison, {.positions = {}}, options);
    if (tells_months(counted_days(scenario)))
        tables += '\n' + side_by_side(scenario, comparison, {.positions = {}, .whole_run = true}, options);
    if (scenario.firm.is_there())
        tables += '\n' + side_by_side(scenario, comparison, {.positions = {}, .ledger = true}, options);
    if (with_pairs && !comparison.against && models > 2)
        tables += wrapped(tr("± is the 95 % interval of each model by itself. Models share their luck, so that their "
                             "differences are known better than that: --against MODEL shows them with intervals, the "
                             "page and comparison.csv hold every pair with its verdict.",
                             options.language),
                          options.columns) +
                  '\n';
    if (with_pairs && comparison.against)
        tables += differences_table(scenario, comparison, options) + unit_of_share_differences(options);
    if (with_pairs && models > 1) tables += worth_lines(scenario, comparison, options);
    return tables + notes_below(tables, comparison, options);
}

}  // namespace pasar
