// A business model: five choices that combine freely (supply, matching, revenue, fulfilment, protection) and the
// policies on top of them. What a model does not say is the default here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SupplySpec {
    SupplyKind kind = SupplyKind::Sellers;
    std::int64_t sellers = 2000;
    std::int64_t initial_ratings = 20;
    std::int64_t products = 400;
    double markup = 0.25;
    double quality_alpha = 14.0;
    double quality_beta = 6.0;
    double stock_up_to = 60;
    double reorder_at = 20;
    double lead_time_days = 5;
    double picking_per_day = 6000;
    double wrong_item = 0.005;
    double unit_cost_advantage = 0.0;
};
template <class V>
void describe(V& v, SupplySpec& s) {
    v("kind", s.kind,
      {.says = "who owns the goods: many independent sellers, the platform itself, or both",
       .source = "sources 1 to 3"});
    v("sellers", s.sellers,
      {.unit = "seller", .min = 0, .max = 1e8, .says = "independent sellers on day 0 (at the market's sized_for)"});
    v("initial_ratings", s.initial_ratings,
      {.unit = "rating",
       .min = 0,
       .max = 1e6,
       .says = "ratings that sellers already have on day 0, true to what they sell"});
    v("products", s.products,
      {.unit = "product", .min = 1, .max = 1e6, .says = "products in the platform's own catalogue"});
    v("markup", s.markup,
      {.unit = "share of cost", .min = -0.9, .max = 10, .says = "markup on the platform's own goods"});
    v("quality_alpha", s.quality_alpha,
      {.unit = "",
       .min = 0.01,
       .max = 1000,
       .says = "first parameter of the Beta distribution of the quality of own products"});
    v("quality_beta", s.quality_beta,
      {.unit = "", .min = 0.01, .max = 1000, .says = "second parameter of that distribution"});
    v("stock_up_to", s.stock_up_to,
      {.unit = "unit",
       .min = 1,
       .max = 1e9,
       .says = "own stock of a product after replenishment (at the market's sized_for)"});
    v("reorder_at", s.reorder_at,
      {.unit = "unit",
       .min = 0,
       .max = 1e9,
       .says = "stock at or below which more is ordered (at the market's sized_for)"});
    v("lead_time_days", s.lead_time_days,
      {.unit = "day", .min = 0, .max = 365, .says = "days until ordered stock arrives"});
    v("picking_per_day", s.picking_per_day,
      {.unit = "order per day",
       .min = 0,
       .max = 1e9,
       .says = "orders the picking line of the own store can pack a day (at the market's sized_for); more wait"});
    v("wrong_item", s.wrong_item,
      {.unit = "per order",
       .min = 0,
       .max = 1,
       .says = "the picking line packs the wrong item; doubles when the line is full"});
    v("unit_cost_advantage", s.unit_cost_advantage,
      {.unit = "share of cost",
       .min = -1,
       .max = 0.9,
       .says = "how much cheaper the platform buys than an independent seller"});
}

struct MatchingSpec {
    MatchingKind kind = MatchingKind::Offers;
    std::int64_t consideration_set = 8;
    Ranking ranking = Ranking::Balanced;
    double ranking_strength = 3.0;
};
template <class V>
void describe(V& v, MatchingSpec& m) {
    v("kind", m.kind, {.says = "how buyers and goods meet: buyers choose among offers with prices"});
    v("consideration_set", m.consideration_set,
      {.unit = "offer", .min = 1, .max = 64, .says = "offers a buyer looks at before choosing"});
    v("ranking", m.ranking, {.says = "what brings an offer before more eyes"});
    v("ranking_strength", m.ranking_strength,
      {.unit = "log exposure per unit score",
       .min = 0,
       .max = 20,
       .says = "how strongly ranking favours the best: 0 shows all alike; every offer keeps at least one place on the "
               "shelf"});
}

struct RevenueSpec {
    double commission = 0.0;
    Money listing_fee_per_month{0};
    Money advertising_per_visit{0};
    Money buyer_fee{0};
};
template <class V>
void describe(V& v, RevenueSpec& r) {
    v("commission", r.commission,
      {.unit = "share of price",
       .min = 0,
       .max = 1,
       .says =
           "share of each independent seller's sale that the platform keeps; sellers neither raise prices nor leave "
           "because of it"});
    v("listing_fee_per_month", r.listing_fee_per_month,
      {.unit = "money per offer",
       .min = 0,
       .max = 1e12,
       .says = "what an independent seller pays for its offer every 30 days; sellers neither raise prices nor leave "
               "because of it"});
    v("advertising_per_visit", r.advertising_per_visit,
      {.unit = "money per visit", .min = 0, .max = 1e12, .says = "what advertisers pay for each visit"});
    v("buyer_fee", r.buyer_fee,
      {.unit = "money per order", .min = 0, .max = 1e12, .says = "service fee added to each order"});
}

struct FulfilmentSpec {
    FulfilmentKind kind = FulfilmentKind::Couriers;
    Handover handover = Handover::DropOff;
    CourierPolicy courier_policy = CourierPolicy::Fixed;
    std::string courier;
    double smart_price_weight = 1.0;
    double smart_exploration = 0.05;
    double promise_buffer_days = 2.0;
    double buyer_pays_shipping = 0.5;
    std::int64_t attempts = 2;
    double dispatch_days = 0.5;
    double drop_off_days = 0.5;
    double drop_off_damage = 0.01;
    double monitoring_detection = 0.0;
    double monitoring_response = 0.7;
    Money monitoring_cost{0};
    std::int64_t invoice_days = 14;
    std::int64_t withdrawal_days = 7;
};
template <class V>
void describe(V& v, FulfilmentSpec& f) {
    v("kind", f.kind, {.says = "parcels by courier, or digital goods delivered at once"});
    v("handover", f.handover,
      {.says = "sellers bring parcels to the courier, or the courier picks them up", .source = "source 5"});
    v("courier_policy", f.courier_policy,
      {.says = "always the same courier, the cheapest, or the one with the best learned success in the region",
       .source = "source 5"});
    v("courier", f.courier, {.says = "the courier of the policy fixed; empty takes the first one"});
    v("smart_price_weight", f.smart_price_weight,
      {.unit = "",
       .min = 0,
       .max = 10,
       .says = "how much policy smart gives for a cheaper courier: success is weighed against price over the market's "
               "mean reference price"});
    v("smart_exploration", f.smart_exploration,
      {.unit = "share of parcels",
       .min = 0,
       .max = 1,
       .says = "parcels that policy smart gives to any courier, to go on learning"});
    v("promise_buffer_days", f.promise_buffer_days,
      {.unit = "day", .min = 0, .max = 60, .says = "days added to the mean when a delivery day is promised"});
    v("buyer_pays_shipping", f.buyer_pays_shipping,
      {.unit = "share", .min = 0, .max = 1, .says = "share of the shipping price that is charged to the buyer"});
    v("attempts", f.attempts,
      {.unit = "attempt", .min = 1, .max = 10, .says = "delivery attempts before a parcel goes back"});
    v("dispatch_days", f.dispatch_days,
      {.unit = "day", .min = 0, .max = 60, .says = "mean days until the own store hands a picked parcel over"});
    v("drop_off_days", f.drop_off_days,
      {.unit = "day", .min = 0, .max = 30, .says = "mean days lost where sellers bring parcels themselves"});
    v("drop_off_damage", f.drop_off_damage,
      {.unit = "per parcel",
       .min = 0,
       .max = 1,
       .says = "extra damage where sellers bring parcels themselves",
       .source = "source 5 (direction)"});
    v("monitoring_detection", f.monitoring_detection,
      {.unit = "probability",
       .min = 0,
       .max = 1,
       .says = "coming trouble of a parcel is noticed while it can still be mended; 0 is no monitoring",
       .source = "source 5 (mechanism)"});
    v("monitoring_response", f.monitoring_response,
      {.unit = "probability", .min = 0, .max = 1, .says = "noticed trouble is mended"});
    v("monitoring_cost", f.monitoring_cost,
      {.unit = "money per parcel", .min = 0, .max = 1e12, .says = "what watching a parcel costs the platform"});
    v("invoice_days", f.invoice_days,
      {.unit = "day",
       .min = 1,
       .max = 365,
       .says = "couriers are paid and give cashback every so many days",
       .source = "source 5: two weeks"});
    v("withdrawal_days", f.withdrawal_days,
      {.unit = "day",
       .min = 1,
       .max = 365,
       .says = "independent sellers draw their balance every so many days; a refund can only be taken from what is "
               "still there",
       .source = "source 5 (balance and withdrawal)"});
}

struct ProtectionSpec {
    ProtectionKind kind = ProtectionKind::None;
    Money limit{0};
    std::int64_t time_limit_days = 14;
    std::int64_t release_days = 2;
    double proof = 0.85;
    double assurance = 0.7;
    double goodwill = 0.5;
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
}

struct ReputationSpec {
    ReputationSystem system = ReputationSystem::Stars;
    double forgetting = 1.0;
    double prior_ratings = 5.0;
    double reading_slope = 1.0;
};
template <class V>
void describe(V& v, ReputationSpec& r) {
    v("system", r.system, {.says = "what is shown of a seller's past"});
    v("forgetting", r.forgetting,
      {.unit = "per rating",
       .min = 0,
       .max = 1,
       .says = "weight that a past rating keeps when a new one comes (λ of the system beta)",
       .source = "Jøsang & Ismail 2002"});
    v("prior_ratings", r.prior_ratings,
      {.unit = "rating",
       .min = 0,
       .max = 1e6,
       .says = "ratings' worth of common belief that a buyer mixes into what is shown"});
    v("reading_slope", r.reading_slope,
      {.unit = "quality per unit shown",
       .min = 0,
       .max = 20,
       .says = "how far buyers take a difference in what is shown for a difference in quality"});
}

struct SiteSpec {
    std::int64_t servers = 4;
    double seconds_per_request = 0.25;
    double requests_per_visit = 20;
    double peak_factor = 4.0;
    double outage = 0.0;
    Money cost_per_server_month{3000000};
};
template <class V>
void describe(V& v, SiteSpec& s) {
    v("servers", s.servers,
      {.unit = "server",
       .min = 1,
       .max = 1e7,
       .says = "servers that answer requests side by side (at the market's sized_for)"});
    v("seconds_per_request", s.seconds_per_request,
      {.unit = "s", .min = 0, .max = 600, .says = "mean time a server works on one request"});
    v("requests_per_visit", s.requests_per_visit,
      {.unit = "request per visit", .min = 0, .max = 10000, .says = "requests a visit makes"});
    v("peak_factor", s.peak_factor,
      {.unit = "×", .min = 0.01, .max = 100, .says = "how many times the day's mean load the busy hours bring"});
    v("outage", s.outage,
      {.unit = "share of visits",
       .min = 0,
       .max = 1,
       .says = "visits turned away because the site is down, whatever its load"});
    v("cost_per_server_month", s.cost_per_server_month,
      {.unit = "money per 30 days", .min = 0, .max = 1e12, .says = "what one server costs"});
}

struct SupportSpec {
    double agents = 8;
    double tickets_per_agent_day = 25;
    double skill = 0.8;
    double chatbot_share = 0.0;
    double chatbot_skill = 0.35;
    SupportPriority priority = SupportPriority::FirstCome;
    double effort = 1.0;
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
    v("on", t.on, {.says = "thank buyers after a delivered order", .source = "source 5"});
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
    v("after_days", r.after_days, {.unit = "day", .min = 1, .max = 100, .says = "days after a settled order"});
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
    v("after_days", w.after_days, {.unit = "day", .min = 1, .max = 100, .says = "days after the buyer left"});
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

struct AdvertisingSpec {
    std::string channel;
    Money spend_per_day{0};
};
template <class V>
void describe(V& v, AdvertisingSpec& a) {
    v("channel", a.channel, {.says = "name of a channel of market.awareness.channels"});
    v("spend_per_day", a.spend_per_day,
      {.unit = "money per day", .min = 0, .max = 1e15, .says = "spending (at the market's sized_for)"});
}

struct PromotionSpec {
    std::vector<AdvertisingSpec> advertising;
    double posts_per_day = 0.0;
    Money cost_per_post{150000};
};
template <class V>
void describe(V& v, PromotionSpec& p) {
    v("advertising", p.advertising,
      {.min = 0, .max = 12, .says = "budget per advertising channel", .source = "sources 2 and 3"});
    v("posts_per_day", p.posts_per_day,
      {.unit = "post per day", .min = 0, .max = 1000, .says = "own posts on social media", .source = "source 2"});
    v("cost_per_post", p.cost_per_post,
      {.unit = "money per post",
       .min = 0,
       .max = 1e12,
       .says = "what a post costs to make (at the market's sized_for)"});
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

struct CostsSpec {
    Money fixed_per_day{0};
    Money handling_per_order{0};
};
template <class V>
void describe(V& v, CostsSpec& c) {
    v("fixed_per_day", c.fixed_per_day,
      {.unit = "money per day",
       .min = 0,
       .max = 1e15,
       .says = "rent, management, development (at the market's sized_for)"});
    v("handling_per_order", c.handling_per_order,
      {.unit = "money per order", .min = 0, .max = 1e12, .says = "packing and handling of an order from own stock"});
}

struct ModelSpec {
    std::string name = "Model";
    std::string about;
    SupplySpec supply;
    MatchingSpec matching;
    RevenueSpec revenue;
    FulfilmentSpec fulfilment;
    ProtectionSpec protection;
    ReputationSpec reputation;
    std::vector<std::string> payments;
    SiteSpec site;
    SupportSpec support;
    std::vector<TreatmentSpec> treatment;
    ProgrammesSpec programmes;
    PromotionSpec promotion;
    PolicingSpec policing;
    CostsSpec costs;
};
template <class V>
void describe(V& v, ModelSpec& m) {
    v("name", m.name, {.says = "how reports call this model"});
    v("about", m.about, {.says = "what kind of business this is"});
    v("supply", m.supply, {.says = "first choice: who owns the goods"});
    v("matching", m.matching, {.says = "second choice: how buyers and goods meet"});
    v("revenue", m.revenue, {.says = "third choice: what the platform earns by, besides the margin on own goods"});
    v("fulfilment", m.fulfilment, {.says = "fourth choice: how goods reach buyers"});
    v("protection", m.protection, {.says = "fifth choice: what stands behind a failed order"});
    v("reputation", m.reputation, {.says = "what buyers see of sellers"});
    v("payments", m.payments,
      {.min = 0, .max = 8, .says = "names of the payment methods offered; empty offers all of the market"});
    v("site", m.site, {.says = "the web shop's capacity", .source = "source 4"});
    v("support", m.support, {.says = "the support desk", .source = "source 3 (after-sales service)"});
    v("treatment", m.treatment,
      {.min = 0,
       .max = 64,
       .says = "what a complaint gets: the first line that fits holds; where none fits, an apology",
       .source = "source 4"});
    v("programmes", m.programmes, {.says = "what is done to keep customers", .source = "source 5"});
    v("promotion", m.promotion, {.says = "what is done to become known", .source = "sources 2 and 3"});
    v("policing", m.policing, {.says = "what is done against cheating sellers", .source = "source 1"});
    v("costs", m.costs, {.says = "further costs"});
}

}  // namespace pasar
