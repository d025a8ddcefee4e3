#include "reports/auction_picture.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace pasar;

namespace {

std::string rupiah(double amount) { return fmt::format("Rp {:.0f}", amount); }

/// Four days. Bidders 7 and 8 on the first, 9 on the third; 7 and 5 in the last minute, 5 too late.
AuctionPicture four_days() {
    return {.category = "home",
            .opened = 10,
            .closes = 13,
            .start = 10.0,
            .reserve = 50.0,
            .price = 85.0,
            .bids = {{.day = 10, .leads = true, .bidder = 7, .most = 60.0, .shown = 10.0},
                     {.day = 10, .bidder = 8, .most = 30.0, .shown = 35.0},
                     {.day = 12, .leads = true, .bidder = 9, .most = 80.0, .shown = 65.0},
                     {.day = 13, .is_late = true, .leads = true, .bidder = 7, .most = 100.0, .shown = 85.0},
                     {.day = 13, .is_late = true, .is_lost = true, .bidder = 5, .most = 200.0, .shown = 85.0}}};
}

}  // namespace

TEST_CASE("bids of a day are spread over it in their order, and late ones stand behind the last day") {
    const AuctionPicture auction = four_days();
    CHECK(auction.days() == 4);
    CHECK(auction.reach() == doctest::Approx(4.56));
    const std::vector<double> places = auction.places();
    REQUIRE(places.size() == 5);
    CHECK(places[0] == 0.25);
    CHECK(places[1] == 0.75);
    CHECK(places[2] == 2.5);
    CHECK(places[3] == doctest::Approx(4.14));
    CHECK(places[4] == doctest::Approx(4.42));
    CHECK(std::is_sorted(places.begin(), places.end()));
}

TEST_CASE("where nobody waits for the last minute there is no strip for it, and a long one is shorter than a day") {
    AuctionPicture auction = four_days();
    auction.bids.resize(3);
    CHECK(auction.reach() == 4.0);
    AuctionPicture month = four_days();
    month.opened = 0;
    month.closes = 29;
    CHECK(month.reach() == doctest::Approx(30.98));
}

TEST_CASE("the price on display begins at the start price, steps with bids that change it, and stays to the end") {
    const std::vector<PriceStep> steps = price_steps(four_days());
    const std::vector<double> places = four_days().places();
    CHECK(steps ==
          std::vector<PriceStep>{
              {0.0, 10.0}, {places[1], 35.0}, {places[2], 65.0}, {places[3], 85.0}, {four_days().reach(), 85.0}});
    AuctionPicture open = four_days();
    open.bids.resize(2);
    open.price.reset();
    open.open_for = 2;
    CHECK(price_steps(open).back() == PriceStep{2.0, 35.0});
}

TEST_CASE("the sentence says how many bid, from where to where the price went, and what the winner would have paid") {
    AuctionPicture auction = four_days();
    CHECK(bidders_of(auction) == 4);
    // The last to lead, not the highest of all: that one came too late.
    CHECK(most_of_leader(auction) == 100.0);
    CHECK(auction_in_words(auction, rupiah, Language::English) ==
          "5 bids of 4 bidders; it began at Rp 10 and ended at Rp 85. The winner would have paid up to Rp 100.");
    auction.price.reset();
    CHECK(auction_in_words(auction, rupiah, Language::English) ==
          "5 bids of 4 bidders; it began at Rp 10 and was not sold: nobody bid as much as the reserve of Rp 50.");
    auction.bids.resize(1);
    auction.open_for = 1;
    CHECK(auction_in_words(auction, rupiah, Language::English) == "One bid; it began at Rp 10 and stands at Rp 10.");
    auction.bids.clear();
    CHECK_FALSE(most_of_leader(auction));
    CHECK(auction_in_words(auction, rupiah, Language::English) == "No bid; it began at Rp 10 and stands at Rp 10.");
}
