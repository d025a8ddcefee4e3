// Distributors and agents: who buys in an own store in quantity and sells on, off the platform and on it.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct DistributorSpec {
    std::int64_t number = 0;
    OffPlatformDemand demand = OffPlatformDemand::Logit;
    double visits_per_day = 8.0;
    double visits_spread = 0.5;
    double value = 2.0;
    double price_weight = 3.0;
    std::int64_t order_units = 30;
    double lead_days = 3.0;
    Money handling_per_unit{0};
    Money fixed_cost_per_month{0};
    Money outside_income_per_month{0};
    double sells_here = 0.0;
};
template <class V>
void describe(V& v, DistributorSpec& d) {
    v("number", d.number,
      {.unit = "distributor",
       .min = 0,
       .max = 1e6,
       .says = "people who could be distributors of an own store that sells to them (models[].supply.wholesale), each "
               "of one of its products (at the market's sized_for)",
       .source = "source 5 (pelanggan antara: distributors and agents)"});
    v("demand", d.demand,
      {.says = "how the share of a distributor's customers who buy falls with its price p, over the reference price: "
               "logit 1/(1 + exp(price_weight p - value)), linear value - price_weight p"});
    v("visits_per_day", d.visits_per_day,
      {.unit = "person per day",
       .min = 0,
       .max = 1e6,
       .says = "people off the platform, no buyers of this market, who would buy a unit of a distributor, on average "
               "over distributors"});
    v("visits_spread", d.visits_spread,
      {.unit = "",
       .min = 0,
       .max = 3,
       .says = "how much that differs between distributors: standard deviation of its logarithm, at the same mean"});
    v("value", d.value, {.unit = "utility", .min = -20, .max = 20, .says = "what goods at no price are worth to them"});
    v("price_weight", d.price_weight,
      {.unit = "utility per reference price", .min = 0.001, .max = 100, .says = "how much they mind the price"});
    v("order_units", d.order_units,
      {.unit = "unit",
       .min = 1,
       .max = 1e6,
       .says = "units that a distributor orders when no more than half of that are left"});
    v("lead_days", d.lead_days, {.unit = "day", .min = 0, .max = 365, .says = "days until they are with it"});
    v("handling_per_unit", d.handling_per_unit,
      {.unit = "money",
       .min = 0,
       .max = 1e12,
       .says = "freight and handling that a distributor bears for a unit beside its price"});
    v("fixed_cost_per_month", d.fixed_cost_per_month,
      {.unit = "money per 30 days", .min = 0, .max = 1e12, .says = "what being a distributor costs whatever it sells"});
    v("outside_income_per_month", d.outside_income_per_month,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e12,
       .says = "what a distributor could earn elsewhere: nobody begins for less, and who earns less for long gives up "
               "as sellers do"});
    v("sells_here", d.sells_here,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "distributors who list their goods on the platform as well, where it has independent sellers (as one of "
               "the first of seller_types that buys_in_store)"});
}

}  // namespace pasar
