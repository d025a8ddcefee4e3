// Goods that came as they should and do not fit, or are not wanted after all; and the counts of all that came back.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// Whether the goods that a buyer holds, or looks at, do not fit: a share of the orders of a category, told by a draw.
[[nodiscard]] Reason fits(const Turn& turn, const Order& order, double draw);
/// Whether a buyer who pays at the door opens the parcel first.
[[nodiscard]] bool looks_first(const Turn& turn, const Order& order);

/// A buyer with goods that do not fit sends them back, by a draw of its own: then the day on which they arrive is
/// noted, and the order goes on until then. False: they are kept.
[[nodiscard]] bool sends_back(Turn& turn, std::uint32_t slot, double draw);

/// A buyer that has a digital good as it should be and wants it asks for its money back all the same, by draws of its
/// own: then the day is noted. False: it does not, or what was sold is no digital good.
[[nodiscard]] bool gives_back_used(Turn& turn, std::uint32_t slot);

/// Goods that arrive today at those who sold them: in stock again, and paid back.
void take_back(Turn& turn);

/// Counts why a parcel came back. Pre: fate and reason are set.
void count_reason(Turn& turn, const Order& order);

}  // namespace pasar
