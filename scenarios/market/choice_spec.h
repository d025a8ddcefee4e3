// From a visit to an order: choice among offers, trust in the platform, what can go wrong on the way.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct ChoiceSpec {
    double intercept = -2.6;
    double quality = 4.0;
    double price = 3.0;
    double trust = 2.0;
    double own_experience = 2.0;
    double delay = 0.08;
    double risk = 2.0;
    double newness_risk = 0.4;
    double belief_learning = 0.02;
    double prior_quality = 0.62;
    double description_credence = 0.3;
};
template <class V>
void describe(V& v, ChoiceSpec& c) {
    v("intercept", c.intercept,
      {.unit = "utility",
       .min = -100,
       .max = 100,
       .says = "utility of any offer over not buying here (β₀)",
       .source = "calibrated to conversion in the shipped presets"});
    v("quality", c.quality,
      {.unit = "utility per unit quality", .min = 0, .max = 1000, .says = "weight of expected quality (β_q)"});
    v("price", c.price,
      {.unit = "utility per reference price",
       .min = 0,
       .max = 1000,
       .says = "weight of price over the category's reference price (β_p)"});
    v("trust", c.trust,
      {.unit = "utility per unit trust",
       .min = 0,
       .max = 100,
       .says = "weight of the buyer's trust in the platform (β_t)"});
    v("own_experience", c.own_experience,
      {.unit = "utility per unit satisfaction",
       .min = 0,
       .max = 100,
       .says = "weight of one's own good experience with an offer (β_o)"});
    v("delay", c.delay, {.unit = "utility per day", .min = 0, .max = 10, .says = "weight of the promised days (β_d)"});
    v("risk", c.risk,
      {.unit = "utility per unit risk",
       .min = 0,
       .max = 100,
       .says = "weight of perceived risk of payment and seller (β_r)"});
    v("newness_risk", c.newness_risk,
      {.unit = "risk",
       .min = 0,
       .max = 10,
       .says = "risk seen in a seller without ratings, fading as ratings come in; protection lowers it",
       .source = "Resnick et al. 2006 (an established seller earns a premium)"});
    v("belief_learning", c.belief_learning,
      {.unit = "per day",
       .min = 0,
       .max = 1,
       .says = "how fast common belief about average quality follows what buyers really got"});
    v("prior_quality", c.prior_quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "average quality buyers believe in before any experience"});
    v("description_credence", c.description_credence,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how far buyers believe a seller's own description where ratings do not yet tell"});
}

struct TrustSpec {
    double initial = 0.5;
    double gain = 0.08;
    double loss = 0.25;
};
template <class V>
void describe(V& v, TrustSpec& t) {
    v("initial", t.initial, {.unit = "trust", .min = 0, .max = 1, .says = "trust in a platform never used before"});
    v("gain", t.gain,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "share of the distance to the last satisfaction that trust rises after a better order than trusted"});
    v("loss", t.loss,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "the same downwards; trust is lost faster than won",
       .source = "Slovic 1993 (asymmetry)"});
}

struct OrderingSpec {
    double mistake_probability = 0.01;
    double switch_payment = 0.5;
    double site_patience_seconds = 20.0;
};
template <class V>
void describe(V& v, OrderingSpec& o) {
    v("mistake_probability", o.mistake_probability,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "buyer orders something else than meant, such as black instead of blue",
       .source = "source 4 (event); rate is an assumption"});
    v("switch_payment", o.switch_payment,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "buyer accepts another payment method where the preferred one is missing or failed"});
    v("site_patience_seconds", o.site_patience_seconds,
      {.unit = "s",
       .min = 0.1,
       .max = 3600,
       .says = "mean time a buyer waits for the site before giving up",
       .source = "source 4 (slow web); length is an assumption"});
}

}  // namespace pasar
