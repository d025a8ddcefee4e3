// What buyers say afterwards: reviews, answers to surveys; and which messages they notice.
#pragma once

#include <string_view>

#include "scenarios/describe.h"

namespace pasar {

struct ReviewSpec {
    double base_probability = 0.45;
    double extreme_probability = 0.35;
    double experience_weight = 0.5;
    double bias = 0.05;
    double retaliation = 0.0;
    double good_from_stars = 4.0;
    double two_stars_from = 0.44;
    double three_stars_from = 0.48;
    double four_stars_from = 0.52;
    double five_stars_from = 0.6;
    double taste = 0.25;
    double at_arrival = 0.5;
};
template <class V>
void describe(V& v, ReviewSpec& r) {
    v("base_probability", r.base_probability,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "a review is left after an order of middling satisfaction",
       .source = "about half leave feedback: Resnick & Zeckhauser 2002"});
    v("extreme_probability", r.extreme_probability,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "added at either end of satisfaction: reviewing is U-shaped",
       .source = "Hu, Zhang & Pavlou 2009 (form)"});
    v("experience_weight", r.experience_weight,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of the rating that speaks of the goods; the rest speaks of satisfaction"});
    v("bias", r.bias,
      {.unit = "rating share", .min = -1, .max = 1, .says = "leniency: added to every rating, of a scale from 0 to 1"});
    v("retaliation", r.retaliation,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "buyers keep a bad rating to themselves for fear that the seller strikes back",
       .source = "Bolton, Greiner & Ockenfels 2013 (mechanism)"});
    v("good_from_stars", r.good_from_stars,
      {.unit = "star", .min = 1, .max = 5, .says = "stars from which a rating counts as positive"});
    const auto cut = [](std::string_view says) {
        return About{.unit = "rating",
                     .min = 0,
                     .max = 1,
                     .says = says,
                     .source =
                         "Hu, Zhang & Pavlou 2009 (a J: most give five stars, more give one than two); "
                         "evenly 0.125, 0.375, 0.625, 0.875 with a taste of 0.125 stars rise in a straight line"};
    };
    v("two_stars_from", r.two_stars_from, cut("rating from which there are two stars, below it is one"));
    v("three_stars_from", r.three_stars_from, cut("rating from which there are three stars"));
    v("four_stars_from", r.four_stars_from, cut("rating from which there are four stars"));
    v("five_stars_from", r.five_stars_from, cut("rating from which there are five stars"));
    v("taste", r.taste,
      {.unit = "rating",
       .min = 0,
       .max = 1,
       .says = "half-width of the scatter by which buyers of the same rating differ in the stars they give"});
    v("at_arrival", r.at_arrival,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of buyers who complain, the share who write their review at once and not after the answer"});
}

struct AnswerSpec {
    double trust_weight = 0.2;
    double spread = 1.5;
    double complaint_effort = 0.3;
    double waiting_effort = 0.05;
    double order_card_seen = 1.0;
    double email_seen = 0.5;
    double in_shop_seen = 0.3;
};
template <class V>
void describe(V& v, AnswerSpec& a) {
    v("trust_weight", a.trust_weight,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of a survey answer that speaks of trust in the platform; the rest speaks of the last order"});
    v("spread", a.spread,
      {.unit = "point", .min = 0, .max = 5, .says = "half-width of the scatter of answers from 0 to 10"});
    v("complaint_effort", a.complaint_effort,
      {.unit = "share of the effort scale",
       .min = 0,
       .max = 1,
       .says = "how hard having to complain makes an order (CES), at the usual effort of complaining"});
    v("waiting_effort", a.waiting_effort,
      {.unit = "share of the effort scale per day",
       .min = 0,
       .max = 1,
       .says = "how hard each day of waiting for an answer makes it"});
    v("order_card_seen", a.order_card_seen,
      {.unit = "share", .min = 0, .max = 1, .says = "share of buyers who notice a card in the parcel"});
    v("email_seen", a.email_seen, {.unit = "share", .min = 0, .max = 1, .says = "share of buyers who open an e-mail"});
    v("in_shop_seen", a.in_shop_seen,
      {.unit = "share", .min = 0, .max = 1, .says = "share of buyers who notice a message in the shop"});
}

}  // namespace pasar
