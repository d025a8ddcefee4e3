#include "sim/phases/returns.h"

#include <algorithm>
#include <cmath>

#include "agents/delivery.h"
#include "agents/sending_back.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// What the buyer pays of the way back.
Money own_part_of_way_back(const Turn& turn, const Order& order) {
    return fair_share(order.shipping, turn.model.protection.return_shipping,
                      [&] { return rounding_draw(turn.key, Rounded::WayBack, turn.number(order.buyer), order.wish); });
}

}  // namespace

Reason fits(const Turn& turn, const Order& order, double draw) {
    const CategorySpec& category = turn.spec.categories[turn.platform.offers[order.offer].category];
    const double misfit = own_or(turn.model.own_rates.misfit, category.misfit);
    if (draw >= misfit || turn.model.fulfilment.kind == FulfilmentKind::Service) return Reason::None;
    const bool has_size = turn.model.fulfilment.kind == FulfilmentKind::Couriers;
    return has_size && draw < misfit * category.wrong_size ? Reason::WrongSize : Reason::ChangedMind;
}

bool looks_first(const Turn& turn, const Order& order) {
    const double share = turn.model.fulfilment.may_look;
    return share > 0.0 && Dice(turn.key, Purpose::Look, turn.number(order.buyer), order.wish).uniform() < share;
}

bool sends_back(Turn& turn, std::uint32_t slot, double draw) {
    Order& order = turn.orders[slot];
    const ProtectionSpec& protection = turn.model.protection;
    const ReturnsSpec& returns = turn.spec.returns;
    if (protection.return_days == 0 || order.paid.units <= 0) return false;
    const double cost =
        static_cast<double>(own_part_of_way_back(turn, order).units) / static_cast<double>(order.paid.units);
    const double probability = return_probability(returns.rate, returns.cost, cost);
    if (draw >= probability) return false;
    const double decides = exponential_gap(draw / probability, 1.0) * returns.decide_days;
    if (decides > static_cast<double>(protection.return_days)) return false;
    double on_the_way = 0.0;
    if (turn.model.fulfilment.kind == FulfilmentKind::Couriers) {
        const std::size_t zone = turn.world.plan.zone[order.region][turn.platform.offers[order.offer].region];
        on_the_way = turn.world.plan.couriers[order.courier].days[zone];
    }
    const double days = std::max(1.0, std::ceil(decides + on_the_way));
    const std::int64_t due = std::min<std::int64_t>(turn.today + whole_part(days), kNever - 1);
    turn.orders.schedule(OrderBook::What::Return, due, slot);
    return true;
}

bool gives_back_used(Turn& turn, std::uint32_t slot) {
    const double share = turn.spec.returns.opportunism;
    const Order& order = turn.orders[slot];
    const std::int64_t window = turn.model.protection.return_days;
    if (share <= 0.0 || window == 0 || turn.model.fulfilment.kind != FulfilmentKind::Digital || order.paid.units <= 0)
        return false;
    const double draw = Dice(turn.key, Purpose::MoneyBack, turn.number(order.buyer), order.wish).uniform();
    if (draw >= share) return false;
    const double decides = exponential_gap(draw / share, 1.0) * turn.spec.returns.decide_days;
    if (decides > static_cast<double>(window)) return false;
    const std::int64_t due =
        std::min<std::int64_t>(turn.today + whole_part(std::max(1.0, std::ceil(decides))), kNever - 1);
    turn.orders.schedule(OrderBook::What::Return, due, slot);
    return true;
}

void take_back(Turn& turn) {
    turn.orders.take(OrderBook::What::Return, turn.today, turn.scratch.slots);
    for_each_order(turn, turn.scratch.slots, [&](std::uint32_t slot) {
        Order& order = turn.orders[slot];
        order.fate = Fate::Returned;
        order.cause = Cause::Buyer;
        order.felt = FeltCause::Own;
        const bool is_sent = turn.model.fulfilment.kind == FulfilmentKind::Couriers;
        if (is_sent) {
            owe_courier(turn, order, order.shipping);
            charge_seller(turn, order, shipping_cost(turn, order));
        }
        // Whoever had what it wanted of a download keeps that.
        const bool was_used = order.reason == Reason::Used;
        if (was_used) turn.tally.count(Count::UsedAndRefunded);
        return_goods(turn, order);
        const Money back =
            refund(turn, order, larger(order.goods - order.discount - own_part_of_way_back(turn, order), {}));
        turn.tally.count(Count::Returned);
        count_reason(turn, order);
        book_losses(turn, order, back, was_used ? 1.0 : 0.0);
        if (WatchedEvent* const event = note(turn, is_sent ? Happening::SentBack : Happening::GaveBackLicence, order)) {
            event->amount = back;
            event->until = static_cast<std::uint16_t>(refund_arrives_on(turn, order));
        }
        turn.dealings.settled.push_back(slot);
    });
}

void count_reason(Turn& turn, const Order& order) {
    ReasonCounts& counts = turn.tally.reasons[order.payment][static_cast<std::size_t>(way_back_of(order.fate))]
                                             [static_cast<std::size_t>(order.reason)];
    ++counts.orders;
    add_up(counts.goods, order.goods.units);
    add_up(counts.shipping, shipping_cost(turn, order).units * 2);
}

}  // namespace pasar
