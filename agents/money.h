// Money: an integer count of the currency's smallest unit in use. No floating-point money anywhere: amounts are rounded
// once, where a price or a rate turns into an amount, and after that only added, subtracted and moved.
//
// Nothing here wraps. A sum beyond 64 bits stays at the end of the range; the market looks at its sums every evening
// and stops where one has come past kMostCountable (sim/counts/countable.h).
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <limits>

namespace pasar {

/// The most that sums of money and counts may come to: 2^62, so that two of them can still be added and subtracted.
inline constexpr std::int64_t kMostCountable = std::int64_t{1} << 62;

/// a + b, or the end of the range that lies beyond.
[[nodiscard]] constexpr std::int64_t saturated_sum(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
        return b < 0 ? -kEnd : kEnd;
    return sum;
}
/// Adds to a sum of money, which stays at the end of the range rather than wrap.
constexpr void add_up(std::int64_t& sum, std::int64_t amount) { sum = saturated_sum(sum, amount); }

/// The whole part of a number. Numbers beyond kMostCountable become that, and so does what is not a number: a plain
/// cast of these is undefined.
[[nodiscard]] constexpr std::int64_t whole_part(double x) {
    constexpr auto kMost = static_cast<double>(kMostCountable);
    if (!(x < kMost)) return kMostCountable;
    if (x <= -kMost) return -kMostCountable;
    return static_cast<std::int64_t>(x);
}

struct Money {
    std::int64_t units = 0;

    constexpr auto operator<=>(const Money&) const = default;
    constexpr Money& operator+=(Money other) {
        add_up(units, other.units);
        return *this;
    }
    constexpr Money& operator-=(Money other) { return *this += -other; }
    friend constexpr Money operator-(Money a) {
        return {a.units == std::numeric_limits<std::int64_t>::min() ? std::numeric_limits<std::int64_t>::max()
                                                                    : -a.units};
    }
    friend constexpr Money operator+(Money a, Money b) { return {saturated_sum(a.units, b.units)}; }
    friend constexpr Money operator-(Money a, Money b) { return a + -b; }
    friend constexpr Money operator*(Money a, std::int64_t times) {
        constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.units, times, &product)) [[unlikely]]
            return {(a.units < 0) == (times < 0) ? kEnd : -kEnd};
        return {product};
    }
};

/// A sum of amounts that cannot leave its range: for checking what 64 bits may not hold.
__extension__ typedef __int128 WideUnits;  // NOLINT(modernize-use-using): only a typedef takes the word before it

/// A fraction of an amount before it is rounded: whole units, and the part of one more, 0 <= rest < 1.
struct UnroundedShare {
    std::int64_t whole = 0;
    double rest = 0.0;
};

/// Where doubles no longer hold each whole number and a half: bit by bit, the same on every compiler.
[[nodiscard]] inline UnroundedShare split_large_share(Money amount, double fraction) {
    const auto bits = std::bit_cast<std::uint64_t>(fraction);
    const int exponent = static_cast<int>((bits >> 52) & 0x7FFU);
    const bool negative = (amount.units < 0) != ((bits >> 63) != 0);
    constexpr std::int64_t kEnd = kMostCountable;
    if (exponent == 0x7FF) return {kEnd, 0.0};  // infinite, or not a number
    const std::uint64_t mantissa = (bits & 0xFFFFFFFFFFFFFULL) | (exponent > 0 ? 1ULL << 52 : 0ULL);
    const int shift = 1075 - (exponent > 0 ? exponent : 1);  // |fraction| = mantissa / 2^shift
    const WideUnits size =
        amount.units < 0 ? -static_cast<WideUnits>(amount.units) : static_cast<WideUnits>(amount.units);
    const WideUnits product = size * static_cast<WideUnits>(mantissa);  // below 2^117
    if (shift > 120) return {negative && product > 0 ? -1 : 0, 0.0};
    if (shift <= 0 && (shift < -64 || product > (static_cast<WideUnits>(kEnd) >> -shift)))
        return {negative ? -kEnd : kEnd, 0.0};
    const WideUnits whole = shift > 0 ? product >> shift : product << -shift;
    if (whole >= static_cast<WideUnits>(kEnd)) return {negative ? -kEnd : kEnd, 0.0};
    const double rest = shift > 0 ? static_cast<double>(product - (whole << shift)) /
                                        static_cast<double>(static_cast<WideUnits>(1) << shift)
                                  : 0.0;
    if (!negative) return {static_cast<std::int64_t>(whole), rest};
    return rest > 0.0 ? UnroundedShare{-static_cast<std::int64_t>(whole) - 1, 1.0 - rest}
                      : UnroundedShare{-static_cast<std::int64_t>(whole), 0.0};
}

/// `fraction` of `amount` before rounding. Plain arithmetic on doubles while these are exact to a fraction of a unit.
[[nodiscard]] inline UnroundedShare split_share(Money amount, double fraction) {
    constexpr double kExact = 0x1p52;
    const auto size = static_cast<double>(amount.units);
    const double product = size * fraction;
    if (!(size < kExact && size > -kExact && product < kExact && product > -kExact)) [[unlikely]]
        return split_large_share(amount, fraction);
    auto whole = static_cast<std::int64_t>(product);
    if (static_cast<double>(whole) > product) --whole;
    return {whole, product - static_cast<double>(whole)};
}

/// `fraction` of `amount` (a price from a cost), rounded to the nearest unit, halves away from zero; exact for all
/// amounts. What is added up over many orders or days takes fair_share() or share_on_day(), as rounding to the nearest
/// would always err the same way for the same price.
[[nodiscard]] inline Money share_of(Money amount, double fraction) {
    const UnroundedShare share = split_share(amount, fraction);
    const bool up = share.whole < 0 ? share.rest > 0.5 : share.rest >= 0.5;
    return {share.whole + (up ? 1 : 0)};
}

/// `fraction` of `amount`, rounded up as often as its part of a unit says: right on average, however small the amount.
/// `draw`: uniform on [0, 1), the same each time this share is worked out; asked for only where there is something to
/// round.
template <class Draw>
[[nodiscard]] Money fair_share(Money amount, double fraction, Draw draw) {
    const UnroundedShare share = split_share(amount, fraction);
    return {share.whole + (share.rest > 0.0 && share.rest + draw() >= 1.0 ? 1 : 0)};
}

/// What a daily `fraction` of `amount` comes to on this day: whole units, of which those of all days so far are as near
/// as can be to what they should be. A tenth of a unit a day is one unit every ten days.
[[nodiscard]] inline Money share_on_day(Money amount, double fraction, std::int64_t day) {
    const UnroundedShare share = split_share(amount, fraction);
    const auto until = [&](std::int64_t days) { return whole_part(share.rest * static_cast<double>(days) + 0.5); };
    return Money{share.whole} + Money{until(day + 1) - until(day)};
}

[[nodiscard]] constexpr Money smaller(Money a, Money b) { return a < b ? a : b; }
[[nodiscard]] constexpr Money larger(Money a, Money b) { return a < b ? b : a; }

}  // namespace pasar
