// Known answers of what platforms charge.
#include "tests/known/platform_prices.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "agents/seller_business.h"
#include "tests/known/near.h"

using namespace pasar;

namespace {

constexpr std::array<known::Sides, 6> kOtherPrices{
    {{0.1, 0.0}, {-0.1, 0.0}, {0.0, 0.1}, {0.0, -0.1}, {0.1, -0.1}, {-0.1, 0.1}}};

/// No other price on either side earns as much.
template <class Profit>
void check_best(const known::Charged& charged, const Profit& profit) {
    CHECK(profit(charged.price) == doctest::Approx(charged.profit).epsilon(1e-12));
    for (const double size : {1.0, 0.1, 0.01})
        for (const known::Sides& off : kOtherPrices)
            CHECK(profit({charged.price.buyers + size * off.buyers, charged.price.sellers + size * off.sellers}) <
                  charged.profit);
}

}  // namespace

TEST_CASE("platforms on which both sides single-home charge each side what it is worth to the other less") {
    const known::TwoSidedTerms terms{.effect = {0.4, 0.6}};
    const known::Charged charged = known::both_single_home(terms);
    is_published(charged.price.buyers, 0.4, 12);
    is_published(charged.price.sellers, 0.6, 12);
    is_published(charged.profit, 0.5, 12);
    const known::Sides shares =
        known::single_home_shares(terms, {charged.price.buyers - 0.1, charged.price.sellers}, charged.price);
    is_published(shares.buyers, 0.565789, 6);
    is_published(shares.sellers, 0.539474, 6);
    check_best(charged, [&](known::Sides own) {
        const known::Sides n = known::single_home_shares(terms, own, charged.price);
        return own.buyers * n.buyers + own.sellers * n.sellers;
    });
}

TEST_CASE("where sellers multi-home, buyers are the bottleneck and pay less") {
    const known::TwoSidedTerms terms{.effect = {0.4, 0.6}};
    const known::Charged charged = known::bottleneck(terms);
    is_published(charged.price.buyers, 0.73, 12);
    is_published(charged.price.sellers, 0.05, 12);
    is_published(charged.profit, 0.3775, 12);
    is_published(known::bottleneck_members(terms, charged.price, charged.price).sellers, 0.25, 12);
    check_best(charged, [&](known::Sides own) {
        const known::Sides n = known::bottleneck_members(terms, own, charged.price);
        return own.buyers * n.buyers + own.sellers * n.sellers;
    });
}

TEST_CASE("two logit platforms without outside option charge buyers 1.6 and sellers 1.4") {
    constexpr known::Sides kEffect{0.6, 0.4};
    const known::Charged charged = known::logit_platforms(2.0, 1.0, kEffect);
    is_published(charged.price.buyers, 1.6, 12);
    is_published(charged.price.sellers, 1.4, 12);
    is_published(charged.profit, 1.5, 12);
    check_best(charged, [&](known::Sides own) {
        const known::Sides n = known::logit_shares(1.0, kEffect, own, charged.price);
        return own.buyers * n.buyers + own.sellers * n.sellers;
    });
}

TEST_CASE("a monopoly platform, and charges per transaction") {
    constexpr known::Sides kEffect{0.2, 0.4};
    const known::Charged alone = known::monopoly(kEffect);
    is_published(alone.price.buyers, 0.42857, 5);
    is_published(alone.price.sellers, 0.57143, 5);
    is_published(alone.profit, 0.714286, 6);
    is_published(known::monopoly_members(kEffect, alone.price).buyers, 0.71429, 5);
    is_published(known::monopoly_members(kEffect, alone.price).sellers, 0.71429, 5);
    check_best(alone, [&](known::Sides price) {
        const known::Sides n = known::monopoly_members(kEffect, price);
        return price.buyers * n.buyers + price.sellers * n.sellers;
    });

    const known::Charged each = known::per_transaction(0.2);
    is_published(each.price.buyers, 0.4, 12);
    is_published((1.0 - each.price.buyers) * (1.0 - each.price.sellers), 0.36, 12);
    is_published(each.profit, 0.216, 12);
    check_best(each,
               [](known::Sides p) { return (p.buyers + p.sellers - 0.2) * (1.0 - p.buyers) * (1.0 - p.sellers); });
    // p_B / η_B = p_S / η_S with η = p / (1 - p), at unequal demand of the two sides as well: D_S = 2 (1 - p / 1.5).
    const auto volume = [](double buyers, double sellers) { return (1.0 - buyers) * 2.0 * (1.0 - sellers / 1.5); };
    const auto sellers_best = [&](double buyers) {
        return known::peak([&](double sellers) { return (buyers + sellers - 0.2) * volume(buyers, sellers); }, -1.0,
                           1.5);
    };
    const double buyers = known::peak(
        [&](double price) { return (price + sellers_best(price) - 0.2) * volume(price, sellers_best(price)); }, -1.0,
        1.0);
    CHECK(1.0 - buyers == doctest::Approx(1.5 - sellers_best(buyers)).epsilon(1e-6));
}

TEST_CASE("with free entry of sellers a lower commission gains more buyers, because sellers follow") {
    struct Row {
        double low, high, with_entry, without_entry, low_price, high_price;
    };
    for (const Row& row :
         {Row{0.08, 0.1, 0.52721, 0.51087, 0.98551, 1.0}, Row{0.05, 0.15, 0.63577, 0.55550, 0.96491, 1.03922}}) {
        CAPTURE(row.low);
        const known::CommissionRace entry{.network = 0.5}, none{};
        is_published(logistic(entry.log_odds_of(row.low, row.high)), row.with_entry, 5);
        is_published(logistic(none.log_odds_of(row.low, row.high)), row.without_entry, 5);
        is_published(entry.price(row.low), row.low_price, 5);
        is_published(entry.price(row.high), row.high_price, 5);
        // The same by way of sellers' numbers: 1 + (1 - τ) M / (α F) of them, of 1e6 visits, are there each time.
        const auto answer = [&](double share) {
            const auto sellers = [&](double visits, double commission) {
                return 1.0 + (1.0 - commission) * visits * 1e6 / (3.0 * 2.0);
            };
            return logistic(-3.0 * (entry.price(row.low) - entry.price(row.high)) +
                            network_term(0.5, sellers(share, row.low), 100.0) -
                            network_term(0.5, sellers(1.0 - share, row.high), 100.0));
        };
        is_published(settles_at(answer, 0.5), row.with_entry, 5);
    }
}

TEST_CASE("more platforms, and stronger network effects, make for lower commissions") {
    constexpr std::array<double, 4> kNetwork{0.0, 0.25, 0.5, 0.75};
    struct Row {
        double platforms;
        std::array<double, 4> commission;
    };
    for (const Row& row :
         {Row{2.0, {0.49761, 0.40908, 0.29876, 0.16339}}, Row{3.0, {0.42770, 0.34220, 0.24214, 0.12773}},
          Row{5.0, {0.38513, 0.30299, 0.21042, 0.10877}}})
        for (std::size_t i = 0; i < kNetwork.size(); ++i) {
            CAPTURE(row.platforms);
            is_published(known::CommissionRace{.network = kNetwork[i]}.equilibrium(row.platforms), row.commission[i],
                         5);
        }
}

TEST_CASE("a seller lists on each platform by what it gains there") {
    const double first = lists_on(3.0, 2.0, 1.0), second = lists_on(1.5, 2.0, 1.0);
    is_published(first, 0.73106, 5);
    is_published(second, 0.37754, 5);
    is_published(first * second, 0.27600, 5);
    is_published((1.0 - first) * (1.0 - second), 0.16741, 5);
    is_published(lists_on(7.0, 5.0, 2.0), 0.73106, 5);  // what counts is the gain over the noise
    CHECK(lists_on(2.1, 2.0, 0.0) == 1.0);
    CHECK(lists_on(2.0, 2.0, 0.0) == 0.0);
    CHECK(lists_on(5e9, 0.0, 1.0) == 1.0);
    CHECK(lists_on(-5e9, 0.0, 1.0) == doctest::Approx(0.0));
    CHECK(lists_on(-1e300, 2.0, 1e-3) < 1e-300);
}
