// The market that every model of a scenario shares: buyers, what they want and how they decide, couriers, payment
// methods, kinds of sellers. Two models compared in one scenario meet exactly this market.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SeasonSpec {
    std::string name;
    std::string date;
    std::int64_t day = 0;
    std::int64_t days = 1;
    double factor = 1.0;
};
template <class V>
void describe(V& v, SeasonSpec& s) {
    v("name", s.name, {.says = "what the season is called, such as 11.11 or Ramadan"});
    v("date", s.date,
      {.says = "date on which it begins: MM-DD comes every year, YYYY-MM-DD once; empty: on a day number"});
    v("day", s.day,
      {.unit = "day",
       .min = 0,
       .max = 36500,
       .says = "first day of the season, 0 being the first day of the run; with a date, days after it"});
    v("days", s.days, {.unit = "day", .min = 1, .max = 366, .says = "how many days it lasts"});
    v("factor", s.factor,
      {.unit = "×", .min = 0, .max = 100, .says = "how many times as many wishes arise on these days"});
}

struct RegionSpec {
    std::string name;
    double share = 1.0;
    std::string island;
    double address_difficulty = 1.0;
};
template <class V>
void describe(V& v, RegionSpec& r) {
    v("name", r.name, {.says = "how reports call this region"});
    v("share", r.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of buyers and of sellers who live here; the shares of all regions add up to 1",
       .shares_out = true});
    v("island", r.island, {.says = "regions of one island are one delivery zone apart, others two"});
    v("address_difficulty", r.address_difficulty,
      {.unit = "×", .min = 0, .max = 20, .says = "how many times as often a delivery attempt fails here"});
}

struct CategorySpec {
    std::string name;
    double share = 1.0;
    Money reference_price{150000};
    double price_spread = 0.2;
};
template <class V>
void describe(V& v, CategorySpec& c) {
    v("name", c.name, {.says = "how reports call this category of goods"});
    v("share", c.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of wishes that are for this category; all shares add up to 1",
       .shares_out = true});
    v("reference_price", c.reference_price,
      {.unit = "money",
       .min = kLeastAmount,
       .max = 1e12,
       .says = "what buyers hold to be a normal price for one unit"});
    v("price_spread", c.price_spread,
      {.unit = "log",
       .min = 0,
       .max = 2,
       .says = "standard deviation of the logarithm of sellers' costs around the normal"});
}

struct SegmentSpec {
    std::string name;
    double share = 1.0;
    double wishes = 1.0;
    double price = 1.0;
    double quality = 1.0;
    double coupon_response = 1.0;
    double expectation = 0.0;
    double bad_news = 1.0;
    double offers_read = 1.0;
    double review_reading = 1.0;
    double loyalty = 1.0;
    double basket = 1.0;
    double complaining = 1.0;
    double bad_word_of_mouth = 1.0;
    double recovery = 1.0;
    double reviewing = 1.0;
    double delay = 1.0;
    double site_patience = 1.0;
};
template <class V>
void describe(V& v, SegmentSpec& s) {
    const auto times = [](std::string_view says) {
        return About{.unit = "×",
                     .min = 0,
                     .max = 20,
                     .says = says,
                     .source = "source 5, seven characters; size is an assumption"};
    };
    v("name", s.name, {.says = "how reports call this kind of customer"});
    v("share", s.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of buyers of this kind; all shares add up to 1",
       .shares_out = true});
    v("wishes", s.wishes, times("multiplies how often a wish to buy arises"));
    v("price", s.price, times("multiplies how much price counts in the choice"));
    v("quality", s.quality, times("multiplies how much expected quality counts in the choice"));
    v("coupon_response", s.coupon_response, times("multiplies how much a coupon draws"));
    v("expectation", s.expectation,
      {.unit = "quality", .min = -1, .max = 1, .says = "added to the quality expected of every purchase"});
    v("bad_news", s.bad_news, times("multiplies how much a disappointment weighs"));
    v("offers_read", s.offers_read, times("multiplies the number of offers considered"));
    v("review_reading", s.review_reading, times("multiplies how far ratings move what is expected"));
    v("loyalty", s.loyalty, times("multiplies how strongly a good past purchase draws back to its seller"));
    v("basket", s.basket, times("multiplies the units bought at once"));
    v("complaining", s.complaining, times("multiplies the odds of complaining after a failure"));
    v("bad_word_of_mouth", s.bad_word_of_mouth, times("multiplies how loudly a detractor warns others"));
    v("recovery", s.recovery, times("multiplies how far a remedy lifts satisfaction"));
    v("reviewing", s.reviewing, times("multiplies the odds of leaving a review"));
    v("delay", s.delay, times("multiplies how much promised and suffered delay counts"));
    v("site_patience", s.site_patience, times("multiplies how long the buyer waits for a page"));
}

struct WishSpec {
    double rate_per_day = 1.0 / 30.0;
    double shape = 1.0;
    bool first_on_day_0 = false;
};
template <class V>
void describe(V& v, WishSpec& w) {
    v("rate_per_day", w.rate_per_day,
      {.unit = "per day", .min = 0, .max = 20, .says = "mean rate at which a buyer wishes to buy something"});
    v("shape", w.shape,
      {.unit = "",
       .min = 0.01,
       .max = 1000,
       .says = "shape of the Gamma distribution of rates over buyers; small means few buyers do most of the buying",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("first_on_day_0", w.first_on_day_0,
      {.says = "every buyer's first wish arises at the very start, as in a cohort study"});
}

struct LeavingSpec {
    double alpha = 1.0;
    double beta = 60.0;
    bool after_first_order = true;
    double dissatisfaction_weight = 6.0;
    double satisfaction_target = 0.75;
    double competitor_discount = 0.1;
};
template <class V>
void describe(V& v, LeavingSpec& l) {
    v("alpha", l.alpha,
      {.unit = "",
       .min = 0.001,
       .max = 1e6,
       .says = "first parameter of the Beta distribution of innate dropout probabilities after a purchase",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("beta", l.beta,
      {.unit = "",
       .min = 0.001,
       .max = 1e9,
       .says = "second parameter of that distribution; large means buyers hardly ever leave of their own",
       .source = "Fader, Hardie & Lee 2005 (form)"});
    v("after_first_order", l.after_first_order,
      {.says = "buyers may leave of their own already after their first order; off, only a repeat order can be the "
               "last, as BG/NBD has it",
       .source = "on: Batislam, Denizel & Filiztekin 2007; off: Fader, Hardie & Lee 2005"});
    v("dissatisfaction_weight", l.dissatisfaction_weight,
      {.unit = "log-odds per unit",
       .min = 0,
       .max = 50,
       .says = "how much each point of satisfaction below the target raises the odds of leaving (κ); 0 gives BG/NBD, "
               "with after_first_order off"});
    v("satisfaction_target", l.satisfaction_target,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "satisfaction at which the innate dropout probability holds"});
    v("competitor_discount", l.competitor_discount,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says =
           "a loyal customer would not go to a competitor for this discount; measures loyalty, changes nothing else",
       .source = "source 5 (retention and loyalty apart)"});
}

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

struct SatisfactionSpec {
    double neutral = 0.82;
    double gain = 0.7;
    double loss = 1.4;
    double lateness_per_day = 0.03;
    double experience_noise = 0.12;
    double give_up_days = 7;
    double misdescription_noticed = 3.0;
    double severity_ordered_wrong = 0.35;
    double severity_wrong_item = 0.45;
    double severity_misdescribed = 0.4;
    double severity_damaged = 0.5;
    double severity_late = 0.1;
    double severity_lost = 0.6;
    double severity_never_sent = 0.7;
    double severity_stock_out = 0.3;
    double severity_undeliverable = 0.3;
};
template <class V>
void describe(V& v, SatisfactionSpec& s) {
    const auto severity = [](std::string_view says) {
        return About{.unit = "satisfaction", .min = 0, .max = 1, .says = says};
    };
    v("neutral", s.neutral,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "satisfaction when experience equals expectation (s₀)",
       .source = "Oliver 1980 (form)"});
    v("gain", s.gain,
      {.unit = "per unit quality",
       .min = 0,
       .max = 10,
       .says = "lift for each unit of quality above expectation (γ₊)",
       .source = "Oliver 1980 (form)"});
    v("loss", s.loss,
      {.unit = "per unit quality",
       .min = 0,
       .max = 10,
       .says = "drop for each unit of quality below expectation (γ₋)",
       .source = "about twice the gain: loss aversion, Kahneman & Tversky 1979"});
    v("lateness_per_day", s.lateness_per_day,
      {.unit = "satisfaction per day", .min = 0, .max = 1, .says = "drop for each day after the promised day"});
    v("experience_noise", s.experience_noise,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says = "half-width of the unit-to-unit variation of quality around the seller's true quality"});
    v("give_up_days", s.give_up_days,
      {.unit = "day",
       .min = 0,
       .max = 60,
       .says = "days after the promised day at which a buyer takes a missing parcel for lost"});
    v("misdescription_noticed", s.misdescription_noticed,
      {.unit = "probability per unit quality",
       .min = 0,
       .max = 100,
       .says = "how readily a gap between description and goods is noticed as a failure"});
    v("severity_ordered_wrong", s.severity_ordered_wrong,
      severity("drop when the buyer's own ordering mistake arrives"));
    v("severity_wrong_item", s.severity_wrong_item, severity("drop when the seller packed the wrong item"));
    v("severity_misdescribed", s.severity_misdescribed, severity("drop when the item is not as described"));
    v("severity_damaged", s.severity_damaged, severity("drop when the item arrives damaged"));
    v("severity_late", s.severity_late, severity("drop when the item comes late, on top of the drop per day"));
    v("severity_lost", s.severity_lost, severity("drop when the parcel is lost"));
    v("severity_never_sent", s.severity_never_sent, severity("drop when the seller took the order and sent nothing"));
    v("severity_stock_out", s.severity_stock_out,
      severity("drop when the order is cancelled because the item is sold out"));
    v("severity_undeliverable", s.severity_undeliverable, severity("drop when all delivery attempts failed"));
}

struct RefusalSpec {
    double intercept = -3.2;
    double per_day_late = 0.25;
    double per_day_in_transit = 0.12;
    double price = 0.25;
    double distrust = 2.0;
    double visible_fault = 2.5;
};
template <class V>
void describe(V& v, RefusalSpec& r) {
    v("intercept", r.intercept,
      {.unit = "log-odds",
       .min = -100,
       .max = 100,
       .says = "cold feet at the door when paying cash on delivery",
       .source = "trade figures: 10 to 30 % of cash-on-delivery parcels refused"});
    v("per_day_late", r.per_day_late,
      {.unit = "log-odds per day", .min = 0, .max = 10, .says = "rise for each day after the promised day"});
    v("per_day_in_transit", r.per_day_in_transit,
      {.unit = "log-odds per day", .min = 0, .max = 10, .says = "rise for each day between order and door"});
    v("price", r.price,
      {.unit = "log-odds per reference price",
       .min = 0,
       .max = 10,
       .says = "rise for each reference price that the parcel costs"});
    v("distrust", r.distrust,
      {.unit = "log-odds per unit trust",
       .min = 0,
       .max = 100,
       .says = "rise for each unit by which trust in the platform is below one half"});
    v("visible_fault", r.visible_fault,
      {.unit = "log-odds",
       .min = 0,
       .max = 100,
       .says = "rise when the parcel can be seen to be wrong, damaged or not as described",
       .source = "source 5: buyers look before they pay"});
}

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
    double intercept = -2.0;
    double severity = 5.0;
    double felt_shop = 1.2;
    double expected_success = 1.0;
    double effort = 1.0;
    double exit_intercept = -4.0;
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
    v("intercept", x.intercept, odds("speaking up over staying silent after a failure"));
    v("severity", x.severity, odds("rise of speaking up for each point of severity"));
    v("felt_shop", x.felt_shop, odds("rise of speaking up when the failure is felt to be the shop's"));
    v("expected_success", x.expected_success, odds("rise of speaking up when the buyer is protected"));
    v("effort", x.effort, odds("fall of speaking up for each unit of the model's complaint effort"));
    v("exit_intercept", x.exit_intercept, odds("leaving at once over staying silent after a failure"));
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

struct ReviewSpec {
    double base_probability = 0.45;
    double extreme_probability = 0.35;
    double experience_weight = 0.5;
    double bias = 0.05;
    double retaliation = 0.0;
    double good_from_stars = 4.0;
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
}

struct WordOfMouthSpec {
    double neutral = 1.0;
    double promoter = 2.0;
    double detractor = -2.0;
    double promoter_from = 0.84;
    double detractor_below = 0.5;
};
template <class V>
void describe(V& v, WordOfMouthSpec& w) {
    v("neutral", w.neutral,
      {.unit = "talkers",
       .min = 0,
       .max = 100,
       .says = "weight of a buyer who knows the platform and neither praises nor warns; 1 alone gives Bass",
       .source = "Bass 1969"});
    v("promoter", w.promoter,
      {.unit = "talkers", .min = 0, .max = 100, .says = "weight of a buyer whose last purchase delighted"});
    v("detractor", w.detractor,
      {.unit = "talkers", .min = -100, .max = 0, .says = "weight of a buyer whose last purchase disappointed"});
    v("promoter_from", w.promoter_from,
      {.unit = "satisfaction", .min = 0, .max = 1.01, .says = "satisfaction from which a buyer recommends"});
    v("detractor_below", w.detractor_below,
      {.unit = "satisfaction", .min = 0, .max = 1, .says = "satisfaction below which a buyer warns others"});
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

struct ChannelSpec {
    std::string name;
    double max_reach_per_day = 0.01;
    Money half_saturation{50000000};
    double steepness = 1.0;
    double carry_over = 0.5;
};
template <class V>
void describe(V& v, ChannelSpec& c) {
    v("name", c.name, {.says = "how models and reports call this advertising channel"});
    v("max_reach_per_day", c.max_reach_per_day,
      {.unit = "hazard per day", .min = 0, .max = 10, .says = "hazard of becoming aware at unlimited spending"});
    v("half_saturation", c.half_saturation,
      {.unit = "money per day", .min = kLeastAmount, .max = 1e15, .says = "spending that reaches half of that"});
    v("steepness", c.steepness,
      {.unit = "", .min = 0.1, .max = 10, .says = "Hill exponent: above 1 the curve is S-shaped"});
    v("carry_over", c.carry_over,
      {.unit = "share per day",
       .min = 0,
       .max = 0.999,
       .says = "share of yesterday's effect still at work today (adstock)",
       .source = "Broadbent 1979 (form)"});
}

struct AwarenessSpec {
    double initially_aware = 0.2;
    double innovation_per_year = 0.03;
    double imitation_per_year = 0.38;
    double social_reach_per_post = 0.0002;
    std::vector<ChannelSpec> channels;
};
template <class V>
void describe(V& v, AwarenessSpec& a) {
    v("initially_aware", a.initially_aware,
      {.unit = "share", .min = 0, .max = 1, .says = "share of buyers who know the platform on day 0"});
    v("innovation_per_year", a.innovation_per_year,
      {.unit = "per year",
       .min = 0,
       .max = 100,
       .says = "hazard of hearing of the platform by oneself (Bass p)",
       .source = "Bass 1969; p 0.03"});
    v("imitation_per_year", a.imitation_per_year,
      {.unit = "per year",
       .min = 0,
       .max = 100,
       .says = "hazard per share of the population that talks of it (Bass q)",
       .source = "Bass 1969; q 0.38"});
    v("social_reach_per_post", a.social_reach_per_post,
      {.unit = "hazard per post",
       .min = 0,
       .max = 1,
       .says = "hazard of becoming aware for each post of the platform on social media, shrinking with the square root "
               "of posts a day"});
    v("channels", a.channels, {.min = 0, .max = 12, .says = "advertising channels open to every model"});
}

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

struct CourierSpec {
    std::string name;
    double days_same_region = 1.5;
    double days_same_island = 2.5;
    double days_other_island = 4.5;
    double spread = 0.35;
    double capacity_per_day = 3000;
    double loss = 0.003;
    double damage = 0.01;
    double failed_attempt = 0.12;
    double data_entry_error = 0.01;
    double data_entry_days = 2.0;
    double regional_spread = 0.3;
    Money price{9000};
    Money price_per_zone{7000};
    double cod_fee = 0.03;
    double cashback = 0.0;
    double liability = 0.8;
};
template <class V>
void describe(V& v, CourierSpec& c) {
    v("name", c.name,
      {.says = "how models and reports call this courier; shipped figures claim nothing about any firm"});
    v("days_same_region", c.days_same_region,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days from dispatch to the door inside a region"});
    v("days_same_island", c.days_same_island,
      {.unit = "day", .min = 0, .max = 60, .says = "the same to another region of the island"});
    v("days_other_island", c.days_other_island,
      {.unit = "day", .min = 0, .max = 60, .says = "the same to another island"});
    v("spread", c.spread,
      {.unit = "share", .min = 0, .max = 3, .says = "mean random delay as a share of the mean days"});
    v("capacity_per_day", c.capacity_per_day,
      {.unit = "parcel per day",
       .min = 0,
       .max = 1e9,
       .says = "parcels it can move a day (at the market's sized_for); more wait"});
    v("loss", c.loss, {.unit = "per parcel", .min = 0, .max = 1, .says = "a parcel never arrives"});
    v("damage", c.damage, {.unit = "per parcel", .min = 0, .max = 1, .says = "a parcel arrives damaged"});
    v("failed_attempt", c.failed_attempt,
      {.unit = "per attempt", .min = 0, .max = 1, .says = "nobody is met or the address is not found"});
    v("data_entry_error", c.data_entry_error,
      {.unit = "per parcel",
       .min = 0,
       .max = 1,
       .says = "late or wrong data entry holds the parcel up",
       .source = "source 5 (event)"});
    v("data_entry_days", c.data_entry_days, {.unit = "day", .min = 0, .max = 60, .says = "how long it holds it up"});
    v("regional_spread", c.regional_spread,
      {.unit = "log",
       .min = 0,
       .max = 2,
       .says = "how far its troubles differ from region to region; what a smart choice can learn"});
    v("price", c.price, {.unit = "money per parcel", .min = 0, .max = 1e12, .says = "shipping price inside a region"});
    v("price_per_zone", c.price_per_zone,
      {.unit = "money per zone", .min = 0, .max = 1e12, .says = "added for each zone the parcel crosses"});
    v("cod_fee", c.cod_fee,
      {.unit = "share of amount", .min = 0, .max = 1, .says = "fee for collecting cash at the door"});
    v("cashback", c.cashback,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says = "share of the shipping price given back to who ships, with the invoice",
       .source = "source 5 (event)"});
    v("liability", c.liability,
      {.unit = "share of goods",
       .min = 0,
       .max = 1,
       .says = "share of the goods' price it pays for what it lost or damaged"});
}

struct SellerTypeSpec {
    SellerKind kind = SellerKind::Honest;
    double share = 1.0;
    double quality_alpha = 6.0;
    double quality_beta = 3.0;
    double misdescription = 0.0;
    double wrong_item = 0.01;
    double dispatch_days = 1.0;
    double non_shipment = 0.0;
    std::int64_t patience_orders = 0;
    double fake_reviews_per_day = 0.0;
    double responsiveness = 0.8;
    double units = 40;
    double restock_days = 4;
};
template <class V>
void describe(V& v, SellerTypeSpec& s) {
    v("kind", s.kind, {.says = "what reports call sellers of this type"});
    v("share", s.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of sellers of this type; all shares add up to 1",
       .shares_out = true});
    v("quality_alpha", s.quality_alpha,
      {.unit = "", .min = 0.01, .max = 1000, .says = "first parameter of the Beta distribution of true quality"});
    v("quality_beta", s.quality_beta,
      {.unit = "", .min = 0.01, .max = 1000, .says = "second parameter of that distribution"});
    v("misdescription", s.misdescription,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says = "how much better the goods are described than they are",
       .source = "source 1 (event)"});
    v("wrong_item", s.wrong_item,
      {.unit = "per order", .min = 0, .max = 1, .says = "packs something else than ordered"});
    v("dispatch_days", s.dispatch_days,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days until the parcel is handed over"});
    v("non_shipment", s.non_shipment,
      {.unit = "per prepaid order",
       .min = 0,
       .max = 1,
       .says = "takes the payment and sends nothing",
       .source = "source 1 (event)"});
    v("patience_orders", s.patience_orders,
      {.unit = "order",
       .min = 0,
       .max = 1e6,
       .says = "orders served honestly first, to build a reputation worth cheating on (exit scam)"});
    v("fake_reviews_per_day", s.fake_reviews_per_day,
      {.unit = "per day", .min = 0, .max = 100, .says = "five-star reviews it writes for itself"});
    v("responsiveness", s.responsiveness,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "how well and promptly it answers questions and complaints",
       .source = "source 1 (seller responsiveness)"});
    v("units", s.units, {.unit = "unit", .min = 1, .max = 1e9, .says = "units on offer when fully stocked"});
    v("restock_days", s.restock_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days until it can offer as many again"});
}

struct SellerBehaviourSpec {
    double cost_share = 0.45;
    double cost_of_quality = 0.55;
    double markup = 0.18;
    double price_step = 0.03;
    std::int64_t price_review_days = 7;
    double sales_goal_per_week = 8.0;
    double idle_days_to_exit = 60;
    double entry_per_day = 0.0005;
    double entry_income_response = 0.5;
    double buyer_turns_seller = 0.0002;
};
template <class V>
void describe(V& v, SellerBehaviourSpec& s) {
    v("cost_share", s.cost_share,
      {.unit = "reference price", .min = 0, .max = 10, .says = "what a unit of quality 0 costs its seller"});
    v("cost_of_quality", s.cost_of_quality,
      {.unit = "reference price per unit quality",
       .min = 0,
       .max = 10,
       .says = "what a unit of quality 1 costs more; nobody sells below cost",
       .source = "Akerlof 1970 (form)"});
    v("markup", s.markup,
      {.unit = "share of cost", .min = 0, .max = 10, .says = "markup with which independent sellers start"});
    v("price_step", s.price_step,
      {.unit = "share",
       .min = 0,
       .max = 0.5,
       .says = "how far a price is changed when sales miss or beat the goal; 0 keeps prices"});
    v("price_review_days", s.price_review_days,
      {.unit = "day", .min = 1, .max = 365, .says = "days between looks at the price"});
    v("sales_goal_per_week", s.sales_goal_per_week,
      {.unit = "unit per week",
       .min = 0,
       .max = 1e6,
       .says = "sales that an independent seller hopes for: fewer lower its price, many more raise it"});
    v("idle_days_to_exit", s.idle_days_to_exit,
      {.unit = "day", .min = 1, .max = 36500, .says = "days without a sale after which a seller gives up"});
    v("entry_per_day", s.entry_per_day,
      {.unit = "share of sellers per day", .min = 0, .max = 1, .says = "new sellers who come in of their own"});
    v("entry_income_response", s.entry_income_response,
      {.unit = "", .min = 0, .max = 10, .says = "how strongly entry follows sellers' income against their sales goal"});
    v("buyer_turns_seller", s.buyer_turns_seller,
      {.unit = "per delighted order",
       .min = 0,
       .max = 1,
       .says = "a delighted buyer starts to sell as well",
       .source = "source 2 (event)"});
}

struct KnownSellerSpec {
    std::string name;
    SellerKind type = SellerKind::Honest;
    std::string region;
    std::string category;
    double quality = 0.7;
    Money price{0};
    std::int64_t units = 40;
};
template <class V>
void describe(V& v, KnownSellerSpec& s) {
    v("name", s.name, {.says = "how reports call this seller"});
    v("type", s.type, {.says = "its kind, one of seller_types: how it behaves"});
    v("region", s.region, {.says = "where it ships from; empty: drawn like others"});
    v("category", s.category, {.says = "what it sells; empty: drawn like others"});
    v("quality", s.quality, {.unit = "0 to 1", .min = 0, .max = 1, .says = "true quality of its goods"});
    v("price", s.price,
      {.unit = "money",
       .min = 0,
       .max = 1e12,
       .says = "its price on day 0; its cost is what leaves the usual markup. 0: cost and price follow from quality"});
    v("units", s.units, {.unit = "unit", .min = 1, .max = 1e9, .says = "its stock on day 0 and after replenishment"});
}

struct PastOrderSpec {
    std::string seller;
    double stars = 0.0;
};
template <class V>
void describe(V& v, PastOrderSpec& o) {
    v("seller", o.seller, {.says = "name of the known seller it was bought from"});
    v("stars", o.stars,
      {.unit = "star", .min = 0, .max = 5, .says = "how the buyer rated it, 1 to 5; 0 where the buyer left no rating"});
}

struct MarketSpec {
    std::int64_t buyers = 100000;
    std::int64_t sized_for = 0;
    std::vector<SeasonSpec> season;
    std::vector<RegionSpec> regions{{.name = "Everywhere", .share = 1.0, .island = "Everywhere"}};
    std::vector<CategorySpec> categories{{.name = "Goods", .share = 1.0}};
    std::vector<SegmentSpec> segments{{.name = "everyone", .share = 1.0}};
    WishSpec wishes;
    LeavingSpec leaving;
    ChoiceSpec choice;
    TrustSpec trust;
    OrderingSpec ordering;
    SatisfactionSpec satisfaction;
    RefusalSpec refusal;
    BlameSpec blame;
    VoiceSpec voice;
    RecoverySpec recovery;
    ReviewSpec reviews;
    WordOfMouthSpec word_of_mouth;
    AnswerSpec answers;
    AwarenessSpec awareness;
    std::vector<PaymentMethodSpec> payments{{.name = "transfer", .preferred = 1.0}};
    std::vector<CourierSpec> couriers{{.name = "Courier A"}};
    std::vector<SellerTypeSpec> seller_types{{.kind = SellerKind::Honest, .share = 1.0}};
    SellerBehaviourSpec sellers;
    std::vector<KnownSellerSpec> known_sellers;
    std::vector<PastOrderSpec> past_orders;
};
template <class V>
void describe(V& v, MarketSpec& m) {
    v("buyers", m.buyers,
      {.unit = "buyer", .min = 0, .max = 1e9, .says = "how many people could buy; each is simulated"});
    v("sized_for", m.sized_for,
      {.unit = "buyer",
       .min = 0,
       .max = 1e9,
       .says =
           "number of buyers that counted capacities and budgets (sellers, couriers, staff, servers, stock, "
           "advertising, fixed costs) are written for; a market of another size scales them, 0 takes them as written"});
    v("season", m.season, {.min = 0, .max = 400, .says = "days on which more or fewer wishes arise"});
    v("regions", m.regions, {.min = 1, .max = 16, .says = "where buyers and sellers live"});
    v("categories", m.categories, {.min = 1, .max = 16, .says = "what is bought"});
    v("segments", m.segments,
      {.min = 1,
       .max = 16,
       .says = "kinds of customers, each as multipliers on the traits all share",
       .source = "source 5"});
    v("wishes", m.wishes, {.says = "how often buyers want something"});
    v("leaving", m.leaving, {.says = "how buyers are lost"});
    v("choice", m.choice, {.says = "how buyers choose among offers", .source = "McFadden 1974"});
    v("trust", m.trust, {.says = "how trust in the platform is won and lost"});
    v("ordering", m.ordering, {.says = "what can go wrong before the order is placed"});
    v("satisfaction", m.satisfaction, {.says = "how an order is judged", .source = "Oliver 1980"});
    v("refusal", m.refusal, {.says = "refusing a cash-on-delivery parcel at the door"});
    v("blame", m.blame, {.says = "whose fault a failure is felt to be", .source = "Weiner 1985"});
    v("voice", m.voice, {.says = "exit, voice or silence after a failure", .source = "Hirschman 1970"});
    v("recovery", m.recovery, {.says = "what a remedy does", .source = "Tax, Brown & Chandrashekaran 1998"});
    v("reviews", m.reviews, {.says = "who reviews, and how honestly"});
    v("word_of_mouth", m.word_of_mouth, {.says = "who talks"});
    v("answers", m.answers, {.says = "how buyers answer surveys and notice messages", .source = "source 5"});
    v("awareness", m.awareness, {.says = "how buyers hear of the platform", .source = "Bass 1969"});
    v("payments", m.payments, {.min = 1, .max = 8, .says = "payment methods known to buyers"});
    v("couriers", m.couriers, {.min = 1, .max = 8, .says = "couriers every model may use"});
    v("seller_types", m.seller_types, {.min = 1, .max = 6, .says = "kinds of independent sellers"});
    v("sellers", m.sellers, {.says = "how sellers price, come and go"});
    v("known_sellers", m.known_sellers,
      {.min = 0,
       .max = 2000,
       .says =
           "sellers of one's own list, there from day 0 beside those that are drawn, wherever a model has independent "
           "sellers; not scaled with the market"});
    v("past_orders", m.past_orders,
      {.min = 0,
       .max = 10000,
       .says =
           "orders that known sellers served before day 0: their ratings and sales, from which buyers infer quality. "
           "A known seller without any begins with supply.initial_ratings, true to its quality"});
}

}  // namespace pasar
