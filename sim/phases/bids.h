// What buyers do in auctions: bid on a visit, and pay or not on the morning after they won.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// A visit ends in a bid for the listing that it likes best of its page, if that is worth to it what is asked for by
/// now. `odds`: weight of the whole page at expected prices over that of not buying here, from which follows how much
/// more, or less, than the expected price the buyer would pay. False where it does not bid.
bool bid(Turn& turn, const Purchase& wanted, double odds);

/// The morning after: those who won pay or do not; of those whom a late bid beat some never come back.
void take_results(Turn& turn);

}  // namespace pasar
