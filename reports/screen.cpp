#include "reports/screen.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/screen_grid.h"
#include "reports/tables.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestName = 48;  ///< in a sentence
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

std::string figure(const Scale& scale, double value, const ScreenOptions& options) {
    return number_in(options.language, scale(value));
}

/// A unit as the language writes it; Indonesian does not tell one from many.
std::string unit_words(Language language, std::string_view number, std::string_view unit) {
    return language == Language::English ? unit_behind(number, unit) : unit_in(language, unit);
}

/// "1 day" and "3,000 buyers": the pattern for one, or the one for several, with the count in its place.
std::string counted_in(Language language, double count, const char* one, const char* several) {
    return filled(tr(count == 1.0 ? one : several, language), grouped_in(language, count));
}

std::vector<std::size_t> headline_kpis(const Comparison& comparison) {
    std::vector<std::size_t> kpis;
    for (const std::string_view name : kHeadlines) {
        const std::size_t kpi = find_kpi(name);
        if (kpi < comparison.figures.kpis) kpis.push_back(kpi);
    }
    return kpis;
}

/// What is shown; the later a thing stands here, the longer it stays in a narrow terminal.
struct TablePlan {
    std::vector<std::size_t> places;  ///< models with a column
    bool difference = false;          ///< and the difference of the two: `model` less `baseline`
    std::size_t model = 1;
    std::size_t baseline = 0;
    bool half_widths = true;               ///< ± behind the means
    bool whole_verdicts = true;            ///< "not distinguishable" rather than a dash
    bool whole_units = true;               ///< "% of visits" rather than "%"
    bool intervals = true;                 ///< of the difference
    std::size_t heading = kWidestHeading;  ///< columns of a heading's line

    /// Leaves out the next thing; false when there is nothing left to leave out.
    bool narrow() {
        if (half_widths)
            half_widths = false;
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
    for (const std::size_t place : plan.places) {
        row.push_back(plan.difference
                          ? comparison.summary_beside(place, place == plan.model ? plan.baseline : plan.model, kpi)
                          : comparison.summary(place, kpi));
    }
    return row;
}

/// "conversion, % of visits", "contribution a month, million IDR"
std::string row_label(const Scenario& scenario, const MeasureInfo& info, const Scale& scale, const TablePlan& plan,
                      Language language) {
    std::string_view unit = scale.unit;
    if (!plan.whole_units && unit.starts_with("% of")) unit = "%";
    const std::string label = in_words_of(language, label_of(info.name)) + period_of(scenario, info, language).words;
    if (unit.empty()) return label;
    return fmt::format("{}, {}", label, language == Language::English ? unit_of_many(unit) : unit_in(language, unit));
}

Scale scale_of_row(const Scenario& scenario, const Comparison& comparison, std::size_t kpi, const TablePlan& plan) {
    const MeasureInfo& info = kpi_info(kpi);
    const double factor = period_of(scenario, info).factor;
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

std::string model_name(const Scenario& scenario, const Comparison& comparison, std::size_t place, Language language) {
    return name_in(language, TextOf::Scenario, scenario.models[comparison.figures.models[place]].name);
}

ScreenGrid table_grid(const Scenario& scenario, const Comparison& comparison, const TablePlan& plan,
                      const ScreenOptions& options) {
    const Language language = options.language;
    ScreenGrid grid;
    std::vector<std::string> header{tr("mean of the replications", language)};
    for (const std::size_t place : plan.places) {
        header.push_back(
            printable(model_name(scenario, comparison, place, language), kMostHeadingLines * kWidestHeading));
    }
    if (plan.difference) {
        const std::string second = header[plan.places[0] == plan.model ? 1 : 2];
        header.emplace_back(tr("difference", language));
        header.push_back(filled(tr("{} is", language), second));
    }
    for (const std::size_t kpi : headline_kpis(comparison)) {
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
            row.push_back(dash ? "–" : in_words_of(language, name_of(pair.verdict)));
            colour = colour_of(pair.verdict);
        }
        grid.rows.push_back(std::move(row));
        grid.last_colours.push_back(colour);
    }
    grid.put_headings(header, plan.heading);
    return grid;
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
    return text.append("\n");
}

std::string name_of_place(const Scenario& scenario, const Comparison& comparison, std::size_t place,
                          Language language) {
    return printable(model_name(scenario, comparison, place, language), kLongestName);
}

/// How `model` fares against `baseline`, for a model that did at least as well on average.
std::string sentence(const Scenario& scenario, const Comparison& comparison, const PairComparison& pair,
                     const ScreenOptions& options) {
    const Language language = options.language;
    const MeasureInfo& info = kpi_info(pair.kpi);
    const Period period = period_of(scenario, info, language);
    const std::string better = name_of_place(scenario, comparison, pair.model, language);
    const std::string other = name_of_place(scenario, comparison, pair.baseline, language);
    const double difference = pair.difference.mean * period.factor;
    const Interval interval{pair.difference.interval.low * period.factor,
                            pair.difference.interval.high * period.factor};
    const Scale scale = scale_for(std::array{difference, interval.low, interval.high}, interval.half_width(),
                                  unit_in_reports(info.unit, scenario));
    const std::string number = figure(scale, difference, options);
    const std::string amount = fmt::format("{} {}{}", number, unit_words(language, number, scale.unit), period.words);
    if (pair.difference.pairs < 2) {
        if (difference == 0.0)
            return filled(tr("{} and {} earn the same in their one replication.", language), better, other);
        return filled(tr("In its one replication {} earns {} more than {}; one replication cannot tell luck from "
                         "advantage, so ask for more with --replications.",
                         language),
                      better, amount, other);
    }
    if (difference == 0.0 && interval.low == 0.0 && interval.high == 0.0)
        return filled(tr("{} and {} earn the same.", language), better, other);
    const double won = pair.difference.share_first_more * static_cast<double>(pair.difference.pairs);
    const std::string surely = filled(tr("95 % interval {} to {}; ahead in {} of {} replications", language),
                                      figure(scale, interval.low, options), figure(scale, interval.high, options),
                                      grouped_in(language, won, won == std::floor(won) ? 0 : 1), pair.difference.pairs);
    const std::string worth_number = figure(scale, pair.worth * period.factor, options);
    const std::string worth =
        fmt::format("{} {}{}", worth_number, unit_words(language, worth_number, scale.unit), period.words);
    if (pair.verdict == Verdict::PracticallyTheSame)
        return filled(tr("{} earns {} more than {} ({}). That is practically the same, as less than {} does not matter "
                         "(--worth).",
                         language),
                      better, amount, other, surely, worth);
    if (pair.verdict != Verdict::NotDistinguishable) {
        return filled(tr("{} earns {} more than {} ({}).", language), better, amount, other, surely);
    }
    if (pair.difference.interval.excludes_zero()) {
        return filled(
            tr("{} earns {} more than {} ({}). Whether it is as much as the {} that matter (--worth) cannot be "
               "told.",
               language),
            better, amount, other, surely, worth);
    }
    return filled(
        tr("{} and {} are not distinguishable by what they earn: {} earned {} more on average ({}).", language), better,
        other, better, amount, surely);
}

/// "Differences below 5 percentage points of delivery success rate do not matter (--worth)." A line for each.
std::string worth_lines(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const Language language = options.language;
    std::string text;
    for (const std::size_t kpi : headline_kpis(comparison)) {
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
    const std::string name = name_of_place(scenario, comparison, baseline, language);
    std::vector<std::size_t> others;
    for (std::size_t place = 0; place < comparison.figures.models.size(); ++place)
        if (place != baseline) others.push_back(place);
    const auto grid_of = [&](std::span<const std::size_t> places) {
        ScreenGrid grid;
        std::vector<std::string> header{filled(tr("difference from {}", language), name)};
        for (const std::size_t place : places) header.push_back(model_name(scenario, comparison, place, language));
        for (const std::size_t kpi : headline_kpis(comparison)) {
            TablePlan plan{.places = {others.front(), baseline}, .difference = true};
            plan.model = others.front();
            plan.baseline = baseline;
            const Scale scale = scale_of_row(scenario, comparison, kpi, plan);
            std::vector<std::string> row{row_label(scenario, kpi_info(kpi), scale, plan, language)};
            for (const std::size_t place : places) {
                const PairComparison pair = comparison.pair(place, baseline, kpi);
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

}  // namespace

std::string summary_table(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                          const ScreenOptions& options) {
    const std::size_t models = comparison.figures.models.size();
    std::string text = title(scenario, comparison, options);
    std::string tables;
    if (models == 2 && with_pairs) {
        TablePlan plan{.places = {0, 1}, .difference = true};
        plan.baseline = comparison.against.value_or(0);
        plan.model = 1 - plan.baseline;
        ScreenGrid grid = table_grid(scenario, comparison, plan, options);
        while (grid.width() > options.columns && plan.narrow()) grid = table_grid(scenario, comparison, plan, options);
        tables = grid.text(options);
        if (!plan.whole_verdicts) tables += fmt::format("– {}\n", tr("not distinguishable", options.language));
        return text + tables + notes_below(tables, comparison, options) + unit_of_share_differences(options) +
               worth_lines(scenario, comparison, options);
    }
    // As many models side by side as fit, then the next ones below.
    for (std::size_t first = 0; first < models;) {
        TablePlan plan{.places = {first}};
        ScreenGrid grid = table_grid(scenario, comparison, plan, options);
        for (std::size_t next = first + 1; next < models; ++next) {
            plan.places.push_back(next);
            ScreenGrid wider = table_grid(scenario, comparison, plan, options);
            if (wider.width() > options.columns) break;
            grid = std::move(wider);
        }
        if (first > 0) tables += '\n';
        tables += grid.text(options);
        first += grid.rows.front().size() - 1;
    }
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
    return text + tables + notes_below(tables, comparison, options);
}

std::string verdict_text(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const std::size_t kpi = find_kpi("contribution");
    const std::size_t models = comparison.figures.models.size();
    if (kpi >= comparison.figures.kpis || models < 2) return {};
    std::vector<std::size_t> order(models);
    for (std::size_t place = 0; place < models; ++place) order[place] = place;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto earned = [&](std::size_t place) {
            const double mean = comparison.summary(place, kpi).mean;
            return std::isnan(mean) ? -std::numeric_limits<double>::infinity() : mean;
        };
        return earned(a) > earned(b);
    });
    std::string text;
    const auto tell = [&](const PairComparison& pair) {
        text += coloured(wrapped(sentence(scenario, comparison, pair, options), options.columns), kBoldText, options);
        text += '\n';
    };
    if (comparison.against) {
        // Each against the baseline that was chosen, the one that earns more first.
        for (const std::size_t place : order) {
            if (place == *comparison.against) continue;
            const PairComparison pair = comparison.pair(place, *comparison.against, kpi);
            tell(pair.difference.mean < 0.0 ? comparison.pair(*comparison.against, place, kpi) : pair);
        }
    } else {
        for (std::size_t rank = 1; rank < models; ++rank) tell(comparison.pair(order.front(), order[rank], kpi));
    }
    if (comparison.summary(order.front(), kpi).mean < 0.0) {
        text +=
            models == 2 ? tr("Both lose money.", options.language) : tr("All of them lose money.", options.language);
        text += '\n';
    }
    return text;
}

}  // namespace pasar
