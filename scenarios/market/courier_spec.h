// Couriers: days on the way, what they lose and damage, what they charge.
#pragma once

#include <string>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct CourierSpec {
    std::string name;
    double days_same_region = 1.5;
    double days_same_island = 2.5;
    double days_other_island = 4.5;
    double spread = 0.35;
    double capacity_per_day = 3000;
    double loss = 0.003;
    double damage = 0.01;
    double failed_attempt = 0.12;
    double failed_attempt_prepaid = 0.05;
    double data_entry_error = 0.01;
    double data_entry_days = 2.0;
    double regional_spread = 0.3;
    Money price{9000};
    Money price_per_zone{7000};
    double cod_fee = 0.03;
    double cashback = 0.0;
    double liability = 0.8;
    double cost_share = 0.8;
};
template <class V>
void describe(V& v, CourierSpec& c) {
    v("name", c.name,
      {.says = "how models and reports call this courier; shipped figures claim nothing about any firm"});
    v("days_same_region", c.days_same_region,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days from dispatch to the door inside a region"});
    v("days_same_island", c.days_same_island,
      {.unit = "day", .min = 0, .max = 60, .says = "the same to another region of the island"});
    v("days_other_island", c.days_other_island,
      {.unit = "day", .min = 0, .max = 60, .says = "the same to another island"});
    v("spread", c.spread,
      {.unit = "share", .min = 0, .max = 3, .says = "mean random delay as a share of the mean days"});
    v("capacity_per_day", c.capacity_per_day,
      {.unit = "parcel per day",
       .min = 0,
       .max = 1e9,
       .says = "parcels it can move a day (at the market's sized_for); more wait"});
    v("loss", c.loss, {.unit = "per parcel", .min = 0, .max = 1, .says = "a parcel never arrives"});
    v("damage", c.damage, {.unit = "per parcel", .min = 0, .max = 1, .says = "a parcel arrives damaged"});
    v("failed_attempt", c.failed_attempt,
      {.unit = "per attempt",
       .min = 0,
       .max = 1,
       .says = "a first attempt to deliver a parcel that is to be paid at the door fails: nobody is at home, or the "
               "address is not found; market.door tells which, and what becomes of later attempts"});
    v("failed_attempt_prepaid", c.failed_attempt_prepaid,
      {.unit = "per attempt",
       .min = 0,
       .max = 1,
       .says = "the same of a parcel that is paid for, which can be left with somebody else",
       .source = "India: 2 to 3 % of prepaid parcels come back, 25 to 30 % of cash on delivery (ET Prime)"});
    v("data_entry_error", c.data_entry_error,
      {.unit = "per parcel",
       .min = 0,
       .max = 1,
       .says = "late or wrong data entry delays the parcel",
       .source = "source 5 (event)"});
    v("data_entry_days", c.data_entry_days, {.unit = "day", .min = 0, .max = 60, .says = "how long that delays it"});
    v("regional_spread", c.regional_spread,
      {.unit = "log",
       .min = 0,
       .max = 2,
       .says = "how far its troubles differ from region to region; what a smart choice can learn"});
    v("price", c.price, {.unit = "money per parcel", .min = 0, .max = 1e12, .says = "shipping price inside a region"});
    v("price_per_zone", c.price_per_zone,
      {.unit = "money per zone", .min = 0, .max = 1e12, .says = "added for each zone the parcel crosses"});
    v("cod_fee", c.cod_fee,
      {.unit = "share of amount", .min = 0, .max = 1, .says = "fee for collecting cash at the door"});
    v("cashback", c.cashback,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "share of the shipping price given back to the sender, with the invoice",
       .source = "source 5 (event)"});
    v("liability", c.liability,
      {.unit = "share of goods",
       .min = 0,
       .max = 1,
       .says = "share of the goods' price it pays for what it lost or damaged"});
    v("cost_share", c.cost_share,
      {.unit = "share of fees",
       .min = 0,
       .max = 10,
       .says = "what moving parcels and cash costs it, of all it charges for that; counts in courier_profit alone"});
}

}  // namespace pasar
