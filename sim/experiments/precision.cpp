#include "sim/experiments/precision.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/experiments/measured_mean.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

/// Half-width over |scale|: 0 where nothing varies, infinite where the scale is nothing but something varies.
double relative(const Interval& interval, double scale) {
    const double half_width = interval.half_width();
    if (half_width == 0.0) return 0.0;
    return scale == 0.0 ? std::numeric_limits<double>::infinity() : half_width / std::abs(scale);
}

}  // namespace

Precision precision_of(const KeyFigures& figures, std::size_t kpi, bool pairs, double wanted) {
    double widest = 0.0;
    bool has_value = false;
    const auto consider = [&](double reached) {
        has_value = true;
        widest = std::isnan(reached) || std::isnan(widest) ? std::numeric_limits<double>::quiet_NaN()
                                                           : std::max(widest, reached);
    };
    const std::size_t positions = figures.models.size();
    for (std::size_t position = 0; position < positions; ++position) {
        const std::vector<double> values = figures.series(position, kpi);
        if (!pairs || positions < 2) {
            const MeasuredMean found = measured_mean(values, kpi);
            if (found.replications > 0)
                consider(found.standard_deviation == 0.0 ? 0.0 : relative(found.interval, found.mean));
            continue;
        }
        for (std::size_t baseline = 0; baseline < position; ++baseline) {
            const PairedDifference difference = paired_difference(values, figures.series(baseline, kpi));
            if (difference.pairs > 0)
                consider(relative(difference.interval,
                                  std::max(std::abs(difference.mean_first), std::abs(difference.mean_second))));
        }
    }
    const double factor = widest / wanted;
    Precision result{.reached = widest, .replications_needed = figures.replications, .has_value = has_value};
    if (factor > 1.0 && std::isfinite(factor)) {
        const double needed = std::ceil(static_cast<double>(figures.replications) * factor * factor);
        result.replications_needed = static_cast<std::int64_t>(std::min(needed, 1e15));
    } else if (!(factor <= 1.0)) {
        result.replications_needed = 2 * figures.replications;
    }
    return result;
}

std::int64_t replications_for(const KeyFigures& figures, std::span<const std::size_t> kpis, bool pairs, double wanted) {
    std::int64_t needed = figures.replications;
    for (const std::size_t kpi : kpis) {
        needed = std::max(needed, precision_of(figures, kpi, pairs, wanted).replications_needed);
    }
    return std::max(kLeastForPrecision, std::min(needed, 2 * figures.replications));
}

}  // namespace pasar
