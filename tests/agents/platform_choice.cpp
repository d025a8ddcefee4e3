// Known answers of choosing among platforms.
#include "agents/platform_choice.h"

#include <doctest/doctest.h>

#include <array>
#include <boost/random/gamma_distribution.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "agents/dice.h"
#include "agents/dirichlet.h"
#include "tests/known/near.h"

using namespace pasar;

namespace {

constexpr double kBeside = 1.0, kWithin = 0.0;  // weight of no platform

std::vector<double> chances_of(const std::vector<double>& utilities, double nothing) {
    std::vector<double> chances(utilities.size());
    chances.push_back(platform_chances(utilities, nothing, chances));
    return chances;
}

}  // namespace

TEST_CASE("platforms that not everybody knows get fewer wishes") {
    constexpr std::array<double, 2> kUtilities{1.0, 1.5};
    const auto some = shares_of_wishes(std::array{0.9, 0.5}, kUtilities, kBeside);
    is_published(some[0], 0.47815, 5);
    is_published(some[1], 0.28683, 5);
    is_published(1.0 - some[0] - some[1], 0.23502, 5);
    is_published(some[0] / (some[0] + some[1]), 0.62505, 5);
    is_published(some[1] / (some[0] + some[1]), 0.37495, 5);
    const auto all = shares_of_wishes(std::array{1.0, 1.0}, kUtilities, kBeside);
    is_published(all[0], 0.33150, 5);
    is_published(all[1], 0.54655, 5);
    const auto three = shares_of_wishes(std::array{0.95, 0.7, 0.3}, std::array{1.0, 1.0, 1.0}, kBeside);
    is_published(three[0], 0.43778, 5);
    is_published(three[1], 0.27817, 5);
    is_published(three[2], 0.10307, 5);
}

TEST_CASE("a platform that nobody knows changes nothing") {
    const auto two = shares_of_wishes(std::array{0.9, 0.5}, std::array{1.0, 1.5}, kBeside);
    const auto three = shares_of_wishes(std::array{0.9, 0.5, 0.0}, std::array{1.0, 1.5, 9.0}, kBeside);
    CHECK(two[0] == three[0]);
    CHECK(two[1] == three[1]);
    CHECK(three[2] == 0.0);
}

TEST_CASE("the orders of a platform that closes go to the others by their shares") {
    const auto before = chances_of({1.0, 0.5, -0.2}, kBeside), after = chances_of({0.5, -0.2}, kBeside);
    is_published(after[0], 0.47548, 5);
    is_published(after[1], 0.23612, 5);
    is_published(after[2], 0.28840, 5);
    CHECK(after[0] == doctest::Approx(share_after_closing(before[1], before[0])));
    CHECK(after[1] == doctest::Approx(share_after_closing(before[2], before[0])));
}

TEST_CASE("where the platform is chosen first, somebody always goes somewhere") {
    const auto chances = chances_of({1.0, 0.5, -0.2}, kWithin);
    CHECK(chances[3] == 0.0);
    CHECK(chances[0] + chances[1] + chances[2] == doctest::Approx(1.0));
    CHECK(chances[0] / chances[1] == doctest::Approx(std::exp(0.5)));
    const auto far = chances_of({1e5, 1e5 - std::log(3.0)}, kBeside);
    CHECK(far[0] == doctest::Approx(0.75));
    CHECK(far[2] == 0.0);
    CHECK(chances_of({-1e5, -1e5}, kBeside)[2] == 1.0);
    CHECK(chances_of({-1e5, -1e5}, kWithin)[0] == 0.5);
    CHECK(chances_of({}, kBeside)[0] == 1.0);
}

TEST_CASE("what a visit is worth") {
    CHECK(inclusive_value(0.0, 1.0) == 0.0);
    CHECK(inclusive_value(3.0, 1.5) == doctest::Approx(std::log(3.0)));
    // Whole nests of λ = 1 are the plain logit: choosing the platform by e^IV, then the offer, is choosing among all.
    const std::array<double, 2> pages{2.0, 5.0};
    const auto visits = chances_of({std::log(2.0), std::log(5.0)}, kBeside);
    for (std::size_t k = 0; k < 2; ++k) CHECK(visits[k] == doctest::Approx(pages[k] / 8.0));
}

TEST_CASE("two shops compared: dissimilar ones are one large page, like ones only as good as the better") {
    const TwoShops plain = compare_shops(2.0, 5.0, 1.0, 1.0);
    CHECK(plain.first == doctest::Approx(0.25));
    CHECK(plain.second == doctest::Approx(0.625));
    CHECK(plain.nothing == doctest::Approx(0.125));
    const TwoShops half = compare_shops(3.0, 4.0, 0.5, 1.0);  // (9 + 16)^0.5 = 5
    CHECK(half.first == doctest::Approx(5.0 / 6.0 * 9.0 / 25.0));
    CHECK(half.second == doctest::Approx(5.0 / 6.0 * 16.0 / 25.0));
    CHECK(half.nothing == doctest::Approx(1.0 / 6.0));
    // A clone adds nothing where λ -> 0, and as much as a new shop where λ = 1.
    for (const double lambda : {0.0, 1e-300, 1e-12, 1e-6}) {
        CAPTURE(lambda);
        const TwoShops clone = compare_shops(3.0, 3.0, lambda, 2.0);
        CHECK(clone.first == doctest::Approx(0.3).epsilon(1e-5));
        CHECK(clone.second == doctest::Approx(0.3).epsilon(1e-5));
        CHECK(clone.nothing == doctest::Approx(0.4).epsilon(1e-5));
        const TwoShops better = compare_shops(3.0, 3.1, lambda, 2.0);
        CHECK(better.first == doctest::Approx(0.0).epsilon(1e-9));
        CHECK(better.second == doctest::Approx(3.1 / 5.1));
    }
    CHECK(compare_shops(3.0, 3.0, 1.0, 2.0).nothing == doctest::Approx(0.25));
    CHECK(compare_shops(3.0, 3.0, 0.5, 2.0).nothing == doctest::Approx(2.0 / (2.0 + 3.0 * std::sqrt(2.0))));
    // An empty page leaves the other as it is.
    for (const double lambda : {0.0, 0.3, 1.0}) {
        CHECK(compare_shops(0.0, 3.0, lambda, 1.0).second == doctest::Approx(0.75));
        CHECK(compare_shops(3.0, 0.0, lambda, 1.0).first == doctest::Approx(0.75));
        CHECK(compare_shops(0.0, 0.0, lambda, 1.0).nothing == 1.0);
    }
    // Weights as far apart as utilities of ±80 make them.
    for (const double lambda : {1e-3, 0.5, 1.0}) {
        const TwoShops far = compare_shops(std::exp(-80.0), std::exp(80.0), lambda, 1.0);
        CHECK(far.second == doctest::Approx(1.0));
        CHECK(far.first >= 0.0);
        CHECK(std::isfinite(far.first));
    }
}

TEST_CASE("two shops compared may as well be visited one after the other, each against an outside of its own") {
    for (const double lambda : {0.0, 1e-6, 0.2, 0.5, 0.9, 1.0})
        for (const double first : {0.0, 0.01, 1.0, 1.0001, 30.0})
            for (const double outside : {0.2, 1.0, 5.0}) {
                CAPTURE(lambda);
                CAPTURE(first);
                const double second = 1.0;
                const TwoShops both = compare_shops(first, second, lambda, outside);
                const ShopsInTurn turn = shops_in_turn(first, second, lambda, outside);
                CHECK(std::isfinite(turn.at_first));
                CHECK(std::isfinite(turn.at_second));
                const double buys_first = first / (turn.at_first + first);
                const double buys_second = (1.0 - buys_first) * second / (turn.at_second + second);
                CHECK(buys_first == doctest::Approx(both.first).epsilon(1e-9));
                CHECK(buys_second == doctest::Approx(both.second).epsilon(1e-9));
            }
    const ShopsInTurn plain = shops_in_turn(2.0, 5.0, 1.0, 1.0);
    CHECK(plain.at_first == doctest::Approx(6.0));   // the other page is part of the outside
    CHECK(plain.at_second == doctest::Approx(1.0));  // given nothing at the first, it is no more
}

TEST_CASE("Gumbel noise makes the best of several a draw from the logit") {
    CHECK(gumbel(std::exp(-1.0)) == doctest::Approx(0.0).epsilon(1e-12));
    CHECK(gumbel(0.5) == doctest::Approx(0.36651292));
    CHECK(std::isfinite(gumbel(0x1p-33)));
    CHECK(std::isfinite(gumbel(1.0 - 0x1p-33)));
    CHECK(std::isfinite(gumbel(1.0 - 0x1p-53)));
}

TEST_CASE("taste is finite however small its shape, and that of a Gamma draw") {
    CHECK(taste_for_platform(1.0, std::exp(-1.0), 0.5) == doctest::Approx(-2.0));
    CHECK(taste_for_platform(2.0, 0.5, 1.0) == doctest::Approx(0.0));
    CHECK(std::isfinite(taste_for_platform(1.0, 0x1p-33, 1e-9)));
    // Mean and variance of G itself are both the shape.
    constexpr double kShape = 0.3;
    constexpr int kDraws = 200'000;
    Dice dice({.seed = 6}, Purpose::Register, 0);
    boost::random::gamma_distribution<double> one_more(kShape + 1.0, 1.0);
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double of_one_more = one_more(dice);
        const double g = std::exp(taste_for_platform(of_one_more, dice.uniform(), kShape));
        sum += g;
        squares += g * g;
    }
    const double mean = sum / kDraws;
    CHECK(mean == doctest::Approx(kShape).epsilon(0.01));
    CHECK(squares / kDraws - mean * mean == doctest::Approx(kShape).epsilon(0.03));
}

TEST_CASE("buyers with tastes of their own buy as NBD-Dirichlet says") {
    // Each draws a rate and a taste per platform, and each order goes to the platform of the largest taste + noise.
    constexpr std::array<double, 3> kShares{0.5, 0.3, 0.2};
    constexpr double kStrength = 1.0;
    constexpr std::uint32_t kBuyers = 100'000;
    std::array<int, 3> users{}, same{}, orders{};
    int several = 0, any = 0, followed = 0, kept = 0;
    for (std::uint32_t buyer = 0; buyer < kBuyers; ++buyer) {
        Dice dice({.seed = 5}, Purpose::Register, buyer);
        std::array<double, 3> taste{};
        for (std::size_t k = 0; k < 3; ++k) {
            const double shape = kStrength * kShares[k];
            const double of_one_more = boost::random::gamma_distribution<double>(shape + 1.0, 1.0)(dice);
            taste[k] = taste_for_platform(of_one_more, dice.uniform(), shape);
        }
        const double rate = boost::random::gamma_distribution<double>(1.2, 6.0 / 1.2)(dice);
        std::array<int, 3> here{};
        std::size_t last = 3;
        for (double time = exponential_gap(dice.uniform(), rate); time < 1.0;
             time += exponential_gap(dice.uniform(), rate)) {
            std::size_t best = 0;
            double most = -1e9;
            for (std::size_t k = 0; k < 3; ++k) {
                const double utility = taste[k] + gumbel(dice.uniform());
                if (utility > most) {
                    most = utility;
                    best = k;
                }
            }
            ++here[best];
            if (last < 3) {
                ++followed;
                kept += best == last ? 1 : 0;
            }
            last = best;
        }
        int platforms = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            orders[k] += here[k];
            if (here[k] == 0) continue;
            ++users[k];
            ++platforms;
        }
        for (std::size_t k = 0; k < 3; ++k) same[k] += platforms == 1 && here[k] > 0 ? 1 : 0;
        any += platforms > 0 ? 1 : 0;
        several += platforms > 1 ? 1 : 0;
    }
    const DirichletMarket market{.mean = 6.0, .shape = 1.2, .strength = kStrength};
    const auto near = [](double found, double known, double of) {  // 4 standard errors of a share
        INFO("found " << found << ", known " << known);
        CHECK(std::fabs(found - known) < 4.0 * std::sqrt(known * (1.0 - known) / of));
    };
    for (std::size_t k = 0; k < 3; ++k) {
        near(users[k] / static_cast<double>(kBuyers), platform_users(market, kShares[k]), kBuyers);
        near(same[k] / static_cast<double>(users[k]), only_here(market, kShares[k]), users[k]);
    }
    near(several / static_cast<double>(any), two_or_more(market, kShares), any);
    // Orders of one buyer are alike, so that these shares vary more: 2.5 % is between 3 and 5 standard errors.
    for (std::size_t k = 0; k < 3; ++k)
        CHECK(orders[k] / (6.0 * kBuyers) == doctest::Approx(kShares[k]).epsilon(0.025));
    const double stays = 0.5 * 0.75 + 0.3 * 0.65 + 0.2 * 0.60;
    CHECK(kept / static_cast<double>(followed) == doctest::Approx(stays).epsilon(0.01));
}
