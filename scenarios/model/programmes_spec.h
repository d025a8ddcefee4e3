// What is done to keep customers: thanks, points, reminders, offers to those who left, surveys.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct ThankYouSpec {
    bool on = false;
    ThankYouChannel channel = ThankYouChannel::OrderCard;
    double coupon = 0.10;
    std::int64_t expiry_days = 30;
    double review_request = 1.5;
    double extra_wish = 0.5;
    double share_request = 0.1;
    Money cost_per_message{500};
};
template <class V>
void describe(V& v, ThankYouSpec& t) {
    v("on", t.on, {.says = "send buyers a thank-you message after a delivered order", .source = "source 5"});
    v("channel", t.channel,
      {.says =
           "how the message goes: on an order card, by e-mail or in the shop; market.answers says how many notice each",
       .source = "source 5"});
    v("coupon", t.coupon,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "discount on the next order",
       .source = "source 5: 10, 15 or 20 %"});
    v("expiry_days", t.expiry_days, {.unit = "day", .min = 1, .max = 365, .says = "days the coupon is good for"});
    v("review_request", t.review_request,
      {.unit = "×", .min = 0, .max = 20, .says = "multiplies the odds of a review"});
    v("extra_wish", t.extra_wish,
      {.unit = "per unit discount",
       .min = 0,
       .max = 10,
       .says = "probability that the coupon itself brings a visit before it expires, for each unit of discount"});
    v("share_request", t.share_request,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "a delighted buyer who is asked to share tells one more person"});
    v("cost_per_message", t.cost_per_message,
      {.unit = "money", .min = 0, .max = 1e12, .says = "what a card or message costs"});
}

struct LoyaltySpec {
    bool on = false;
    double points_share = 0.01;
    Money reward_at{50000};
    double stay_effect = 0.3;
};
template <class V>
void describe(V& v, LoyaltySpec& l) {
    v("on", l.on, {.says = "a loyalty programme with points"});
    v("points_share", l.points_share,
      {.unit = "share of price", .min = 0, .max = 1, .says = "points earned, as money off a later order"});
    v("reward_at", l.reward_at,
      {.unit = "money", .min = kLeastAmount, .max = 1e12, .says = "points are spent once they reach this much"});
    v("stay_effect", l.stay_effect,
      {.unit = "log-odds",
       .min = 0,
       .max = 20,
       .says = "fall of the odds of leaving for a buyer half way to a reward"});
}

struct ReminderSpec {
    bool on = false;
    std::int64_t after_days = 30;
    double response = 0.05;
    Money cost_per_message{50};
};
template <class V>
void describe(V& v, ReminderSpec& r) {
    v("on", r.on, {.says = "e-mail to buyers who have not ordered for a while"});
    v("after_days", r.after_days, {.unit = "day", .min = 1, .max = 730, .says = "days after a settled order"});
    v("response", r.response,
      {.unit = "probability", .min = 0, .max = 1, .says = "a reminded buyer who is still with us visits that day"});
    v("cost_per_message", r.cost_per_message, {.unit = "money", .min = 0, .max = 1e12, .says = "what a message costs"});
}

struct WinBackSpec {
    bool on = false;
    std::int64_t after_days = 45;
    double coupon = 0.15;
    double response = 0.04;
    Money cost_per_message{200};
};
template <class V>
void describe(V& v, WinBackSpec& w) {
    v("on", w.on, {.says = "an offer to buyers who left"});
    v("after_days", w.after_days, {.unit = "day", .min = 1, .max = 730, .says = "days after the buyer left"});
    v("coupon", w.coupon, {.unit = "share of price", .min = 0, .max = 1, .says = "discount offered"});
    v("response", w.response,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "such a buyer comes back; the less likely the worse the last order was"});
    v("cost_per_message", w.cost_per_message, {.unit = "money", .min = 0, .max = 1e12, .says = "what a message costs"});
}

struct SurveySpec {
    bool on = true;
    double sample = 0.05;
    double response = 0.3;
    double extreme = 0.5;
    Money cost_per_answer{2000};
};
template <class V>
void describe(V& v, SurveySpec& s) {
    v("on", s.on,
      {.says = "ask a sample of buyers after settled orders (CSAT 1 to 5, CES 1 to 7, NPS 0 to 10)",
       .source = "source 5"});
    v("sample", s.sample,
      {.unit = "share of orders", .min = 0, .max = 1, .says = "share of settled orders whose buyer is asked"});
    v("response", s.response,
      {.unit = "probability", .min = 0, .max = 1, .says = "an asked buyer of middling satisfaction answers"});
    v("extreme", s.extreme,
      {.unit = "share", .min = 0, .max = 5, .says = "how much more often the delighted and the angry answer"});
    v("cost_per_answer", s.cost_per_answer, {.unit = "money", .min = 0, .max = 1e12, .says = "what an answer costs"});
}

struct ProgrammesSpec {
    ThankYouSpec thank_you;
    LoyaltySpec loyalty;
    ReminderSpec reminder;
    WinBackSpec win_back;
    SurveySpec surveys;
};
template <class V>
void describe(V& v, ProgrammesSpec& p) {
    v("thank_you", p.thank_you, {.says = "thank-you message with a coupon", .source = "source 5"});
    v("loyalty", p.loyalty, {.says = "loyalty points", .source = "source 5"});
    v("reminder", p.reminder, {.says = "e-mail reminder", .source = "source 5"});
    v("win_back", p.win_back, {.says = "win-back offer", .source = "source 5"});
    v("surveys", p.surveys, {.says = "voice of the customer", .source = "source 5"});
}

}  // namespace pasar
