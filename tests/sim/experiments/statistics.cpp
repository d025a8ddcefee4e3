#include "sim/experiments/statistics.h"

#include <doctest/doctest.h>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace pasar;
using doctest::Approx;

namespace {

// Student (W. S. Gosset), "The probable error of a mean", Biometrika 6 (1908): hours of sleep gained by ten patients
// with each of two drugs.
constexpr std::array kFirstDrug{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
constexpr std::array kSecondDrug{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

}  // namespace

TEST_CASE("Student's quantiles are those of the printed tables") {
    CHECK(student_quantile(2) == Approx(12.706).epsilon(1e-4));
    CHECK(student_quantile(10) == Approx(2.262).epsilon(1e-3));
    CHECK(student_quantile(31) == Approx(2.042).epsilon(1e-3));
    CHECK(student_quantile(10, 0.99) == Approx(3.250).epsilon(1e-3));
    CHECK(std::isnan(student_quantile(1)));
}

TEST_CASE("Student's own sleep data give the paired interval that R prints") {
    const PairedDifference d = paired_difference(kSecondDrug, kFirstDrug);
    CHECK(d.pairs == 10);
    CHECK(d.mean == Approx(1.58));
    CHECK(d.interval.low == Approx(0.7001142).epsilon(1e-6));
    CHECK(d.interval.high == Approx(2.4598858).epsilon(1e-6));
    CHECK(d.interval.excludes_zero());
    CHECK(d.correlation == Approx(0.7951702).epsilon(1e-6));
    CHECK(d.share_first_more == Approx(0.95));  // one tie among ten, which counts half
    // var(difference) 1.512889; var 4.009 and 3.200556
    CHECK(d.variance_reduction == Approx(1.0 - 1.512889 / (4.009 + 3.200556)).epsilon(1e-5));
}

TEST_CASE("Wilson intervals are those that Newcombe published") {
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    // table I, method 3.
    struct Published {
        double successes, trials, low, high;
    };
    for (const Published& p : {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
                               Published{0, 20, 0.0, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
        const Interval interval = wilson_interval(p.successes, p.trials);
        CHECK(std::abs(interval.low - p.low) < 5.1e-5);
        CHECK(std::abs(interval.high - p.high) < 5.1e-5);
    }
    CHECK(std::isnan(wilson_interval(0, 0).low));
    // To the bit, so that tables say 0 and 1 and no hair beside them.
    for (const double trials : {2.0, 3.0, 6.0, 7.0, 10.0, 100.0}) {
        CHECK(wilson_interval(0, trials).low == 0.0);
        CHECK(wilson_interval(trials, trials).high == 1.0);
    }
}

TEST_CASE("two equal series differ by exactly nothing") {
    const PairedDifference d = paired_difference(kFirstDrug, kFirstDrug);
    CHECK(d.mean == 0.0);
    CHECK(d.interval.low == 0.0);
    CHECK(d.interval.high == 0.0);
    CHECK_FALSE(d.interval.excludes_zero());
    CHECK(d.share_first_more == 0.5);
    CHECK(d.correlation == Approx(1.0));
    CHECK(d.variance_reduction == 1.0);
}

TEST_CASE("a series that never varies has no correlation") {
    const std::array constant{0.1, 0.1, 0.1};
    const PairedDifference d = paired_difference(constant, constant);
    CHECK(d.interval.low == 0.0);
    CHECK(std::isnan(d.correlation));
    CHECK(std::isnan(d.variance_reduction));
    CHECK(standard_deviation(constant) == 0.0);
    CHECK(mean(constant) == 0.1);
}

TEST_CASE("one replication has a mean and no interval") {
    const std::array one{3.0};
    CHECK(mean(one) == 3.0);
    CHECK(std::isnan(student_interval(one).low));
    const PairedDifference d = paired_difference(one, std::array{1.0});
    CHECK(d.mean == 2.0);
    CHECK_FALSE(d.interval.excludes_zero());
}

TEST_CASE("replications in which one of the two has no figure are left out of the pairs") {
    const PairedDifference d = paired_difference(std::array{1.0, kNaN, 3.0, 4.0}, std::array{0.0, 5.0, kNaN, 3.0});
    CHECK(d.pairs == 2);
    CHECK(d.mean == 1.0);
    const PairedDifference none = paired_difference(std::array{kNaN}, std::array{1.0});
    CHECK(none.pairs == 0);
    CHECK(std::isnan(none.mean));
    CHECK(std::isnan(none.share_first_more));
}

TEST_CASE("nineteen of twenty intervals hold the true mean") {
    std::mt19937_64 generator(1908);
    const auto normal = [&] {
        // Irwin-Hall: the sum of twelve uniforms less 6, near enough to normal.
        double sum = -6.0;
        for (int i = 0; i < 12; ++i) sum += static_cast<double>(generator() >> 11) * 0x1p-53;
        return sum;
    };
    constexpr int kTrials = 20000;
    int held = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
        std::array<double, 5> sample{};
        for (double& value : sample) value = 7.0 + 2.0 * normal();
        const Interval interval = student_interval(sample);
        held += interval.low <= 7.0 && 7.0 <= interval.high ? 1 : 0;
    }
    // Four standard errors of a share of 0.95 among 20,000.
    CHECK(std::abs(held / static_cast<double>(kTrials) - 0.95) < 0.0062);
}

TEST_CASE("rounding keeps twelve significant digits, and zero has no sign") {
    CHECK(round_to_digits(123456789.0123456) == 123456789.012);
    CHECK(round_to_digits(1.0 / 3.0, 3) == 0.333);
    CHECK(round_to_digits(-2.5e-300, 1) == -2e-300);
    CHECK_FALSE(std::signbit(round_to_digits(-0.0)));
    CHECK(std::isnan(round_to_digits(kNaN)));
    // What two compilers may make of one sum.
    CHECK(round_to_digits(0.1 + 0.2) == round_to_digits(0.3));
}
