#include "agents/reputation.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace pasar;

namespace {

/// Beta reputation after experiences in this order, each fading the past by `forgetting`.
double after(std::initializer_list<bool> experiences, double forgetting) {
    double good = 0.0, bad = 0.0;
    for (const bool is_good : experiences) {
        good = forgetting * good + (is_good ? 1.0 : 0.0);
        bad = forgetting * bad + (is_good ? 0.0 : 1.0);
    }
    return beta_reputation(good, bad);
}

}  // namespace

TEST_CASE("the beta reputation system gives the values of its authors") {
    CHECK(after({}, 1.0) == 0.5);
    CHECK(after({true, true, false}, 0.9) == doctest::Approx(0.57537).epsilon(1e-5));  // 2.71 / 4.71
    CHECK(beta_reputation(7.0, 1.0) == 0.8);
    CHECK(after({true, true, true, true, true, true, true, false}, 1.0) == 0.8);
    // With forgetting, what happened last counts most.
    CHECK(after({false, true, true}, 0.9) > after({true, true, false}, 0.9));
}

TEST_CASE("each reputation system shows the same past in its own way") {
    // Ten sales, of which eight were rated: seven well, one badly; 36 stars in all.
    const Ratings past{.good = 7, .bad = 1, .stars = 36, .count = 8, .transactions = 10};
    CHECK(shown_score(ReputationSystem::None, past, 0.62) == 0.62);
    CHECK(shown_score(ReputationSystem::PercentPositive, past, 0.62) == 0.875);
    CHECK(shown_score(ReputationSystem::Stars, past, 0.62) == 0.875);  // 4.5 of 5 stars
    CHECK(shown_score(ReputationSystem::Beta, past, 0.62) == 0.8);
    CHECK(shown_score(ReputationSystem::EffectivePositive, past, 0.62) == 0.7);  // silence counts as bad
}

TEST_CASE("a seller without a past shows what buyers believe of all, or one half") {
    for (const ReputationSystem system : {ReputationSystem::None, ReputationSystem::PercentPositive,
                                          ReputationSystem::Stars, ReputationSystem::EffectivePositive})
        CHECK(shown_score(system, {}, 0.62) == 0.62);
    CHECK(shown_score(ReputationSystem::Beta, {}, 0.62) == 0.5);
}

TEST_CASE(
    "what buyers infer moves from what they believe of all to what is shown, the more the more ratings there are") {
    CHECK(inferred_quality(0.6, 1.0, 0.9, 0.6, 0.0, 5.0) == 0.6);
    CHECK(inferred_quality(0.6, 1.0, 0.9, 0.6, 5.0, 5.0) == doctest::Approx(0.75));
    CHECK(inferred_quality(0.6, 1.0, 0.9, 0.6, 495.0, 5.0) == doctest::Approx(0.897));
    CHECK(inferred_quality(0.6, 1.0, 0.3, 0.6, 1.0, 0.0) == doctest::Approx(0.3));  // nothing but the ratings counts
    CHECK(inferred_quality(0.6, 0.0, 0.9, 0.6, 100.0, 5.0) == 0.6);                 // one who does not read them
    CHECK(inferred_quality(0.6, 1.0, 0.9, 0.6, 0.0, 0.0) == 0.6);
    CHECK(inferred_quality(0.9, 4.0, 1.0, 0.5, 100.0, 0.0) == 1.0);  // never better than perfect
}

TEST_CASE("stars are rounded at random so that their mean is the rating") {
    CHECK(stars_for(0.0, 0.5) == 1);
    CHECK(stars_for(1.0, 0.5) == 5);
    CHECK(stars_for(0.625, 0.4999) == 4);  // 3.5 stars: half the time 4, half the time 3
    CHECK(stars_for(0.625, 0.5001) == 3);
    CHECK(stars_for(-0.4, 0.9) == 1);
    CHECK(stars_for(1.7, 0.1) == 5);
    for (const double rating : {0.05, 0.31, 0.62, 0.875, 0.99}) {
        double sum = 0.0;
        constexpr int kDraws = 10000;
        for (int i = 0; i < kDraws; ++i) sum += stars_for(rating, (i + 0.5) / kDraws);
        CHECK(sum / kDraws == doctest::Approx(1.0 + 4.0 * rating).epsilon(1e-4));
    }
}

TEST_CASE("the delighted and the angry review more often than the indifferent") {
    CHECK(review_probability(0.3, 0.4, 0.5, 1.0) == doctest::Approx(0.3));
    CHECK(review_probability(0.3, 0.4, 1.0, 1.0) == doctest::Approx(0.7));
    CHECK(review_probability(0.3, 0.4, 0.0, 1.0) == doctest::Approx(0.7));
    CHECK(review_probability(0.3, 0.4, 0.75, 1.0) == doctest::Approx(0.4));
    // A message that doubles the odds turns 0.3 into 0.6 / 1.3.
    CHECK(review_probability(0.3, 0.0, 0.5, 2.0) == doctest::Approx(0.6 / 1.3));
    CHECK(review_probability(0.3, 0.0, 0.5, 0.0) == 0.0);
    CHECK(review_probability(0.0, 0.0, 0.1, 5.0) == 0.0);
    CHECK(review_probability(1.0, 1.0, 0.1, 1.0) == doctest::Approx(1.0));
}
