// Fetching what will be needed a little later. Buyers, orders and offers are visited in no order, and a country of them
// fits no cache, so each loop asks for what its later turns need before it works on the present one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "sim/market.h"

namespace pasar {

/// Turns by which orders, and then the buyers and offers they name, are asked for in advance.
inline constexpr std::size_t kOrderAhead = 12, kBuyerAhead = 6;
inline constexpr std::size_t kCacheLine = 64;

/// Asks for all that `items` lie on. Always inline, like all that does nothing but fetch: g++ takes such a function for
/// one without effect and drops the calls.
template <class T>
[[gnu::always_inline]] inline void fetch(std::span<const T> items) {
    const auto* const bytes = reinterpret_cast<const char*>(items.data());
    if (items.empty()) return;
    for (std::size_t i = 0; i < items.size_bytes(); i += kCacheLine) __builtin_prefetch(bytes + i);
    __builtin_prefetch(bytes + items.size_bytes() - 1);  // they may begin in the middle of a line
}

/// Calls `work(slot)` for each entry of a block's agenda, with order, buyer, offer and today's tally of the offer on
/// their way to the cache. `work` may add to the agenda but not to `slots`.
template <class Work>
void for_each_order(Market& m, Block& block, Worker& w, std::span<const std::uint32_t> slots, Work work) {
    for (std::size_t i = 0; i < std::min(kOrderAhead, slots.size()); ++i)
        __builtin_prefetch(&block.agenda[slots[i]], 1);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (i + kOrderAhead < slots.size()) __builtin_prefetch(&block.agenda[slots[i + kOrderAhead]], 1);
        if (i + kBuyerAhead < slots.size()) {
            const Order& later = block.agenda[slots[i + kBuyerAhead]];
            __builtin_prefetch(&m.buyer(block, later.buyer), 1);
            __builtin_prefetch(&m.offers[later.offer]);
            __builtin_prefetch(&w.offers[later.offer], 1);
        }
        work(slots[i]);
    }
}

}  // namespace pasar
