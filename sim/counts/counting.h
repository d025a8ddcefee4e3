// Where to count what happens to an order: its groups, and the orders that have ended.
#pragma once

#include <array>

#include "sim/phases/turn.h"

namespace pasar {

/// The counts of the groups that an order belongs to: segment and region of its buyer, payment method, kind of seller.
[[nodiscard]] inline std::array<GroupCounts*, 4> groups_of(Turn& turn, const Order& order) {
    Tally& t = turn.tally;
    return {&t.segments[turn.block.segment], &t.regions[order.region], &t.payments[order.payment],
            &t.seller_kinds[static_cast<std::size_t>(turn.platform.offers[order.offer].kind)]};
}

/// Counts something of an order whose story ends today, for rates of orders. Those placed in the warm-up are left out.
inline void count_ended(Turn& turn, const Order& order, OfOrder what, std::int64_t by = 1) {
    if (order.placed >= turn.world.scenario().warm_up) turn.counts.ended.count(turn.today - order.placed, what, by);
}

/// What the scorecard asks of an order whose story ends today, besides what other rates do.
inline void count_for_facts(const Turn& turn, const Order& order, OrdersOfAge& of_age) {
    const auto is = [&](OfOrder what, bool so) { of_age[static_cast<std::size_t>(what)] += so ? 1 : 0; };
    const Fate fate = order.fate;
    const bool on_delivery = turn.spec.payments[order.payment].on_delivery;
    const bool sent = was_sent(fate);
    const bool returned = fate == Fate::Refused || fate == Fate::Undeliverable;
    const bool voiced = order.has(order_flag::kVoiced);
    const bool cost_money = fate == Fate::Lost || fate == Fate::NeverSent || fate == Fate::Damaged;
    const bool of_quality = fate == Fate::Late || fate == Fate::Misdescribed;
    const bool recovered = voiced && (order.remedy == Remedy::Refund || order.remedy == Remedy::Replacement);
    is(OfOrder::SentOnDelivery, sent && on_delivery);
    is(OfOrder::ReturnedOnDelivery, returned && on_delivery);
    is(OfOrder::SentPrepaid, sent && !on_delivery);
    is(OfOrder::ReturnedPrepaid, returned && !on_delivery);
    is(OfOrder::FailuresDelivered, sent && !returned && fate != Fate::Lost && is_failure(fate));
    is(OfOrder::MoneyLosses, cost_money);
    is(OfOrder::MoneyLossComplaints, cost_money && voiced);
    is(OfOrder::QualityFailures, of_quality);
    is(OfOrder::QualityComplaints, of_quality && voiced);
    is(OfOrder::Recovered, recovered);
    is(OfOrder::WentWell, fate == Fate::Fine);
    const std::int64_t satisfaction = millionths(order.satisfaction);
    if (recovered) of_age[static_cast<std::size_t>(OfOrder::RecoveredSatisfaction)] += satisfaction;
    if (fate == Fate::Fine) of_age[static_cast<std::size_t>(OfOrder::WentWellSatisfaction)] += satisfaction;
}

/// Reviews of one to five stars.
[[nodiscard]] inline OfOrder of_stars(int stars) {
    return static_cast<OfOrder>(static_cast<int>(OfOrder::OneStar) + stars - 1);
}

/// Counts an order placed today for the panel of buyers, and for the ladder of repeats. Pre: the relationship is still
/// that before the order.
inline void count_habits(Turn& turn, const Relationship& before, std::uint32_t member, Money goods) {
    turn.counts.ladder.count_order(turn.today, before.orders, before.last_order_day);
    const std::int64_t counted_days = turn.today - turn.world.scenario().warm_up;
    if (counted_days >= 0 && counted_days < kPanelDays) turn.dealings.panel.count_order(member, goods);
}

}  // namespace pasar
