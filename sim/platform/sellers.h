// Sellers coming, going and being stocked.
#pragma once

#include "sim/world/market.h"

namespace pasar {

/// The own store (where the model has one) with its catalogue, and the independent sellers of day 0 with their past.
void open_sellers(Market& market);

/// One independent seller more, with its offer. `type` indexes MarketSpec::seller_types. Its traits hang on its number.
void add_seller(Market& market, std::size_t type, std::size_t region, std::int64_t initial_ratings);

/// Those who come in this morning: newcomers drawn by others' income, buyers who began to sell, banned cheats under new
/// names.
void let_sellers_in(Market& market);

/// Stock that arrives today, and orders for more.
void restock(Market& market);

}  // namespace pasar
