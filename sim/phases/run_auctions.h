// Auctions in the course of the day: listings go up in the morning, bids are taken and auctions end when the market is
// cleared.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// Puts up a unit of each offer in stock whose last auction has ended.
void open_auctions(Platform& platform);

/// The price at which bidders weigh a listing, over the reference price: what such goods end at, or what is asked for
/// already if that is more.
[[nodiscard]] double expected_price(const Platform& platform, const Offer& offer);

/// What became of the units won yesterday; today's bids in their order; the auctions that end today.
void run_auctions(Platform& platform);

}  // namespace pasar
