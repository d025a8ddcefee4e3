// What an order is worth to its buyer in money beyond what it was expected to be worth when it was chosen.
#pragma once

#include "agents/money.h"
#include "sim/phases/turn.h"

namespace pasar {

/// An order was handed over: its goods are better or worse than expected by `quality` (from -1 to 1), and came `days`
/// later than promised, or earlier where that is negative.
void count_experience(Turn& turn, const Order& order, double quality, double days);

/// A failed order's story has ended: of what its buyer `paid`, `refunded` came back, and the share `kept` of the goods'
/// worth is with the buyer. What was to be gained by the rest is gone.
void count_setback(Turn& turn, const Order& order, Money paid, Money refunded, double kept);

}  // namespace pasar
