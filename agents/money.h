// Money: an integer count of the currency's smallest unit. No floating-point money anywhere: amounts are rounded once,
// where a price or a rate turns into an amount, and after that only added, subtracted and moved.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace pasar {

struct Money {
    std::int64_t units = 0;

    constexpr auto operator<=>(const Money&) const = default;
    constexpr Money& operator+=(Money other) {
        units += other.units;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        units -= other.units;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return {a.units + b.units}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.units - b.units}; }
    friend constexpr Money operator-(Money a) { return {-a.units}; }
    friend constexpr Money operator*(Money a, std::int64_t times) { return {a.units * times}; }
};

/// `fraction` of `amount` (a fee, a discount, a commission), rounded to the nearest unit, halves away from zero.
/// Plain arithmetic on doubles, so the same on every machine; exact for amounts below 2^52 units.
[[nodiscard]] inline Money share_of(Money amount, double fraction) {
    const double exact = static_cast<double>(amount.units) * fraction;
    return {static_cast<std::int64_t>(exact < 0 ? exact - 0.5 : exact + 0.5)};
}

[[nodiscard]] constexpr Money smaller(Money a, Money b) { return a < b ? a : b; }
[[nodiscard]] constexpr Money larger(Money a, Money b) { return a < b ? b : a; }

}  // namespace pasar
