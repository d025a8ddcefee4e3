// How a slider runs over the values of a lever.
#pragma once

#include <string>

#include "viz/levers.h"

namespace pasar {

/// How a slider runs over a number. Steps are even in the value, or in its logarithm.
struct SliderScale {
    double low = 0.0, high = 1.0;
    bool is_logarithmic = false;
    bool starts_at_zero = false;  ///< of a logarithmic one: its left end is 0, and `low` stands a step to the right
    bool is_whole = false;
    double step = 0.0;  ///< values are multiples of it, such as 0.01 of money with cents; 0: any
};
/// For a numeric lever. Where the range allowed is much wider than the value in the file, the slider keeps within a
/// hundredth and a hundred times of that; it always includes the value now.
[[nodiscard]] SliderScale scale_of(const WorldLever& lever);
/// Where on the slider a value stands: 0 left, 1 right; values outside at the ends.
[[nodiscard]] double position_of(const SliderScale& scale, double value);
/// The value at a position, to three significant digits of the range or a whole number.
[[nodiscard]] double value_at(const SliderScale& scale, double position);
/// Numbers about where the lever stands, for an experiment to go over: from half of it to half as much again, within
/// what is allowed, and from 0 on where it stands at 0. `low` is always below `high` where anything can be varied.
struct NumberRange {
    double low = 0.0, high = 0.0;
    bool operator==(const NumberRange&) const = default;
};
[[nodiscard]] NumberRange range_about(const WorldLever& lever);
/// As Session::change takes it.
[[nodiscard]] std::string setting_text(const SliderScale& scale, double value);

}  // namespace pasar
