#include "reports/screen.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include "reports/figures.h"
#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/tables.h"
#include "reports/text.h"
#include "sim/measures.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestName = 48;  ///< in a sentence
constexpr std::size_t kWidestHeading = 24;
constexpr std::size_t kNarrowHeading = 12;  ///< about as wide as the numbers below it
constexpr std::size_t kNarrowestHeading = 6;
constexpr std::size_t kMostHeadingLines = 4;
constexpr std::string_view kGap = "  ";

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string coloured(std::string_view text, std::string_view colour, const ScreenOptions& options) {
    return options.colour ? fmt::format("{}{}{}", colour, text, kPlain) : std::string(text);
}

std::string_view colour_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Better:
            return kGreen;
        case Verdict::Worse:
            return kRed;
        case Verdict::NotDistinguishable:
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

/// One printed table: cells aligned by column, the first to the left and the others to the right.
struct Grid {
    std::size_t heading_lines = 1;  ///< of `rows`, at its beginning
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string_view> last_colours;  ///< of each row's last cell

    [[nodiscard]] std::vector<std::size_t> widths() const {
        std::vector<std::size_t> result(rows.front().size(), 0);
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) result[i] = std::max(result[i], text_width(row[i]));
        }
        return result;
    }
    [[nodiscard]] std::size_t width() const {
        std::size_t sum = 0;
        for (const std::size_t columns : widths()) sum += columns + kGap.size();
        return sum - kGap.size();
    }
    [[nodiscard]] std::string text(const ScreenOptions& options) const {
        const std::vector<std::size_t> columns = widths();
        std::string result;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            std::string line = pad_right(rows[r][0], columns[0]);
            for (std::size_t i = 1; i < columns.size(); ++i) {
                line += kGap;
                const std::string cell = pad_left(rows[r][i], columns[i]);
                const bool last = i + 1 == columns.size();
                line += last && !last_colours[r].empty() ? coloured(cell, last_colours[r], options) : cell;
            }
            while (line.ends_with(' ')) line.pop_back();  // of a heading with lines to the left alone
            result += r < heading_lines ? coloured(line, kBold, options) : line;
            result += '\n';
        }
        return result;
    }

    /// Puts headings above the rows, each in lines as wide as its column or `columns`, so that long names of models
    /// take lines and no room from the numbers. The last lines stand next to the numbers.
    void put_headings(const std::vector<std::string>& headings, std::size_t columns) {
        std::vector<std::vector<std::string>> lines;
        heading_lines = 1;
        const std::vector<std::size_t> numbers = widths();
        for (std::size_t i = 0; i < headings.size(); ++i) {
            const std::size_t room = std::max(numbers[i], columns);
            lines.push_back(lines_within(printable(headings[i], kMostHeadingLines * room), room));
            heading_lines = std::max(heading_lines, lines.back().size());
        }
        std::vector<std::vector<std::string>> above(heading_lines, std::vector<std::string>(headings.size()));
        for (std::size_t i = 0; i < headings.size(); ++i) {
            const std::size_t from = heading_lines - lines[i].size();
            for (std::size_t line = 0; line < lines[i].size(); ++line) above[from + line][i] = lines[i][line];
        }
        rows.insert(rows.begin(), above.begin(), above.end());
        last_colours.insert(last_colours.begin(), heading_lines, std::string_view());
    }
};

/// What is shown; the later a thing stands here, the longer it stays in a narrow terminal.
struct TablePlan {
    std::vector<std::size_t> places;       ///< models with a column
    bool difference = false;               ///< and the difference of the two
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
    for (const std::size_t place : plan.places) {
        const Summary& summary = comparison.summary(place, kpi);
        means.push_back(summary.mean * factor);
        note(summary.interval.half_width());
    }
    if (plan.difference) note(comparison.pair(plan.places[1], plan.places[0], kpi).difference.interval.half_width());
    // "orders, order" would say it twice.
    const std::string unit = info.name.starts_with(info.unit) ? "" : unit_in_reports(info.unit, scenario);
    Scale scale = scale_for(means, std::isfinite(uncertainty) ? uncertainty : 0.0, unit);
    scale.divisor /= factor;  // what is shown are figures of the whole run
    return scale;
}

std::string mean_cell(const Summary& summary, const Scale& scale, bool half_widths, const ScreenOptions& options) {
    const double half_width = summary.interval.half_width();
    if (!half_widths || std::isnan(half_width)) return figure(scale, summary.mean, options);
    return fmt::format("{} ± {}", figure(scale, summary.mean, options), figure(scale, half_width, options));
}

std::string difference_cell(const PairedDifference& difference, const Scale& scale, bool intervals,
                            const ScreenOptions& options) {
    const std::string mean = number_in(options.language, scale.difference(difference.mean));
    if (!intervals || std::isnan(difference.interval.low)) return mean;
    return filled(tr("{} ({} to {})", options.language), mean, figure(scale, difference.interval.low, options),
                  figure(scale, difference.interval.high, options));
}

/// The differences of shares have a unit of their own, which the label of a row does not tell.
std::string unit_of_share_differences(const ScreenOptions& options) {
    const std::string words = tr("Differences of shares (%) are in percentage points.", options.language);
    return wrapped(words, options.columns) + '\n';
}

std::string model_name(const Scenario& scenario, const Comparison& comparison, std::size_t place, Language language) {
    return name_in(language, TextOf::Scenario, scenario.models[comparison.figures.models[place]].name);
}

Grid table_grid(const Scenario& scenario, const Comparison& comparison, const TablePlan& plan,
                const ScreenOptions& options) {
    const Language language = options.language;
    Grid grid;
    std::vector<std::string> header{tr("mean of the replications", language)};
    for (const std::size_t place : plan.places) {
        header.push_back(
            printable(model_name(scenario, comparison, place, language), kMostHeadingLines * kWidestHeading));
    }
    if (plan.difference) {
        const std::string second = header.back();
        header.emplace_back(tr("difference", language));
        header.push_back(filled(tr("{} is", language), second));
    }
    for (const std::size_t kpi : headline_kpis(comparison)) {
        const Scale scale = scale_of_row(scenario, comparison, kpi, plan);
        std::vector<std::string> row{row_label(scenario, kpi_info(kpi), scale, plan, language)};
        for (const std::size_t place : plan.places) {
            row.push_back(mean_cell(comparison.summary(place, kpi), scale, plan.half_widths, options));
        }
        std::string_view colour;
        if (plan.difference) {
            const PairComparison pair = comparison.pair(plan.places[1], plan.places[0], kpi);
            row.push_back(difference_cell(pair.difference, scale, plan.intervals, options));
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
        coloured(printable(name_in(language, TextOf::Scenario, scenario.name), options.columns), kBold, options));
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
    if (pair.verdict != Verdict::NotDistinguishable) {
        return filled(tr("{} earns {} more than {} ({}).", language), better, amount, other, surely);
    }
    if (pair.difference.interval.excludes_zero()) {
        return filled(
            tr("{} earns {} more than {} ({}), which is less than the difference worth caring about.", language),
            better, amount, other, surely);
    }
    return filled(
        tr("{} and {} are not distinguishable by what they earn: {} earned {} more on average ({}).", language), better,
        other, better, amount, surely);
}

}  // namespace

std::string summary_table(const Scenario& scenario, const Comparison& comparison, bool with_pairs,
                          const ScreenOptions& options) {
    const std::size_t models = comparison.figures.models.size();
    std::string text = title(scenario, comparison, options);
    if (models == 2 && with_pairs) {
        TablePlan plan{.places = {0, 1}, .difference = true};
        Grid grid = table_grid(scenario, comparison, plan, options);
        while (grid.width() > options.columns && plan.narrow()) grid = table_grid(scenario, comparison, plan, options);
        text += grid.text(options);
        if (!plan.whole_verdicts) text += fmt::format("– {}\n", tr("not distinguishable", options.language));
        return text + unit_of_share_differences(options);
    }
    // As many models side by side as fit, then the next ones below.
    for (std::size_t first = 0; first < models;) {
        TablePlan plan{.places = {first}};
        Grid grid = table_grid(scenario, comparison, plan, options);
        for (std::size_t next = first + 1; next < models; ++next) {
            plan.places.push_back(next);
            Grid wider = table_grid(scenario, comparison, plan, options);
            if (wider.width() > options.columns) break;
            grid = std::move(wider);
        }
        if (first > 0) text += '\n';
        text += grid.text(options);
        first += grid.rows.front().size() - 1;
    }
    return text;
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
    for (std::size_t rank = 1; rank < models; ++rank) {
        const PairComparison pair = comparison.pair(order.front(), order[rank], kpi);
        text += coloured(wrapped(sentence(scenario, comparison, pair, options), options.columns), kBold, options);
        text += '\n';
    }
    if (comparison.summary(order.front(), kpi).mean < 0.0) {
        text +=
            models == 2 ? tr("Both lose money.", options.language) : tr("All of them lose money.", options.language);
        text += '\n';
    }
    return text;
}

}  // namespace pasar
