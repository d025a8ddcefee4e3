#include "agents/portable_math.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace pasar;

namespace {

/// Distance from the true value in units in the last place of a double.
double ulps(double got, long double truth) {
    const double nearest = static_cast<double>(truth);
    const double unit =
        std::nextafter(std::fabs(nearest), std::numeric_limits<double>::infinity()) - std::fabs(nearest);
    return static_cast<double>(std::fabs(static_cast<long double>(got) - truth) / static_cast<long double>(unit));
}

}  // namespace

TEST_CASE("the portable exponential is within two units in the last place, from the smallest to the largest utility") {
    double worst = 0.0;
    const auto look_at = [&](double x) {
        worst = std::max(worst, ulps(portable_exp(x), std::exp(static_cast<long double>(x))));
    };
    for (double x = -699.97; x < 700.0; x += 0.0137) look_at(x);
    for (double x = -1.0; x < 1.0; x += 0.000173) look_at(x);
    // Where the rounding of x / ln 2 turns over, the remainder is largest.
    for (int k = -1000; k <= 1000; ++k) {
        const double turn = (k + 0.5) * 0.69314718055994531;
        for (const double x : {std::nextafter(turn, -1e9), turn, std::nextafter(turn, 1e9)}) look_at(x);
    }
    for (double tiny = 1.0; tiny > 1e-300; tiny /= 3.7) {
        look_at(tiny);
        look_at(-tiny);
    }
    for (const double edge :
         {-700.0, 700.0, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::min()})
        look_at(edge);
    CHECK(worst <= 2.0);
}

TEST_CASE("the portable exponential ends in nothing and in a very large number, never in infinity") {
    CHECK(portable_exp(0.0) == 1.0);
    CHECK(portable_exp(-700.1) == 0.0);
    CHECK(portable_exp(-1e308) == 0.0);
    CHECK(portable_exp(1e308) == portable_exp(700.0));
    CHECK(std::isfinite(portable_exp(700.0)));
}

TEST_CASE("the portable logarithm is within two units in the last place over all normal numbers") {
    double worst = 0.0;
    const auto look_at = [&](double x) {
        worst = std::max(worst, ulps(portable_log(x), std::log(static_cast<long double>(x))));
    };
    const double smallest = std::numeric_limits<double>::min(), largest = std::numeric_limits<double>::max();
    for (double x = smallest; x < largest / 1.0137; x *= 1.0137) look_at(x);
    for (double x = 0.4; x < 2.1; x += 0.0000713) look_at(x);
    // Just beside 1 the logarithm is as small as it gets; beside the square root of 2 the two halves of the range meet.
    for (const double turn : {1.0, 1.4142135623730951, 0.70710678118654757, 2.0, 0.5}) {
        double above = turn, below = turn;
        for (int step = 0; step < 100; ++step) {
            above = std::nextafter(above, largest);
            below = std::nextafter(below, 0.0);
            look_at(above);
            look_at(below);
        }
    }
    // What dice can show: the smallest and the largest uniform draw.
    for (const double draw : {0x1p-33, 1.0 - 0x1p-33, smallest, std::nextafter(smallest, 1.0), largest}) look_at(draw);
    CHECK(worst <= 2.0);
    CHECK(portable_log(1.0) == 0.0);
}

TEST_CASE("log-odds and probabilities are two ways of saying the same") {
    CHECK(logistic(0.0) == 0.5);
    CHECK(logistic(std::log(3.0)) == doctest::Approx(0.75).epsilon(1e-14));
    CHECK(log_odds(0.9) == doctest::Approx(2.1972245773362196).epsilon(1e-14));  // ln 9
    for (const double p : {0.001, 0.0793, 0.5, 0.97}) CHECK(logistic(log_odds(p)) == doctest::Approx(p).epsilon(1e-14));
    CHECK(logistic(-1000.0) == doctest::Approx(0.0));
    CHECK(logistic(1000.0) == 1.0);
    // Certainty has no finite odds and is taken for almost certain.
    CHECK(std::isfinite(log_odds(0.0)));
    CHECK(std::isfinite(log_odds(1.0)));
    CHECK(logistic(log_odds(1.0)) == doctest::Approx(1.0).epsilon(1e-11));
}

TEST_CASE("a factor on the odds adds its logarithm to the log-odds, and factor 0 makes a thing impossible") {
    const double p = 0.2;
    CHECK(logistic(log_odds(p) + log_odds_factor(2.5)) ==
          doctest::Approx(0.25 * 2.5 / (1.0 + 0.25 * 2.5)).epsilon(1e-14));
    CHECK(log_odds_factor(1.0) == 0.0);
    CHECK(logistic(5.0 + log_odds_factor(0.0)) < 1e-290);
}

TEST_CASE("the time to the next event is exponential and never comes at rate 0") {
    CHECK(exponential_gap(std::exp(-1.0), 0.5) == doctest::Approx(2.0).epsilon(1e-14));
    CHECK(exponential_gap(0.5, 0.25) ==
          doctest::Approx(4.0 * 0.69314718055994531).epsilon(1e-14));  // median ln 2 / rate
    CHECK(exponential_gap(0.5, 0.0) > 1e9);
    CHECK(std::isfinite(static_cast<float>(exponential_gap(0.5, 0.0))));
    CHECK(exponential_gap(0x1p-33, 1.0) == doctest::Approx(33.0 * 0.69314718055994531));
}

TEST_CASE("shares stay between 0 and 1") {
    CHECK(clamp01(-0.3) == 0.0);
    CHECK(clamp01(0.3) == 0.3);
    CHECK(clamp01(1.3) == 1.0);
}
