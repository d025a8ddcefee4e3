// The support desk, and what a complaint gets there.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SupportSpec {
    double agents = 8;
    double tickets_per_agent_day = 25;
    double skill = 0.8;
    double chatbot_share = 0.0;
    double chatbot_skill = 0.35;
    SupportPriority priority = SupportPriority::FirstCome;
    double effort = 1.0;
    double answer_hours = 4.0;
    double give_up_days = 10;
    Money cost_per_agent_day{250000};
    Money chatbot_cost_per_ticket{1500};
    double coupon = 0.1;
    double compensation = 0.1;
    std::int64_t coupon_days = 60;
};
template <class V>
void describe(V& v, SupportSpec& s) {
    v("agents", s.agents,
      {.unit = "person", .min = 0, .max = 1e7, .says = "people at the support desk (at the market's sized_for)"});
    v("tickets_per_agent_day", s.tickets_per_agent_day,
      {.unit = "ticket per day", .min = 0, .max = 1e6, .says = "complaints one person settles a day"});
    v("skill", s.skill,
      {.unit = "share", .min = 0, .max = 1, .says = "how well people listen and explain (interactional justice)"});
    v("chatbot_share", s.chatbot_share,
      {.unit = "share", .min = 0, .max = 1, .says = "share of complaints answered at once by a chatbot"});
    v("chatbot_skill", s.chatbot_skill,
      {.unit = "share", .min = 0, .max = 1, .says = "how well the chatbot listens and explains"});
    v("priority", s.priority,
      {.says = "answer complaints as they come, or the worst first at the expense of the mild ones"});
    v("effort", s.effort,
      {.unit = "", .min = 0, .max = 10, .says = "how hard it is to complain: 1 is usual, 0 a button in the app"});
    v("answer_hours", s.answer_hours,
      {.unit = "hour",
       .min = 0,
       .max = 720,
       .says = "mean hours until the own store answers a question before buying; independent sellers answer for "
               "themselves"});
    v("give_up_days", s.give_up_days,
      {.unit = "day", .min = 0, .max = 60, .says = "waiting days after which a complaint counts as ignored"});
    v("cost_per_agent_day", s.cost_per_agent_day,
      {.unit = "money per day", .min = 0, .max = 1e12, .says = "what a person at the desk costs"});
    v("chatbot_cost_per_ticket", s.chatbot_cost_per_ticket,
      {.unit = "money per ticket", .min = 0, .max = 1e12, .says = "what an answer of the chatbot costs"});
    v("coupon", s.coupon,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "discount on the next order that the remedy coupon gives"});
    v("compensation", s.compensation,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "discount on the next order that the remedy compensation adds to the refund"});
    v("coupon_days", s.coupon_days,
      {.unit = "day", .min = 1, .max = 365, .says = "days that coupons given as a remedy are good for"});
}

struct TreatmentSpec {
    CauseRule true_cause = CauseRule::Any;
    FeltRule felt_cause = FeltRule::Any;
    FateRule failure = FateRule::Any;
    Remedy remedy = Remedy::Refund;
};
template <class V>
void describe(V& v, TreatmentSpec& t) {
    v("true_cause", t.true_cause, {.says = "whose fault it was, as the desk finds out", .source = "source 4"});
    v("felt_cause", t.felt_cause, {.says = "whose fault the buyer says it was", .source = "source 4"});
    v("failure", t.failure, {.says = "what went wrong"});
    v("remedy", t.remedy,
      {.says = "what the buyer gets; money is subject to the model's protection", .source = "source 4"});
}

}  // namespace pasar
