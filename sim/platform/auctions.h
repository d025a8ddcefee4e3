// The auctions of a platform: one listing at a time for each offer, and what became of those that ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/auction.h"
#include "sim/memory/by_day.h"
#include "sim/platform/purchase.h"

namespace pasar {

inline constexpr std::uint32_t kNoListing = 0xFFFFFFFFU;

/// A bid as a picture of an auction shows it.
struct BidSeen {
    std::uint16_t day = 0;
    bool is_late = false, is_lost = false, leads = false;
    std::uint32_t buyer = 0;
    Money most;   ///< what its bidder would pay
    Money price;  ///< on display after it
};

/// The listing of an offer: a unit up for auction.
struct Listing {
    Auction auction;  ///< its state between bids
    Bid leader, runner_up;
    Money reserve, increment;
    std::uint16_t opened = 0, closes = 0;
    std::uint32_t bidders = 0, bids = 0, late = 0, late_lost = 0;
    std::uint16_t unpaid_units = 0;  ///< of the offer's stock, left to winners who have not paid yet
    bool is_open = false;
    bool is_watched = false;  ///< its bids are kept for a picture
    Money best_value;         ///< the most that anybody who bid would have paid
    std::vector<BidSeen> seen;
};

/// An auction that has ended, as the table "auctions" tells it.
struct EndedAuction {
    std::uint32_t offer = 0, seller = 0;
    std::uint16_t opened = 0, ended = 0;
    std::uint32_t bidders = 0, bids = 0, late = 0, late_lost = 0;
    std::uint8_t category = 0;
    bool is_sold = false, is_paid = false, is_second_chance = false, to_best = false;
    bool is_void = false;      ///< its seller was gone when it was to be paid
    std::uint32_t winner = 0;  ///< number of the buyer
    Money start, reserve, price;
    Money winner_value, runner_up_value;  ///< 0 where there is nobody
    Money best_value;                     ///< of all who bid
};

struct Auctions {
    std::vector<Listing> listings;              ///< one for each offer; empty where nothing is sold by auction
    std::vector<std::uint32_t> idle;            ///< offers whose listing is not open
    ByDay<std::vector<std::uint32_t>> closing;  ///< offers whose listing is, by the day on which it ends
    ByDay<std::vector<Bid>> late;               ///< bids that wait for the last minute, by the day on which it comes
    std::vector<EndedAuction> ended;            ///< where the table "auctions" is asked for
    std::vector<BidSeen> example;               ///< the bids of the auction that had most, of those watched
    EndedAuction example_of;
    /// What bidders expect goods to end at, by category, over the reference price; learned from auctions won.
    std::vector<double> expected;
    /// First price: what bidders take the second highest bid to be, over the highest; learned.
    double shading = 0.5;

    [[nodiscard]] std::size_t bytes() const;
};

}  // namespace pasar
