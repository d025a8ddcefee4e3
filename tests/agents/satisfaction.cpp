#include "agents/satisfaction.h"

#include <doctest/doctest.h>

using namespace pasar;

namespace {

constexpr Disconfirmation kJudge{.neutral = 0.75, .gain = 0.6, .loss = 1.2};

}  // namespace

TEST_CASE("who gets what was expected is content; a disappointment weighs twice as much as a surprise") {
    CHECK(satisfaction(kJudge, 0.6, 0.6, 0.0) == 0.75);
    CHECK(satisfaction(kJudge, 0.6, 0.7, 0.0) == doctest::Approx(0.81));
    CHECK(satisfaction(kJudge, 0.6, 0.5, 0.0) == doctest::Approx(0.63));
}

TEST_CASE("failures are deducted, and satisfaction ends at its limits") {
    CHECK(satisfaction(kJudge, 0.6, 0.6, 0.45) == doctest::Approx(0.30));
    CHECK(satisfaction(kJudge, 0.9, 0.1, 0.5) == 0.0);
    CHECK(satisfaction(kJudge, 0.0, 1.0, 0.0) == 1.0);
}

TEST_CASE("a failure weighs by the square root of the money at stake, or as any other where stakes do not matter") {
    CHECK(money_at_stake(400.0, 100.0, 0.5) == doctest::Approx(2.0));
    CHECK(money_at_stake(25.0, 100.0, 0.5) == doctest::Approx(0.5));
    CHECK(money_at_stake(25.0, 100.0, 1.0) == doctest::Approx(0.25));
    CHECK(money_at_stake(25.0, 100.0, 0.0) == 1.0);
    CHECK(money_at_stake(0.0, 100.0, 0.5) == 0.0);  // nothing was paid
    CHECK(money_at_stake(0.0, 100.0, 0.0) == 1.0);
}

TEST_CASE("waiting counts from the day on which one is used to have it") {
    CHECK(tired_of_waiting(0.01, 9.0, 4.0) == doctest::Approx(0.05));
    CHECK(tired_of_waiting(0.01, 4.0, 4.0) == 0.0);
    CHECK(tired_of_waiting(0.01, 1.0, 4.0) == 0.0);
}

TEST_CASE("trust comes on foot and leaves on horseback") {
    CHECK(updated_trust(0.5, 0.8, 0.08, 0.25, 1.0) == doctest::Approx(0.524));
    CHECK(updated_trust(0.5, 0.2, 0.08, 0.25, 1.0) == doctest::Approx(0.425));
    CHECK(updated_trust(0.5, 0.2, 0.08, 0.25, 2.0) == doctest::Approx(0.35));  // for whom bad news weighs double
    CHECK(updated_trust(0.5, 0.5, 0.08, 0.25, 1.0) == 0.5);
    // However much bad news weighs, trust does not fall below what was lived through.
    CHECK(updated_trust(0.5, 0.2, 0.08, 0.25, 20.0) == doctest::Approx(0.2));
}
