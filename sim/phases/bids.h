// What buyers do in auctions: bid on a visit, and pay or not on the morning after they won.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// A visit ends in a bid for what it chose. `odds`: weight of all that was on the page over that of not buying here, from
/// which follows how much more than what is asked for the buyer would pay.
void bid(Turn& turn, Purchase wanted, double odds);

/// The morning after: those who won pay or do not; of those whom a late bid beat some never come back.
void take_results(Turn& turn);

}  // namespace pasar
