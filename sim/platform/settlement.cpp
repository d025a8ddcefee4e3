#include "sim/platform/settlement.h"

#include <algorithm>

#include "sim/counts/counting.h"
#include "sim/platform/rounding.h"
#include "sim/platform/surplus.h"

namespace pasar {
namespace {

const PaymentMethodSpec& method_of(const Turn& turn, const Order& order) { return turn.spec.payments[order.payment]; }
const CourierSpec& courier_of(const Turn& turn, const Order& order) { return turn.spec.couriers[order.courier]; }

/// A share of an order's money, rounded fairly: the same each time it is worked out.
Money part_of(const Turn& turn, const Order& order, Money amount, double fraction, Rounded what) {
    return fair_share(amount, fraction,
                      [&] { return rounding_draw(turn.key, what, turn.number(order.buyer), order.wish); });
}

/// What the platform takes of a sale of an independent seller's: commission, and its fee of the order.
Money commission_of(const Turn& turn, const Order& order) {
    if (order.has(order_flag::kOwnGoods)) return {};
    return part_of(turn, order, order.goods, turn.model.revenue.commission, Rounded::Commission) +
           turn.model.revenue.seller_fee;
}
/// What the courier pays for goods that it lost or broke.
Money liability_of(const Turn& turn, const Order& order) {
    return part_of(turn, order, order.goods, courier_of(turn, order).liability, Rounded::Liability);
}
Money cashback_on(const Turn& turn, const Order& order, Money price) {
    return part_of(turn, order, price, courier_of(turn, order).cashback, Rounded::Cashback);
}

/// Shipping that the buyer paid for: what is left of the payment once goods, fee and discount are taken out.
Money shipping_paid(const Turn& turn, const Order& order) {
    return order.paid + order.discount - order.goods - turn.model.revenue.buyer_fee;
}

/// Shipping that an independent seller bears: what the buyer did not pay for.
Money shipping_share_of_seller(const Turn& turn, const Order& order) {
    return larger(shipping_cost(turn, order) - shipping_paid(turn, order), {});
}

/// What those who set prices by demand learn from.
void learn_trade(Turn& turn, const Order& order, const TradeCounts& more) {
    if (!turn.plan.watches_demand) return;
    TradeCounts& trade = turn.tally.trade[order.has(order_flag::kOwnGoods) ? 1 : 0];
    add_up(trade.goods, more.goods);
    trade.units += more.units;
    add_up(trade.costs, more.costs);
    add_up(trade.refunds, more.refunds);
}
void learn_sale(Turn& turn, const Order& order, Money costs) {
    learn_trade(turn, order, {.goods = order.goods.units, .units = order.units, .costs = costs.units});
}

/// Goods that are not kept in stock are paid for when one is sold, to whoever made them; `back`: the sale is off.
void pay_royalty(Turn& turn, const Order& order, Money cost, bool back = false) {
    if (!turn.plan.pays_by_sale) return;
    const Account owner = order.has(order_flag::kOwnGoods) ? Account::Platform : Account::Sellers;
    if (back)
        turn.tally.books.move(Account::Suppliers, owner, cost);
    else
        turn.tally.books.move(owner, Account::Suppliers, cost);
}

/// Revenue of an order whose money is released, by line.
void recognise_revenue(Turn& turn, const Order& order) {
    turn.tally.count(Count::ShippingMargin, shipping_paid(turn, order));
    turn.tally.count(Count::BuyerFeeRevenue, turn.model.revenue.buyer_fee);
    turn.tally.count(Count::DiscountCost, order.discount);
    pay_royalty(turn, order, goods_cost(turn, order));
    if (order.has(order_flag::kOwnGoods)) {
        const Money cost = goods_cost(turn, order);
        turn.tally.count(Count::MarginRevenue, order.goods - cost);
        turn.outbox.offers[order.offer].ledger += {.sales = order.goods.units, .goods = cost.units};
        learn_sale(turn, order, -(shipping_paid(turn, order) + turn.model.revenue.buyer_fee));
        return;
    }
    const Money commission = commission_of(turn, order), shipping = shipping_share_of_seller(turn, order);
    learn_sale(turn, order, shipping);
    turn.tally.count(Count::CommissionRevenue, commission);
    turn.tally.count(Count::ShippingMargin, shipping);
    count_income(turn, order,
                 {.sales = order.goods.units,
                  .commission = commission.units,
                  .shipping = shipping.units,
                  .goods = goods_cost(turn, order).units});
}

void add_payout(Turn& turn, const Order& order, std::int64_t day, Money to_seller, Money to_platform) {
    if (order.has(order_flag::kOwnGoods))
        add_up(turn.outbox.money.own_sales.on(day), (to_seller + to_platform).units);
    else
        turn.outbox.payouts.push_back(
            {turn.platform.offers[order.offer].seller, static_cast<std::uint16_t>(day), to_seller, to_platform});
}

/// Its money was released and revenue recognised.
bool is_sold(const Order& order) { return order.has(order_flag::kPaidOut) && !order.has(order_flag::kCancelled); }

std::int64_t settles_on(const Turn& turn, const Order& order) {
    const PaymentMethodSpec& method = method_of(turn, order);
    return (method.on_delivery ? order.ended : order.placed) + method.settlement_days;
}

}  // namespace

void count_income(Turn& turn, const Order& order, const SellerLedger& lines) {
    turn.tally.count(Count::SellerIncome, lines.profit());
    turn.outbox.offers[order.offer].ledger += lines;
}

Money saved_by_shading(const MarketSpec& market, const Offer& offer) {
    const double share = market.sellers.cost_of_quality * market.seller_types[offer.type].shading;
    return smaller(share_of(offer.reference, share), offer.cost);
}

namespace {

/// Of all its units, or of all days of a service.
Money cost_of_units(const Turn& turn, const Order& order) {
    const Offer& offer = turn.platform.offers[order.offer];
    return (order.is_shaded ? offer.cost - saved_by_shading(turn.spec, offer) : offer.cost) * order.units;
}

}  // namespace

Money goods_cost(const Turn& turn, const Order& order) {
    // What a service costs is booked when it is given, and what a period costs when it begins.
    return turn.plan.takes_bookings || turn.plan.has_plans ? Money{} : cost_of_units(turn, order);
}

void give_service(Turn& turn, const Order& order) {
    const Money cost = cost_of_units(turn, order);
    if (order.has(order_flag::kOwnGoods)) {
        turn.tally.books.move(Account::Platform, Account::Suppliers, cost);
        turn.tally.count(Count::MarginRevenue, -cost);
        turn.outbox.offers[order.offer].ledger += {.goods = cost.units};
        return;
    }
    turn.tally.books.move(Account::Sellers, Account::Suppliers, cost);
    count_income(turn, order, {.goods = cost.units});
}

void spare_service(Turn& turn, const Order& order) { learn_cost(turn, order, -cost_of_units(turn, order)); }

Money compensate_denied(Turn& turn, const Order& order) {
    const Money amount = part_of(turn, order, order.goods, turn.model.booking.compensation, Rounded::Denied);
    if (amount.units <= 0) return {};
    turn.tally.count(Count::RefundMoney, amount);
    turn.tally.count(Count::BuyerSurplus, amount);
    add_up(turn.outbox.money.refunds.on(turn.today + method_of(turn, order).refund_days), amount.units);
    learn_trade(turn, order, {.refunds = amount.units});
    if (order.has(order_flag::kOwnGoods)) {
        turn.tally.books.move(Account::Platform, Account::RefundsDue, amount);
        turn.tally.count(Count::RemedyCost, amount);
    } else {
        turn.outbox.clawbacks.push_back({turn.platform.offers[order.offer].seller, true, amount});
    }
    return amount;
}

Money booking_refund(const Turn& turn, const Order& order, double share) {
    return part_of(turn, order, order.paid, share, Rounded::BookingRefund);
}

void send_worse_goods(Turn& turn, Order& order) {
    order.is_shaded = true;
    if (!turn.plan.keeps_stock) return;  // it is what they cost that is paid for
    turn.tally.books.move(Account::Suppliers, Account::Sellers,
                          saved_by_shading(turn.spec, turn.platform.offers[order.offer]) * order.units);
}

void learn_cost(Turn& turn, const Order& order, Money cost) { learn_trade(turn, order, {.costs = cost.units}); }

Money shipping_cost(const Turn& turn, const Order& order) {
    return order.shipping - cashback_on(turn, order, order.shipping);
}

void take_prepayment(Turn& turn, const Order& order) {
    const PaymentMethodSpec& method = method_of(turn, order);
    turn.tally.books.move(Account::Buyers, Account::PaymentTransit, order.paid);
    add_up(turn.outbox.money.settling.on(turn.today + method.settlement_days), order.paid.units);
    add_up(turn.tally.held_open, order.paid.units);
    const Money fee = part_of(turn, order, order.paid, method.fee_rate, Rounded::PaymentFee) + method.fee_fixed;
    turn.tally.books.move(Account::Platform, Account::PaymentProviders, fee);
    turn.tally.count(Count::PaymentFees, fee);
    if (order.has(order_flag::kOwnGoods)) learn_cost(turn, order, fee);
}

void take_cash(Turn& turn, Order& order) {
    const PaymentMethodSpec& method = method_of(turn, order);
    if (turn.plan.takes_bookings) {  // from hand to hand: there is no courier who would be paid for it
        turn.tally.books.move(Account::Buyers, Account::Held, order.paid);
        add_up(turn.tally.held_open, order.paid.units);
        release(turn, order, turn.today);
        return;
    }
    turn.tally.books.move(Account::Buyers, Account::CourierCash, order.paid);
    add_up(turn.outbox.money.courier_cash.on(turn.today + method.settlement_days), order.paid.units);
    add_up(turn.tally.held_open, order.paid.units);
    const Money fee = part_of(turn, order, order.paid, courier_of(turn, order).cod_fee, Rounded::CashFee);
    add_up(turn.outbox.couriers[order.courier].due, fee.units);
    add_up(turn.tally.couriers[order.courier].revenue, fee.units);
    turn.tally.count(Count::CourierRevenue, fee);
    turn.tally.count(Count::PaymentFees, fee);
    if (order.has(order_flag::kOwnGoods)) learn_cost(turn, order, fee);
    release(turn, order, turn.today);
}

void release(Turn& turn, Order& order, std::int64_t day) {
    if (order.has(order_flag::kPaidOut)) return;
    const Money to_seller = order.goods - commission_of(turn, order) - shipping_share_of_seller(turn, order);
    add_payout(turn, order, std::max(day, settles_on(turn, order)), to_seller, order.paid - to_seller);
    recognise_revenue(turn, order);
    order.set(order_flag::kPaidOut);
    add_up(turn.tally.held_open, (-order.paid).units);
}

Money refund(Turn& turn, Order& order, Money wanted) {
    const PaymentMethodSpec& method = method_of(turn, order);
    const Money granted = smaller(wanted, order.paid);
    const bool is_held = !order.has(order_flag::kPaidOut);
    if (granted.units > 0) {
        order.set(order_flag::kRefunded);
        turn.tally.count(Count::Refunds);
        for (GroupCounts* g : groups_of(turn, order)) ++g->refunds;
        turn.tally.count(Count::RefundMoney, granted);
    } else if (!is_held) {
        return {};
    }
    if (is_held) {
        // Still held: it goes back from there, and what the limit leaves goes to the seller.
        order.set(order_flag::kCancelled);
        const std::int64_t day = refund_arrives_on(turn, order);
        add_up(turn.outbox.money.held_refunds.on(day), granted.units);
        const Money rest = order.paid - granted;
        if (rest.units > 0) {
            add_payout(turn, order, day, rest, {});
            if (order.has(order_flag::kOwnGoods)) {
                turn.tally.count(Count::MarginRevenue, rest);
                turn.outbox.offers[order.offer].ledger += {.sales = rest.units};
            } else {
                count_income(turn, order, {.sales = rest.units});
            }
        }
        // No sale, so whoever ships has paid the courier for nothing.
        order.set(order_flag::kPaidOut);
        add_up(turn.tally.held_open, (-order.paid).units);
        if (order.has(order_flag::kShipped)) charge_seller(turn, order, shipping_cost(turn, order));
        return granted;
    }
    add_up(turn.outbox.money.refunds.on(turn.today + method.refund_days), granted.units);
    learn_trade(turn, order, {.refunds = granted.units});
    if (order.has(order_flag::kOwnGoods)) {
        turn.tally.books.move(Account::Platform, Account::RefundsDue, granted);
        turn.tally.count(Count::RemedyCost, granted);
        return granted;
    }
    // The platform gives its commission back, the seller the rest.
    const Money commission = smaller(commission_of(turn, order), granted);
    turn.tally.books.move(Account::Platform, Account::RefundsDue, commission);
    turn.tally.count(Count::CommissionRevenue, -commission);
    // The seller bears all of it, and has the commission back: what it pays is claimed in the evening.
    turn.outbox.offers[order.offer].ledger += {.commission = -commission.units, .returns = commission.units};
    turn.outbox.clawbacks.push_back({turn.platform.offers[order.offer].seller, true, granted - commission});
    return granted;
}

std::int64_t refund_arrives_on(const Turn& turn, const Order& order) {
    const std::int64_t day = turn.today + method_of(turn, order).refund_days;
    return order.has(order_flag::kCancelled) ? std::max(day, settles_on(turn, order)) : day;
}

void owe_courier(Turn& turn, const Order& order, Money price) {
    const Money cashback = cashback_on(turn, order, price);
    add_up(turn.outbox.couriers[order.courier].due, price.units);
    add_up(turn.outbox.couriers[order.courier].cashback, cashback.units);
    add_up(turn.tally.couriers[order.courier].revenue, price.units);
    add_up(turn.tally.couriers[order.courier].cashback, cashback.units);
    turn.tally.count(Count::CourierRevenue, price - cashback);
    turn.tally.count(Count::ShippingMargin, cashback - price);
    if (order.has(order_flag::kOwnGoods)) learn_cost(turn, order, price - cashback);
}

void charge_seller(Turn& turn, const Order& order, Money amount) {
    if (order.has(order_flag::kOwnGoods) || amount.units <= 0) return;
    learn_cost(turn, order, amount);
    turn.outbox.clawbacks.push_back({turn.platform.offers[order.offer].seller, false, amount});
}

void lose_goods(Turn& turn, const Order& order) {
    const Money cost = goods_cost(turn, order);
    Money paid_by_courier;
    if (order.cause == Cause::Courier) {
        paid_by_courier = liability_of(turn, order);
        add_up(turn.tally.couriers[order.courier].liability, paid_by_courier.units);
        auto& row = turn.tally.losses[order.payment][static_cast<std::size_t>(order.fate)];
        add_up(row[static_cast<std::size_t>(Party::Courier)], paid_by_courier.units);
    }
    const bool sold = is_sold(order);  // then the goods' cost is already in the margin
    learn_cost(turn, order, (sold ? Money{} : cost) - paid_by_courier);
    if (order.has(order_flag::kOwnGoods)) {
        turn.tally.books.move(Account::Couriers, Account::Platform, paid_by_courier);
        turn.tally.count(Count::RemedyCost, (sold ? Money{} : cost) - paid_by_courier);
        return;
    }
    turn.tally.books.move(Account::Couriers, Account::Sellers, paid_by_courier);
    count_income(turn, order, {.goods = ((sold ? Money{} : cost) - paid_by_courier).units});
}

void give_away_goods(Turn& turn, const Order& order) {
    const Money cost = goods_cost(turn, order);
    learn_cost(turn, order, cost);
    pay_royalty(turn, order, cost);
    if (order.has(order_flag::kOwnGoods)) {
        turn.tally.count(Count::RemedyCost, cost);
        return;
    }
    count_income(turn, order, {.goods = cost.units});
}

void return_goods(Turn& turn, const Order& order) {
    if (turn.plan.takes_bookings || turn.plan.has_plans) return;  // there are none
    if (turn.plan.keeps_stock) turn.outbox.offers[order.offer].returned += order.units;
    if (turn.plan.keeps_stock && order.is_shaded)  // what is in stock is as described again
        turn.tally.books.move(Account::Sellers, Account::Suppliers,
                              saved_by_shading(turn.spec, turn.platform.offers[order.offer]) * order.units);
    if (!is_sold(order)) return;
    // The sale had counted the goods as gone; they are back.
    const Money cost = goods_cost(turn, order);
    learn_cost(turn, order, -cost);
    pay_royalty(turn, order, cost, true);
    if (order.has(order_flag::kOwnGoods))
        turn.tally.count(Count::RemedyCost, -cost);
    else
        count_income(turn, order, {.goods = -cost.units});
}

void book_losses(Turn& turn, const Order& order, Money refunded, double kept) {
    auto& row = turn.tally.losses[order.payment][static_cast<std::size_t>(order.fate)];
    const bool has_paid = order.has(order_flag::kPaidOut) || !method_of(turn, order).on_delivery;
    const Money paid = has_paid ? order.paid : Money{};
    // Goods that are spoilt by half are worth half of what they cost to get, shipping and all.
    const Money worth = part_of(turn, order, paid, kept, Rounded::WorthKept);
    count_setback(turn, order, refunded + worth - paid, kept);
    const Money buyer_loss = larger(paid - refunded - worth, {});
    add_up(row[static_cast<std::size_t>(Party::Buyer)], buyer_loss.units);
    turn.tally.count(Count::BuyerLoss, buyer_loss);
    count_ended(turn, order, OfOrder::BuyerLoss, buyer_loss.units);
    add_up(turn.tally.segments[turn.block.segment].buyer_loss, buyer_loss.units);
    add_up(turn.tally.payments[order.payment].buyer_loss, buyer_loss.units);
    // Whoever sold is out of the shipping, and of the goods where these are gone and not made good by a courier or a
    // buyer.
    const bool goods_gone = order.fate == Fate::Lost || order.fate == Fate::Damaged;
    const Money cost = goods_gone ? goods_cost(turn, order) : Money{};
    const Money made_good = goods_gone && order.cause == Cause::Courier ? liability_of(turn, order) : Money{};
    const Money received = paid - refunded;
    const Money seller_loss = larger(
        (was_sent(order.fate) ? shipping_cost(turn, order) : Money{}) + cost - made_good - larger(received, {}), {});
    const Party party = order.has(order_flag::kOwnGoods) ? Party::Platform : Party::Seller;
    add_up(row[static_cast<std::size_t>(party)], seller_loss.units);
}

}  // namespace pasar
