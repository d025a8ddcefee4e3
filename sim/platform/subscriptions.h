// Subscriptions of the buyers of one block: plans that are paid for period by period.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "agents/money.h"
#include "sim/people/buyer.h"
#include "sim/people/relationship.h"

namespace pasar {

enum class SubscriptionState : std::uint8_t {
    Trial,    ///< for nothing
    Active,   ///< paid for
    PastDue,  ///< the last bill could not be collected yet; the service goes on
    Paused,
    Ended  ///< by its subscriber, for want of payment, or with a trial that nobody wanted to pay after
};

/// What a buyer who ever subscribed and the platform have with each other about it. It stays when a subscription ends:
/// who has had a trial gets no other.
struct Subscription {
    Money price;      ///< that the last bill asked for, or the first will
    Money weighed;    ///< price up to which a rise has been weighed
    Money came_for;   ///< price at which this plan was chosen
    Money recurring;  ///< of 30 days, as counted; 0 where nothing is billed
    std::uint32_t offer = kNoOffer;
    std::uint32_t wish = 0;       ///< key of the draws of its sign-up
    float gain = 0.0F;            ///< see Purchase
    float expected = -1.0F;       ///< quality that the sign-up hoped for; below 0 as inferred
    std::uint16_t member = 0;     ///< of the block
    std::uint16_t due = kNever;   ///< day on which something is due
    std::uint16_t began = 0;      ///< day of the present period, or of the trial or pause
    std::uint16_t cohort = 0;     ///< month of the first payment
    std::uint16_t bills = 0;      ///< paid since the sign-up
    std::uint16_t all_bills = 0;  ///< asked for by this buyer, ever: keys the draws
    std::uint16_t uses = 0;       ///< in this period
    SubscriptionState state = SubscriptionState::Trial;
    std::uint8_t payment = 0;
    std::uint8_t tries = 0;   ///< further ones, of a bill past due
    bool forgot = false;      ///< to call off a trial
    bool fails_hard = false;  ///< the bill past due will never be collected
    bool declined = false;    ///< tried it, and did not want to pay: does not come back
    bool coupon = false;      ///< its buyer's coupon holds for the first bill

    /// Visits are uses.
    [[nodiscard]] bool is_served() const {
        return state == SubscriptionState::Trial || state == SubscriptionState::Active ||
               state == SubscriptionState::PastDue;
    }
    [[nodiscard]] bool is_there() const { return state != SubscriptionState::Ended; }
    bool operator==(const Subscription&) const = default;
};

class Subscriptions {
public:
    [[nodiscard]] Subscription* find(std::uint16_t member) {
        if (places_.empty() || places_[member] == kNone) return nullptr;
        return &all_[places_[member]];
    }
    [[nodiscard]] const Subscription* find(std::uint16_t member) const {
        if (places_.empty() || places_[member] == kNone) return nullptr;
        return &all_[places_[member]];
    }
    /// The member's record, new where there is none. Good until the next call. Pre: member < members.
    [[nodiscard]] Subscription& of(std::uint16_t member, std::uint32_t members) {
        if (places_.empty()) places_.assign(members, kNone);
        if (places_[member] == kNone) {
            places_[member] = static_cast<std::uint16_t>(all_.size());
            all_.push_back({.member = member});
        }
        return all_[places_[member]];
    }
    [[nodiscard]] const std::vector<Subscription>& all() const { return all_; }
    [[nodiscard]] std::size_t bytes() const {
        return all_.capacity() * sizeof(Subscription) + places_.capacity() * sizeof(std::uint16_t);
    }

private:
    static constexpr std::uint16_t kNone = std::numeric_limits<std::uint16_t>::max();
    std::vector<Subscription> all_;      ///< in the order of their first sign-ups
    std::vector<std::uint16_t> places_;  ///< by member, of a block with somebody who ever subscribed
};

}  // namespace pasar
