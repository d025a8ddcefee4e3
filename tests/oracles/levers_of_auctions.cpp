// What the terms of an auction and the ways of bidders do, in the small market of levers.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::vector<Sense>& senses_of_auctions() {
    using Given = std::vector<std::string>;
    const Given auction{"matching.kind=auction", "supply.sellers=1000"},
        careful{"matching.kind=auction", "supply.sellers=1000", "market.bidding.unpaid=0.3"};
    static const std::vector<Sense> all{
        // More days gather more bidders for each unit.
        {"auction.days", kMarketplace, auction, "2", "14", "bids_per_auction", +1},
        {"auction.days", kMarketplace, auction, "2", "14", "hammer_index", +1},
        // More units up at a time meet the same bidders.
        {"auction.listings", kMarketplace, auction, "1", "6", "hammer_index", -1},
        {"auction.listings", kMarketplace, auction, "1", "6", "orders", +1},
        // A high start and a reserve leave units unsold and keep others from going for a song.
        {"auction.start_price", kMarketplace, auction, "0.1", "1.2", "auction_success_rate", -1},
        {"auction.start_price", kMarketplace, auction, "0.1", "1.2", "bids_per_auction", -1},
        {"auction.reserve", kMarketplace, auction, "0", "1.5", "auction_success_rate", -1},
        {"auction.reserve", kMarketplace, auction, "0", "1.5", "hammer_index", +1},
        // A wide step shuts out who comes in between.
        {"auction.increment", kMarketplace, auction, "0.01", "0.5", "won_by_best_share", -1},
        {"auction.increment", kMarketplace, beside(auction, {"auction.increment_rule=second_plus"}), "0", "0.1",
         "hammer_index", +1},
        {"auction.second_chance", kMarketplace, careful, "false", "true", "orders", +1},
        {"auction.close", kMarketplace, auction, "hard", "extension", "won_by_best_share", +1},
        {"auction.close", kMarketplace, auction, "hard", "extension", "hammer_index", +1},
        {"auction.rule", kMarketplace, auction, "english", "sealed_second_price", "sniped_share", -1},
        // The last minute.
        {"market.bidding.late", kMarketplace, auction, "0.1", "1", "late_bid_share", +1},
        {"market.bidding.late_lost", kMarketplace, auction, "0", "0.5", "hammer_index", -1},
        {"market.bidding.late_lost", kMarketplace, auction, "0", "0.5", "won_by_best_share", -1},
        {"market.bidding.by_hand", kMarketplace, auction, "0", "1", "hammer_index", -1},
        {"market.bidding.by_hand", kMarketplace, auction, "0", "1", "sniped_share", +1},
        {"market.bidding.sniped_leave", kMarketplace, auction, "0", "1", "visits", -1},
        {"market.bidding.unpaid", kMarketplace, auction, "0", "0.5", "orders", -1},
        {"market.bidding.unpaid", kMarketplace, auction, "0", "0.5", "unpaid_share", +1},
        {"market.bidding.value_spread", kMarketplace, beside(auction, {"market.bidding.values=lognormal"}), "0.1",
         "0.9", "winner_gain", +1},
        // A dearer platform leaves less, here as everywhere; sellers' reserve rises with it.
        {"revenue.commission", kMarketplace, auction, "0.02", "0.4", "seller_income", -1},
        {"revenue.commission", kMarketplace, auction, "0.02", "0.4", "auction_success_rate", -1},
        // What holds at fixed prices alone.
        {"promotion.discount", kMarketplace, auction, "0", "0.2", "orders", 0},
    };
    return all;
}

}  // namespace

TEST_CASE("terms of auctions and ways of bidders move what they are there to move, the way they should") {
    for (const Sense& sense : senses_of_auctions()) holds(sense);
}

TEST_CASE("there is no number of auctions of which it is not said what it does") {
    std::set<std::string> said;
    for (const Sense& sense : senses_of_auctions()) said.insert(sense.path);
    for (const std::string& path : numeric_paths(*small_market().resolved)) {
        const std::string of = "models." + kMarketplace + ".";
        if (path.starts_with("market.bidding.")) CHECK_MESSAGE(said.count(path) == 1, path);
        if (path.starts_with(of + "auction.")) CHECK_MESSAGE(said.count(path.substr(of.size())) == 1, path);
    }
}

TEST_CASE("where nothing is sold by auction, its terms change nothing, to the unit") {
    for (const char* const setting : {"models.Marketplace.auction.days=2", "models.Marketplace.auction.start_price=1",
                                      "market.bidding.late=1", "market.bidding.unpaid=0.9"})
        CHECK(measured(kMarketplace, {setting}, "orders") == measured(kMarketplace, {}, "orders"));
}
