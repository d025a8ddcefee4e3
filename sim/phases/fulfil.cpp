// Phase 5. Orders for which there was stock are handed to couriers; what will become of each parcel is drawn now, from
// the order's own dice. The others are cancelled.
#include <algorithm>
#include <cmath>

#include "agents/delivery.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/billing.h"
#include "sim/phases/judgement.h"
#include "sim/phases/phases.h"
#include "sim/phases/services.h"
#include "sim/phases/turn.h"
#include "sim/platform/firm.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Random numbers that few parcels need: drawn only where they are asked for, each kind from a word of its own, so that
/// one policy's asking does not shift another's numbers.
class SeldomDraws {
public:
    SeldomDraws(WorldKey world, std::uint32_t buyer, std::uint32_t wish)
        : dice_(world, Purpose::Courier, buyer, wish) {}
    double courier() { return word(0); }
    double queue() { return word(1); }
    double watch() { return word(2); }

private:
    double word(unsigned number) {
        Dice fresh = dice_;
        for (unsigned skipped = 0; skipped < number; ++skipped) fresh();
        return fresh.uniform();
    }
    Dice dice_;
};

/// Nobody waits longer for an order to be dispatched: one that would is cancelled, as if its goods were sold out.
constexpr double kLongestLine = 60.0;
/// What seller_does() says of orders that nobody dispatches.
constexpr double kNeverSent = -1.0, kNoRoom = -2.0;

enum class Missing : std::uint8_t { Goods, Hands };

/// Without goods nothing was set aside for the order; what was set aside for one that nobody has time for goes back.
void cancel(Turn& turn, std::uint32_t slot, Missing missing) {
    Order& order = turn.orders[slot];
    turn.tally.count(Count::StockOuts);
    turn.tally.count(Count::EndedOnDelivery, turn.spec.payments[order.payment].on_delivery ? 1 : 0);
    OfferTally& offer = turn.outbox.offers[order.offer];  // nothing was sold after all
    if (missing == Missing::Goods)
        offer.demanded -= order.units;
    else
        return_goods(turn, order);
    add_up(offer.gmv, (-order.goods).units);
    --offer.orders;
    order.fate = Fate::StockOut;
    order.cause = Cause::Seller;
    order.ended = static_cast<std::uint16_t>(turn.today);
    const SatisfactionSpec& s = turn.spec.satisfaction;
    const double stakes = stakes_of(turn, order, !turn.spec.payments[order.payment].on_delivery);
    order.satisfaction = static_cast<float>(
        clamp01(s.neutral - s.severity_stock_out * stakes * turn.spec.segments[turn.block.segment].bad_news));
    turn.dealings.judged.push_back(slot);
    (void)note(turn, Happening::SoldOut, order);
}

std::size_t pick_courier(const Turn& turn, std::size_t zone, std::size_t region, SeldomDraws& seldom) {
    const FulfilmentSpec& f = turn.model.fulfilment;
    switch (f.courier_policy) {
        case CourierPolicy::Fixed:
            return turn.plan.fixed_courier;
        case CourierPolicy::Cheapest:
            return turn.world.plan.cheapest_courier[zone];
        case CourierPolicy::Smart: {
            const double draw = seldom.courier();
            if (draw < f.smart_exploration)
                return static_cast<std::size_t>(draw / f.smart_exploration *
                                                static_cast<double>(turn.spec.couriers.size()));
            return turn.platform.conditions.best_courier[zone][region];
        }
    }
    return 0;
}

/// Sellers' own doing: sent at all, the right thing, as described? And how long until it is handed over.
/// Returns days until hand-over, kNeverSent, or kNoRoom.
double seller_does(Turn& turn, Order& order, Dice& parcel) {
    const Offer& offer = turn.platform.offers[order.offer];
    const auto [deceit_draw, item_draw, days_draw, queue_draw] = parcel.four();
    if (offer.own && !turn.plan.keeps_stock) return 0.0;  // nothing is picked, packed or handed over
    if (offer.own) {
        const DayConditions& conditions = turn.platform.conditions;
        const bool shares_line = turn.platform.firm.shares_line;  // the firm's, with other channels of it
        const double waiting = shares_line ? days_waiting_at_firm(turn.platform, offer.seller, queue_draw)
                                           : waiting_days(conditions.picking_backlog, conditions.picking_yesterday,
                                                          turn.plan.picking_capacity, queue_draw);
        if (waiting >= kLongestLine) return kNoRoom;
        ++turn.tally.own_orders;
        const bool full = (shares_line ? turn.platform.firm.backlog : conditions.picking_backlog) > 0.0;
        if (item_draw < turn.model.supply.wrong_item * (full ? 2.0 : 1.0) && order.fate == Fate::Fine) {
            order.fate = Fate::WrongItem;
            order.cause = Cause::Seller;
        }
        turn.tally.count(Count::PickingWaitDays, static_cast<std::int64_t>(waiting));
        turn.tally.count(Count::HandlingCost, turn.model.costs.handling_per_order);
        learn_cost(turn, order, turn.model.costs.handling_per_order);
        turn.tally.books.move(Account::Platform, Account::Outside, turn.model.costs.handling_per_order);
        return waiting + turn.model.fulfilment.dispatch_days * exponential_gap(days_draw, 1.0);
    }
    const double waiting = days_waiting_at_firm(turn.platform, offer.seller, queue_draw);
    if (waiting >= kLongestLine) return kNoRoom;
    const SellerTypeSpec& type = turn.spec.seller_types[offer.type];
    const bool prepaid = !turn.spec.payments[order.payment].on_delivery;
    const bool cheats_now = type.patience_orders == 0 || offer.cashing_in;
    if (prepaid && cheats_now && deceit_draw < type.non_shipment) {
        order.fate = Fate::NeverSent;
        order.cause = Cause::Seller;
        turn.tally.count(Count::NeverSent);
        return kNeverSent;
    }
    const double carelessness = offer.is_slack ? 1.0 + turn.spec.sellers.slack : 1.0;
    const double overstated = type.misdescription + static_cast<double>(offer.short_by);
    if (offer.short_by > 0.0F) send_worse_goods(turn, order);
    if (order.fate == Fate::Fine && item_draw < type.wrong_item * carelessness) {
        order.fate = Fate::WrongItem;
        order.cause = Cause::Seller;
    } else if (order.fate == Fate::Fine && overstated > 0.0 &&
               deceit_draw < overstated * turn.spec.satisfaction.misdescription_noticed) {
        order.fate = Fate::Misdescribed;
        order.cause = Cause::Seller;
    }
    double days = type.dispatch_days * carelessness * exponential_gap(days_draw, 1.0);
    days += waiting;
    if (turn.model.fulfilment.handover == Handover::DropOff) days += turn.model.fulfilment.drop_off_days;
    return days;
}

/// Whether the buyer collects at a parcel point, in how many days, and whether ever.
struct PointDraws {
    bool is_chosen = false, is_left = false;
    double days = 0.0;

    PointDraws(const Turn& turn, const Order& order) {
        if (turn.plan.to_point <= 0.0) return;
        const auto [choice_draw, left_draw, days_draw, unused] =
            Dice(turn.key, Purpose::Pickup, turn.number(order.buyer), order.wish).four();
        const DoorSpec& door = turn.spec.door;
        is_chosen = choice_draw < turn.plan.to_point;
        is_left = left_draw < door.uncollected;
        days = std::min(door.keep_days, door.collect_days * exponential_gap(days_draw, 1.0));
    }
};

/// How often the attempts to deliver an order fail, and why.
AttemptTerms attempt_terms(const Turn& turn, const Order& order, const CourierSpec& courier, double trouble) {
    const FulfilmentSpec& f = turn.model.fulfilment;
    const DoorSpec& door = turn.spec.door;
    const bool on_delivery = turn.spec.payments[order.payment].on_delivery;
    const OwnRatesSpec& own = turn.model.own_rates;
    const double fails = trouble * (on_delivery ? own_or(own.failed_attempt, courier.failed_attempt)
                                                : own_or(own.failed_attempt_prepaid, courier.failed_attempt_prepaid));
    const double hard = turn.spec.regions[order.region].address_difficulty;
    const double bad_address = std::min(0.95, fails * door.address * hard);
    const double nobody = std::min(0.95, fails * (1.0 - door.address) / (1.0 - std::min(0.95, fails * door.address)));
    return {.not_at_home = nobody * (1.0 - f.calls_ahead * door.call_helps),
            .no_address = bad_address * (1.0 - f.address_check * door.check_finds),
            .found_later = door.found_later,
            .attempts = f.attempts};
}

/// The courier's doing: days on the way, and whether the parcel is lost, damaged or cannot be delivered.
double courier_does(Turn& turn, Order& order, std::size_t region, std::size_t zone, Dice& transit, SeldomDraws seldom) {
    const auto [fate_draw, days_draw, attempt_draw, entry_draw] = transit.four();
    const FulfilmentSpec& f = turn.model.fulfilment;
    const std::size_t c = pick_courier(turn, zone, region, seldom);
    const CourierSpec& courier = turn.spec.couriers[c];
    const double trouble = turn.world.plan.couriers[c].trouble[region];
    order.courier = static_cast<std::uint8_t>(c);
    order.set(order_flag::kShipped);
    order.shipping = turn.world.plan.couriers[c].price[zone];
    const PointDraws point(turn, order);
    if (point.is_chosen) {
        order.set(order_flag::kToPoint);
        order.shipping = {whole_part(static_cast<double>(order.shipping.units) * turn.spec.door.point_price + 0.5)};
    }
    owe_courier(turn, order, order.shipping);
    ++turn.outbox.couriers[c].parcels;
    CourierCounts& counts = turn.tally.couriers[c];
    ++counts.parcels;

    double waiting = 0.0;  // whole days: while capacity lasts there are none, and nothing is drawn
    const DayConditions& conditions = turn.platform.conditions;
    if (conditions.courier_wait_parcels[c] + conditions.courier_yesterday[c] >= turn.world.plan.couriers[c].capacity) {
        const double ahead =
            parcels_ahead(conditions.courier_wait_parcels[c], conditions.courier_yesterday[c], seldom.queue());
        waiting = turn.world.courier_lines.days_waiting(c, turn.today, ahead);
        counts.wait_days += static_cast<std::int64_t>(waiting);
        turn.tally.count(Count::CourierWaitDays, static_cast<std::int64_t>(waiting));
    }
    double days = waiting + transit_days(turn.world.plan.couriers[c].days[zone], courier.spread, days_draw);

    const double damage =
        courier.damage * trouble +
        (f.handover == Handover::DropOff && !order.has(order_flag::kOwnGoods) ? f.drop_off_damage : 0.0);
    const bool lost = fate_draw < courier.loss * trouble;
    const bool damaged = !lost && fate_draw < courier.loss * trouble + damage;
    const Attempts attempts = point.is_chosen
                                  ? Attempts{0, false}
                                  : attempts_at_door(attempt_terms(turn, order, courier, trouble), attempt_draw);
    const std::int64_t failed = attempts.failed;
    const bool uncollected = point.is_chosen && point.is_left;
    const bool undeliverable = failed >= f.attempts;
    if (!point.is_chosen && turn.plan.door_cost.units > 0) {
        turn.tally.count(Count::ProgrammeCost, turn.plan.door_cost);
        turn.tally.books.move(Account::Platform, Account::Outside, turn.plan.door_cost);
    }
    const bool held_up = entry_draw < courier.data_entry_error * trouble;
    // Watching a parcel finds trouble on its way in time to mend it; what is broken stays broken.
    if (f.monitoring_detection > 0.0) {
        turn.tally.count(Count::ProgrammeCost, f.monitoring_cost);
        turn.tally.books.move(Account::Platform, Account::Outside, f.monitoring_cost);
    }
    const bool in_trouble = lost || undeliverable || held_up;
    const bool rescued =
        in_trouble && f.monitoring_detection > 0.0 && seldom.watch() < f.monitoring_detection * f.monitoring_response;
    if (rescued) {
        turn.tally.count(Count::Rescued);
        ++counts.rescued;
        days += 1.0;
    } else {
        days += static_cast<double>(std::min(failed, f.attempts - 1)) + (held_up ? courier.data_entry_days : 0.0);
    }
    if (point.is_chosen) days += uncollected ? turn.spec.door.keep_days : point.days;
    const bool gone = (lost || undeliverable) && !rescued;
    if (gone || damaged) {
        order.fate = !gone ? Fate::Damaged : (lost ? Fate::Lost : Fate::Undeliverable);
        order.cause = Cause::Courier;
        if (order.fate == Fate::Undeliverable)
            order.reason = attempts.address_not_found ? Reason::Address : Reason::NotAtHome;
    }
    if (uncollected && order.fate != Fate::Lost) {
        order.fate = Fate::Undeliverable;
        order.cause = Cause::Buyer;
        order.reason = Reason::NotCollected;
    }
    return days;
}

void dispatch(Turn& turn, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    const std::uint32_t number = turn.number(order.buyer);
    Dice parcel(turn.key, Purpose::Parcel, number, order.wish);
    double days = seller_does(turn, order, parcel);
    if (days == kNoRoom) return cancel(turn, slot, Missing::Hands);
    const double give_up = order.promised - turn.today + turn.spec.satisfaction.give_up_days;
    if (days < 0.0) {
        days = give_up;
    } else if (turn.model.fulfilment.kind != FulfilmentKind::Couriers) {
        days = 0.0;
        turn.tally.count(Count::Dispatched);
    } else {
        turn.tally.count(Count::Dispatched);
        Dice transit(turn.key, Purpose::Transit, number, order.wish);
        const double seller_days = days;
        days += courier_does(turn, order, order.region,
                             turn.world.plan.zone[order.region][turn.platform.offers[order.offer].region], transit,
                             SeldomDraws(turn.key, number, order.wish));
        // Should it come late, the side that held it longer is the cause.
        if (seller_days > days - seller_days) order.set(order_flag::kSlowHandover);
        if (order.fate == Fate::Lost) days = std::max(days, give_up);
    }
    const bool prepaid = !turn.spec.payments[order.payment].on_delivery;
    const bool in_escrow = turn.model.protection.kind == ProtectionKind::Escrow && !order.has(order_flag::kOwnGoods);
    if (prepaid && !in_escrow) release(turn, order, turn.today);
    // An order that takes longer than any run can last never ends.
    const std::int64_t due = std::min<std::int64_t>(turn.today + whole_part(std::ceil(days)), kNever - 1);
    order.ended = static_cast<std::uint16_t>(due);
    turn.orders.schedule(OrderBook::What::Arrival, due, slot);
    const Happening what = order.fate == Fate::NeverSent ? Happening::KeptBack : Happening::HandedOver;
    if (WatchedEvent* const event = note(turn, what, order))
        event->flag = turn.model.fulfilment.kind == FulfilmentKind::Couriers;
}

}  // namespace

void fulfil(Turn& turn) {
    if (turn.plan.takes_bookings) return take_bookings(turn);
    if (turn.plan.has_plans) return begin_periods(turn);
    for_each_order(turn, turn.dealings.placed, [&](std::uint32_t slot) {
        if (turn.orders[slot].has(order_flag::kSoldOut))
            cancel(turn, slot, Missing::Goods);
        else
            dispatch(turn, slot);
    });
}

}  // namespace pasar
