// Auctions in the course of the day: what must hold whatever is drawn.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario auction_market(SupplyKind supply = SupplyKind::Sellers) {
    Scenario s = lively_market(supply);
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Auction;
    model.auction.days = 4;
    model.auction.listings = 2;
    s.market.bidding.unpaid = 0.2;
    s.market.bidding.sniped_leave = 0.1;
    s.market.bidding.late_lost = 0.1;
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("a unit is sold to one bidder: orders are the auctions paid for, and stock never runs below nothing") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        const Scenario s = auction_market(supply);
        World market(s, 0, 0, 1);
        market.platform().keep_auctions = true;
        while (market.day() < s.days) {
            market.step();
            for (std::size_t i = 0; i < market.platform().offers.size(); ++i) {
                const Listing& listing = market.platform().auctions.listings[i];
                CHECK(market.platform().offers[i].stock >= listing.unpaid_units);
                if (listing.is_open) CHECK(listing.closes >= market.day());
            }
        }
        const Platform& p = market.platform();
        std::int64_t paid = 0, sold = 0, gone = 0;
        Money at_hammer;
        for (const EndedAuction& one : p.auctions.ended) {
            paid += one.is_paid ? 1 : 0;
            sold += one.is_sold ? 1 : 0;
            gone += one.is_void ? 1 : 0;
            CHECK(one.winner_value <= one.best_value);
            CHECK(one.to_best == (one.is_sold && one.winner_value == one.best_value));
            if (!one.is_sold) {
                CHECK(!one.is_paid);
                continue;
            }
            CHECK(one.price >= one.start);
            CHECK(one.price >= one.reserve);
            CHECK(one.price <= one.winner_value);
            CHECK(one.bidders >= 1);
            CHECK(one.late_lost <= one.late);
            CHECK(one.late <= one.bids);
            if (one.is_paid) at_hammer += one.price;
        }
        const auto count = [&](Count what) { return p.total.counts[static_cast<std::size_t>(what)]; };
        CHECK(sold == count(Count::AuctionsWon));
        CHECK(count(Count::AuctionsEnded) == static_cast<std::int64_t>(p.auctions.ended.size()));
        CHECK(paid == count(Count::Orders));
        CHECK(paid == count(Count::Units));
        CHECK(paid > 300);
        CHECK(count(Count::StockOuts) == 0);
        CHECK(count(Count::SecondChances) > 0);
        CHECK(count(Count::AuctionsUnpaid) > 0);
        CHECK(count(Count::Sniped) > 0);
        CHECK(count(Count::BiddersGaveUp) > 0);
        // Each winner pays or does not; those who did not leave the unit to the runner-up, or to the next auction.
        CHECK(count(Count::AuctionsWon) + count(Count::SecondChances) ==
              count(Count::Orders) + count(Count::AuctionsUnpaid) + gone);
        CHECK(at_hammer.units == count(Count::Gmv));
    }
}

TEST_CASE("without lost bids and hands, a hard close and an extended one are the same to the unit") {
    Scenario hard = auction_market();
    hard.market.bidding.late_lost = hard.market.bidding.by_hand = hard.market.bidding.sniped_leave = 0.0;
    Scenario extended = hard;
    extended.models[0].auction.close = AuctionClose::Extension;
    const RunResult a = run(hard), b = run(extended);
    for (std::int64_t day = 0; day < hard.days; ++day)
        for (const Count what : {Count::Bids, Count::AuctionsWon, Count::HammerMoney, Count::Orders, Count::Delivered,
                                 Count::BuyerSurplus, Count::CommissionRevenue})
            CHECK(on_day(a, day, what) == on_day(b, day, what));
}

TEST_CASE("lost late bids and hands that are too slow lower the price, and let the best bidder win less often") {
    const auto with = [](double late_lost, double by_hand) {
        Scenario s = auction_market();
        s.market.bidding.late_lost = late_lost;
        s.market.bidding.by_hand = by_hand;
        s.market.bidding.sniped_leave = 0.0;
        s.market.seller_types = {{.kind = SellerKind::Honest, .share = 1.0}};
        return run(s);
    };
    const RunResult smooth = with(0.0, 0.0), lossy = with(0.4, 0.0), slow = with(0.0, 1.0);
    CHECK(kpi(lossy, "hammer_index") < kpi(smooth, "hammer_index"));
    CHECK(kpi(slow, "hammer_index") < kpi(smooth, "hammer_index"));
    CHECK(kpi(lossy, "won_by_best_share") < kpi(smooth, "won_by_best_share"));
    CHECK(kpi(slow, "won_by_best_share") < kpi(smooth, "won_by_best_share"));
}

TEST_CASE("late bids that never get through change nothing for who bids by hand") {
    const auto with = [](double by_hand) {
        Scenario s = auction_market();
        s.market.bidding.late_lost = 1.0;
        s.market.bidding.by_hand = by_hand;
        return run(s);
    };
    const RunResult proxies = with(0.0), hands = with(1.0);
    for (const Count what : {Count::AuctionsWon, Count::HammerMoney, Count::Orders})
        CHECK(total(hands, what) == total(proxies, what));
}

TEST_CASE("an event that changes no price leaves the bids of open auctions alone") {
    Scenario quiet = auction_market(SupplyKind::Own);
    Scenario eventful = quiet;
    eventful.timeline = {
        {.name = "rent", .day = 20, .days = 5, .set = {.all = {{"model.costs.fixed_per_day", "100004"}}}, .shock = {}}};
    validate(eventful);
    const RunResult a = run(quiet), b = run(eventful);
    for (std::int64_t day = 0; day < quiet.days; ++day)
        for (const Count what : {Count::Bids, Count::AuctionsWon, Count::HammerMoney})
            CHECK(on_day(a, day, what) == on_day(b, day, what));
}

TEST_CASE("who wishes for what does not hang on how goods are sold") {
    Scenario fixed = lively_market(), auction = auction_market();
    for (Scenario* s : {&fixed, &auction}) {
        s->market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
        s->market.bidding.sniped_leave = 0.0;
        s->market.voice.exit_rate = 0.0;
        s->market.word_of_mouth.promoter_from = 1.01;
        s->market.word_of_mouth.detractor_below = 0.0;
        s->models[0].site.seconds_per_request = 0.0;
        s->models[0].programmes.thank_you.on = s->models[0].programmes.loyalty.on = false;
        s->market.awareness = {.initially_aware = 1.0, .innovation_per_year = 0.0, .imitation_per_year = 0.0};
    }
    // Of several wishes of a day the ones after an order wait until the morrow.
    CHECK(total(run(fixed), Count::Visits) == doctest::Approx(total(run(auction), Count::Visits)).epsilon(0.002));
}

TEST_CASE("the same on any number of threads, from a copy in the middle of auctions, and with tables or without") {
    const Scenario s = auction_market();
    World one(s, 0, 0, 1), three(s, 0, 0, 3), plain(s, 0, 0, 1);
    plain.platform().keep_tables = false;
    run_until(plain, 20);
    run_until(one, 20);
    run_until(three, 20);
    CHECK(one.platform().auctions.listings.size() > 100);
    CHECK(state_hash(one) == state_hash(three));
    CHECK(state_hash(one) == state_hash(plain));
    const std::unique_ptr<World> copy = copy_of(one, s, 0, 2);
    CHECK(state_hash(*copy) == state_hash(one));
    run_until(one, 45);
    run_until(*copy, 45);
    run_until(three, 45);
    CHECK(state_hash(*copy) == state_hash(one));
    CHECK(state_hash(three) == state_hash(one));
}

TEST_CASE("a seller who goes takes its listings along; a copy under other terms goes on") {
    Scenario s = auction_market();
    s.market.sellers.gives_up_per_day = 0.05;
    s.market.sellers.outside_income_per_month = {1'000'000'000};
    World market(s, 0, 0, 1);
    run_until(market, 40);
    std::int64_t gone = 0;
    const Platform& p = market.platform();
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        if (p.offers[i].open) continue;
        ++gone;
        if (market.day() > 0 && p.auctions.listings[i].closes + 1 < market.day())
            CHECK(!p.auctions.listings[i].is_open);
    }
    CHECK(gone > 0);
    Scenario other = s;
    other.models[0].auction.days = 2;
    other.models[0].auction.rule = AuctionRule::SealedSecondPrice;
    const std::unique_ptr<World> copy = copy_of(market, other, 0, 1);
    run_until(*copy, 60);
    CHECK(copy->platform().total.counts[static_cast<std::size_t>(Count::AuctionsEnded)] >
          p.total.counts[static_cast<std::size_t>(Count::AuctionsEnded)]);
}
