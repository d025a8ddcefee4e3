// Independent sellers: kinds, behaviour, and sellers of one's own list.
#pragma once

#include <cstdint>
#include <string>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SellerTypeSpec {
    SellerKind kind = SellerKind::Honest;
    double share = 1.0;
    double quality_alpha = 6.0;
    double quality_beta = 3.0;
    double misdescription = 0.0;
    double shading = 0.25;
    double wrong_item = 0.01;
    double dispatch_days = 1.0;
    double non_shipment = 0.0;
    std::int64_t patience_orders = 0;
    double fake_reviews_per_day = 0.0;
    double responsiveness = 0.8;
    double answer_hours = 6.0;
    double units = 40;
    double restock_days = 4;
    bool buys_in_store = false;
    double store_markup = 0.0;
};
template <class V>
void describe(V& v, SellerTypeSpec& s) {
    v("kind", s.kind, {.says = "what reports call sellers of this type"});
    v("share", s.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of sellers of this type; all shares add up to 1",
       .shares_out = true});
    v("quality_alpha", s.quality_alpha,
      {.unit = "", .min = 0.01, .max = 1000, .says = "first parameter of the Beta distribution of true quality"});
    v("quality_beta", s.quality_beta,
      {.unit = "", .min = 0.01, .max = 1000, .says = "second parameter of that distribution"});
    v("misdescription", s.misdescription,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says = "how much better the goods are described than they are",
       .source = "source 1 (event)"});
    v("shading", s.shading,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says =
           "how much worse than described an opportunist's goods are while it cheats; no other kind makes use of it",
       .source = "Klein & Leffler 1981 (form)"});
    v("wrong_item", s.wrong_item,
      {.unit = "per order", .min = 0, .max = 1, .says = "packs something else than ordered"});
    v("dispatch_days", s.dispatch_days,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days until the parcel is handed over"});
    v("non_shipment", s.non_shipment,
      {.unit = "per prepaid order",
       .min = 0,
       .max = 1,
       .says = "takes the payment and sends nothing",
       .source = "source 1 (event)"});
    v("patience_orders", s.patience_orders,
      {.unit = "order",
       .min = 0,
       .max = 1e6,
       .says = "orders served honestly first, to build a reputation worth cheating on (exit scam)"});
    v("fake_reviews_per_day", s.fake_reviews_per_day,
      {.unit = "per day", .min = 0, .max = 100, .says = "five-star reviews it writes for itself"});
    v("responsiveness", s.responsiveness,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how well and promptly it answers questions and complaints",
       .source = "source 1 (seller responsiveness)"});
    v("answer_hours", s.answer_hours,
      {.unit = "hour",
       .min = 0,
       .max = 720,
       .says = "mean hours until it answers a question before buying",
       .source = "source 1 (seller responsiveness)"});
    v("units", s.units, {.unit = "unit", .min = 1, .max = 1e9, .says = "units on offer when fully stocked"});
    v("restock_days", s.restock_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days until it can offer as many again"});
    v("buys_in_store", s.buys_in_store,
      {.says =
           "stocks up in the platform's own store and sells on, while that pays; where the model has no own store, it "
           "buys from suppliers like others",
       .source = "source 2 (resellers)"});
    v("store_markup", s.store_markup,
      {.unit = "share of cost",
       .min = 0,
       .max = 10,
       .says = "where the model has no own store: markup of the store off the platform in which a type with "
               "buys_in_store buys; 0: it buys from suppliers like others",
       .source = "source 2 (resellers)"});
}

struct SellerBehaviourSpec {
    double catalogue = 1.0;
    double catalogue_spread = 0.0;
    double cost_share = 0.35;
    double cost_of_quality = 0.45;
    double markup = 0.18;
    SellerPricing pricing = SellerPricing::Margin;
    double price_response = 0.5;
    double price_step = 0.03;
    std::int64_t price_review_days = 14;
    double sales_goal_per_week = 8.0;
    double foresight = 1.0;
    std::int64_t horizon_days = 180;
    double slack = 0.0;
    double idle_days_to_exit = 60;
    Money fixed_cost_per_month{0};
    Money outside_income_per_month{0};
    double outside_income_spread = 0.0;
    double profit_days = 60;
    double gives_up_per_day = 0.005;
    double entry_per_day = 0.0005;
    Money entry_cost{0};
    double entry_cost_spread = 0.0;
    double payback_months = 6;
    double buyer_turns_seller = 0.0002;
    double registers_as_reseller = 0.0;
    double advertising_lift = 2.0;
    Money advertising_half_saturation{3'000'000};
};
template <class V>
void describe(V& v, SellerBehaviourSpec& s) {
    v("catalogue", s.catalogue,
      {.unit = "offer",
       .min = 0.01,
       .max = 100,
       .says =
           "mean size of an independent seller's catalogue: how many offers it has, of one kind of goods, at least one "
           "and at most 255. Size is also how often they are seen: one offer of a seller of size 0.2 has a place on "
           "the shelf on one day in five"});
    v("catalogue_spread", s.catalogue_spread,
      {.unit = "",
       .min = 0,
       .max = 3,
       .says =
           "how much sizes differ: standard deviation of their logarithm (σ of a lognormal distribution); 0 makes all "
           "alike",
       .source = "1.76 agrees with the concentration of sales on Olist and on Amazon (Marketplace Pulse)"});
    v("cost_share", s.cost_share,
      {.unit = "reference price", .min = 0, .max = 10, .says = "what a unit of quality 0 costs its seller"});
    v("cost_of_quality", s.cost_of_quality,
      {.unit = "reference price per unit quality",
       .min = 0,
       .max = 10,
       .says = "what a unit of quality 1 costs more; nobody sells below cost",
       .source = "Akerlof 1970 (form)"});
    v("markup", s.markup,
      {.unit = "share of cost",
       .min = 0,
       .max = 10,
       .says = "markup with which independent sellers start where pricing is fixed or goal"});
    v("pricing", s.pricing,
      {.says =
           "how independent sellers set prices: fixed never changes them, goal follows sales against a common goal, "
           "margin asks what earns most by the buyers' own price weights, costs and commission included",
       .source = "margin: Anderson, de Palma & Thisse 1992 (Bertrand competition under logit demand)"});
    v("price_response", s.price_response,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how far of the way to the best price a seller goes at each look at it (pricing margin)",
       .source = "assumption; online prices pass on 60 to 75 % of cost changes with a half-life below two months "
                 "(Gorodnichenko & Talavera 2014)"});
    v("price_step", s.price_step,
      {.unit = "share",
       .min = 0,
       .max = 0.5,
       .says = "how far a price is changed when sales miss or beat the goal (pricing goal); 0 keeps prices"});
    v("price_review_days", s.price_review_days,
      {.unit = "day", .min = 1, .max = 365, .says = "days between looks at the price"});
    v("sales_goal_per_week", s.sales_goal_per_week,
      {.unit = "unit per week",
       .min = 0,
       .max = 1e6,
       .says = "sales that an independent seller hopes for: fewer lower its price, many more raise it (pricing goal)"});
    v("foresight", s.foresight,
      {.unit = "",
       .min = 0,
       .max = 100,
       .says = "weight that an opportunist gives to what it stands to lose later against what cheating saves today",
       .source = "Shapiro 1983 (form)"});
    v("horizon_days", s.horizon_days,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "days of sales ahead that an opportunist reckons with when it decides whether to cheat"});
    v("slack", s.slack,
      {.unit = "share",
       .min = 0,
       .max = 10,
       .says = "by how much a seller packs more wrong items and takes longer to dispatch after its first bad rating, "
               "where ratings are shown",
       .source = "Cabral & Hortacsu 2010"});
    v("idle_days_to_exit", s.idle_days_to_exit,
      {.unit = "day", .min = 1, .max = 36500, .says = "days without a sale after which a seller gives up"});
    v("fixed_cost_per_month", s.fixed_cost_per_month,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e12,
       .says =
           "what being in business costs an independent seller whatever it sells, for each offer of its size: rent, "
           "staff, packing material"});
    v("outside_income_per_month", s.outside_income_per_month,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e12,
       .says =
           "what sellers could earn elsewhere with the same work, for each offer of their size; who earns less here "
           "for long gives up, and nobody joins for less"});
    v("outside_income_spread", s.outside_income_spread,
      {.unit = "",
       .min = 0,
       .max = 3,
       .says = "how much that differs between people: standard deviation of its logarithm, at the same mean"});
    v("profit_days", s.profit_days,
      {.unit = "day",
       .min = 1,
       .max = 3650,
       .says = "days over which sellers judge what they earn, and newcomers what others earn"});
    v("gives_up_per_day", s.gives_up_per_day,
      {.unit = "per day",
       .min = 0,
       .max = 1,
       .says =
           "chance that a seller gives up who earns nothing of what it needs (fixed costs and outside income), less in "
           "proportion for one that earns part of it; 0: nobody gives up for lack of profit"});
    v("entry_per_day", s.entry_per_day,
      {.unit = "share of sellers per day",
       .min = 0,
       .max = 1000,
       .says =
           "people who think about joining, as a share of the sellers of day 0; the same people in all models. They "
           "join where sellers of their kind earn more than they could elsewhere, and joining pays back"});
    v("entry_cost", s.entry_cost,
      {.unit = "money", .min = 0, .max = 1e12, .says = "what joining costs beside the platform's own charge for it"});
    v("entry_cost_spread", s.entry_cost_spread,
      {.unit = "",
       .min = 0,
       .max = 3,
       .says = "how much that differs between people: standard deviation of its logarithm, at the same mean"});
    v("payback_months", s.payback_months,
      {.unit = "month of 30 days",
       .min = 0.1,
       .max = 600,
       .says = "within how many months newcomers want the cost of joining back"});
    v("buyer_turns_seller", s.buyer_turns_seller,
      {.unit = "per delighted order",
       .min = 0,
       .max = 1,
       .says = "a delighted buyer thinks about selling as well, and does where it pays",
       .source = "source 2 (event)"});
    v("registers_as_reseller", s.registers_as_reseller,
      {.unit = "per delighted order",
       .min = 0,
       .max = 1,
       .says = "a delighted buyer registers as a reseller without reckoning first, as the first of seller_types that "
               "buys_in_store or else is a reseller, and gives up like others where it does not pay",
       .source = "source 2 (any customer may register as a reseller)"});
    v("advertising_lift", s.advertising_lift,
      {.unit = "share of exposure",
       .min = 0,
       .max = 100,
       .says = "how much more often than otherwise a firm is seen at the most that advertising on the marketplace can "
               "buy: at 2 three times as often"});
    v("advertising_half_saturation", s.advertising_half_saturation,
      {.unit = "money per 30 days",
       .min = kLeastAmount,
       .max = 1e15,
       .says = "advertising that buys half of that; never scaled"});
}

struct KnownSellerSpec {
    std::string name;
    SellerKind type = SellerKind::Honest;
    std::string region;
    std::string category;
    double quality = 0.7;
    Money price{0};
    std::int64_t units = 40;
};
template <class V>
void describe(V& v, KnownSellerSpec& s) {
    v("name", s.name, {.says = "how reports call this seller"});
    v("type", s.type, {.says = "its kind, one of seller_types: how it behaves"});
    v("region", s.region, {.says = "where it ships from; empty: drawn like others"});
    v("category", s.category, {.says = "what it sells; empty: drawn like others"});
    v("quality", s.quality, {.unit = "0 to 1", .min = 0, .max = 1, .says = "true quality of its goods"});
    v("price", s.price,
      {.unit = "money",
       .min = 0,
       .max = 1e12,
       .says = "its price on day 0; its cost is what leaves the usual markup. 0: cost and price follow from quality"});
    v("units", s.units, {.unit = "unit", .min = 1, .max = 1e9, .says = "its stock on day 0 and after replenishment"});
}

struct PastOrderSpec {
    std::string seller;
    double stars = 0.0;
};
template <class V>
void describe(V& v, PastOrderSpec& o) {
    v("seller", o.seller, {.says = "name of the known seller it was bought from"});
    v("stars", o.stars,
      {.unit = "star", .min = 0, .max = 5, .says = "how the buyer rated it, 1 to 5; 0 where the buyer left no rating"});
}

}  // namespace pasar
