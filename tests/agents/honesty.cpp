#include "agents/honesty.h"

#include <doctest/doctest.h>

using namespace pasar;

TEST_CASE("what a worse name costs follows from the buyers' logit") {
    // Odds fall by e^(-4 · 0.1): a small seller loses nearly that share, one whom everybody chooses nothing.
    CHECK(demand_lost(4.0, 0.1, 0.0) == doctest::Approx(1.0 - 0.670320).epsilon(1e-5));
    CHECK(demand_lost(4.0, 0.1, 0.5) == doctest::Approx(1.0 - 0.818731).epsilon(1e-5));
    CHECK(demand_lost(4.0, 0.1, 1.0) == 0.0);
    CHECK(demand_lost(4.0, -0.1, 0.0) == 0.0);
    CHECK(demand_lost(0.0, 0.5, 0.0) == 0.0);
}

TEST_CASE("cheating pays while the saving is more than the reputation is worth") {
    // Saved 0.1 a unit over 7 days; a tenth of the demand lost for H days at a margin of 0.2: even at H = 35.
    const auto cheats = [](double horizon, double foresight) {
        return cheating_pays(
            {.saved = 0.1, .days = 7.0, .foresight = foresight, .lost = 0.1, .horizon = horizon, .margin = 0.2});
    };
    CHECK(cheats(34.9, 1.0));
    CHECK_FALSE(cheats(35.1, 1.0));
    CHECK(cheats(69.9, 0.5));
    CHECK_FALSE(cheats(70.1, 0.5));
    CHECK(cheats(1e6, 0.0));
    // Who earns nothing by honesty, or is not found out, has nothing to lose.
    CHECK(cheating_pays({.saved = 0.1, .days = 7.0, .foresight = 1.0, .lost = 0.1, .horizon = 1e6, .margin = -0.1}));
    CHECK(cheating_pays({.saved = 0.1, .days = 7.0, .foresight = 1.0, .lost = 0.0, .horizon = 1e6, .margin = 0.2}));
    CHECK_FALSE(
        cheating_pays({.saved = 0.0, .days = 7.0, .foresight = 1.0, .lost = 0.0, .horizon = 1e6, .margin = 0.2}));
}

TEST_CASE("ratings to come are added to those there are") {
    const Ratings past{.good = 8.0, .bad = 2.0, .stars = 40.0, .count = 10.0, .transactions = 30.0};
    const std::array<double, 5> stars{0.1, 0.0, 0.0, 0.3, 0.6};
    const Ratings later = ratings_after(past, 40.0, 10.0, stars, 4.0, 1.0);
    CHECK(later.good == doctest::Approx(17.0));
    CHECK(later.bad == doctest::Approx(3.0));
    CHECK(later.stars == doctest::Approx(40.0 + 10.0 * (0.1 + 1.2 + 3.0)));
    CHECK(later.count == doctest::Approx(20.0));
    CHECK(later.transactions == doctest::Approx(70.0));
    // In the system beta each new rating fades all before it: 0.9^10, and 1 + 0.9 + ... + 0.9^9 for the new ones.
    const Ratings faded = ratings_after(past, 40.0, 10.0, stars, 4.0, 0.9);
    CHECK(faded.bad == doctest::Approx(2.0 * 0.348678 + 0.1 * 6.513216).epsilon(1e-5));
    CHECK(ratings_after(past, 0.0, 0.0, stars, 4.0, 0.9).good == doctest::Approx(8.0));
}
