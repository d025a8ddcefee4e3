#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "reports/period.h"
#include "reports/study_screen.h"
#include "reports/tables.h"
#include "reports/text.h"
#include "reports/text_table.h"
#include "sim/experiments/statistics.h"
#include "sim/measures.h"

namespace pasar {

namespace {

constexpr double kWorthTelling = 0.01;  ///< share of the variance below which a path is not said to move anything

std::vector<double> known(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return values;
}

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The values of one path: numbers with their unit where all of them are numbers, else as they were given.
class ValueWords {
public:
    ValueWords(const SweepDesign& design, std::size_t path, const Scenario& scenario) {
        lever_ = {.path = design.paths[path], .low = INFINITY, .high = -INFINITY, .whole = true};
        lever_.unit = unit_in_reports(design.units[path], scenario);
        bool numbers = true;
        std::set<std::string_view> seen;
        for (const std::vector<std::string>& point : design.points) {
            if (seen.insert(point[path]).second) texts_.push_back(point[path]);
            const std::optional<double> value = number_in(point[path]);
            numbers = numbers && value;
            if (!value) continue;
            lever_.low = std::min(lever_.low, *value);
            lever_.high = std::max(lever_.high, *value);
        }
        if (numbers) words_.emplace(lever_);
    }

    /// "8 % of price", "escrow"
    [[nodiscard]] std::string value(const std::string& text) const {
        return words_ ? words_->chosen(*number_in(text)) : printable(text, kLongestStudyName);
    }
    /// Whether it is a number at an end of those that were tried.
    [[nodiscard]] bool is_end(const std::string& text) const {
        if (!words_ || texts_.size() < 3) return false;
        const double number = *number_in(text);
        return number == lever_.low || number == lever_.high;
    }
    /// "5 to 8 % of price"
    [[nodiscard]] std::string range(const ValueRange& range) const {
        if (range.first == range.last) return value(range.first);
        return words_ ? words_->chosen_range(*number_in(range.first), *number_in(range.last))
                      : fmt::format("{} to {}", value(range.first), value(range.last));
    }
    /// "models.A.revenue.commission: 4 to 20 % of price"
    [[nodiscard]] std::string all() const {
        const std::string path = printable(lever_.path, kLongestStudyPath);
        if (words_ && lever_.low < lever_.high)
            return fmt::format("{}: {}", path, words_->chosen_range(lever_.low, lever_.high));
        std::vector<std::string> values;
        for (const std::string& text : texts_) values.push_back(value(text));
        return fmt::format("{}: {}", path, printable(fmt::format("{}", fmt::join(values, ", ")), kLongestStudyPath));
    }

private:
    Lever lever_;
    std::vector<std::string> texts_;   ///< all values, as they were given
    std::optional<LeverWords> words_;  ///< where all of them are numbers
};

/// The point with the best mean, and how many others cannot be told from it.
struct BestPoint {
    std::size_t point = 0;  ///< of SweepOfModel::design
    double mean = kNaN;
    Interval interval;
    std::size_t rivals = 0;
    std::size_t points = 0;  ///< with a mean
};

BestPoint best_point(const Sweep& sweep, const SweepOfModel& model, const StudiedMeasure& measure) {
    BestPoint best;
    const double sign = measure.better < 0 ? -1.0 : 1.0;
    for (std::size_t point = 0; point < model.points.size(); ++point) {
        const double value = mean(known(model.series(sweep, point, measure.kpi)));
        if (std::isnan(value)) continue;
        ++best.points;
        if (std::isnan(best.mean) || sign * value > sign * best.mean) {
            best.mean = value;
            best.point = point;
        }
    }
    if (best.points == 0) return best;
    const std::vector<double> at_best = model.series(sweep, best.point, measure.kpi);
    best.interval = student_interval(known(at_best));
    for (std::size_t point = 0; point < model.points.size(); ++point) {
        const std::vector<double> here = model.series(sweep, point, measure.kpi);
        if (point == best.point || std::isnan(mean(known(here)))) continue;
        if (!paired_difference(at_best, here).interval.excludes_zero()) ++best.rivals;
    }
    return best;
}

/// What a sweep says of one model, in words.
class SweepWords {
public:
    SweepWords(const Scenario& scenario, const Sweep& sweep, const Studied& studied, std::size_t place)
        : scenario_(scenario),
          sweep_(sweep),
          model_(sweep, place, studied.model_paths[place]),
          name_(printable(studied.models[place], kLongestStudyName)),
          paths_(short_paths(model_.design.paths)) {
        for (std::size_t p = 0; p < paths_.size(); ++p) values_.emplace_back(model_.design, p, scenario);
    }

    [[nodiscard]] std::string best_sentence(const StudiedMeasure& measure) const {
        const BestPoint best = best_point(sweep_, model_, measure);
        const std::string subject = fmt::format("{}, {}", name_, label_of_measure(find_kpi(measure.name)));
        if (best.points == 0) return fmt::format("{}: no point has a value.", subject);
        const MeasureWords words =
            words_of(measure, {best.mean, best.interval.low, best.interval.high}, best.interval.half_width());
        const bool has_interval = !std::isnan(best.interval.low);
        const std::string interval = has_interval ? ", " + words.interval(best.interval) : "";
        if (paths_.empty()) {
            return fmt::format("{}: {}{} at every point, as only other models' parameters are varied.", subject,
                               words.amount(best.mean), interval);
        }
        const std::string text = fmt::format("{}: {} at {} ({}{})", subject,
                                             measure.better == 0  ? "highest"
                                             : measure.better > 0 ? "best"
                                                                  : "best (lowest)",
                                             setting_in_words(best.point), words.amount(best.mean), interval);
        if (!has_interval) return text + "; with one replication nothing can be said of how surely.";
        if (best.points == 1) return text + "; it is the only setting.";
        const std::string rivals =
            best.rivals == 0
                ? "; every other setting is surely behind it."
                : fmt::format("; {} of the {} other settings cannot be told from it.", best.rivals, best.points - 1);
        return text + rivals + ends_in_words(best.point);
    }

    [[nodiscard]] std::string effects_lines(const StudiedMeasure& measure, std::size_t columns) const {
        std::string text;
        for (const SweepEffect& effect : sweep_effects(sweep_, model_, measure.kpi)) {
            const std::string& path = paths_[effect.path];
            const ValueWords& values = values_[effect.path];
            const bool idle = effect.lowest_mean == effect.highest_mean;
            if (std::isnan(effect.share) && !idle) {
                text += fmt::format("  {}: what it moves cannot be worked out from these points\n", path);
                continue;
            }
            if (idle || effect.share < kWorthTelling) {
                text += fmt::format("  {}: moves it hardly or not at all\n", path);
                continue;
            }
            const MeasureWords words = words_of(measure, {effect.lowest_mean, effect.highest_mean},
                                                std::abs(effect.highest_mean - effect.lowest_mean) / 10.0);
            const std::string line =
                fmt::format("{}: {:.0f} % of the differences between points; on average {} at {}, {} at {}", path,
                            100.0 * effect.share, words.amount(effect.lowest_mean), values.range(effect.lowest),
                            words.amount(effect.highest_mean), values.range(effect.highest));
            text += "  " + wrapped(line, columns - 2, 4) + "\n";
        }
        return text;
    }

private:
    [[nodiscard]] MeasureWords words_of(const StudiedMeasure& measure, const std::vector<double>& values,
                                        double uncertainty) const {
        return {scenario_, find_kpi(measure.name), values, uncertainty};
    }

    /// Where the best lies at the end of what was tried, better may lie beyond.
    [[nodiscard]] std::string ends_in_words(std::size_t point) const {
        std::vector<std::string> ends;
        for (std::size_t p = 0; p < paths_.size(); ++p)
            if (values_[p].is_end(model_.design.points[point][p])) ends.push_back(paths_[p]);
        if (ends.empty()) return {};
        return fmt::format(" That is an end of what was tried of {}: beyond it may be better.", fmt::join(ends, " and "));
    }

    [[nodiscard]] std::string setting_in_words(std::size_t point) const {
        std::string text;
        for (std::size_t p = 0; p < paths_.size(); ++p)
            text +=
                fmt::format("{}{} {}", p > 0 ? ", " : "", paths_[p], values_[p].value(model_.design.points[point][p]));
        return text;
    }

    const Scenario& scenario_;
    const Sweep& sweep_;
    SweepOfModel model_;
    std::string name_;
    std::vector<std::string> paths_;  ///< of model_.design, shortened
    std::vector<ValueWords> values_;
};

}  // namespace

StudyText sweep_text(const Scenario& scenario, const Sweep& sweep, const Studied& studied,
                     const ScreenOptions& options) {
    const std::size_t paths = sweep.design.paths.size();
    const std::size_t points = sweep.design.points.size();
    std::vector<std::string> varied;
    for (std::size_t p = 0; p < paths; ++p) varied.push_back(ValueWords(sweep.design, p, scenario).all());
    StudyText text;
    text.screen = study_title(scenario,
                              fmt::format("{} point{} over {} parameter{}", grouped(static_cast<double>(points)),
                                          points == 1 ? "" : "s", paths, paths == 1 ? ":" : "s:"),
                              options, {.list = varied});
    for (std::size_t place = 0; place < studied.models.size(); ++place) {
        const SweepWords words(scenario, sweep, studied, place);
        for (const StudiedMeasure& measure : studied.measures) {
            text.answer.push_back(words.best_sentence(measure));
            text.screen += study_sentence(text.answer.back(), options);
            text.screen += words.effects_lines(measure, options.columns);
        }
    }
    text.screen += "\n" +
                   wrapped(
                       "The best of many points owes part of its lead to luck; try it again with another --seed "
                       "before building on it.",
                       options.columns) +
                   "\n";
    return text;
}

}  // namespace pasar
