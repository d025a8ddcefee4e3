// The ten phases of a day, in the order in which Market::step() calls them; a file each.
#pragma once

#include "sim/market.h"

namespace pasar {

// Phases that the market goes through as a whole.
void attract(Market& market);
void list(Market& market);
void share_out_stock(Market& market);
void close_day(Market& market);

// Phases that every block of buyers goes through by itself, on any thread.
void shop(Market& market, Block& block, Worker& worker);
void fulfil(Market& market, Block& block, Worker& worker);
void deliver(Market& market, Block& block, Worker& worker);
void blame(Market& market, Block& block, Worker& worker);
void recover(Market& market, Block& block, Worker& worker);
void tell(Market& market, Block& block, Worker& worker);
void retain(Market& market, Block& block, Worker& worker);

}  // namespace pasar
