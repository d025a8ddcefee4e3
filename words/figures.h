// Numbers for people: rounded to what is known of them, in a fitting scale, with thousands separators.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pasar {

/// As in the key figure contribution_per_month.
inline constexpr std::int64_t kDaysPerMonth = 30;
/// Runs shorter than this say little about a month.
inline constexpr std::int64_t kLeastDaysForMonths = 2 * kDaysPerMonth;

/// 12345678.9 with one decimal is "12,345,678.9"; a minus for negative numbers, never "-0"; "–" for NaN.
[[nodiscard]] std::string grouped(double value, int decimals = 0);

/// "12.3 %" of a part of a whole; "–" where the whole is nothing.
[[nodiscard]] std::string percent(double part, double whole, int decimals = 1);

/// A unit of the tables, which is in the singular, as it stands behind a number: "buyers" in "3,000 buyers", "day" in
/// "1 day", "million IDR", "%"; nothing for a unit that only tells a range ("0 to 1").
[[nodiscard]] std::string unit_behind(std::string_view number, std::string_view unit);
/// The same where no single number stands before it, as on an axis: "buyers", "0 to 1".
[[nodiscard]] std::string unit_of_many(std::string_view unit);
/// "conversion, % of visits"; "orders" where the unit says the same again.
[[nodiscard]] std::string label_with_unit(std::string_view label, std::string_view unit);
/// The unit of the difference of two values in `unit`: "percentage points" where these are shares or in %, so that
/// nobody takes the difference for a percentage of the share.
[[nodiscard]] std::string unit_of_difference(std::string_view unit);

/// How the numbers of one row are shown: divided by `divisor`, with so many decimals, in a unit.
struct Scale {
    double divisor = 1.0;
    int decimals = 0;
    std::string unit;  ///< "million IDR", "%"

    [[nodiscard]] std::string operator()(double value) const { return grouped(value / divisor, decimals); }
    /// With + in front of what is above zero.
    [[nodiscard]] std::string difference(double value) const;
    /// "3,000 buyers", "35.3 % of visits".
    [[nodiscard]] std::string told(double value) const;
    /// "+9.3 percentage points".
    [[nodiscard]] std::string told_difference(double value) const;
    /// The same scale for differences: unit_of_difference().
    [[nodiscard]] Scale of_differences() const;
};

/// Scale for values that are known to within about `uncertainty` (0 or NaN: not known): two digits of it are shown, but
/// at most five of the largest value. A unit of "share of orders" becomes "% of orders", large numbers become million,
/// billion, trillion.
[[nodiscard]] Scale scale_for(std::span<const double> values, double uncertainty, std::string_view unit);

/// 3723 s is "1 h 02 min", 75 s "1 min 15 s", 9 s "9 s".
[[nodiscard]] std::string duration_in_words(double seconds);

/// 1.5e9 is "1.5 GB".
[[nodiscard]] std::string bytes_in_words(double bytes);

}  // namespace pasar
