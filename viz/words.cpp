#include "viz/words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

/// What is counted, of the units of parameters and measures. Others are not: money, "per order", "share".
constexpr std::array<std::string_view, 28> kCounted{
    "answer", "attempt", "buyer",  "complaint", "day",     "delivery", "hour",    "message", "offer",  "order",
    "parcel", "person",  "point",  "post",      "product", "request",  "review",  "run",     "seller", "server",
    "star",   "survey",  "ticket", "unit",      "visit",   "customer", "failure", "choice"};

/// "parcel per day" is counted in parcels, "million orders" too.
std::string in_plural(std::string_view unit) {
    for (const std::string_view magnitude : {"million ", "billion ", "trillion "})
        if (unit.starts_with(magnitude)) return std::string(magnitude) + in_plural(unit.substr(magnitude.size()));
    const std::size_t end = std::min(unit.find(' '), unit.size());
    const std::string_view noun = unit.substr(0, end);
    if (std::find(kCounted.begin(), kCounted.end(), noun) == kCounted.end()) return std::string(unit);
    if (end < unit.size() && !unit.substr(end).starts_with(" per ")) return std::string(unit);
    std::string plural(noun);
    if (noun == "person")
        plural = "people";
    else if (noun == "delivery")
        plural = "deliveries";
    else
        plural += "s";
    return plural + std::string(unit.substr(end));
}

}  // namespace

std::string unit_beside(double number, std::string_view unit) {
    if (spoken_language() != Language::English) return unit_in(spoken_language(), unit);
    return std::abs(number) == 1.0 ? std::string(unit) : in_plural(unit);
}

std::string counted(const char* one, const char* many, std::int64_t number) {
    return filled(tr(number == 1 ? one : many), grouped_in(spoken_language(), static_cast<double>(number)));
}

namespace {

std::vector<std::string> figures_in(std::span<const double> values, std::string_view unit, bool are_differences) {
    Scale scale = scale_for(values, 0.0, unit);
    const bool is_whole = std::all_of(values.begin(), values.end(),
                                      [](double value) { return !std::isfinite(value) || value == std::floor(value); });
    if (is_whole && scale.divisor == 1.0) scale.decimals = 0;  // 40 customers, not 40.0
    // A unit such as "0 to 1" is the range of an axis: beside one number it would read as another.
    const bool has_unit = !scale.unit.empty() && scale.unit.find(" to ") == std::string::npos;
    std::vector<std::string> texts;
    for (const double value : values) {
        std::string text = number_in(spoken_language(), scale(value));
        if (has_unit && !std::isnan(value))
            text += " " + unit_beside(scale.divisor == 1.0 ? value : 2.0,
                                      are_differences ? unit_of_difference(scale.unit) : scale.unit);
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace

std::vector<std::string> figures_alike(std::span<const double> values, std::string_view unit) {
    return figures_in(values, unit, false);
}

std::vector<std::string> figures_of_differences(std::span<const double> values, std::string_view unit) {
    return figures_in(values, unit, true);
}

}  // namespace pasar
