// What those know who set prices by demand. What they ask in the evening: see evening.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/platform/platform.h"

namespace pasar {

/// Prices of day 0, once all sellers of that day are there: beliefs are those of the reference page.
void start_prices(Platform& platform);
/// An own offer that has just been opened asks what the own store asks for such goods.
void price_new_own_offer(Platform& platform, std::size_t number);
/// What a seller who joins now asks for its offer, which gets this number.
[[nodiscard]] Money first_price(Platform& platform, std::size_t number, const Offer& offer);

/// Whether a seller looks at its price this evening: not all on the same day.
[[nodiscard]] bool looks_at_price(const Platform& platform, std::uint32_t seller);
/// Share of those who see offers of an independent seller who choose them, as it knows by now.
[[nodiscard]] double share_of_seller(const Platform& platform, std::uint32_t seller);
/// What a sale leaves an independent seller of its price, and what a unit costs it beside the goods.
[[nodiscard]] double kept_by_sellers(const Platform& platform);
[[nodiscard]] double cost_beside_goods(const Platform& platform);

}  // namespace pasar
