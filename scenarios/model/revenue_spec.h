// The third choice, what the platform earns by; and its further costs.
#pragma once

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct RevenueSpec {
    double commission = 0.0;
    Money listing_fee_per_month{0};
    Money advertising_per_visit{0};
    Money buyer_fee{0};
    Money seller_fee{0};
};
template <class V>
void describe(V& v, RevenueSpec& r) {
    v("commission", r.commission,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says =
           "share of each independent seller's sale that the platform keeps; passed on in prices where the market's "
           "sellers.pricing is margin, and who earns too little leaves"});
    v("listing_fee_per_month", r.listing_fee_per_month,
      {.unit = "money per offer",
       .min = 0,
       .max = 1e12,
       .says = "what an independent seller pays for each of its offers every 30 days"});
    v("advertising_per_visit", r.advertising_per_visit,
      {.unit = "money per visit", .min = 0, .max = 1e12, .says = "what advertisers pay for each visit"});
    v("buyer_fee", r.buyer_fee,
      {.unit = "money per order", .min = 0, .max = 1e12, .says = "service fee added to each order"});
    v("seller_fee", r.seller_fee,
      {.unit = "money per order",
       .min = 0,
       .max = 1e12,
       .says = "fee that an independent seller pays with each sale, beside the commission"});
}

struct CostsSpec {
    Money fixed_per_day{0};
    Money handling_per_order{0};
};
template <class V>
void describe(V& v, CostsSpec& c) {
    v("fixed_per_day", c.fixed_per_day,
      {.unit = "money per day",
       .min = 0,
       .max = 1e15,
       .says = "rent, management, development (at the market's sized_for)"});
    v("handling_per_order", c.handling_per_order,
      {.unit = "money per order", .min = 0, .max = 1e12, .says = "packing and handling of an order from own stock"});
}

}  // namespace pasar
