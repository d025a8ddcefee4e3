#include "reports/fact_words.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "sim/experiments/statistics.h"
#include "words/figures.h"

namespace pasar {

namespace {

/// A number that somebody chose, in the few digits that takes.
std::string chosen_for_fact(double value, const Scale& scale) {
    const double scaled = round_to_digits(value / scale.divisor, 6);
    int decimals = 0;
    while (decimals < 6 && std::abs(std::round(scaled * std::pow(10.0, decimals)) - scaled * std::pow(10.0, decimals)) >
                               1e-6 * std::pow(10.0, decimals))
        ++decimals;
    return grouped(scaled, decimals);
}

std::string with_short_unit(const std::string& number, const std::string& unit) {
    // "% of orders" would make lines long, and the name of the fact says of what.
    const std::string short_unit = unit.starts_with('%') ? "%" : unit_behind("", unit);
    return short_unit.empty() ? number : fmt::format("{} {}", number, short_unit);
}

Scale scale_of_fact(const FactRow& row) {
    std::vector<double> values;
    for (const double value : {row.measured, row.value, row.low, row.high})
        if (std::isfinite(value)) values.push_back(value);
    const double half = (row.high_end - row.low_end) / 2.0;
    return scale_for(values, half > 0.0 ? half : 0.0, row.unit);
}

}  // namespace

FactWords fact_words(const FactRow& row) {
    const Scale scale = scale_of_fact(row);
    FactWords words;
    if (std::isnan(row.measured))
        words.measured = "–";
    else if (row.input)
        words.measured = chosen_for_fact(row.measured, scale);
    else if (std::isnan(row.low_end))
        words.measured = scale(row.measured);
    else
        words.measured = fmt::format("{} ({} to {})", scale(row.measured), scale(row.low_end), scale(row.high_end));
    if (!std::isnan(row.value))
        words.target = fmt::format("{} ± {}", chosen_for_fact(row.value, scale), chosen_for_fact(row.tolerance, scale));
    else if (!std::isnan(row.low) && !std::isnan(row.high))
        words.target = fmt::format("{} to {}", chosen_for_fact(row.low, scale), chosen_for_fact(row.high, scale));
    else if (!std::isnan(row.low))
        words.target = "at least " + chosen_for_fact(row.low, scale);
    else if (!std::isnan(row.high))
        words.target = "at most " + chosen_for_fact(row.high, scale);
    words.target = words.target.empty() ? "–" : with_short_unit(words.target, scale.unit);
    return words;
}

std::string miss_in_words(const FactRow& row) {
    const FactWords words = fact_words(row);
    const bool has_value = !std::isnan(row.value);
    const double least = has_value ? row.value - row.tolerance : row.low;
    const bool below = !std::isnan(least) && row.measured < least;
    // "below 1.5", not "below at least 1.5".
    const bool is_open = !has_value && (std::isnan(row.low) || std::isnan(row.high));
    const Scale scale = scale_of_fact(row);
    const std::string bound =
        is_open ? with_short_unit(chosen_for_fact(below ? row.low : row.high, scale), scale.unit) : words.target;
    return fmt::format("{} is {} {}", words.measured, below ? "below" : "above", bound);
}

}  // namespace pasar
