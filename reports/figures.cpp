#include "reports/figures.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace pasar {

namespace {

struct Magnitude {
    double from;
    double divisor;
    std::string_view name;
};
constexpr std::array kMagnitudes{Magnitude{1e12, 1e12, "trillion"}, Magnitude{1e9, 1e9, "billion"},
                                 Magnitude{1e6, 1e6, "million"}};

/// Of the value: an uncertainty below it is none, but the rounding of sums.
constexpr double kRounding = 1e-9;

bool known(double value) { return std::isfinite(value) && value > 0.0; }

/// Decimals that show `digits` significant digits of a positive value.
int decimals_for(double value, int digits) { return digits - 1 - static_cast<int>(std::floor(std::log10(value))); }

}  // namespace

std::string grouped(double value, int decimals) {
    if (std::isnan(value)) return "–";
    if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool shows_zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t place = point; place > 3; place -= 3) digits.insert(place - 3, 1, ',');
    if (value < 0.0 && !shows_zero) digits.insert(0, 1, '-');
    return digits;
}

std::string percent(double part, double whole, int decimals) {
    return whole > 0.0 ? grouped(100.0 * part / whole, decimals) + " %" : "–";
}

std::string Scale::difference(double value) const {
    std::string text = (*this)(value);
    if (value > 0.0 && text.find_first_of("123456789") != std::string::npos) text.insert(0, 1, '+');
    return text;
}

Scale scale_for(std::span<const double> values, double uncertainty, std::string_view unit) {
    double largest = 0.0;
    for (const double value : values) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    Scale scale{.divisor = 1.0, .decimals = 0, .unit = std::string(unit)};
    constexpr std::string_view kShare = "share";
    if (unit.starts_with(kShare)) {
        scale.divisor = 0.01;
        scale.unit = fmt::format("%{}", unit.substr(kShare.size()));
    }
    for (const Magnitude& magnitude : kMagnitudes) {
        if (scale.divisor != 1.0 || largest < magnitude.from) continue;
        scale.divisor = magnitude.divisor;
        scale.unit = unit.empty() ? std::string(magnitude.name) : fmt::format("{} {}", magnitude.name, unit);
    }
    if (!known(largest)) return scale;
    const int most = decimals_for(largest / scale.divisor, 5);
    const int wanted = known(uncertainty) && uncertainty > kRounding * largest
                           ? decimals_for(uncertainty / scale.divisor, 2)
                           : decimals_for(largest / scale.divisor, 3);
    scale.decimals = std::clamp(std::min(wanted, most), 0, 9);
    return scale;
}

std::string duration_in_words(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string bytes_in_words(double bytes) {
    constexpr std::array<std::string_view, 6> kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    while (bytes >= 1000.0 && unit + 1 < kUnits.size()) {
        bytes /= 1000.0;
        ++unit;
    }
    return fmt::format("{} {}", grouped(bytes, bytes < 10.0 && unit > 0 ? 1 : 0), kUnits[unit]);
}

}  // namespace pasar
