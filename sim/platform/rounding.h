// Fair rounding of an order's shares. A commission of 8 % on goods of 6 dollars is 0.48 dollars, in a currency that
// counts whole ones: 1 for 48 of 100 such orders, and 0 for the rest. Which it is follows from the buyer and its wish,
// so that it is the same on any thread, in each model, and each time the share is worked out anew.
#pragma once

#include <cstdint>

#include "agents/dice.h"

namespace pasar {

/// The shares that are rounded, each by a draw of its own. A new one goes to the end.
enum class Rounded : std::uint32_t {
    Commission,
    PaymentFee,
    CashFee,
    Cashback,
    Liability,
    Coupon,
    Points,
    WorthKept,
    Surplus,
    Price,
    Experience,
    Setback,
    Regret,
    WayBack,
    Unanswered,
    Promotion,
    PromotionShare,
    BookingRefund,
    Denied,
    Served,
    Reading,
    Advertisement
};

/// Uniform on [0, 1). Nothing hangs on it but a unit of money, so a few multiplications (SplitMix64: Steele, Lea &
/// Flood 2014) take the place of a Philox block.
[[nodiscard]] inline double rounding_draw(WorldKey world, Rounded what, std::uint32_t who, std::uint32_t when) {
    const auto mixed = [](std::uint64_t x) {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31);
    };
    constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
    std::uint64_t x = mixed((std::uint64_t{world.seed} << 32 | world.replication) + kStep);
    x = mixed(x + (std::uint64_t{who} << 32 | when) + kStep);
    x = mixed(x + (static_cast<std::uint64_t>(what) + 1) * kStep);
    return static_cast<double>(x >> 11) * 0x1p-53;
}

}  // namespace pasar
