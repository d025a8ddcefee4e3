// Morris's walks and elementary effects.
#include <cmath>

#include "sim/experiments/sensitivity.h"

namespace pasar {

namespace {

constexpr std::uint32_t kDice = 2;
constexpr std::size_t kLevels = 4;
constexpr double kStep = 2.0 / 3.0;  // levels / (2 (levels - 1)): every level is then left and reached equally often

/// Where a lever begins and which way it goes: from the lower half of the levels up, from the upper half down.
struct Start {
    double place, step;
};
Start start_of(std::size_t level) {
    const double place = static_cast<double>(level) / static_cast<double>(kLevels - 1);
    return {place, level < kLevels / 2 ? kStep : -kStep};
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
        for (const auto& of_lever : levels) point.push_back(start_of(of_lever[walk]).place);
        design.points.push_back(point);
        for (const std::size_t lever : shuffled(levers, dice)) {
            point[lever] += start_of(levels[lever][walk]).step;
            design.points.push_back(point);
            design.moved.push_back(lever);
        }
    }
    return design;
}

std::vector<MorrisEffect> morris_effects(const MorrisDesign& design, const UnitPoints& places,
                                         const Responses& responses) {
    std::vector<std::vector<double>> effects(design.levers), sizes(design.levers), squared_errors(design.levers);
    for (std::size_t step = 0; step < design.moved.size(); ++step) {
        const std::size_t from = step / design.levers * (design.levers + 1) + step % design.levers;
        const std::size_t lever = design.moved[step];
        const double way = places[from + 1][lever] - places[from][lever];
        if (way == 0.0) continue;  // a whole number that rounding did not let move
        std::vector<double> by_replication;
        for (std::size_t r = 0; r < responses[from].size(); ++r)
            by_replication.push_back((responses[from + 1][r] - responses[from][r]) / way);
        const double effect = mean(by_replication);
        if (std::isnan(effect)) continue;
        effects[lever].push_back(effect);
        sizes[lever].push_back(std::abs(effect));
        const double error = standard_deviation(by_replication);
        squared_errors[lever].push_back(error * error / static_cast<double>(by_replication.size()));
    }
    std::vector<MorrisEffect> result;
    for (std::size_t l = 0; l < design.levers; ++l) {
        MorrisEffect effect{.mu = mean(effects[l]),
                            .mu_star = mean(sizes[l]),
                            .mu_star_interval = student_interval(sizes[l]),
                            .sigma = standard_deviation(effects[l]),
                            .luck = std::sqrt(mean(squared_errors[l]))};
        if (std::isnan(effect.mu)) effect.luck = kNaN;
        effect.mu_star_interval.low = std::max(0.0, effect.mu_star_interval.low);
        result.push_back(effect);
    }
    return result;
}

}  // namespace pasar
