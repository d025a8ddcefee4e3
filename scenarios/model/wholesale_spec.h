// Selling own goods in quantity to those who sell them on.
#pragma once

#include <cstdint>

#include "scenarios/describe.h"

namespace pasar {

struct WholesaleSpec {
    bool on = false;
    double discount = 0.15;
    std::int64_t least_units = 10;
};
template <class V>
void describe(V& v, WholesaleSpec& w) {
    v("on", w.on,
      {.says = "the own store sells to the market's distributors (market.distributors), down to the stock at which it "
               "orders more",
       .source = "source 5 (pelanggan antara)"});
    v("discount", w.discount,
      {.unit = "share of price",
       .min = 0,
       .max = 0.95,
       .says = "what a distributor is let off the price of the store"});
    v("least_units", w.least_units,
      {.unit = "unit",
       .min = 1,
       .max = 1e9,
       .says = "units that an order has to have for that; smaller ones pay the full price"});
}

}  // namespace pasar
