#include "agents/money.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace pasar;

TEST_CASE("a share of an amount is rounded to the nearest unit, halves away from zero") {
    CHECK(share_of({1000}, 0.08) == Money{80});
    CHECK(share_of({999}, 0.5) == Money{500});
    CHECK(share_of({-999}, 0.5) == Money{-500});
    CHECK(share_of({100}, 0.004) == Money{0});
    CHECK(share_of({100}, 0.005) == Money{1});
    CHECK(share_of({0}, 0.3) == Money{0});
}

TEST_CASE("large amounts lose nothing: up to 2^52 units every whole amount is itself") {
    const Money large{(std::int64_t{1} << 52) - 1};
    CHECK(share_of(large, 1.0) == large);
    CHECK(share_of({1'000'000'000'000'000}, 0.029) == Money{29'000'000'000'000});
}

TEST_CASE("commission and the seller's rest add up to the price, whatever the rounding") {
    for (std::int64_t price = 1; price < 5000; ++price) {
        const Money commission = share_of({price}, 0.0799);
        CHECK(commission + (Money{price} - commission) == Money{price});
        CHECK(commission >= Money{0});
        CHECK(commission <= Money{price});
    }
}

TEST_CASE("money is added, taken away, multiplied and compared like whole numbers") {
    Money m{5};
    m += {7};
    m -= {2};
    CHECK(m == Money{10});
    CHECK(-m == Money{-10});
    CHECK(m * 3 == Money{30});
    CHECK(smaller({2}, {3}) == Money{2});
    CHECK(larger({2}, {3}) == Money{3});
    CHECK(Money{1} < Money{2});
}

TEST_CASE("amounts and sums stop at the end of their range and never come back from the other side") {
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    const Money most{kEnd};
    CHECK(most + Money{1} == most);
    CHECK(-most - Money{5} == -most);
    CHECK(most - -most == most);
    CHECK(Money{1'000'000'000'000} * 20'000'000'000 == most);
    CHECK(Money{-1'000'000'000'000} * 20'000'000'000 == -most);
    CHECK(-Money{std::numeric_limits<std::int64_t>::min()} == most);
    Money sum{kEnd - 10};
    sum += {11};
    CHECK(sum == most);
    std::int64_t total = -kEnd + 3;
    add_up(total, -9);
    CHECK(total == -kEnd);
}

TEST_CASE("a number beyond 64 bits, or none, becomes the most that can be counted") {
    CHECK(whole_part(2.9) == 2);
    CHECK(whole_part(-2.9) == -2);
    CHECK(whole_part(1e30) == kMostCountable);
    CHECK(whole_part(-1e30) == -kMostCountable);
    CHECK(whole_part(std::numeric_limits<double>::infinity()) == kMostCountable);
    CHECK(whole_part(std::numeric_limits<double>::quiet_NaN()) == kMostCountable);
    CHECK(share_of({1'000'000'000'000}, 1e300) == Money{kMostCountable});
    CHECK(share_of({1'000'000'000'000}, std::numeric_limits<double>::infinity()) == Money{kMostCountable});
}

TEST_CASE("shares of amounts that a double cannot hold are exact to the unit") {
    constexpr std::int64_t kLarge = (std::int64_t{1} << 60) + 1;
    CHECK(share_of({kLarge}, 1.0) == Money{kLarge});
    CHECK(share_of({kLarge}, 0.5) == Money{(kLarge + 1) / 2});
    CHECK(share_of({-kLarge}, 0.5) == Money{-(kLarge + 1) / 2});
    CHECK(share_of({kLarge}, 0.25) == Money{std::int64_t{1} << 58});
    CHECK(share_of({kLarge - 2}, 0.75) == Money{864691128455135231});  // (2^60 - 1) * 3 / 4 = ...231.25
    CHECK(share_of({kLarge}, 1e-30) == Money{0});
    CHECK(share_of({kLarge}, 0.0) == Money{0});
    CHECK(share_of({std::int64_t{1} << 40}, 0x1p20) == Money{std::int64_t{1} << 60});
    CHECK(share_of({9}, 0x1p59) == Money{kMostCountable});
}

TEST_CASE("small shares are right on average, and the same for the same draw") {
    std::int64_t sum = 0;
    for (int i = 0; i < 1000; ++i) sum += fair_share({6}, 0.08, [&] { return i / 1000.0; }).units;
    CHECK(sum == 480);
    CHECK(fair_share({100}, 0.08, []() -> double { throw "nothing to round"; }) == Money{8});
    CHECK(fair_share({6}, 0.08, [] { return 0.5; }) == Money{0});
    CHECK(fair_share({6}, 0.08, [] { return 0.53; }) == Money{1});
    CHECK(fair_share({-6}, 0.08, [] { return 0.0; }) == Money{-1});
    CHECK(fair_share({-6}, 0.08, [] { return 0.9; }) == Money{0});
}

TEST_CASE("a daily amount of less than a unit comes to what it should over the days") {
    Money sum;
    for (std::int64_t day = 0; day < 365; ++day) {
        const Money today = share_on_day({10}, 0.013, day);
        CHECK(today >= Money{0});
        CHECK(today <= Money{1});
        sum += today;
        CHECK(std::abs(static_cast<double>(sum.units) - 0.13 * static_cast<double>(day + 1)) <= 0.5 + 1e-9);
    }
    CHECK(sum == Money{47});  // 47.45
    CHECK(share_on_day({100'003}, 1.0, 17) == Money{100'003});
}
