#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <set>

#include "reports/period.h"
#include "reports/result/tables.h"
#include "reports/screen/study_screen.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "sim/experiments/measured_mean.h"
#include "sim/experiments/statistics.h"
#include "sim/experiments/sweep_effects.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kMostPointsShown = 30;  ///< more are shown by the best of them
constexpr std::size_t kBestShown = 10;

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
    /// "8": without the unit, which stands in the heading of its column.
    [[nodiscard]] std::string cell(const std::string& text) const {
        return words_ ? words_->chosen_number(*number_in(text)) : value(text);
    }
    /// "commission, % of price"
    [[nodiscard]] std::string heading(const std::string& name) const {
        return words_ && !words_->unit().empty() ? fmt::format("{}, {}", name, words_->unit()) : name;
    }
    /// Whether one value comes before the other: numbers by size, names by the alphabet.
    [[nodiscard]] bool before(const std::string& one, const std::string& other) const {
        return words_ ? *number_in(one) < *number_in(other) : one < other;
    }
    /// "from 4 to 20 % of price", "from none to escrow"
    [[nodiscard]] std::string change(const std::string& from, const std::string& to) const {
        return words_ ? fmt::format("from {}", words_->chosen_range(*number_in(from), *number_in(to)))
                      : fmt::format("from {} to {}", value(from), value(to));
    }
    /// From the lowest to the highest value that was tried; nothing where they are no numbers.
    [[nodiscard]] std::optional<Lever> range() const {
        return words_ && lever_.low < lever_.high ? std::optional(lever_) : std::nullopt;
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
    bool all_alike = true;   ///< their means are the same number
};

BestPoint best_point(const Sweep& sweep, const SweepOfModel& model, const StudiedMeasure& measure) {
    BestPoint best;
    const double sign = measure.better < 0 ? -1.0 : 1.0;
    for (std::size_t point = 0; point < model.points.size(); ++point) {
        const MeasuredMean found = measured_mean(model.series(sweep, point, measure.kpi), measure.kpi);
        if (found.replications == 0) continue;
        ++best.points;
        best.all_alike = best.all_alike && (std::isnan(best.mean) || found.mean == best.mean);
        if (std::isnan(best.mean) || sign * found.mean > sign * best.mean) {
            best.mean = found.mean;
            best.interval = found.interval;
            best.point = point;
        }
    }
    if (best.points == 0) return best;
    const std::vector<double> at_best = model.series(sweep, best.point, measure.kpi);
    for (std::size_t point = 0; point < model.points.size(); ++point) {
        const std::vector<double> here = model.series(sweep, point, measure.kpi);
        if (point == best.point || std::isnan(known_mean(here))) continue;
        // Surely behind: over the replications that both have, which need not be those of either mean.
        const Interval lead = paired_difference(at_best, here).interval;
        if (!(sign > 0.0 ? lead.low > 0.0 : lead.high < 0.0)) ++best.rivals;
    }
    return best;
}

/// What a sweep says of one model, in words.
class SweepWords {
public:
    SweepWords(const Scenario& scenario, const Sweep& sweep, const Studied& studied, std::size_t position)
        : scenario_(scenario),
          sweep_(sweep),
          model_(sweep, position, studied.model_paths[position]),
          name_(printable(studied.models[position], kLongestStudyName)),
          paths_(short_paths(model_.design.paths)) {
        for (std::size_t p = 0; p < paths_.size(); ++p) values_.emplace_back(model_.design, p, scenario);
    }

    [[nodiscard]] std::string best_sentence(const StudiedMeasure& measure) const {
        const BestPoint best = best_point(sweep_, model_, measure);
        const std::string subject = fmt::format("{}, {}", name_, label_of_measure(find_kpi(measure.name)));
        if (best.points == 0)
            return fmt::format("{}: {} at any point; more replications would give it none.", name_,
                               without_value(name_, find_kpi(measure.name)));
        const MeasureWords words =
            words_of(measure, {best.mean, best.interval.low, best.interval.high}, best.interval.half_width());
        const bool has_interval = !std::isnan(best.interval.low);
        const std::string interval = has_interval ? ", " + words.interval(best.interval) : "";
        if (paths_.empty()) {
            return fmt::format("{}: {}{} at every point, as only other models' parameters are varied.", subject,
                               words.amount(best.mean), interval);
        }
        if (best.points > 1 && best.all_alike)
            return fmt::format("{}: {}{} at every setting.", subject, words.amount(best.mean), interval);
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
        const std::size_t without = model_.points.size() - best.points;
        const std::string left_out = without == 0
                                         ? ""
                                         : fmt::format(" {} {} no value in any replication.", counted(without, "point"),
                                                       without == 1 ? "has" : "have");
        return text + rivals + left_out + ends_in_words(best.point);
    }

    /// What each parameter changes, for the screen.
    [[nodiscard]] std::string effects_table(const StudiedMeasure& measure, const ScreenOptions& options) const {
        const SweepEffects found = sweep_effects(sweep_, model_, measure.kpi);
        if (found.effects.empty()) return {};
        const MeasureWords words = words_of(measure, found);
        const std::string unit = words.unit().empty() ? "" : fmt::format(" ({})", words.unit());
        // Only where something bends: elsewhere the column would say nothing, and take the room.
        const bool any_between = std::any_of(found.effects.begin(), found.effects.end(),
                                             [](const SweepEffect& effect) { return effect.bends(); });
        std::vector<std::vector<std::string>> rows{
            {fmt::format("{}{}", "moved over what was tried", unit), "before", "after", "change"}};
        if (any_between) rows.front().emplace_back("between above the line");
        bool has_unclear = false;
        for (const SweepEffect& effect : found.effects) {
            const bool is_told = !std::isnan(effect.change);
            const bool is_unclear = is_told && !std::isnan(effect.interval.low) && !effect.is_sure();
            has_unclear = has_unclear || is_unclear;
            rows.push_back(
                {fmt::format("{} {}", paths_[effect.path], values_[effect.path].change(effect.from, effect.to)),
                 words.number(effect.at_from), words.number(effect.at_to),
                 !is_told ? "not told apart"
                          : words.with_interval(effect.change, effect.interval, true) + (is_unclear ? " ~" : "")});
            if (any_between)
                rows.back().push_back(std::isnan(effect.between)
                                          ? ""
                                          : words.with_interval(effect.between, effect.between_interval, true) +
                                                (effect.bends() ? "" : " ~"));
        }
        std::string text = text_table(rows, options);
        if (text.find(" ~") != std::string::npos) text += "~ no measurable effect\n";
        return text;
    }

    /// The same in sentences: what surely changes it, what has no measurable effect, and where the design decides.
    [[nodiscard]] std::vector<std::string> effects_sentences(const StudiedMeasure& measure) const {
        const SweepEffects found = sweep_effects(sweep_, model_, measure.kpi);
        std::vector<std::string> sentences;
        if (found.effects.empty()) return sentences;
        const MeasureWords words = words_of(measure, found);
        const std::string beside = paths_.size() > 1 ? ", on average over the others" : "";
        std::vector<std::string> sure, idle, unknown;
        bool one_replication = false;
        for (const SweepEffect& effect : found.effects) {
            const std::string path =
                fmt::format("{} {}", paths_[effect.path], values_[effect.path].change(effect.from, effect.to));
            if (std::isnan(effect.change)) {
                unknown.push_back(path);
            } else if (std::isnan(effect.interval.low)) {
                one_replication = true;
            } else if (effect.is_sure()) {
                sure.push_back(fmt::format("moving {} changes {} by {} ({} to {})", path, words.name(),
                                           words.signed_amount(effect.change), words.number(effect.interval.low),
                                           words.number(effect.interval.high)));
            } else if (!effect.bends()) {
                idle.push_back(fmt::format("{} ({} to {})", path, words.number(effect.interval.low),
                                           words.number(effect.interval.high)));
            }
        }
        for (std::size_t i = 0; i < sure.size(); ++i)
            sentences.push_back(fmt::format("{}: {}{}.", name_, sure[i], i == 0 ? beside : ""));
        for (const SweepEffect& effect : found.effects) {
            if (!effect.bends()) continue;
            const Interval& interval = effect.between_interval;
            sentences.push_back(fmt::format(
                "{}: {} bends over {}: between the ends it lies on average {} ({} to {}) {} the straight line.", name_,
                words.name(), paths_[effect.path], words.amount(std::abs(effect.between)),
                words.number(std::min(std::abs(interval.low), std::abs(interval.high))),
                words.number(std::max(std::abs(interval.low), std::abs(interval.high))),
                effect.between > 0.0 ? "above" : "below"));
        }
        if (!idle.empty())
            sentences.push_back(
                fmt::format("{}: {} no measurable effect on {}: {}.", name_,
                            idle.size() == 1 ? "1 parameter has" : fmt::format("{} changes have", idle.size()),
                            words.name(), fmt::join(idle, ", ")));
        if (!unknown.empty())
            sentences.push_back(
                fmt::format("{}: these points cannot tell what {} {} by {}, as other parameters move "
                            "with {} at every point.",
                            name_, listed(unknown), unknown.size() == 1 ? "does" : "do",
                            unknown.size() == 1 ? "itself" : "themselves", unknown.size() == 1 ? "it" : "them"));
        if (one_replication)
            sentences.push_back(fmt::format("{}: how surely its parameters change {} cannot be said, with {} at {}.",
                                            name_, words.name(), counted(found.replications, "replication"),
                                            counted(found.points, "point")));
        const std::string entangled = entangled_sentence(found);
        if (!entangled.empty()) sentences.push_back(entangled);
        return sentences;
    }

    /// A point a row, in the order of its values; of many the best alone.
    [[nodiscard]] std::string points_table(const StudiedMeasure& measure, const ScreenOptions& options) const {
        std::vector<MeasuredMean> means;
        std::vector<double> told;
        double doubt = kNaN;
        for (std::size_t point = 0; point < model_.points.size(); ++point) {
            means.push_back(measured_mean(model_.series(sweep_, point, measure.kpi), measure.kpi));
            told.push_back(means.back().mean);
            const double half_width = means.back().interval.half_width();
            if (half_width > 0.0 && !(doubt <= half_width)) doubt = half_width;
        }
        const MeasureWords words(scenario_, find_kpi(measure.name), told, doubt);
        const bool all = means.size() <= kMostPointsShown;
        std::vector<std::vector<std::string>> rows(1);
        for (std::size_t p = 0; p < paths_.size(); ++p) rows.front().push_back(values_[p].heading(paths_[p]));
        rows.front().push_back(words.heading());
        for (const std::size_t point : points_in_order(means, measure, all)) {
            std::vector<std::string>& row = rows.emplace_back();
            for (std::size_t p = 0; p < paths_.size(); ++p)
                row.push_back(values_[p].cell(model_.design.points[point][p]));
            row.push_back(words.with_interval(means[point].mean, means[point].interval, false));
        }
        const std::string heading = all ? fmt::format("{}\n", name_)
                                        : fmt::format("{}: the best {} of {}; points.csv has all\n", name_,
                                                      rows.size() - 1, counted(means.size(), "point"));
        return heading + text_table(rows, options);
    }
    /// Whether there is a table to show: not where only other models' parameters are varied.
    [[nodiscard]] bool has_parameters() const { return !paths_.empty(); }

private:
    [[nodiscard]] MeasureWords words_of(const StudiedMeasure& measure, const std::vector<double>& values,
                                        double uncertainty) const {
        return {scenario_, find_kpi(measure.name), values, uncertainty};
    }

    [[nodiscard]] MeasureWords words_of(const StudiedMeasure& measure, const SweepEffects& found) const {
        std::vector<double> values;
        double doubt = kNaN;
        for (const SweepEffect& effect : found.effects) {
            for (const double value : {effect.at_from, effect.at_to, effect.change})
                if (!std::isnan(value)) values.push_back(value);
            const double half_width = effect.interval.half_width();
            if (half_width > 0.0 && !(doubt <= half_width)) doubt = half_width;
        }
        return MeasureWords(scenario_, find_kpi(measure.name), values, doubt).in_points();
    }

    [[nodiscard]] std::vector<std::size_t> points_in_order(const std::vector<MeasuredMean>& means,
                                                           const StudiedMeasure& measure, bool all) const {
        std::vector<std::size_t> order(means.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto by_values = [&](std::size_t a, std::size_t b) {
            for (std::size_t p = 0; p < paths_.size(); ++p) {
                const std::string& one = model_.design.points[a][p];
                const std::string& other = model_.design.points[b][p];
                if (values_[p].before(one, other)) return true;
                if (values_[p].before(other, one)) return false;
            }
            return false;
        };
        const double sign = measure.better < 0 ? -1.0 : 1.0;
        const auto by_mean = [&](std::size_t a, std::size_t b) {
            if (std::isnan(means[a].mean) || std::isnan(means[b].mean))
                return !std::isnan(means[a].mean) && std::isnan(means[b].mean);
            return sign * means[a].mean > sign * means[b].mean;
        };
        if (all) {
            std::stable_sort(order.begin(), order.end(), by_values);
        } else {
            std::stable_sort(order.begin(), order.end(), by_mean);
            order.resize(std::min(order.size(), kBestShown));
        }
        return order;
    }

    /// Of parameters that go with others through the points.
    [[nodiscard]] std::string entangled_sentence(const SweepEffects& found) const {
        std::vector<std::string> parts;
        std::set<std::size_t> told;
        for (const SweepEffect& effect : found.effects) {
            if (effect.entangled < kEntangled || std::isnan(effect.change) || !told.insert(effect.path).second)
                continue;
            parts.push_back(
                fmt::format("{} goes with {} (which explain{} {:.0f} % of how it varies)", paths_[effect.path],
                            effect.entangled_with ? paths_[*effect.entangled_with] : std::string("the others"),
                            effect.entangled_with ? "s" : "", 100.0 * effect.entangled));
        }
        if (parts.empty()) return {};
        return fmt::format(
            "{}: in these points {}: whose effect is whose hangs on the design, and is known the less "
            "surely; a grid or --design lhs would tell them apart.",
            name_, listed(parts));
    }

    /// Where the best lies at the end of what was tried, better may lie beyond.
    [[nodiscard]] std::string ends_in_words(std::size_t point) const {
        std::vector<std::string> ends;
        for (std::size_t p = 0; p < paths_.size(); ++p)
            if (values_[p].is_end(model_.design.points[point][p])) ends.push_back(paths_[p]);
        if (ends.empty()) return {};
        return fmt::format(" That is an end of what was tried of {}: beyond it may be better.",
                           fmt::join(ends, " and "));
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
    std::vector<Lever> moved;
    for (std::size_t p = 0; p < paths; ++p) {
        const ValueWords values(sweep.design, p, scenario);
        varied.push_back(values.all());
        if (const std::optional<Lever> range = values.range()) moved.push_back(*range);
    }
    StudyText text;
    const std::string repeated =
        sweep.design.repeated == 0
            ? ""
            : fmt::format(" ({} more {} the settings of another and {} not run again)", sweep.design.repeated,
                          sweep.design.repeated == 1 ? "has" : "have", sweep.design.repeated == 1 ? "is" : "are");
    text.screen = study_title(
        scenario, fmt::format("{} over {}{}:", counted(points, "point"), counted(paths, "parameter"), repeated),
        options, {.list = varied, .moved = moved});
    for (std::size_t position = 0; position < studied.models.size(); ++position) {
        const SweepWords words(scenario, sweep, studied, position);
        for (const StudiedMeasure& measure : studied.measures) {
            if (words.has_parameters()) text.screen += words.points_table(measure, options) + "\n";
            text.answer.push_back(words.best_sentence(measure));
            text.screen += study_sentence(text.answer.back(), options);
            if (const std::string effects = words.effects_table(measure, options); !effects.empty())
                text.screen += "\n" + effects;
            for (const std::string& sentence : words.effects_sentences(measure)) {
                text.answer.push_back(sentence);
                text.screen += wrapped(sentence, options.columns) + "\n";
            }
            text.screen += "\n";
        }
    }
    if (text.screen.ends_with("\n\n")) text.screen.pop_back();
    text.screen += "\n" +
                   wrapped(
                       "The best of many points owes part of its lead to chance; try it again with another --seed "
                       "before building on it.",
                       options.columns) +
                   "\n";
    return text;
}

}  // namespace pasar
