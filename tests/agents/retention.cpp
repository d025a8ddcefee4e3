#include "agents/retention.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "agents/portable_math.h"

using namespace pasar;

TEST_CASE("without weight on satisfaction a buyer leaves with the innate probability of BG/NBD") {
    for (const double p : {0.01, 0.246, 0.7})
        for (const double s : {0.0, 0.5, 1.0})
            CHECK(dropout_probability(log_odds(p), 0.0, 0.7, s, 0.0) == doctest::Approx(p).epsilon(1e-13));
}

TEST_CASE("each point of satisfaction below the target multiplies the odds of leaving") {
    const double odds = 0.02 / 0.98 * std::exp(6.0 * 0.4);
    CHECK(dropout_probability(log_odds(0.02), 6.0, 0.7, 0.3, 0.0) == doctest::Approx(odds / (1.0 + odds)));
    CHECK(dropout_probability(log_odds(0.02), 6.0, 0.7, 0.7, 0.0) == doctest::Approx(0.02));
    CHECK(dropout_probability(log_odds(0.02), 6.0, 0.7, 0.9, 0.0) < 0.02);
}

TEST_CASE("a programme lowers the odds of leaving by its effect") {
    const double odds = 0.1 / 0.9 * std::exp(-0.3);
    CHECK(dropout_probability(log_odds(0.1), 0.0, 0.7, 0.7, 0.3) == doctest::Approx(odds / (1.0 + odds)));
}

TEST_CASE("where interest ends by itself an order drives away only by what disappoints") {
    CHECK(dropout_from_dissatisfaction(log_odds(0.02), 0.0, 0.7, 0.3, 0.0) == 0.0);
    CHECK(dropout_from_dissatisfaction(log_odds(0.02), 6.0, 0.7, 0.9, 0.0) == 0.0);
    CHECK(dropout_from_dissatisfaction(log_odds(0.02), 6.0, 0.7, 0.3, 0.0) ==
          doctest::Approx(dropout_probability(log_odds(0.02), 6.0, 0.7, 0.3, 0.0) - 0.02));
    CHECK(share_not_lapsed(0.60624, 81.681166, 0.0) == 1.0);
    CHECK(share_not_lapsed(1.0, 50.0, 50.0) == doctest::Approx(0.5));
}

TEST_CASE("how many of many would recommend with at least 9 is what their answers come to") {
    for (const double s : {0.3, 0.7, 0.82, 0.95}) {
        for (const int least : {7, 9}) {
            int reached = 0;
            constexpr int kDraws = 1000;
            for (int i = 0; i < kDraws; ++i)
                reached += recommendation(s, 0.6, 0.2, 1.5, (i + 0.5) / kDraws) >= least ? 1 : 0;
            CHECK(recommends_with(least, s, 0.6, 0.2, 1.5) == doctest::Approx(reached / double{kDraws}).epsilon(2e-3));
        }
    }
    CHECK(recommends_with(9, 0.9, 0.9, 0.2, 0.0) == 1.0);
    CHECK(recommends_with(9, 0.8, 0.8, 0.2, 0.0) == 0.0);
}

TEST_CASE("a recommendation follows satisfaction and trust on a scale from 0 to 10") {
    CHECK(recommendation(1.0, 1.0, 0.2, 0.0, 0.5) == 10);
    CHECK(recommendation(0.0, 0.0, 0.2, 0.0, 0.5) == 0);
    CHECK(recommendation(0.7, 0.7, 0.2, 0.0, 0.5) == 7);
    CHECK(recommendation(1.0, 0.0, 0.2, 0.0, 0.5) == 8);
    CHECK(recommendation(0.0, 0.0, 0.2, 3.0, 0.001) == 0);
    CHECK(recommendation(1.0, 1.0, 0.2, 3.0, 0.999) == 10);
}

TEST_CASE("scattered answers keep their mean and their reach") {
    constexpr int kDraws = 10000;
    double sum = 0.0;
    std::array<int, 11> seen{};
    for (int i = 0; i < kDraws; ++i) {
        const int answer = recommendation(0.6, 0.6, 0.3, 2.0, (i + 0.5) / kDraws);
        sum += answer;
        ++seen[static_cast<std::size_t>(answer)];
    }
    CHECK(sum / kDraws == doctest::Approx(6.0).epsilon(1e-3));
    CHECK(seen[3] == 0);
    CHECK(seen[9] == 0);
    CHECK(seen[4] > 0);
    CHECK(seen[8] > 0);
}
