// What a sweep says of its parameters, on designs whose answer is known.
#include "sim/experiments/sweep_effects.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <random>
#include <vector>

using namespace pasar;
using doctest::Approx;

namespace {

/// Of a point with values x in a replication.
using Truth = std::function<double(const std::vector<double>& x, int replication)>;

Sweep sweep_of(const std::vector<std::vector<double>>& points, int replications, const Truth& truth) {
    Sweep sweep;
    for (std::size_t p = 0; p < points.front().size(); ++p) {
        sweep.design.paths.push_back(fmt::format("market.p{}", p));
        sweep.design.units.emplace_back();
    }
    for (const auto& point : points) {
        std::vector<std::string> values;
        for (const double value : point) values.push_back(fmt::format("{}", value));
        sweep.design.points.push_back(values);
        KeyFigures figures{.models = {0}, .replications = replications, .kpis = 1, .values = {}};
        for (int r = 0; r < replications; ++r) figures.values.push_back(truth(point, r));
        sweep.figures.push_back(std::move(figures));
    }
    return sweep;
}

SweepEffects effects_of(const Sweep& sweep) { return sweep_effects(sweep, SweepOfModel(sweep, 0, "models.A"), 0); }

const SweepEffect& of_path(const SweepEffects& found, std::size_t path) {
    for (const SweepEffect& effect : found.effects)
        if (effect.path == path) return effect;
    FAIL("no effect of this path");
    return found.effects.front();
}

bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

std::vector<std::vector<double>> grid_of(const std::vector<double>& first, const std::vector<double>& second) {
    std::vector<std::vector<double>> points;
    for (const double a : first)
        for (const double b : second) points.push_back({a, b});
    return points;
}

}  // namespace

TEST_CASE("a small effect beside a large one is told with its sign and interval, as a tornado tells it") {
    // The first parameter makes 99.9 % of the variance; a share of it would say that the second does nothing.
    const Sweep sweep = sweep_of(grid_of({0, 1, 2, 3, 4}, {0, 1}), 4, [](const auto& x, int r) {
        return 1000.0 * x[0] - 12.0 * x[1] + 50.0 * r + (x[1] > 0.5 ? 0.5 * (r % 2) : 0.0);
    });
    const SweepEffects found = effects_of(sweep);
    CHECK(found.is_grid);
    CHECK(found.effects.front().path == 0);
    CHECK(of_path(found, 0).change == Approx(4000.0));
    const SweepEffect& small = of_path(found, 1);
    CHECK(small.from == "0");
    CHECK(small.to == "1");
    CHECK(small.change == Approx(-11.75));
    CHECK(small.is_sure());
    CHECK(holds(small.interval, -12.0));
    CHECK(small.entangled == 0.0);
}

TEST_CASE("a parameter that does nothing has an effect of nothing, though it moves with one that does") {
    // Points of a file: the second parameter follows the first, and only the first does anything, not in a straight
    // line.
    int wrongly_sure = 0;
    double confounded = 0.0;
    constexpr int kDesigns = 400;
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    for (int design = 0; design < kDesigns; ++design) {
        std::vector<std::vector<double>> points;
        for (int i = 0; i < 30; ++i) {
            const double a = normal(random);
            points.push_back({a, 0.8 * a + 0.6 * normal(random)});
        }
        std::vector<std::vector<double>> noise(30, std::vector<double>(3));
        const Sweep sweep = sweep_of(points, 3, [&](const auto& x, int r) {
            return 10.0 * x[0] + 2.0 * x[0] * x[0] + 5.0 * r + std::sin(7.0 * x[0] + 3.0 * r);
        });
        const SweepEffect idle = of_path(effects_of(sweep), 1);
        wrongly_sure += idle.is_sure() ? 1 : 0;
        confounded += idle.entangled >= kEntangled ? 1.0 : 0.0;
        if (idle.entangled >= kEntangled) CHECK(idle.entangled_with == 0U);
    }
    CHECK(wrongly_sure <= 0.07 * kDesigns);
    CHECK(confounded > 0.5 * kDesigns);  // its correlation with the other is 0.8, which is said
}

TEST_CASE("intervals of effects from points at random hold the true effect, interactions and bends included") {
    int held = 0;
    constexpr int kDesigns = 400;
    for (int design = 0; design < kDesigns; ++design) {
        Dice dice = design_dice(static_cast<std::uint32_t>(design), 7);
        UnitPoints unit = latin_hypercube(32, 3, dice);
        for (auto& point : unit) {
            // The ends are among the points, so that the range is known.
            for (double& position : point) position = std::round(position * 31.0) / 31.0;
        }
        unit.push_back({0, 0, 0});
        unit.push_back({1, 1, 1});
        std::mt19937_64 random(static_cast<std::uint64_t>(design));
        std::normal_distribution<double> normal;
        std::vector<double> slopes;
        for (int r = 0; r < 5; ++r) slopes.push_back(normal(random));
        const Sweep sweep = sweep_of(unit, 5, [&](const auto& x, int r) {
            return (4.0 + slopes[static_cast<std::size_t>(r)]) * x[0] + 6.0 * x[1] * x[2] + 3.0 * std::exp(x[1]) +
                   20.0 * r + normal(random);
        });
        held += holds(of_path(effects_of(sweep), 0).interval, 4.0) ? 1 : 0;
    }
    CHECK(held >= 0.93 * kDesigns);
}

TEST_CASE("parameters that are one and the same in all points cannot be told apart, and are not") {
    const Sweep sweep = sweep_of({{0, 0, 1}, {1, 2, 0}, {2, 4, 1}, {3, 6, 0}, {4, 8, 0}, {5, 10, 1}}, 3,
                                 [](const auto& x, int r) { return 3.0 * x[0] + 5.0 * x[2] + r; });
    const SweepEffects found = effects_of(sweep);
    CHECK_FALSE(found.is_grid);
    CHECK(std::isnan(of_path(found, 0).change));
    CHECK(std::isnan(of_path(found, 1).change));
    CHECK(of_path(found, 0).entangled == Approx(1.0));
    CHECK(of_path(found, 2).change == Approx(5.0));
}

TEST_CASE("a measure that rises and falls again bends, though its ends are alike") {
    const Sweep on_grid = sweep_of(grid_of({0, 1, 2, 3, 4}, {0, 1}), 3, [](const auto& x, int r) {
        return 10.0 * x[0] * (4.0 - x[0]) + r * (1.0 + 0.01 * x[1]);
    });
    const SweepEffect effect = of_path(effects_of(on_grid), 0);
    CHECK(effect.change == Approx(0.0));
    CHECK_FALSE(effect.is_sure());
    CHECK(effect.between == Approx((30.0 + 40.0 + 30.0) / 3.0));
    CHECK(effect.bends());
    std::vector<std::vector<double>> points;
    Dice dice = design_dice(1, 7);
    for (const auto& position : latin_hypercube(40, 2, dice)) points.push_back({4.0 * position[0], position[1]});
    points.push_back({0, 0});
    points.push_back({4, 1});
    const Sweep at_random =
        sweep_of(points, 3, [](const auto& x, int r) { return 10.0 * x[0] * (4.0 - x[0]) + x[1] + r; });
    // The mean of 10 x (4 - x) over the range is 80 / 3.
    CHECK(of_path(effects_of(at_random), 0).between == Approx(80.0 / 3.0));
    CHECK(of_path(effects_of(at_random), 0).bends());
    CHECK(of_path(effects_of(at_random), 1).change == Approx(1.0));
}

TEST_CASE("names are compared with the one that was named first, and each with an interval of its own") {
    Sweep sweep;
    sweep.design.paths = {"market.kind"};
    sweep.design.units = {""};
    sweep.design.references = {"none"};
    for (const char* kind : {"escrow", "none", "warranty"}) {
        sweep.design.points.push_back({kind});
        KeyFigures figures{.models = {0}, .replications = 3, .kpis = 1, .values = {}};
        const double more = kind[0] == 'e' ? 4.0 : kind[0] == 'w' ? -2.0 : 0.0;
        for (int r = 0; r < 3; ++r) figures.values.push_back(10.0 * r + more);
        sweep.figures.push_back(std::move(figures));
    }
    const SweepEffects found = effects_of(sweep);
    REQUIRE(found.effects.size() == 2);
    CHECK(found.effects[0].from == "none");
    CHECK(found.effects[0].to == "escrow");
    CHECK(found.effects[0].change == 4.0);
    CHECK(found.effects[1].to == "warranty");
    CHECK(found.effects[1].change == -2.0);
    CHECK(std::isnan(found.effects[0].between));
}

TEST_CASE("points without a value are left out, and what never has one has no effects") {
    const Sweep sweep = sweep_of(grid_of({0, 1, 2}, {0, 1}), 3, [](const auto& x, int r) {
        return x[0] == 2.0 ? kNaN : x[1] == 1.0 && r == 0 ? kNaN : 5.0 * x[0] + r;
    });
    const SweepEffects found = effects_of(sweep);
    CHECK(found.points == 4);
    CHECK(found.replications == 2);
    CHECK(of_path(found, 0).change == Approx(5.0));
    const Sweep nothing = sweep_of(grid_of({0, 1}, {0, 1}), 3, [](const auto&, int) { return kNaN; });
    CHECK(effects_of(nothing).effects.empty());
}

TEST_CASE("with one replication an effect is told without an interval") {
    const Sweep sweep = sweep_of(grid_of({0, 1, 2}, {0, 1}), 1, [](const auto& x, int) { return 5.0 * x[0]; });
    CHECK(of_path(effects_of(sweep), 0).change == Approx(10.0));
    CHECK(std::isnan(of_path(effects_of(sweep), 0).interval.low));
    CHECK_FALSE(of_path(effects_of(sweep), 0).is_sure());
}
