// Markets for tests of the day's mechanics: a lively one in which everything that can go wrong goes wrong often, and
// small ones in which exactly one thing happens.
#pragma once

#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/key_figures.h"
#include "sim/world/run.h"
#include "sim/world/world.h"

namespace pasar::testing {

/// Wishes arise until day 56, then the market comes to rest: at the end of day 181 every order's story has ended and
/// all money has arrived.
inline Scenario lively_market(SupplyKind supply = SupplyKind::Sellers,
                              ProtectionKind protection = ProtectionKind::Escrow) {
    Scenario s;
    s.name = "Lively";
    s.days = 182;  // a whole number of weeks and of couriers' invoices
    s.seed = 11;
    s.replications = 2;
    MarketSpec& m = s.market;
    m.buyers = 3000;
    m.season = {{.name = "rest", .day = 56, .days = 366, .factor = 0.0}};
    m.regions = {{.name = "city", .share = 0.5, .island = "A"},
                 {.name = "country", .share = 0.3, .island = "A", .address_difficulty = 1.5},
                 {.name = "isle", .share = 0.2, .island = "B"}};
    m.categories = {{.name = "books", .share = 0.6, .reference_price = {90'000}},
                    {.name = "phones", .share = 0.4, .reference_price = {900'000}, .misfit = 0.2}};
    m.segments = {{.name = "plain", .share = 0.6},
                  {.name = "angry", .share = 0.2, .bad_news = 2.0, .complaining = 3.0},
                  {.name = "rich", .share = 0.2, .offers_read = 2.0, .basket = 2.5}};
    m.wishes = {.rate_per_day = 0.08};
    m.choice.conversion = 0.9;
    m.awareness.initially_aware = 0.8;
    m.ordering.mistake_probability = 0.05;
    m.satisfaction.misdescription_noticed = 3.0;
    m.voice.rate = 0.95;
    m.voice.exit_rate = 0.002;
    m.payments = {{.name = "transfer", .preferred = 0.4, .fee_fixed = {500}, .success = 0.95},
                  {.name = "at the door", .preferred = 0.3, .success = 1.0, .settlement_days = 3, .on_delivery = true},
                  {.name = "card",
                   .preferred = 0.3,
                   .fee_rate = 0.021,
                   .success = 0.97,
                   .settlement_days = 2,
                   .refund_days = 9,
                   .chargeback = 0.6}};
    m.couriers = {{.name = "Fast",
                   .loss = 0.03,
                   .damage = 0.05,
                   .failed_attempt = 0.25,
                   .failed_attempt_prepaid = 0.2,
                   .data_entry_error = 0.05,
                   .cashback = 0.07},
                  {.name = "Cheap",
                   .loss = 0.06,
                   .damage = 0.08,
                   .failed_attempt = 0.3,
                   .failed_attempt_prepaid = 0.25,
                   .data_entry_error = 0.1,
                   .price = {6001},
                   .price_per_zone = {4003},
                   .liability = 0.5}};
    m.seller_types = {
        {.kind = SellerKind::Honest, .share = 0.55},
        {.kind = SellerKind::Careless, .share = 0.15, .wrong_item = 0.1, .dispatch_days = 3.0, .units = 4},
        {.kind = SellerKind::Deceiver, .share = 0.15, .misdescription = 0.2, .fake_reviews_per_day = 0.3},
        {.kind = SellerKind::Fraudster, .share = 0.15, .non_shipment = 0.5, .patience_orders = 3}};
    ModelSpec model;
    model.name = "Model";
    model.supply = {.kind = supply,
                    .sellers = 120,
                    .products = 40,
                    .stock_up_to = 25,
                    .reorder_at = 5,
                    .picking_per_day = 150,
                    .wrong_item = 0.04};
    model.revenue = {
        .commission = 0.0799, .listing_fee_per_month = {3001}, .advertising_per_visit = {7}, .buyer_fee = {1003}};
    model.fulfilment.courier_policy = CourierPolicy::Smart;
    model.fulfilment.monitoring_detection = 0.2;
    model.fulfilment.monitoring_cost = {11};
    model.fulfilment.calls_ahead = 0.3;
    model.fulfilment.call_cost = {501};
    model.fulfilment.address_check = 0.4;
    model.fulfilment.parcel_points = 0.5;
    model.protection = {
        .kind = protection, .limit = {700'001}, .time_limit_days = 30, .return_days = 9, .return_shipping = 0.5};
    model.support.agents = 4;
    model.support.chatbot_share = 0.3;
    model.treatment = {{.true_cause = CauseRule::Buyer, .felt_cause = FeltRule::Own, .remedy = Remedy::Apology},
                       {.true_cause = CauseRule::Buyer, .felt_cause = FeltRule::Shop, .remedy = Remedy::Coupon},
                       {.failure = FateRule::WrongItem, .remedy = Remedy::Replacement},
                       {.failure = FateRule::Damaged, .remedy = Remedy::Compensation},
                       {.remedy = Remedy::Refund}};
    model.policing.identity_cost = {5'000};
    model.costs = {.fixed_per_day = {100'003}, .handling_per_order = {2'001}};
    model.promotion.discount = 0.0331;
    model.promotion.discount_paid_by_platform = 0.4;
    model.programmes.loyalty = {.on = true, .points_share = 0.05, .reward_at = {30'000}};
    model.programmes.thank_you = {.on = true, .extra_wish = 0.0};
    s.models = {model};
    validate(s);
    return s;
}

/// Makes the platform enter what sells, buyers register as resellers, and distributors sell on here and elsewhere.
inline void sell_on(Scenario& s) {
    MarketSpec& m = s.market;
    m.seller_types[0].share -= 0.1;
    m.seller_types.push_back({.kind = SellerKind::Reseller, .share = 0.1, .units = 6, .buys_in_store = true});
    m.sellers.registers_as_reseller = 0.02;
    m.distributors = {.number = 12,
                      .visits_per_day = 3.0,
                      .order_units = 9,
                      .handling_per_unit = {1'003},
                      .fixed_cost_per_month = {300'007},
                      .sells_here = 0.5};
    SupplySpec& supply = s.models[0].supply;
    supply.unit_cost_advantage = 0.1;
    supply.entry = {
        .on = true, .review_days = 9, .products_per_review = 3, .likeness = 0.7, .cost_per_product = {10'007}};
    supply.wholesale = {.on = true, .discount = 0.17, .least_units = 5};
    validate(s);
}

/// One thing at a time: 400 buyers who each order once on day 0 and never again, one kind of goods at 100,000 each,
/// which arrive the next day and are as expected; whatever fails is complained about and answered at once. Nothing
/// fails yet.
inline Scenario one_order_each() {
    Scenario s;
    s.name = "One order each";
    s.days = 30;
    MarketSpec& m = s.market;
    m.buyers = 400;
    m.categories = {{.name = "goods", .share = 1.0, .reference_price = {100'000}, .price_spread = 0.0, .misfit = 0.0}};
    m.wishes = {.rate_per_day = 0.0, .first_on_day_0 = true};
    m.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
    m.choice.conversion = 1.0;
    m.ordering.mistake_probability = 0.0;
    m.ordering.site_patience_seconds = 3600.0;
    m.satisfaction.gain = m.satisfaction.loss = m.satisfaction.experience_noise = 0.0;
    m.refusal.prepaid = 0.0;
    m.questions.share = 0.0;
    m.blame = {.self_serving = 0.0, .self_blaming = 0.0};
    m.voice.rate = 1.0;
    m.voice.exit_rate = 0.0;
    m.recovery.patience_days = 5.0;
    m.awareness = {.initially_aware = 1.0, .innovation_per_year = 0.0, .imitation_per_year = 0.0};
    m.payments = {{.name = "transfer", .preferred = 1.0, .success = 1.0, .settlement_days = 0, .refund_days = 0}};
    m.couriers = {{.name = "Courier A",
                   .days_same_region = 1.0,
                   .spread = 0.0,
                   .capacity_per_day = 1e9,
                   .loss = 0.0,
                   .damage = 0.0,
                   .failed_attempt = 0.0,
                   .failed_attempt_prepaid = 0.0,
                   .data_entry_error = 0.0,
                   .regional_spread = 0.0,
                   .price = {10'000}}};
    m.seller_types = {{.kind = SellerKind::Honest,
                       .share = 1.0,
                       .wrong_item = 0.0,
                       .dispatch_days = 0.0,
                       .responsiveness = 1.0,
                       .units = 1e6}};
    m.sellers = {.cost_share = 1.0,
                 .cost_of_quality = 0.0,
                 .markup = 0.0,
                 .pricing = SellerPricing::Fixed,
                 .gives_up_per_day = 0.0,
                 .entry_per_day = 0.0,
                 .buyer_turns_seller = 0.0};
    ModelSpec model;
    model.name = "Model";
    model.supply.sellers = 20;
    model.fulfilment.handover = Handover::PickUp;
    model.fulfilment.buyer_pays_shipping = 0.0;
    model.fulfilment.withdrawal_days = 365;
    model.fulfilment.drop_off_damage = 0.0;
    model.protection.kind = ProtectionKind::MoneyBack;
    model.protection.proof = 1.0;
    model.protection.goodwill = 0.0;
    model.site.seconds_per_request = 0.0;
    model.support = {.agents = 1000, .skill = 1.0, .cost_per_agent_day = {0}};
    model.programmes.surveys.on = false;
    s.models = {model};
    validate(s);
    return s;
}

/// All 400 parcels hold the wrong item.
inline Scenario wrong_item_each(Remedy remedy) {
    Scenario s = one_order_each();
    s.market.seller_types[0].wrong_item = 1.0;
    s.models[0].treatment = {{.remedy = remedy}};
    return s;
}
/// All 400 sales are frauds: the sellers take the money and send nothing.
inline Scenario fraud_each(ProtectionKind protection) {
    Scenario s = one_order_each();
    s.market.seller_types[0].kind = SellerKind::Fraudster;
    s.market.seller_types[0].non_shipment = 1.0;
    s.models[0].protection.kind = protection;
    s.models[0].treatment = {{.remedy = Remedy::Refund}};
    s.models[0].policing.cheats_to_ban = 1000;
    return s;
}

inline RunResult run(const Scenario& scenario, std::size_t model = 0) {
    return run_market(scenario, model, 0, {.orders_sample = 1.0});
}

/// The market itself at the end of its last day, for what no table tells.
inline void run_to_the_end(World& market) {
    while (market.day() < market.scenario().days) market.step();
}

/// The market in the morning of a day.
inline World& run_until(World& market, std::int64_t day) {
    while (market.day() < day) market.step();
    return market;
}

}  // namespace pasar::testing
