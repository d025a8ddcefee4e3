// The statistics of repeated runs: means with Student-t intervals, proportions with Wilson intervals, differences
// paired by replication. Every function returns NaN where there is too little to say something.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pasar {

/// What cannot be told.
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

inline constexpr double kConfidence = 0.95;

struct Interval {
    double low = 0.0;
    double high = 0.0;

    /// An interval from a single run is NaN and excludes nothing.
    [[nodiscard]] constexpr bool excludes_zero() const { return low > 0.0 || high < 0.0; }
    [[nodiscard]] constexpr double half_width() const { return (high - low) / 2.0; }
};

/// Arithmetic mean; exact when all values are equal. NaN without values.
[[nodiscard]] double mean(std::span<const double> values);

/// The same over the values that are known; NaN where none is.
[[nodiscard]] double known_mean(std::vector<double> values);

/// Sample standard deviation (n - 1); exactly 0 when all values are equal. NaN with fewer than two values.
[[nodiscard]] double standard_deviation(std::span<const double> values);

/// Quantile t with P(|T| <= t) = confidence for Student's T with n - 1 degrees of freedom; NaN for n < 2. Rounded to 12
/// significant digits, so that the last bits of a compiler's mathematics never show in a report.
[[nodiscard]] double student_quantile(std::int64_t n, double confidence = kConfidence);

/// mean ± t s / √n.
[[nodiscard]] Interval student_interval(std::span<const double> values, double confidence = kConfidence);

/// Interval of a mean of values that cannot be below zero and of which zero is not far: the logarithm of the mean is
/// taken for about normal, with the standard error that the delta method gives it (s / (mean √n)), so that the interval
/// is mean · exp(± t s / (mean √n)). Where the mean is that of rare events in a number of runs, it holds the truth as
/// often as it says when Student's does not (tests/sim/experiments/measured_mean.cpp). NaN where the mean is not above
/// zero. G. W. Oehlert, "A note on the delta method", The American Statistician 46 (1992).
[[nodiscard]] Interval log_interval(std::span<const double> values, double confidence = kConfidence);

/// Interval of a proportion of `successes` among `trials`; successes may end in a half where a tie counts half.
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
[[nodiscard]] Interval wilson_interval(double successes, double trials, double confidence = kConfidence);

/// What separates two models that lived through the same replications.
struct PairedDifference {
    std::int64_t pairs = 0;  ///< replications in which both have a value
    double mean = 0.0;       ///< of first - second
    double standard_deviation = 0.0;
    Interval interval;                ///< Student-t, of the mean difference
    double share_first_more = 0.0;    ///< share of pairs in which the first is larger, ties counting half
    Interval share_interval;          ///< Wilson, of that share
    double correlation = 0.0;         ///< between the two; NaN when one of them never varies
    double variance_reduction = 0.0;  ///< 1 - var(first - second) / (var first + var second): what pairing gained
    double mean_first = 0.0;          ///< of the first over the pairs, so that mean_first - mean_second is the mean
    double mean_second = 0.0;
};

/// Pairs first[i] with second[i]; pairs with a NaN are left out. Pre: both spans are equally long.
[[nodiscard]] PairedDifference paired_difference(std::span<const double> first, std::span<const double> second,
                                                 double confidence = kConfidence);

/// `value` with so many significant decimal digits; NaN and infinities as they are, -0 as 0.
[[nodiscard]] double round_to_digits(double value, int digits = 12);

}  // namespace pasar
