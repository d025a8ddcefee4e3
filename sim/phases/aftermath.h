// The end of a failed order's story: what is paid back unasked, who ends up with the loss, and what the tables say of
// it.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// Goods that can be sold again come back to who sold them when the buyer gets a refund.
[[nodiscard]] bool comes_back(const Order& order);

/// A cancelled or undeliverable order that was paid for is paid back without a complaint.
void pay_back_unasked(Turn& turn, Order& order);

/// Closes a failed order: held money is released, the goods go where they belong, a buyer left with a loss may get it
/// back through the payment provider, and losses and complaint are entered. `before` is the satisfaction before any
/// remedy, `refunded` what a remedy gave back.
void end_failure(Turn& turn, Order& order, double before, Money refunded);

}  // namespace pasar
