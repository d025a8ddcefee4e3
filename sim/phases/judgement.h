// What an order is judged by, beside its goods; what deliveries teach everybody; reviews.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// How much a failure of the order weighs by the money at stake in it, on average over a market's orders 1. While
/// nothing has been `paid` little is at stake.
[[nodiscard]] double stakes_of(const Turn& turn, const Order& order, bool paid);

/// True quality of what an order brought.
[[nodiscard]] double quality_received(const Turn& turn, const Order& order);

/// A delivery of goods of this quality tells everybody what the offer's score was worth.
void count_lesson(Turn& turn, const Offer& offer, double experience);

/// When a buyer who complains writes its review, if it writes one.
[[nodiscard]] bool reviews_at_arrival(const Turn& turn, const Order& order);
/// The buyer writes a review, or none, by what it holds of the order now. Returns its stars, or 0. `asked` by a
/// message.
int review(Turn& turn, const Order& order, bool asked, double review_draw, double star_draw);
/// The same for one who has just complained and does not wait for the answer.
void review_at_arrival(Turn& turn, Order& order);

}  // namespace pasar
