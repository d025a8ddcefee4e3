// A block's turn in the phases that each block goes through by itself: what it may read, and what it may write.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/counts/counts.h"
#include "sim/people/block.h"
#include "sim/people/buyer.h"
#include "sim/people/relationship.h"
#include "sim/phases/outbox.h"
#include "sim/platform/platform.h"
#include "sim/platform/purchase.h"
#include "sim/world/world.h"

namespace pasar {

/// Working memory of one thread; nothing in it outlives a block's turn.
struct Scratch {
    std::vector<std::uint16_t> members;
    std::vector<std::uint32_t> slots;
    std::vector<Purchase> purchases;
    std::vector<double> stay_draws;  ///< of the settled orders, drawn along with others
};

/// World and platform stand as they did in the morning, or as the last phase that one thread led left them: const, so
/// that no phase by block can write what another thread may read. All that it writes is its own.
struct Turn {
    const World& world;
    const Platform& platform;
    // What hangs on the scenario in force, at hand.
    const MarketSpec& spec;
    const ModelSpec& model;
    const Plan& plan;
    const WorldKey key;
    const std::int64_t today;
    // Its own.
    Block& block;
    Dealings& dealings;
    OrderBook& orders;  ///< of the dealings
    std::span<Buyer> buyers;
    std::span<Relationship> relationships;
    // Its thread's own.
    Counts& counts;
    Tally& tally;  ///< of the counts
    Outbox& outbox;
    Scratch& scratch;

    /// Number of a member of the block, in the world.
    [[nodiscard]] std::uint32_t number(std::uint32_t member) const { return block.first + member; }
};

}  // namespace pasar
