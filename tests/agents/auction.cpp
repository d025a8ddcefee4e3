// Auctions of one unit: what theory says a rule brings, bid by bid. Vickrey 1961; Myerson 1981; Riley & Samuelson 1981;
// Bulow & Klemperer 1996; Roth & Ockenfels 2002.
#include "agents/auction.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "agents/choice.h"
#include "agents/dice.h"
#include "agents/portable_math.h"

using namespace pasar;

namespace {

/// What 1 is in money: values on (0, 1) are whole numbers of it.
constexpr double kOne = 1e9;
Money money(double x) { return {whole_part(x * kOne)}; }

struct Bidder {
    double value = 0.0;
    bool arrives = true;  ///< of a late bid: gets through
};

struct Sale {
    double price = 0.0;  ///< 0 where it is not sold
    bool is_sold = false, to_best = false;
};

struct Terms {
    AuctionRule rule = AuctionRule::English;
    IncrementRule increments = IncrementRule::SecondPlus;
    double increment = 0.0, reserve = 0.0, shading = 1.0;
};

/// One after the other in the order given.
Sale hold(const std::vector<Bidder>& bidders, const Terms& terms) {
    Auction auction{.start = {1}, .price = {1}};
    double best = 0.0, winner = 0.0;
    for (const Bidder& bidder : bidders) {
        best = std::max(best, bidder.value);
        if (!bidder.arrives) continue;
        const Money bid = bid_of(money(bidder.value), terms.rule, terms.shading);
        if (enter_bid(auction, terms.rule, terms.increments, money(terms.increment), bid) == BidTaken::Leads)
            winner = bidder.value;
    }
    const Money price = hammer_price(auction, terms.rule, money(terms.reserve));
    return {.price = static_cast<double>(price.units) / kOne, .is_sold = price.units > 0, .to_best = winner == best};
}

struct Found {
    double price = 0.0, error = 0.0;  ///< mean over all auctions, unsold ones 0; its standard error
    double sold = 0.0, to_best = 0.0, variance = 0.0;
};

/// `draw(dice)`: the bidders of one auction.
Found mean_of(const Terms& terms, const std::function<std::vector<Bidder>(Dice&)>& draw, int auctions = 200'000) {
    Found found;
    double squares = 0.0;
    for (int i = 0; i < auctions; ++i) {
        Dice dice({7, 0}, Purpose::Bid, static_cast<std::uint32_t>(i));
        const Sale sale = hold(draw(dice), terms);
        found.price += sale.price;
        squares += sale.price * sale.price;
        found.sold += sale.is_sold ? 1.0 : 0.0;
        found.to_best += sale.to_best ? 1.0 : 0.0;
    }
    const double n = auctions;
    found.price /= n;
    found.variance = squares / n - found.price * found.price;
    found.error = std::sqrt(found.variance / n);
    found.sold /= n;
    found.to_best /= n;
    return found;
}

std::function<std::vector<Bidder>(Dice&)> uniform(int n, double arrives = 1.0) {
    return [=](Dice& dice) {
        std::vector<Bidder> bidders;
        for (int i = 0; i < n; ++i) {
            const double value = dice.uniform();
            bidders.push_back({value, dice.uniform() < arrives});
        }
        return bidders;
    };
}
std::function<std::vector<Bidder>(Dice&)> lognormal(int n, double spread) {
    return [=](Dice& dice) {
        boost::random::normal_distribution<double> normal;
        std::vector<Bidder> bidders;
        for (int i = 0; i < n; ++i) bidders.push_back({portable_exp(spread * normal(dice)), true});
        return bidders;
    };
}

void agrees(const Found& found, double known) {
    INFO("found " << found.price << " ± " << found.error << ", known " << known);
    CHECK(std::fabs(found.price - known) < 4.0 * found.error + 1e-9);
    CHECK(found.error < 0.002);
}

}  // namespace

TEST_CASE("the price is the second highest value: (n - 1)/(n + 1) for values uniform on (0, 1)") {
    agrees(mean_of({}, uniform(1)), 0.0);
    agrees(mean_of({}, uniform(2)), 0.333333);
    agrees(mean_of({}, uniform(3)), 0.5);
    agrees(mean_of({}, uniform(5)), 0.666667);
    agrees(mean_of({}, uniform(8)), 0.777778);
    CHECK(mean_of({}, uniform(5)).variance == doctest::Approx(0.031746).epsilon(0.01));
    CHECK(mean_of({}, uniform(8)).variance == doctest::Approx(0.017284).epsilon(0.01));
    CHECK(mean_of({}, uniform(5)).to_best == 1.0);
}

TEST_CASE("a sealed second price brings the same to the unit, in whatever order bids come") {
    for (std::uint32_t i = 0; i < 500; ++i) {
        Dice dice({7, 1}, Purpose::Bid, i);
        std::vector<Bidder> bidders = uniform(2 + static_cast<int>(i % 6))(dice);
        const Sale english = hold(bidders, {});
        CHECK(hold(bidders, {.rule = AuctionRule::SealedSecondPrice}).price == english.price);
        std::reverse(bidders.begin(), bidders.end());
        CHECK(hold(bidders, {}).price == english.price);
    }
}

TEST_CASE("a first price brings the same on average, with less variance: revenue equivalence") {
    for (const auto& [n, mean, variance] :
         std::array{std::array{2.0, 0.333333, 0.013889}, std::array{5.0, 0.666667, 0.012698},
                    std::array{8.0, 0.777778, 0.007562}}) {
        const Found first =
            mean_of({.rule = AuctionRule::SealedFirstPrice, .shading = (n - 1.0) / n}, uniform(static_cast<int>(n)));
        agrees(first, mean);
        CHECK(first.variance == doctest::Approx(variance).epsilon(0.01));
    }
}

TEST_CASE("what a reserve of one half brings and leaves unsold") {
    for (const auto& [n, revenue, sold] :
         std::array{std::array{1.0, 0.25, 0.5}, std::array{2.0, 0.416667, 0.75}, std::array{3.0, 0.53125, 0.875},
                    std::array{5.0, 0.671875, 0.96875}, std::array{8.0, 0.778212, 0.996094}}) {
        const Found found = mean_of({.reserve = 0.5}, uniform(static_cast<int>(n)));
        agrees(found, revenue);
        CHECK(found.sold == doctest::Approx(sold).epsilon(0.01));
    }
    // Bulow & Klemperer: one bidder more is worth more than the best reserve.
    CHECK(mean_of({.reserve = 0.5}, uniform(2)).price < mean_of({}, uniform(3)).price);
}

TEST_CASE("the best reserve of a seller to whom the unit is worth 0.2, at a commission of 10 %, is 0.611") {
    // Gain of a unit sold at p: 0.9 p - 0.2. Largest at (1 + 0.2/0.9)/2.
    const auto gain = [](double reserve) {
        const Found found = mean_of({.reserve = reserve}, uniform(3), 400'000);
        return 0.9 * found.price - 0.2 * found.sold;
    };
    const double best = gain(0.61111);
    CHECK(best > gain(0.5));
    CHECK(best > gain(0.72));
    CHECK(best > gain(0.0));
}

TEST_CASE("lognormal values: prices without and with the best reserve") {
    agrees(mean_of({}, lognormal(2, 0.3)), 0.87030);
    agrees(mean_of({.reserve = 0.74820}, lognormal(2, 0.3)), 0.88276);
    CHECK(mean_of({.reserve = 0.74820}, lognormal(2, 0.3)).sold == doctest::Approx(0.97218).epsilon(0.003));
    agrees(mean_of({}, lognormal(5, 0.3)), 1.17658);
    agrees(mean_of({}, lognormal(2, 0.5)), 0.82003);
    agrees(mean_of({.reserve = 0.77186}, lognormal(2, 0.5)), 0.85539);
    agrees(mean_of({}, lognormal(5, 0.5), 400'000), 1.33223);
    const Found wide = mean_of({.reserve = 1.35341}, lognormal(2, 1.0), 1'000'000);
    agrees(wide, 0.95126);
    CHECK(wide.sold == doctest::Approx(0.61694).epsilon(0.003));
}

TEST_CASE("the price rises by the increment over the second highest bid, to the highest at most") {
    const auto of = [](int n, double d) {
        const double both = (n - 1.0) / (n + 1.0);
        return both + (1.0 - std::pow(1.0 - d, n + 1)) / (n + 1.0);
    };
    CHECK(of(5, 0.05) == doctest::Approx(0.710818).epsilon(1e-5));
    agrees(mean_of({.increment = 0.01}, uniform(5)), 0.676420);
    agrees(mean_of({.increment = 0.05}, uniform(5)), 0.710818);
    agrees(mean_of({.increment = 0.10}, uniform(5)), 0.744760);
    agrees(mean_of({.increment = 0.05}, uniform(2)), 0.380875);
}

TEST_CASE("where a bid has to be the price and the increment, who comes in between is shut out") {
    const Found small = mean_of({.increments = IncrementRule::NextBid, .increment = 0.05}, uniform(5));
    CHECK(small.price == doctest::Approx(0.7050).epsilon(0.004));
    CHECK(small.to_best == doctest::Approx(0.980).epsilon(0.003));
    const Found large = mean_of({.increments = IncrementRule::NextBid, .increment = 0.10}, uniform(5));
    CHECK(large.price == doctest::Approx(0.7230).epsilon(0.004));
    CHECK(large.to_best == doctest::Approx(0.933).epsilon(0.003));
}

TEST_CASE("late bids that get through with p: the price falls, and the best bidder wins with p") {
    for (const auto& [p, price] : std::array{std::array{0.95, 0.649123}, std::array{0.9, 0.629640},
                                             std::array{0.8, 0.583680}, std::array{0.5, 0.375}}) {
        const Found found = mean_of({}, uniform(5, p));
        agrees(found, price);
        CHECK(found.to_best == doctest::Approx(p).epsilon(0.01));
    }
}

TEST_CASE("one who bids by hand against one who waits: beaten at a hard close, not where the auction is extended") {
    double hard = 0.0, extended = 0.0, hard_to_best = 0.0;
    constexpr int kAuctions = 200'000;
    for (int i = 0; i < kAuctions; ++i) {
        Dice dice({7, 2}, Purpose::Bid, static_cast<std::uint32_t>(i));
        const double by_hand = dice.uniform(), late = dice.uniform();
        for (const bool is_hard : {true, false}) {
            Auction auction{.start = {1}, .price = {1}};
            (void)enter_bid(auction, AuctionRule::English, IncrementRule::SecondPlus, {1}, money(by_hand));
            if (is_hard) show_hand(auction);
            const BidTaken taken =
                enter_bid(auction, AuctionRule::English, IncrementRule::SecondPlus, {1}, money(late));
            const double price =
                static_cast<double>(hammer_price(auction, AuctionRule::English, {}).units) / kOne / kAuctions;
            (is_hard ? hard : extended) += price;
            if (is_hard) hard_to_best += (taken == BidTaken::Leads) == (late > by_hand) ? 1.0 / kAuctions : 0.0;
        }
    }
    CHECK(hard == doctest::Approx(0.0).epsilon(1e-6));
    CHECK(hard_to_best == doctest::Approx(0.5).epsilon(0.01));
    CHECK(extended == doctest::Approx(0.333333).epsilon(0.01));
}

TEST_CASE("a posted price against an auction with uniform values") {
    // n bidders at the price n-th root of 1/(n + 1): the best one, and what it brings.
    for (const auto& [n, price, revenue] :
         std::array{std::array{2.0, 0.57735, 0.384900}, std::array{5.0, 0.69883, 0.582356}}) {
        const double sold = 1.0 - std::pow(price, n);
        CHECK(price * sold == doctest::Approx(revenue).epsilon(1e-5));
        CHECK(mean_of({.reserve = 0.5}, uniform(static_cast<int>(n))).price > price * sold);
    }
}

TEST_CASE("what the best of a page is worth over not buying is what the logit says of other prices") {
    // At a page of odds e^V, who would still choose it at a utility lower by t are e^(V-t)/(1 + e^(V-t)).
    for (const double odds : {0.05, 1.0, 20.0}) {
        constexpr int kDraws = 100'000;
        for (const double t : {-2.0, 0.1, 1.0, 3.0}) {
            int above = 0;
            for (int i = 0; i < kDraws; ++i) above += excess_of_best(odds, (i + 0.5) / kDraws) > t ? 1 : 0;
            const double later = odds * std::exp(-t) / (1.0 + odds * std::exp(-t));
            CHECK(above / static_cast<double>(kDraws) == doctest::Approx(later).epsilon(0.001));
        }
    }
}
