// Where to look when several parameters may change at once: designs of experiments in the unit cube, as pure functions.
// What a position in the cube means for a scenario is the caller's matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/dice.h"

namespace pasar {

/// points[i][d] is the position of point i on axis d, between 0 and 1. All points have equally many axes.
using UnitPoints = std::vector<std::vector<double>>;

/// The dice of a design: `seed` is the scenario's, `what_for` tells one use from another.
[[nodiscard]] Dice design_dice(std::uint32_t seed, std::uint32_t what_for);

/// The numbers 0 … n - 1 in an order drawn from the dice, each order being as likely as any other.
[[nodiscard]] std::vector<std::size_t> shuffled(std::size_t n, Dice& dice);

/// Number of points of a full grid; infinite where it goes beyond double.
[[nodiscard]] double grid_size(std::span<const std::size_t> levels);

/// Every combination of levels, the last axis changing fastest; level l of n stands at (l + 1/2) / n.
[[nodiscard]] UnitPoints full_grid(std::span<const std::size_t> levels);

/// On every axis one point in each of `points` equal parts, at random inside its part and in an order of its own.
/// McKay, Beckman & Conover, "A comparison of three methods for selecting values of input variables", Technometrics 21
/// (1979).
[[nodiscard]] UnitPoints latin_hypercube(std::size_t points, std::size_t axes, Dice dice);

/// The first points of Sobol's sequence, which fill the cube evenly whenever one stops; the origin is left out.
/// With dice it is shifted at random digit by digit, which keeps it even and makes every position equally likely.
/// Sobol, USSR Comput. Maths. Math. Phys. 7 (1967); direction numbers of Joe & Kuo by way of Boost.Random; digital
/// shift: Lemieux, "Monte Carlo and Quasi-Monte Carlo Sampling", 2009, ch. 6.
[[nodiscard]] UnitPoints sobol_sequence(std::size_t points, std::size_t axes, std::optional<Dice> shift = std::nullopt);

/// An order of the points such that those at its beginning are spread over all of them, wherever one stops: each is the
/// nearest left to the next point of Sobol's sequence. Costs points² steps.
[[nodiscard]] std::vector<std::size_t> balanced_order(const UnitPoints& points);

}  // namespace pasar
