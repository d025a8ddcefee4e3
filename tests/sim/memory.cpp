// What takes memory in a market, and how a market ends that has no more room.
#include <doctest/doctest.h>
#include <string>

#include "sim/memory/room.h"
#include "sim/world/run.h"
#include "tests/says.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// A thousand newcomers a day for every seller.
Scenario market_of_sellers_without_end() {
    Scenario s = lively_market();
    s.days = 60;
    s.market.buyers = 50;
    s.market.sellers.entry_per_day = 1000.0;
    s.market.sellers.idle_days_to_exit = 36500;
    return s;
}

}  // namespace

TEST_CASE("sellers without end end the run with a sentence that names what lets them in") {
    RunOptions options;
    options.most_bytes = 60e6;
    try {
        (void)run_market(market_of_sellers_without_end(), 0, 0, options);
        FAIL("60 MB hold no market of a billion sellers");
    } catch (const OutOfRoom& error) {
        const std::string message = error.what();
        CHECK_MESSAGE(message.starts_with("day "), message);
        CHECK_MESSAGE(says(message, "of them since day 0 take "), message);
        CHECK_MESSAGE(says(message, "lower market.sellers.entry_per_day"), message);
        CHECK_MESSAGE(says(message, "60 MB"), message);
    }
}

TEST_CASE("a market within its room runs to its end") {
    Scenario s = lively_market();
    s.days = 20;
    RunOptions options;
    options.most_bytes = 200e6;
    CHECK(run_market(s, 0, 0, options).days.size() == 20);
}

TEST_CASE("what a scenario asks for is estimated before it runs, and the largest need names its parameter") {
    Scenario s = lively_market();
    s.market.sized_for = 0;
    const auto blamed = [](const Scenario& scenario) {
        const std::vector<MemoryNeed> needs = memory_needs(scenario, 0);
        CHECK(total_bytes(needs) > 10e9);
        return largest_of(needs).parameter;
    };
    s.models[0].supply.sellers = 100'000'000;
    CHECK(blamed(s) == "models.Model.supply.sellers");
    s.models[0].supply.sellers = 10;
    s.market.buyers = 1'000'000'000;
    CHECK(blamed(s) == "market.buyers");
}

TEST_CASE("the estimate is of the size of what the market then takes, however goods are sold") {
    for (const MatchingKind kind : {MatchingKind::Offers, MatchingKind::Auction, MatchingKind::Booking}) {
        Scenario s = lively_market();
        s.days = 60;
        s.market.buyers = 200'000;
        s.market.awareness.initially_aware = 1.0;
        ModelSpec& model = s.models[0];
        model.supply.sellers = kind == MatchingKind::Offers ? 20'000 : 60'000;
        model.matching.kind = kind;
        model.auction.listings = 4;
        if (kind == MatchingKind::Booking) model.fulfilment.kind = FulfilmentKind::Service;
        model.booking.horizon_days = 300;
        validate(s);
        World market(s, 0, 0, 1);
        while (market.day() < 20) market.step();
        const double estimated = total_bytes(memory_needs(s, 0));
        const double taken = total_bytes(memory_of(market.platform()));
        INFO(name_of(kind) << ": " << estimated << " bytes estimated, " << taken << " taken");
        CHECK(taken < 2.0 * estimated);
        CHECK(estimated < 2.5 * taken);
    }
}
