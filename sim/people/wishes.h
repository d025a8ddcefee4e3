// How a buyer comes to life and when it wishes for something. Wish number n of a buyer arises at the same moment and
// with the same draws in every model, whether the buyer knows the platform by then or not.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/people/block.h"
#include "sim/people/buyer.h"
#include "sim/people/calendar.h"

namespace pasar {

class World;
class Platform;

/// The next `counts[segment]` buyers of each segment, in its fixed shuffled order, hear of the platform. Those for whom
/// it is the first begin to have wishes.
void make_aware(World& world, Platform& platform, std::span<const std::int64_t> counts);

/// Log-odds with which a buyer leaves after an order that met the target: its own nature, which nothing changes. Drawn
/// at the first order, before which nobody leaves, since many a buyer never comes to one.
[[nodiscard]] float innate_dropout_odds(const Platform& platform, std::uint32_t number);

/// Days that a customer's interest lasts from the day `from` on, where it ends at a moment of its own: its rate, which
/// is its nature, from Gamma(lapse_shape, 1 / lapse_days), then the time from that rate. Since such a time knows no
/// age, it can be drawn anew on any later day.
[[nodiscard]] double days_until_lapse(const Platform& platform, std::uint32_t number, std::int64_t from);

/// Wishes a day of a buyer: drawn for it from the distribution that the scenario gives its segment.
[[nodiscard]] float wish_rate_of(const World& world, std::uint32_t number, std::size_t segment);

/// Moves on to the buyer's next wish.
void next_wish(const World& world, std::uint32_t number, Buyer& buyer);

/// Enters the buyer's next wish into the calendar, on `earliest` at the earliest, unless it falls after the end or a
/// wish of this buyer is there already.
void put_into_calendar(const World& world, Block& block, Buyer& buyer, std::uint16_t member, std::int64_t earliest);

/// Passes over all wishes before `day` and enters the first one after: for one who was away.
void resume_wishes(const World& world, Block& block, Buyer& buyer, std::uint16_t member, std::int64_t day);

/// Lays out anew the pending wishes where seasons or rates of wishes are others than under `seasons` and `rates` (by
/// segment, with `shape`), which held until now: what is left of the time to a wish runs at the new pace from today on.
/// For a wish that comes at random that is the same as to have waited at the new pace only.
struct PaceBefore {
    Season season;
    double shape = 1.0;
    std::vector<double> rates;
};
[[nodiscard]] PaceBefore pace_of(const World& world);
void pace_wishes_anew(World& world, const PaceBefore& before);

}  // namespace pasar
