// The way of the money through an order: who pays whom, when, and what each side earns or loses by it. Every transfer
// of an order is made here, so that the books can be read in one place.
#pragma once

#include "sim/phases/turn.h"

namespace pasar {

/// The buyer pays at the click; the money is under way until the payment provider settles it.
void take_prepayment(Turn& turn, const Order& order);

/// The buyer pays the courier at the door; the seller's share is released with the cash.
void take_cash(Turn& turn, Order& order);

/// The order's money is released to its seller (or the own store) on `day`, or when it is settled if that is later.
void release(Turn& turn, Order& order, std::int64_t day);

/// Up to `wanted` of what the buyer paid goes back. Held money goes back directly; released money is claimed from the
/// seller, and the platform bears what the seller's balance cannot. Returns what was granted.
Money refund(Turn& turn, Order& order, Money wanted);

/// Day on which a refund that was granted today reaches the buyer.
[[nodiscard]] std::int64_t refund_arrives_on(const Turn& turn, const Order& order);

/// The platform (or the seller, if independent) owes the courier the price of a journey of this order's parcel.
void owe_courier(Turn& turn, const Order& order, Money price);

/// An independent seller is charged `amount`, at once and as far as its balance goes; the platform bears the rest.
void charge_seller(Turn& turn, const Order& order, Money amount);

/// The goods of an order are lost to whoever owned them; the courier pays its share where it was the cause.
void lose_goods(Turn& turn, const Order& order);

/// The goods stay with a buyer whose money went back before it was released: no sale, but a cost to whoever owned them.
void give_away_goods(Turn& turn, const Order& order);

/// A service is given: what it costs goes to those who supply it, and is no part of the sale before.
void give_service(Turn& turn, const Order& order);

/// Who sets prices by demand learns that a booking which is or will be a sale does not cost what a service costs.
void spare_service(Turn& turn, const Order& order);

/// A buyer with a booking is turned away: beside the fare, which goes back, it gets the compensation that the model
/// promises, from its seller as far as the balance goes. Returns what was granted.
Money compensate_denied(Turn& turn, const Order& order);

/// The share of what was paid that goes back for a booking which its buyer called off or did not come to.
[[nodiscard]] Money booking_refund(const Turn& turn, const Order& order, double share);

/// The goods go back into stock.
void return_goods(Turn& turn, const Order& order);

/// Who bears how much of a failed order, once its story has ended. `refunded` in money units, `kept` the share of the
/// goods' worth that the buyer still has.
void book_losses(Turn& turn, const Order& order, Money refunded, double kept);

/// An opportunist sends an order worse goods than it describes, and keeps what they cost less.
void send_worse_goods(Turn& turn, Order& order);

/// Who sets prices by demand learns of a cost that an order brings beside its goods.
void learn_cost(Turn& turn, const Order& order, Money cost);

/// By how much a unit costs an opportunist less that falls short of its description.
[[nodiscard]] Money saved_by_shading(const MarketSpec& market, const Offer& offer);

/// What an independent seller earns by an order, or loses: by line, so that its income is what they leave.
void count_income(Turn& turn, const Order& order, const SellerLedger& lines);

/// What an order's shipping costs whoever ships, after cashback.
[[nodiscard]] Money shipping_cost(const Turn& turn, const Order& order);
/// Cost of an order's goods to whoever sold them.
[[nodiscard]] Money goods_cost(const Turn& turn, const Order& order);

}  // namespace pasar
