// What a person and one platform have with each other.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "agents/kinds.h"
#include "agents/money.h"
#include "sim/people/buyer.h"

namespace pasar {

inline constexpr std::uint32_t kNoOffer = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint16_t kMostCoupon = (1U << 14U) - 1U;
inline constexpr std::uint16_t kNoMonth = (1U << 14U) - 1U;  ///< the largest number in 14 bits

/// What a buyer tells others.
enum class Talk : std::uint8_t { Neutral, Promotes, Detracts };

/// Three quarters of a cache line. Zero until the buyer hears of the platform, so that its memory stays untouched.
struct Relationship {
    float dropout_odds = 0.0F;  ///< log-odds of leaving after an order that met the target; known from the first order
    float trust = 0.0F;         ///< in the platform, 0..1
    float satisfaction = 0.0F;  ///< with the last order
    std::uint16_t liked_steps = 0;     ///< see liked_by(); of a feed, see last_read_on()
    std::uint16_t lapses_on = kNever;  ///< day from which it has lost interest; see LeavingForm::AnyTime
    std::uint32_t liked_offer = kNoOffer;
    std::uint32_t barred_offer = kNoOffer;   ///< never again; of a feed, see load_felt()
    Money points;                            ///< of loyalty, as money off a later order
    std::uint16_t remind_on = kNever;        ///< day of its only reminder
    std::uint16_t coupon_visit_on = kNever;  ///< day of the only visit that a coupon brings
    std::uint16_t orders = 0;
    std::uint16_t last_order_day = kNever;
    std::uint16_t coupon_until = 0;  ///< last day it is good for
    // From here on several numbers share a word.
    std::uint16_t coupon : 14 = 0;  ///< discount in ten-thousandths of the price
    Talk talk : 2 = Talk::Neutral;
    std::uint32_t first_month : 14 = kNoMonth;    ///< month of the first order, 0-based
    std::uint32_t changed_month : 14 = kNoMonth;  ///< in which it last left or came back
    std::uint32_t was_customer : 1 = 0;           ///< when that month began
    Stage stage : 3 = Stage::Unaware;

    static constexpr double kSatisfactionSteps = 65535.0;
    /// Satisfaction with the offer liked best.
    [[nodiscard]] double liked_by() const { return liked_steps / kSatisfactionSteps; }
    [[nodiscard]] static std::uint16_t steps_of(double satisfied) {
        return static_cast<std::uint16_t>(std::clamp(satisfied, 0.0, 1.0) * kSatisfactionSteps + 0.5);
    }
    /// Of a feed, which has no offers to bar: advertisements that a reader reckons with at a visit. None before the
    /// first.
    [[nodiscard]] double load_felt() const {
        return barred_offer == kNoOffer ? 0.0 : static_cast<double>(std::bit_cast<float>(barred_offer));
    }
    void feel_load(double ads) { barred_offer = std::bit_cast<std::uint32_t>(static_cast<float>(ads)); }
    /// Of a feed, which has no offers to like: the day of the last visit that read something, or kNever.
    [[nodiscard]] std::uint16_t last_read_on() const { return static_cast<std::uint16_t>(liked_steps - 1U); }
    void read_on(std::int64_t day) { liked_steps = static_cast<std::uint16_t>(day + 1); }
    [[nodiscard]] bool has_coupon(std::int64_t day) const { return coupon > 0 && day <= coupon_until; }
    /// A coupon worth `share` of the price, good until a day. Of it and one that is still good today the buyer keeps
    /// the one worth more, of equals the one good for longer: what a coupon is worth and how long it is good stay
    /// together.
    void take_coupon(double share, std::int64_t today, std::int64_t until) {
        const auto worth = static_cast<std::uint16_t>(share * 1e4 + 0.5);
        const auto last_day = static_cast<std::uint16_t>(std::min<std::int64_t>(until, kNever - 1));
        if (has_coupon(today) && (coupon > worth || (coupon == worth && coupon_until >= last_day))) return;
        coupon = worth & kMostCoupon;
        coupon_until = last_day;
    }
};
static_assert(sizeof(Relationship) == 48);
static_assert(kCountOf<Stage> <= 8);

}  // namespace pasar
