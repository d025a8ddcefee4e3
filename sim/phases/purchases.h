// From something bought to an order.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// Writes the order of a purchase: the last step of a visit, of the morning after an auction, of a booking granted.
void place_order(Turn& turn, const Purchase& purchase);

/// The orders of all purchases in Scratch::purchases, which is empty then.
void place_orders(Turn& turn);

}  // namespace pasar
