#include "agents/choice.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

#include "agents/portable_math.h"

using namespace pasar;

TEST_CASE("three offers and not buying share the choice as the multinomial logit says") {
    const std::vector<double> weights{portable_exp(1.0), portable_exp(0.5), portable_exp(-0.2)};
    std::array<double, 4> chosen{};
    constexpr int kDraws = 1000000;
    const double sum = weights[0] + weights[1] + weights[2];
    for (int i = 0; i < kDraws; ++i) ++chosen[choose(weights, 1.0, sum, (i + 0.5) / kDraws)];
    CHECK(chosen[0] / kDraws == doctest::Approx(0.43944).epsilon(2e-5));
    CHECK(chosen[1] / kDraws == doctest::Approx(0.26654).epsilon(2e-5));
    CHECK(chosen[2] / kDraws == doctest::Approx(0.13236).epsilon(4e-5));
    CHECK(chosen[3] / kDraws == doctest::Approx(0.16166).epsilon(4e-5));
    CHECK(portable_log(1.0 + sum) == doctest::Approx(1.82225).epsilon(5e-6));
}

TEST_CASE("an offer of weight 0 is never chosen, and where nothing is on offer nothing is bought") {
    const std::vector<double> weights{0.0, 2.0, 0.0};
    for (int i = 0; i < 1000; ++i) CHECK(choose(weights, 0.0, 2.0, (i + 0.5) / 1000) == 1);
    CHECK(choose({}, 1.0, 0.0, 0.3) == 0);
    const std::vector<double> none{0.0, 0.0};
    CHECK(choose(none, 1.0, 0.0, 0.3) == 2);
}

TEST_CASE("what an offer is worth over one of the reference page: quality less price less the risk of a stranger") {
    CHECK(offer_utility({.quality_weight = 4,
                         .price_weight = 3,
                         .risk_weight = 2,
                         .expected_quality = 0.7,
                         .reference_quality = 0.6,
                         .price_ratio = 1.1,
                         .seller_risk = 0.25}) == doctest::Approx(0.4 - 0.3 - 0.5));
}

TEST_CASE("what a buyer brings along: trust less the risk of paying plus loyalty points") {
    CHECK(buyer_utility({.trust_weight = 2,
                         .trust = 0.7,
                         .reference_trust = 0.5,
                         .risk_weight = 2,
                         .payment_risk = 0.3,
                         .reference_risk = 0.1,
                         .discount_weight = 3,
                         .points = 0.1}) == doctest::Approx(0.4 - 0.4 + 0.3));
}

TEST_CASE("from the reference page an offer is chosen with the conversion that is stated") {
    for (const double conversion : {0.01, 0.4, 0.97}) {
        const double sum = 8.0 * std::exp(reference_utility(conversion, 1.0, 8.0));
        CHECK(sum / (1.0 + sum) == doctest::Approx(conversion));
        const double twice = 8.0 * std::exp(reference_utility(conversion, 2.0, 8.0));  // odds of a keener segment
        CHECK(twice == doctest::Approx(2.0 * sum));
    }
    CHECK(attraction(reference_utility(0.0, 1.0, 8.0)) < 1e-30);
    CHECK(attraction(reference_utility(1.0, 1.0, 8.0)) > 1e30);
    CHECK(attraction(reference_utility(0.5, 0.0, 8.0)) < 1e-30);
}

TEST_CASE("elsewhere is weighed like any offer, and buying nothing is not") {
    OutsideUtility elsewhere{.share = 0.5,
                             .quality_weight = 4,
                             .quality = 0.6,
                             .reference_quality = 0.6,
                             .price_weight = 3,
                             .price = 1.0,
                             .utility = 0.0};
    CHECK(outside_weight(elsewhere) == doctest::Approx(1.0));
    elsewhere.price = 1.2;
    CHECK(outside_weight(elsewhere) == doctest::Approx(0.5 + 0.5 * std::exp(-0.6)));
    elsewhere.quality = 0.75;
    CHECK(outside_weight(elsewhere) == doctest::Approx(1.0));
    elsewhere.utility = 1e9;
    CHECK(std::isfinite(outside_weight(elsewhere)));
    elsewhere.share = 0.0;
    CHECK(outside_weight(elsewhere) == 1.0);
}

TEST_CASE("a visit is worth the inclusive value over the outside, and all of it belongs to those who choose") {
    CHECK(surplus_utility(2.0, 0.0) == 0.0);
    CHECK(surplus_utility(2.0, 6.0) == doctest::Approx(std::log(4.0)));
    const double of_chosen = gain_of_chosen(surplus_utility(2.0, 6.0), 2.0, 6.0);
    CHECK(of_chosen * 6.0 / 8.0 == doctest::Approx(std::log(4.0)));
}

TEST_CASE("however attractive an offer, its attraction is a number that can be weighed") {
    CHECK(attraction(0.0) == 1.0);
    CHECK(attraction(1.5) == doctest::Approx(std::exp(1.5)));
    CHECK(std::isfinite(static_cast<float>(attraction(1e6))));
    const double most = attraction(1e6) * attraction(1e6) * attraction(1e6);
    const std::vector<double> weights{most, most};
    CHECK(choose(weights, 1.0, 2.0 * most, 0.4) == 0);
    CHECK(choose(weights, 1.0, 2.0 * most, 0.6) == 1);
    CHECK(attraction(-1e6) == 0.0);
}

TEST_CASE("a stranger is a risk until ratings come in") {
    CHECK(newness_risk(0.4, 0.0, 5.0) == 0.4);
    CHECK(newness_risk(0.4, 5.0, 5.0) == doctest::Approx(0.2));
    CHECK(newness_risk(0.4, 95.0, 5.0) == doctest::Approx(0.02));
    CHECK(newness_risk(0.4, 1.0, 0.0) == doctest::Approx(0.2));
    CHECK(newness_risk(0.0, 0.0, 5.0) == 0.0);
}
