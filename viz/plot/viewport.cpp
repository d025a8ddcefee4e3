#include "viz/plot/viewport.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pasar {

Range fitting(std::span<const double> values, bool with_zero, bool logarithmic) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double value : values) {
        if (!std::isfinite(value) || (logarithmic && value <= 0.0)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high) return logarithmic ? Range{1.0, 10.0} : Range{};
    if (logarithmic) return low < high ? Range{low / 1.15, high * 1.15} : Range{low / 2.0, high * 2.0};
    const bool from_zero = with_zero && low >= 0.0, to_zero = with_zero && high <= 0.0;
    if (with_zero) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    if (low == high) return {low - 1.0, high + 1.0};
    const double room = 0.06 * (high - low);
    return {from_zero ? 0.0 : low - room, to_zero && !from_zero ? 0.0 : high + room};
}

double PlotAxis::pixel(double value) const {
    if (!logarithmic) return begin + (value - range.low) / range.length() * (end - begin);
    if (!(value > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    return begin + std::log(value / range.low) / std::log(range.high / range.low) * (end - begin);
}

double PlotAxis::value(double pixel) const {
    const double share = (pixel - begin) / (end - begin);
    if (!logarithmic) return range.low + share * range.length();
    return range.low * std::pow(range.high / range.low, share);
}

Range PlotAxis::panned(double pixels) const { return {value(begin - pixels), value(end - pixels)}; }

Range PlotAxis::zoomed(double pixel, double factor, double least) const {
    const Range closer{value(pixel + (begin - pixel) / factor), value(pixel + (end - pixel) / factor)};
    return closer.length() < least ? range : closer;
}

Range kept_in_sight(Range range, Range whole) {
    const double most = 10.0 * whole.length();
    if (range.length() > most) {
        const double middle = 0.5 * (range.low + range.high);
        range = {middle - most / 2.0, middle + most / 2.0};
    }
    const double seen = 0.1 * std::min(range.length(), whole.length());
    double shift = 0.0;
    if (range.high < whole.low + seen) shift = whole.low + seen - range.high;
    if (range.low > whole.high - seen) shift = whole.high - seen - range.low;
    return {range.low + shift, range.high + shift};
}

}  // namespace pasar
