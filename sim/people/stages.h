// Moving along the customer journey, and leaving it.
#pragma once

#include "sim/world/market.h"

namespace pasar {

void move_to(Worker& worker, Buyer& buyer, Stage stage);

/// A customer leaves for good. Pre: is not one who left already.
void leave(Market& market, Block& block, Worker& worker, std::uint16_t member);

/// A customer who left comes back, with wishes from tomorrow on.
void come_back(Market& market, Block& block, Worker& worker, std::uint16_t member);

}  // namespace pasar
