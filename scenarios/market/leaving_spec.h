// How buyers are lost.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct LeavingSpec {
    double alpha = 1.0;
    double beta = 60.0;
    bool after_first_order = true;
    double dissatisfaction_weight = 6.0;
    double satisfaction_target = 0.75;
    double competitor_discount = 0.1;
};
template <class V>
void describe(V& v, LeavingSpec& l) {
    v("alpha", l.alpha,
      {.unit = "",
       .min = 0.001,
       .max = 1e6,
       .says = "first parameter of the Beta distribution of innate dropout probabilities after a purchase",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("beta", l.beta,
      {.unit = "",
       .min = 0.001,
       .max = 1e9,
       .says = "second parameter of that distribution; large means buyers hardly ever leave of their own accord",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("after_first_order", l.after_first_order,
      {.says =
           "buyers may leave of their own accord already after their first order; off, only a repeat order can be the "
           "last, as BG/NBD has it",
       .source = "on: Batislam, Denizel & Filiztekin 2007; off: Fader, Hardie & Lee 2005"});
    v("dissatisfaction_weight", l.dissatisfaction_weight,
      {.unit = "log-odds per unit",
       .min = 0,
       .max = 50,
       .says = "how much each point of satisfaction below the target raises the odds of leaving (κ); 0 gives BG/NBD, "
               "with after_first_order off"});
    v("satisfaction_target", l.satisfaction_target,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "satisfaction at which the innate dropout probability holds"});
    v("competitor_discount", l.competitor_discount,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says =
           "a loyal customer would not go to a competitor for this discount; measures loyalty, changes nothing else",
       .source = "source 5 (retention and loyalty apart)"});
}

}  // namespace pasar
