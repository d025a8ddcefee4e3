// What an answer hangs on: how far a measure moves when levers are moved, one at a time (tornado), one after the other
// from many starting points (Morris), and all at once (Sobol's indices). Designs and estimators know levers only as
// axes of the unit cube and the market only as numbers by point and replication. The random numbers of a replication
// are the same at all points, so that chance does not pass for an effect of a lever; the chance that is left, because a
// lever changes whom it meets, is told beside the results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/counts/result.h"
#include "sim/experiments/design.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"
#include "sim/experiments/studied.h"

namespace pasar {

/// responses[point][replication]. Replications in which a point has no value (NaN) are left out by every function.
using Responses = std::vector<std::vector<double>>;

/// One measure of the model at `position`, or of it less the one at `baseline`.
[[nodiscard]] Responses responses_of(const std::vector<KeyFigures>& figures, std::size_t position,
                                     std::optional<std::size_t> baseline, std::size_t kpi);

/// The value of a lever at a position between 0 and 1 of its range, rounded where it must be whole, and the position of
/// a value.
[[nodiscard]] double value_at(const Lever& lever, double position);
[[nodiscard]] double position_of(const Lever& lever, double value);

/// Points of the cube as settings, and the positions they really have once whole numbers are rounded.
[[nodiscard]] std::vector<Settings> settings_at(std::span<const Lever> levers, const UnitPoints& points);
[[nodiscard]] UnitPoints settled(std::span<const Lever> levers, const UnitPoints& points);

// ---- Tornado: every lever to its low and its high end, the others as they are.

/// Point 0 is the scenario as it is; lever l is low at point 1 + 2l and high at 2 + 2l.
[[nodiscard]] std::vector<Settings> tornado_points(std::span<const Lever> levers);

struct TornadoBar {
    double at_low = 0.0, at_high = 0.0;
    Interval at_low_interval, at_high_interval;
    /// Against the scenario as it is, in which every replication had the same random numbers: what moving the lever
    /// does.
    PairedDifference low_effect, high_effect;
    PairedDifference swing;  ///< high less low
};
struct Tornado {
    double base = 0.0;  ///< as it is
    Interval base_interval;
    std::vector<TornadoBar> bars;  ///< by lever
};
[[nodiscard]] Tornado tornado(const Responses& responses);

// ---- Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991), with the
// mean of absolute effects of Campolongo, Cariboni & Saltelli, Environmental Modelling & Software 22 (2007).

/// Walks on a grid of 4 levels in which every step moves one lever by 2/3 of its range, each lever once.
struct MorrisDesign {
    std::size_t levers = 0;
    std::size_t walks = 0;
    UnitPoints points;               ///< walk after walk, levers + 1 points each
    std::vector<std::size_t> moved;  ///< lever moved by each step, walk after walk
};
[[nodiscard]] MorrisDesign morris_design(std::size_t levers, std::size_t walks, std::uint32_t seed);

/// In the measure's unit for moving the lever over its whole range, were the effect the same all along.
struct MorrisEffect {
    double mu = 0.0;       ///< mean of the effects
    double mu_star = 0.0;  ///< mean of their sizes: how far the lever matters
    /// Over walks and over replications, both kinds of chance added up (crossed_mean.h); NaN with one of either.
    Interval mu_star_interval;
    double sigma = 0.0;  ///< standard deviation of the effects: how far they depend on where one stands
    double draw = 0.0;   ///< root mean square error of a single effect; a mu_star below it may be chance alone
};
/// `positions` are the points as settled().
[[nodiscard]] std::vector<MorrisEffect> morris_effects(const MorrisDesign& design, const UnitPoints& positions,
                                                       const Responses& responses);

// ---- Sobol's indices: which share of the variance a lever answers for when all vary evenly and independently over
// their ranges. Designs A, B and A with one column of B: Saltelli et al., Computer Physics Communications 181 (2010).

struct SobolDesign {
    std::size_t levers = 0;
    std::size_t samples = 0;
    UnitPoints points;  ///< for each sample: A, B, then A with lever 0, 1, … from B
};
[[nodiscard]] SobolDesign sobol_design(std::size_t levers, std::size_t samples, std::uint32_t seed);

struct SobolIndex {
    double first = 0.0;  ///< share of the variance that would go if this lever alone were known
    double total = 0.0;  ///< share that would stay if this lever alone were not
    Interval first_interval, total_interval;
};
struct SobolIndices {
    std::vector<SobolIndex> levers;
    double variance = 0.0;    ///< of the mean over the replications, over all points
    double luck_share = 0.0;  ///< share of it that is chance; NaN with one replication
};
/// First order after Saltelli et al. 2010, total after Jansen 1999. Intervals: bootstrap over samples and over
/// replications, 95 % between percentiles. Pre: samples >= 2.
[[nodiscard]] SobolIndices sobol_indices(const SobolDesign& design, const Responses& responses, std::uint32_t seed);

// ---- Tables.

/// What the numbers in a table are about.
struct SensitivityHeading {
    std::string model;
    std::string baseline;  ///< empty where one model is studied by itself
    std::string measure;
    std::string unit;
};
[[nodiscard]] std::vector<Table> sensitivity_outlines();
void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers, const Tornado& tornado);
void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers,
              std::span<const MorrisEffect> effects);
void add_rows(Table& table, const SensitivityHeading& heading, std::span<const Lever> levers,
              const SobolIndices& indices);

}  // namespace pasar
