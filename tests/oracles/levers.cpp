// What a platform sets, and what economics says it does: every number of a business model is moved in a small market,
// and the measure it is there for has to move the way it should, in every replication's pair of worlds taken together.
// A number that reaches buyers in no way has to leave their orders as they are, to the unit. 74 levers, two to five
// values, five replications of 5,000 buyers over 120 days: some 25 seconds on one core.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::vector<Sense>& senses() {
    using Given = std::vector<std::string>;
    const Given a_shop{kShirts}, a_shop_among_many{kShirts, "supply.sellers=10000"};
    const Given none, many_sellers{"supply.sellers=10000"};
    const Given margin{"market.sellers.pricing=margin"};
    const Given favouring{"supply.kind=hybrid", "supply.products=400", "supply.sellers=10000"};
    const Given thanks{"programmes.thank_you.on=true"}, points{"programmes.loyalty.on=true"},
        reminder{"programmes.reminder.on=true", "programmes.reminder.after_days=15", "market.leaving.alpha=1",
                 "market.leaving.beta=60"},
        win_back{"programmes.win_back.on=true", "programmes.win_back.after_days=20", "programmes.win_back.response=1",
                 "market.leaving.alpha=10"},
        slow{"site.seconds_per_request=20"}, watched{"fulfilment.monitoring_detection=0.8"},
        smart{"fulfilment.courier_policy=smart"}, few_hands{"support.agents=1", "support.chatbot_share=0"},
        only_robots{"support.chatbot_share=1", "supply.wrong_item=0.2"},
        strict{"supply.sellers=10000", "policing.detection=1", "policing.cheats_to_ban=1"},
        whitewash{"supply.sellers=10000",
                  "policing.detection=1",
                  "policing.cheats_to_ban=1",
                  "policing.return_under_new_name=1",
                  "policing.return_days=5",
                  "market.sellers.pricing=fixed",
                  "market.sellers.gives_up_per_day=0",
                  "market.sellers.entry_per_day=0",
                  "market.sellers.fixed_cost_per_month=0",
                  "market.sellers.catalogue_spread=0"},
        sloppy{"protection.kind=money_back", "market.seller_types.honest.wrong_item=0.2"},
        unfit{"market.categories.fashion.misfit=0.6", "market.categories.home.misfit=0.6",
              "market.categories.electronics.misfit=0.6"},
        gifts{R"(treatment=[{"remedy":"coupon"}])", "supply.wrong_item=0.2"},
        sorry{R"(treatment=[{"remedy":"compensation"}])", "supply.wrong_item=0.2"},
        copied{"fulfilment.kind=digital", "market.piracy.willing=0.6"},
        entering{"supply.kind=hybrid",    "supply.products=4",           "supply.sellers=10000",
                 "supply.entry.on=true",  "supply.entry.review_days=10", "supply.entry.products_per_review=10",
                 "supply.entry.most=1000"},
        sold_on{"supply.wholesale.on=true", "supply.wholesale.least_units=1", "market.distributors.number=2000",
                "market.distributors.order_units=2", "market.distributors.visits_per_day=0.5"},
        booked{"matching.kind=booking", "fulfilment.kind=service", "booking.capacity=1"};
    static const std::vector<Sense> all{
        // Supply. Quality costs its seller, so prices follow it: what is sure is what is on offer.
        {"supply.sellers", kMarketplace, none, "100", "10000", "seller_concentration", -1},
        {"supply.initial_ratings", kMarketplace, {"market.choice.newness_risk=1.5"}, "0", "50", "orders", +1},
        {"supply.products", kStore, none, "20", "400", "stock_out_rate", -1},
        {"supply.markup", kStore, none, "0.25", "0.5", "orders", -1},
        {"supply.markup", kStore, none, "0.25", "0.5", "buyer_surplus", -1},
        {"supply.markup", kStore, none, "0.25", "0.5", "mean_satisfaction", -1},
        {"supply.quality_alpha", kStore, none, "7", "28", "offered_quality", +1},
        {"supply.quality_beta", kStore, none, "3", "12", "offered_quality", -1},
        {"supply.stock_up_to", kStore, {"supply.reorder_at=5"}, "10", "100", "stock_out_rate", -1},
        {"supply.reorder_at", kStore, none, "0", "50", "stock_out_rate", -1},
        {"supply.lead_time_days", kStore, none, "1", "20", "stock_out_rate", +1},
        {"supply.picking_per_day", kStore, none, "500", "6000", "on_time_rate", +1},
        {"supply.wrong_item", kStore, none, "0", "0.1", "mean_satisfaction", -1},
        {"supply.wrong_item", kStore, none, "0", "0.1", "contribution", -1},
        {"supply.unit_cost_advantage", kStore, none, "0", "0.2", "orders", +1},
        {"supply.undercut", kStore, {"supply.pricing=match"}, "0", "0.1", "orders", +1},
        {"supply.undercut", kStore, {"supply.pricing=match"}, "0", "0.1", "price_index", -1},
        {"supply.price_review_days", kStore, {"supply.pricing=fixed"}, "1", "30", "orders", 0},
        // More offers in view, and better ones first.
        {"matching.consideration_set", kMarketplace, none, "4", "16", "conversion", +1},
        {"matching.ranking_strength", kMarketplace, many_sellers, "0", "6", "conversion", +1},
        // All that buyers pay counts alike.
        {"revenue.buyer_fee", kMarketplace, none, "0", "20000", "orders", -1},
        {"revenue.buyer_fee", kMarketplace, none, "0", "20000", "buyer_surplus", -1},
        {"revenue.buyer_fee", kStore, none, "0", "20000", "orders", -1},
        {"revenue.buyer_fee", kStore, none, "0", "20000", "mean_satisfaction", -1},
        {"fulfilment.buyer_pays_shipping", kMarketplace, kStill, "0", "1", "orders", -1},
        {"fulfilment.buyer_pays_shipping", kStore, none, "0", "1", "orders", -1},
        {"fulfilment.buyer_pays_shipping", kStore, none, "0", "1", "buyer_surplus", -1},
        {"revenue.advertising_per_visit", kMarketplace, none, "0", "500", "orders", 0},  // see model.md: no annoyance
        {"revenue.advertising_per_visit", kMarketplace, none, "0", "500", "contribution", +1},
        // Sellers who price by their margin pass on what they pay, and bear part of it.
        {"revenue.commission", kMarketplace, margin, "0.02", "0.2", "price_index", +1},
        {"revenue.commission", kMarketplace, margin, "0.02", "0.2", "orders", -1},
        {"revenue.commission", kMarketplace, margin, "0.02", "0.2", "seller_income", -1},
        {"revenue.commission", kMarketplace, margin, "0.02", "0.2", "buyer_surplus", -1},
        {"revenue.seller_fee", kMarketplace, margin, "0", "20000", "price_index", +1},
        {"revenue.seller_fee", kMarketplace, margin, "0", "20000", "orders", -1},
        {"revenue.seller_fee", kMarketplace, margin, "0", "20000", "seller_income", -1},
        {"fulfilment.buyer_pays_shipping", kMarketplace, margin, "0", "1", "price_index", -1},
        // A discount is a lower price, whoever pays it; here the store's goods are cheap enough already.
        {"promotion.discount", kMarketplace, none, "0", "0.1", "orders", +1},
        {"promotion.discount", kMarketplace, none, "0", "0.1", "buyer_surplus", +1},
        {"promotion.discount", kStore, none, "0", "0.1", "orders", +1},
        {"promotion.discount", kStore, none, "0", "0.1", "discount_cost", +1},
        {"promotion.discount", kStore, none, "0", "0.1", "contribution", -1},
        {"promotion.discount_paid_by_platform", kMarketplace, beside(kStill, {"promotion.discount=0.1"}), "0", "1",
         "orders", 0},
        {"promotion.discount_paid_by_platform", kMarketplace, {"promotion.discount=0.1"}, "0", "1", "contribution", -1},
        // Fulfilment.
        {"fulfilment.smart_price_weight", kMarketplace, smart, "0", "10", "delivery_success_rate", -1},
        {"fulfilment.smart_exploration",
         kMarketplace,
         {"fulfilment.courier_policy=smart", "market.couriers.Courier C.failed_attempt=0.7",
          "market.couriers.Courier C.failed_attempt_prepaid=0.7"},
         "0",
         "1",
         "delivery_success_rate",
         -1},
        {"fulfilment.promise_buffer_days", kMarketplace, none, "0", "6", "on_time_rate", +1},
        {"fulfilment.promise_buffer_days", kMarketplace, none, "2", "8", "conversion", -1},
        {"fulfilment.attempts", kMarketplace, none, "1", "4", "delivery_success_rate", +1},
        {"fulfilment.dispatch_days", kStore, none, "0.5", "4", "delivery_days", +1},
        {"fulfilment.dispatch_days", kStore, none, "0.5", "4", "conversion", -1},  // and promised so
        {"fulfilment.drop_off_days", kMarketplace, none, "0", "3", "delivery_days", +1},
        {"fulfilment.drop_off_damage", kMarketplace, none, "0", "0.1", "damage_rate", +1},
        {"fulfilment.drop_off_damage", kMarketplace, none, "0", "0.1", "mean_satisfaction", -1},
        {"fulfilment.monitoring_detection", kMarketplace, none, "0", "0.8", "delivery_success_rate", +1},
        {"fulfilment.monitoring_response", kMarketplace, watched, "0", "1", "delivery_success_rate", +1},
        {"fulfilment.monitoring_cost", kMarketplace, watched, "0", "1000", "orders", 0},
        {"fulfilment.invoice_days", kMarketplace, none, "7", "30", "orders", 0},
        {"fulfilment.withdrawal_days", kMarketplace, {"protection.kind=money_back"}, "1", "90", "remedy_cost", -1},
        // Each remedy aims at a reason. Whoever may look before paying refuses more, and is left with less that is
        // wrong.
        {"fulfilment.may_look", kMarketplace, none, "0", "1", "refusal_rate", +1},
        {"fulfilment.may_look", kMarketplace, none, "0", "1", "delivered_failure_rate", -1},
        {"fulfilment.calls_ahead", kMarketplace, none, "0", "1", "undeliverable_rate", -1},
        {"fulfilment.calls_ahead", kMarketplace, none, "0", "1", "refusal_rate", -1},
        {"fulfilment.call_cost", kMarketplace, {"fulfilment.calls_ahead=1"}, "0", "5000", "orders", 0},
        {"fulfilment.address_check", kMarketplace, none, "0", "1", "undeliverable_rate", -1},
        {"fulfilment.address_check_cost", kMarketplace, {"fulfilment.address_check=1"}, "0", "5000", "orders", 0},
        {"fulfilment.parcel_points", kMarketplace, none, "0", "1", "courier_revenue", -1},
        // Taking goods back costs whoever sold them, and is worth something to buyers.
        {"protection.return_days", kStore, unfit, "0", "14", "return_rate", +1},
        {"protection.return_days", kStore, unfit, "0", "14", "buyer_surplus", +1},
        {"protection.return_days", kStore, unfit, "0", "14", "mean_satisfaction", +1},
        {"protection.return_shipping", kStore, unfit, "0", "1", "return_rate", -1},
        {"protection.return_shipping", kStore, unfit, "0", "1", "buyer_surplus", -1},
        // What a planner knows of the own shop.
        // What the scenario's firm does otherwise in a model.
        {"firm.price", kMarketplace, a_shop, "1", "1.3", "firm_orders", -1},
        {"firm.price", kStore, a_shop, "1", "1.3", "orders", -1},
        {"firm.advertising_per_month", kMarketplace, a_shop_among_many, "0", "6000000", "firm_orders", +1},
        {"firm.advertising_per_month", kMarketplace, a_shop_among_many, "0", "6000000", "firm_advertising", +1},
        {"own_rates.conversion", kMarketplace, none, "0.2", "0.5", "conversion", +1},
        {"own_rates.failed_attempt", kMarketplace, none, "0", "0.4", "undeliverable_rate", +1},
        {"own_rates.failed_attempt_prepaid", kMarketplace, none, "0", "0.4", "prepaid_return_rate", +1},
        {"own_rates.refusal", kMarketplace, none, "0", "0.3", "refusal_rate", +1},
        {"own_rates.refusal_prepaid", kMarketplace, none, "0", "0.1", "prepaid_return_rate", +1},
        {"own_rates.misfit", kMarketplace, none, "0", "0.3", "return_rate", +1},
        {"own_rates.complaint", kMarketplace, none, "0.1", "0.9", "complaint_rate", +1},
        {"own_rates.review", kMarketplace, none, "0.1", "0.6", "review_rate", +1},
        // Protection takes losses from buyers; who is better protected buys more.
        {"protection.limit", kMarketplace, none, "5000", "500000", "buyer_loss", -1},
        {"protection.time_limit_days", kMarketplace, sloppy, "0", "60", "refund_rate", +1},
        {"protection.release_days", kMarketplace, kStill, "0", "14", "orders", 0},
        {"protection.proof", kMarketplace, sloppy, "0", "1", "buyer_loss", -1},
        {"protection.assurance", kMarketplace, none, "0", "1", "orders", +1},
        {"protection.goodwill", kMarketplace, {"protection.kind=none"}, "0", "1", "buyer_loss", -1},
        // Reputation.
        {"reputation.forgetting", kMarketplace, {"reputation.system=beta"}, "0.5", "1", "reputation_error", -1},
        {"reputation.prior_ratings", kMarketplace, none, "1", "50", "orders", -1},  // more of the sellers are strangers
        {"reputation.reading_slope",
         kMarketplace,
         {"market.choice.belief_learning=0"},
         "0",
         "1",
         "reputation_error",
         -1},
        // The site.
        {"site.servers", kMarketplace, slow, "10", "200", "abandonment_rate", -1},
        {"site.servers", kMarketplace, slow, "10", "200", "orders", +1},
        {"site.seconds_per_request", kMarketplace, none, "0.25", "10", "abandonment_rate", +1},
        {"site.requests_per_visit", kMarketplace, slow, "1", "20", "abandonment_rate", +1},
        {"site.peak_factor", kMarketplace, slow, "1", "4", "abandonment_rate", +1},
        {"site.outage", kMarketplace, none, "0", "0.3", "orders", -1},
        {"site.tries_again", kMarketplace, {"site.outage=0.3"}, "0", "1", "orders", +1},
        {"site.cost_per_server_month", kMarketplace, none, "0", "9000000", "orders", 0},
        // The desk.
        {"support.agents", kStore, {"support.chatbot_share=0"}, "0.1", "8", "resolution_hours", -1},
        {"support.tickets_per_agent_day", kStore, few_hands, "5", "200", "resolution_hours", -1},
        {"support.skill", kStore, {"supply.wrong_item=0.2"}, "0.1", "1", "mean_satisfaction", +1},
        {"support.chatbot_share", kStore, {"support.agents=0.3"}, "0", "1", "first_response_hours", -1},
        {"support.chatbot_skill", kStore, only_robots, "0", "1", "mean_satisfaction", +1},
        {"support.effort", kStore, none, "0", "5", "complaint_rate", -1},
        {"support.answer_hours", kStore, {"market.questions.share=0.5"}, "0", "48", "question_loss_rate", +1},
        {"support.answer_hours", kStore, {"market.questions.share=0.5"}, "0", "48", "orders", -1},
        {"support.answer_hours", kStore, {"market.questions.share=0.5"}, "0", "48", "buyer_surplus", -1},
        {"support.give_up_days", kStore, few_hands, "1", "40", "ignored_share", -1},
        {"support.cost_per_agent_day", kStore, none, "0", "900000", "orders", 0},
        {"support.chatbot_cost_per_ticket", kStore, none, "0", "90000", "orders", 0},
        {"support.coupon", kStore, gifts, "0", "0.5", "discount_cost", +1},
        {"support.coupon", kStore, gifts, "0", "0.5", "orders", +1},
        {"support.compensation", kStore, sorry, "0", "0.5", "discount_cost", +1},
        {"support.coupon_days", kStore, gifts, "1", "200", "discount_cost", +1},
        // Programmes. A discount is a lower price.
        {"programmes.thank_you.coupon", kStore, thanks, "0", "0.3", "orders", +1},
        {"programmes.thank_you.coupon", kStore, thanks, "0", "0.3", "buyer_surplus", +1},
        {"programmes.thank_you.expiry_days", kStore, thanks, "1", "60", "discount_cost", +1},
        {"programmes.thank_you.review_request", kStore, thanks, "1", "5", "review_rate", +1},
        {"programmes.thank_you.extra_wish", kStore, thanks, "0", "2", "visits", +1},
        {"programmes.thank_you.share_request", kStore, thanks, "0", "1", "aware_share", +1},
        {"programmes.thank_you.cost_per_message", kStore, thanks, "0", "5000", "orders", 0},
        {"programmes.loyalty.points_share", kStore, points, "0.01", "0.1", "orders", +1},
        {"programmes.loyalty.reward_at", kStore, points, "2000", "500000", "discount_cost", -1},
        {"programmes.loyalty.stay_effect", kStore, points, "0", "5", "churned_share", -1},
        {"programmes.reminder.after_days", kStore, reminder, "5", "60", "visits", -1},
        {"programmes.reminder.response", kStore, reminder, "0", "0.5", "visits", +1},
        {"programmes.reminder.cost_per_message", kStore, reminder, "0", "5000", "orders", 0},
        {"programmes.win_back.after_days", kStore, win_back, "5", "100", "visits", -1},
        {"programmes.win_back.coupon", kStore, win_back, "0", "0.5", "orders", +1},
        {"programmes.win_back.response", kStore, win_back, "0", "1", "visits", +1},
        {"programmes.win_back.cost_per_message", kStore, win_back, "0", "5000", "orders", 0},
        // Asking changes nothing.
        {"programmes.surveys.sample", kStore, none, "0", "0.5", "orders", 0},
        {"programmes.surveys.response", kStore, none, "0", "1", "orders", 0},
        {"programmes.surveys.extreme", kStore, none, "0", "5", "orders", 0},
        {"programmes.surveys.cost_per_answer", kStore, none, "0", "9000", "orders", 0},
        // Becoming known.
        {"promotion.posts_per_day", kMarketplace, none, "0", "20", "aware_share", +1},
        {"promotion.cost_per_post", kMarketplace, none, "0", "900000", "orders", 0},
        {"promotion.advertising.0.spend_per_day", kMarketplace, none, "0", "9000000", "aware_share", +1},
        // A platform that favours itself; without goods of its own there is nothing to favour.
        {"matching.own_exposure", kMarketplace, none, "1", "4", "orders", 0},
        {"matching.own_exposure", kMarketplace, favouring, "1", "4", "margin_revenue", +1},
        {"matching.own_exposure", kMarketplace, favouring, "1", "4", "seller_income", -1},
        // Entry takes sales from sellers, and gives buyers more to choose from.
        {"supply.entry.products_per_review", kMarketplace, entering, "0", "10", "own_sales_share", +1},
        {"supply.entry.products_per_review", kMarketplace, entering, "0", "10", "seller_gmv", -1},
        {"supply.entry.products_per_review", kMarketplace, entering, "0", "10", "seller_income", -1},
        {"supply.entry.products_per_review", kMarketplace, entering, "0", "10", "buyer_surplus", +1},
        {"supply.entry.review_days", kMarketplace, entering, "10", "100", "own_sales_share", -1},
        {"supply.entry.most", kMarketplace, entering, "5", "1000", "own_sales_share", +1},
        {"supply.entry.likeness", kMarketplace, beside(entering, {"supply.quality_alpha=1", "supply.quality_beta=9"}),
         "0", "1", "offered_quality", +1},
        {"supply.entry.cost_per_product", kMarketplace, entering, "0", "1000000", "orders", 0},
        {"supply.entry.cost_per_product", kMarketplace, entering, "0", "1000000", "contribution", -1},
        // Distributors pass on what they are let off, as far as somebody does who alone serves his customers.
        {"supply.wholesale.discount", kStore, sold_on, "0", "0.3", "off_platform_price", -1},
        {"supply.wholesale.discount", kStore, sold_on, "0", "0.3", "off_platform_units", +1},
        {"supply.wholesale.least_units", kStore, sold_on, "1", "1000", "off_platform_price", +1},
        // Who earns too little gives up, and nobody comes to whom it does not pay.
        {"revenue.commission", kMarketplace, many_sellers, "0.02", "0.4", "sellers", -1},
        {"revenue.listing_fee_per_month", kMarketplace, many_sellers, "0", "300000", "sellers", -1},
        {"revenue.listing_fee_per_month", kMarketplace, many_sellers, "0", "300000", "seller_income", -1},
        // Cheats.
        {"policing.detection", kMarketplace, many_sellers, "0", "1", "seller_bans", +1},
        {"policing.cheats_to_ban", kMarketplace, strict, "1", "50", "seller_bans", -1},
        {"policing.return_under_new_name", kMarketplace, strict, "0", "1", "seller_bans", +1},
        {"policing.return_days", kMarketplace, whitewash, "1", "110", "seller_bans", -1},
        {"policing.identity_cost", kMarketplace, whitewash, "0", "1000000000", "seller_bans", -1},
        // Bookings. What more can be booked is booked; what goes back of a fare is no loss of its buyer.
        {"booking.capacity", kMarketplace, booked, "1", "20", "orders", +1},
        {"booking.capacity", kMarketplace, booked, "1", "20", "booking_refusal_rate", -1},
        {"booking.horizon_days", kMarketplace, booked, "1", "60", "orders", +1},
        // Where two are booked for each place, many are turned away.
        {"booking.overbooking", kMarketplace, booked, "0", "1", "booking_refusal_rate", -1},
        {"booking.overbooking", kMarketplace, booked, "0", "1", "denied_rate", +1},
        {"booking.overbooking", kMarketplace, booked, "0", "1", "mean_satisfaction", -1},
        {"booking.compensation", kMarketplace, beside(beside(booked, kStill), {"booking.overbooking=1"}), "0", "5",
         "seller_income", -1},
        {"booking.advance_days", kMarketplace, beside(booked, {"booking.advance_fare=0.5"}), "1", "30", "advance_share",
         -1},
        {"booking.advance_fare", kMarketplace, beside(booked, kStill), "0.5", "1", "buyer_surplus", -1},
        {"booking.protect", kMarketplace, beside(booked, {"booking.advance_fare=0.5", "booking.capacity=2"}), "0", "1",
         "advance_share", -1},
        {"booking.cancel_refund", kMarketplace, beside(booked, {"market.services.cancels=0.5"}), "0", "1", "buyer_loss",
         -1},
        {"booking.cancel_until_days", kMarketplace, beside(booked, {"market.services.cancels=0.5"}), "0", "30",
         "buyer_loss", +1},
        {"booking.no_show_refund", kMarketplace, beside(booked, {"market.services.no_show=0.3"}), "0", "1",
         "buyer_loss", -1},
        {"booking.not_served", kMarketplace, booked, "0", "0.3", "mean_satisfaction", -1},
        {"booking.not_served", kMarketplace, booked, "0", "0.3", "orders", -1},
        {"booking.overload_from", kMarketplace, beside(booked, {"booking.overload=0.3", "booking.capacity=4"}), "0",
         "0.9", "mean_satisfaction", +1},
        {"booking.overload", kMarketplace, beside(booked, {"booking.overload_from=0"}), "0", "0.5", "mean_satisfaction",
         -1},
        // Protection against copies: dearer to copy, worse to own. More in levers_of_downloads.cpp.
        {"licence.protection", kMarketplace, copied, "0", "1", "piracy_rate", -1},
        {"licence.protection", kMarketplace, copied, "0", "1", "mean_satisfaction", -1},
        // Costs that nobody but the platform sees.
        {"costs.fixed_per_day", kStore, none, "0", "50000000", "orders", 0},
        {"costs.fixed_per_day", kStore, none, "0", "50000000", "contribution", -1},
        {"costs.handling_per_order", kStore, none, "0", "50000", "orders", 0},
    };
    return all;
}

/// Where on the grid the mean of the measure is highest.
std::size_t best_of(const std::string& model, const std::vector<std::string>& given, const std::string& path,
                    const std::vector<std::string>& values, const std::string& measure) {
    std::vector<double> means;
    for (const std::string& value : values)
        means.push_back(mean_of(measured(model, with({path, model, given, "", "", "", 0}, value), measure)));
    INFO(path);
    CAPTURE(means);
    return static_cast<std::size_t>(std::max_element(means.begin(), means.end()) - means.begin());
}

}  // namespace

TEST_CASE("every number of a business model moves what it is there to move, the way it should") {
    for (const Sense& sense : senses()) holds(sense);
}

TEST_CASE("there is no number of a business model of which it is not said what it does") {
    std::set<std::string> said;
    for (const Sense& sense : senses()) said.insert(sense.path);
    std::set<std::string> there;
    for (const std::string& path : numeric_paths(*small_market().resolved)) {
        const std::string of = "models." + kMarketplace + ".";
        if (path.starts_with(of) && !path.starts_with(of + "promotion.advertising.search") &&
            !path.starts_with(of + "promotion.advertising.social") &&
            // These have files of their own.
            !path.starts_with(of + "auction.") && !path.starts_with(of + "subscription.") &&
            !path.starts_with(of + "feed.") && !path.starts_with(of + "competition."))
            there.insert(path.substr(of.size()));
    }
    there.insert("promotion.advertising.0.spend_per_day");
    for (const std::string& path : there) {
        const bool is_again = path.starts_with("promotion.advertising.") && !path.ends_with("0.spend_per_day");
        CHECK_MESSAGE((is_again || said.count(path) == 1), path);
    }
    for (const std::string& path : said) CHECK_MESSAGE(there.count(path) == 1, path);
}

TEST_CASE("of markup, fee and shipping share the own store's contribution has its best value inside the range") {
    const std::vector<std::string> markups{"0", "0.2", "0.4", "0.6", "0.8", "1.2", "2", "4"};
    const std::size_t markup = best_of(kStore, {}, "supply.markup", markups, "contribution");
    CHECK(markup >= 2);  // near 60 % of cost: Lerner's rule at an elasticity of -2.6
    CHECK(markup <= 4);
    const std::size_t fee =
        best_of(kStore, {}, "revenue.buyer_fee", {"0", "20000", "40000", "80000", "160000", "320000"}, "contribution");
    CHECK(fee > 0);
    CHECK(fee < 5);
    // Dear already, the store gains by bearing part of the shipping.
    const std::size_t shipping = best_of(kStore, {"supply.markup=1.6"}, "fulfilment.buyer_pays_shipping",
                                         {"0", "0.25", "0.5", "0.75", "1"}, "contribution");
    CHECK(shipping < 4);
    // Dear goods sell best at some discount.
    const std::size_t discount = best_of(kStore, {"supply.markup=1.2"}, "promotion.discount",
                                         {"0", "0.1", "0.2", "0.3", "0.4", "0.6"}, "contribution");
    CHECK(discount > 0);
    CHECK(discount < 5);
    const std::size_t of_marketplace = best_of(kMarketplace, {}, "revenue.buyer_fee",
                                               {"0", "20000", "40000", "80000", "160000", "320000"}, "contribution");
    CHECK(of_marketplace > 0);
    CHECK(of_marketplace < 5);
}

TEST_CASE("where sellers pass it on, a commission and a fee of theirs have their best value inside the range") {
    const std::vector<std::string> margin{"market.sellers.pricing=margin"};
    const std::size_t commission =
        best_of(kMarketplace, margin, "revenue.commission", {"0", "0.1", "0.2", "0.4", "0.6", "0.8"}, "contribution");
    CHECK(commission > 0);
    CHECK(commission < 5);
    const std::size_t fee = best_of(kMarketplace, margin, "revenue.seller_fee",
                                    {"0", "20000", "40000", "80000", "160000", "320000"}, "contribution");
    CHECK(fee > 0);
    CHECK(fee < 5);
    // A store that optimises needs no search for its markup.
    const auto earns = [](const std::string& setting) {
        return mean_of(measured(kStore, {"models." + kStore + "." + setting}, "contribution"));
    };
    const double optimised = earns("supply.pricing=optimise");
    for (const char* const markup : {"0.2", "0.4", "1.2"})
        CHECK(optimised > earns(std::string("supply.markup=") + markup));
}

namespace {

/// One kind of goods in one region, so that a charge is the same share of every price.
std::vector<std::string> simple() {
    return {R"(market.categories=[{"name":"goods","share":1,"reference_price":100000,"price_spread":0.1}])",
            R"(market.regions=[{"name":"here","share":1,"island":"here"}])"};
}
std::vector<std::string> simple_with(const std::vector<std::string>& more) {
    std::vector<std::string> settings = simple();
    for (const std::string& setting : more) settings.push_back("models." + kStore + "." + setting);
    return settings;
}

}  // namespace

TEST_CASE("a charge costs orders alike, whether it is called fee or shipping") {
    // Courier A moves a parcel inside its region for 10,000.
    const std::vector<double> as_fee =
        measured(kStore, simple_with({"revenue.buyer_fee=10000", "fulfilment.buyer_pays_shipping=0"}), "orders");
    CHECK(as_fee ==
          measured(kStore, simple_with({"revenue.buyer_fee=0", "fulfilment.buyer_pays_shipping=1"}), "orders"));
    CHECK(as_fee !=
          measured(kStore, simple_with({"revenue.buyer_fee=0", "fulfilment.buyer_pays_shipping=0"}), "orders"));
}

TEST_CASE("a tenth of the reference price more costs as many orders on the price tag as it does as a fee") {
    // Units cost their seller about 0.61 reference prices: 0.163 of that is a tenth of the reference price.
    const auto orders = [](const std::string& markup, const std::string& fee) {
        return mean_of(
            measured(kStore, simple_with({"supply.markup=" + markup, "revenue.buyer_fee=" + fee}), "orders"));
    };
    const double before = orders("0.70", "0"), dearer = orders("0.863", "0"), charged = orders("0.70", "10000");
    CHECK(dearer < 0.9 * before);
    CHECK((before - dearer) / (before - charged) == doctest::Approx(1.0).epsilon(0.15));
}

TEST_CASE(
    "where sellers answer in no way, a commission moves money from them to the platform, and all gain as before") {
    const auto with_commission = [](const std::string& share, std::string_view measure) {
        return mean_of(
            measured(kMarketplace, with({"revenue.commission", kMarketplace, kStill, "", "", "", 0}, share), measure));
    };
    const double moved = with_commission("0.15", "contribution") - with_commission("0.05", "contribution");
    CHECK(moved > 0.0);
    CHECK(with_commission("0.05", "seller_income") - with_commission("0.15", "seller_income") ==
          doctest::Approx(moved).epsilon(1e-6));
    CHECK(with_commission("0.05", "total_surplus") ==
          doctest::Approx(with_commission("0.15", "total_surplus")).epsilon(1e-9));
}

TEST_CASE("couriers' cashback is a gift between two parties, too") {
    const auto total = [](const std::string& share) {
        return mean_of(measured(kStore, {"market.couriers.Courier A.cashback=" + share}, "total_surplus"));
    };
    CHECK(total("0") == doctest::Approx(total("0.2")).epsilon(1e-9));
}

TEST_CASE("who finds no way to pay gains nothing: without cash on delivery buyers' surplus falls") {
    const std::vector<std::string> without{
        R"(models.Marketplace.payments=["bank transfer","e-wallet","card","pay later"])"};
    const PairedDifference surplus = paired_difference(measured(kMarketplace, without, "buyer_surplus"),
                                                       measured(kMarketplace, {}, "buyer_surplus"));
    CHECK(surplus.interval.high < 0.0);
    const PairedDifference orders =
        paired_difference(measured(kMarketplace, without, "orders"), measured(kMarketplace, {}, "orders"));
    CHECK(orders.interval.high < 0.0);
}

TEST_CASE("late goods cost satisfaction, stars and customers") {
    const std::string slow = "models.Marketplace.fulfilment.promise_buffer_days=0";
    for (const char* const measure : {"mean_satisfaction", "mean_stars", "customers"}) {
        // The same parcels against an earlier promise. What draws more orders at first must not keep more customers.
        INFO(measure);
        const PairedDifference difference =
            paired_difference(measured(kMarketplace, {slow, "market.choice.delay=0"}, measure),
                              measured(kMarketplace, {"market.choice.delay=0"}, measure));
        CHECK(difference.interval.high < 0.0);
    }
}

TEST_CASE("the dearer elsewhere, the more buy here; a rival's better goods take orders away") {
    const auto orders = [](const std::string& setting) { return measured(kMarketplace, {setting}, "orders"); };
    CHECK(paired_difference(orders("market.outside.price=1.3"), orders("market.outside.price=1")).interval.low > 0.0);
    CHECK(paired_difference(orders("market.outside.quality=0.9"), orders("market.outside.quality=0.62")).interval.high <
          0.0);
    CHECK(paired_difference(orders("market.outside.utility=1"), orders("market.outside.utility=0")).interval.high <
          0.0);
}

TEST_CASE("at the reference page every segment buys as often as is stated, whatever it weighs") {
    // A store whose every offer is one of the reference page: quality 0.62 at the reference price, in four days, to
    // buyers who trust by half and see a risk of 0.1, before anybody has learnt anything.
    const std::vector<std::string> page{
        "days=3",
        "market.buyers=40000",
        "market.awareness.initially_aware=1",
        "market.wishes.rate_per_day=0.3",
        R"(market.categories=[{"name":"goods","share":1,"reference_price":100000,"price_spread":0}])",
        R"(market.regions=[{"name":"here","share":1,"island":"here"}])",
        R"(market.payments=[{"name":"transfer","preferred":1,"success":1,"perceived_risk":0.1}])",
        "market.sellers.cost_share=1",
        "market.sellers.cost_of_quality=0",
        "market.choice.prior_quality=0.62",
        "market.choice.belief_learning=0",
        "market.choice.own_experience=0",
        "market.trust.gain=0",
        "market.trust.loss=0",
        "market.leaving.dissatisfaction_weight=0",
        "market.ordering.site_patience_seconds=3600",
        R"(market.segments=[{"name":"plain","share":0.25},{"name":"cheap","share":0.25,"price":2},)"
        R"({"name":"affluent","share":0.25,"price":0.3,"quality":2},{"name":"impatient","share":0.25,"delay":2.5}])",
        "models.Own store.supply.markup=0",
        "models.Own store.supply.unit_cost_advantage=0",
        "models.Own store.supply.quality_alpha=620",
        "models.Own store.supply.quality_beta=380",
        "models.Own store.supply.stock_up_to=1e6",
        "models.Own store.supply.initial_ratings=0",
        "models.Own store.reputation.system=none",
        "models.Own store.protection.kind=none",
        "models.Own store.fulfilment.buyer_pays_shipping=0",
        "models.Own store.fulfilment.courier_policy=fixed",
        "market.couriers.Courier A.days_same_region=0",
        "models.Own store.fulfilment.dispatch_days=0",
        "models.Own store.fulfilment.promise_buffer_days=4"};
    const Scenario scenario = with_settings(small_market(), page).scenario;
    const RunResult result = run_market(scenario, 1, 0);
    const Rows rows(result, "segments");
    std::map<std::string, std::array<double, 2>> by_segment;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        by_segment[rows.text(row, "segment")][0] += static_cast<double>(rows.whole(row, "orders"));
        by_segment[rows.text(row, "segment")][1] += static_cast<double>(rows.whole(row, "visits"));
    }
    CHECK(by_segment.size() == 4);
    for (const auto& [segment, counts] : by_segment)
        CHECK_MESSAGE(counts[0] / counts[1] == doctest::Approx(scenario.market.choice.conversion).epsilon(0.05),
                      segment);
}
