// Sellers coming, going and being stocked.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// The own store (where the model has one) with its catalogue, and the independent sellers of day 0 with their past.
void open_sellers(Platform& platform);

/// One independent seller more, with its offer. `type` indexes MarketSpec::seller_types. Its traits hang on its number.
void add_seller(Platform& platform, std::size_t type, std::size_t region, std::int64_t initial_ratings);

/// Ratings of a past that was true to the goods.
void give_past(const Platform& platform, Offer& offer, double quality, std::int64_t ratings);

/// Those who come in this morning: newcomers drawn by others' income, buyers who began to sell, banned cheats under new
/// names.
void let_sellers_in(Platform& platform);

/// Stock that arrives today, and orders for more.
void restock(Platform& platform);

}  // namespace pasar
