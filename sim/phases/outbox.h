// What one thread hands on to the phases that one thread leads: money on its way, payouts, claims, contests for the
// last unit, new sellers, stories. Empty between two days.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "agents/retention.h"
#include "sim/memory/by_day.h"
#include "sim/platform/offers.h"
#include "sim/platform/order.h"
#include "sim/platform/purchase.h"
#include "sim/stories/watched_event.h"

namespace pasar {

/// Amounts that arrive on a given day.
struct MoneyUnderWay {
    ByDay<std::int64_t> settling;      ///< payment_transit -> held
    ByDay<std::int64_t> courier_cash;  ///< courier_cash -> held
    ByDay<std::int64_t> own_sales;     ///< held -> platform
    ByDay<std::int64_t> held_refunds;  ///< held -> buyers
    ByDay<std::int64_t> refunds;       ///< refunds_due -> buyers

    /// Nothing is under way; days to come begin with `day`.
    void restart(std::int64_t day);
    /// Takes over all of `other`, which is then empty and begins with `tomorrow`.
    void take_over(MoneyUnderWay& other, std::int64_t tomorrow);
};

/// An independent seller's share of an order, and the platform's, both out of held money on the day it is released.
struct Payout {
    std::uint32_t seller = 0;
    std::uint16_t day = 0;
    Money to_seller, to_platform;
};
/// What a seller owes the platform at once: a refund, a return, a fee. What its balance cannot bear the platform bears.
struct Clawback {
    std::uint32_t seller = 0;
    bool is_refund = false;  ///< counts as cost of remedies where the platform bears it
    Money amount;
};

/// An order that lost or may lose the race for the last unit.
struct Contest {
    std::uint32_t offer, hash, block, slot;
    std::uint16_t buyer, units;
};

/// One settled order, as the table "orders" tells it.
struct OrderStory {
    std::uint32_t buyer;
    std::uint8_t segment;
    std::uint16_t ended;
    Order order;
};

/// A review of an offer, for the table "reviews"; `count` of them where the seller writes them for itself.
struct WrittenReview {
    std::uint32_t offer = 0;
    std::uint8_t stars = 5;
    bool is_fake = false;
    std::int64_t count = 1;
};
/// A seller's day in a category, as the table "reviews" tells it.
struct SellerDay {
    std::uint32_t seller = 0;
    std::uint16_t day = 0;
    std::uint8_t category = 0;
    std::array<std::int64_t, 5> reviews{};  ///< of one to five stars
    std::int64_t fake_reviews = 0;
    std::int64_t orders = 0;  ///< sold-out ones apart
    Money gmv;                ///< of these
    double shown = -1.0;      ///< mean score on display in the evening; below 0 where no offer is open
};

/// A customer who left, and the order after which it did.
struct Leaver {
    std::uint32_t buyer = 0;
    std::uint32_t offer = 0;
    std::uint16_t day = 0;  ///< on which it left
    LeavingReason reason = LeavingReason::LostInterest;
    Cause cause = Cause::Nobody;
    FeltCause felt = FeltCause::Shop;
    bool at_once = false;       ///< instead of complaining
    float satisfaction = 0.0F;  ///< with that order, at the end
};

/// A delighted buyer who thinks about selling, or registers as a reseller.
struct BuyerTurnedSeller {
    std::uint32_t buyer = 0;
    std::uint8_t region = 0;
    bool registers = false;  ///< as a reseller, without reckoning first
};

/// A courier's day with one platform.
struct CourierDay {
    std::int64_t parcels = 0;   ///< handed over to it
    std::int64_t due = 0;       ///< shipping and cash fees, to be invoiced
    std::int64_t cashback = 0;  ///< that it owes
};

/// What a day at a feed comes to beside its counts.
struct FeedDay {
    /// People who read today, by the days since they last did: 0 where that was none of the 29 days before.
    std::array<std::int64_t, 30> readers{};
    std::int64_t visits = 0, ads = 0, posts = 0;
    std::int64_t good_posts = 0, bad_posts = 0;  ///< that others see tomorrow

    void add(const FeedDay& other);
};

struct Outbox {
    explicit Outbox(std::size_t couriers = 0) : couriers(couriers) {}

    MoneyUnderWay money;
    std::vector<OfferTally> offers;  ///< today's, one for each offer
    std::vector<Payout> payouts;
    std::vector<Clawback> clawbacks;
    std::vector<Contest> contests;
    std::vector<Bid> bids;                       ///< today's, by auction
    std::vector<Won> answered;                   ///< units won whose winners paid this morning, or did not
    std::vector<BookingRequest> bookings;        ///< today's
    std::vector<BookedDays> freed;               ///< of bookings called off today, or whose buyers are not served
    std::vector<BookedDays> staying;             ///< of buyers who came today, from tomorrow on
    std::vector<Attending> attending;            ///< today's, one for each offer; empty where nothing is booked
    std::vector<OrderStory> stories;             ///< of the sampled orders settled today
    std::vector<WrittenReview> written;          ///< today's, where the table "reviews" is asked for
    std::vector<Leaver> leavers;                 ///< today's
    std::vector<WatchedEvent> watched;           ///< today's, of a market under watch
    std::vector<BuyerTurnedSeller> new_sellers;  ///< today's
    std::vector<CourierDay> couriers;
    FeedDay feed;
    /// Visits that saw offers today, [segment × categories + category]; empty where nobody asks, see
    /// Plan::watches_demand.
    std::vector<std::int64_t> category_visits;

    /// Takes over all of `other`, which is then empty.
    void take_over(Outbox& other, std::int64_t tomorrow);
};

}  // namespace pasar
