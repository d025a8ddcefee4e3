// Buyers and their orders as they lie in memory: blocks of a few thousand buyers, each with its own calendar and its
// own orders under way, so that a day can be worked through block by block on any number of threads.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "sim/memory/fetch.h"
#include "sim/people/calendar.h"

namespace pasar {

inline constexpr std::uint32_t kNoOffer = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint16_t kNever = std::numeric_limits<std::uint16_t>::max();
inline constexpr std::uint16_t kNoMonth = (1U << 14U) - 1U;  ///< the largest number in 14 bits

/// What a buyer tells others.
enum class Talk : std::uint8_t { Neutral, Promotes, Detracts };

/// One buyer: one cache line.
struct alignas(64) Buyer {
    float next_wish = 0.0F;     ///< wish time (see Season) of wish number `wish`
    float wish_rate = 0.0F;     ///< per day of wish time
    float dropout_odds = 0.0F;  ///< log-odds of leaving after an order that met the target; known from the first order
    float trust = 0.0F;         ///< in the platform, 0..1
    float satisfaction = 0.0F;  ///< with the last order
    float liked_by = 0.0F;      ///< satisfaction with the offer liked best
    std::uint32_t liked_offer = kNoOffer;
    std::uint32_t barred_offer = kNoOffer;   ///< never again
    std::uint32_t wish = 0;                  ///< number of the next wish, which all its luck hangs on
    std::uint16_t remind_on = kNever;        ///< day of its only reminder
    std::uint16_t coupon_visit_on = kNever;  ///< day of the only visit that a coupon brings
    Money points;                            ///< of loyalty, as money off a later order
    std::uint16_t orders = 0;
    std::uint16_t coupon = 0;        ///< discount in ten-thousandths of the price
    std::uint16_t coupon_until = 0;  ///< last day it is good for
    std::uint16_t last_order_day = kNever;
    std::uint16_t first_month = kNever;  ///< month of the first order, 0-based
    std::uint8_t region = 0;
    std::uint8_t payment = 0;
    Stage stage = Stage::Unaware;
    Talk talk = Talk::Neutral;
    std::uint16_t changed_month : 14 = kNoMonth;  ///< in which it last left or came back
    std::uint16_t was_customer : 1 = 0;           ///< when that month began
    std::uint16_t in_calendar : 1 = 0;            ///< its next wish is entered there

    [[nodiscard]] bool has_coupon(std::int64_t day) const { return coupon > 0 && day <= coupon_until; }
    /// A coupon worth `share` of the price, good until a day. Of it and one that is still good today the buyer keeps
    /// the one worth more, of equals the one good for longer: what a coupon is worth and how long it is good stay
    /// together.
    void take_coupon(double share, std::int64_t today, std::int64_t until) {
        const auto worth = static_cast<std::uint16_t>(share * 1e4 + 0.5);
        const auto last_day = static_cast<std::uint16_t>(std::min<std::int64_t>(until, kNever - 1));
        if (has_coupon(today) && (coupon > worth || (coupon == worth && coupon_until >= last_day))) return;
        coupon = worth;
        coupon_until = last_day;
    }
};
static_assert(sizeof(Buyer) == 64);

/// What an entry of the agenda is about: mostly an order, but also visits that a message may bring.
enum class Entry : std::uint8_t { Order, CouponVisit, Reminder, WinBack };

namespace order_flag {
inline constexpr std::uint16_t kOwnGoods = 1;  ///< from the platform's own stock
inline constexpr std::uint16_t kPaidOut = 2;   ///< the seller's share has been handed on or is on its way
inline constexpr std::uint16_t kSoldOut = 4;   ///< lost the race for the last unit
inline constexpr std::uint16_t kVoiced = 8;    ///< the buyer complained
inline constexpr std::uint16_t kShipped = 16;  ///< a courier took it
inline constexpr std::uint16_t kFirst = 32;    ///< the buyer's first order
inline constexpr std::uint16_t kLate = 64;
inline constexpr std::uint16_t kChatbot = 128;    ///< answered by the chatbot
inline constexpr std::uint16_t kCancelled = 256;  ///< held money went back before it was released: there was no sale
inline constexpr std::uint16_t kSlowHandover = 1024;  ///< the seller had it longer than the courier
inline constexpr std::uint16_t kExits = 512;          ///< the buyer leaves at once over it
inline constexpr std::uint16_t kRefunded = 2048;      ///< money went back, wholly or in part
// What was wrong with the parcel, whether its buyer then took it or not.
inline constexpr std::uint16_t kDamaged = 4096;
inline constexpr std::uint16_t kWrongItem = 8192;
inline constexpr std::uint16_t kMisdescribed = 16384;
}  // namespace order_flag

/// One order from the click to the end of its story: one cache line.
struct alignas(64) Order {
    Money goods;     ///< price of the goods
    Money paid;      ///< what the buyer pays: goods and shipping and fee less discount
    Money discount;  ///< given by the platform
    Money shipping;  ///< price of the courier
    std::uint32_t offer = 0;
    std::uint32_t wish = 0;    ///< key of its luck
    float expectation = 0.0F;  ///< quality expected at the click
    float satisfaction = 0.0F;
    std::uint16_t buyer = 0;     ///< index inside the block
    std::uint16_t placed = 0;    ///< day
    std::uint16_t promised = 0;  ///< day
    std::uint16_t ended = 0;     ///< day it was handed over or given up; later the day the complaint was raised
    std::uint8_t units = 1;
    std::uint8_t payment = 0;
    std::uint8_t courier = 0;
    std::uint8_t region = 0;  ///< of the buyer
    std::uint16_t flags = 0;
    // Two bytes for five choices of a few values each.
    Fate fate : 4 = Fate::Fine;
    Cause cause : 2 = Cause::Nobody;
    FeltCause felt : 1 = FeltCause::Shop;
    Remedy remedy : 3 = Remedy::None;
    Entry entry : 2 = Entry::Order;

    /// An entry of the agenda that is about no order: a message to a buyer.
    [[nodiscard]] static Order message(Entry about, std::uint16_t to) {
        Order note;
        note.entry = about;
        note.buyer = to;
        note.units = 0;
        return note;
    }
    /// Day the goods came or were given up. Pre: that day has come.
    [[nodiscard]] std::uint16_t way_ended() const { return has(order_flag::kVoiced) ? promised : ended; }
    [[nodiscard]] bool has(std::uint16_t flag) const { return (flags & flag) != 0; }
    void set(std::uint16_t flag) { flags = static_cast<std::uint16_t>(flags | flag); }
};
static_assert(sizeof(Order) == 64);
static_assert(kCountOf<Fate> <= 16 && kCountOf<Cause> <= 4 && kCountOf<FeltCause> <= 2 && kCountOf<Remedy> <= 8);

/// Orders under way of one block, and what is due on which day. Entries are numbered; a number is used again once
/// freed.
class Agenda {
public:
    static constexpr std::int64_t kHorizonDays = 128;  ///< nothing is due later than this many days ahead
    static constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
    enum class What : std::uint8_t { Arrival, Answer, Visit };

    [[nodiscard]] std::uint32_t add(const Order& order) {
        if (free_ != kEnd) {
            const std::uint32_t slot = free_;
            free_ = next_[slot];
            orders_[slot] = order;
            if (free_ != kEnd) fetch(orders_[free_]);  // for the next one
            return slot;
        }
        orders_.push_back(order);
        next_.push_back(kEnd);
        return static_cast<std::uint32_t>(orders_.size() - 1);
    }
    /// Puts an entry that is on no list on the list of a day. Pre: the day is today or less than kHorizonDays ahead.
    void schedule(What what, std::int64_t day, std::uint32_t slot) {
        std::uint32_t& head = head_of(what, day);
        next_[slot] = head;
        head = slot;
    }
    void take(What what, std::int64_t day, std::vector<std::uint32_t>& slots) {
        slots.clear();
        std::uint32_t& head = head_of(what, day);
        for (std::uint32_t slot = head; slot != kEnd; slot = next_[slot]) slots.push_back(slot);
        head = kEnd;
    }
    /// Calls visit(what, days ahead, entry) for each entry on a list. Every order under way is on one between two days.
    template <class Visit>
    void for_each_due(std::int64_t today, Visit visit) const {
        for (std::size_t what = 0; what < heads_.size(); ++what) {
            for (std::int64_t ahead = 0; ahead < kHorizonDays; ++ahead) {
                std::uint32_t slot = heads_[what][static_cast<std::size_t>((today + ahead) % kHorizonDays)];
                for (; slot != kEnd; slot = next_[slot]) visit(static_cast<What>(what), ahead, orders_[slot]);
            }
        }
    }
    void free(std::uint32_t slot) {
        next_[slot] = free_;
        free_ = slot;
        orders_[slot].paid = {};
        orders_[slot].entry = Entry::WinBack;  // a freed slot is no order
    }
    /// What the lists lie on, to be asked for in advance: a list hops about in it, each hop waiting for the last.
    [[nodiscard]] std::span<const std::uint32_t> links() const { return next_; }
    [[nodiscard]] Order& operator[](std::uint32_t slot) { return orders_[slot]; }
    [[nodiscard]] const std::vector<Order>& all() const { return orders_; }
    [[nodiscard]] std::size_t bytes() const {
        return orders_.capacity() * sizeof(Order) + next_.capacity() * sizeof(std::uint32_t);
    }

private:
    std::uint32_t& head_of(What what, std::int64_t day) {
        return heads_[static_cast<std::size_t>(what)][static_cast<std::size_t>(day % kHorizonDays)];
    }

    std::vector<Order> orders_;
    std::vector<std::uint32_t> next_;
    std::uint32_t free_ = kEnd;
    std::array<std::array<std::uint32_t, kHorizonDays>, 3> heads_ = [] {
        std::array<std::array<std::uint32_t, kHorizonDays>, 3> empty{};
        for (auto& list : empty) list.fill(kEnd);
        return empty;
    }();
};

/// A few thousand buyers of one segment. Whoever works on a block writes only to it and to its own worker's tallies.
struct Block {
    static constexpr std::uint32_t kBuyers = 4096;

    std::uint32_t first = 0;  ///< number of its first buyer
    std::uint32_t count = 0;
    std::uint8_t segment = 0;
    DayLists calendar;  ///< who has a wish on which day
    Agenda agenda;
    // Entries that today's phases hand on to each other.
    std::vector<std::uint32_t> placed, judged, complaining, settled;
};

}  // namespace pasar
