// Sellers coming, going and being stocked.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// The own store (where the model has one) with its catalogue, and the independent sellers of day 0 with their past.
void open_sellers(Platform& platform);

/// Those who come in this morning: buyers who would sell and others, if it pays; banned cheats under new names.
void let_sellers_in(Platform& platform);

/// Stock that arrives today, and orders for more.
void restock(Platform& platform);

}  // namespace pasar
