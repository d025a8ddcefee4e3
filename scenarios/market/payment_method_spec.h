// Payment methods: what they cost, how they fail, when the money arrives.
#pragma once

#include <cstdint>
#include <string>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct PaymentMethodSpec {
    std::string name;
    double preferred = 0.2;
    double fee_rate = 0.0;
    Money fee_fixed{0};
    double success = 0.98;
    double perceived_risk = 0.2;
    std::int64_t settlement_days = 1;
    std::int64_t refund_days = 5;
    bool on_delivery = false;
    double chargeback = 0.0;
};
template <class V>
void describe(V& v, PaymentMethodSpec& p) {
    v("name", p.name, {.says = "how models and reports call this payment method"});
    v("preferred", p.preferred,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of buyers who prefer it; all shares add up to 1",
       .source = "COD preferred by 83.11 %: BPS survey as in source 5 (it counts businesses)",
       .shares_out = true});
    v("fee_rate", p.fee_rate,
      {.unit = "share of amount", .min = 0, .max = 1, .says = "fee the platform pays on each payment"});
    v("fee_fixed", p.fee_fixed,
      {.unit = "money", .min = 0, .max = 1e12, .says = "fixed fee the platform pays on each payment"});
    v("success", p.success, {.unit = "probability", .min = 0, .max = 1, .says = "a payment goes through"});
    v("perceived_risk", p.perceived_risk,
      {.unit = "risk",
       .min = 0,
       .max = 10,
       .says = "risk the buyer sees in paying this way before having the goods; protection lowers it"});
    v("settlement_days", p.settlement_days,
      {.unit = "day", .min = 0, .max = 60, .says = "days until the money reaches the platform"});
    v("refund_days", p.refund_days,
      {.unit = "day",
       .min = 0,
       .max = 90,
       .says = "days until a refund reaches the buyer, who counts them as waiting"});
    v("on_delivery", p.on_delivery, {.says = "paid in cash at the door"});
    v("chargeback", p.chargeback,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "a buyer left with a loss gets the money back through the payment provider"});
}

}  // namespace pasar
