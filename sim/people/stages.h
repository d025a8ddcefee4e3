// Moving along the customer journey, and leaving it.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

void move_to(Turn& turn, Relationship& relationship, Stage stage);

/// A customer leaves for good. Pre: is not one who left already.
void leave(Turn& turn, std::uint16_t member);

/// A customer who left comes back, with wishes from tomorrow on.
void come_back(Turn& turn, std::uint16_t member);

}  // namespace pasar
