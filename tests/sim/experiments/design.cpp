#include "sim/experiments/design.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

using namespace pasar;
using doctest::Approx;

namespace {

std::size_t level_of(double position, std::size_t levels) {
    return static_cast<std::size_t>(position * static_cast<double>(levels));
}

/// How far, at worst over all axes and levels, the first `first` points in this order are from being spread evenly.
double unevenness(const UnitPoints& points, const std::vector<std::size_t>& order, std::size_t first,
                  std::span<const std::size_t> levels) {
    double worst = 0.0;
    for (std::size_t d = 0; d < levels.size(); ++d) {
        std::vector<double> counts(levels[d], 0.0);
        for (std::size_t i = 0; i < first; ++i) counts[level_of(points[order[i]][d], levels[d])] += 1.0;
        const double even = static_cast<double>(first) / static_cast<double>(levels[d]);
        for (const double count : counts) worst = std::max(worst, std::abs(count - even));
    }
    return worst;
}

double worst_unevenness(const UnitPoints& points, const std::vector<std::size_t>& order,
                        std::span<const std::size_t> levels) {
    double worst = 0.0;
    for (std::size_t first = 1; first <= order.size(); ++first)
        worst = std::max(worst, unevenness(points, order, first, levels));
    return worst;
}

std::vector<std::size_t> as_they_come(std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
}

double product_mean(const UnitPoints& points) {
    // The mean of Π (x_d + 1/2) over the cube is 1.
    double sum = 0.0;
    for (const auto& point : points) {
        double product = 1.0;
        for (const double x : point) product *= x + 0.5;
        sum += product;
    }
    return sum / static_cast<double>(points.size());
}

}  // namespace

TEST_CASE("a full grid holds every combination of levels once") {
    const std::array<std::size_t, 3> levels{3, 1, 4};
    CHECK(grid_size(levels) == 12.0);
    const UnitPoints grid = full_grid(levels);
    std::set<std::array<std::size_t, 3>> seen;
    for (const auto& point : grid) seen.insert({level_of(point[0], 3), level_of(point[1], 1), level_of(point[2], 4)});
    CHECK(grid.size() == 12);
    CHECK(seen.size() == 12);
    CHECK(grid[1][2] > grid[0][2]);  // the last axis changes fastest
    CHECK(grid[1][0] == grid[0][0]);
    CHECK(grid[0][1] == 0.5);
}

TEST_CASE("the size of an absurd grid is told and not worked out by making it") {
    const std::vector<std::size_t> levels(300, 1000);
    CHECK(std::isinf(grid_size(levels)));
}

TEST_CASE("a Latin hypercube has one point in every part of every axis") {
    const UnitPoints points = latin_hypercube(40, 5, design_dice(3, 0));
    for (std::size_t d = 0; d < 5; ++d) {
        std::set<std::size_t> parts;
        for (const auto& point : points) parts.insert(level_of(point[d], 40));
        CHECK(parts.size() == 40);
    }
    CHECK(points == latin_hypercube(40, 5, design_dice(3, 0)));
    CHECK(points != latin_hypercube(40, 5, design_dice(4, 0)));
}

TEST_CASE("Sobol's sequence begins as published and fills the cube better than random points do") {
    const UnitPoints points = sobol_sequence(5, 2);
    const std::vector<std::array<double, 2>> published{{.5, .5}, {.75, .25}, {.25, .75}, {.375, .375}, {.875, .875}};
    for (std::size_t i = 0; i < published.size(); ++i) {
        CHECK(points[i][0] == Approx(published[i][0]).epsilon(1e-12));
        CHECK(points[i][1] == Approx(published[i][1]).epsilon(1e-12));
    }
    CHECK(std::abs(product_mean(sobol_sequence(1023, 6)) - 1.0) < 0.005);
    // Random points miss by about √((13/12)^6 - 1) / √1023 = 0.025.
    for (std::uint32_t seed = 0; seed < 5; ++seed)
        CHECK(std::abs(product_mean(sobol_sequence(1023, 6, design_dice(seed, 0))) - 1.0) < 0.01);
}

TEST_CASE("shifted digit by digit, Sobol's sequence keeps a point in every part, and where that is changes") {
    const UnitPoints plain = sobol_sequence(64, 4);
    const UnitPoints shifted = sobol_sequence(64, 4, design_dice(9, 0));
    CHECK(plain != shifted);
    CHECK(shifted == sobol_sequence(64, 4, design_dice(9, 0)));
    // The origin is left out, so that of 64 points two share a part and another part is missed, at most.
    for (std::size_t d = 0; d < 4; ++d) {
        std::set<std::size_t> parts;
        for (const auto& point : shifted) parts.insert(level_of(point[d], 64));
        CHECK(parts.size() >= 63);
    }
}

TEST_CASE("a shuffle is an order of all, and each comes up about as often") {
    std::array<int, 6> counts{};
    Dice dice = design_dice(1, 7);
    for (int i = 0; i < 6000; ++i) {
        const std::vector<std::size_t> order = shuffled(3, dice);
        CHECK(std::set<std::size_t>(order.begin(), order.end()).size() == 3);
        ++counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)];
    }
    for (const int count : counts) CHECK(std::abs(count - 1000) < 130);  // four and a half standard deviations
}

TEST_CASE("wherever a sweep over a grid is stopped, every level has had about as many points") {
    const std::vector<std::vector<std::size_t>> grids{{9}, {5, 5}, {10, 8}, {3, 7, 4}, {2, 2, 2, 2, 2}};
    for (const auto& levels : grids) {
        const UnitPoints grid = full_grid(levels);
        const std::vector<std::size_t> order = balanced_order(grid);
        CHECK(std::set<std::size_t>(order.begin(), order.end()).size() == grid.size());
        const double as_listed = worst_unevenness(grid, as_they_come(grid.size()), levels);
        const double balanced = worst_unevenness(grid, order, levels);
        INFO("grid of " << grid.size());
        CHECK(balanced <= 3.0);
        CHECK(balanced <= as_listed);
    }
}

TEST_CASE("wherever a sweep over a Latin hypercube is stopped, its points cover every quarter of every axis") {
    const UnitPoints points = latin_hypercube(80, 3, design_dice(2, 0));
    const std::vector<std::size_t> order = balanced_order(points);
    const std::vector<std::size_t> quarters{4, 4, 4};
    CHECK(worst_unevenness(points, order, quarters) <= 5.0);
    CHECK(worst_unevenness(points, order, quarters) < worst_unevenness(points, as_they_come(80), quarters));
}
