// What part of a chart is looked at, and between its values and pixels.
#pragma once

#include <span>

namespace pasar {

struct Range {
    double low = 0.0, high = 1.0;
    [[nodiscard]] double length() const { return high - low; }
    bool operator==(const Range&) const = default;
};

/// The range of finite values, with a little room above and below, and 0 in it where `with_zero`; [0, 1] of none. On a
/// log axis only values above 0 count.
[[nodiscard]] Range fitting(std::span<const double> values, bool with_zero, bool logarithmic);

/// An axis: values on `range` along pixels from `begin` to `end`; `end` may be the smaller one.
struct PlotAxis {
    Range range;
    double begin = 0.0, end = 1.0;
    bool logarithmic = false;

    /// NaN where there is no such place: values up to 0 on a log axis.
    [[nodiscard]] double pixel(double value) const;
    [[nodiscard]] double value(double pixel) const;
    /// The same axis moved by so many pixels, as if its paper were dragged.
    [[nodiscard]] Range panned(double pixels) const;
    /// Zoomed by `factor` (above 1: closer) so that what lies under `pixel` stays there. Never narrower than `least`.
    [[nodiscard]] Range zoomed(double pixel, double factor, double least) const;
};

/// The range pushed back so that at least a part of `whole` stays in sight, and not wider than ten times it.
[[nodiscard]] Range kept_in_sight(Range range, Range whole);

}  // namespace pasar
