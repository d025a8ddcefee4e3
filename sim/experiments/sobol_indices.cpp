// Sobol's first-order and total indices.
#include <algorithm>
#include <cmath>

#include "sim/experiments/sensitivity.h"

namespace pasar {

namespace {

constexpr std::uint32_t kDesignDice = 3;
constexpr std::uint32_t kBootstrapDice = 4;
constexpr std::size_t kBootstraps = 1000;

/// Means over the replications, each replication counting `weights[r]` times.
std::vector<double> means(const Responses& responses, const std::vector<double>& weights) {
    double sum_of_weights = 0.0;
    for (const double weight : weights) sum_of_weights += weight;
    std::vector<double> result;
    result.reserve(responses.size());
    for (const auto& point : responses) {
        double sum = 0.0;
        for (std::size_t r = 0; r < weights.size(); ++r) sum += weights[r] * point[r];
        result.push_back(sum / sum_of_weights);
    }
    return result;
}

struct Indices {
    double variance = 0.0;
    std::vector<double> first, total;
};

/// The estimators over these samples, some of which may come twice or not at all.
Indices work_out(const SobolDesign& design, const std::vector<double>& f, const std::vector<std::size_t>& samples) {
    const std::size_t stride = design.levers + 2;
    const auto n = static_cast<double>(samples.size());
    double sum = 0.0;
    for (const std::size_t s : samples) sum += f[s * stride] + f[s * stride + 1];
    const double centre = sum / (2.0 * n);
    Indices result;
    result.first.assign(design.levers, 0.0);
    result.total.assign(design.levers, 0.0);
    for (const std::size_t s : samples) {
        const double* const at = &f[s * stride];
        const double a = at[0] - centre, b = at[1] - centre;
        result.variance += (a * a + b * b) / (2.0 * n);
        for (std::size_t l = 0; l < design.levers; ++l) {
            const double mixed = at[2 + l] - centre;
            result.first[l] += b * (mixed - a) / n;
            result.total[l] += (a - mixed) * (a - mixed) / (2.0 * n);
        }
    }
    for (std::size_t l = 0; l < design.levers; ++l) {
        result.first[l] = result.variance > 0.0 ? result.first[l] / result.variance : kNaN;
        result.total[l] = result.variance > 0.0 ? result.total[l] / result.variance : kNaN;
    }
    return result;
}

Interval between_percentiles(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.size() < kBootstraps / 2) return {kNaN, kNaN};
    std::sort(values.begin(), values.end());
    const auto tail = static_cast<std::size_t>((1.0 - kConfidence) / 2.0 * static_cast<double>(values.size()));
    return {values[tail], values[values.size() - 1 - tail]};
}

/// Mean square of what is left of the responses once points and replications have each had their mean taken off, over
/// the replications: the variance of chance in a mean.
double left_draw(const Responses& responses) {
    const std::size_t points = responses.size(), replications = responses.front().size();
    if (replications < 2 || points < 2) return kNaN;
    const std::vector<double> by_point = means(responses, std::vector<double>(replications, 1.0));
    const double all = mean(by_point);
    double squares = 0.0;
    for (std::size_t r = 0; r < replications; ++r) {
        double sum = 0.0;
        for (const auto& point : responses) sum += point[r];
        const double by_replication = sum / static_cast<double>(points);
        for (std::size_t i = 0; i < points; ++i) {
            const double rest = responses[i][r] - by_point[i] - by_replication + all;
            squares += rest * rest;
        }
    }
    return squares / static_cast<double>((points - 1) * (replications - 1)) / static_cast<double>(replications);
}

std::size_t below(std::size_t end, Dice& dice) {
    return static_cast<std::size_t>(dice.uniform() * static_cast<double>(end));
}

}  // namespace

SobolDesign sobol_design(std::size_t levers, std::size_t samples, std::uint32_t seed) {
    SobolDesign design{.levers = levers, .samples = samples, .points = {}};
    // A and B are the two halves of one sequence's axes, so that both are even, and so are they together.
    for (const std::vector<double>& both : sobol_sequence(samples, 2 * levers, design_dice(seed, kDesignDice))) {
        const auto half = both.begin() + static_cast<std::ptrdiff_t>(levers);
        const std::vector<double> a(both.begin(), half), b(half, both.end());
        design.points.push_back(a);
        design.points.push_back(b);
        for (std::size_t l = 0; l < levers; ++l) {
            design.points.push_back(a);
            design.points.back()[l] = b[l];
        }
    }
    return design;
}

SobolIndices sobol_indices(const SobolDesign& design, const Responses& responses, std::uint32_t seed) {
    SobolIndices result;
    const std::size_t replications = responses.front().size();
    if (replications == 0) {
        const SobolIndex nothing{kNaN, kNaN, {kNaN, kNaN}, {kNaN, kNaN}};
        return {.levers = std::vector<SobolIndex>(design.levers, nothing), .variance = kNaN, .luck_share = kNaN};
    }
    std::vector<std::size_t> samples(design.samples);
    for (std::size_t s = 0; s < samples.size(); ++s) samples[s] = s;
    const Indices found = work_out(design, means(responses, std::vector<double>(replications, 1.0)), samples);

    std::vector<std::vector<double>> firsts(design.levers), totals(design.levers);
    Dice dice = design_dice(seed, kBootstrapDice);
    for (std::size_t bootstrap = 0; bootstrap < kBootstraps; ++bootstrap) {
        std::vector<double> weights(replications, 0.0);
        for (std::size_t r = 0; r < replications; ++r) weights[below(replications, dice)] += 1.0;
        for (std::size_t& s : samples) s = below(design.samples, dice);
        const Indices again = work_out(design, means(responses, weights), samples);
        for (std::size_t l = 0; l < design.levers; ++l) {
            firsts[l].push_back(again.first[l]);
            totals[l].push_back(again.total[l]);
        }
    }
    result.variance = found.variance;
    const double draw = left_draw(responses);
    result.luck_share = found.variance > 0.0 && !std::isnan(draw) ? std::min(1.0, draw / found.variance) : kNaN;
    for (std::size_t l = 0; l < design.levers; ++l) {
        result.levers.push_back({.first = found.first[l],
                                 .total = found.total[l],
                                 .first_interval = between_percentiles(std::move(firsts[l])),
                                 .total_interval = between_percentiles(std::move(totals[l]))});
    }
    return result;
}

}  // namespace pasar
