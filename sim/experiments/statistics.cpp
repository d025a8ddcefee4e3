#include "sim/experiments/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace pasar {

namespace {

bool all_equal(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

double sum_of_squares_around(std::span<const double> values, double centre) {
    double sum = 0.0;
    for (const double value : values) sum += (value - centre) * (value - centre);
    return sum;
}

double variance(std::span<const double> values) {
    const double deviation = standard_deviation(values);
    return deviation * deviation;
}

double correlation(std::span<const double> first, std::span<const double> second) {
    const double mean_first = mean(first);
    const double mean_second = mean(second);
    const double spread = std::sqrt(variance(first)) * std::sqrt(variance(second));
    if (!(spread > 0.0)) return kNaN;
    double products = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) products += (first[i] - mean_first) * (second[i] - mean_second);
    return std::clamp(products / static_cast<double>(first.size() - 1) / spread, -1.0, 1.0);
}

}  // namespace

double mean(std::span<const double> values) {
    if (values.empty()) return kNaN;
    // A sum of equal values, divided, may miss the value by a bit, and a difference of nothing must be nothing.
    if (all_equal(values)) return values.front();
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double known_mean(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return mean(values);
}

double standard_deviation(std::span<const double> values) {
    if (values.size() < 2) return kNaN;
    if (all_equal(values)) return 0.0;
    return std::sqrt(sum_of_squares_around(values, mean(values)) / static_cast<double>(values.size() - 1));
}

double student_quantile(std::int64_t n, double confidence) {
    if (n < 2) return kNaN;
    const boost::math::students_t distribution(static_cast<double>(n - 1));
    return round_to_digits(boost::math::quantile(boost::math::complement(distribution, (1.0 - confidence) / 2.0)));
}

Interval student_interval(std::span<const double> values, double confidence) {
    const auto n = static_cast<std::int64_t>(values.size());
    if (n < 2) return {kNaN, kNaN};
    const double centre = mean(values);
    const double half_width =
        student_quantile(n, confidence) * standard_deviation(values) / std::sqrt(static_cast<double>(n));
    return {centre - half_width, centre + half_width};
}

Interval log_interval(std::span<const double> values, double confidence) {
    const auto n = static_cast<std::int64_t>(values.size());
    const double centre = mean(values);
    if (n < 2 || !(centre > 0.0)) return {kNaN, kNaN};
    const double half_width =
        student_quantile(n, confidence) * standard_deviation(values) / std::sqrt(static_cast<double>(n)) / centre;
    // Rounded, as are quantiles: the last bits of exp differ between libraries.
    const double factor = round_to_digits(std::exp(half_width));
    return {centre / factor, centre * factor};
}

Interval wilson_interval(double successes, double trials, double confidence) {
    if (!(trials > 0.0)) return {kNaN, kNaN};
    const double z = round_to_digits(
        boost::math::quantile(boost::math::complement(boost::math::normal(), (1.0 - confidence) / 2.0)));
    const double share = successes / trials;
    const double scale = 1.0 + z * z / trials;
    const double centre = (share + z * z / (2.0 * trials)) / scale;
    const double half_width = z / scale * std::sqrt(share * (1.0 - share) / trials + z * z / (4.0 * trials * trials));
    // At none and at all the ends are 0 and 1 by algebra, and a hair off by rounding.
    return {successes == 0.0 ? 0.0 : std::max(0.0, centre - half_width),
            successes == trials ? 1.0 : std::min(1.0, centre + half_width)};
}

PairedDifference paired_difference(std::span<const double> first, std::span<const double> second, double confidence) {
    if (first.size() != second.size()) throw std::logic_error("paired_difference: series of different lengths");
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> differences;
    double wins = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (std::isnan(first[i]) || std::isnan(second[i])) continue;
        a.push_back(first[i]);
        b.push_back(second[i]);
        differences.push_back(first[i] - second[i]);
        wins += first[i] > second[i] ? 1.0 : first[i] == second[i] ? 0.5 : 0.0;
    }

    PairedDifference result;
    const auto pairs = static_cast<double>(differences.size());
    result.pairs = static_cast<std::int64_t>(differences.size());
    result.mean = mean(differences);
    result.mean_first = mean(a);
    result.mean_second = mean(b);
    result.standard_deviation = standard_deviation(differences);
    result.interval = student_interval(differences, confidence);
    result.share_first_more = differences.empty() ? kNaN : wins / pairs;
    result.share_interval = wilson_interval(wins, pairs, confidence);
    result.correlation = correlation(a, b);
    const double unpaired = variance(a) + variance(b);
    result.variance_reduction = unpaired > 0.0 ? 1.0 - variance(differences) / unpaired : kNaN;
    return result;
}

double round_to_digits(double value, int digits) {
    if (!std::isfinite(value)) return value;
    if (value == 0.0) return 0.0;
    char text[64];
    const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, digits - 1);
    double rounded = 0.0;
    std::from_chars(text, written.ptr, rounded);
    return rounded;
}

}  // namespace pasar
