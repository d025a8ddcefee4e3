// Auctions in a market: bidders come to a listing at random, so their number is Poisson with mean m. With values
// uniform on (0, 1) the price is 1 - 2/m + e^-m (1 + 2/m) on average, unsold units and lone bidders counting 0: the
// second highest of a Poisson number of values (Vickrey 1961).
#include <fmt/format.h>

#include <vector>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr double kLotReference = 1e6;

double known_price(double m) { return 1.0 - 2.0 / m + std::exp(-m) * (1.0 + 2.0 / m); }

struct Found {
    Estimate price, sold, to_best;
};
/// Over all auctions that ended after the first `from` days; prices over the reference price.
Found auctions(const std::vector<std::string>& sets, std::int64_t from = 20) {
    const std::vector<RunResult> results = run_all(oracle("auctions", sets));
    const auto per_auction = [&](Count what, double unit) {
        return estimate(results, [&](const RunResult& result) {
            return static_cast<double>(total(result, what, from)) / unit /
                   static_cast<double>(total(result, Count::AuctionsEnded, from));
        });
    };
    return {per_auction(Count::HammerMoney, kLotReference), per_auction(Count::AuctionsWon, 1.0),
            per_auction(Count::WonByBest, 1.0)};
}
void is_near(const Estimate& found, double known, double within = 0.015) {
    INFO("found " << found.mean << " ± " << found.standard_error << ", known " << known);
    CHECK(std::fabs(found.mean - known) <= 3.5 * found.standard_error + 1e-6);
    CHECK(found.standard_error <= within * known);
}

}  // namespace

TEST_CASE("the mean price with a Poisson number of bidders") {
    for (const auto& [days, price] : std::vector<std::pair<int, double>>{
             {1, 0.103638}, {2, 0.270671}, {3, 0.416312}, {5, 0.609433}, {8, 0.750419}, {10, 0.800054}}) {
        CHECK(known_price(days) == doctest::Approx(price).epsilon(1e-5));
        // One bidder a day and listing, so that days are bidders.
        is_near(auctions({fmt::format("models.0.auction.days={}", days)}).price, price);
    }
}

TEST_CASE("a reserve of one half: what it brings and what stays unsold") {
    for (const auto& [days, revenue, sold] : std::vector<std::array<double, 3>>{
             {1, 0.213061, 0.393469}, {3, 0.482087, 0.776870}, {5, 0.632834, 0.917915}, {8, 0.754579, 0.981684}}) {
        const Found found = auctions({fmt::format("models.0.auction.days={}", days), "models.0.auction.reserve=0.5"});
        is_near(found.price, revenue);
        is_near(found.sold, sold);
    }
}

TEST_CASE("late bids that are lost leave fewer bidders: the price is that of m times the share that gets through") {
    const std::vector<std::string> late{"market.bidding.late=1", "market.bidding.late_lost=0.2"};
    const Found found = auctions(late);
    is_near(found.price, known_price(4.0));
    // Where the auction is extended no bid is lost.
    std::vector<std::string> extended = late;
    extended.emplace_back("models.0.auction.close=extension");
    is_near(auctions(extended).price, known_price(5.0));
}

TEST_CASE("the rules bring the same on average, and the first price scatters less") {
    const Found second = auctions({"models.0.auction.rule=sealed_second_price"});
    is_near(second.price, known_price(5.0));
    // What bidders take the second bid to be over the highest they learn from what they see.
    const Found first =
        auctions({"models.0.auction.rule=sealed_first_price", "market.choice.belief_learning=0.02"}, 200);
    is_near(first.price, known_price(5.0), 0.02);
    CHECK(first.to_best.mean > first.sold.mean - 0.01);  // what they have learned changes while an auction is open
}

TEST_CASE("a start price keeps bidders of a first price from holding back below it") {
    const Found found = auctions({"models.0.auction.rule=sealed_first_price", "models.0.auction.start_price=0.5",
                                  "market.choice.belief_learning=0.02"},
                                 200);
    is_near(found.sold, 0.917915);
    CHECK(found.price.mean > 0.5 * found.sold.mean);
}

TEST_CASE("winners who do not pay: with a second chance 1 - x² of the price comes in, without one 1 - x") {
    const auto income = [](bool second_chance) {
        const std::vector<RunResult> results =
            run_all(oracle("auctions", {"market.bidding.unpaid=0.1",
                                        fmt::format("models.0.auction.second_chance={}", second_chance)}));
        return estimate(results, [&](const RunResult& result) {
            return static_cast<double>(total(result, Count::Gmv, 20)) /
                   static_cast<double>(total(result, Count::HammerMoney, 20));
        });
    };
    is_near(income(true), 0.99);
    is_near(income(false), 0.9);
}

TEST_CASE("buyers who choose by taste bid as they would pay: a start price sells to those whom it would sell to") {
    // One offer on the page and few visits, so that hardly anybody meets a rival. At the reference price half of the
    // visits buy; at a price of 1.3 with a weight of 3, e^-0.9 / (1 + e^-0.9).
    for (const auto& [start, share] :
         std::vector<std::pair<double, double>>{{1.0, 0.5}, {1.3, 0.2890505}, {0.7, 0.7109495}}) {
        const std::vector<RunResult> results = run_all(
            oracle("auctions", {"market.bidding.values=tastes", "market.choice.price=3", "market.choice.conversion=0.5",
                                fmt::format("models.0.auction.start_price={}", start), "models.0.auction.days=1",
                                "market.wishes.rate_per_day=0.01", "market.buyers=10000", "market.sized_for=10000"}));
        // A second bidder of the day met the same start price in the morning.
        is_near(estimate(results,
                         [](const RunResult& result) { return testing::share(result, Count::Bids, Count::Visits); }),
                share);
    }
}
