// How a buyer comes to life and when it wishes for something. Wish number n of a buyer arises at the same moment and
// with the same luck in every model, whether the buyer knows the platform by then or not.
#pragma once

#include <vector>

#include "sim/world/market.h"

namespace pasar {

/// The next `count` buyers of a segment, in its fixed shuffled order, hear of the platform and begin to have wishes.
void make_aware(Market& market, std::size_t segment, std::int64_t count);

/// Log-odds with which a buyer leaves after an order that met the target: its own nature, which nothing changes. Drawn
/// at the first order, before which nobody leaves, since many a buyer never comes to one.
[[nodiscard]] float innate_dropout_odds(const Market& market, std::uint32_t number);

/// Wishes a day of a buyer: its own luck in the distribution that the scenario gives its segment.
[[nodiscard]] float wish_rate_of(const Market& market, std::uint32_t number, std::size_t segment);

/// Moves on to the buyer's next wish.
void next_wish(const Market& market, std::uint32_t number, Buyer& buyer);

/// Enters the buyer's next wish into the calendar, on `earliest` at the earliest, unless it falls after the end or a
/// wish of this buyer is there already.
void put_into_calendar(Market& market, Block& block, std::uint16_t member, std::int64_t earliest);

/// Passes over all wishes before `day` and enters the first one after: for one who was away.
void resume_wishes(Market& market, Block& block, std::uint16_t member, std::int64_t day);

/// How fast wishes arise under what is in force.
struct WishPace {
    Season season;
    double shape = 1.0;
    std::vector<double> rates;  ///< mean per segment
};
[[nodiscard]] WishPace wish_pace_of(const Market& market);

/// Lays out anew the pending wishes of a market under a scenario (see in_force.h) whose seasons or rates of wishes
/// are others than before: what is left of the time to a wish runs at the new pace from today on. For a wish that
/// comes at random that is the same as to have waited at the new pace only.
void pace_wishes_anew(Market& market, const WishPace& before);

}  // namespace pasar
