// The first two of the five choices: who owns the goods, and how buyers and goods meet.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "scenarios/describe.h"
#include "scenarios/model/entry_spec.h"
#include "scenarios/model/wholesale_spec.h"

namespace pasar {

struct SupplySpec {
    SupplyKind kind = SupplyKind::Sellers;
    std::int64_t sellers = 2000;
    std::int64_t initial_ratings = 20;
    std::int64_t products = 400;
    double markup = 0.25;
    StorePricing pricing = StorePricing::Fixed;
    double undercut = 0.0;
    std::int64_t price_review_days = 7;
    double quality_alpha = 14.0;
    double quality_beta = 6.0;
    double stock_up_to = 60;
    double reorder_at = 20;
    double lead_time_days = 5;
    double picking_per_day = 6000;
    double wrong_item = 0.005;
    double unit_cost_advantage = 0.0;
    EntrySpec entry;
    WholesaleSpec wholesale;
};
template <class V>
void describe(V& v, SupplySpec& s) {
    v("kind", s.kind,
      {.says = "who owns the goods: many independent sellers, the platform itself, or both",
       .source = "sources 1 to 3"});
    v("sellers", s.sellers,
      {.unit = "seller", .min = 0, .max = 1e8, .says = "independent sellers on day 0 (at the market's sized_for)"});
    v("initial_ratings", s.initial_ratings,
      {.unit = "rating",
       .min = 0,
       .max = 1e6,
       .says = "ratings that sellers already have on day 0, true to what they sell"});
    v("products", s.products,
      {.unit = "product", .min = 1, .max = 1e6, .says = "products in the platform's own catalogue"});
    v("markup", s.markup,
      {.unit = "share of cost",
       .min = -0.9,
       .max = 10,
       .says = "markup on the platform's own goods where pricing is fixed"});
    v("pricing", s.pricing,
      {.says =
           "how the own store sets prices: fixed is cost and markup, match follows what others ask in the category, "
           "optimise asks what earns most by the buyers' own price weights",
       .source = "optimise: Anderson, de Palma & Thisse 1992 (several products under logit demand)"});
    v("undercut", s.undercut,
      {.unit = "share of price",
       .min = -1,
       .max = 0.9,
       .says = "by how much the own store asks less than others (pricing match); never less than cost"});
    v("price_review_days", s.price_review_days,
      {.unit = "day", .min = 1, .max = 365, .says = "days between the own store's looks at its prices"});
    v("quality_alpha", s.quality_alpha,
      {.unit = "",
       .min = 0.01,
       .max = 1000,
       .says = "first parameter of the Beta distribution of the quality of own products"});
    v("quality_beta", s.quality_beta,
      {.unit = "", .min = 0.01, .max = 1000, .says = "second parameter of that distribution"});
    v("stock_up_to", s.stock_up_to,
      {.unit = "unit",
       .min = 1,
       .max = 1e9,
       .says = "own stock of a product after replenishment (at the market's sized_for)"});
    v("reorder_at", s.reorder_at,
      {.unit = "unit",
       .min = 0,
       .max = 1e9,
       .says = "stock at or below which more is ordered (at the market's sized_for)"});
    v("lead_time_days", s.lead_time_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days until ordered stock arrives"});
    v("picking_per_day", s.picking_per_day,
      {.unit = "order per day",
       .min = 0,
       .max = 1e9,
       .says = "orders the picking line of the own store can pack a day (at the market's sized_for); more wait"});
    v("wrong_item", s.wrong_item,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "the picking line packs the wrong item; doubles when the line is full"});
    v("unit_cost_advantage", s.unit_cost_advantage,
      {.unit = "share of cost",
       .min = -1,
       .max = 0.9,
       .says = "how much cheaper the platform buys than an independent seller"});
    v("entry", s.entry, {.says = "entering with own goods what sells well of others'"});
    v("wholesale", s.wholesale, {.says = "selling own goods to distributors", .source = "source 5"});
}

struct MatchingSpec {
    MatchingKind kind = MatchingKind::Offers;
    std::int64_t consideration_set = 8;
    Ranking ranking = Ranking::Balanced;
    double ranking_strength = 3.0;
    double own_exposure = 1.0;
};
template <class V>
void describe(V& v, MatchingSpec& m) {
    v("kind", m.kind,
      {.says = "how buyers and what is sold meet: choice among offers with prices, auctions of single units, "
               "bookings of places of a day, subscription to plans, or a feed that is free to read",
       .source = "source 3 (kinds of online shop)"});
    v("consideration_set", m.consideration_set,
      {.unit = "offer", .min = 1, .max = 64, .says = "offers a buyer looks at before choosing"});
    v("ranking", m.ranking, {.says = "what makes an offer be seen more often"});
    v("ranking_strength", m.ranking_strength,
      {.unit = "log exposure per unit score",
       .min = 0,
       .max = 20,
       .says = "how strongly ranking favours the best: 0 shows all alike; every offer keeps at least one place on the "
               "shelf"});
    v("own_exposure", m.own_exposure,
      {.unit = "×",
       .min = 0,
       .max = 100,
       .says =
           "how many times as often the platform shows its own goods as it would show a seller's like them: above 1 it "
           "favours itself, at 0 it never shows them",
       .source = "Hagiu, Teh & Wright 2022 (self-preferencing)"});
}

}  // namespace pasar
