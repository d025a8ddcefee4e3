// An auction of one unit, bid by bid: pure functions of its state. Prices are in the same unit as bids.
//
// Vickrey 1961; Riley & Samuelson 1981; proxy bidding and its close as in Roth & Ockenfels 2002 and Ockenfels & Roth
// 2006. Known answers with n bidders whose values are uniform on (0, 1): price (n - 1)/(n + 1); with a number of
// bidders from Poisson(m), unsold and lone bidders counting 0: 1 - 2/m + e^-m (1 + 2/m).
#pragma once

#include <algorithm>

#include "agents/kinds.h"
#include "agents/money.h"

namespace pasar {

/// What a platform knows of an auction between two bids.
struct Auction {
    Money start;    ///< lowest first bid
    Money price;    ///< on display: what the leader would pay now; the start before any bid
    Money highest;  ///< bid so far; 0 before any
    Money second;   ///< highest of the others' bids; 0 with fewer than two bidders
};

/// The lowest bid that is taken now.
[[nodiscard]] constexpr Money least_bid(const Auction& a, AuctionRule rule, IncrementRule increments, Money increment) {
    if (rule != AuctionRule::English || a.highest.units == 0) return a.start;
    if (increments == IncrementRule::SecondPlus) return larger(a.start, a.second);
    return a.price + increment;
}

/// What is on display after the highest and the second highest bid are known.
[[nodiscard]] constexpr Money price_on_display(const Auction& a, AuctionRule rule, Money increment) {
    if (rule != AuctionRule::English || a.second.units == 0) return a.start;
    return larger(a.start, smaller(a.highest, a.second + increment));
}

enum class BidTaken { TooLow, Leads, IsSecond };

/// Enters the bid of somebody who does not lead. `increment` counts under AuctionRule::English alone.
constexpr BidTaken enter_bid(Auction& a, AuctionRule rule, IncrementRule increments, Money increment, Money bid) {
    if (bid.units <= 0 || bid < least_bid(a, rule, increments, increment)) return BidTaken::TooLow;
    const bool leads = bid > a.highest;
    if (leads) {
        a.second = a.highest;
        a.highest = bid;
    } else {
        a.second = larger(a.second, bid);
    }
    a.price = price_on_display(a, rule, increment);
    return leads ? BidTaken::Leads : BidTaken::IsSecond;
}

/// The leader raises its own bid; nobody else's price hangs on that.
constexpr void raise_own_bid(Auction& a, AuctionRule rule, Money increment, Money bid) {
    a.highest = larger(a.highest, bid);
    a.price = price_on_display(a, rule, increment);
}

/// One who bids by hand has bid no more than it needs to lead: what is on display, which a late bid has to beat.
constexpr void show_hand(Auction& a) { a.highest = larger(a.start, a.price); }

/// What the winner pays; 0 where the unit is not sold, since nobody bid or the reserve was not met.
[[nodiscard]] constexpr Money hammer_price(const Auction& a, AuctionRule rule, Money reserve) {
    if (a.highest.units == 0 || a.highest < reserve) return {};
    if (rule == AuctionRule::SealedFirstPrice) return a.highest;
    if (rule == AuctionRule::SealedSecondPrice) return larger(larger(a.start, a.second), reserve);
    return larger(a.price, reserve);
}

/// What a bidder asks itself to bid whose unit is worth `value` to it: all of it, where the price is the second bid;
/// less where it pays its own, by what it takes the second highest bid to be over the highest. With n values uniform on
/// (0, 1) that share is (n - 1)/n, and the bid that of Riley & Samuelson 1981. `least`: the lowest bid that is taken,
/// below which nobody goes to whom the unit is worth it.
[[nodiscard]] constexpr Money bid_of(Money value, AuctionRule rule, double second_over_highest, Money least = {}) {
    if (rule != AuctionRule::SealedFirstPrice || value < least) return value;
    return larger(least, {whole_part(static_cast<double>(value.units) * second_over_highest + 0.5)});
}

}  // namespace pasar
