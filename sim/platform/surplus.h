// What an order is worth to its buyer in money beyond what it was expected to be worth when it was chosen.
#pragma once

#include "agents/money.h"
#include "sim/phases/turn.h"

namespace pasar {

/// An order was handed over: its goods are better or worse than expected by `quality` (from -1 to 1), and came `days`
/// later than promised, or earlier where that is negative.
void count_experience(Turn& turn, const Order& order, double quality, double days);

/// A failed order's story has ended: its buyer has the share `kept` of the goods, and `left` of what was paid, in money
/// and in what these goods are worth, less the payment; below 0 for a loss. What was to be gained by the rest is gone.
void count_setback(Turn& turn, const Order& order, Money left, double kept);

/// Goods that do not fit are kept, and are worth so much less, as a share of their worth.
void count_regret(Turn& turn, const Order& order, double share);

}  // namespace pasar
