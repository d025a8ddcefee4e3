#include "sim/experiments/crossed_mean.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace pasar {

namespace {

double variance_of_mean(const std::vector<double>& values) {
    const double deviation = standard_deviation(values);
    return deviation * deviation / static_cast<double>(values.size());
}

}  // namespace

std::vector<double> mean_over_draws(const CrossedSamples& samples) {
    std::vector<double> result(samples.front().size(), 0.0);
    for (std::size_t r = 0; r < result.size(); ++r) {
        for (const auto& draw : samples) result[r] += draw[r];
        result[r] /= static_cast<double>(samples.size());
    }
    return result;
}

CombinedInterval combined_interval(double value, VariancePart one, VariancePart other) {
    const double both = one.variance + other.variance;
    if (!(both > 0.0)) return {.quantile = 0.0, .interval = {value, value}};
    const auto part = [](const VariancePart& of) {
        return of.variance > 0.0 ? of.variance * of.variance / static_cast<double>(of.freedom) : 0.0;
    };
    const double freedom = both * both / (part(one) + part(other));
    const double quantile = student_quantile(1 + std::max<std::int64_t>(1, static_cast<std::int64_t>(freedom)));
    const double half_width = quantile * std::sqrt(both);
    return {.quantile = quantile, .interval = {value - half_width, value + half_width}};
}

CrossedMean crossed_mean(const CrossedSamples& samples) {
    const std::vector<double> by_replication = mean_over_draws(samples);
    const auto replications = static_cast<std::int64_t>(by_replication.size());
    CrossedMean result{.value = mean(by_replication),
                       .draw = variance_of_mean(by_replication),
                       .drawing = 0.0,
                       .quantile = student_quantile(replications),
                       .interval = student_interval(by_replication)};
    if (samples.size() < 2 || replications < 2) return result;
    std::vector<double> by_draw;
    for (const auto& draw : samples) by_draw.push_back(mean(draw));
    result.drawing = variance_of_mean(by_draw);
    if (!(result.draw + result.drawing > 0.0)) return result;
    const CombinedInterval found = combined_interval(result.value, {result.draw, replications - 1},
                                                     {result.drawing, static_cast<std::int64_t>(by_draw.size()) - 1});
    result.quantile = found.quantile;
    result.interval = found.interval;
    return result;
}

}  // namespace pasar
