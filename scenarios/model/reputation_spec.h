// What buyers see of sellers.
#pragma once

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

struct ReputationSpec {
    ReputationSystem system = ReputationSystem::Stars;
    double forgetting = 1.0;
    double prior_ratings = 5.0;
    double reading_slope = 1.0;
};
template <class V>
void describe(V& v, ReputationSpec& r) {
    v("system", r.system, {.says = "what is shown of a seller's past"});
    v("forgetting", r.forgetting,
      {.unit = "per rating",
       .min = 0,
       .max = 1,
       .says = "weight that a past rating keeps when a new one comes (λ of the system beta)",
       .source = "Jøsang & Ismail 2002"});
    v("prior_ratings", r.prior_ratings,
      {.unit = "rating",
       .min = 0,
       .max = 1e6,
       .says = "ratings' worth of common belief that a buyer mixes into what is shown"});
    v("reading_slope", r.reading_slope,
      {.unit = "quality per unit shown",
       .min = 0,
       .max = 20,
       .says =
           "how far buyers take a difference in what is shown for a difference in quality before any experience; from "
           "then on they learn it (choice.belief_learning)"});
}

}  // namespace pasar
