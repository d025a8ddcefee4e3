// The fifth choice, what stands behind a failed order; and what is done against sellers who cheat.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct ProtectionSpec {
    ProtectionKind kind = ProtectionKind::None;
    Money limit{0};
    std::int64_t time_limit_days = 14;
    std::int64_t release_days = 2;
    double proof = 0.85;
    double assurance = 0.7;
    double goodwill = 0.5;
    std::int64_t return_days = 7;
    double return_shipping = 1.0;
};
template <class V>
void describe(V& v, ProtectionSpec& p) {
    v("kind", p.kind,
      {.says = "what stands behind a failed order: nothing; money held until delivery; money back on a claim; a "
               "replacement; a warranty on the goods",
       .source = "sources 1 and 2"});
    v("limit", p.limit,
      {.unit = "money per order", .min = 0, .max = 1e15, .says = "the most that is paid for one order; 0 is no limit"});
    v("time_limit_days", p.time_limit_days,
      {.unit = "day",
       .min = 0,
       .max = 3650,
       .says = "days after the order until which a claim is settled, not counting the days a buyer waits for a missing "
               "parcel; later ones are turned down"});
    v("release_days", p.release_days,
      {.unit = "day", .min = 0, .max = 90, .says = "days after delivery until escrow goes to the seller"});
    v("proof", p.proof, {.unit = "probability", .min = 0, .max = 1, .says = "a justified claim can be proved"});
    v("assurance", p.assurance,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of perceived payment and seller risk that this protection takes away"});
    v("goodwill", p.goodwill,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "without any protection, an honest seller who answers makes a failure good all the same"});
    v("return_days", p.return_days,
      {.unit = "day",
       .min = 0,
       .max = 365,
       .says =
           "days after delivery within which goods that came as they should are taken back, for their price without "
           "shipping and fee; 0 takes none back"});
    v("return_shipping", p.return_shipping,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of the way back's shipping price that the buyer pays; whoever sold pays the rest"});
}

struct PolicingSpec {
    double detection = 0.6;
    std::int64_t cheats_to_ban = 3;
    double return_under_new_name = 0.5;
    std::int64_t return_days = 14;
    Money identity_cost{0};
};
template <class V>
void describe(V& v, PolicingSpec& p) {
    v("detection", p.detection,
      {.unit = "probability", .min = 0, .max = 1, .says = "a complaint about a cheating seller is recognised as such"});
    v("cheats_to_ban", p.cheats_to_ban,
      {.unit = "complaint", .min = 1, .max = 1e6, .says = "recognised cheats after which a seller is banned"});
    v("return_under_new_name", p.return_under_new_name,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "a banned seller comes back as a new one (whitewashing), if it can pay for a new identity",
       .source = "Friedman & Resnick 2001 (mechanism)"});
    v("return_days", p.return_days, {.unit = "day", .min = 0, .max = 365, .says = "days until it is back"});
    v("identity_cost", p.identity_cost,
      {.unit = "money",
       .min = 0,
       .max = 1e12,
       .says = "what every new seller pays to join after day 0; a banned seller whose last name earned less does not "
               "come back"});
}

}  // namespace pasar
