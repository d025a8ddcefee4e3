#include "agents/money.h"

#include <doctest/doctest.h>

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
