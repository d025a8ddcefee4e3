#include "sim/platform/settlement.h"

#include <algorithm>

#include "sim/counts/counting.h"
#include "sim/platform/rounding.h"

namespace pasar {
namespace {

std::size_t slot_of(std::int64_t day) { return static_cast<std::size_t>(day % Agenda::kHorizonDays); }

const PaymentMethodSpec& method_of(const Market& m, const Order& order) { return m.spec.payments[order.payment]; }
const CourierSpec& courier_of(const Market& m, const Order& order) { return m.spec.couriers[order.courier]; }

/// A share of an order's money, rounded fairly: the same each time it is worked out.
Money part_of(const Market& m, const Worker& w, const Order& order, Money amount, double fraction, Rounded what) {
    return fair_share(amount, fraction,
                      [&] { return rounding_draw(m.plan.world, what, w.first_buyer + order.buyer, order.wish); });
}

Money commission_of(const Market& m, const Worker& w, const Order& order) {
    if (order.has(order_flag::kOwnGoods)) return {};
    return part_of(m, w, order, order.goods, m.model.revenue.commission, Rounded::Commission);
}
/// What the courier pays for goods that it lost or broke.
Money liability_of(const Market& m, const Worker& w, const Order& order) {
    return part_of(m, w, order, order.goods, courier_of(m, order).liability, Rounded::Liability);
}
Money cashback_on(const Market& m, const Worker& w, const Order& order, Money price) {
    return part_of(m, w, order, price, courier_of(m, order).cashback, Rounded::Cashback);
}

/// Shipping that the buyer paid for: what is left of the payment once goods, fee and discount are taken out.
Money shipping_paid(const Market& m, const Order& order) {
    return order.paid + order.discount - order.goods - m.model.revenue.buyer_fee;
}

/// Shipping that an independent seller bears: what the buyer did not pay for.
Money shipping_share_of_seller(const Market& m, const Worker& w, const Order& order) {
    return larger(shipping_cost(m, w, order) - shipping_paid(m, order), {});
}

/// What an independent seller earns by an order, or loses.
void count_income(Worker& w, const Order& order, Money income) {
    w.tally.count(Count::SellerIncome, income);
    add_up(w.offers[order.offer].income, income.units);
}

/// Revenue of an order whose money is released, by line.
void recognise_revenue(Market& m, Worker& w, const Order& order) {
    w.tally.count(Count::ShippingMargin, shipping_paid(m, order));
    w.tally.count(Count::BuyerFeeRevenue, m.model.revenue.buyer_fee);
    w.tally.count(Count::DiscountCost, order.discount);
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.count(Count::MarginRevenue, order.goods - goods_cost(m, order));
        return;
    }
    const Money commission = commission_of(m, w, order), shipping = shipping_share_of_seller(m, w, order);
    w.tally.count(Count::CommissionRevenue, commission);
    w.tally.count(Count::ShippingMargin, shipping);
    count_income(w, order, order.goods - commission - shipping - goods_cost(m, order));
}

void add_payout(Market& m, Worker& w, const Order& order, std::int64_t day, Money to_seller, Money to_platform) {
    if (order.has(order_flag::kOwnGoods))
        add_up(w.money.own_sales[slot_of(day)], (to_seller + to_platform).units);
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

Money shipping_cost(const Market& m, const Worker& w, const Order& order) {
    return order.shipping - cashback_on(m, w, order, order.shipping);
}

void take_prepayment(Market& m, Worker& w, const Order& order) {
    const PaymentMethodSpec& method = method_of(m, order);
    w.tally.books.move(Account::Buyers, Account::PaymentTransit, order.paid);
    add_up(w.money.settling[slot_of(m.today + method.settlement_days)], order.paid.units);
    add_up(w.tally.held_open, order.paid.units);
    const Money fee = part_of(m, w, order, order.paid, method.fee_rate, Rounded::PaymentFee) + method.fee_fixed;
    w.tally.books.move(Account::Platform, Account::PaymentProviders, fee);
    w.tally.count(Count::PaymentFees, fee);
}

void take_cash(Market& m, Worker& w, Order& order) {
    const PaymentMethodSpec& method = method_of(m, order);
    w.tally.books.move(Account::Buyers, Account::CourierCash, order.paid);
    add_up(w.money.courier_cash[slot_of(m.today + method.settlement_days)], order.paid.units);
    add_up(w.tally.held_open, order.paid.units);
    const Money fee = part_of(m, w, order, order.paid, courier_of(m, order).cod_fee, Rounded::CashFee);
    add_up(w.courier_due[order.courier], fee.units);
    add_up(w.tally.couriers[order.courier].revenue, fee.units);
    w.tally.count(Count::CourierRevenue, fee);
    w.tally.count(Count::PaymentFees, fee);
    release(m, w, order, m.today);
}

void release(Market& m, Worker& w, Order& order, std::int64_t day) {
    if (order.has(order_flag::kPaidOut)) return;
    const Money to_seller = order.goods - commission_of(m, w, order) - shipping_share_of_seller(m, w, order);
    add_payout(m, w, order, std::max(day, settles_on(m, order)), to_seller, order.paid - to_seller);
    recognise_revenue(m, w, order);
    order.set(order_flag::kPaidOut);
    add_up(w.tally.held_open, (-order.paid).units);
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
        add_up(w.money.held_refunds[slot_of(day)], granted.units);
        const Money rest = order.paid - granted;
        if (rest.units > 0) {
            add_payout(m, w, order, day, rest, {});
            if (order.has(order_flag::kOwnGoods))
                w.tally.count(Count::MarginRevenue, rest);
            else
                count_income(w, order, rest);
        }
        // No sale, so whoever ships has paid the courier for nothing.
        order.set(order_flag::kPaidOut);
        add_up(w.tally.held_open, (-order.paid).units);
        if (order.has(order_flag::kShipped)) charge_seller(m, w, order, shipping_cost(m, w, order));
        return granted;
    }
    add_up(w.money.refunds[slot_of(m.today + method.refund_days)], granted.units);
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.books.move(Account::Platform, Account::RefundsDue, granted);
        w.tally.count(Count::RemedyCost, granted);
        return granted;
    }
    // The platform gives its commission back, the seller the rest.
    const Money commission = smaller(commission_of(m, w, order), granted);
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
    const Money cashback = cashback_on(m, w, order, price);
    add_up(w.courier_due[order.courier], price.units);
    add_up(w.cashback_due[order.courier], cashback.units);
    add_up(w.tally.couriers[order.courier].revenue, price.units);
    add_up(w.tally.couriers[order.courier].cashback, cashback.units);
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
        paid_by_courier = liability_of(m, w, order);
        add_up(w.tally.couriers[order.courier].liability, paid_by_courier.units);
        auto& row = w.tally.losses[static_cast<std::size_t>(order.fate)][order.payment];
        add_up(row[static_cast<std::size_t>(Party::Courier)], paid_by_courier.units);
    }
    const bool sold = is_sold(order);  // then the goods' cost is already in the margin
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.books.move(Account::Couriers, Account::Platform, paid_by_courier);
        w.tally.count(Count::RemedyCost, (sold ? Money{} : cost) - paid_by_courier);
        return;
    }
    w.tally.books.move(Account::Couriers, Account::Sellers, paid_by_courier);
    count_income(w, order, paid_by_courier - (sold ? Money{} : cost));
}

void give_away_goods(Market& m, Worker& w, const Order& order) {
    const Money cost = goods_cost(m, order);
    if (order.has(order_flag::kOwnGoods)) {
        w.tally.count(Count::RemedyCost, cost);
        return;
    }
    count_income(w, order, -cost);
}

void return_goods(Market& m, Worker& w, const Order& order) {
    w.offers[order.offer].returned += order.units;
    if (!is_sold(order)) return;
    // The sale had counted the goods as gone; they are back.
    const Money cost = goods_cost(m, order);
    if (order.has(order_flag::kOwnGoods))
        w.tally.count(Count::RemedyCost, -cost);
    else
        count_income(w, order, cost);
}

void book_losses(Market& m, Worker& w, const Block& block, const Order& order, Money refunded, double kept) {
    auto& row = w.tally.losses[static_cast<std::size_t>(order.fate)][order.payment];
    const bool has_paid = order.has(order_flag::kPaidOut) || !method_of(m, order).on_delivery;
    const Money paid = has_paid ? order.paid : Money{};
    // Goods that are spoilt by half are worth half of what they cost to get, shipping and all.
    const Money worth = part_of(m, w, order, paid, kept, Rounded::WorthKept);
    const Money buyer_loss = larger(paid - refunded - worth, {});
    add_up(row[static_cast<std::size_t>(Party::Buyer)], buyer_loss.units);
    w.tally.count(Count::BuyerLoss, buyer_loss);
    count_ended(m, w, order, OfOrder::BuyerLoss, buyer_loss.units);
    add_up(w.tally.segments[block.segment].buyer_loss, buyer_loss.units);
    add_up(w.tally.payments[order.payment].buyer_loss, buyer_loss.units);
    // Whoever sold is out of the shipping, and of the goods where these are gone and not made good by a courier or a
    // buyer.
    const bool goods_gone = order.fate == Fate::Lost || order.fate == Fate::Damaged;
    const Money cost = goods_gone ? goods_cost(m, order) : Money{};
    const Money made_good = goods_gone && order.cause == Cause::Courier ? liability_of(m, w, order) : Money{};
    const Money received = paid - refunded;
    const bool was_sent = order.fate != Fate::NeverSent && order.fate != Fate::StockOut;
    const Money seller_loss =
        larger((was_sent ? shipping_cost(m, w, order) : Money{}) + cost - made_good - larger(received, {}), {});
    const Party party = order.has(order_flag::kOwnGoods) ? Party::Platform : Party::Seller;
    add_up(row[static_cast<std::size_t>(party)], seller_loss.units);
}

}  // namespace pasar
