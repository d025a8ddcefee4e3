// How many replications an answer needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/experiments/replicate.h"

namespace pasar {

/// How far an answer is from the precision asked for, in one key figure.
struct Precision {
    double reached = 0.0;  ///< half-width of the widest interval, relative to the mean it belongs to; NaN if unknown
    std::int64_t replications_needed = 0;  ///< about, by the spread seen so far; at least as many as there are
};

/// The widest 95 % interval of `kpi`, relative to |mean|: over all models' means, or, with `pairs`, over the paired
/// differences of all pairs, each relative to the larger |mean| of the two (a difference itself may well be zero).
/// A figure that does not vary is precise. NaN where fewer than two replications have the figure, or all means are zero
/// while the figure varies.
[[nodiscard]] Precision precision_of(const KeyFigures& figures, std::size_t kpi, bool pairs, double wanted);

/// For ReplicateOptions::enough: how many replications there should be for every one of `kpis` to reach `wanted`
/// (0.01 for 1 %). What the spread seen so far suggests, but at most twice as many as there are, since that spread is
/// itself uncertain. Stopping when the interval is narrow makes it a little too narrow: with 10 or more replications to
/// begin with its coverage stays within about a percentage point of 95 % (tests/sim/experiments/precision.cpp).
[[nodiscard]] std::int64_t replications_for(const KeyFigures& figures, std::span<const std::size_t> kpis, bool pairs,
                                            double wanted);

}  // namespace pasar
