// The firm whose question a scenario asks: what it sells, what it pays each month, and what it does otherwise in one of
// the models. It is one seller among the independent ones, or the owner of the store (sim/platform/firm.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct FirmGoodsSpec {
    std::string name;
    std::string category;
    double quality = 0.7;
    Money cost{100'000};
    Money price{0};
    std::int64_t listings = 1;
    std::int64_t units = 40;
    double restock_days = 4;
};
template <class V>
void describe(V& v, FirmGoodsSpec& g) {
    v("name", g.name, {.says = "what the goods are called"});
    v("category", g.category, {.says = "name of the category in which buyers find them"});
    v("quality", g.quality, {.unit = "0 to 1", .min = 0, .max = 1, .says = "true quality"});
    v("cost", g.cost,
      {.unit = "money per unit", .min = kLeastAmount, .max = 1e12, .says = "what a unit costs the firm"});
    v("price", g.price,
      {.unit = "money per unit",
       .min = 0,
       .max = 1e12,
       .says = "what the firm asks for a unit; 0: cost and the usual markup on day 0, and from then on as other "
               "sellers set prices (an own store keeps it)"});
    v("listings", g.listings,
      {.unit = "offer",
       .min = 1,
       .max = 1000,
       .says = "offers of these goods, such as colours and patterns; each has its own stock and its own place"});
    v("units", g.units, {.unit = "unit", .min = 1, .max = 1e9, .says = "units of each offer when fully stocked"});
    v("restock_days", g.restock_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days from an order of more units to their arrival"});
}

struct FirmSpec {
    std::string name = "Firm";
    SellerKind type = SellerKind::Honest;
    std::string region;
    std::int64_t ratings = 0;
    Money costs_per_month{0};
    Money advertising_per_month{0};
    double capacity_per_day = 0.0;
    std::vector<FirmGoodsSpec> goods;
    std::vector<std::string> channels;

    /// Whether the scenario has a firm: one that sells something.
    [[nodiscard]] bool is_there() const { return !goods.empty(); }
};
template <class V>
void describe(V& v, FirmSpec& f) {
    v("name", f.name, {.says = "how reports call the firm; --for \"NAME\" asks what is best for it"});
    v("type", f.type, {.says = "one of seller_types: how it behaves as a seller"});
    v("region", f.region, {.says = "where it ships from; empty: drawn like others"});
    v("ratings", f.ratings,
      {.unit = "rating",
       .min = 0,
       .max = 1e6,
       .says = "ratings it already has on day 0, true to its goods; its own store deals them out to its products"});
    v("costs_per_month", f.costs_per_month,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e15,
       .says = "what the firm pays whether it sells or not: rent, wages, the owner's own time; never scaled"});
    v("advertising_per_month", f.advertising_per_month,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e15,
       .says = "what the firm pays a marketplace to be seen more often, see market.sellers.advertising_lift; never "
               "scaled. In its own store it does nothing and costs nothing"});
    v("capacity_per_day", f.capacity_per_day,
      {.unit = "order per day",
       .min = 0,
       .max = 1e9,
       .says = "orders the firm can dispatch a day, more wait; 0: no limit. In its own store in place of "
               "supply.picking_per_day; never scaled"});
    v("goods", f.goods, {.min = 0, .max = 100, .says = "what the firm sells; empty: the scenario has no firm"});
    v("channels", f.channels,
      {.min = 0,
       .max = 16,
       .says = "names of the models on which the firm sells, with one stock, where these compete in one world; empty: "
               "on all. Its own store stays shut where it is none of them"});
}

struct FirmInModelSpec {
    double price = 1.0;
    Money advertising_per_month{-1};
};
template <class V>
void describe(V& v, FirmInModelSpec& f) {
    v("price", f.price,
      {.unit = "×",
       .min = 0.01,
       .max = 100,
       .says = "factor on the firm's prices in this model; does nothing without "
               "a firm"});
    v("advertising_per_month", f.advertising_per_month,
      {.unit = "money per 30 days",
       .min = -1,
       .max = 1e15,
       .says = "the firm's advertising in this model; -1: as the firm has it. Does nothing without a firm"});
}

}  // namespace pasar
