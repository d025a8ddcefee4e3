#include "words/figures.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "words/language.h"

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

/// Decimals that show `digits` significant digits of a positive value; a share near the end of doubles is infinite in
/// %.
int decimals_for(double value, int digits) {
    const double before_point = std::clamp(std::floor(std::log10(value)), -400.0, 400.0);
    return digits - 1 - static_cast<int>(before_point);
}

/// Units that are counted, and so have a plural.
constexpr std::array<std::string_view, 28> kCounted{
    "answer", "attempt", "buyer",  "complaint",       "customer", "day",   "distributor", "hour",    "message",
    "month",  "offer",   "order",  "parcel",          "person",   "point", "post",        "product", "request",
    "review", "run",     "seller", "reference price", "server",   "star",  "survey",      "ticket",  "unit",
    "visit"};

bool is_range(std::string_view unit) {
    return !unit.empty() && std::string_view("-0123456789").find(unit.front()) != std::string_view::npos;
}

/// Whether the text begins with this whole word or these words.
bool begins_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
}

}  // namespace

std::string unit_of_many(std::string_view unit) {
    for (const Magnitude& magnitude : kMagnitudes) {
        if (!unit.starts_with(magnitude.name) || unit.size() <= magnitude.name.size()) continue;
        return fmt::format("{} {}", magnitude.name, unit_of_many(unit.substr(magnitude.name.size() + 1)));
    }
    for (const std::string_view one : kCounted) {
        if (!begins_with_word(unit, one)) continue;
        const std::string many = one == "person" ? "people" : fmt::format("{}s", one);
        return many + std::string(unit.substr(one.size()));
    }
    return std::string(unit);
}

std::string unit_behind(std::string_view number, std::string_view unit) {
    if (!number.empty() && (number.front() == '-' || number.front() == '+')) number.remove_prefix(1);
    if (is_range(unit)) return {};
    return number == "1" ? std::string(unit) : unit_of_many(unit);
}

std::string label_with_unit(std::string_view label, std::string_view unit) {
    // "orders, order" would say it twice.
    if (unit.empty() || label.starts_with(unit)) return std::string(label);
    return fmt::format("{}, {}", label, unit_of_many(unit));
}

std::string unit_of_difference(std::string_view unit) {
    const bool is_share = unit.starts_with("share") || unit.starts_with('%');
    return std::string(is_share ? tr_later("percentage points") : unit);
}

std::string grouped(double value, int decimals) {
    if (std::isnan(value)) return "–";
    if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool shows_zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t position = point; position > 3; position -= 3) digits.insert(position - 3, 1, ',');
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

namespace {

std::string with_unit_behind(const std::string& number, std::string_view unit) {
    const std::string behind = unit_behind(number, unit);
    return behind.empty() ? number : fmt::format("{} {}", number, behind);
}

}  // namespace

std::string Scale::told(double value) const { return with_unit_behind((*this)(value), unit); }

std::string Scale::told_difference(double value) const {
    return with_unit_behind(difference(value), unit_of_difference(unit));
}

Scale Scale::of_differences() const {
    Scale scale = *this;
    scale.unit = unit_of_difference(unit);
    return scale;
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
