// Bookings of places of a day: the second choice where `matching.kind` is "booking".
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

struct BookingSpec {
    double capacity = 20;
    bool in_region = false;
    std::int64_t horizon_days = 60;
    BookingLimit limit = BookingLimit::Fixed;
    double overbooking = 0.0;
    double compensation = 1.0;
    std::int64_t advance_days = 7;
    double advance_fare = 1.0;
    BookingLimit protection = BookingLimit::Fixed;
    double protect = 0.0;
    double cancel_refund = 1.0;
    std::int64_t cancel_until_days = 1;
    double no_show_refund = 0.0;
    double not_served = 0.01;
    double overload_from = 0.9;
    double overload = 0.1;
};
template <class V>
void describe(V& v, BookingSpec& b) {
    v("capacity", b.capacity,
      {.unit = "place per day",
       .min = 1,
       .max = 60000,
       .says = "places that each offer of a provider has a day; a firm's own goods have as many as their units"});
    v("in_region", b.in_region,
      {.says = "providers serve buyers of their own region alone (a ride, a meal), instead of all who travel to them"});
    v("horizon_days", b.horizon_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days ahead that can be booked at most"});
    v("limit", b.limit,
      {.says =
           "how many bookings a day takes: fixed takes capacity and `overbooking`; rule raises the limit while a place "
           "more is worth it, by the shares of no-shows and what a buyer who is turned away costs",
       .source = "Rothstein 1971; Talluri & van Ryzin 2004"});
    v("overbooking", b.overbooking,
      {.unit = "share of capacity", .min = 0, .max = 3, .says = "bookings taken beyond capacity (limit fixed)"});
    v("compensation", b.compensation,
      {.unit = "× fare",
       .min = 0,
       .max = 20,
       .says = "paid, beside the fare, to a buyer with a booking for whom there is no room"});
    v("advance_days", b.advance_days,
      {.unit = "day", .min = 0, .max = 365, .says = "a booking so many days ahead gets the advance fare"});
    v("advance_fare", b.advance_fare,
      {.unit = "× price", .min = 0.01, .max = 1, .says = "fare of an early booking; 1 is one fare for all"});
    v("protection", b.protection,
      {.says = "places kept for the full fare: fixed as `protect` says, rule by Littlewood's rule from the full-fare "
               "demand of the last days",
       .source = "Littlewood 1972"});
    v("protect", b.protect,
      {.unit = "place",
       .min = 0,
       .max = 60000,
       .says = "places of a day that bookings at the advance fare cannot take (protection fixed)"});
    v("cancel_refund", b.cancel_refund,
      {.unit = "share of fare", .min = 0, .max = 1, .says = "paid back to who calls off in time"});
    v("cancel_until_days", b.cancel_until_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days before the service until which calling off is in time"});
    v("no_show_refund", b.no_show_refund,
      {.unit = "share of fare", .min = 0, .max = 1, .says = "paid back to who does not come, or calls off too late"});
    v("not_served", b.not_served,
      {.unit = "share of bookings", .min = 0, .max = 1, .says = "bookings whose provider does not come"});
    v("overload_from", b.overload_from,
      {.unit = "share of capacity", .min = 0, .max = 0.99, .says = "load of a day from which on its quality falls"});
    v("overload", b.overload,
      {.unit = "quality", .min = 0, .max = 1, .says = "by how much quality is lower on a day that is full"});
}

}  // namespace pasar
