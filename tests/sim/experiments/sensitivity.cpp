#include "sim/experiments/sensitivity.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <functional>
#include <random>

using namespace pasar;
using doctest::Approx;

namespace {

using Function = std::function<double(const std::vector<double>&)>;

constexpr double kPi = 3.14159265358979323846;

/// Ishigami & Homma 1990 with a = 7 and b = 0.1, each x between -π and π.
double ishigami(const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return kPi * (2.0 * u[i] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's g-function: Π (|4u - 2| + a) / (1 + a); a small a makes its variable matter.
const std::vector<double> kUnimportance{0.0, 1.0, 4.5, 9.0};
double g_function(const std::vector<double>& u) {
    double product = 1.0;
    for (std::size_t i = 0; i < u.size(); ++i)
        product *= (std::abs(4.0 * u[i] - 2.0) + kUnimportance[i]) / (1.0 + kUnimportance[i]);
    return product;
}
/// Its indices in closed form: V_i = 1 / (3 (1 + a_i)²), and 1 + V = Π (1 + V_i).
struct ClosedForm {
    std::vector<double> first, total;
};
ClosedForm g_indices() {
    double all = 1.0;
    std::vector<double> parts;
    for (const double a : kUnimportance) {
        parts.push_back(1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        all *= 1.0 + parts.back();
    }
    ClosedForm form;
    for (const double part : parts) {
        form.first.push_back(part / (all - 1.0));
        form.total.push_back(part * all / (1.0 + part) / (all - 1.0));
    }
    return form;
}

Responses without_draw(const UnitPoints& points, const Function& f) {
    Responses responses;
    for (const auto& point : points) responses.push_back({f(point)});
    return responses;
}

/// The function plus a draw of each replication that is the same at all points, and a draw of each run by itself.
Responses with_draw(const UnitPoints& points, const Function& f, std::size_t replications, double common, double own,
                    std::uint32_t seed) {
    std::mt19937 dice(seed);
    std::normal_distribution<double> normal;
    std::vector<double> of_replication(replications);
    for (double& each : of_replication) each = common * normal(dice);
    Responses responses;
    for (const auto& point : points) {
        responses.emplace_back();
        for (const double draw : of_replication) responses.back().push_back(f(point) + draw + own * normal(dice));
    }
    return responses;
}

bool covers(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

Lever lever(double low, double high, bool whole = false) {
    return {.path = "x", .low = low, .high = high, .now = low, .whole = whole, .unit = ""};
}

}  // namespace

TEST_CASE("Sobol's indices of the Ishigami function are those of the literature") {
    const SobolDesign design = sobol_design(3, 4096, 1);
    CHECK(design.points.size() == 4096 * 5);
    const SobolIndices found = sobol_indices(design, without_draw(design.points, ishigami), 1);
    const std::array first{0.3139, 0.4424, 0.0}, total{0.5576, 0.4424, 0.2437};
    for (std::size_t l = 0; l < 3; ++l) {
        INFO("variable " << l);
        CHECK(std::abs(found.levers[l].first - first[l]) < 0.01);
        CHECK(std::abs(found.levers[l].total - total[l]) < 0.01);
        CHECK(covers(found.levers[l].first_interval, first[l]));
        CHECK(covers(found.levers[l].total_interval, total[l]));
        CHECK(found.levers[l].total_interval.half_width() < 0.05);
    }
    // a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2
    CHECK(found.variance ==
          Approx(49.0 / 8 + 0.1 * std::pow(kPi, 4) / 5 + 0.01 * std::pow(kPi, 8) / 18 + 0.5).epsilon(0.01));
    CHECK(std::isnan(found.luck_share));
}

TEST_CASE("Sobol's indices of the g-function are those of its closed form") {
    const ClosedForm truth = g_indices();
    CHECK(truth.first[0] == Approx(0.7165).epsilon(1e-3));  // as printed in Saltelli et al. 2008 for these a
    const SobolDesign design = sobol_design(4, 2048, 5);
    const SobolIndices found = sobol_indices(design, without_draw(design.points, g_function), 5);
    for (std::size_t l = 0; l < 4; ++l) {
        CHECK(std::abs(found.levers[l].first - truth.first[l]) < 0.015);
        CHECK(std::abs(found.levers[l].total - truth.total[l]) < 0.015);
    }
}

TEST_CASE("the 95 % intervals of Sobol's indices cover the closed form at least as often as they say") {
    const ClosedForm truth = g_indices();
    int first = 0, total = 0, asked = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const SobolDesign design = sobol_design(4, 128, seed);
        const SobolIndices found = sobol_indices(design, without_draw(design.points, g_function), seed);
        for (std::size_t l = 0; l < 4; ++l) {
            first += covers(found.levers[l].first_interval, truth.first[l]) ? 1 : 0;
            total += covers(found.levers[l].total_interval, truth.total[l]) ? 1 : 0;
            ++asked;
        }
    }
    INFO(first << " and " << total << " of " << asked);
    CHECK(first >= 0.93 * asked);
    CHECK(total >= 0.90 * asked);
}

TEST_CASE("chance that all points share is no effect of a lever, and what is left of it is told") {
    const SobolDesign design = sobol_design(3, 512, 2);
    const Responses calm = with_draw(design.points, ishigami, 5, 20.0, 0.0, 1);
    const SobolIndices found = sobol_indices(design, calm, 2);
    CHECK(found.luck_share < 1e-12);
    CHECK(std::abs(found.levers[2].total - 0.2437) < 0.05);

    // Draws of their own with the function's variance, in 4 replications: a fifth of the variance of the means.
    const double variance = 13.84;
    const SobolIndices noisy =
        sobol_indices(design, with_draw(design.points, ishigami, 4, 0.0, std::sqrt(variance), 1), 2);
    CHECK(noisy.luck_share == Approx(0.2).epsilon(0.1));
}

TEST_CASE("Morris's walks move every lever once, by two thirds of its range, and begin at every level alike") {
    const MorrisDesign design = morris_design(6, 8, 3);
    CHECK(design.points.size() == 8 * 7);
    std::array<std::array<int, 4>, 6> begins{};
    for (std::size_t walk = 0; walk < 8; ++walk) {
        std::array<int, 6> moves{};
        for (std::size_t l = 0; l < 6; ++l)
            ++begins[l][static_cast<std::size_t>(design.points[walk * 7][l] * 3.0 + 0.5)];
        for (std::size_t step = 0; step < 6; ++step) {
            const std::size_t moved = design.moved[walk * 6 + step];
            ++moves[moved];
            for (std::size_t l = 0; l < 6; ++l) {
                const double way = design.points[walk * 7 + step + 1][l] - design.points[walk * 7 + step][l];
                CHECK(std::abs(way) == Approx(l == moved ? 2.0 / 3.0 : 0.0));
                CHECK(design.points[walk * 7 + step + 1][l] > -1e-9);
                CHECK(design.points[walk * 7 + step + 1][l] < 1.0 + 1e-9);
            }
        }
        for (const int count : moves) CHECK(count == 1);
    }
    for (const auto& of_lever : begins)
        for (const int count : of_lever) CHECK(count == 2);
}

TEST_CASE("Morris's effects of a plane are its slopes, and do not depend on where one stands") {
    const MorrisDesign design = morris_design(3, 6, 1);
    const auto plane = [](const std::vector<double>& u) { return 5.0 * u[0] - 2.0 * u[1] + 1.0; };
    const auto effects = morris_effects(design, design.points, without_draw(design.points, plane));
    CHECK(effects[0].mu == Approx(5.0));
    CHECK(effects[1].mu == Approx(-2.0));
    CHECK(effects[1].mu_star == Approx(2.0));
    CHECK(effects[2].mu_star == Approx(0.0));
    for (const MorrisEffect& effect : effects) CHECK(effect.sigma == Approx(0.0));
}

TEST_CASE("Morris tells levers that act together, or both ways, from those that do not") {
    const MorrisDesign design = morris_design(4, 40, 2);
    const auto f = [](const std::vector<double>& u) { return 3.0 * u[0] + 8.0 * (u[1] - 0.5) * (u[2] - 0.5); };
    const auto effects = morris_effects(design, design.points, with_draw(design.points, f, 2, 0.0, 0.0, 1));
    CHECK(effects[0].sigma == Approx(0.0));
    CHECK(effects[1].sigma > 1.5);
    CHECK(std::abs(effects[1].mu) < effects[1].mu_star);
    CHECK(covers(effects[1].mu_star_interval, 8.0 / 3.0));  // |u - 1/2| is 1/2 or 1/6, equally often
    CHECK(effects[3].mu_star == Approx(0.0));
}

TEST_CASE("the intervals of Morris's mean sizes cover the truth, chance told beside them") {
    int covered = 0;
    double draw = 0.0;
    constexpr int kTimes = 200;
    const auto f = [](const std::vector<double>& u) { return 6.0 * u[0] + 2.0 * u[0] * u[1]; };
    for (std::uint32_t seed = 0; seed < kTimes; ++seed) {
        const MorrisDesign design = morris_design(3, 10, seed);
        const auto effects = morris_effects(design, design.points, with_draw(design.points, f, 4, 10.0, 1.0, seed));
        covered += covers(effects[0].mu_star_interval, 7.0) ? 1 : 0;  // the mean of 6 + 2 u
        draw += effects[2].draw / kTimes;
    }
    CHECK(covered >= 180);
    // Two means of four runs each, over a step of 2/3.
    CHECK(draw == Approx(std::sqrt(2.0 / 4.0) * 1.5).epsilon(0.05));
}

TEST_CASE("the interval of a mean size holds the chance that all of a replication's walks share") {
    // In every replication the effect is the same wherever one stands, but replications differ in it.
    int covered = 0;
    constexpr int kTimes = 2000;
    for (std::uint32_t seed = 0; seed < kTimes; ++seed) {
        std::mt19937 dice(seed);
        std::normal_distribution<double> draw(5.0, 1.0);
        std::vector<double> slopes(5);
        for (double& slope : slopes) slope = draw(dice);
        const MorrisDesign design = morris_design(2, 8, seed);
        Responses responses;
        for (const auto& point : design.points) {
            responses.emplace_back();
            for (const double slope : slopes) responses.back().push_back(slope * point[0]);
        }
        const auto effects = morris_effects(design, design.points, responses);
        CHECK(effects[0].sigma == Approx(0.0));
        covered += covers(effects[0].mu_star_interval, 5.0) ? 1 : 0;
    }
    INFO(covered << " of " << kTimes);
    CHECK(covered >= 1869);  // 0.95 ± 3.2 standard errors
    CHECK(covered <= 1931);

    // What the chance of one replication does cannot be known from it.
    const MorrisDesign design = morris_design(2, 8, 1);
    const auto once =
        morris_effects(design, design.points, without_draw(design.points, [](const auto& u) { return u[0] * u[1]; }));
    CHECK(std::isnan(once[0].mu_star_interval.low));
}

TEST_CASE("a lever of whole numbers is judged by the way it really went") {
    const std::vector<Lever> levers{lever(1.0, 3.0, true), lever(0.0, 1.0)};
    const MorrisDesign design = morris_design(2, 12, 1);
    const UnitPoints positions = settled(levers, design.points);
    for (const auto& position : positions) CHECK((position[0] == 0.0 || position[0] == 0.5 || position[0] == 1.0));
    const auto f = [](const std::vector<double>& u) { return 4.0 * u[0]; };
    const auto effects = morris_effects(design, positions, without_draw(positions, f));
    CHECK(effects[0].mu_star == Approx(4.0));
    CHECK(effects[0].sigma == Approx(0.0));
    CHECK(value_at(levers[0], 0.3) == 2.0);
    CHECK(value_at(levers[1], 0.3) == 0.3);
    CHECK(position_of(levers[0], 2.0) == 0.5);
}

TEST_CASE("a tornado pairs both ends of a lever by replication") {
    // Base, low, high: a draw of ±100 is the same at all, so that a swing of 3 is sure.
    const std::vector<double> draw{-100.0, 0.0, 100.0};
    Responses responses(3);
    for (std::size_t r = 0; r < draw.size(); ++r) {
        responses[0].push_back(10.0 + draw[r]);
        responses[1].push_back(9.0 + draw[r]);
        responses[2].push_back(12.0 + draw[r] + (r == 1 ? 0.1 : 0.0));
    }
    const Tornado found = tornado(responses);
    CHECK(found.base == Approx(10.0));
    CHECK(found.bars.size() == 1);
    CHECK(found.bars[0].at_low == Approx(9.0));
    CHECK(found.bars[0].swing.mean == Approx(3.0).epsilon(0.02));
    CHECK(found.bars[0].swing.interval.excludes_zero());
    CHECK_FALSE(found.bars[0].at_high_interval.excludes_zero());
    // What moving the lever does is told as surely: the draws that all points share fall out.
    CHECK(found.bars[0].low_effect.mean == Approx(-1.0));
    CHECK(found.bars[0].low_effect.interval.low == Approx(-1.0));
    CHECK(found.bars[0].high_effect.mean == Approx(2.0).epsilon(0.02));
    CHECK(found.bars[0].high_effect.interval.excludes_zero());
}

TEST_CASE("with two models it is their difference that is studied, and runs without a value are left out") {
    KeyFigures point{.models = {0, 1}, .replications = 3, .kpis = 1, .values = {1.0, 5.0, 2.0, std::nan(""), 3.0, 9.0}};
    const Responses difference = responses_of({point, point}, 1, 0, 0);
    CHECK(difference == Responses{{4.0, 6.0}, {4.0, 6.0}});
    CHECK(responses_of({point}, 0, std::nullopt, 0) == Responses{{1.0, 2.0, 3.0}});
}

TEST_CASE("tables of sensitivity have a cell for every column") {
    std::vector<Table> tables = sensitivity_outlines();
    const std::vector<Lever> levers{lever(0.0, 1.0)};
    const SensitivityHeading heading{"B", "A", "orders", "order"};
    add_rows(tables[0], heading, levers, tornado({{1.0, 2.0}, {1.0, 2.0}, {3.0, 4.0}}));
    const MorrisDesign walks = morris_design(1, 4, 1);
    const auto effects =
        morris_effects(walks, walks.points, without_draw(walks.points, [](const auto& u) { return u[0]; }));
    add_rows(tables[1], heading, levers, effects);
    const SobolDesign design = sobol_design(1, 8, 1);
    add_rows(tables[2], heading, levers,
             sobol_indices(design, without_draw(design.points, [](const auto& u) { return u[0]; }), 1));
    for (const Table& table : tables) CHECK(table.cells.size() == table.columns.size());
}
