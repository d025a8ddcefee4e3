// The ten phases of a day, in the order in which Market::step() calls them; a file each.
#pragma once

#include "sim/market.h"

namespace pasar {

void attract(Market& market);
void list(Market& market);
void shop(Market& market);
void fulfil(Market& market);
void deliver(Market& market);
void blame(Market& market);
void recover(Market& market);
void tell(Market& market);
void retain(Market& market);
void close_day(Market& market);

}  // namespace pasar
