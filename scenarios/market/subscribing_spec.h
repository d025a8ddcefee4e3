// How people take subscriptions, pay for them and give them up.
#pragma once

#include "scenarios/describe.h"

namespace pasar {

struct SubscribingSpec {
    double usage = 1.0;
    double card_hurdle = 0.6;
    double trial_converts = 0.18;
    double trial_converts_card = 0.49;
    double regret = 1.0;
    double fails = 0.072;
    double fails_hard = 0.3;
    double retry_success = 0.19;
    double pauses = 0.02;
    double pause_months = 2.0;
    double leaves_instead = 0.5;
    double unused = 0.5;
    double reconsiders = 0.05;
    double price_rise = 1.0;
};
template <class V>
void describe(V& v, SubscribingSpec& s) {
    v("usage", s.usage,
      {.unit = "exponent",
       .min = 0,
       .max = 2,
       .says =
           "how far a period's price is divided by the wishes a buyer expects in it before it is weighed: 1 by all of "
           "them, so that who wants much subscribes; 0 not at all"});
    v("card_hurdle", s.card_hurdle,
      {.unit = "share of trials",
       .min = 0,
       .max = 1,
       .says = "of those who would try it, who do not when a card is asked for (assumption)"});
    v("trial_converts", s.trial_converts,
      {.unit = "share of trials",
       .min = 0,
       .max = 1,
       .says = "trials without a card after which somebody pays, when the trial met expectations",
       .source = "trade figures; docs/model.md"});
    v("trial_converts_card", s.trial_converts_card,
      {.unit = "share of trials",
       .min = 0,
       .max = 1,
       .says = "trials with a card after which somebody pays; what is above trial_converts forgot to call off",
       .source = "trade figures; Recurly 2021, 2024"});
    v("regret", s.regret,
      {.unit = "log-odds",
       .min = 0,
       .max = 20,
       .says = "by how much more readily those leave at a bill who only forgot to call off a trial (assumption)",
       .source = "Einav, Klopack & Mahoney 2023 (inertia)"});
    v("fails", s.fails,
      {.unit = "share of bills",
       .min = 0,
       .max = 1,
       .says = "bills that cannot be collected at the first try",
       .source = "Recurly"});
    v("fails_hard", s.fails_hard,
      {.unit = "share of these",
       .min = 0,
       .max = 1,
       .says = "for good (a closed account, a stolen card), so that no further try helps",
       .source = "trade figures, 0.3 to 0.4"});
    v("retry_success", s.retry_success,
      {.unit = "share of tries",
       .min = 0,
       .max = 1,
       .says =
           "further tries that collect a bill that failed for other reasons; 0.19 recovers 47 % of these with three"});
    v("pauses", s.pauses,
      {.unit = "share of bills",
       .min = 0,
       .max = 1,
       .says = "subscribers who would rather pause than pay (assumption)"});
    v("pause_months", s.pause_months,
      {.unit = "month", .min = 1, .max = 24, .says = "mean length of a pause, of 30 days each (geometric)"});
    v("leaves_instead", s.leaves_instead,
      {.unit = "share of these", .min = 0, .max = 1, .says = "who leave where they cannot pause (assumption)"});
    v("unused", s.unused,
      {.unit = "log-odds",
       .min = 0,
       .max = 20,
       .says = "by how much more readily somebody leaves after a period without a single use (assumption)"});
    v("reconsiders", s.reconsiders,
      {.unit = "share of bills",
       .min = 0,
       .max = 1,
       .says = "subscribers who look at all plans anew before they pay (assumption)"});
    v("price_rise", s.price_rise,
      {.unit = "×",
       .min = 0,
       .max = 20,
       .says =
           "how much a rise of the price weighs in staying, against a price of that height in choosing (assumption)"});
}

}  // namespace pasar
