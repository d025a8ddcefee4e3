// How buyers are lost.
#pragma once

#include "agents/kinds.h"
#include "scenarios/describe.h"

namespace pasar {

struct LeavingSpec {
    double alpha = 1.0;
    double beta = 60.0;
    bool after_first_order = true;
    double dissatisfaction_weight = 6.0;
    double satisfaction_target = 0.75;
    double competitor_discount = 0.1;
    LeavingForm form = LeavingForm::AfterOrders;
    double lapse_shape = 0.606;
    double lapse_days = 81.7;
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
    v("form", l.form,
      {.says =
           "when buyers leave of their own accord: after_orders, with the probability that alpha and beta give; "
           "any_time, "
           "at a moment of their own that comes without an order too, while orders only drive away the disappointed",
       .source = "BG/NBD: Fader, Hardie & Lee 2005; Pareto/NBD: Schmittlein, Morrison & Colombo 1987"});
    v("lapse_shape", l.lapse_shape,
      {.unit = "",
       .min = 0.001,
       .max = 1e6,
       .says = "shape of the Gamma distribution of lapse rates under any_time (s); the smaller, the more a first year "
               "sorts out",
       .source = "CDNOW, 0.606: Fader, Hardie & Lee 2005"});
    v("lapse_days", l.lapse_days,
      {.unit = "day",
       .min = 0.001,
       .max = 1e9,
       .says =
           "scale of that distribution (β): of all customers (β/(β + t))^s are left after t days; more means longer "
           "lives",
       .source = "CDNOW, 11.67 weeks: Fader, Hardie & Lee 2005"});
}

}  // namespace pasar
