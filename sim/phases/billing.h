// Subscriptions, by block: signing up, trials, bills and what comes of those that fail, pauses, other plans, the end. A
// bill that is paid is an order, placed on the day it is paid and judged on the last day of its period.
#pragma once

#include <cstdint>
#include <span>

#include "agents/retention.h"
#include "sim/phases/turn.h"

namespace pasar {

/// The member's subscription while it may be used: a trial, one that is paid for or past due; otherwise nullptr.
[[nodiscard]] const Subscription* subscription_of(const Turn& turn, std::uint16_t member);

/// Whether a visit can end with a sign-up: not of somebody who has a subscription, or who has tried one and did not
/// want to pay.
[[nodiscard]] bool may_sign_up(const Turn& turn, std::uint16_t member);

/// Counts a visit of a subscriber as a use. False where the member has none that may be used.
bool use_subscription(Turn& turn, std::uint16_t member);

/// Somebody who would sign up begins with a trial.
[[nodiscard]] bool begins_with_trial(const Turn& turn, std::uint16_t member);
/// It does not give a card for a trial, ever.
[[nodiscard]] bool refuses_card(const Turn& turn, std::uint16_t member);

/// A plan chosen, `purchase.offer`: begins a trial, or pays the first bill at once. What a payment at once needs has
/// been seen to: it goes through. Pre: may_sign_up().
void sign_up(Turn& turn, const Purchase& purchase);

/// By what the price of plans is divided for this member before it is weighed: (wishes in 30 days)^usage.
[[nodiscard]] double usage_of(const Turn& turn, std::uint16_t member);

/// What the price of a plan adds to its utility, over one at the reference price, of which alone its weight on the
/// shelf speaks. `usage`: see usage_of.
[[nodiscard]] double utility_of_plan(const Turn& turn, std::uint32_t offer, double usage);

/// What is due today of a member's subscription, if anything is.
void renew(Turn& turn, std::uint16_t member);

/// Log-odds by which a subscriber leaves more readily this evening than by its nature and its satisfaction: nothing
/// used, a trial that it forgot to call off, a price that rises, which is weighed once. 0 where there is no
/// subscription.
[[nodiscard]] double added_to_leave(Turn& turn, std::uint16_t member);

/// Ends the subscription of somebody who leaves, if it has one.
void end_of_leaver(Turn& turn, std::uint16_t member);

/// A period that was paid today: money is released, its cost booked, and its order is due on its last day.
void begin_periods(Turn& turn);

/// Of 30 days.
[[nodiscard]] Money recurring_of(Money price, std::int64_t period_days);

}  // namespace pasar
