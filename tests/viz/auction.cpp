// What the window shows of a market that sells by auction.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "sim/world/run.h"
#include "tests/sim/markets.h"
#include "viz/chart_tables.h"
#include "viz/picture_of.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario auction_market(std::int64_t sellers) {
    Scenario s = lively_market();
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Auction;
    model.auction.days = 5;
    model.auction.listings = 3;
    model.supply.sellers = sellers;
    s.market.bidding.late = 0.5;
    s.market.bidding.late_lost = 0.2;
    validate(s);
    return s;
}

/// A day on which all bids are kept, those on listings of this morning apart.
void step_with_bids_kept(World& market) {
    for (Listing& listing : market.platform().auctions.listings) listing.is_watched = true;
    market.step();
}

std::shared_ptr<const AuctionPicture> shown(const World& market) {
    SeenWorld world;
    picture(market.platform(), world);
    return world.auction;
}

}  // namespace

TEST_CASE("a market without auctions shows none") {
    const Scenario s = lively_market();
    World market(s, 0, 0, 1);
    for (int day = 0; day < 10; ++day) market.step();
    CHECK(shown(market) == nullptr);
}

TEST_CASE("of the auctions that are open the one with most bids is shown as it stands this evening") {
    const Scenario s = auction_market(40);
    World market(s, 0, 0, 1);
    CHECK(shown(market) == nullptr);
    int open = 0, with_several = 0;
    while (market.day() < 40) {
        step_with_bids_kept(market);
        const auto auction = shown(market);
        if (auction == nullptr || !auction->open_for) continue;
        ++open;
        with_several += auction->bids.size() > 1 ? 1 : 0;
        CHECK(auction->opened + *auction->open_for == market.day());
        CHECK(auction->closes >= market.day());
        CHECK_FALSE(auction->price);
        CHECK(auction->reserve > 0.0);
        CHECK(auction->start > 0.0);
        std::size_t most = 0;
        for (const Listing& listing : market.platform().auctions.listings)
            if (listing.is_open) most = std::max(most, listing.seen.size());
        CHECK(auction->bids.size() == most);
        const std::vector<PriceStep> steps = price_steps(*auction);
        CHECK(steps.front() == PriceStep{0.0, auction->start});
        CHECK(steps.back().at == static_cast<double>(*auction->open_for));
        // What a proxy shows never falls.
        CHECK(std::is_sorted(steps.begin(), steps.end(),
                             [](const PriceStep& a, const PriceStep& b) { return a.price < b.price; }));
        for (const PicturedBid& bid : auction->bids) {
            CHECK(bid.day >= auction->opened);
            CHECK(bid.day < market.day());
            CHECK_FALSE(bid.is_late);  // these wait
        }
    }
    CHECK(open > 20);
    CHECK(with_several > 5);
}

TEST_CASE("where none of the open ones has a bid, the auction that had most of all that ended is shown") {
    const Scenario s = auction_market(40);
    World market(s, 0, 0, 1);
    while (market.day() < 40) step_with_bids_kept(market);
    Platform& platform = market.platform();
    REQUIRE_FALSE(platform.auctions.example.empty());
    for (Listing& listing : platform.auctions.listings) listing.seen.clear();
    const auto auction = shown(market);
    REQUIRE(auction != nullptr);
    CHECK_FALSE(auction->open_for);
    CHECK(auction->bids.size() == platform.auctions.example.size());
    CHECK(auction->opened == platform.auctions.example_of.opened);
    CHECK(auction->price.has_value() == platform.auctions.example_of.is_sold);
    if (auction->price) {
        CHECK(*auction->price == static_cast<double>(platform.auctions.example_of.price.units));
        CHECK(*most_of_leader(*auction) >= *auction->price);
    }
}

TEST_CASE("the bids that a window shows are written as the table of a run has them") {
    Scenario s = auction_market(40);
    s.days = 30;
    World market(s, 0, 0, 1);
    while (market.day() < s.days) step_with_bids_kept(market);
    for (Listing& listing : market.platform().auctions.listings) listing.seen.clear();
    SeenWorld world;
    world.name = "A, the \"first\"";
    picture(market.platform(), world);
    REQUIRE(world.auction != nullptr);
    const std::string text = bids_csv(std::vector<SeenWorld>{world});
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    std::string columns = "world";
    std::size_t rows = 0;
    for (const Table& table : result_of(market.platform(), true).tables) {
        if (table.file != "bids") continue;
        for (const Column& column : table.columns) columns += "," + column.name;
        rows = table.rows();
    }
    CHECK(line == columns);
    std::size_t count = 0;
    while (std::getline(lines, line)) {
        ++count;
        CHECK(line.starts_with("\"A, the \"\"first\"\"\"," + std::to_string(count) + ","));
    }
    CHECK(rows > 0);
    CHECK(count == rows);
}
