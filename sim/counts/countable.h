// Whether all that a market has counted can still be told from what wrapped or stopped at the end of 64 bits.
#pragma once

#include "sim/world/world.h"

namespace pasar {

/// Throws BeyondCounting, naming what it is, where a sum of the run so far, a seller's or the day's has come to
/// kMostCountable. Amounts of an order stop at the end of their range and so bring the sums they go into there, too.
void check_countable(const Platform& platform);

}  // namespace pasar
