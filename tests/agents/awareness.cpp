#include "agents/awareness.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace pasar;

TEST_CASE("without talkers and advertising people hear of a platform at the rate of innovation") {
    CHECK(awareness_probability(0.03 / 365, 0.0, 0.38 / 365, 0.0) == doctest::Approx(1.0 - std::exp(-0.03 / 365)));
    CHECK(awareness_probability(0.0, 0.0, 0.38, 0.0) == 0.0);
}

TEST_CASE("the hazard is innovation plus reach plus imitation times those who talk") {
    CHECK(awareness_probability(0.01, 0.02, 0.1, 0.5) == doctest::Approx(1.0 - std::exp(-0.08)));
    // Where detractors outnumber advocates nobody is won by word of mouth, but nobody forgets either.
    CHECK(awareness_probability(0.01, 0.02, 0.1, -0.5) == doctest::Approx(1.0 - std::exp(-0.03)));
}

TEST_CASE("daily steps of the awareness hazard follow Bass's curve") {
    // Bass 1969: F(t) = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t), p = 0.03 and q = 0.38 a year.
    double aware = 0.0;
    const auto bass = [](double years) {
        const double e = std::exp(-0.41 * years);
        return (1.0 - e) / (1.0 + 0.38 / 0.03 * e);
    };
    for (int day = 1; day <= 12 * 365; ++day) {
        aware += (1.0 - aware) * awareness_probability(0.03 / 365, 0.0, 0.38 / 365, aware);
        if (day % 365 == 0) CHECK(aware == doctest::Approx(bass(day / 365)).epsilon(0.005));
    }
    CHECK(aware == doctest::Approx(0.90857).epsilon(0.001));
}

TEST_CASE("steady spending settles at spending over what fades each day") {
    double stock = 0.0;
    for (int day = 0; day < 200; ++day) stock = adstock(stock, 100.0, 0.5);
    CHECK(stock == doctest::Approx(200.0));
    CHECK(adstock(200.0, 0.0, 0.5) == 100.0);  // half a day after day once spending stops
    CHECK(adstock(200.0, 30.0, 0.0) == 30.0);
}

TEST_CASE("advertising reaches half of its most at half saturation, and little more however much is spent") {
    CHECK(advertising_reach(0.01, 5e7, 5e7, 1.0) == doctest::Approx(0.005));
    CHECK(advertising_reach(0.01, 5e7, 5e7, 3.0) == doctest::Approx(0.005));
    CHECK(advertising_reach(0.01, 1.5e8, 5e7, 1.0) == doctest::Approx(0.0075));
    CHECK(advertising_reach(0.01, 1e8, 5e7, 2.0) == doctest::Approx(0.008));  // 2² / (2² + 1)
    CHECK(advertising_reach(0.01, 1e20, 5e7, 1.0) == doctest::Approx(0.01));
    CHECK(advertising_reach(0.01, 0.0, 5e7, 1.0) == 0.0);
}
