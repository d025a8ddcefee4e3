// Values day by day, made ready for drawing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/plot/viewport.h"

namespace pasar {

/// A line: one value for each day from `first_day` on; NaN where there is none.
struct Series {
    std::string name;
    std::int64_t first_day = 1;
    std::vector<double> values;
    std::vector<double> low, high;  ///< an interval about each value, or empty
    std::string shown{};            ///< its name in the language of the window; empty where that is `name`

    [[nodiscard]] const std::string& name_shown() const { return shown.empty() ? name : shown; }
};

/// One pixel column of a line that has many days in each: its line runs through all of these.
struct PixelColumn {
    double first = 0.0, last = 0.0;      ///< values of its first and last day
    double least = 0.0, greatest = 0.0;  ///< of all its days
    double at = 0.0;                     ///< the day in its middle
    bool operator==(const PixelColumn&) const = default;
};

/// At most `columns` of them over the days that `seen` shows, one more at either side; days of NaN are left out.
/// Nothing that stands out is lost: least and greatest are exact. Pre: columns >= 1.
[[nodiscard]] std::vector<PixelColumn> decimated(const Series& series, Range seen, std::size_t columns);

/// A place on the screen.
struct PlotPoint {
    float x = 0.0F, y = 0.0F;
    bool operator==(const PlotPoint&) const = default;
};
/// Where a line has to be begun anew, as places among its points: those where it turns by more than a right angle, as
/// a line up and down within one column of pixels does. Drawn through such a corner its outline would fold in on itself
/// and the line be thin there. First of all 0. Each piece ends at the point where the next begins.
[[nodiscard]] std::vector<std::size_t> pieces_of(std::span<const PlotPoint> line);

/// The day with a value that is nearest to `day`; nothing where there is none at all.
[[nodiscard]] std::optional<std::int64_t> nearest_day(std::span<const Series> all, double day);

/// Value of a day; NaN where the series has none.
[[nodiscard]] double value_on(const Series& series, std::int64_t day);

/// Mean of the last `days` days at each day, of the days there are; NaN days are passed over. From value number `first`
/// on those before it are none of them.
[[nodiscard]] std::vector<double> moving_mean(std::span<const double> values, std::size_t days, std::size_t first = 0);

/// Sums from the bottom up: stacked()[i] is the upper edge of layer i. Pre: all of one length. NaN counts as 0.
[[nodiscard]] std::vector<std::vector<double>> stacked(std::span<const std::vector<double>> layers);

/// How many days in sight have a value of any of these that a logarithmic axis has no place for.
[[nodiscard]] std::size_t days_off_log_axis(std::span<const Series* const> all, Range seen);
/// Whether a logarithmic axis would show any value at all.
[[nodiscard]] bool any_above_zero(std::span<const Series* const> all);

}  // namespace pasar
