// What a person is, whatever the platform.
#pragma once

#include <cstdint>
#include <limits>

namespace pasar {

inline constexpr std::uint8_t kNowhere = 0xFF;
inline constexpr std::uint16_t kNever = std::numeric_limits<std::uint16_t>::max();

/// One person: half a cache line. Zero until it hears of a first platform.
struct alignas(32) Buyer {
    float next_wish = 0.0F;             ///< wish time (see Season) of wish number `wish`
    float wish_rate = 0.0F;             ///< per day of wish time
    std::uint32_t wish = 0;             ///< number of the next wish, which all its draws hang on
    std::uint16_t knows = 0;            ///< platforms that it has heard of, a bit each
    std::uint8_t region = 0;            ///< where it lives
    std::uint8_t payment = 0;           ///< the method that it prefers
    bool in_calendar = false;           ///< its next wish is entered there
    std::uint8_t bought_on = kNowhere;  ///< where several platforms compete, the number of the one it last bought on
};
static_assert(sizeof(Buyer) == 32);

/// Most platforms in one world: bits of Buyer::knows.
inline constexpr std::size_t kMaxPlatforms = 16;

}  // namespace pasar
