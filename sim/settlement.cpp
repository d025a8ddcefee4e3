#include "sim/settlement.h"

#include <algorithm>

#include "sim/counting.h"

namespace pasar {
namespace {

std::size_t slot_of(std::int64_t day) { return static_cast<std::size_t>(day % Agenda::kHorizonDays); }

const PaymentMethodSpec& method_of(const Market& m, const Order& order) { return m.spec.payments[order.payment]; }
const CourierSpec& courier_of(const Market& m, const Order& order) { return m.spec.couriers[order.courier]; }
Money commission_of(const Market& m, const Order& order) {
    return order.has(order_flag::kOwnGoods) ? Money{} : share_of(order.goods, m.model.revenue.commission);
}

/// Shipping that the buyer paid for: what is left of the payment once goods, fee and discount are taken out.
Money shipping_paid(const Market& m, const Order& order) {
    return order.paid + Money{order.discount} - order.goods - m.model.revenue.buyer_fee;
}

/// Shipping that an independent seller bears: what the buyer did not pay for.
Money shipping_share_of_seller(const Market& m, const Order& order) {
    return larger(shipping_cost(m, order) - shipping_paid(m, order), {});
}

/// Revenue of an order whose money is released, by line.
void recognise_revenue(Market& m, Worker& w, const Order& order) {
    w.tally.count(Count::ShippingMargin, shipping_paid(m, order));
    w.tally.count(Count::BuyerFeeRevenue, m.model.revenue.buyer_fee);
    w.tally.count(Count::DiscountCost, Money{order.discount});
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.count(Count::MarginRevenue, order.goods - goods_cost(m, order));
        return;
    }
    const Money income =
        order.goods - commission_of(m, order) - shipping_share_of_seller(m, order) - goods_cost(m, order);
    w.tally.count(Count::CommissionRevenue, commission_of(m, order));
    w.tally.count(Count::ShippingMargin, shipping_share_of_seller(m, order));
    w.tally.count(Count::SellerIncome, income);
    w.offers[order.offer].income += income.units;
}

void add_payout(Market& m, Worker& w, const Order& order, std::int64_t day, Money to_seller, Money to_platform) {
    if (order.has(order_flag::kOwnGoods))
        w.money.own_sales[slot_of(day)] += (to_seller + to_platform).units;
    else
        w.payouts.push_back({m.offers[order.offer].seller, static_cast<std::uint16_t>(day), to_seller, to_platform});
}

/// Its money was released and revenue recognised.
bool is_sold(const Order& order) { return order.has(order_flag::kPaidOut) && !order.has(order_flag::kCancelled); }

std::int64_t settles_on(const Market& m, const Order& order) {
    const PaymentMethodSpec& method = method_of(m, order);
    return (method.on_delivery ? order.ended : order.placed) + method.settlement_days;
}

}  // namespace

Money goods_cost(const Market& m, const Order& order) { return m.offers[order.offer].cost * order.units; }

Money shipping_cost(const Market& m, const Order& order) {
    const Money price{order.shipping};
    return price - share_of(price, courier_of(m, order).cashback);
}

void take_prepayment(Market& m, Worker& w, const Order& order) {
    const PaymentMethodSpec& method = method_of(m, order);
    w.tally.books.move(Account::Buyers, Account::PaymentTransit, order.paid);
    w.money.settling[slot_of(m.today + method.settlement_days)] += order.paid.units;
    w.tally.held_open += order.paid.units;
    const Money fee = share_of(order.paid, method.fee_rate) + method.fee_fixed;
    w.tally.books.move(Account::Platform, Account::PaymentProviders, fee);
    w.tally.count(Count::PaymentFees, fee);
}

void take_cash(Market& m, Worker& w, Order& order) {
    const PaymentMethodSpec& method = method_of(m, order);
    w.tally.books.move(Account::Buyers, Account::CourierCash, order.paid);
    w.money.courier_cash[slot_of(m.today + method.settlement_days)] += order.paid.units;
    w.tally.held_open += order.paid.units;
    const Money fee = share_of(order.paid, courier_of(m, order).cod_fee);
    w.courier_due[order.courier] += fee.units;
    w.tally.couriers[order.courier].revenue += fee.units;
    w.tally.count(Count::CourierRevenue, fee);
    w.tally.count(Count::PaymentFees, fee);
    release(m, w, order, m.today);
}

void release(Market& m, Worker& w, Order& order, std::int64_t day) {
    if (order.has(order_flag::kPaidOut)) return;
    const Money to_seller = order.goods - commission_of(m, order) - shipping_share_of_seller(m, order);
    add_payout(m, w, order, std::max(day, settles_on(m, order)), to_seller, order.paid - to_seller);
    recognise_revenue(m, w, order);
    order.set(order_flag::kPaidOut);
    w.tally.held_open -= order.paid.units;
}

Money refund(Market& m, const Block& block, Worker& w, Order& order, Money wanted) {
    const PaymentMethodSpec& method = method_of(m, order);
    const Money granted = smaller(wanted, order.paid);
    const bool is_held = !order.has(order_flag::kPaidOut);
    if (granted.units > 0) {
        order.set(order_flag::kRefunded);
        w.tally.count(Count::Refunds);
        for (GroupCounts* g : groups_of(m, block, w, order)) ++g->refunds;
        w.tally.count(Count::RefundMoney, granted);
    } else if (!is_held) {
        return {};
    }
    if (is_held) {
        // Still held: it goes back from there, and what the limit leaves goes to the seller.
        order.set(order_flag::kCancelled);
        const std::int64_t day = refund_arrives_on(m, order);
        w.money.held_refunds[slot_of(day)] += granted.units;
        const Money rest = order.paid - granted;
        if (rest.units > 0) {
            add_payout(m, w, order, day, rest, {});
            w.tally.count(order.has(order_flag::kOwnGoods) ? Count::MarginRevenue : Count::SellerIncome, rest);
            if (!order.has(order_flag::kOwnGoods)) w.offers[order.offer].income += rest.units;
        }
        // No sale, so whoever ships has paid the courier for nothing.
        order.set(order_flag::kPaidOut);
        w.tally.held_open -= order.paid.units;
        if (order.has(order_flag::kShipped)) charge_seller(m, w, order, shipping_cost(m, order));
        return granted;
    }
    w.money.refunds[slot_of(m.today + method.refund_days)] += granted.units;
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.books.move(Account::Platform, Account::RefundsDue, granted);
        w.tally.count(Count::RemedyCost, granted);
        return granted;
    }
    // The platform gives its commission back, the seller the rest.
    const Money commission = smaller(commission_of(m, order), granted);
    w.tally.books.move(Account::Platform, Account::RefundsDue, commission);
    w.tally.count(Count::CommissionRevenue, -commission);
    w.clawbacks.push_back({m.offers[order.offer].seller, true, granted - commission});
    return granted;
}

std::int64_t refund_arrives_on(const Market& m, const Order& order) {
    const std::int64_t day = m.today + method_of(m, order).refund_days;
    return order.has(order_flag::kCancelled) ? std::max(day, settles_on(m, order)) : day;
}

void owe_courier(Market& m, Worker& w, const Order& order, Money price) {
    const Money cashback = share_of(price, courier_of(m, order).cashback);
    w.courier_due[order.courier] += price.units;
    w.cashback_due[order.courier] += cashback.units;
    w.tally.couriers[order.courier].revenue += price.units;
    w.tally.couriers[order.courier].cashback += cashback.units;
    w.tally.count(Count::CourierRevenue, price - cashback);
    w.tally.count(Count::ShippingMargin, cashback - price);
}

void charge_seller(Market& m, Worker& w, const Order& order, Money amount) {
    if (order.has(order_flag::kOwnGoods) || amount.units <= 0) return;
    w.clawbacks.push_back({m.offers[order.offer].seller, false, amount});
}

void lose_goods(Market& m, Worker& w, const Order& order) {
    const Money cost = goods_cost(m, order);
    Money paid_by_courier;
    if (order.cause == Cause::Courier) {
        paid_by_courier = share_of(order.goods, courier_of(m, order).liability);
        w.tally.couriers[order.courier].liability += paid_by_courier.units;
        w.tally.losses[static_cast<std::size_t>(order.fate)][order.payment][static_cast<std::size_t>(Party::Courier)] +=
            paid_by_courier.units;
    }
    const bool sold = is_sold(order);  // then the goods' cost is already in the margin
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.books.move(Account::Couriers, Account::Platform, paid_by_courier);
        w.tally.count(Count::RemedyCost, (sold ? Money{} : cost) - paid_by_courier);
        return;
    }
    w.tally.books.move(Account::Couriers, Account::Sellers, paid_by_courier);
    const Money income = paid_by_courier - (sold ? Money{} : cost);
    w.tally.count(Count::SellerIncome, income);
    w.offers[order.offer].income += income.units;
}

void give_away_goods(Market& m, Worker& w, const Order& order) {
    const Money cost = goods_cost(m, order);
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.count(Count::RemedyCost, cost);
        return;
    }
    w.tally.count(Count::SellerIncome, -cost);
    w.offers[order.offer].income -= cost.units;
}

void return_goods(Market& m, Worker& w, const Order& order) {
    w.offers[order.offer].returned += order.units;
    if (!is_sold(order)) return;
    // The sale had counted the goods as gone; they are back.
    const Money cost = goods_cost(m, order);
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.count(Count::RemedyCost, -cost);
    } else {
        w.tally.count(Count::SellerIncome, cost);
        w.offers[order.offer].income += cost.units;
    }
}

void book_losses(Market& m, Worker& w, const Block& block, const Order& order, Money refunded, double kept) {
    auto& row = w.tally.losses[static_cast<std::size_t>(order.fate)][order.payment];
    const bool has_paid = order.has(order_flag::kPaidOut) || !method_of(m, order).on_delivery;
    const Money paid = has_paid ? order.paid : Money{};
    // Goods that are spoilt by half are worth half of what they cost to get, shipping and all.
    const Money buyer_loss = larger(paid - refunded - share_of(paid, kept), {});
    row[static_cast<std::size_t>(Party::Buyer)] += buyer_loss.units;
    w.tally.count(Count::BuyerLoss, buyer_loss);
    count_ended(m, w, order, OfOrder::BuyerLoss, buyer_loss.units);
    w.tally.segments[block.segment].buyer_loss += buyer_loss.units;
    w.tally.payments[order.payment].buyer_loss += buyer_loss.units;
    // Whoever sold is out of the shipping, and of the goods where these are gone and not made good by a courier or a
    // buyer.
    const bool goods_gone = order.fate == Fate::Lost || order.fate == Fate::Damaged;
    const Money cost = goods_gone ? goods_cost(m, order) : Money{};
    const Money made_good =
        goods_gone && order.cause == Cause::Courier ? share_of(order.goods, courier_of(m, order).liability) : Money{};
    const Money received = paid - refunded;
    const bool was_sent = order.fate != Fate::NeverSent && order.fate != Fate::StockOut;
    const Money seller_loss =
        larger((was_sent ? shipping_cost(m, order) : Money{}) + cost - made_good - larger(received, {}), {});
    row[static_cast<std::size_t>(order.has(order_flag::kOwnGoods) ? Party::Platform : Party::Seller)] +=
        seller_loss.units;
}

}  // namespace pasar
