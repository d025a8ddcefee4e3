// Moving along the customer journey, and leaving it.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

void move_to(Turn& turn, Relationship& relationship, Stage stage);

/// Lays out the day from which a customer's own interest is over, where interest ends without an order.
void plan_lapse(const Platform& platform, Dealings& dealings, std::uint16_t member, std::uint32_t number,
                Relationship& relationship);

/// A customer leaves for good. Pre: is not one who left already.
void leave(Turn& turn, std::uint16_t member);

/// Counts it among those who left, and keeps it as an example.
void count_leaver(Turn& turn, const Leaver& leaver);

/// A customer who left comes back, with wishes from tomorrow on.
void come_back(Turn& turn, std::uint16_t member);

}  // namespace pasar
