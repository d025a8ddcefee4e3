// What a visit comes to: something chosen and paid for, a bid in an auction, a booking asked for.
#pragma once

#include <cstdint>

#include "agents/money.h"

namespace pasar {

/// An offer chosen and paid for, to become an order.
struct Purchase {
    std::uint32_t offer = 0;
    std::uint32_t wish = 0;    ///< key of the draws
    std::uint16_t member = 0;  ///< index of the buyer inside the block
    std::uint8_t payment = 0;
    std::uint8_t zone = 0;  ///< see kZones
    std::uint8_t units = 1;
    bool coupon_valid = false;  ///< the buyer's coupon can be used on it
    std::uint16_t on_day = 0;   ///< of a service: its first day
    Money price;                ///< of a unit, where it is another than the offer's; 0 otherwise
    double gain = 0.0;          ///< see Order::gain
    double expected = -1.0;     ///< quality, after what the seller answered; below 0 as inferred
    double mistake_draw = 0.0;
};

/// A bid, as it was made: the most that its bidder would pay, which a platform that bids by proxy keeps to itself.
struct Bid {
    std::uint32_t offer = 0;
    std::uint32_t buyer = 0;  ///< number
    std::uint32_t wish = 0;   ///< key of the draws
    std::uint32_t turn = 0;   ///< of the bids of a day on one listing the lower comes first
    Money most;               ///< for the goods
    Money value;  ///< what the unit is worth to it, charges taken off: less is bid where the winner pays its own
    float expected = -1.0F;  ///< see Purchase
    std::uint8_t payment = 0;
    std::uint8_t zone = 0;
    bool is_late = false;  ///< waits for the last minute
    bool by_hand = false;  ///< bids what it needs to lead, and raises when outbid
};

/// A unit to be paid for by whom an auction left it to, on the morning after.
struct Won {
    Bid bid;        ///< of the winner
    Bid runner_up;  ///< with `most` 0 where there is nobody
    Money price;
    std::uint32_t listing = 0;  ///< index into Auctions::ended, or kNoListing where they are not kept
    bool is_second_chance = false;
    bool is_paid = false;  ///< said on the morning after
    bool is_void = false;  ///< the seller is gone
};

/// A booking asked for: granted or not when the day is cleared.
struct BookingRequest {
    Purchase purchase;
    std::uint32_t buyer = 0;  ///< number
    std::uint32_t turn = 0;   ///< of the requests of a day for one offer the lower comes first
    bool is_advance = false;  ///< at the advance fare
    bool is_short = false;    ///< at short notice
    bool is_denied = false;   ///< for today: more come than there is room for
};

/// Days of a booking from one on: those that become free again, or on which a buyer who has come stays.
struct BookedDays {
    std::uint32_t offer = 0;
    std::uint16_t first = 0;  ///< day
    std::uint8_t days = 0;
};

/// What becomes today of the bookings of one offer that came to their day.
struct Attending {
    std::uint32_t due = 0;
    std::uint32_t no_shows = 0;
    std::uint32_t not_served = 0;

    /// Buyers who come and whom somebody would serve.
    [[nodiscard]] std::uint32_t to_serve() const { return due - no_shows - not_served; }
};

}  // namespace pasar
