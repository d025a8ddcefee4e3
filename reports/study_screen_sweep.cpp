#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/figures.h"
#include "reports/headlines.h"
#include "reports/study_screen.h"
#include "reports/text.h"
#include "reports/text_table.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

constexpr double kWorthTelling = 0.01;  ///< share of the variance below which a path is not said to move anything

std::vector<double> known(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return values;
}

std::string settings_in_words(const SweepDesign& design, const std::vector<std::string>& names, std::size_t point) {
    std::string text;
    for (std::size_t p = 0; p < names.size(); ++p)
        text +=
            fmt::format("{}{}={}", p > 0 ? ", " : "", names[p], printable(design.points[point][p], kLongestStudyName));
    return text;
}

/// The point with the best mean, and how many others cannot be told from it.
struct Best {
    std::size_t point = 0;
    double mean = std::nan("");
    Interval interval;
    std::size_t rivals = 0;
    std::size_t points = 0;  ///< with a mean
};

Best best_point(const Sweep& sweep, std::size_t place, const StudiedMeasure& measure) {
    Best best;
    const double sign = measure.better < 0 ? -1.0 : 1.0;
    for (std::size_t point = 0; point < sweep.figures.size(); ++point) {
        const double value = mean(known(sweep.series(point, place, measure.kpi)));
        if (std::isnan(value)) continue;
        ++best.points;
        if (std::isnan(best.mean) || sign * value > sign * best.mean) {
            best.mean = value;
            best.point = point;
        }
    }
    if (best.points == 0) return best;
    const std::vector<double> at_best = sweep.series(best.point, place, measure.kpi);
    best.interval = student_interval(known(at_best));
    for (std::size_t point = 0; point < sweep.figures.size(); ++point) {
        const std::vector<double> here = sweep.series(point, place, measure.kpi);
        if (point == best.point || std::isnan(mean(known(here)))) continue;
        if (!paired_difference(at_best, here).interval.excludes_zero()) ++best.rivals;
    }
    return best;
}

std::string amount(const Scale& scale, double value) { return fmt::format("{} {}", scale(value), scale.unit); }

std::string best_sentence(const Sweep& sweep, const Studied& studied, std::size_t place, const StudiedMeasure& measure,
                          const std::vector<std::string>& names) {
    const Best best = best_point(sweep, place, measure);
    const std::string subject =
        fmt::format("{}, {}", printable(studied.models[place], kLongestStudyName), label_of(measure.name));
    if (best.points == 0) return fmt::format("{}: no point has a value.", subject);
    const Scale scale = scale_for(std::array{best.mean}, best.interval.half_width(), measure.unit);
    std::string text = fmt::format("{}: {} at {} ({}", subject,
                                   measure.better == 0  ? "highest"
                                   : measure.better > 0 ? "best"
                                                        : "best (lowest)",
                                   settings_in_words(sweep.design, names, best.point), amount(scale, best.mean));
    if (std::isnan(best.interval.low)) return text + "); with one replication nothing can be said of how surely.";
    text += fmt::format(", 95 % interval {} to {}); ", scale(best.interval.low), scale(best.interval.high));
    if (best.points == 1) return text + "it is the only point.";
    if (best.rivals == 0) return text + "every other point is surely behind it.";
    return text + fmt::format("{} of the {} other points cannot be told from it.", best.rivals, best.points - 1);
}

std::string effects_lines(const Sweep& sweep, std::size_t place, const StudiedMeasure& measure,
                          const std::vector<std::string>& names) {
    std::string text;
    for (const SweepEffect& effect : sweep_effects(sweep, place, measure.kpi)) {
        const std::string& name = names[effect.path];
        if (std::isnan(effect.share)) {
            text += fmt::format("  {}: what it moves cannot be worked out from these points\n", name);
            continue;
        }
        if (effect.share < kWorthTelling) {
            text += fmt::format("  {}: moves it hardly or not at all\n", name);
            continue;
        }
        const Scale scale = scale_for(std::array{effect.lowest_mean, effect.highest_mean},
                                      std::abs(effect.highest_mean - effect.lowest_mean) / 10.0, measure.unit);
        text +=
            fmt::format("  {}: {:.0f} % of the differences between points; on average {} at {}, {} at {}\n", name,
                        100.0 * effect.share, scale(effect.lowest_mean), printable(effect.lowest, kLongestStudyName),
                        amount(scale, effect.highest_mean), printable(effect.highest, kLongestStudyName));
    }
    return text;
}

}  // namespace

StudyText sweep_text(const Sweep& sweep, const Studied& studied, const ScreenOptions& options) {
    const std::vector<std::string> names = short_paths(sweep.design.paths);
    StudyText text;
    const std::int64_t replications = sweep.figures.empty() ? 0 : sweep.figures.front().replications;
    text.screen = fmt::format(
        "{}\n\n", emphasised(fmt::format("{} points over {} parameter{}, {} replication{} each",
                                         grouped(static_cast<double>(sweep.figures.size())), names.size(),
                                         names.size() == 1 ? "" : "s", replications, replications == 1 ? "" : "s"),
                             options));
    for (std::size_t place = 0; place < studied.models.size(); ++place) {
        for (const StudiedMeasure& measure : studied.measures) {
            text.answer.push_back(best_sentence(sweep, studied, place, measure, names));
            text.screen += wrapped(text.answer.back(), options.columns) + "\n";
            text.screen += effects_lines(sweep, place, measure, names);
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
