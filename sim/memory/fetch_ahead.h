// Fetching what will be needed a little later. Buyers, orders and offers are visited in no order, and a country of them
// fits no cache, so each loop asks for what its later turns need before it works on the present one.
#pragma once

#include <cstdint>
#include <span>

#include "sim/memory/fetch.h"
#include "sim/phases/turn.h"

namespace pasar {

/// Turns by which orders, and then the buyers and offers they name, are asked for in advance.
inline constexpr std::size_t kOrderAhead = 16, kBuyerAhead = 8;

/// Calls `work(slot)` for each of a block's orders, with order, buyer, offer and today's tally of the offer on
/// their way to the cache. `work` may add orders but not to `slots`.
template <class Work>
void for_each_order(Turn& turn, std::span<const std::uint32_t> slots, Work work) {
    const auto fetch_order = [&](std::size_t i) {
        if (i < slots.size()) fetch(turn.orders[slots[i]]);
    };
    const auto fetch_named = [&](std::size_t i) {
        if (i >= slots.size()) return;
        const Order& order = turn.orders[slots[i]];
        fetch_whole(turn.relationships[order.buyer]);
        fetch(turn.platform.offers[order.offer]);
        fetch(turn.outbox.offers[order.offer]);
    };
    for (std::size_t i = 0; i < kOrderAhead; ++i) fetch_order(i);
    for (std::size_t i = 0; i < kBuyerAhead; ++i) fetch_named(i);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        fetch_order(i + kOrderAhead);
        fetch_named(i + kBuyerAhead);
        work(slots[i]);
    }
}

}  // namespace pasar
