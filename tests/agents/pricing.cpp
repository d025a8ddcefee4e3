#include "agents/pricing.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "agents/portable_math.h"
#include "tests/known/near.h"
#include "tests/known/platform_prices.h"

using namespace pasar;

namespace {

/// Like sellers on one page, of utility v - α p against an outside of weight `outside`, at cost 0.6.
struct LikeSellers {
    double offers = 8.0, commission = 0.0, outside = 1.0, cost = 0.6;
    static constexpr double kUtility = 2.0, kPriceWeight = 3.0;

    [[nodiscard]] double share_at(double price) const {
        return share_of_page(portable_exp(kUtility - kPriceWeight * price), offers, outside);
    }
    /// Price at which all are content: the rule followed half way, again and again.
    [[nodiscard]] double settled() const {
        double price = 1.0;
        for (int review = 0; review < 300; ++review)
            price += 0.5 * (best_price({.cost = cost,
                                        .kept = 1.0 - commission,
                                        .reference = 1.0,
                                        .price_weight = kPriceWeight,
                                        .share = share_at(price)}) -
                            price);
        return price;
    }
    /// What the platform earns for each view of the page, and what each seller does.
    [[nodiscard]] double fee_per_visit() const {
        const double price = settled();
        return commission * price * offers * share_at(price);
    }
    [[nodiscard]] double profit_per_visit() const {
        const double price = settled();
        return ((1.0 - commission) * price - cost) * share_at(price);
    }
    /// By how much the price rises with cost.
    [[nodiscard]] double pass_through() const {
        LikeSellers dearer = *this, cheaper = *this;
        dearer.cost += 1e-4;
        cheaper.cost -= 1e-4;
        return (dearer.settled() - cheaper.settled()) / 2e-4;
    }
};

bool is(double found, double known) { return found == doctest::Approx(known).epsilon(1e-6); }

}  // namespace

TEST_CASE("like sellers who follow the rule end at the prices of Bertrand competition under logit demand") {
    struct Known {
        double offers, commission, price, all_shares;
    };
    for (const Known& known : std::array<Known, 10>{{{1, 0.0, 1.041579, 0.245134},
                                                     {1, 0.08, 1.081528, 0.223639},
                                                     {1, 0.2, 1.159359, 0.185718},
                                                     {2, 0.0, 1.019247, 0.409848},
                                                     {2, 0.08, 1.063271, 0.378324},
                                                     {2, 0.2, 1.147113, 0.321216},
                                                     {8, 0.0, 0.968520, 0.763846},
                                                     {8, 0.08, 1.019246, 0.735304},
                                                     {8, 0.1, 1.033320, 0.727005},
                                                     {8, 0.2, 1.114118, 0.676359}}}) {
        const LikeSellers sellers{.offers = known.offers, .commission = known.commission};
        CAPTURE(known.offers);
        CAPTURE(known.commission);
        CHECK(is(sellers.settled(), known.price));
        CHECK(known.offers * sellers.share_at(sellers.settled()) == doctest::Approx(known.all_shares).epsilon(2e-6));
    }
}

TEST_CASE("a commission is taken out of prices that rise with it, and sellers bear the rest") {
    struct Known {
        double offers, commission, fee, profit;
    };
    for (const Known& known : std::array<Known, 10>{{{1, 0.0, 0.0, 0.108246},
                                                     {1, 0.08, 0.019350, 0.088339},
                                                     {1, 0.2, 0.043063, 0.060820},
                                                     {2, 0.0, 0.0, 0.085914},
                                                     {2, 0.08, 0.032181, 0.071543},
                                                     {2, 0.2, 0.073694, 0.051024},
                                                     {8, 0.0, 0.0, 0.035187},
                                                     {8, 0.08, 0.059956, 0.031040},
                                                     {8, 0.1, 0.075123, 0.029988},
                                                     {8, 0.2, 0.150709, 0.024627}}}) {
        const LikeSellers sellers{.offers = known.offers, .commission = known.commission};
        CAPTURE(known.offers);
        CAPTURE(known.commission);
        is_published(sellers.fee_per_visit(), known.fee, 6);
        is_published(sellers.profit_per_visit(), known.profit, 6);
    }
    // Where sellers do not answer, the fee rises in proportion.
    const LikeSellers free{};
    const double turnover = free.settled() * free.offers * free.share_at(free.settled());
    is_published(0.1 * turnover, 0.07398, 5);
    is_published(0.3 * turnover, 0.22194, 5);
}

TEST_CASE("the commission that brings most where sellers answer in price alone") {
    struct Known {
        double offers, commission;
    };
    for (const Known& known : std::array<Known, 4>{{{1.0, 0.37980}, {2.0, 0.39706}, {4.0, 0.42518}, {8.0, 0.46388}}}) {
        CAPTURE(known.offers);
        const auto fee = [&](double t) { return LikeSellers{.offers = known.offers, .commission = t}.fee_per_visit(); };
        is_published(pasar::known::peak(fee, 0.0, 0.9), known.commission, 5);
    }
}

TEST_CASE("sellers enter until what 1000 visits bring no longer covers a fixed cost of 2") {
    constexpr double kVisits = 1000.0, kFixed = 2.0;
    const auto all_seen = [&](double commission, double outside) {
        return known::crossing(
            [&](double sellers) {
                const LikeSellers market{.offers = sellers, .commission = commission, .outside = outside};
                return kVisits * market.profit_per_visit() - kFixed;
            },
            2.0, 1000.0);
    };
    const auto pages_of_8 = [&](double commission, double outside) {
        const LikeSellers page{.offers = 8.0, .commission = commission, .outside = outside};
        return kVisits * 8.0 * page.profit_per_visit() / kFixed;
    };
    constexpr std::array<double, 6> kCommission{0.0, 0.05, 0.08, 0.1, 0.15, 0.2};
    constexpr std::array<double, 6> kAll{167.6667, 159.3333, 154.3333, 151.0, 142.6667, 134.3333};
    constexpr std::array<double, 6> kAllOutside{165.4277, 156.8711, 151.7137, 148.2635, 139.5874, 130.8167};
    constexpr std::array<double, 6> kPages{190.4762, 180.9524, 175.2381, 171.4286, 161.9048, 152.3810};
    for (std::size_t i = 0; i < kCommission.size(); ++i) {
        CAPTURE(kCommission[i]);
        is_published(all_seen(kCommission[i], 0.0), kAll[i], 4);
        is_published(all_seen(kCommission[i], 1.0), kAllOutside[i], 4);
        is_published(pages_of_8(kCommission[i], 0.0), kPages[i], 4);
    }
    is_published(pages_of_8(0.0, 1.0), 140.7462, 4);
    is_published(pages_of_8(0.08, 1.0), 124.1584, 4);
    is_published(pages_of_8(0.1, 1.0), 119.9515, 4);
    is_published(pages_of_8(0.2, 1.0), 98.5097, 4);
}

TEST_CASE("where everybody buys, the price is c / (1 - commission) + K / (α (K - 1))") {
    const auto price = [](double commission) {
        return LikeSellers{.commission = commission, .outside = 0.0}.settled();
    };
    CHECK(is(price(0.0), 0.980952));
    CHECK(is(price(0.08), 1.033126));
    CHECK(is(price(0.1), 1.047619));
    CHECK(is(price(0.2), 1.130952));
    // One of very many sellers asks c / (1 - commission) + 1 / α.
    for (const auto& [commission, known] :
         std::array<std::pair<double, double>, 4>{{{0.0, 0.933333}, {0.08, 0.985507}, {0.1, 1.0}, {0.2, 1.083333}}})
        CHECK(
            is(best_price({.cost = 0.6, .kept = 1.0 - commission, .reference = 1.0, .price_weight = 3.0, .share = 0.0}),
               known));
}

TEST_CASE("more rivals pass on more of a higher cost") {
    CHECK(LikeSellers{.offers = 1}.pass_through() == doctest::Approx(0.754866).epsilon(2e-6));
    CHECK(LikeSellers{.offers = 2}.pass_through() == doctest::Approx(0.839412).epsilon(2e-6));
    CHECK(LikeSellers{.offers = 4}.pass_through() == doctest::Approx(0.923340).epsilon(2e-6));
    CHECK(LikeSellers{.offers = 8}.pass_through() == doctest::Approx(0.973179).epsilon(2e-6));
    CHECK(LikeSellers{.offers = 8, .outside = 0.0}.pass_through() == doctest::Approx(1.0).epsilon(1e-6));
}

TEST_CASE("whole steps to the best price settle where s (1 - K s) / (1 - s)^2 < 1; half steps settle anyway") {
    const auto settles = [](const LikeSellers& market, double step) {
        double price = market.settled() + 0.01;  // beside the point of rest
        for (int review = 0; review < 1000; ++review)
            price += step * (best_price({.cost = market.cost,
                                         .kept = 1.0,
                                         .reference = 1.0,
                                         .price_weight = LikeSellers::kPriceWeight,
                                         .share = market.share_at(price)}) -
                             price);
        return std::abs(price - market.settled()) < 1e-9;
    };
    const LikeSellers small{.offers = 1.0}, large{.offers = 1.0, .outside = 0.1}, two{.offers = 2.0, .outside = 0.001};
    CHECK(small.share_at(small.settled()) < 0.5);
    CHECK(settles(small, 1.0));
    CHECK(large.share_at(large.settled()) > 0.5);  // for one seller the bound is half of all visits
    CHECK_FALSE(settles(large, 1.0));
    CHECK(settles(large, 0.5));
    CHECK(settles(two, 1.0));
}

TEST_CASE("a price for several kinds of buyers meets the first-order condition of all of them together") {
    // Two segments, alike but for their price weight; profit by the price is worked out and searched.
    constexpr std::array<double, 2> kWeights{2.0, 5.0}, kVisits{0.3, 0.7};
    const auto shares = [&](double price) {
        return std::array<double, 2>{share_of_page(portable_exp(kWeights[0] * (1.0 - price)), 1.0, 1.0),
                                     share_of_page(portable_exp(kWeights[1] * (1.0 - price)), 1.0, 1.0)};
    };
    const auto profit = [&](double price) {
        const auto s = shares(price);
        return (price - 0.6) * (kVisits[0] * s[0] + kVisits[1] * s[1]);
    };
    double best = 0.6;
    for (double price = 0.6; price < 3.0; price += 1e-5)
        if (profit(price) > profit(best)) best = price;
    const auto s = shares(best);
    const std::array<SegmentDemand, 2> demand{
        {{.price_weight = kWeights[0], .units = kVisits[0] * s[0], .share = s[0]},
         {.price_weight = kWeights[1], .units = kVisits[1] * s[1], .share = s[1]}}};
    const double usual = kVisits[0] * s[0] + kVisits[1] * s[1];
    CHECK(best_price({.cost = 0.6,
                      .kept = 1.0,
                      .reference = 1.0,
                      .price_weight = effective_price_weight(demand, usual),
                      .share = usual}) == doctest::Approx(best).epsilon(1e-4));
    const std::array<SegmentDemand, 1> one{{{.price_weight = 3.0, .units = 7.0, .share = 0.2}}};
    CHECK(effective_price_weight(one, 0.2) == doctest::Approx(3.0));
    CHECK(effective_price_weight({}, 0.2) == 0.0);
}

TEST_CASE("a share is known the better the more have seen the offer") {
    CHECK(shrunk_share(0.0, 0.0, 0.1, 50.0) == 0.1);
    CHECK(shrunk_share(10.0, 50.0, 0.1, 50.0) == doctest::Approx(0.15));
    CHECK(shrunk_share(0.0, 0.0, 0.1, 0.0) == 0.1);
    CHECK(chance_on_page(8.0, 2.0, 160.0) == doctest::Approx(0.1));
    CHECK(chance_on_page(8.0, 1.0, 8.0) == 1.0);
    CHECK(chance_on_page(8.0, 3.0, 12.0) == 1.0);
    CHECK(chance_on_page(8.0, 0.0, 0.0) == 0.0);
}

TEST_CASE("nobody asks without end") {
    const PriceTerms carefree{.cost = 1.0, .kept = 1.0, .reference = 1.0, .price_weight = 0.0, .share = 0.0};
    CHECK(best_price(carefree) == 1.0 + kLargestMargin);
    CHECK(best_price({.cost = 1.0, .kept = 0.0, .reference = 1.0, .price_weight = 3.0, .share = 1.0}) < 110.0);
}
