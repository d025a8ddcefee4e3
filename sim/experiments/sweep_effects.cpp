#include "sim/experiments/sweep_effects.h"

#include <algorithm>
#include <cmath>

#include "sim/experiments/sweep_values.h"

namespace pasar {

namespace {

std::vector<double> weights_less(std::vector<double> one, const std::vector<double>& other, double factor = 1.0) {
    for (std::size_t i = 0; i < one.size(); ++i) one[i] -= factor * other[i];
    return one;
}

/// The mean over the points of one level.
std::vector<double> weights_of_level(const PathLevels& levels, std::size_t level) {
    std::vector<double> weights;
    double points = 0.0;
    for (const std::size_t of : levels.of_point) {
        weights.push_back(of == level ? 1.0 : 0.0);
        points += weights.back();
    }
    for (double& weight : weights) weight /= points;
    return weights;
}

SweepEffect effect_of_levels(const SweepEstimator& estimator, const PathLevels& levels, std::size_t to) {
    const std::vector<double> at_from = weights_of_level(levels, 0);
    const std::vector<double> at_to = weights_of_level(levels, to);
    const std::vector<double> changes = estimator.series(weights_less(at_to, at_from));
    return {.from = levels.texts.front(),
            .to = levels.texts[to],
            .at_from = mean(estimator.series(at_from)),
            .at_to = mean(estimator.series(at_to)),
            .change = mean(changes),
            .interval = estimator.interval(changes, {}),
            .between_interval = {kNaN, kNaN}};
}

/// How far levels between the ends lie above the line through these, on average.
void add_bend(SweepEffect& effect, const SweepEstimator& estimator, const PathLevels& levels) {
    const std::size_t inner = levels.size() - 2;
    const std::vector<double> at_low = weights_of_level(levels, 0);
    const std::vector<double> at_high = weights_of_level(levels, levels.size() - 1);
    std::vector<double> weights(levels.of_point.size(), 0.0);
    for (std::size_t level = 1; level + 1 < levels.size(); ++level) {
        const double position =
            (levels.values[level] - levels.values.front()) / (levels.values.back() - levels.values.front());
        const std::vector<double> here = weights_of_level(levels, level);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double line = (1.0 - position) * at_low[i] + position * at_high[i];
            weights[i] += (here[i] - line) / static_cast<double>(inner);
        }
    }
    const std::vector<double> bends = estimator.series(weights);
    effect.between = mean(bends);
    effect.between_interval = estimator.interval(bends, {});
}

std::vector<SweepEffect> effects_of_grid(const SweepEstimator& estimator, const std::vector<PathLevels>& paths) {
    std::vector<SweepEffect> effects;
    for (std::size_t path = 0; path < paths.size(); ++path) {
        const PathLevels& levels = paths[path];
        if (levels.size() < 2) continue;
        for (std::size_t to = levels.numbers ? levels.size() - 1 : 1; to < levels.size(); ++to) {
            SweepEffect effect = effect_of_levels(estimator, levels, to);
            effect.path = path;
            if (levels.numbers && levels.size() > 2) add_bend(effect, estimator, levels);
            effects.push_back(std::move(effect));
        }
    }
    return effects;
}

bool are_all_combinations(const std::vector<PathLevels>& paths, std::size_t points) {
    double combinations = 1.0;
    for (const PathLevels& levels : paths) combinations *= static_cast<double>(levels.size());
    return combinations == static_cast<double>(points);
}

}  // namespace

SweepEffects sweep_effects(const Sweep& sweep, const SweepOfModel& model, std::size_t kpi) {
    const KnownValues known(sweep, model, kpi);
    SweepEffects result{
        .effects = {}, .points = known.points.size(), .replications = known.series.size(), .is_grid = false};
    if (known.points.size() < 2 || known.series.empty()) return result;
    std::vector<PathLevels> paths;
    for (std::size_t path = 0; path < model.design.paths.size(); ++path)
        paths.emplace_back(model.design, path, known.points);
    const SweepEstimator estimator(known);
    result.is_grid = are_all_combinations(paths, known.points.size());
    result.effects =
        result.is_grid ? effects_of_grid(estimator, paths) : effects_by_regression(estimator, known, paths);
    const auto size = [](const SweepEffect& effect) {
        const double change = std::isnan(effect.change) ? -1.0 : std::abs(effect.change);
        return std::max(change, std::isnan(effect.between) ? -1.0 : std::abs(effect.between));
    };
    std::stable_sort(result.effects.begin(), result.effects.end(),
                     [&](const SweepEffect& a, const SweepEffect& b) { return size(a) > size(b); });
    return result;
}

Table sweep_effects_outline() {
    return {.file = "effects",
            .row_is = "what a parameter of a sweep does to one measure of one model, between two of its values",
            .columns = {{"model", "", "name of the model"},
                        {"measure", "", "name of the key figure"},
                        {"unit", "", "unit of the key figure"},
                        {"path", "", "parameter that is varied"},
                        {"path_unit", "", "unit of the parameter"},
                        {"from", "", "its least value, or the name that was given first"},
                        {"to", "", "its largest value, or another name"},
                        {"at_from", "", "the measure at the first value, on average over the other parameters"},
                        {"at_to", "", "the measure at the second"},
                        {"change", "",
                         "at_to less at_from; empty where the points cannot tell it from what others do, since these "
                         "rise and fall with it"},
                        {"confidence_low", "", "lower end of the 95 % interval of the change"},
                        {"confidence_high", "", "upper end"},
                        {"between", "",
                         "how far the measure lies above the straight line from at_from to at_to, on average over the "
                         "values between; empty of names"},
                        {"between_low", "", "lower end of its 95 % interval"},
                        {"between_high", "", "upper end"},
                        {"entangled", "share",
                         "of the parameter's own variance over the points, what the other parameters explain: 0 where "
                         "the points are every combination; near 1 the design decides whose effect is whose"},
                        {"points", "point", "points with a value"},
                        {"replications", "run", "replications in which all of these have one"}},
            .cells = {}};
}

Table sweep_effects_table(const Sweep& sweep, const Studied& studied) {
    Table table = sweep_effects_outline();
    for (std::size_t position = 0; position < studied.models.size(); ++position) {
        const SweepOfModel model(sweep, position, studied.model_paths[position]);
        for (const StudiedMeasure& measure : studied.measures) {
            const SweepEffects found = sweep_effects(sweep, model, measure.kpi);
            for (const SweepEffect& effect : found.effects) {
                for (const std::string& text : {studied.models[position], measure.name, measure.unit,
                                                model.design.paths[effect.path], model.design.units[effect.path]})
                    table.cells.emplace_back(text);
                table.cells.push_back(cell_of_setting(effect.from));
                table.cells.push_back(cell_of_setting(effect.to));
                for (const double number :
                     {effect.at_from, effect.at_to, effect.change, effect.interval.low, effect.interval.high,
                      effect.between, effect.between_interval.low, effect.between_interval.high, effect.entangled})
                    table.cells.emplace_back(round_to_digits(number));
                table.cells.emplace_back(static_cast<std::int64_t>(found.points));
                table.cells.emplace_back(static_cast<std::int64_t>(found.replications));
            }
        }
    }
    return table;
}

}  // namespace pasar
