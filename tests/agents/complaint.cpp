#include "agents/complaint.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <utility>

using namespace pasar;

TEST_CASE("a buyer's own mistake is pushed outward more often than a shop's mistake is taken on oneself") {
    CHECK(felt_cause(Cause::Buyer, 0.6, 0.05, 0.59) == FeltCause::Shop);
    CHECK(felt_cause(Cause::Buyer, 0.6, 0.05, 0.61) == FeltCause::Own);
    for (const Cause cause : {Cause::Seller, Cause::Courier, Cause::Nobody}) {
        CHECK(felt_cause(cause, 0.6, 0.05, 0.04) == FeltCause::Own);
        CHECK(felt_cause(cause, 0.6, 0.05, 0.06) == FeltCause::Shop);
    }
    CHECK(felt_cause(Cause::Buyer, 0.0, 0.0, 0.001) == FeltCause::Own);
    CHECK(felt_cause(Cause::Courier, 1.0, 0.0, 0.001) == FeltCause::Shop);
}

TEST_CASE("exit, voice and silence share as the multinomial logit says") {
    std::array<double, 3> seen{};
    constexpr int kDraws = 100000;
    for (int i = 0; i < kDraws; ++i) ++seen[static_cast<std::size_t>(react(0.7, -0.4, (i + 0.5) / kDraws))];
    const double all = 1.0 + std::exp(0.7) + std::exp(-0.4);
    CHECK(seen[static_cast<std::size_t>(Reaction::Silence)] / kDraws == doctest::Approx(1.0 / all).epsilon(1e-3));
    CHECK(seen[static_cast<std::size_t>(Reaction::Voice)] / kDraws ==
          doctest::Approx(std::exp(0.7) / all).epsilon(1e-3));
    CHECK(seen[static_cast<std::size_t>(Reaction::Exit)] / kDraws ==
          doctest::Approx(std::exp(-0.4) / all).epsilon(1e-3));
}

TEST_CASE("in the reference case the two shares are those that were given") {
    constexpr int kDraws = 100000;
    for (const auto& [rate, exit_rate] :
         {std::pair{0.76, 0.01}, {0.05, 0.3}, {0.0, 0.2}, {0.4, 0.0}, {0.7, 0.3}, {1.0, 0.0}}) {
        const ReactionUtilities at = reactions_at(rate, exit_rate);
        std::array<double, 3> seen{};
        for (int i = 0; i < kDraws; ++i) ++seen[static_cast<std::size_t>(react(at.voice, at.exit, (i + 0.5) / kDraws))];
        CHECK(seen[static_cast<std::size_t>(Reaction::Voice)] / kDraws == doctest::Approx(rate).epsilon(1e-3));
        CHECK(seen[static_cast<std::size_t>(Reaction::Exit)] / kDraws == doctest::Approx(exit_rate).epsilon(1e-3));
    }
    // What nobody does, nobody does however bad it is; where nobody is silent, little makes anybody so.
    CHECK(react(reactions_at(0.0, 0.0).voice + 5.0, -700.0, 1e-12) == Reaction::Silence);
    CHECK(react(reactions_at(1.0, 0.0).voice - 10.0, -700.0, 0.9999) == Reaction::Voice);
}

TEST_CASE("who neither speaks nor goes is silent") {
    for (const double draw : {0.001, 0.5, 0.999}) CHECK(react(-700.0, -700.0, draw) == Reaction::Silence);
    CHECK(react(100.0, -700.0, 0.999) == Reaction::Voice);
    CHECK(react(-700.0, 100.0, 0.001) == Reaction::Exit);
}

TEST_CASE("an answer is felt to be just by what it gives, how it is given, and how soon") {
    constexpr JusticeWeights weights{0.45, 0.35, 0.15};
    CHECK(justice(weights, 1.0, 1.0, 0.0, 5.0) == doctest::Approx(0.95));
    CHECK(justice(weights, 1.0, 1.0, 5.0, 5.0) ==
          doctest::Approx(0.875));  // speed counts half after the buyer's patience
    CHECK(justice(weights, 0.85, 0.8, 2.0, 5.0) == doctest::Approx(0.45 * 0.85 + 0.35 * 0.8 + 0.15 * 5.0 / 7.0));
    CHECK(justice({1.0, 1.0, 1.0}, 1.0, 1.0, 0.0, 5.0) == 1.0);
    CHECK(justice(weights, 0.0, 0.0, 1e9, 5.0) == doctest::Approx(0.0));
}

TEST_CASE("a remedy closes its share of the distance to full satisfaction and never opens it") {
    CHECK(recovered_satisfaction(0.2, 0.8, 0.9) == doctest::Approx(0.2 + 0.8 * 0.9 * 0.8));
    CHECK(recovered_satisfaction(0.2, 0.8, 0.0) == 0.2);
    CHECK(recovered_satisfaction(0.2, 0.0, 1.0) == 0.2);
    CHECK(recovered_satisfaction(0.2, 1.0, 1.0) == 1.0);
    CHECK(recovered_satisfaction(1.0, 0.8, 0.9) == 1.0);
}
