// What sellers and stores have in stock: the first of it, what is ordered, and goods bought in a store to be sold on.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// An offer that comes in has its first stock, bought by whoever sells it. Where services are booked there is none.
void buy_first_stock(Platform& platform, Offer& offer);

/// Whether a seller of this type stocks up in a store: that of the platform or, where it has none, another one of its
/// world.
[[nodiscard]] bool stocks_up_in_store(const Platform& platform, const SellerTypeSpec& type);

/// Stock that arrives today, and orders for more.
void restock(World& world, Platform& platform);

}  // namespace pasar
