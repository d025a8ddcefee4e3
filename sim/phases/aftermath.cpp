#include "sim/phases/aftermath.h"

#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

bool is_prepaid(const Turn& turn, const Order& order) { return !turn.spec.payments[order.payment].on_delivery; }

/// There was nothing to sell after all.
bool is_off(Fate fate) { return fate == Fate::StockOut || fate == Fate::NotServed || fate == Fate::Denied; }

/// What goes back without being asked for: all of a sold-out order or of a service not given, the goods of an
/// undeliverable one.
Money unasked(const Turn& turn, const Order& order) {
    if (!is_prepaid(turn, order)) return {};
    if (is_off(order.fate)) return order.paid;
    if (order.fate == Fate::Undeliverable) return smaller(order.goods - order.discount, order.paid);
    return {};
}

void tell_money(Turn& turn, Happening what, const Order& order, Money back) {
    if (WatchedEvent* const event = note(turn, what, order)) {
        event->amount = back;
        event->until = static_cast<std::uint16_t>(refund_arrives_on(turn, order));
    }
}

/// The buyer disputes the payment with the provider, which takes the money back.
Money charge_back(Turn& turn, Order& order) {
    const bool can_dispute = is_prepaid(turn, order) && order.paid.units > 0 && order.remedy != Remedy::Replacement &&
                             order.fate != Fate::Late && order.fate != Fate::OrderedWrong;
    if (!can_dispute) return {};
    Dice dice(turn.key, Purpose::Voice, turn.number(order.buyer), order.wish);
    dice();
    dice();  // the first two words decided blame and reaction
    if (dice.uniform() >= turn.spec.payments[order.payment].chargeback) return {};
    const Money back = refund(turn, order, order.paid);
    turn.tally.count(Count::Chargebacks);
    count_ended(turn, order, OfOrder::Chargebacks);
    turn.tally.count(Count::ChargebackMoney, back);
    tell_money(turn, Happening::ChargedBack, order, back);
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
double worth_kept(const Turn& turn, const Order& order, bool given_back) {
    switch (order.fate) {
        case Fate::StockOut:
        case Fate::Undeliverable:
        case Fate::Returned:
        case Fate::Lost:
        case Fate::NeverSent:
        case Fate::NotServed:
        case Fate::Denied:
        case Fate::NoShow:
        case Fate::Cancelled:
            return order.remedy == Remedy::Replacement ? 1.0 : 0.0;
        case Fate::OrderedWrong:
        case Fate::WrongItem:
        case Fate::Misdescribed:
        case Fate::Damaged: {
            if (order.remedy == Remedy::Replacement) return 1.0;
            if (given_back) return 0.0;
            const SatisfactionSpec& s = turn.spec.satisfaction;
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

void pay_back_unasked(Turn& turn, Order& order) {
    // Also where points paid for the goods and nothing goes back: the sale is off.
    const bool goes_back = is_off(order.fate) || order.fate == Fate::Undeliverable;
    if (goes_back && is_prepaid(turn, order)) {
        const Money back = refund(turn, order, unasked(turn, order));
        if (back.units > 0) tell_money(turn, Happening::PaidBackUnasked, order, back);
    }
}

void end_failure(Turn& turn, Order& order, double before, Money refunded) {
    refunded += unasked(turn, order);
    if (refunded.units == 0) refunded += charge_back(turn, order);
    if (is_prepaid(turn, order)) release(turn, order, turn.today + turn.model.protection.release_days);
    if (order.fate == Fate::Lost || order.fate == Fate::Damaged) lose_goods(turn, order);
    if (order.fate == Fate::NeverSent) return_goods(turn, order);
    if (is_given_away(order)) give_away_goods(turn, order);
    book_losses(turn, order, refunded, worth_kept(turn, order, refunded.units > 0));

    ComplaintCell& cell =
        turn.tally.complaints[static_cast<std::size_t>(order.cause)][static_cast<std::size_t>(order.felt)]
                             [order.has(order_flag::kVoiced) ? 1 : 0][static_cast<std::size_t>(order.remedy)];
    ++cell.count;
    cell.before += millionths(before);
    cell.after += millionths(order.satisfaction);
}

}  // namespace pasar
