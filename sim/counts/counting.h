// Where to count what happens to an order: its groups, and the orders that have ended.
#pragma once

#include <array>

#include "sim/world/market.h"

namespace pasar {

/// The counts of the groups that an order belongs to: segment and region of its buyer, payment method, kind of seller.
[[nodiscard]] inline std::array<GroupCounts*, 4> groups_of(const Market& m, const Block& block, Worker& w,
                                                           const Order& order) {
    Tally& t = w.tally;
    return {&t.segments[block.segment], &t.regions[order.region], &t.payments[order.payment],
            &t.seller_kinds[static_cast<std::size_t>(m.offers[order.offer].kind)]};
}

/// Counts something of an order whose story ends today, for rates of orders. Those placed in the warm-up are left out.
inline void count_ended(const Market& m, Worker& w, const Order& order, OfOrder what, std::int64_t by = 1) {
    if (order.placed >= m.scenario.warm_up) w.ended.count(m.today - order.placed, what, by);
}

}  // namespace pasar
