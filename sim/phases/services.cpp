#include "sim/phases/services.h"

#include <algorithm>
#include <utility>

#include "agents/portable_math.h"
#include "sim/phases/purchases.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// 1, 2, ... with this mean, at most `most`: P(more than k) = (1 - 1/mean)^k.
std::int64_t geometric_from_one(double mean, double draw, std::int64_t most) {
    if (mean <= 1.0) return 1;
    const double more = -portable_log(draw) / -portable_log(1.0 - 1.0 / mean);
    return more >= static_cast<double>(most) ? most : std::min(most, 1 + static_cast<std::int64_t>(more));
}

/// Longest lead that is told apart.
constexpr std::int64_t kFarthest = 3650;

/// Day on which a booking is called off, or that of the service where it is not.
std::int64_t due_day(const Turn& turn, const Order& order) {
    const std::int64_t lead = order.promised - order.placed;
    if (lead <= 0) return order.promised;
    const auto [calls_off, when, shows, serves] =
        Dice(turn.key, Purpose::Attendance, turn.number(order.buyer), order.wish).four();
    if (calls_off >= turn.spec.services.cancels) return order.promised;
    return order.placed + static_cast<std::int64_t>(when * static_cast<double>(lead));
}

/// What the choice was worth, which counts only where it is granted.
void count_granted(Turn& turn, const Purchase& granted, bool is_short) {
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight *
                                (is_short ? turn.spec.services.short_notice_price : 1.0);
    const std::int64_t utility = millionths(granted.gain);
    turn.tally.count(Count::SurplusUtility, utility);
    turn.tally.segments[turn.block.segment].surplus += utility;
    if (price_weight <= 0.0) return;
    const Money worth = turn.platform.offers[granted.offer].reference * granted.units;
    turn.tally.count(Count::BuyerSurplus, fair_share(worth, granted.gain / price_weight, [&] {
                         return rounding_draw(turn.key, Rounded::Surplus, turn.number(granted.member), granted.wish);
                     }));
}

bool was_prepaid(const Turn& turn, const Order& order) { return !turn.spec.payments[order.payment].on_delivery; }

void free_days(Turn& turn, const Order& order, std::int64_t from) {
    const std::int64_t end = order.promised + order.units;
    if (from >= end) return;
    turn.outbox.freed.push_back({.offer = order.offer,
                                 .first = static_cast<std::uint16_t>(from),
                                 .days = static_cast<std::uint8_t>(end - from)});
}

/// A booking that its buyer lets go by: part of the fare goes back, and there is nothing to judge.
void end_unused(Turn& turn, std::uint32_t slot, Fate fate, double refunded) {
    Order& order = turn.orders[slot];
    order.fate = fate;
    order.cause = Cause::Buyer;
    order.felt = FeltCause::Own;
    order.ended = static_cast<std::uint16_t>(turn.today);
    order.satisfaction = static_cast<float>(turn.spec.satisfaction.neutral);
    turn.tally.count(fate == Fate::NoShow ? Count::NoShows : Count::BookingsCancelled);
    turn.tally.count(Count::EndedOnDelivery, was_prepaid(turn, order) ? 0 : 1);
    Money back;
    if (was_prepaid(turn, order))
        if (const Money wanted = booking_refund(turn, order, refunded); wanted.units > 0)
            back = refund(turn, order, wanted);
    if (was_prepaid(turn, order) && !order.has(order_flag::kCancelled)) spare_service(turn, order);
    book_losses(turn, order, back, 0.0);
    if (WatchedEvent* const event =
            note(turn, fate == Fate::NoShow ? Happening::DidNotCome : Happening::CalledOff, order))
        event->amount = back;
    turn.dealings.settled.push_back(slot);
}

void call_off(Turn& turn, std::uint32_t slot) {
    const Order& order = turn.orders[slot];
    const BookingSpec& booking = turn.model.booking;
    const bool in_time = order.promised - turn.today >= booking.cancel_until_days;
    free_days(turn, order, order.promised);
    end_unused(turn, slot, Fate::Cancelled, in_time ? booking.cancel_refund : booking.no_show_refund);
}

/// What a provider does wrong, of those who come at all.
void serve(Turn& turn, Order& order) {
    const Offer& offer = turn.platform.offers[order.offer];
    const auto [deceit_draw, item_draw, days_draw, queue_draw] =
        Dice(turn.key, Purpose::Parcel, turn.number(order.buyer), order.wish).four();
    const auto goes_wrong = [&order](Fate fate) {
        if (order.fate != Fate::Fine) return;
        order.fate = fate;
        order.cause = Cause::Seller;
    };
    if (offer.own) {
        if (item_draw < turn.model.supply.wrong_item) goes_wrong(Fate::WrongItem);
    } else {
        const SellerTypeSpec& type = turn.spec.seller_types[offer.type];
        const double overstated = type.misdescription + static_cast<double>(offer.short_by);
        order.is_shaded = offer.short_by > 0.0F;
        if (item_draw < type.wrong_item * (offer.is_slack ? 1.0 + turn.spec.sellers.slack : 1.0))
            goes_wrong(Fate::WrongItem);
        else if (deceit_draw < overstated * turn.spec.satisfaction.misdescription_noticed)
            goes_wrong(Fate::Misdescribed);
    }
    give_service(turn, order);
    if (order.units > 1)
        turn.outbox.staying.push_back({.offer = order.offer,
                                       .first = static_cast<std::uint16_t>(turn.today + 1),
                                       .days = static_cast<std::uint8_t>(order.units - 1)});
}

void find_nobody(Turn& turn, Order& order, Fate fate, Count count) {
    order.fate = fate;
    order.cause = Cause::Seller;
    turn.tally.count(count);
    if (order.has(order_flag::kPaidOut)) spare_service(turn, order);
    free_days(turn, order, turn.today + 1);
    (void)note(turn, Happening::NobodyServed, order);
}

}  // namespace

StayWanted stay_wanted(const Turn& turn, std::uint32_t buyer, std::uint32_t wish) {
    const ServiceSpec& services = turn.spec.services;
    const BookingSpec& booking = turn.model.booking;
    const auto [short_draw, lead_draw, stay_draw, turn_draw] =
        Dice(turn.world.plan.key, Purpose::Booking, buyer, wish).four();
    StayWanted stay;
    stay.is_short = short_draw < services.short_notice;
    const std::int64_t lead = stay.is_short
                                  ? static_cast<std::int64_t>(lead_draw * static_cast<double>(services.short_days + 1))
                                  : services.short_days + geometric_from_one(services.lead_days, lead_draw, kFarthest);
    stay.first = turn.today + lead;
    stay.days = geometric_from_one(services.nights, stay_draw, Bookings::kLongestStay);
    stay.is_advance = booking.advance_fare < 1.0 && lead >= booking.advance_days;
    stay.is_in_horizon = lead <= booking.horizon_days;
    stay.turn = static_cast<std::uint32_t>(turn_draw * 0x1p32);
    return stay;
}

double fare_of(const BookingSpec& spec, const StayWanted& stay) { return stay.is_advance ? spec.advance_fare : 1.0; }

bool has_room(const Platform& p, std::uint32_t offer, const StayWanted& stay) {
    const Bookings& b = p.bookings;
    const int limit = int{b.limit[offer]} - (stay.is_advance ? int{b.kept[offer]} : 0);
    for (std::int64_t day = stay.first; day < stay.first + stay.days; ++day)
        if (b.booked[b.at(offer, day)] >= limit) return false;
    return true;
}

double utility_of_stay(const Turn& turn, const StayWanted& stay, double price_weight, double price_ratio,
                       double fee_ratio) {
    const double weighed = stay.is_short ? turn.spec.services.short_notice_price : 1.0;
    const double full_price =
        fare_of(turn.model.booking, stay) * price_ratio + fee_ratio / static_cast<double>(stay.days);
    return price_weight * (price_ratio + fee_ratio - 1.0) - weighed * price_weight * (full_price - 1.0);
}

void ask_for_booking(Turn& turn, Purchase wanted, const StayWanted& stay) {
    wanted.units = static_cast<std::uint8_t>(stay.days);
    wanted.on_day = static_cast<std::uint16_t>(stay.first);
    if (stay.is_advance)
        wanted.price = larger({1}, share_of(turn.platform.offers[wanted.offer].price, turn.model.booking.advance_fare));
    const std::uint32_t number = turn.number(wanted.member);
    turn.tally.count(Count::BookingsAsked);
    if (WatchedEvent* const event = note(turn, Happening::AskedForBooking, number, wanted.offer)) {
        event->category = turn.platform.offers[wanted.offer].category;
        event->until = wanted.on_day;
    }
    turn.outbox.bookings.push_back({.purchase = wanted,
                                    .buyer = number,
                                    .turn = stay.turn,
                                    .is_advance = stay.is_advance,
                                    .is_short = stay.is_short});
}

void take_bookings(Turn& turn) {
    const bool in_escrow = turn.model.protection.kind == ProtectionKind::Escrow;
    for (const BookingRequest& request : std::exchange(turn.dealings.granted, {})) {
        count_granted(turn, request.purchase, request.is_short);
        place_order(turn, request.purchase);
        const std::uint32_t slot = turn.dealings.placed.back();
        Order& order = turn.orders[slot];
        order.is_short_notice = request.is_short;
        if (request.is_denied) {
            order.fate = Fate::Denied;
            order.cause = Cause::Seller;
        }
        if (was_prepaid(turn, order) && !(in_escrow && !order.has(order_flag::kOwnGoods)))
            release(turn, order, turn.today);
        const std::int64_t due = due_day(turn, order);
        order.ended = static_cast<std::uint16_t>(due);
        turn.orders.schedule(OrderBook::What::Arrival, due, slot);
    }
}

Attendance attendance(const Platform& p, std::uint32_t offer_number, std::uint32_t buyer, std::uint32_t wish,
                      std::uint8_t payment) {
    const MarketSpec& market = p.world.spec();
    const Offer& offer = p.offers[offer_number];
    const auto [calls_off, when, shows, serves] = Dice(p.key, Purpose::Attendance, buyer, wish).four();
    if (shows < market.services.no_show) return Attendance::NoShow;
    if (!offer.open || serves < p.model().booking.not_served) return Attendance::NotServed;
    if (offer.own || market.payments[payment].on_delivery) return Attendance::Comes;
    const SellerTypeSpec& type = market.seller_types[offer.type];
    const bool cheats_now = type.patience_orders == 0 || offer.cashing_in;
    if (!cheats_now || type.non_shipment <= 0.0) return Attendance::Comes;
    Dice deceit(p.key, Purpose::Parcel, buyer, wish);
    return deceit.uniform() < type.non_shipment ? Attendance::NeverCame : Attendance::Comes;
}

bool attend(Turn& turn, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    if (turn.today < order.promised) {
        call_off(turn, slot);
        return false;
    }
    if (order.fate == Fate::Denied) {
        turn.tally.count(Count::Denied);
        if (order.has(order_flag::kPaidOut)) spare_service(turn, order);
        free_days(turn, order, turn.today + 1);
        const Money compensation = compensate_denied(turn, order);
        if (WatchedEvent* const event = note(turn, Happening::TurnedAwayInPerson, order))
            event->amount = (was_prepaid(turn, order) ? order.paid : Money{}) + compensation;
        return true;
    }
    switch (attendance(turn.platform, order.offer, turn.number(order.buyer), order.wish, order.payment)) {
        case Attendance::NoShow:
            free_days(turn, order, turn.today + 1);
            end_unused(turn, slot, Fate::NoShow, turn.model.booking.no_show_refund);
            return false;
        case Attendance::NotServed:
            find_nobody(turn, order, Fate::NotServed, Count::NotServed);
            return true;
        case Attendance::NeverCame:
            find_nobody(turn, order, Fate::NeverSent, Count::NeverSent);
            return true;
        case Attendance::Comes:
            serve(turn, order);
            return true;
    }
    return true;
}

double overload_today(const Turn& turn, std::uint32_t offer) {
    const BookingSpec& booking = turn.model.booking;
    const Bookings& b = turn.platform.bookings;
    if (booking.overload <= 0.0 || b.capacity[offer] == 0) return 0.0;
    const double load = static_cast<double>(b.served[offer]) / static_cast<double>(b.capacity[offer]);
    if (load <= booking.overload_from) return 0.0;
    return booking.overload * std::min(1.0, (load - booking.overload_from) / (1.0 - booking.overload_from));
}

}  // namespace pasar
