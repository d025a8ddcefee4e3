// From a visit to an order: choice among offers, trust in the platform, what can go wrong on the way.
#pragma once

#include <cstdint>

#include "scenarios/describe.h"

namespace pasar {

struct ChoiceSpec {
    double conversion = 0.35;
    std::int64_t reference_offers = 8;
    double reference_quality = 0.62;
    double reference_trust = 0.5;
    double reference_days = 4.0;
    double reference_risk = 0.1;
    double quality = 4.0;
    double price = 4.5;
    double trust = 2.0;
    double own_experience = 2.0;
    std::int64_t liked_offers = 2;
    double delay = 0.08;
    double risk = 2.0;
    double newness_risk = 0.4;
    double belief_learning = 0.02;
    double prior_quality = 0.62;
    double description_credence = 0.3;
};
template <class V>
void describe(V& v, ChoiceSpec& c) {
    v("conversion", c.conversion,
      {.unit = "share of visits",
       .min = 0,
       .max = 1,
       .says = "visits that choose an offer of the reference page: reference_offers offers at the reference price, all "
               "charges included, of reference_quality, in reference_days, with reference_trust and reference_risk",
       .source = "a visit is a wish to buy, so this is far above conversion per session of web shops; assumption"});
    v("reference_offers", c.reference_offers,
      {.unit = "offer", .min = 1, .max = 64, .says = "offers on the reference page"});
    v("reference_quality", c.reference_quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "quality expected of each offer of the reference page (Ē)"});
    v("reference_trust", c.reference_trust,
      {.unit = "trust", .min = 0, .max = 1, .says = "trust in the platform of whoever sees the reference page"});
    v("reference_days", c.reference_days,
      {.unit = "day",
       .min = 0,
       .max = 60,
       .says = "days promised on the reference page, and days on the way at which refusal.rate holds"});
    v("reference_risk", c.reference_risk,
      {.unit = "risk",
       .min = 0,
       .max = 10,
       .says = "risk seen in payment and seller of the reference page, taken together"});
    v("quality", c.quality,
      {.unit = "utility per unit quality", .min = 0, .max = 1000, .says = "weight of expected quality (β_q)"});
    v("price", c.price,
      {.unit = "utility per reference price",
       .min = 0,
       .max = 1000,
       .says = "weight of the full price over the category's reference price (β_p): goods, shipping and fee less "
               "discount",
       .source = "with it the own store's own-price elasticity comes near -2.6: Bijmolt, van Heerde & Pieters 2005"});
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
    v("liked_offers", c.liked_offers,
      {.unit = "offer",
       .min = 0,
       .max = 7,
       .says =
           "liked offers that a buyer keeps in mind for each category beside the one liked best, and looks at again",
       .source =
           "buyers spread their orders over a repertoire of a few: Ehrenberg 1988 (direction); size is an assumption"});
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
       .says = "how fast common belief about average quality, and about what scores are worth, follows what buyers "
               "really got"});
    v("prior_quality", c.prior_quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "average quality buyers believe in before any experience"});
    v("description_credence", c.description_credence,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how far buyers believe a seller's own description where ratings do not yet tell"});
}

/// Where a wish goes that is not met here: elsewhere, or nowhere.
struct OutsideSpec {
    double share = 0.5;
    double price = 1.0;
    double quality = 0.62;
    double utility = 0.0;
};
template <class V>
void describe(V& v, OutsideSpec& o) {
    v("share", o.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says =
           "of those who see the reference page and do not choose from it, the share who buy elsewhere, where offers "
           "are those of the reference page; the others buy nothing",
       .source = "assumption"});
    v("price", o.price,
      {.unit = "reference price", .min = 0, .max = 100, .says = "full price of what is bought elsewhere"});
    v("quality", o.quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "quality expected of what is bought elsewhere"});
    v("utility", o.utility,
      {.unit = "utility", .min = -50, .max = 50, .says = "what else speaks for buying elsewhere, such as a campaign"});
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
