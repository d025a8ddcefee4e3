// Currencies and their minor digits. A scenario, --set and tables name amounts in the currency's main unit (12.50); the
// market counts its smallest unit in use (1250); results name the main unit again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agents/money.h"

namespace pasar {

struct Scenario;

inline constexpr int kMostCurrencyDigits = 4;

/// Digits after the point in which a currency is counted, as ISO 4217 says; 0 for IDR, whose sen are not in use.
/// Nothing for a code that ISO 4217 does not know or gives no minor unit.
[[nodiscard]] std::optional<int> iso_currency_digits(std::string_view code);
/// The codes that iso_currency_digits() knows.
[[nodiscard]] const std::vector<std::string_view>& currency_codes();

/// As `currency_digits` of a scenario has it, or else ISO 4217; 0 where neither says.
[[nodiscard]] int currency_digits(std::string_view code, std::int64_t said);
[[nodiscard]] int currency_digits(const Scenario& scenario);

/// How amounts of a market are told.
struct Currency {
    std::string code;
    int digits = 0;
};
[[nodiscard]] Currency currency_of(const Scenario& scenario);

/// Smallest units in a main one.
[[nodiscard]] constexpr std::int64_t units_in_main(int digits) {
    std::int64_t units = 1;
    for (int i = 0; i < digits; ++i) units *= 10;
    return units;
}
/// An amount, a sum or a mean of amounts in the main unit.
[[nodiscard]] constexpr double in_main_unit(double units, int digits) {
    return digits == 0 ? units : units / static_cast<double>(units_in_main(digits));
}
/// The nearest amount that can be counted.
[[nodiscard]] Money money_from_main(double main, int digits);
/// Whether the number is an amount that can be counted, neither with more digits nor so large that doubles miss some.
[[nodiscard]] bool is_amount(double main, int digits);

/// A count of smallest units in the main one, exactly: 1250 is "12.50".
[[nodiscard]] std::string amount_text(std::int64_t units, int digits);

}  // namespace pasar
