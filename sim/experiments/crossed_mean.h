// The mean of numbers that two kinds of chance went into: which starting points or orders a design drew, and the chance
// of the replications that all of them were run in. Either alone makes an interval that is too narrow: twenty walks in
// one extreme replication are all extreme, and twenty replications of one walk know one place.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/experiments/statistics.h"

namespace pasar {

/// samples[draw][replication]; every draw in every replication.
using CrossedSamples = std::vector<std::vector<double>>;

struct CrossedMean {
    double value = 0.0;
    double draw = 0.0;      ///< variance of the mean from replications
    double drawing = 0.0;   ///< variance of the mean from draws; 0 with a single one, which then is no sample but all
    double quantile = 0.0;  ///< Student's at 95 %, for the two together; NaN with one replication
    Interval interval;      ///< value ± quantile × √(variance of the replications + of the design)
};

/// A chance that goes into an estimate: its variance, and how well that is known.
struct VariancePart {
    double variance = 0.0;
    std::int64_t freedom = 0;  ///< degrees of freedom; at least 1 where the variance is not 0
};
struct CombinedInterval {
    double quantile = 0.0;  ///< Student's at 95 %
    Interval interval;
};
/// value ± quantile × √(sum of both variances), with Satterthwaite's degrees of freedom; the value alone where both are
/// 0.
[[nodiscard]] CombinedInterval combined_interval(double value, VariancePart one, VariancePart other);

/// Both variances are added up, each as if the other were not there: what chance a single draw has in a single
/// replication is so counted twice, and the interval rather too wide than too narrow. Degrees of freedom:
/// F. E. Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics Bulletin 2
/// (1946). Pre: a draw, and draws equally long.
[[nodiscard]] CrossedMean crossed_mean(const CrossedSamples& samples);

/// The mean over the draws in each replication.
[[nodiscard]] std::vector<double> mean_over_draws(const CrossedSamples& samples);

}  // namespace pasar
