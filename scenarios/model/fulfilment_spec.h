// The fourth choice: how goods reach buyers.
#pragma once

#include <cstdint>
#include <string>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct FulfilmentSpec {
    FulfilmentKind kind = FulfilmentKind::Couriers;
    Handover handover = Handover::DropOff;
    CourierPolicy courier_policy = CourierPolicy::Fixed;
    std::string courier;
    double smart_price_weight = 1.0;
    double smart_exploration = 0.05;
    double promise_buffer_days = 2.0;
    double buyer_pays_shipping = 0.5;
    std::int64_t attempts = 2;
    double may_look = 0.5;
    double calls_ahead = 0.0;
    Money call_cost{500};
    double address_check = 0.0;
    Money address_check_cost{300};
    double parcel_points = 0.0;
    double dispatch_days = 0.5;
    double drop_off_days = 0.5;
    double drop_off_damage = 0.01;
    double monitoring_detection = 0.0;
    double monitoring_response = 0.7;
    Money monitoring_cost{0};
    std::int64_t invoice_days = 14;
    std::int64_t withdrawal_days = 7;
};
template <class V>
void describe(V& v, FulfilmentSpec& f) {
    v("kind", f.kind, {.says = "parcels by courier, digital goods delivered at once, or a service given on its day"});
    v("handover", f.handover,
      {.says = "sellers bring parcels to the courier, or the courier picks them up", .source = "source 5"});
    v("courier_policy", f.courier_policy,
      {.says = "always the same courier, the cheapest, or the one with the best learned success in the region",
       .source = "source 5"});
    v("courier", f.courier, {.says = "the courier of the policy fixed; empty takes the first one"});
    v("smart_price_weight", f.smart_price_weight,
      {.unit = "",
       .min = 0,
       .max = 10,
       .says = "how much policy smart gives for a cheaper courier: success is weighed against price over the market's "
               "mean reference price"});
    v("smart_exploration", f.smart_exploration,
      {.unit = "share of parcels",
       .min = 0,
       .max = 1,
       .says = "parcels that policy smart gives to any courier, to go on learning"});
    v("promise_buffer_days", f.promise_buffer_days,
      {.unit = "day", .min = 0, .max = 60, .says = "days added to the mean when a delivery day is promised"});
    v("buyer_pays_shipping", f.buyer_pays_shipping,
      {.unit = "share", .min = 0, .max = 1, .says = "share of the shipping price that is charged to the buyer"});
    v("attempts", f.attempts,
      {.unit = "attempt", .min = 1, .max = 10, .says = "delivery attempts before a parcel goes back"});
    v("may_look", f.may_look,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of buyers who pay at the door, those who may open the parcel first, and do",
       .source = "source 5: cash on delivery lets one look before paying"});
    v("calls_ahead", f.calls_ahead,
      {.unit = "share of parcels",
       .min = 0,
       .max = 1,
       .says = "buyers whom the courier calls before it comes, so that somebody is at home and has the cash"});
    v("call_cost", f.call_cost,
      {.unit = "money per call", .min = 0, .max = 1e12, .says = "what such a call costs the platform"});
    v("address_check", f.address_check,
      {.unit = "share of parcels", .min = 0, .max = 1, .says = "addresses that are checked before the parcel leaves"});
    v("address_check_cost", f.address_check_cost,
      {.unit = "money per check", .min = 0, .max = 1e12, .says = "what such a check costs the platform"});
    v("parcel_points", f.parcel_points,
      {.unit = "share of buyers",
       .min = 0,
       .max = 1,
       .says = "buyers who have a shop or parcel point near at which they can collect; no attempt fails there",
       .source = "source 3 (pick-up)"});
    v("dispatch_days", f.dispatch_days,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days until the own store hands a picked parcel over"});
    v("drop_off_days", f.drop_off_days,
      {.unit = "day", .min = 0, .max = 30, .says = "mean days lost where sellers bring parcels themselves"});
    v("drop_off_damage", f.drop_off_damage,
      {.unit = "per parcel",
       .min = 0,
       .max = 1,
       .says = "extra damage where sellers bring parcels themselves",
       .source = "source 5 (direction)"});
    v("monitoring_detection", f.monitoring_detection,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "trouble with a parcel is noticed while it can still be mended; 0 is no monitoring",
       .source = "source 5 (mechanism)"});
    v("monitoring_response", f.monitoring_response,
      {.unit = "probability", .min = 0, .max = 1, .says = "noticed trouble is mended"});
    v("monitoring_cost", f.monitoring_cost,
      {.unit = "money per parcel", .min = 0, .max = 1e12, .says = "what watching a parcel costs the platform"});
    v("invoice_days", f.invoice_days,
      {.unit = "day",
       .min = 1,
       .max = 365,
       .says = "couriers are paid and give cashback every so many days",
       .source = "source 5: two weeks"});
    v("withdrawal_days", f.withdrawal_days,
      {.unit = "day",
       .min = 1,
       .max = 365,
       .says = "independent sellers draw their balance every so many days; a refund can only be taken from what is "
               "still there",
       .source = "source 5 (balance and withdrawal)"});
}

}  // namespace pasar
