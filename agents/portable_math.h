// exp and log that give the same bits on every machine. The C library's differ in the last bit between processors with
// and without fused multiply-add, and such a bit could tip a choice; these use only additions, multiplications and
// divisions in a fixed order (the build forbids contraction). Within 2 units in the last place of the true value.
#pragma once

#include <bit>
#include <cstdint>

namespace pasar {

/// e^x. x below -700 gives 0, above 700 gives e^700: utilities never get there.
[[nodiscard]] inline double portable_exp(double x) {
    if (x < -700.0) return 0.0;
    if (x > 700.0) x = 700.0;
    constexpr double kLog2E = 1.4426950408889634074;
    constexpr double kLn2High = 0x1.62e42fee00000p-1;  // 33 bits, so that k * kLn2High is exact
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    constexpr double kRound = 0x1.8p52;  // adding and subtracting it rounds to the nearest whole number
    const double k = (x * kLog2E + kRound) - kRound;
    const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| <= ln 2 / 2
    // Taylor's series to r^13 in two halves: the rest is below 2^-54. What is small is added up before the 1, so that
    // only the last addition rounds in the last place.
    const double r2 = r * r;
    const double even =
        (1.0 / 2 + r2 * (1.0 / 24 + r2 * (1.0 / 720 + r2 * (1.0 / 40320 + r2 * (1.0 / 3628800 + r2 / 479001600)))));
    const double odd =
        (1.0 / 6 +
         r2 * (1.0 / 120 + r2 * (1.0 / 5040 + r2 * (1.0 / 362880 + r2 * (1.0 / 39916800 + r2 / 6227020800.0)))));
    const auto exponent = static_cast<std::int64_t>(k) + 1023;
    return (1.0 + (r + r2 * (even + r * odd))) * std::bit_cast<double>(static_cast<std::uint64_t>(exponent) << 52);
}

/// Natural logarithm of a positive, normal x.
[[nodiscard]] inline double portable_log(double x) {
    constexpr double kLn2High = 0x1.62e42fee00000p-1;
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull);  // [1, 2)
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    // log m = 2 artanh(f), f = (m - 1) / (m + 1), |f| < 0.1716: the series to f^21 leaves less than 2^-55.
    const double f = (m - 1.0) / (m + 1.0);
    const double f2 = f * f;
    const double rest =
        f2 *
        (1.0 / 3 +
         f2 * (1.0 / 5 +
               f2 * (1.0 / 7 +
                     f2 * (1.0 / 9 +
                           f2 * (1.0 / 11 +
                                 f2 * (1.0 / 13 + f2 * (1.0 / 15 + f2 * (1.0 / 17 + f2 * (1.0 / 19 + f2 / 21)))))))));
    const double twice = f + f;
    const auto e = static_cast<double>(exponent);
    return e * kLn2High + (twice + (twice * rest + e * kLn2Low));
}

/// 1 / (1 + e^-x): the probability whose log-odds are x.
[[nodiscard]] inline double logistic(double x) { return 1.0 / (1.0 + portable_exp(-x)); }

/// ln(p / (1 - p)); p is kept inside (1e-12, 1 - 1e-12).
[[nodiscard]] inline double log_odds(double p) {
    const double inside = p < 1e-12 ? 1e-12 : (p > 1.0 - 1e-12 ? 1.0 - 1e-12 : p);
    return portable_log(inside / (1.0 - inside));
}

/// What a factor on the odds adds to the log-odds; a factor of 0 makes the thing impossible.
[[nodiscard]] inline double log_odds_factor(double factor) { return factor > 0.0 ? portable_log(factor) : -700.0; }

[[nodiscard]] constexpr double clamp01(double x) { return x < 0.0 ? 0.0 : (x > 1.0 ? 1.0 : x); }

/// Time to the next event of a Poisson process of `rate`, from a uniform draw on (0, 1); infinite for rate 0.
[[nodiscard]] inline double exponential_gap(double uniform, double rate) {
    return rate > 0.0 ? -portable_log(uniform) / rate : 1e30;
}

}  // namespace pasar
