// Plans that are paid for period by period: the second choice where `matching.kind` is "subscription", and beside a
// feed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SubscriptionPlanSpec {
    std::string name = "Plan";
    Money price{0};
    std::int64_t period_days = 30;
    double quality = 0.7;
    Money cost_per_period{0};
};
template <class V>
void describe(V& v, SubscriptionPlanSpec& p) {
    v("name", p.name, {.says = "what the plan is called"});
    v("price", p.price, {.unit = "money per period", .min = 0, .max = 1e12, .says = "what each period costs"});
    v("period_days", p.period_days,
      {.unit = "day", .min = 1, .max = 730, .says = "days from one bill to the next: 30 for a month, 365 for a year"});
    v("quality", p.quality,
      {.unit = "quality", .min = 0, .max = 1, .says = "true quality of what the plan gives, on the scale of goods"});
    v("cost_per_period", p.cost_per_period,
      {.unit = "money per period", .min = 0, .max = 1e12, .says = "what a subscriber costs: licences, royalties"});
}

struct SubscriptionSpec {
    std::vector<SubscriptionPlanSpec> plans;
    std::int64_t trial_days = 0;
    bool trial_needs_card = true;
    std::int64_t retries = 3;
    std::int64_t retry_after_days = 3;
    bool can_pause = true;
    bool rise_for_all = true;
    Money cost_per_use{0};
    double discount_rate = 0.1;
};
template <class V>
void describe(V& v, SubscriptionSpec& s) {
    v("plans", s.plans, {.min = 0, .max = 16, .says = "what can be subscribed to"});
    v("trial_days", s.trial_days,
      {.unit = "day",
       .min = 0,
       .max = 365,
       .says = "days that a new subscriber tries it for nothing; 0 bills at once"});
    v("trial_needs_card", s.trial_needs_card,
      {.says =
           "a trial begins with a means of payment, and goes over into paying unless it is called off; off, who wants "
           "to stay has to say so"});
    v("retries", s.retries,
      {.unit = "try", .min = 0, .max = 20, .says = "further tries after a bill could not be collected"});
    v("retry_after_days", s.retry_after_days,
      {.unit = "day", .min = 1, .max = 60, .says = "days between two of these, the service going on"});
    v("can_pause", s.can_pause, {.says = "subscribers may pause instead of leaving"});
    v("rise_for_all", s.rise_for_all,
      {.says = "a new price holds for all from their next bill on; off, who is there keeps the price it came for"});
    v("cost_per_use", s.cost_per_use,
      {.unit = "money per visit", .min = 0, .max = 1e12, .says = "what each visit of a subscriber costs the platform"});
    v("discount_rate", s.discount_rate,
      {.unit = "share per year",
       .min = 0.001,
       .max = 10,
       .says = "by which later payments count less in the lifetime value"});
}

}  // namespace pasar
