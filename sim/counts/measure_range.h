// Which values a measure can have at all, told by its unit.
#pragma once

#include <limits>
#include <string>

#include "sim/counts/measures.h"

namespace pasar {

/// Values from low to high, both among them; infinite where there is no end.
struct MeasureRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool holds(double value) const { return low <= value && value <= high; }
};

/// A share is from 0 to 1, "1 to 5" says itself, a star from 1 to 5; what is counted, and hours and days, are at least
/// 0; money and utility may be anything.
[[nodiscard]] MeasureRange range_of(const MeasureInfo& info);

/// "a share of visits, from 0 to 1", "from -100 to 100", "a number of buyers, at least 0"; empty where all is possible.
[[nodiscard]] std::string range_in_words(const MeasureInfo& info);

/// What a number outside the range was probably meant to be: 40 of a share is 40 %, "0.4"; empty where it is no such
/// slip.
[[nodiscard]] std::string meant_within_range(const MeasureInfo& info, double value);

}  // namespace pasar
