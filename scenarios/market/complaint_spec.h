// After a failure: whose fault it was felt to be, who speaks up, what a remedy does.
#pragma once

#include <string_view>

#include "scenarios/describe.h"

namespace pasar {

struct BlameSpec {
    double self_serving = 0.6;
    double self_blaming = 0.05;
};
template <class V>
void describe(V& v, BlameSpec& b) {
    v("self_serving", b.self_serving,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "a buyer's own mistake is felt to be the shop's",
       .source = "Weiner 1985; Folkes 1984 (direction)"});
    v("self_blaming", b.self_blaming,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "a failure of shop or courier is felt to be one's own",
       .source = "Folkes 1984 (direction)"});
}

struct VoiceSpec {
    double rate = 0.76;
    double exit_rate = 0.01;
    double reference_severity = 0.4;
    double severity = 5.0;
    double felt_shop = 1.2;
    double expected_success = 1.0;
    double effort = 1.0;
    double exit_severity = 4.0;
    double exit_loyalty = 1.5;
};
template <class V>
void describe(V& v, VoiceSpec& x) {
    const auto odds = [](std::string_view says) {
        return About{.unit = "log-odds",
                     .min = -100,
                     .max = 100,
                     .says = says,
                     .source = "Hirschman 1970 (form); TARP's 5 to 75 % voice bound the size"};
    };
    const std::string_view bounds = "TARP's 5 to 75 % voice bound the size; the reference case is bad and protected";
    v("rate", x.rate,
      {.unit = "share of failures",
       .min = 0,
       .max = 1,
       .says = "buyers who complain in the reference case: a failure of reference_severity that is felt to be the "
               "shop's, a protected buyer, usual effort (1)",
       .source = bounds});
    v("exit_rate", x.exit_rate,
      {.unit = "share of failures",
       .min = 0,
       .max = 1,
       .says = "buyers who leave at once in the reference case, with a trust of one half; those who neither complain "
               "nor leave stay silent",
       .source = "Hirschman 1970 (form); assumption"});
    v("reference_severity", x.reference_severity,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "severity of the failure at which rate and exit_rate hold: satisfaction missing to that of an order "
               "without failure",
       .source = "as of goods that are not as described"});
    v("severity", x.severity, odds("rise of speaking up for each point of severity"));
    v("felt_shop", x.felt_shop, odds("rise of speaking up when the failure is felt to be the shop's"));
    v("expected_success", x.expected_success, odds("rise of speaking up when the buyer is protected"));
    v("effort", x.effort, odds("fall of speaking up for each unit of the model's complaint effort"));
    v("exit_severity", x.exit_severity, odds("rise of leaving at once for each point of severity"));
    v("exit_loyalty", x.exit_loyalty, odds("fall of leaving at once for each unit of trust"));
}

struct RecoverySpec {
    double strength = 0.8;
    double distributive = 0.45;
    double interactional = 0.35;
    double procedural = 0.15;
    double double_deviation = 0.15;
    double patience_days = 5.0;
    bool repurchase_paradox = false;
    double worth_apology = 0.15;
    double worth_coupon = 0.4;
    double worth_replacement = 0.8;
    double worth_refund = 0.85;
    double worth_compensation = 1.0;
};
template <class V>
void describe(V& v, RecoverySpec& r) {
    const std::string_view justice = "Tax, Brown & Chandrashekaran 1998; weights after Orsingher et al. 2010";
    v("strength", r.strength,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of the distance to full satisfaction that a perfectly just remedy closes (ρ)"});
    v("distributive", r.distributive,
      {.unit = "weight", .min = 0, .max = 1, .says = "weight of what the buyer gets", .source = justice});
    v("interactional", r.interactional,
      {.unit = "weight", .min = 0, .max = 1, .says = "weight of how the buyer is spoken to", .source = justice});
    v("procedural", r.procedural,
      {.unit = "weight", .min = 0, .max = 1, .says = "weight of how quickly and simply it goes", .source = justice});
    v("double_deviation", r.double_deviation,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "further drop when a complaint is ignored",
       .source = "Bitner, Booms & Tetreault 1990 (direction)"});
    v("patience_days", r.patience_days,
      {.unit = "day", .min = 0.1, .max = 120, .says = "waiting time at which the speed of the answer counts half"});
    v("repurchase_paradox", r.repurchase_paradox,
      {.says = "let a remedy make buyers stay even better than without failure",
       .source = "off: de Matos, Henrique & Rossi 2007"});
    const auto worth = [](std::string_view says) { return About{.unit = "justice", .min = 0, .max = 1, .says = says}; };
    v("worth_apology", r.worth_apology, worth("distributive justice of an apology alone"));
    v("worth_coupon", r.worth_coupon, worth("distributive justice of a coupon"));
    v("worth_replacement", r.worth_replacement, worth("distributive justice of a replacement"));
    v("worth_refund", r.worth_refund, worth("distributive justice of the money back"));
    v("worth_compensation", r.worth_compensation, worth("distributive justice of the money back and a coupon on top"));
}

}  // namespace pasar
