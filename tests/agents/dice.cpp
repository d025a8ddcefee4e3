#include "agents/dice.h"

#include <doctest/doctest.h>

#include <array>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <cmath>
#include <cstdint>

using namespace pasar;

namespace {

using Words = std::array<std::uint32_t, 4>;

Words philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    const r123::Philox4x32::ctr_type c{{counter[0], counter[1], counter[2], counter[3]}};
    const r123::Philox4x32::key_type k{{key[0], key[1]}};
    const auto block = r123::Philox4x32{}(c, k);
    return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

Words four(Dice dice) { return {dice(), dice(), dice(), dice()}; }

}  // namespace

TEST_CASE("dice are Philox4x32-10: the known answers of its authors") {
    // Random123, tests/kat_vectors.
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    // Agent 0 on occasion 0 for the first purpose in world (0, 0) is the first of them.
    static_assert(static_cast<std::uint32_t>(Purpose::Traits) == 0);
    CHECK(four(Dice({0, 0}, Purpose::Traits, 0, 0)) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("a draw hangs on world, purpose, who and when, and on nothing else") {
    const WorldKey world{7, 3};
    CHECK(four(Dice(world, Purpose::Wish, 11, 5)) ==
          philox({11, 5, static_cast<std::uint32_t>(Purpose::Wish), 0}, {7, 3}));
    Dice longer(world, Purpose::Wish, 11, 5);
    for (int used = 0; used < 4; ++used) longer();
    CHECK(four(longer) == philox({11, 5, static_cast<std::uint32_t>(Purpose::Wish), 1}, {7, 3}));

    const Words mine = four(Dice(world, Purpose::Wish, 11, 5));
    CHECK(mine != four(Dice({8, 3}, Purpose::Wish, 11, 5)));
    CHECK(mine != four(Dice({7, 4}, Purpose::Wish, 11, 5)));
    CHECK(mine != four(Dice(world, Purpose::Visit, 11, 5)));
    CHECK(mine != four(Dice(world, Purpose::Wish, 12, 5)));
    CHECK(mine != four(Dice(world, Purpose::Wish, 11, 6)));
}

TEST_CASE("a uniform draw is never 0 and never 1, and even over the interval") {
    constexpr int kDraws = 200000;
    double sum = 0.0, squares = 0.0, least = 1.0, most = 0.0;
    for (std::uint32_t agent = 0; agent < kDraws; ++agent) {
        const double u = Dice({1, 0}, Purpose::Visit, agent).uniform();
        sum += u;
        squares += u * u;
        least = std::min(least, u);
        most = std::max(most, u);
    }
    CHECK(least > 0.0);
    CHECK(most < 1.0);
    // The smallest and the largest word become 2^-33 and 1 - 2^-33, both exact.
    CHECK((0.0 + 0.5) * 0x1p-32 == 0x1p-33);
    CHECK((4294967295.0 + 0.5) * 0x1p-32 == 1.0 - 0x1p-33);
    const double mean = sum / kDraws;
    CHECK(std::fabs(mean - 0.5) < 4.0 * std::sqrt(1.0 / 12.0 / kDraws));
    CHECK(std::fabs(squares / kDraws - mean * mean - 1.0 / 12.0) < 0.001);
}

TEST_CASE("neighbours have nothing to do with each other") {
    // Correlation between the first draws of buyers n and n + 1, and of wishes n and n + 1 of one buyer.
    constexpr int kPairs = 100000;
    double buyers = 0.0, wishes = 0.0;
    for (std::uint32_t n = 0; n < kPairs; ++n) {
        buyers +=
            (Dice({1, 0}, Purpose::Wish, n).uniform() - 0.5) * (Dice({1, 0}, Purpose::Wish, n + 1).uniform() - 0.5);
        wishes += (Dice({1, 0}, Purpose::Wish, 9, n).uniform() - 0.5) *
                  (Dice({1, 0}, Purpose::Wish, 9, n + 1).uniform() - 0.5);
    }
    const double limit = 4.0 / std::sqrt(static_cast<double>(kPairs));
    CHECK(std::fabs(12.0 * buyers / kPairs) < limit);
    CHECK(std::fabs(12.0 * wishes / kPairs) < limit);
}

TEST_CASE("distributions drawn with dice have the moments of the textbook") {
    // Gamma(shape 0.243, mean 2) and Beta(0.793, 2.426), the heterogeneity of a BG/NBD cohort.
    constexpr int kDraws = 200000;
    double gamma_sum = 0.0, beta_sum = 0.0;
    for (std::uint32_t agent = 0; agent < kDraws; ++agent) {
        Dice rate({5, 0}, Purpose::WishRate, agent), dropout({5, 0}, Purpose::Dropout, agent);
        gamma_sum += boost::random::gamma_distribution<double>(0.243, 2.0 / 0.243)(rate);
        beta_sum += boost::random::beta_distribution<double>(0.793, 2.426)(dropout);
    }
    const double gamma_error = std::sqrt(4.0 / 0.243 / kDraws);  // variance = mean² / shape
    CHECK(std::fabs(gamma_sum / kDraws - 2.0) < 4.0 * gamma_error);
    const double beta_mean = 0.793 / 3.219;
    CHECK(std::fabs(beta_sum / kDraws - beta_mean) < 4.0 * std::sqrt(beta_mean * (1.0 - beta_mean) / 4.219 / kDraws));
}
