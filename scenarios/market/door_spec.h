// Why parcels do not stay with their buyers: attempts that fail at the door, parcels that nobody collects, goods that
// do not fit.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct DoorSpec {
    double address = 0.35;
    double found_later = 0.5;
    double call_helps = 0.6;
    double check_finds = 0.7;
    double collects = 0.3;
    double point_price = 0.7;
    double collect_days = 1.5;
    double uncollected = 0.03;
    double keep_days = 7;
};
template <class V>
void describe(V& v, DoorSpec& d) {
    v("address", d.address,
      {.unit = "share of failures",
       .min = 0,
       .max = 1,
       .says = "of failed first attempts, the share that fails because the address is not found; at the others nobody "
               "is at home"});
    v("found_later", d.found_later,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says =
           "an address that was not found is found at the next attempt; whoever was not at home is as likely not to "
           "be there again"});
    v("call_helps", d.call_helps,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of the buyers who would not be at home or would have no cash at hand, those who are there and have it "
               "when the courier called before; see fulfilment.calls_ahead"});
    v("check_finds", d.check_finds,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says =
           "of the addresses that would not be found, those that a check puts right; see fulfilment.address_check"});
    v("collects", d.collects,
      {.unit = "share of orders",
       .min = 0,
       .max = 1,
       .says = "orders that buyers rather collect at a shop or parcel point, where there is one near; see "
               "fulfilment.parcel_points",
       .source = "source 3 (pick-up)"});
    v("point_price", d.point_price,
      {.unit = "share of price",
       .min = 0,
       .max = 2,
       .says = "what a courier takes for a parcel to a parcel point, of its price to the door; buyers are charged the "
               "same for either"});
    v("collect_days", d.collect_days,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days until a parcel is collected from its parcel point"});
    v("uncollected", d.uncollected,
      {.unit = "per parcel", .min = 0, .max = 1, .says = "nobody ever collects a parcel from its parcel point"});
    v("keep_days", d.keep_days,
      {.unit = "day", .min = 0, .max = 60, .says = "days after which an uncollected parcel goes back"});
}

struct ReturnsSpec {
    double rate = 0.7;
    double cost = 6.0;
    double decide_days = 3.0;
    double misfit_loss = 0.4;
    double opportunism = 0.0;
};
template <class V>
void describe(V& v, ReturnsSpec& r) {
    v("rate", r.rate,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of the buyers whose goods do not fit or are not wanted after all (see categories[].misfit), those who "
               "send them back where this costs them nothing and goods are taken back; see protection.return_days"});
    v("cost", r.cost,
      {.unit = "log-odds per share of price",
       .min = 0,
       .max = 100,
       .says = "fall of sending back with what the way back costs the buyer, as a share of what was paid"});
    v("decide_days", r.decide_days,
      {.unit = "day",
       .min = 0,
       .max = 60,
       .says = "mean days after delivery until a buyer sends goods back; whoever takes longer than "
               "protection.return_days keeps them"});
    v("misfit_loss", r.misfit_loss,
      {.unit = "share of worth",
       .min = 0,
       .max = 1,
       .says = "how much less goods that do not fit are worth to a buyer who keeps them"});
    v("opportunism", r.opportunism,
      {.unit = "share of orders",
       .min = 0,
       .max = 1,
       .says =
           "of orders of digital goods that came as they should and fit, those whose buyers have what they wanted of "
           "them, and ask for their money back all the same once they have; see protection.return_days"});
}

}  // namespace pasar
