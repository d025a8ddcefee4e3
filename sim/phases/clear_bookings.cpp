#include "sim/phases/clear_bookings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "agents/booking.h"
#include "sim/phases/services.h"
#include "sim/platform/firm.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Most bookings of a day, whatever a rule comes to.
constexpr std::int64_t kMostBookings = std::numeric_limits<std::uint16_t>::max();
/// More bookings than so many times the capacity no rule takes.
constexpr std::int64_t kMostTimes = 4;
/// Bookings for which counts what is assumed of no-shows, and days over which demand at the full fare is learned.
constexpr double kBookingsAssumed = 200.0, kDemandRemembered = 30.0;

const BookingSpec& booking_of(const Platform& p) { return p.model().booking; }

std::uint16_t as_places(double places) {
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(whole_part(std::floor(places + 0.5)), 0, kMostBookings));
}

/// Places a day of an offer. What the platform itself provides is written for `sized_for` buyers, as its stock is.
std::uint16_t capacity_of(const Platform& p, std::size_t number) {
    if (is_firm_offer(p, number)) return as_places(static_cast<double>(goods_of_firm(p, number).units));
    const double scale = p.offers[number].own ? p.world.plan.scale : 1.0;
    return std::max<std::uint16_t>(1, as_places(booking_of(p).capacity * scale));
}

/// Share of the places booked of a day whose buyers are there, as the platform has learned it: of a stay only the first
/// day can be missed, as guests are there on the later ones, and the days of who did not come are free again.
double shows_learned(const Platform& p) {
    const ServiceSpec& services = p.world.spec().services;
    const double assumed = 1.0 - services.no_show;
    const double comes = (p.bookings.came + kBookingsAssumed * assumed) / (p.bookings.due + kBookingsAssumed);
    return 1.0 - (1.0 - comes) / mean_stay(services.nights, Bookings::kLongestStay);
}

/// What a booking more is weighed by, in full fares of this offer.
OverbookingTerms overbooking_terms(const Platform& p, const Offer& offer, double shows) {
    const RevenueSpec& revenue = p.model().revenue;
    const auto fare = static_cast<double>(offer.price.units);
    const Money cost = offer.own ? offer.cost : offer.cost + revenue.seller_fee;
    const double left = (offer.own ? 1.0 : 1.0 - revenue.commission) - static_cast<double>(cost.units) / fare;
    return {.shows = shows,
            .served = std::max(0.0, left),
            .kept = (1.0 - booking_of(p).no_show_refund) * p.plan.prepaid_share,
            .denied = booking_of(p).compensation};
}

/// What an early booking leaves over what one at the full fare does.
double ratio_of_fares(const Platform& p, const Offer& offer) {
    const double kept = offer.own ? 1.0 : 1.0 - p.model().revenue.commission;
    return advance_ratio(booking_of(p).advance_fare, overbooking_terms(p, offer, 1.0).served, kept);
}

/// Limits by the rule; offers that are alike are worked out once.
class LimitsByRule {
public:
    explicit LimitsByRule(const Platform& p) : platform_(p), shows_(shows_learned(p)) {}

    [[nodiscard]] std::int64_t of(const Offer& offer, std::int64_t capacity) {
        const double chance = overbooking_chance(overbooking_terms(platform_, offer, shows_));
        if (capacity != capacity_ || chance != chance_) {
            capacity_ = capacity;
            chance_ = chance;
            limit_ = overbooking_limit(capacity, shows_, chance, std::min(kMostBookings, kMostTimes * capacity));
        }
        return limit_;
    }

private:
    const Platform& platform_;
    double shows_, chance_ = -1.0;
    std::int64_t capacity_ = -1, limit_ = 0;
};

/// Share of wishes that come too late for the advance fare: what is assumed of demand at the full fare.
double late_wishes(const Platform& p) {
    const ServiceSpec& services = p.world.spec().services;
    const std::int64_t advance = booking_of(p).advance_days;
    const double at_short_notice =
        std::min(1.0, static_cast<double>(advance) / static_cast<double>(services.short_days + 1));
    const double q = 1.0 - 1.0 / std::max(1.0, services.lead_days);
    double earlier = 1.0;  // than the advance fare asks for: P(short_days + G >= advance)
    for (std::int64_t day = services.short_days + 1; day < advance; ++day) earlier *= q;
    return services.short_notice * at_short_notice + (1.0 - services.short_notice) * (1.0 - earlier);
}

void make_room_for_bookings(Platform& p) {
    Bookings& b = p.bookings;
    if (b.days == 0) b.days = static_cast<std::size_t>(booking_of(p).horizon_days + Bookings::kLongestStay + 1);
    const std::size_t offers = p.offers.size();
    for (std::vector<std::uint16_t>* const days : {&b.booked, &b.staying, &b.asked}) days->resize(offers * b.days);
    for (std::vector<std::uint16_t>* const each : {&b.capacity, &b.limit, &b.kept, &b.served}) each->resize(offers);
    b.sums.resize(offers);
    for (Platform::Thread& thread : p.threads) thread.outbox.attending.resize(offers);
    const double late = late_wishes(p);
    for (std::size_t i = b.demand.size(); i < offers; ++i)
        b.demand.push_back(static_cast<float>(late * capacity_of(p, i)));
}

// ------------------------------------------------------------------------------------------------------- requests
std::vector<BookingRequest> requests_of_today(Platform& p) {
    std::vector<BookingRequest> all;
    for (Platform::Thread& thread : p.threads) {
        all.insert(all.end(), thread.outbox.bookings.begin(), thread.outbox.bookings.end());
        thread.outbox.bookings.clear();
    }
    std::sort(all.begin(), all.end(), [](const BookingRequest& a, const BookingRequest& b) {
        return std::tie(a.purchase.offer, a.turn, a.buyer, a.purchase.wish) <
               std::tie(b.purchase.offer, b.turn, b.buyer, b.purchase.wish);
    });
    return all;
}

void grant_requests(Platform& p) {
    Bookings& b = p.bookings;
    for (const BookingRequest& request : requests_of_today(p)) {
        const Purchase& wanted = request.purchase;
        const StayWanted stay{.first = wanted.on_day, .days = wanted.units, .is_advance = request.is_advance};
        for (std::int64_t day = stay.first; !request.is_advance && day < stay.first + stay.days; ++day) {
            std::uint16_t& asked = b.asked[b.at(wanted.offer, day)];
            asked = static_cast<std::uint16_t>(std::min<std::int64_t>(kMostBookings, asked + 1));
        }
        if (!has_room(p, wanted.offer, stay)) {
            p.own_tally.count(Count::BookingsFull);
            continue;
        }
        for (std::int64_t day = stay.first; day < stay.first + stay.days; ++day) ++b.booked[b.at(wanted.offer, day)];
        p.own_tally.count(Count::AdvanceBookings, request.is_advance ? 1 : 0);
        p.dealings[request.buyer / Block::kBuyers].granted.push_back(request);
    }
}

// ---------------------------------------------------------------------------------------------------- the day itself
/// Keys a booking of today that is no order yet, in place of an order's number.
constexpr std::uint32_t kGranted = 0x80000000U;

/// Calls `visit(offer, buyer's index in the block, wish, payment, slot)` for each booking of a block whose day it is;
/// `slot` is that of its order, or its place among those granted today with kGranted.
template <class Visit>
void for_each_due(const Platform& p, const Dealings& dealings, Visit visit) {
    const std::int64_t today = p.world.today;
    dealings.orders.for_each_on(OrderBook::What::Arrival, today, [&](std::uint32_t slot, const Order& order) {
        if (order.promised == today) visit(order.offer, order.buyer, order.wish, order.payment, slot);
    });
    for (std::size_t i = 0; i < dealings.granted.size(); ++i) {
        const Purchase& bought = dealings.granted[i].purchase;
        if (bought.on_day == today)
            visit(bought.offer, bought.member, bought.wish, bought.payment, kGranted | static_cast<std::uint32_t>(i));
    }
}

/// Who comes today, by offer.
std::vector<Attending> count_attending(const World& world, Platform& p) {
    world.for_each_block([&](std::size_t number, std::size_t thread) {
        std::vector<Attending>& counts = p.threads[thread].outbox.attending;
        const std::uint32_t first = world.blocks[number].first;
        for_each_due(
            p, p.dealings[number],
            [&](std::uint32_t offer, std::uint16_t member, std::uint32_t wish, std::uint8_t payment, std::uint32_t) {
                const Attendance attends = attendance(p, offer, first + member, wish, payment);
                ++counts[offer].due;
                counts[offer].no_shows += attends == Attendance::NoShow ? 1 : 0;
                counts[offer].not_served +=
                    attends == Attendance::NotServed || attends == Attendance::NeverCame ? 1 : 0;
            });
    });
    std::vector<Attending> sum(p.offers.size());
    for (Platform::Thread& thread : p.threads) {
        for (std::size_t i = 0; i < sum.size(); ++i) {
            const Attending more = std::exchange(thread.outbox.attending[i], {});
            sum[i].due += more.due;
            sum[i].no_shows += more.no_shows;
            sum[i].not_served += more.not_served;
        }
    }
    return sum;
}

/// Places for those who come today: guests who stay have theirs.
std::uint32_t room_today(const Bookings& b, std::size_t offer, std::int64_t today) {
    const std::uint16_t staying = b.staying[b.at(offer, today)];
    return b.capacity[offer] > staying ? std::uint32_t{b.capacity[offer]} - staying : 0;
}

/// Where more come than there is room for, a fixed order decides, which depends on buyer and wish alone.
void turn_some_away(const World& world, Platform& p, const std::vector<bool>& crowded) {
    world.for_each_block([&](std::size_t number, std::size_t thread) {
        const std::uint32_t first = world.blocks[number].first;
        for_each_due(p, p.dealings[number],
                     [&](std::uint32_t offer, std::uint16_t member, std::uint32_t wish, std::uint8_t payment,
                         std::uint32_t slot) {
                         if (!crowded[offer]) return;
                         if (attendance(p, offer, first + member, wish, payment) != Attendance::Comes) return;
                         const std::uint32_t place = Dice(world.plan.key, Purpose::LastUnit, first + member, wish)();
                         p.threads[thread].outbox.contests.push_back(
                             {offer, place, static_cast<std::uint32_t>(number), slot, member, 1});
                     });
    });
    std::vector<Contest> all;
    for (Platform::Thread& thread : p.threads) {
        all.insert(all.end(), thread.outbox.contests.begin(), thread.outbox.contests.end());
        thread.outbox.contests.clear();
    }
    // The number of an order may hang on threads; its buyer and wish do not.
    const auto wish_of = [&p](const Contest& c) {
        const Dealings& dealings = p.dealings[c.block];
        return (c.slot & kGranted) != 0 ? dealings.granted[c.slot & ~kGranted].purchase.wish
                                        : dealings.orders[c.slot].wish;
    };
    std::sort(all.begin(), all.end(), [&](const Contest& a, const Contest& b) {
        return std::make_tuple(a.offer, a.hash, a.block, a.buyer, wish_of(a)) <
               std::make_tuple(b.offer, b.hash, b.block, b.buyer, wish_of(b));
    });
    std::uint32_t in_line = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Contest& one = all[i];
        in_line = i > 0 && all[i - 1].offer == one.offer ? in_line + 1 : 0;
        if (in_line < room_today(p.bookings, one.offer, p.world.today)) continue;
        Dealings& dealings = p.dealings[one.block];
        if ((one.slot & kGranted) != 0) {
            dealings.granted[one.slot & ~kGranted].is_denied = true;
        } else {
            dealings.orders[one.slot].fate = Fate::Denied;
            dealings.orders[one.slot].cause = Cause::Seller;
        }
    }
}

void serve_today(const World& world, Platform& p) {
    Bookings& b = p.bookings;
    const std::int64_t today = p.world.today;
    const std::vector<Attending> attending = count_attending(world, p);
    std::vector<bool> crowded;
    const bool counts = today >= p.world.scenario().warm_up;
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        const Attending& at = attending[i];
        const std::uint16_t staying = b.staying[b.at(i, today)];
        const std::uint32_t served = std::min(at.to_serve(), room_today(b, i, today));
        const std::uint32_t denied = at.to_serve() - served;
        if (denied > 0) {
            crowded.resize(p.offers.size(), false);
            crowded[i] = true;
        }
        b.served[i] = static_cast<std::uint16_t>(staying + served);
        b.due += at.due;
        b.came += at.due - at.no_shows;
        // A provider who is gone has guests to see off and no places to offer.
        const std::int64_t offered = p.offers[i].open ? std::max(b.capacity[i], b.served[i]) : b.served[i];
        p.own_tally.count(Count::BookingsDue, at.due);
        p.own_tally.count(Count::PlacesOffered, offered);
        p.own_tally.count(Count::PlacesServed, b.served[i]);
        if (counts) {
            ProviderSums& s = b.sums[i];
            s.offered += offered;
            s.served += b.served[i];
            s.due += at.due;
            s.no_shows += at.no_shows;
            s.not_served += at.not_served;
            s.denied += denied;
        }
        if (p.keep_bookings && counts && (p.offers[i].open || at.due > 0 || staying > 0))
            b.provider_days.push_back({.offer = static_cast<std::uint32_t>(i),
                                       .day = static_cast<std::uint16_t>(today),
                                       .capacity = static_cast<std::uint16_t>(offered),
                                       .booked = b.booked[b.at(i, today)],
                                       .came = static_cast<std::uint16_t>(staying + at.due - at.no_shows),
                                       .served = b.served[i],
                                       .denied = static_cast<std::uint16_t>(denied)});
    }
    if (!crowded.empty()) turn_some_away(world, p, crowded);
}

}  // namespace

void open_bookings(Platform& p) {
    make_room_for_bookings(p);
    Bookings& b = p.bookings;
    const BookingSpec& spec = booking_of(p);
    LimitsByRule by_rule(p);
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        const std::uint16_t capacity = b.capacity[i] = capacity_of(p, i);
        b.limit[i] = spec.limit == BookingLimit::Rule ? static_cast<std::uint16_t>(by_rule.of(p.offers[i], capacity))
                                                      : as_places(capacity * (1.0 + spec.overbooking));
        const std::int64_t kept = spec.protection == BookingLimit::Rule
                                      ? littlewood_protection(b.demand[i], ratio_of_fares(p, p.offers[i]), capacity)
                                      : whole_part(spec.protect + 0.5);
        b.kept[i] = static_cast<std::uint16_t>(std::min<std::int64_t>(kept, b.limit[i]));
    }
}

void clear_bookings(World& world, Platform& p) {
    grant_requests(p);
    serve_today(world, p);
}

void close_bookings(Platform& p, const Outbox& today) {
    Bookings& b = p.bookings;
    const std::int64_t now = p.world.today;
    for (const BookedDays& freed : today.freed)
        for (std::int64_t day = std::max<std::int64_t>(freed.first, now); day < freed.first + freed.days; ++day)
            --b.booked[b.at(freed.offer, day)];
    for (const BookedDays& stay : today.staying)
        for (std::int64_t day = stay.first; day < stay.first + stay.days; ++day) ++b.staying[b.at(stay.offer, day)];
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        const std::size_t at = b.at(i, now);
        if (p.offers[i].open)
            b.demand[i] += static_cast<float>((b.asked[at] - static_cast<double>(b.demand[i])) / kDemandRemembered);
        b.booked[at] = b.staying[at] = b.asked[at] = 0;
    }
}

}  // namespace pasar
