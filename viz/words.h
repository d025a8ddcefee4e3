// Numbers with what they are numbers of, in the language of the window: "1 buyer", "3,000 buyers", "+1.2 percentage
// points".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// A unit as it stands beside a number: "buyer" beside 1, "buyers" beside 3,000 and 0.5, "million orders"; the same as
/// unit_in() where it is nothing to be counted, such as a currency, or where the language has no plural.
[[nodiscard]] std::string unit_beside(double number, std::string_view unit);
/// The same where it is what a whole axis or column is in.
[[nodiscard]] inline std::string unit_of_many(std::string_view unit) { return unit_beside(2.0, unit); }

/// Of two patterns the first for one, the second for any other number, with the number in it.
[[nodiscard]] std::string counted(const char* one, const char* many, std::int64_t number);

/// Several values of one measure in one unit: with the decimals and the magnitude that suit the largest of them, each
/// with its unit behind it where it has one. "–" for NaN.
[[nodiscard]] std::vector<std::string> figures_alike(std::span<const double> values, std::string_view unit);

/// The same of differences: of shares in percentage points.
[[nodiscard]] std::vector<std::string> figures_of_differences(std::span<const double> values, std::string_view unit);

}  // namespace pasar
