// Phase 4. Orders of today meet the stock: where more was ordered than there is, a fixed order decides who gets the
// last unit. The rest is handed to couriers; what will become of each parcel is drawn now, from the order's own luck.
#include <algorithm>
#include <cmath>

#include "agents/delivery.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/phases.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Place in the queue for the last unit: depends on buyer and day alone, so that it is the same on any number of
/// threads.
std::uint32_t queue_place(const Market& m, std::uint32_t buyer, std::uint32_t wish) {
    return Dice(m.plan.world, Purpose::LastUnit, buyer, wish)();
}

/// Luck that few parcels need: drawn only where it is asked for, each kind from a place of its own, so that one
/// policy's asking does not shift another's luck.
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

void cancel_sold_out(Market& m, Block& block, Worker& w, std::uint32_t slot) {
    Order& order = block.agenda[slot];
    w.tally.count(Count::StockOuts);
    w.tally.count(Count::EndedOnDelivery, m.spec.payments[order.payment].on_delivery ? 1 : 0);
    OfferTally& offer = w.offers[order.offer];  // nothing was sold after all
    offer.demanded -= order.units;
    add_up(offer.gmv, (-order.goods).units);
    --offer.orders;
    order.fate = Fate::StockOut;
    order.cause = Cause::Seller;
    order.ended = static_cast<std::uint16_t>(m.today);
    const SatisfactionSpec& s = m.spec.satisfaction;
    order.satisfaction =
        static_cast<float>(clamp01(s.neutral - s.severity_stock_out * m.spec.segments[block.segment].bad_news));
    block.judged.push_back(slot);
    (void)note(m, w, Happening::SoldOut, block, order);
}

std::size_t pick_courier(const Market& m, std::size_t zone, std::size_t region, SeldomDraws& seldom) {
    const FulfilmentSpec& f = m.model.fulfilment;
    switch (f.courier_policy) {
        case CourierPolicy::Fixed:
            return m.plan.fixed_courier;
        case CourierPolicy::Cheapest:
            return m.plan.cheapest_courier[zone];
        case CourierPolicy::Smart: {
            const double draw = seldom.courier();
            if (draw < f.smart_exploration)
                return static_cast<std::size_t>(draw / f.smart_exploration *
                                                static_cast<double>(m.spec.couriers.size()));
            return m.conditions.best_courier[zone][region];
        }
    }
    return 0;
}

/// Sellers' own doing: sent at all, the right thing, as described? And how long until it is handed over.
/// Returns days until hand-over, or -1 when nothing is ever sent.
double seller_does(Market& m, Worker& w, Order& order, Dice& parcel) {
    const Offer& offer = m.offers[order.offer];
    const auto [deceit_draw, item_draw, days_draw, queue_draw] = parcel.four();
    if (offer.own) {
        const DayConditions& conditions = m.conditions;
        ++w.tally.own_orders;
        const double waiting =
            waiting_days(conditions.picking_backlog, conditions.picking_yesterday, m.plan.picking_capacity, queue_draw);
        const bool full = conditions.picking_backlog > 0.0;
        if (item_draw < m.model.supply.wrong_item * (full ? 2.0 : 1.0) && order.fate == Fate::Fine) {
            order.fate = Fate::WrongItem;
            order.cause = Cause::Seller;
        }
        w.tally.count(Count::PickingWaitDays, static_cast<std::int64_t>(std::min(waiting, 60.0)));
        w.tally.count(Count::HandlingCost, m.model.costs.handling_per_order);
        w.tally.books.move(Account::Platform, Account::Outside, m.model.costs.handling_per_order);
        return std::min(waiting, 60.0) + m.model.fulfilment.dispatch_days * exponential_gap(days_draw, 1.0);
    }
    const SellerTypeSpec& type = m.spec.seller_types[offer.type];
    const bool prepaid = !m.spec.payments[order.payment].on_delivery;
    const bool cheats_now = type.patience_orders == 0 || offer.cashing_in;
    if (prepaid && cheats_now && deceit_draw < type.non_shipment) {
        order.fate = Fate::NeverSent;
        order.cause = Cause::Seller;
        w.tally.count(Count::NeverSent);
        return -1.0;
    }
    if (order.fate == Fate::Fine && item_draw < type.wrong_item) {
        order.fate = Fate::WrongItem;
        order.cause = Cause::Seller;
    } else if (order.fate == Fate::Fine && type.misdescription > 0.0 &&
               deceit_draw < type.misdescription * m.spec.satisfaction.misdescription_noticed) {
        order.fate = Fate::Misdescribed;
        order.cause = Cause::Seller;
    }
    double days = type.dispatch_days * exponential_gap(days_draw, 1.0);
    if (m.model.fulfilment.handover == Handover::DropOff) days += m.model.fulfilment.drop_off_days;
    return days;
}

/// The courier's doing: days on the way, and whether the parcel is lost, damaged or cannot be delivered.
double courier_does(Market& m, Worker& w, Order& order, std::size_t region, std::size_t zone, Dice& transit,
                    SeldomDraws seldom) {
    const auto [fate_draw, days_draw, attempt_draw, entry_draw] = transit.four();
    const FulfilmentSpec& f = m.model.fulfilment;
    const std::size_t c = pick_courier(m, zone, region, seldom);
    const CourierSpec& courier = m.spec.couriers[c];
    const double trouble = m.plan.courier_trouble[c][region];
    order.courier = static_cast<std::uint8_t>(c);
    order.set(order_flag::kShipped);
    order.shipping = m.plan.courier_price[c][zone];
    owe_courier(m, w, order, order.shipping);
    ++w.courier_parcels[c];
    CourierCounts& counts = w.tally.couriers[c];
    ++counts.parcels;

    double waiting = 0.0;  // whole days: while capacity lasts there are none, and no luck is needed
    if (m.conditions.courier_wait_parcels[c] + m.conditions.courier_yesterday[c] >= m.plan.courier_capacity[c]) {
        const double place =
            place_in_line(m.conditions.courier_wait_parcels[c], m.conditions.courier_yesterday[c], seldom.queue());
        waiting = m.courier_lines.days_waiting(c, m.today, place);
        counts.wait_days += static_cast<std::int64_t>(waiting);
        w.tally.count(Count::CourierWaitDays, static_cast<std::int64_t>(waiting));
    }
    double days = waiting + transit_days(m.plan.courier_days[c][zone], courier.spread, days_draw);

    const double damage =
        courier.damage * trouble +
        (f.handover == Handover::DropOff && !order.has(order_flag::kOwnGoods) ? f.drop_off_damage : 0.0);
    const bool lost = fate_draw < courier.loss * trouble;
    const bool damaged = !lost && fate_draw < courier.loss * trouble + damage;
    const double difficulty = m.spec.regions[region].address_difficulty;
    const std::int64_t failed =
        failed_attempts(std::min(0.95, courier.failed_attempt * trouble * difficulty), f.attempts, attempt_draw);
    const bool undeliverable = failed >= f.attempts;
    const bool held_up = entry_draw < courier.data_entry_error * trouble;
    // Watching a parcel finds trouble on its way in time to mend it; what is broken stays broken.
    if (f.monitoring_detection > 0.0) {
        w.tally.count(Count::ProgrammeCost, f.monitoring_cost);
        w.tally.books.move(Account::Platform, Account::Outside, f.monitoring_cost);
    }
    const bool in_trouble = lost || undeliverable || held_up;
    const bool rescued =
        in_trouble && f.monitoring_detection > 0.0 && seldom.watch() < f.monitoring_detection * f.monitoring_response;
    if (rescued) {
        w.tally.count(Count::Rescued);
        ++counts.rescued;
        days += 1.0;
    } else {
        days += static_cast<double>(std::min(failed, f.attempts - 1)) + (held_up ? courier.data_entry_days : 0.0);
    }
    const bool gone = (lost || undeliverable) && !rescued;
    if (gone || damaged) {
        order.fate = !gone ? Fate::Damaged : (lost ? Fate::Lost : Fate::Undeliverable);
        order.cause = Cause::Courier;
    }
    return days;
}

void dispatch(Market& m, Block& block, Worker& w, std::uint32_t slot) {
    Order& order = block.agenda[slot];
    const std::uint32_t number = block.first + order.buyer;
    Dice parcel(m.plan.world, Purpose::Parcel, number, order.wish);
    double days = seller_does(m, w, order, parcel);
    const double give_up = order.promised - m.today + m.spec.satisfaction.give_up_days;
    if (days < 0.0) {
        days = give_up;
    } else if (m.model.fulfilment.kind == FulfilmentKind::Digital) {
        days = 0.0;
        w.tally.count(Count::Dispatched);
    } else {
        w.tally.count(Count::Dispatched);
        Dice transit(m.plan.world, Purpose::Transit, number, order.wish);
        const double seller_days = days;
        days += courier_does(m, w, order, order.region, m.plan.zone[order.region][m.offers[order.offer].region],
                             transit, SeldomDraws(m.plan.world, number, order.wish));
        // Should it come late, the side that held it longer is the cause.
        if (seller_days > days - seller_days) order.set(order_flag::kSlowHandover);
        if (order.fate == Fate::Lost) days = std::max(days, give_up);
    }
    const bool prepaid = !m.spec.payments[order.payment].on_delivery;
    const bool in_escrow = m.model.protection.kind == ProtectionKind::Escrow && !order.has(order_flag::kOwnGoods);
    if (prepaid && !in_escrow) release(m, w, order, m.today);
    const std::int64_t due =
        m.today + std::min<std::int64_t>(static_cast<std::int64_t>(std::ceil(days)), Agenda::kHorizonDays - 8);
    order.ended = static_cast<std::uint16_t>(due);
    block.agenda.schedule(Agenda::What::Arrival, due, slot);
    const Happening what = order.fate == Fate::NeverSent ? Happening::KeptBack : Happening::HandedOver;
    if (WatchedEvent* const event = note(m, w, what, block, order))
        event->flag = m.model.fulfilment.kind == FulfilmentKind::Couriers;
}

}  // namespace

/// Takes what was ordered out of stock and marks the orders for which nothing is left.
void clear_market(Market& m) {
    std::vector<std::uint8_t> contested(m.offers.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < m.offers.size(); ++i) {
        std::int64_t demanded = 0;
        for (const Worker& w : m.workers) demanded += w.offers[i].demanded;
        if (demanded <= m.offers[i].stock) {
            m.offers[i].stock -= demanded;
        } else {
            contested[i] = 1;
            any = true;
        }
    }
    if (!any) return;
    for (Worker& w : m.workers) w.contests.clear();
    m.for_each_block([&](Block& block, Worker& w) {
        for (const std::uint32_t slot : block.placed) {
            const Order& order = block.agenda[slot];
            if (contested[order.offer] != 0)
                w.contests.push_back({order.offer, queue_place(m, block.first + order.buyer, order.wish),
                                      block.first / Block::kBuyers, slot, order.buyer, order.units});
        }
    });
    std::vector<Contest> contests;
    for (const Worker& w : m.workers) contests.insert(contests.end(), w.contests.begin(), w.contests.end());
    std::sort(contests.begin(), contests.end(), [](const Contest& a, const Contest& b) {
        return std::tie(a.offer, a.hash, a.block, a.buyer, a.slot) <
               std::tie(b.offer, b.hash, b.block, b.buyer, b.slot);
    });
    for (const Contest& c : contests) {
        Offer& offer = m.offers[c.offer];
        if (offer.stock >= c.units)
            offer.stock -= c.units;
        else
            m.blocks[c.block].agenda[c.slot].set(order_flag::kSoldOut);
    }
}

void fulfil(Market& m, Block& block, Worker& w) {
    for_each_order(m, block, w, block.placed, [&](std::uint32_t slot) {
        if (block.agenda[slot].has(order_flag::kSoldOut))
            cancel_sold_out(m, block, w, slot);
        else
            dispatch(m, block, w, slot);
    });
}

}  // namespace pasar
