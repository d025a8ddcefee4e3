// Auctions in the course of the day: listings go up in the morning, bids are taken and auctions end when the market is
// cleared.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// Puts up a unit of each offer in stock whose last auction has ended.
void open_auctions(Platform& platform);

/// What became of the units won yesterday; today's bids in their order; the auctions that end today.
void run_auctions(Platform& platform);

}  // namespace pasar
