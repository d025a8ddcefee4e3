#include "sim/experiments/measured_mean.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/counts/measure_range.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

bool counts_events(const MeasureRange& range) { return range.low == 0.0; }

/// n (m / s)² of a mean that is `distance` from an end of its range.
double events(std::size_t n, double distance, double deviation) {
    if (!(distance > 0.0)) return 0.0;
    if (!(deviation > 0.0)) return std::numeric_limits<double>::infinity();
    return static_cast<double>(n) * (distance / deviation) * (distance / deviation);
}

/// To the nearer end of the range: of a share of 0.99 the rest is what is rare.
double fewest_events(std::span<const double> values, const MeasureRange& range) {
    const double centre = mean(values);
    const double deviation = standard_deviation(values);
    const double above = events(values.size(), centre - range.low, deviation);
    return std::isfinite(range.high) ? std::min(above, events(values.size(), range.high - centre, deviation)) : above;
}

Interval interval_of_values(const std::vector<double>& values, const MeasureRange& range) {
    if (values.size() < 2 || !counts_events(range) || fewest_events(values, range) >= kFewEvents)
        return student_interval(values);
    if (!std::isfinite(range.high) || mean(values) - range.low <= range.high - mean(values))
        return log_interval(values);
    std::vector<double> rest;
    for (const double value : values) rest.push_back(range.high - value);
    const Interval interval = log_interval(rest);
    return {range.high - interval.high, range.high - interval.low};
}

}  // namespace

bool stands_on_few_events(std::span<const double> values, std::size_t kpi) {
    const MeasureRange range = range_of(kpi_info(kpi));
    return values.size() > 1 && counts_events(range) && fewest_events(values, range) < kFewEvents;
}

bool difference_stands_on_few_events(std::span<const double> first, std::span<const double> second, std::size_t kpi) {
    const MeasureRange range = range_of(kpi_info(kpi));
    const auto has_events = [&](std::span<const double> values) { return fewest_events(values, range) > 0.0; };
    const bool either = has_events(first) != has_events(second);
    const bool few_first = stands_on_few_events(first, kpi), few_second = stands_on_few_events(second, kpi);
    if (either) return has_events(first) ? few_first : few_second;
    return few_first || few_second;
}

MeasuredMean measured_mean(std::vector<double> values, std::size_t kpi) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    const MeasureRange range = range_of(kpi_info(kpi));
    MeasuredMean result{.replications = static_cast<std::int64_t>(values.size()),
                        .mean = mean(values),
                        .standard_deviation = standard_deviation(values),
                        .interval = interval_of_values(values, range),
                        .few_events = stands_on_few_events(values, kpi)};
    // A share cannot be beyond its ends, whatever its logarithm does.
    if (counts_events(range)) {
        result.interval.low = std::max(result.interval.low, range.low);
        result.interval.high = std::min(result.interval.high, range.high);
    }
    return result;
}

}  // namespace pasar
