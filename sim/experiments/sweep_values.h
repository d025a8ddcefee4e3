// What a sweep's effects are worked out from: the values of each parameter, those of the measure that are known, and
// estimates that are sums of these with weights.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiments/crossed_mean.h"
#include "sim/experiments/least_squares.h"
#include "sim/experiments/sweep_effects.h"

namespace pasar {

/// The number that a value is, if it is one.
[[nodiscard]] inline std::optional<double> number_of_setting(const std::string& text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// The values of one path, in order: numbers by size, names with the one first that was named first.
struct PathLevels {
    bool numbers = true;
    std::vector<std::string> texts;     ///< one for each value
    std::vector<double> values;         ///< of numbers
    std::vector<std::size_t> of_point;  ///< which of them each point has

    PathLevels(const SweepDesign& design, std::size_t path, const std::vector<std::size_t>& points) {
        for (const std::size_t point : points)
            numbers = numbers && number_of_setting(design.points[point][path]).has_value();
        std::map<double, std::string> by_size;
        std::vector<std::string> names;
        for (const std::size_t point : points) {
            const std::string& text = design.points[point][path];
            if (numbers)
                by_size.try_emplace(*number_of_setting(text), text);
            else if (std::find(names.begin(), names.end(), text) == names.end())
                names.push_back(text);
        }
        if (numbers) {
            for (const auto& [value, text] : by_size) {
                values.push_back(value);
                texts.push_back(text);
            }
        } else {
            std::sort(names.begin(), names.end());
            const auto first = design.references.empty()
                                   ? names.end()
                                   : std::find(names.begin(), names.end(), design.references[path]);
            if (first != names.end()) std::rotate(names.begin(), first, first + 1);
            texts = std::move(names);
        }
        for (const std::size_t point : points) {
            const std::string& text = design.points[point][path];
            const auto found =
                numbers ? std::lower_bound(values.begin(), values.end(), *number_of_setting(text)) - values.begin()
                        : std::find(texts.begin(), texts.end(), text) - texts.begin();
            of_point.push_back(static_cast<std::size_t>(found));
        }
    }
    [[nodiscard]] std::size_t size() const { return texts.size(); }
};

/// What a replication says: series[replication][point].
using PointSeries = std::vector<std::vector<double>>;

/// The points and replications with a value: points that have one anywhere, in the replications in which all of them
/// do; where there are no two such replications, the points that have one in every replication.
struct KnownValues {
    std::vector<std::size_t> points;  ///< of SweepOfModel::design
    PointSeries series;

    KnownValues(const Sweep& sweep, const SweepOfModel& model, std::size_t kpi) {
        std::vector<std::vector<double>> all;
        for (std::size_t point = 0; point < model.points.size(); ++point)
            all.push_back(model.series(sweep, point, kpi));
        const std::size_t replications = all.empty() ? 0 : all.front().size();
        const auto known = [&](std::size_t point) {
            return std::count_if(all[point].begin(), all[point].end(), [](double v) { return !std::isnan(v); });
        };
        for (std::size_t point = 0; point < all.size(); ++point)
            if (known(point) > 0) points.push_back(point);
        take_replications(all, replications);
        if (series.size() >= std::min<std::size_t>(2, replications)) return;
        std::erase_if(points,
                      [&](std::size_t point) { return known(point) < static_cast<std::ptrdiff_t>(replications); });
        take_replications(all, replications);
    }

    [[nodiscard]] double size_of_values() const {
        double largest = 0.0;
        for (const auto& values : series)
            for (const double value : values) largest = std::max(largest, std::abs(value));
        return largest;
    }
    /// Of each point over the replications.
    [[nodiscard]] std::vector<double> means() const {
        std::vector<double> result(points.size(), 0.0);
        for (const auto& values : series)
            for (std::size_t i = 0; i < values.size(); ++i) result[i] += values[i];
        for (double& value : result) value /= static_cast<double>(series.size());
        return result;
    }

private:
    void take_replications(const std::vector<std::vector<double>>& all, std::size_t replications) {
        series.clear();
        for (std::size_t r = 0; r < replications; ++r) {
            std::vector<double> values;
            for (const std::size_t point : points) values.push_back(all[point][r]);
            if (std::none_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }))
                series.push_back(std::move(values));
        }
    }
};

/// Of the measure's size: what is smaller is the rounding of sums.
inline constexpr double kRoundingOfSums = 1e-10;

/// Estimates of one kind from the values of a replication: each a sum of these with weights.
class SweepEstimator {
public:
    explicit SweepEstimator(const KnownValues& known)
        : known_(known), nothing_(kRoundingOfSums * known.size_of_values()) {}

    /// The same in each replication.
    [[nodiscard]] std::vector<double> series(const std::vector<double>& weights) const {
        std::vector<double> result;
        for (const auto& values : known_.series) {
            const double sum = dot(weights, values);
            result.push_back(std::abs(sum) <= nothing_ ? 0.0 : sum);
        }
        return result;
    }
    /// Its interval, with a variance that comes from the points; nothing is known of one replication.
    [[nodiscard]] Interval interval(const std::vector<double>& series, VariancePart of_points) const {
        if (series.size() < 2 || (of_points.variance > 0.0 && of_points.freedom < 1)) return {kNaN, kNaN};
        const double deviation = standard_deviation(series);
        return combined_interval(mean(series),
                                 {deviation * deviation / static_cast<double>(series.size()),
                                  static_cast<std::int64_t>(series.size()) - 1},
                                 of_points)
            .interval;
    }
    [[nodiscard]] double nothing() const { return nothing_; }

private:
    const KnownValues& known_;
    double nothing_;
};

/// The effects by least squares, of points that are not every combination (sweep_regression.cpp).
[[nodiscard]] std::vector<SweepEffect> effects_by_regression(const SweepEstimator& estimator, const KnownValues& known,
                                                             const std::vector<PathLevels>& paths);

}  // namespace pasar
