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

}  // namespace pasar
