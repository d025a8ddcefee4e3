// An order, and the orders that a block of buyers has under way with one platform.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "sim/memory/by_day.h"
#include "sim/memory/fetch.h"

namespace pasar {

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
inline constexpr std::uint16_t kToPoint = 32768;  ///< to be collected at a parcel point
}  // namespace order_flag

/// One order from the click to the end of its story: one cache line.
struct alignas(64) Order {
    Money goods;     ///< price of the goods
    Money paid;      ///< what the buyer pays: goods and shipping and fee less discount
    Money discount;  ///< given by the platform
    Money shipping;  ///< price of the courier
    std::uint32_t offer = 0;
    std::uint32_t wish = 0;  ///< key of its draws
    float satisfaction = 0.0F;
    std::uint16_t expected_steps = 0;  ///< see expectation()
    std::uint16_t gain_steps = 0;      ///< see gain()
    std::uint16_t buyer = 0;           ///< index inside the block
    std::uint16_t placed = 0;          ///< day
    std::uint16_t promised = 0;        ///< day
    std::uint16_t ended = 0;  ///< day on which it is handed over or given up; a complaint is raised on that day
    std::uint8_t units = 1;
    std::uint8_t payment : 4 = 0;
    Reason reason : 4 = Reason::None;  ///< why it came back
    std::uint8_t courier = 0;
    std::uint8_t region = 0;  ///< of the buyer
    std::uint16_t flags = 0;
    // Two bytes for seven choices of a few values each.
    Fate fate : 4 = Fate::Fine;
    Cause cause : 2 = Cause::Nobody;
    FeltCause felt : 1 = FeltCause::Shop;
    bool is_short_notice : 1 = false;  ///< of a service: see ServiceSpec::short_notice_price
    Remedy remedy : 3 = Remedy::None;
    bool is_open : 1 = true;     ///< its story has not ended
    std::uint8_t stars : 3 = 0;  ///< of its review; 0 where there is none
    bool is_shaded : 1 = false;  ///< an opportunist sent worse goods than it describes

    static constexpr double kExpectationSteps = 65535.0, kGainSteps = 1000.0;
    /// Quality expected at the click, from 0 to 1.
    [[nodiscard]] double expectation() const { return expected_steps / kExpectationSteps; }
    void expect(double quality) {
        expected_steps = static_cast<std::uint16_t>(std::clamp(quality, 0.0, 1.0) * kExpectationSteps + 0.5);
    }
    /// What its buyer was to gain by it over not buying here, in utility, if all came as expected: up to 65.
    [[nodiscard]] double gain() const { return gain_steps / kGainSteps; }
    void set_gain(double utility) {
        gain_steps = static_cast<std::uint16_t>(std::clamp(utility, 0.0, 65.0) * kGainSteps + 0.5);
    }
    [[nodiscard]] bool has(std::uint16_t flag) const { return (flags & flag) != 0; }
    void set(std::uint16_t flag) { flags = static_cast<std::uint16_t>(flags | flag); }
};
static_assert(sizeof(Order) == 64);
static_assert(kCountOf<Reason> <= 16 && kCountOf<Fate> <= 16 && kCountOf<Cause> <= 4 && kCountOf<FeltCause> <= 2 &&
              kCountOf<Remedy> <= 8);

/// Orders under way, and what is due on which day. Orders are numbered; a number is used again once freed.
class OrderBook {
public:
    static constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
    enum class What : std::uint8_t { Arrival, Answer, Return };

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
    /// Puts an order that is on no list on the list of a day, today or later.
    void schedule(What what, std::int64_t day, std::uint32_t slot) {
        std::uint32_t& head = list(what).on(day).slot;
        next_[slot] = std::exchange(head, slot);
    }
    /// Moves the list of a day into `slots`.
    void take(What what, std::int64_t day, std::vector<std::uint32_t>& slots) {
        slots.clear();
        for (std::uint32_t slot = list(what).take(day).slot; slot != kEnd; slot = next_[slot]) slots.push_back(slot);
    }
    /// Calls `visit(what, day, order)` for each order on a list. Every order under way is on one between two days.
    template <class Visit>
    void for_each_due(Visit visit) const {
        const auto walk = [&](What what, const ByDay<Head>& days) {
            days.for_each([&](std::int64_t day, Head head) {
                for (std::uint32_t slot = head.slot; slot != kEnd; slot = next_[slot]) visit(what, day, orders_[slot]);
            });
        };
        walk(What::Arrival, arrivals_);
        walk(What::Answer, answers_);
        walk(What::Return, returns_);
    }
    /// Calls `visit(slot, order)` for each order on the list of a day. Pre: the day is not before the last one taken.
    template <class Visit>
    void for_each_on(What what, std::int64_t day, Visit visit) const {
        const ByDay<Head>& days = what == What::Arrival ? arrivals_ : what == What::Answer ? answers_ : returns_;
        for (std::uint32_t slot = days.due(day).slot; slot != kEnd; slot = next_[slot]) visit(slot, orders_[slot]);
    }
    void free(std::uint32_t slot) {
        next_[slot] = free_;
        free_ = slot;
        orders_[slot].is_open = false;
    }
    /// What the lists lie on, to be asked for in advance: a list hops about in it, each hop waiting for the last.
    [[nodiscard]] std::span<const std::uint32_t> links() const { return next_; }
    [[nodiscard]] Order& operator[](std::uint32_t slot) { return orders_[slot]; }
    [[nodiscard]] const Order& operator[](std::uint32_t slot) const { return orders_[slot]; }
    /// Those under way, and those whose story has ended until their number is used again.
    [[nodiscard]] const std::vector<Order>& all() const { return orders_; }
    [[nodiscard]] std::size_t bytes() const {
        return orders_.capacity() * sizeof(Order) + next_.capacity() * sizeof(std::uint32_t) + arrivals_.bytes() +
               answers_.bytes() + returns_.bytes();
    }

private:
    struct Head {
        std::uint32_t slot = kEnd;
    };
    [[nodiscard]] ByDay<Head>& list(What what) {
        return what == What::Arrival ? arrivals_ : what == What::Answer ? answers_ : returns_;
    }

    std::vector<Order> orders_;
    std::vector<std::uint32_t> next_;
    std::uint32_t free_ = kEnd;
    ByDay<Head> arrivals_, answers_, returns_;
};

}  // namespace pasar
