// Which of several platforms a buyer goes to with a wish. Nested logit over those that it knows and has not left
// (McFadden 1978); with one, nothing is drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "sim/phases/turn.h"

namespace pasar {

/// What a platform has to offer this morning, over all its shelves, and what its size speaks for it. Led by one thread.
void weigh_platform(World& world, Platform& platform);

/// Where a wish goes: positions among the turns of a block.
struct PlatformChoice {
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
    std::size_t best = kNone;    ///< none where nothing is better than all
    std::size_t second = kNone;  ///< the next best; none where nothing is beside platforms
    bool compares = false;       ///< the offers of both
    bool nothing_is_beside = false;
};
/// A buyer's wish, by the draws that hang on both. `turns`: of the platforms that have opened, for one block.
[[nodiscard]] PlatformChoice choose_platform(std::span<Turn> turns, std::uint16_t member, std::uint32_t number,
                                             std::uint32_t wish);

/// Whether there is a platform that the member knows and has not left.
[[nodiscard]] bool goes_anywhere(std::span<const Turn> turns, std::uint16_t member);

/// Phase 3 where platforms compete: the block's visits to all of them.
void shop_around(std::span<Turn> turns);

}  // namespace pasar
