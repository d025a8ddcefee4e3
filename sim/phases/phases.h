// The ten phases of a day, in the order in which Market::step() calls them; a file each.
#pragma once

#include "agents/choice.h"
#include "sim/world/market.h"

namespace pasar {

// Phases that the market goes through as a whole.
void attract(Market& market);
void list(Market& market);
void clear_market(Market& market);
void close_day(Market& market);

/// The terms of an offer's part of V for a class of customers, as the offer is weighed this morning.
[[nodiscard]] OfferUtility terms_of(const Market& market, const Offer& offer, const CustomerClass& customers);

// Phases that every block of buyers goes through by itself, on any thread.
void shop(Market& market, Block& block, Worker& worker);
void fulfil(Market& market, Block& block, Worker& worker);
void deliver(Market& market, Block& block, Worker& worker);
void blame(Market& market, Block& block, Worker& worker);
void recover(Market& market, Block& block, Worker& worker);
void tell(Market& market, Block& block, Worker& worker);
void retain(Market& market, Block& block, Worker& worker);

}  // namespace pasar
