#include "agents/reputation.h"

#include <doctest/doctest.h>

#include <cmath>
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
    const auto inferred = [](double prior, double slope, double shown, double anchor, double n, double n0) {
        return inferred_quality(prior, slope, score_signal(shown, anchor, n, n0));
    };
    CHECK(inferred(0.6, 1.0, 0.9, 0.6, 0.0, 5.0) == 0.6);
    CHECK(inferred(0.6, 1.0, 0.9, 0.6, 5.0, 5.0) == doctest::Approx(0.75));
    CHECK(inferred(0.6, 1.0, 0.9, 0.6, 495.0, 5.0) == doctest::Approx(0.897));
    CHECK(inferred(0.6, 1.0, 0.3, 0.6, 1.0, 0.0) == doctest::Approx(0.3));  // nothing but the ratings counts
    CHECK(inferred(0.6, 0.0, 0.9, 0.6, 100.0, 5.0) == 0.6);                 // one who does not read them
    CHECK(inferred(0.6, 1.0, 0.9, 0.6, 0.0, 0.0) == 0.6);
    CHECK(inferred(0.9, 4.0, 1.0, 0.5, 100.0, 0.0) == 1.0);  // never better than perfect
}

TEST_CASE("what a difference in scores is worth is learned by least squares, and old days fade") {
    ScoreLesson lesson(0.4);
    CHECK(lesson.slope() == doctest::Approx(0.4));
    // Signals -0.1 and 0.1, after which goods are worse and better than expected by 0.25: a slope of 2.5.
    const ScoreLesson::Day day{.signal = 0.0, .surprise = 0.0, .signal_squared = 0.01, .product = 0.025};
    lesson.learn(0.02, day);
    CHECK(lesson.slope() == doctest::Approx(0.98 * 0.4 + 0.02 * 2.5));  // the first belief scatters by a tenth as well
    for (int i = 1; i < 100; ++i) lesson.learn(0.02, day);
    CHECK(lesson.slope() == doctest::Approx(2.5 - 2.1 * std::pow(0.98, 100)));
    // The same with all scores a tenth higher and all goods two tenths better: level is not slope.
    ScoreLesson shifted(0.4);
    shifted.learn(1.0, {.signal = 0.1, .surprise = 0.2, .signal_squared = 0.02, .product = 0.045});
    CHECK(shifted.slope() == doctest::Approx(2.5));
    // Nothing is learned of a day whose scores do not differ, nor by those who never learn.
    shifted.learn(1.0, {.signal = 0.3, .surprise = -0.5, .signal_squared = 0.09, .product = -0.15});
    CHECK(shifted.slope() == doctest::Approx(2.5));
    ScoreLesson stubborn(1.0);
    stubborn.learn(0.0, day);
    CHECK(stubborn.slope() == 1.0);
    // Nobody takes a better score for worse goods.
    ScoreLesson faked(1.0);
    faked.learn(1.0, {.signal = 0.0, .surprise = 0.0, .signal_squared = 0.01, .product = -0.02});
    CHECK(faked.slope() == 0.0);
}

TEST_CASE("evenly cut, stars are 1 + 4 times the rating, rounded at random") {
    const StarCuts even{{0.125, 0.375, 0.625, 0.875}, 0.125};
    for (const double rating : {0.0, 0.05, 0.31, 0.62, 0.875, 1.0})
        for (const double uniform : {0.01, 0.3, 0.5001, 0.99})
            CHECK(even.stars(rating, uniform) == stars_for(rating, 1.0 - uniform));
    const std::array<double, 5> shares = even.shares(0.65);
    CHECK(shares[2] == doctest::Approx(0.4));
    CHECK(shares[3] == doctest::Approx(0.6));
}

TEST_CASE("cut close together below the middle, stars make a J") {
    const StarCuts j{{0.44, 0.48, 0.52, 0.6}, 0.25};
    const std::array<double, 5> content = j.shares(0.77), middling = j.shares(0.5), cheated = j.shares(0.3);
    CHECK(content[4] == doctest::Approx(0.84));
    CHECK(middling[4] == doctest::Approx(0.3));
    CHECK(middling[0] == doctest::Approx(0.38));
    CHECK(middling[1] == doctest::Approx(0.08));
    CHECK(cheated[0] == doctest::Approx(0.78));
    CHECK(cheated[4] == 0.0);
    for (const double rating : {0.1, 0.3, 0.45, 0.6, 0.77}) {
        std::array<int, 5> drawn{};
        constexpr int kDraws = 10000;
        for (int i = 0; i < kDraws; ++i) ++drawn[static_cast<std::size_t>(j.stars(rating, (i + 0.5) / kDraws)) - 1];
        for (std::size_t star = 0; star < 5; ++star)
            CHECK(drawn[star] / double{kDraws} == doctest::Approx(j.shares(rating)[star]).epsilon(1e-3));
    }
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
