#include "sim/experiments/sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pasar {

namespace {

/// Replications in which every point has a value.
Responses complete(const Responses& responses) {
    Responses kept(responses.size());
    for (std::size_t r = 0; !responses.empty() && r < responses.front().size(); ++r) {
        if (std::any_of(responses.begin(), responses.end(), [&](const auto& point) { return std::isnan(point[r]); }))
            continue;
        for (std::size_t i = 0; i < responses.size(); ++i) kept[i].push_back(responses[i][r]);
    }
    return kept;
}

}  // namespace

Responses responses_of(const std::vector<KeyFigures>& figures, std::size_t position,
                       std::optional<std::size_t> baseline, std::size_t kpi) {
    Responses responses;
    for (const KeyFigures& point : figures) {
        responses.push_back(point.series(position, kpi));
        if (!baseline) continue;
        const std::vector<double> other = point.series(*baseline, kpi);
        for (std::size_t r = 0; r < other.size(); ++r) responses.back()[r] -= other[r];
    }
    return complete(responses);
}

double value_at(const Lever& lever, double position) {
    return lever.settled(lever.low + position * (lever.high - lever.low));
}

double position_of(const Lever& lever, double value) {
    return lever.high > lever.low ? (value - lever.low) / (lever.high - lever.low) : 0.0;
}

std::vector<Settings> settings_at(std::span<const Lever> levers, const UnitPoints& points) {
    std::vector<Settings> result;
    for (const auto& point : points) {
        Settings settings;
        for (std::size_t l = 0; l < levers.size(); ++l) settings.push_back(levers[l].at(value_at(levers[l], point[l])));
        result.push_back(std::move(settings));
    }
    return result;
}

UnitPoints settled(std::span<const Lever> levers, const UnitPoints& points) {
    UnitPoints result = points;
    for (auto& point : result) {
        for (std::size_t l = 0; l < levers.size(); ++l)
            point[l] = position_of(levers[l], value_at(levers[l], point[l]));
    }
    return result;
}

std::vector<Settings> tornado_points(std::span<const Lever> levers) {
    std::vector<Settings> points{Settings{}};
    for (const Lever& lever : levers) {
        points.push_back({lever.at(lever.low)});
        points.push_back({lever.at(lever.high)});
    }
    return points;
}

Tornado tornado(const Responses& all) {
    const Responses responses = complete(all);
    Tornado result{.base = mean(responses.front()), .base_interval = student_interval(responses.front()), .bars = {}};
    for (std::size_t low = 1; low + 1 < responses.size(); low += 2) {
        result.bars.push_back({.at_low = mean(responses[low]),
                               .at_high = mean(responses[low + 1]),
                               .at_low_interval = student_interval(responses[low]),
                               .at_high_interval = student_interval(responses[low + 1]),
                               .low_effect = paired_difference(responses[low], responses.front()),
                               .high_effect = paired_difference(responses[low + 1], responses.front()),
                               .swing = paired_difference(responses[low + 1], responses[low])});
    }
    return result;
}

std::vector<Table> sensitivity_outlines() {
    const std::vector<Column> heading{
        {"model", "", "name of the model"},
        {"baseline", "", "the model it is measured against: numbers are model less baseline; empty for a model alone"},
        {"measure", "", "name of the key figure"},
        {"unit", "", "unit of the key figure"},
        {"path", "", "parameter that is moved"},
        {"path_unit", "", "unit of the parameter"},
        {"low", "", "lower end of its range"},
        {"high", "", "upper end"}};
    const auto table = [&](const char* file, const char* row_is, std::initializer_list<Column> more) {
        Table result{.file = file, .row_is = row_is, .columns = heading, .cells = {}};
        result.columns.insert(result.columns.end(), more);
        return result;
    };
    return {
        table("tornado", "one parameter moved to both ends of its range, the others as they are",
              {{"now", "", "value of the parameter in the scenario"},
               {"base", "", "the measure in the scenario as it is"},
               {"at_low", "", "the measure with the parameter at the lower end"},
               {"at_low_low", "", "lower end of its 95 % interval"},
               {"at_low_high", "", "upper end"},
               {"at_high", "", "the measure with the parameter at the upper end"},
               {"at_high_low", "", "lower end of its 95 % interval"},
               {"at_high_high", "", "upper end"},
               {"low_effect", "", "at_low less base, paired by replication"},
               {"low_effect_low", "", "lower end of its 95 % interval"},
               {"low_effect_high", "", "upper end"},
               {"high_effect", "", "at_high less base, paired by replication"},
               {"high_effect_low", "", "lower end of its 95 % interval"},
               {"high_effect_high", "", "upper end"},
               {"swing", "", "at_high less at_low, paired by replication"},
               {"swing_low", "", "lower end of its 95 % interval"},
               {"swing_high", "", "upper end"}}),
        table("morris", "one parameter moved over its range from many starting points (Morris's elementary effects)",
              {{"mu", "", "mean effect of moving it over its whole range, in the measure's unit"},
               {"mu_star", "", "mean size of these effects: how far the parameter matters"},
               {"mu_star_low", "", "lower end of its 95 % interval, over starting points and replications"},
               {"mu_star_high", "", "upper end"},
               {"sigma", "", "standard deviation of these effects: how far they depend on the other parameters"},
               {"luck", "",
                "error of a single effect that common random numbers leave; a mu_star below it may be chance alone"}}),
        table("sobol", "one parameter's share of the variance when all vary over their ranges (Sobol's indices)",
              {{"first_order", "share", "share of the variance that would go if this parameter alone were known"},
               {"first_order_low", "share", "lower end of its 95 % interval"},
               {"first_order_high", "share", "upper end"},
               {"total", "share", "share of the variance that would stay if this parameter alone were not known"},
               {"total_low", "share", "lower end of its 95 % interval"},
               {"total_high", "share", "upper end"},
               {"variance", "", "of the measure over all points, in its unit squared"},
               {"luck_share", "share", "of that variance that is chance left in the mean of the replications"}})};
}

namespace {

void begin_row(Table& table, const SensitivityHeading& heading, const Lever& lever) {
    for (const std::string& text :
         {heading.model, heading.baseline, heading.measure, heading.unit, lever.path, lever.unit})
        table.cells.emplace_back(text);
    table.cells.emplace_back(lever.low);
    table.cells.emplace_back(lever.high);
}

void add_numbers(Table& table, std::initializer_list<double> numbers) {
    for (const double number : numbers) table.cells.emplace_back(number);
}

}  // namespace

void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers, const Tornado& tornado) {
    for (std::size_t l = 0; l < levers.size(); ++l) {
        const TornadoBar& bar = tornado.bars[l];
        begin_row(table, heading, levers[l]);
        add_numbers(table, {levers[l].now, tornado.base, bar.at_low, bar.at_low_interval.low, bar.at_low_interval.high,
                            bar.at_high, bar.at_high_interval.low, bar.at_high_interval.high});
        for (const PairedDifference* effect : {&bar.low_effect, &bar.high_effect, &bar.swing})
            add_numbers(table, {effect->mean, effect->interval.low, effect->interval.high});
    }
}

void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers,
              std::span<const MorrisEffect> effects) {
    for (std::size_t l = 0; l < levers.size(); ++l) {
        const MorrisEffect& effect = effects[l];
        begin_row(table, heading, levers[l]);
        add_numbers(table, {effect.mu, effect.mu_star, effect.mu_star_interval.low, effect.mu_star_interval.high,
                            effect.sigma, effect.draw});
    }
}

void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers,
              const SobolIndices& indices) {
    for (std::size_t l = 0; l < levers.size(); ++l) {
        const SobolIndex& index = indices.levers[l];
        begin_row(table, heading, levers[l]);
        add_numbers(table, {index.first, index.first_interval.low, index.first_interval.high, index.total,
                            index.total_interval.low, index.total_interval.high, indices.variance, indices.luck_share});
    }
}

}  // namespace pasar
