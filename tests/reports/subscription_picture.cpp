#include "reports/subscription_picture.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

using namespace pasar;

TEST_CASE("the curve is the product of the shares that renewed, and without failures cancellations alone") {
    // Of 100 who paid once 80 came to a renewal and 20 are still before it; at the second only 40 had the time.
    const std::vector<AtBill> bills{{.renewed = 100.0},
                                    {.renewed = 60.0, .cancelled = 16.0, .lapsed = 4.0},
                                    {.renewed = 30.0, .cancelled = 4.0, .lapsed = 6.0}};
    const std::vector<RetentionPoint> curve = retention_curve(bills);
    REQUIRE(curve.size() == 3);
    CHECK(curve[0] == RetentionPoint{.due = 100.0, .kept = 1.0, .without_failures = 1.0});
    CHECK(curve[1].due == 80.0);
    CHECK(curve[1].kept == doctest::Approx(0.75));
    CHECK(curve[1].without_failures == doctest::Approx(0.8));
    CHECK(curve[2].kept == doctest::Approx(0.75 * 0.75));
    CHECK(curve[2].without_failures == doctest::Approx(0.8 * 0.9));
}

TEST_CASE("cohorts pooled are no mean of their curves: each counts for as many as come to a renewal") {
    AtBill large{.renewed = 90.0, .cancelled = 10.0};
    const AtBill small{.renewed = 1.0, .lapsed = 9.0};
    large += small;
    CHECK(large.due() == 110.0);
    const std::vector<RetentionPoint> curve = retention_curve(std::array{AtBill{.renewed = 110.0}, large});
    REQUIRE(curve.size() == 2);
    CHECK(curve[1].kept == doctest::Approx(91.0 / 110.0));
    CHECK(curve[1].without_failures == doctest::Approx(100.0 / 110.0));
}

TEST_CASE("a curve ends where nobody, or fewer than are asked for, came to a renewal") {
    const std::vector<AtBill> bills{
        {.renewed = 50.0}, {.renewed = 20.0, .cancelled = 5.0}, {.renewed = 3.0}, {}, {.renewed = 1.0}};
    CHECK(retention_curve(bills).size() == 3);
    CHECK(retention_curve(bills, 10.0).size() == 2);
    CHECK(retention_curve(bills, 60.0).empty());
    CHECK(retention_curve({}).empty());
    // Who never paid a first bill was no subscriber.
    CHECK(retention_curve(std::array{AtBill{.lapsed = 12.0}}).empty());
    // Of the last renewal those alone are known who cancelled the evening before.
    CHECK(retention_curve(std::array{AtBill{.renewed = 50.0}, AtBill{.renewed = 30.0, .cancelled = 20.0},
                                     AtBill{.cancelled = 12.0}})
              .size() == 2);
}

TEST_CASE("a bridge over months begins where the first does, ends where the last does, and adds up what is between") {
    const std::array months{RevenueBridge{.start = 10.0, .steps = {5.0, 1.0, 0.5, 0.25, 2.0, 1.0, 0.25}, .end = 13.0},
                            RevenueBridge{.start = 13.0, .steps = {4.0, 0.0, 0.0, 1.0, 3.0, 0.0, 1.0}, .end = 12.0}};
    const RevenueBridge all = over_all(months);
    CHECK(all.start == 10.0);
    CHECK(all.end == 12.0);
    double at = all.start;
    for (std::size_t step = 0; step < kRevenueSteps; ++step) at += all.change(step);
    CHECK(at == all.end);
    CHECK(all.change(0) == 9.0);
    CHECK(all.change(4) == -5.0);
    CHECK_FALSE(all.is_empty());
    CHECK(over_all({}).is_empty());
}
