#include "viz/slider_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/currency.h"
#include "scenarios/reference.h"
#include "sim/experiments/statistics.h"

namespace pasar {
namespace {

constexpr double kTimesOfValue = 100.0;  ///< how far a slider reaches from the value in the file, either way
constexpr double kSmallShare = 0.05;     ///< of the range: values below that need a logarithmic slider
constexpr double kWideRange = 100.0;     ///< where nothing is known of a value that is 0
constexpr double kMostMoney = 1e7;       ///< the same for money, in its units
constexpr double kZeroStep = 0.02;       ///< of the slider, from 0 to the smallest value above

SliderScale around(double value, const WorldLever& lever) {
    const double span = std::max(1.0, 4.0 * std::abs(value));
    return {.low = std::max(lever.min, value - span), .high = std::min(lever.max, value + span)};
}

SliderScale from_zero(double low, double high) {
    return {.low = low, .high = high, .is_logarithmic = true, .starts_at_zero = true};
}

SliderScale unrounded_scale(const WorldLever& lever) {
    const double value = lever.number_in_file;
    if (lever.min < 0.0 || !std::isfinite(lever.min)) {
        const bool is_narrow = lever.max - lever.min <= 4.0;
        return is_narrow ? SliderScale{.low = lever.min, .high = lever.max} : around(value, lever);
    }
    if (value == 0.0) {
        if (lever.max <= kWideRange) return {.low = lever.min, .high = lever.max};
        const double high = std::min(lever.max, lever.type == FieldType::Money ? kMostMoney : kWideRange * kWideRange);
        return from_zero(high / (kWideRange * kWideRange), high);
    }
    if (value - lever.min >= kSmallShare * (lever.max - lever.min)) return {.low = lever.min, .high = lever.max};
    const double high = std::min(lever.max, value * kTimesOfValue);
    if (lever.min == 0.0) return from_zero(value / kTimesOfValue, high);
    return {.low = std::max(lever.min, value / kTimesOfValue), .high = high, .is_logarithmic = true};
}

}  // namespace

SliderScale scale_of(const WorldLever& lever) {
    SliderScale scale = unrounded_scale(lever);
    const bool is_money = lever.type == FieldType::Money;
    scale.is_whole = lever.type == FieldType::Whole || (is_money && lever.decimals == 0);
    if (is_money && lever.decimals > 0) {
        const auto parts = static_cast<double>(units_in_main(lever.decimals));
        scale.step = 1.0 / parts;
        scale.low = std::floor(scale.low * parts) / parts;
        if (scale.is_logarithmic) scale.low = std::max(scale.step, scale.low);
        scale.high = std::max(std::ceil(scale.high * parts) / parts, scale.low + scale.step);
    }
    if (scale.is_whole) {
        scale.low = std::floor(scale.low);
        if (scale.is_logarithmic) scale.low = std::max(1.0, scale.low);
        scale.high = std::max(std::ceil(scale.high), scale.low + 1.0);
    }
    const bool is_below = lever.number < scale.low && !(scale.starts_at_zero && lever.number >= 0.0);
    if (is_below) scale.low = lever.number;
    scale.high = std::max(scale.high, lever.number);
    return scale;
}

double position_of(const SliderScale& scale, double value) {
    if (!scale.is_logarithmic) return std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    const double first = scale.starts_at_zero ? kZeroStep : 0.0;
    if (scale.starts_at_zero && value < scale.low) return value > 0.0 ? first * value / scale.low : 0.0;
    const double way = std::log(std::max(value, scale.low) / scale.low) / std::log(scale.high / scale.low);
    return std::clamp(first + (1.0 - first) * way, 0.0, 1.0);
}

double value_at(const SliderScale& scale, double position) {
    if (position <= 0.0) return scale.starts_at_zero ? 0.0 : scale.low;
    if (position >= 1.0) return scale.high;
    double value = 0.0, step = 0.0;
    if (!scale.is_logarithmic) {
        value = scale.low + (scale.high - scale.low) * position;
        // Three digits of the range, so that steps are even: 0.125 in a range of 1, 12.5 in one of 100.
        step = std::pow(10.0, std::floor(std::log10(scale.high - scale.low) - 1e-9) - 2.0);
    } else {
        const double first = scale.starts_at_zero ? kZeroStep : 0.0;
        if (position < first) return scale.starts_at_zero && position < first / 2.0 ? 0.0 : scale.low;
        value = scale.low * std::pow(scale.high / scale.low, (position - first) / (1.0 - first));
        step = std::pow(10.0, std::floor(std::log10(value)) - 2.0);
    }
    if (scale.is_whole) step = std::max(step, 1.0);
    step = std::max(step, scale.step);
    value = round_to_digits(std::round(value / step) * step);
    return std::clamp(value, scale.starts_at_zero ? 0.0 : scale.low, scale.high);
}

NumberRange range_about(const WorldLever& lever) {
    const SliderScale scale = scale_of(lever);
    const auto [less, more] = std::minmax({lever.number * 0.5, lever.number * 1.5});
    const bool is_zero = lever.number == 0.0;
    NumberRange range{.low = is_zero ? (scale.starts_at_zero ? 0.0 : scale.low) : less,
                      .high = is_zero ? (scale.is_logarithmic ? value_at(scale, 0.5) : scale.high) : more};
    if (scale.is_whole) range = {.low = std::floor(range.low), .high = std::ceil(range.high)};
    range.low = round_to_digits(std::max(lever.min, range.low));
    range.high = round_to_digits(std::min(lever.max, range.high));
    // What stands at an end of what is allowed is varied on the side that there is.
    if (!(range.low < range.high)) range = {.low = scale.low, .high = scale.high};
    return range;
}

std::string setting_text(const SliderScale& scale, double value) {
    return scale.is_whole ? fmt::format("{}", std::llround(value)) : number_text(value);
}

}  // namespace pasar
