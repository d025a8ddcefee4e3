// What a platform with own goods beside third parties' does with what it sees: it enters what sells well.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct EntrySpec {
    bool on = false;
    EntryBy by = EntryBy::Units;
    std::int64_t review_days = 30;
    std::int64_t products_per_review = 5;
    std::int64_t most = 100;
    double likeness = 1.0;
    Money cost_per_product{0};
};
template <class V>
void describe(V& v, EntrySpec& e) {
    v("on", e.on,
      {.says = "the platform opens own offers of what sells best of its sellers' goods (supply.kind hybrid, matching "
               "by offers)",
       .source = "Zhu & Liu 2018"});
    v("by", e.by,
      {.says = "what sells best: most units, or most money, since the last review; each times the quality that buyers "
               "infer from its ratings",
       .source = "Zhu & Liu 2018 (entry goes to popular, well rated products)"});
    v("review_days", e.review_days, {.unit = "day", .min = 1, .max = 3650, .says = "days between two reviews"});
    v("products_per_review", e.products_per_review,
      {.unit = "product", .min = 0, .max = 1e6, .says = "own offers opened at a review, at most"});
    v("most", e.most,
      {.unit = "product", .min = 0, .max = 1e6, .says = "own offers opened over the whole run, at most"});
    v("likeness", e.likeness,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how like the seller's goods the own ones are: 1 the same quality, 0 that of any own product; their "
               "cost follows from it, less unit_cost_advantage"});
    v("cost_per_product", e.cost_per_product,
      {.unit = "money",
       .min = 0,
       .max = 1e12,
       .says = "what opening an own offer costs once, beside its stock; never scaled"});
}

}  // namespace pasar
