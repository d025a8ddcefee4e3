// Morris's walks and elementary effects.
#include <cmath>

#include "sim/experiments/crossed_mean.h"
#include "sim/experiments/sensitivity.h"

namespace pasar {

namespace {

constexpr std::uint32_t kDice = 2;
constexpr std::size_t kLevels = 4;
constexpr double kStep = 2.0 / 3.0;  // levels / (2 (levels - 1)): every level is then left and reached equally often

/// Where a lever begins and which way it goes: from the lower half of the levels up, from the upper half down.
struct Start {
    double position, step;
};
Start start_of(std::size_t level) {
    const double position = static_cast<double>(level) / static_cast<double>(kLevels - 1);
    return {position, level < kLevels / 2 ? kStep : -kStep};
}

}  // namespace

MorrisDesign morris_design(std::size_t levers, std::size_t walks, std::uint32_t seed) {
    MorrisDesign design{.levers = levers, .walks = walks, .points = {}, .moved = {}};
    Dice dice = design_dice(seed, kDice);
    // Over the walks every lever begins at each level about equally often.
    std::vector<std::vector<std::size_t>> levels(levers);
    for (auto& of_lever : levels) {
        for (const std::size_t i : shuffled((walks + kLevels - 1) / kLevels * kLevels, dice))
            of_lever.push_back(i % kLevels);
    }
    for (std::size_t walk = 0; walk < walks; ++walk) {
        std::vector<double> point;
        for (const auto& of_lever : levels) point.push_back(start_of(of_lever[walk]).position);
        design.points.push_back(point);
        for (const std::size_t lever : shuffled(levers, dice)) {
            point[lever] += start_of(levels[lever][walk]).step;
            design.points.push_back(point);
            design.moved.push_back(lever);
        }
    }
    return design;
}

std::vector<MorrisEffect> morris_effects(const MorrisDesign& design, const UnitPoints& positions,
                                         const Responses& responses) {
    std::vector<std::vector<double>> effects(design.levers), squared_errors(design.levers);
    // Effects by walk and replication, turned round where the walk's mean is negative: their mean is the mean size, and
    // their spread over walks and over replications is what it is not known by.
    std::vector<CrossedSamples> sizes(design.levers);
    for (std::size_t step = 0; step < design.moved.size(); ++step) {
        const std::size_t from = step / design.levers * (design.levers + 1) + step % design.levers;
        const std::size_t lever = design.moved[step];
        const double way = positions[from + 1][lever] - positions[from][lever];
        if (way == 0.0) continue;  // a whole number that rounding did not let move
        std::vector<double> by_replication;
        for (std::size_t r = 0; r < responses[from].size(); ++r)
            by_replication.push_back((responses[from + 1][r] - responses[from][r]) / way);
        const double effect = mean(by_replication);
        if (std::isnan(effect)) continue;
        effects[lever].push_back(effect);
        const double error = standard_deviation(by_replication);
        squared_errors[lever].push_back(error * error / static_cast<double>(by_replication.size()));
        if (effect < 0.0)
            for (double& each : by_replication) each = -each;
        sizes[lever].push_back(std::move(by_replication));
    }
    std::vector<MorrisEffect> result;
    for (std::size_t l = 0; l < design.levers; ++l) {
        const bool any = !sizes[l].empty();
        const CrossedMean size = any ? crossed_mean(sizes[l]) : CrossedMean{.value = kNaN};
        // One walk tells as little of other positions as one replication of others.
        const bool has_interval = sizes[l].size() >= 2;
        MorrisEffect effect{.mu = mean(effects[l]),
                            .mu_star = size.value,
                            .mu_star_interval = has_interval ? size.interval : Interval{kNaN, kNaN},
                            .sigma = standard_deviation(effects[l]),
                            .draw = std::sqrt(mean(squared_errors[l]))};
        if (std::isnan(effect.mu)) effect.draw = kNaN;
        if (effect.mu_star_interval.low < 0.0) effect.mu_star_interval.low = 0.0;  // what is not known stays so
        result.push_back(effect);
    }
    return result;
}

}  // namespace pasar
