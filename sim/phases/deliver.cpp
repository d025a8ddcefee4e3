// Phase 6. Parcels due today meet their buyers, who may refuse at the door, and judge what they got.
#include <algorithm>
#include <utility>

#include "agents/delivery.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/billing.h"
#include "sim/phases/judgement.h"
#include "sim/phases/phases.h"
#include "sim/phases/returns.h"
#include "sim/phases/services.h"
#include "sim/phases/turn.h"
#include "sim/platform/settlement.h"
#include "sim/platform/surplus.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

double severity(const SatisfactionSpec& s, Fate fate) {
    switch (fate) {
        case Fate::OrderedWrong:
            return s.severity_ordered_wrong;
        case Fate::WrongItem:
            return s.severity_wrong_item;
        case Fate::Misdescribed:
            return s.severity_misdescribed;
        case Fate::Damaged:
            return s.severity_damaged;
        case Fate::Late:
            return s.severity_late;
        case Fate::Lost:
            return s.severity_lost;
        case Fate::NeverSent:
            return s.severity_never_sent;
        case Fate::StockOut:
            return s.severity_stock_out;
        case Fate::Undeliverable:
            return s.severity_undeliverable;
        case Fate::NotServed:
            return s.severity_never_sent;
        case Fate::Denied:
            return s.severity_stock_out;
        case Fate::Fine:
        case Fate::Refused:
        case Fate::Returned:
        case Fate::NoShow:
        case Fate::Cancelled:
            return 0.0;
    }
    return 0.0;
}

bool fault_is_visible(Fate fate) {
    return fate == Fate::OrderedWrong || fate == Fate::WrongItem || fate == Fate::Misdescribed || fate == Fate::Damaged;
}

/// The courier's record, which the policy smart learns from: did the parcel end well?
void record_courier(Turn& turn, const Order& order) {
    if (turn.model.fulfilment.kind != FulfilmentKind::Couriers || order.fate == Fate::NeverSent) return;
    CourierCounts& counts = turn.tally.couriers[order.courier];
    const bool arrived = order.fate != Fate::Lost && order.fate != Fate::Undeliverable && order.fate != Fate::Refused;
    const bool on_time = arrived && !order.has(order_flag::kLate);
    counts.delivered += arrived ? 1 : 0;
    counts.on_time += on_time ? 1 : 0;
    counts.lost += order.fate == Fate::Lost ? 1 : 0;
    counts.damaged += order.has(order_flag::kDamaged) ? 1 : 0;
    counts.undeliverable += order.fate == Fate::Undeliverable ? 1 : 0;
    counts.refused += order.fate == Fate::Refused ? 1 : 0;
    counts.days += arrived ? order.ended - order.placed : 0;
    Tally::Parcels& learned = turn.tally.parcels_of(order.courier, order.region);
    ++learned[0];
    learned[1] += arrived && order.fate != Fate::Damaged ? 1 : 0;
}

/// What was wrong with the parcel, whether its buyer then takes it or not.
void count_fault(Tally& t, Order& order) {
    const auto found = [&](std::uint16_t flag, Count what) {
        order.set(flag);
        t.count(what);
    };
    if (order.fate == Fate::WrongItem) found(order_flag::kWrongItem, Count::WrongItem);
    if (order.fate == Fate::Misdescribed) found(order_flag::kMisdescribed, Count::Misdescribed);
    if (order.fate == Fate::Damaged) found(order_flag::kDamaged, Count::Damaged);
    if (order.fate == Fate::Lost) t.count(Count::Lost);
    if (order.fate == Fate::Undeliverable) t.count(Count::Undeliverable);
}

/// Back to the seller, and the goods are in stock again, unless they are broken. The way there is charged here only
/// where no payment covered it.
void send_back(Turn& turn, const Order& order) {
    owe_courier(turn, order, order.shipping);
    const bool way_there_unpaid = turn.spec.payments[order.payment].on_delivery;
    charge_seller(turn, order, shipping_cost(turn, order) * (way_there_unpaid ? 2 : 1));
    if (order.fate == Fate::Damaged)
        lose_goods(turn, order);
    else
        return_goods(turn, order);
}

/// Who refuses a parcel at the door, by one draw: each number is the probability of this reason or one before it.
struct Refusals {
    double cannot_pay_avoided = 0.0;  ///< a call ahead saw to the cash: not refused
    double cannot_pay = 0.0, changed_mind = 0.0, late = 0.0, seen = 0.0;

    [[nodiscard]] Reason reason(double draw, Reason of_what_is_seen) const {
        if (draw < cannot_pay_avoided || draw >= seen) return Reason::None;
        return draw < cannot_pay     ? Reason::CannotPay
               : draw < changed_mind ? Reason::ChangedMind
               : draw < late         ? Reason::Late
                                     : of_what_is_seen;
    }
};

/// `sees_why`: the buyer looks before paying, and there is something to see.
Refusals refusals(const Turn& turn, const Order& order, double days_late, double price_ratio, bool sees_why) {
    const RefusalSpec& r = turn.spec.refusal;
    const bool on_delivery = turn.spec.payments[order.payment].on_delivery;
    const RefusalTerms terms{.rate = on_delivery ? own_or(turn.model.own_rates.refusal, r.rate)
                                                 : own_or(turn.model.own_rates.refusal_prepaid, r.prepaid),
                             .reference_days = turn.spec.choice.reference_days,
                             .per_day_late = r.per_day_late * turn.spec.segments[turn.block.segment].delay,
                             .per_day_in_transit = r.per_day_in_transit,
                             .price = r.price,
                             .distrust = r.distrust,
                             .visible_fault = r.visible_fault};
    const double trust = turn.relationships[order.buyer].trust;
    const auto refuses = [&](double late, bool seen) {
        return refusal_probability(terms, late, static_cast<double>(turn.today - order.placed), price_ratio, trust,
                                   seen);
    };
    Refusals all;
    all.changed_mind = refuses(0.0, false);
    all.late = days_late > 0.0 ? refuses(days_late, false) : all.changed_mind;
    all.seen = sees_why ? refuses(days_late, true) : all.late;
    all.cannot_pay = on_delivery ? all.changed_mind * r.cannot_pay : 0.0;
    all.cannot_pay_avoided = all.cannot_pay * turn.model.fulfilment.calls_ahead * turn.spec.door.call_helps;
    return all;
}

/// Back it goes, and whoever has paid gets back what the goods cost.
void refuse(Turn& turn, std::uint32_t slot, Reason reason) {
    Order& order = turn.orders[slot];
    turn.tally.count(Count::Refused);
    send_back(turn, order);
    if (reason != Reason::Fault && reason != Reason::Late) order.cause = Cause::Buyer;
    const Fate fate_before = order.fate;
    order.fate = Fate::Refused;
    order.reason = reason;
    count_reason(turn, order);
    const bool has_paid = !turn.spec.payments[order.payment].on_delivery;
    const Money back = has_paid ? refund(turn, order, larger(order.goods - order.discount, {})) : Money{};
    if (WatchedEvent* const event = note(turn, Happening::RefusedAtDoor, order)) {
        event->fate = fate_before;
        event->amount = back;
        event->until = static_cast<std::uint16_t>(refund_arrives_on(turn, order));
    }
    record_courier(turn, order);
    book_losses(turn, order, back, 0.0);
    turn.dealings.settled.push_back(slot);
}

void judge(Turn& turn, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    Tally& t = turn.tally;
    const SegmentSpec& segment = turn.spec.segments[turn.block.segment];
    const SatisfactionSpec& s = turn.spec.satisfaction;
    const PaymentMethodSpec& method = turn.spec.payments[order.payment];
    const bool arrived = order.fate != Fate::Lost && order.fate != Fate::NeverSent &&
                         order.fate != Fate::Undeliverable && order.fate != Fate::NotServed &&
                         order.fate != Fate::Denied;
    const bool is_service = turn.plan.takes_bookings || turn.plan.has_plans;
    const double days_late = static_cast<double>(std::max<std::int64_t>(0, turn.today - order.promised));
    if (arrived && days_late > 0.0) {
        order.set(order_flag::kLate);
        if (order.fate == Fate::Fine) {
            order.fate = Fate::Late;
            order.cause = order.has(order_flag::kSlowHandover) ? Cause::Seller : Cause::Courier;
        }
    }
    const auto [refusal_draw, experience_draw, fit_draw, return_draw] =
        Dice(turn.key, Purpose::Door, turn.number(order.buyer), order.wish).four();

    // Nobody waits for a service that is given on the day it was booked for, nor for the end of a period paid for.
    const double waited = is_service
                              ? 0.0
                              : tired_of_waiting(s.waiting_per_day, static_cast<double>(turn.today - order.placed),
                                                 turn.spec.choice.reference_days) +
                                    (arrived ? s.lateness_per_day * days_late : 0.0);
    const auto deductions = [&](bool paid) {
        return severity(s, order.fate) * stakes_of(turn, order, paid) + segment.delay * waited;
    };
    const Offer& offer = turn.platform.offers[order.offer];
    // On the scale of quality, from 0 to 1, like all that buyers learn from it.
    const double experience =
        clamp01(quality_received(turn, order) + s.experience_noise * (2.0 * experience_draw - 1.0));
    // Of what costs more than usual more is expected.
    const double price_ratio = static_cast<double>(order.paid.units) /
                               static_cast<double>((offer.reference * order.units).units) /
                               (turn.plan.has_plans ? usage_of(turn, order.buyer) : 1.0);
    const double expectation = order.expectation() + segment.expectation + s.value_for_money * (price_ratio - 1.0);
    const auto judged = [&](double quality, double deducted) {
        Disconfirmation d = turn.world.plan.disconfirmation;
        d.loss *= segment.bad_news;
        return static_cast<float>(satisfaction(d, expectation, quality, deducted * segment.bad_news));
    };
    const auto tell = [&](Happening what) {
        if (WatchedEvent* const event = note(turn, what, order)) {
            event->until = order.promised;
            event->before = expectation;
            event->after = experience;
        }
    };

    count_fault(t, order);
    t.count(Count::EndedOnDelivery, method.on_delivery ? 1 : 0);
    if (!arrived) {
        record_courier(turn, order);
        order.satisfaction = judged(expectation, deductions(!method.on_delivery));
        if (!is_service) tell(Happening::NeverCame);  // of these it has been told who was not there, or had no room
        if (order.fate == Fate::Undeliverable) {
            send_back(turn, order);
            count_reason(turn, order);
        }
        turn.dealings.judged.push_back(slot);
        return;
    }

    const bool as_ordered = order.fate == Fate::Fine || order.fate == Fate::Late;
    // A period that is over cannot be sent back.
    const Reason misfit = as_ordered && !turn.plan.has_plans ? fits(turn, order, fit_draw) : Reason::None;
    const bool is_wrong = fault_is_visible(order.fate) || misfit != Reason::None;
    const bool sees_why = is_wrong && method.on_delivery && looks_first(turn, order);
    const bool can_refuse =
        (method.on_delivery && !is_service) || turn.model.fulfilment.kind == FulfilmentKind::Couriers;
    const Reason refused_for = !can_refuse ? Reason::None
                                           : refusals(turn, order, days_late, price_ratio, sees_why)
                                                 .reason(refusal_draw, misfit == Reason::None ? Reason::Fault : misfit);
    if (refused_for != Reason::None) {
        order.satisfaction = judged(expectation, s.severity_refused + deductions(!method.on_delivery));
        refuse(turn, slot, refused_for);
        return;
    }
    if (method.on_delivery) take_cash(turn, order);
    record_courier(turn, order);
    t.count(Count::Delivered);
    t.count(Count::DeliveryDays, turn.today - (is_service ? order.promised : order.placed));
    t.count(order.has(order_flag::kLate) ? Count::Late : Count::DeliveredOnTime);
    for (GroupCounts* g : groups_of(turn, order)) ++g->delivered;
    // What a plan beside a feed is like shows at each visit (see browse.cpp), and is learned there.
    if (!turn.plan.is_feed) {
        t.experienced += millionths(experience);
        t.inflated += millionths(offer.shown - experience);
        ++t.experiences;
        count_lesson(turn, offer, experience);
    }
    if (misfit == Reason::None && as_ordered && !turn.plan.has_plans && gives_back_used(turn, slot)) {
        order.reason = Reason::Used;
        order.satisfaction = judged(experience, deductions(true));
        count_experience(turn, order, experience - order.expectation(),
                         static_cast<double>(turn.today - order.promised));
        tell(Happening::Received);
        return;
    }
    if (misfit != Reason::None && sends_back(turn, slot, return_draw)) {
        order.reason = misfit;
        order.satisfaction = judged(expectation, s.severity_returned + deductions(true));
        tell(Happening::Received);
        return;
    }
    const double unfit = misfit != Reason::None ? s.severity_misfit * stakes_of(turn, order, true) : 0.0;
    order.satisfaction = judged(experience, deductions(true) + unfit);
    if (!turn.plan.is_feed)
        count_experience(turn, order, experience - order.expectation(),
                         static_cast<double>(turn.today - order.promised));
    if (misfit != Reason::None) count_regret(turn, order, turn.spec.returns.misfit_loss);
    tell(Happening::Received);
    turn.dealings.judged.push_back(slot);
}

}  // namespace

void deliver(Turn& turn) {
    fetch_all(turn.orders.links());
    turn.orders.take(OrderBook::What::Arrival, turn.today, turn.scratch.slots);
    for_each_order(turn, turn.scratch.slots, [&](std::uint32_t slot) {
        if (!turn.plan.takes_bookings || attend(turn, slot)) judge(turn, slot);
    });
}

}  // namespace pasar
