#include "viz/plot/series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace pasar {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

void add_to(std::vector<PixelColumn>& columns, std::size_t column, std::size_t& current, double day, double value) {
    if (columns.empty() || column != current) {
        columns.push_back({value, value, value, value, day});
        current = column;
        return;
    }
    PixelColumn& last = columns.back();
    last.last = value;
    last.least = std::min(last.least, value);
    last.greatest = std::max(last.greatest, value);
}

}  // namespace

std::vector<PixelColumn> decimated(const Series& series, Range seen, std::size_t columns) {
    std::vector<PixelColumn> made;
    if (series.values.empty()) return made;
    const auto last = static_cast<double>(series.values.size()) - 1.0;
    const auto first_day = static_cast<double>(series.first_day);
    const double from = std::clamp(std::floor(seen.low - first_day) - 1.0, 0.0, last);
    const double to = std::clamp(std::ceil(seen.high - first_day) + 1.0, 0.0, last);
    const auto begin = static_cast<std::size_t>(from), end = static_cast<std::size_t>(to) + 1;
    const std::size_t per_column = std::max<std::size_t>(1, (end - begin + columns - 1) / columns);
    std::size_t current = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (std::isnan(series.values[i])) continue;
        // Cut by whole days counted from the first, so that a line does not flicker while it grows or is moved.
        const std::size_t column = i / per_column;
        const double middle = (static_cast<double>(column) + 0.5) * static_cast<double>(per_column) - 0.5;
        add_to(made, column, current, first_day + (per_column == 1 ? static_cast<double>(i) : std::min(middle, last)),
               series.values[i]);
    }
    return made;
}

std::vector<std::size_t> pieces_of(std::span<const PlotPoint> line) {
    std::vector<std::size_t> pieces{0};
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const PlotPoint before = line[i - 1], here = line[i], after = line[i + 1];
        const float along =
            (here.x - before.x) * (after.x - here.x) + (here.y - before.y) * (after.y - here.y);  // of both ways
        if (along < 0.0F) pieces.push_back(i);
    }
    return pieces;
}

std::optional<std::int64_t> nearest_day(std::span<const Series> all, double day) {
    std::optional<std::int64_t> nearest;
    for (const Series& series : all) {
        for (std::size_t i = 0; i < series.values.size(); ++i) {
            if (std::isnan(series.values[i])) continue;
            const std::int64_t here = series.first_day + static_cast<std::int64_t>(i);
            if (!nearest || std::abs(static_cast<double>(here) - day) < std::abs(static_cast<double>(*nearest) - day))
                nearest = here;
        }
    }
    return nearest;
}

double value_on(const Series& series, std::int64_t day) {
    const std::int64_t i = day - series.first_day;
    return i >= 0 && i < static_cast<std::int64_t>(series.values.size()) ? series.values[static_cast<std::size_t>(i)]
                                                                         : kNothing;
}

std::vector<double> moving_mean(std::span<const double> values, std::size_t days, std::size_t first) {
    std::vector<double> means(values.size(), kNothing);
    for (std::size_t i = 0; i < values.size(); ++i) {
        double sum = 0.0, count = 0.0;
        const std::size_t begin = i + 1 - std::min(i + 1, std::max<std::size_t>(1, days));
        for (std::size_t j = i < first ? begin : std::max(begin, first); j <= i; ++j) {
            if (std::isnan(values[j])) continue;
            sum += values[j];
            count += 1.0;
        }
        if (count > 0.0) means[i] = sum / count;
    }
    return means;
}

std::vector<std::vector<double>> stacked(std::span<const std::vector<double>> layers) {
    std::vector<std::vector<double>> edges(layers.begin(), layers.end());
    for (std::size_t layer = 0; layer < edges.size(); ++layer) {
        for (std::size_t i = 0; i < edges[layer].size(); ++i) {
            if (std::isnan(edges[layer][i])) edges[layer][i] = 0.0;
            if (layer > 0) edges[layer][i] += edges[layer - 1][i];
        }
    }
    return edges;
}

std::size_t days_off_log_axis(std::span<const Series* const> all, Range seen) {
    std::set<std::int64_t> days;
    for (const Series* series : all) {
        for (std::size_t i = 0; i < series->values.size(); ++i) {
            const std::int64_t day = series->first_day + static_cast<std::int64_t>(i);
            const bool is_seen = static_cast<double>(day) >= seen.low && static_cast<double>(day) <= seen.high;
            if (is_seen && series->values[i] <= 0.0) days.insert(day);
        }
    }
    return days.size();
}

bool any_above_zero(std::span<const Series* const> all) {
    return std::any_of(all.begin(), all.end(), [](const Series* series) {
        return std::any_of(series->values.begin(), series->values.end(), [](double value) { return value > 0.0; });
    });
}

}  // namespace pasar
