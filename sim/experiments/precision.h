// How many replications an answer needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/experiments/replicate.h"

namespace pasar {

/// With fewer replications than this no interval is judged. From two or three of them the spread is so badly known that
/// a small one by chance ends the search at once, and the interval left behind covers the truth in 90 of 100 cases or
/// fewer. Y. S. Chow & H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the
/// mean", Annals of Mathematical Statistics 36 (1965), is the rule; a first sample of ten or more is what A. M. Law &
/// W. D. Kelton, "Confidence intervals for steady-state simulations II", Management Science 28 (1982), found it to
/// need.
inline constexpr std::int64_t kLeastForPrecision = 10;

/// How far an answer is from the precision asked for, in one key figure.
struct Precision {
    double reached = 0.0;  ///< half-width of the widest interval, relative to the mean it belongs to; NaN if unknown
    std::int64_t replications_needed = 0;  ///< about, by the spread seen so far; at least as many as there are
    bool has_value = true;                 ///< false where no replication has one (of both models of a pair)
};

/// The widest 95 % interval of `kpi`, relative to |mean|: over all models' means, or, with `pairs`, over the paired
/// differences of all pairs, each relative to the larger |mean| of the two over these pairs (a difference itself may
/// well be zero). A figure that does not vary is precise, and so is one that has no value: more replications would give
/// it none. NaN where a single replication has the figure, or all means are zero while the figure varies.
[[nodiscard]] Precision precision_of(const KeyFigures& figures, std::size_t kpi, bool pairs, double wanted);

/// For ReplicateOptions::enough: how many replications there should be for every one of `kpis` to reach `wanted`
/// (0.01 for 1 %). At least kLeastForPrecision; beyond these what the spread seen so far suggests, but at most twice as
/// many as there are, since that spread is itself uncertain. Stopping when the interval is narrow still leaves it a
/// little too narrow: of normal figures it covers the truth in 93 to 95 of 100 cases, wherever it stops and however few
/// replications the scenario began with (tests/sim/experiments/precision.cpp).
[[nodiscard]] std::int64_t replications_for(const KeyFigures& figures, std::span<const std::size_t> kpis, bool pairs,
                                            double wanted);

}  // namespace pasar
