// Known answers of repeat buying over several platforms.
#include "agents/dirichlet.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "tests/known/dirichlet_table.h"
#include "tests/known/near.h"

using namespace pasar;
using namespace pasar::known;

TEST_CASE("NBD-Dirichlet: 6 orders a period, shape 1.2, shares 0.5, 0.3, 0.2") {
    for (const PublishedDirichlet& row : kDirichlet) {
        CAPTURE(row.strength);
        const DirichletMarket market{.mean = 6.0, .shape = 1.2, .strength = row.strength};
        is_published(category_users(market), 0.88353, 5);
        for (std::size_t k = 0; k < 3; ++k) {
            is_published(platform_users(market, kPlatformShares[k]), row.users[k], 5);
            is_published(orders_per_user(market, kPlatformShares[k]), row.orders[k], 5);
            is_published(only_here(market, kPlatformShares[k]), row.only_here[k], 5);
        }
        is_published(duplication(market, 0.5, 0.3), row.duplication[0], 5);
        is_published(duplication(market, 0.5, 0.2), row.duplication[1], 5);
        is_published(duplication(market, 0.3, 0.2), row.duplication[2], 5);
        is_published(two_or_more(market, kPlatformShares), row.two_or_more, 5);
        is_published(platforms_per_user(market, kPlatformShares), row.platforms, 5);
    }
}

TEST_CASE("NBD-Dirichlet at its ends") {
    // Poisson orders and the same chances for all: users are 1 - e^(-M share).
    const DirichletMarket alike{.mean = 2.0, .shape = 1e7};
    CHECK(platform_users(alike, 0.3) == doctest::Approx(1.0 - std::exp(-0.6)).epsilon(1e-6));
    // Everybody is loyal to one: a platform's users are its share of those who order at all.
    const DirichletMarket loyal{.mean = 6.0, .shape = 1.2, .strength = 1e-9};
    CHECK(platform_users(loyal, 0.3) == doctest::Approx(0.3 * category_users(loyal)).epsilon(1e-6));
    CHECK(two_or_more(loyal, kPlatformShares) == doctest::Approx(0.0).epsilon(1e-6));
    // A platform of all orders has all users; that of none has none.
    const DirichletMarket market{.mean = 6.0, .shape = 1.2, .strength = 1.0};
    CHECK(platform_users(market, 1.0) == doctest::Approx(category_users(market)));
    CHECK(platform_users(market, 0.0) == doctest::Approx(0.0).epsilon(1e-12));
}

TEST_CASE("the toothpaste example of the R package NBDdirichlet is found again") {
    // Penetration and buying rate of the category; market share and observed penetration of each brand.
    constexpr double kPenetration = 0.56, kRate = 2.6;
    constexpr std::array<double, 8> kShare{0.25, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02};
    constexpr std::array<double, 8> kUsers{0.20, 0.17, 0.09, 0.08, 0.08, 0.07, 0.03, 0.02};
    const double mean = kPenetration * kRate, shape = fit_shape(mean, kPenetration);
    double weighted = 0.0, all = 0.0;
    for (std::size_t k = 0; k < kShare.size(); ++k) {
        weighted += kShare[k] * fit_strength(mean, shape, kShare[k], kUsers[k]);
        all += kShare[k];
    }
    const double strength = weighted / all;
    is_published(mean, 1.4560, 4);
    is_published(shape, 0.7788, 4);
    is_published(strength, 1.5499, 4);
    const DirichletMarket market{mean, shape, strength};
    is_published(platform_users(market, 0.25), 0.2051, 4);
    is_published(platform_users(market, 0.02), 0.0188, 4);
    is_published(orders_per_user(market, 0.25), 1.7749, 4);
    is_published(orders_per_user(market, 0.02), 1.5517, 4);
}

TEST_CASE("the next platform given this one") {
    const std::array<std::array<double, 3>, 3> rows{{{0.75, 0.15, 0.10}, {0.25, 0.65, 0.10}, {0.25, 0.15, 0.60}}};
    for (std::size_t from = 0; from < 3; ++from)
        for (std::size_t to = 0; to < 3; ++to)
            CHECK(next_platform(1.0, kPlatformShares[to], from == to) ==
                  doctest::Approx(rows[from][to]).epsilon(1e-12));
    CHECK(next_platform(std::numeric_limits<double>::infinity(), 0.3, true) == 0.3);
    CHECK(next_platform(0.0, 0.3, true) == 1.0);
    CHECK(share_after_closing(0.3, 0.5) == doctest::Approx(0.6));
}

TEST_CASE("users of both platforms after some orders, and switching between two") {
    is_published(used_both(0.7, 2), 0.42, 12);
    is_published(used_both(0.7, 5), 0.82950, 5);
    is_published(used_both(0.7, 10), 0.97175, 5);
    CHECK(used_both(0.7, 0) == 0.0);
    CHECK(used_both(0.7, 1) == doctest::Approx(0.0));
    is_published(share_in_first(0.5, 0.1, 0.2, 6), 0.64706, 5);
    is_published(share_in_first(0.5, 0.1, 0.2, 200), 0.66667, 5);
}
