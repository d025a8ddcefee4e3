#include "sim/phases/aftermath.h"

#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

bool is_prepaid(const Market& m, const Order& order) { return !m.spec.payments[order.payment].on_delivery; }

/// What goes back without being asked for: all of a sold-out order, the goods of an undeliverable one.
Money unasked(const Market& m, const Order& order) {
    if (!is_prepaid(m, order)) return {};
    if (order.fate == Fate::StockOut) return order.paid;
    if (order.fate == Fate::Undeliverable) return smaller(order.goods - order.discount, order.paid);
    return {};
}

void tell_money(Market& m, Worker& w, Happening what, const Block& block, const Order& order, Money back) {
    if (WatchedEvent* const event = note(m, w, what, block, order)) {
        event->amount = back;
        event->until = static_cast<std::uint16_t>(refund_arrives_on(m, order));
    }
}

/// The buyer disputes the payment with the provider, which takes the money back.
Money charge_back(Market& m, const Block& block, Worker& w, Order& order) {
    const bool can_dispute = is_prepaid(m, order) && order.paid.units > 0 && order.remedy != Remedy::Replacement &&
                             order.fate != Fate::Late && order.fate != Fate::OrderedWrong;
    if (!can_dispute) return {};
    Dice dice(m.plan.world, Purpose::Voice, block.first + order.buyer, order.wish);
    dice();
    dice();  // the first two words decided blame and reaction
    if (dice.uniform() >= m.spec.payments[order.payment].chargeback) return {};
    const Money back = refund(m, block, w, order, order.paid);
    w.tally.count(Count::Chargebacks);
    count_ended(m, w, order, OfOrder::Chargebacks);
    w.tally.count(Count::ChargebackMoney, back);
    tell_money(m, w, Happening::ChargedBack, block, order, back);
    return back;
}

/// Held money went back while the goods stayed with the buyer: late ones, or bad ones that only the payment provider
/// made good.
bool is_given_away(const Order& order) {
    const bool usable = order.fate == Fate::Late || order.fate == Fate::OrderedWrong || order.fate == Fate::WrongItem ||
                        order.fate == Fate::Misdescribed;
    return order.has(order_flag::kCancelled) && usable && !comes_back(order);
}

/// Share of the goods' worth that stays with the buyer.
double worth_kept(const Market& m, const Order& order, bool given_back) {
    switch (order.fate) {
        case Fate::StockOut:
        case Fate::Undeliverable:
        case Fate::Lost:
        case Fate::NeverSent:
            return order.remedy == Remedy::Replacement ? 1.0 : 0.0;
        case Fate::OrderedWrong:
        case Fate::WrongItem:
        case Fate::Misdescribed:
        case Fate::Damaged: {
            if (order.remedy == Remedy::Replacement) return 1.0;
            if (given_back) return 0.0;
            const SatisfactionSpec& s = m.spec.satisfaction;
            const double spoilt = order.fate == Fate::OrderedWrong   ? s.severity_ordered_wrong
                                  : order.fate == Fate::WrongItem    ? s.severity_wrong_item
                                  : order.fate == Fate::Misdescribed ? s.severity_misdescribed
                                                                     : s.severity_damaged;
            return clamp01(1.0 - spoilt);
        }
        case Fate::Fine:
        case Fate::Late:
        case Fate::Refused:
            return 1.0;
    }
    return 1.0;
}

}  // namespace

bool comes_back(const Order& order) {
    const bool paid_back = order.remedy == Remedy::Refund || order.remedy == Remedy::Compensation;
    return paid_back &&
           (order.fate == Fate::WrongItem || order.fate == Fate::OrderedWrong || order.fate == Fate::Misdescribed);
}

void pay_back_unasked(Market& m, const Block& block, Worker& w, Order& order) {
    // Also where points paid for the goods and nothing goes back: the sale is off.
    const bool is_off = order.fate == Fate::StockOut || order.fate == Fate::Undeliverable;
    if (is_off && is_prepaid(m, order)) {
        const Money back = refund(m, block, w, order, unasked(m, order));
        if (back.units > 0) tell_money(m, w, Happening::PaidBackUnasked, block, order, back);
    }
}

void end_failure(Market& m, const Block& block, Worker& w, Order& order, double before, Money refunded) {
    refunded += unasked(m, order);
    if (refunded.units == 0) refunded += charge_back(m, block, w, order);
    if (is_prepaid(m, order)) release(m, w, order, m.today + m.model.protection.release_days);
    if (order.fate == Fate::Lost || order.fate == Fate::Damaged) lose_goods(m, w, order);
    if (order.fate == Fate::NeverSent) return_goods(m, w, order);
    if (is_given_away(order)) give_away_goods(m, w, order);
    book_losses(m, w, block, order, refunded, worth_kept(m, order, refunded.units > 0));

    ComplaintCell& cell =
        w.tally.complaints[static_cast<std::size_t>(order.cause)][static_cast<std::size_t>(order.felt)]
                          [order.has(order_flag::kVoiced) ? 1 : 0][static_cast<std::size_t>(order.remedy)];
    ++cell.count;
    cell.before += millionths(before);
    cell.after += millionths(order.satisfaction);
}

}  // namespace pasar
