#include "agents/delivery.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace pasar;

namespace {

/// Mean of `f` over evenly spread uniforms.
template <class F>
double mean_over_draw(F f) {
    constexpr int kDraws = 200000;
    double sum = 0.0;
    for (int i = 0; i < kDraws; ++i) sum += f((i + 0.5) / kDraws);
    return sum / kDraws;
}

}  // namespace

TEST_CASE("a journey takes its mean for the distance and a random delay on top") {
    CHECK(transit_days(2.0, 0.0, 0.3) == 2.0);
    CHECK(transit_days(2.0, 0.35, std::exp(-1.0)) == doctest::Approx(2.7));
    CHECK(mean_over_draw([](double u) { return transit_days(2.0, 0.35, u); }) == doctest::Approx(2.7).epsilon(1e-4));
}

TEST_CASE("a door that stays shut with probability f stays shut k times with f to the k") {
    CHECK(mean_over_draw([](double u) { return failed_attempts(0.2, 3, u) >= 1 ? 1.0 : 0.0; }) ==
          doctest::Approx(0.2).epsilon(1e-3));
    CHECK(mean_over_draw([](double u) { return failed_attempts(0.2, 3, u) >= 2 ? 1.0 : 0.0; }) ==
          doctest::Approx(0.04).epsilon(1e-3));
    CHECK(mean_over_draw([](double u) { return failed_attempts(0.2, 3, u) == 3 ? 1.0 : 0.0; }) ==
          doctest::Approx(0.008).epsilon(2e-3));
    CHECK(failed_attempts(0.0, 3, 1e-9) == 0);
    CHECK(failed_attempts(1.0, 3, 0.999) == 3);
}

TEST_CASE("who comes to a line waits for those before it") {
    CHECK(waiting_days(0.0, 100.0, 200.0, 0.999) < 1.0);  // below capacity everyone is served the same day
    CHECK(waiting_days(0.0, 300.0, 100.0, 0.5) == 1.5);
    CHECK(waiting_days(200.0, 100.0, 100.0, 0.25) == 2.25);
    CHECK(waiting_days(0.0, 0.0, 100.0, 0.5) == 0.0);
    CHECK(waiting_days(0.0, 1.0, 0.0, 0.5) > 1e6);  // nobody works there
}

TEST_CASE("a parcel to be paid at the door is refused the more often the later, dearer, odder and less trusted it is") {
    const double rate = 1.0 / (1.0 + std::exp(3.2 - 0.36 - 0.25));
    const RefusalTerms terms{rate, 3, 0.25, 0.12, 0.25, 2.0, 2.5};
    const double plain = refusal_probability(terms, 0, 3, 1.0, 0.5, false);
    CHECK(plain == doctest::Approx(rate));
    CHECK(refusal_probability(terms, 2, 3, 1.0, 0.5, false) ==
          doctest::Approx(1.0 / (1.0 + std::exp(3.2 - 0.5 - 0.36 - 0.25))));
    CHECK(refusal_probability(terms, 0, 3, 1.0, 0.1, false) ==
          doctest::Approx(1.0 / (1.0 + std::exp(3.2 - 0.36 - 0.25 - 0.8))));
    CHECK(refusal_probability(terms, 0, 3, 1.0, 0.5, true) ==
          doctest::Approx(1.0 / (1.0 + std::exp(3.2 - 0.36 - 0.25 - 2.5))));
    CHECK(refusal_probability(terms, 0, 3, 4.0, 0.5, false) > plain);
    RefusalTerms never = terms, always = terms;
    never.rate = 0.0;
    always.rate = 1.0;
    CHECK(refusal_probability(never, 9, 9, 9.0, 0.0, true) == 0.0);
    CHECK(refusal_probability(always, 0, 0, 0.0, 1.0, false) == 1.0);
}

TEST_CASE("with every day on the way more parcels are refused at the door") {
    const RefusalTerms terms{.rate = 0.07799,
                             .reference_days = 4,
                             .per_day_late = 0.25,
                             .per_day_in_transit = 0.12,
                             .price = 0.25,
                             .distrust = 2.0,
                             .visible_fault = 2.5};
    const std::array days{1, 2, 3, 4, 5, 7, 10};
    const std::array refused{0.05572, 0.06239, 0.06978, 0.07799, 0.08707, 0.10813, 0.14805};
    for (std::size_t i = 0; i < days.size(); ++i)
        CHECK(refusal_probability(terms, 0, days[i], 1.0, 0.5, false) == doctest::Approx(refused[i]).epsilon(1e-4));
}

TEST_CASE("what is known of a courier begins with the prior and ends with its record") {
    CHECK(learned_success(0, 0, 0.9, 10) == doctest::Approx(0.9));
    CHECK(learned_success(8, 10, 1.0, 10) == doctest::Approx(0.9));
    CHECK(learned_success(7000, 10000, 1.0, 10) == doctest::Approx(0.7).epsilon(1e-3));
}
