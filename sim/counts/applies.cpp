#include "sim/counts/applies.h"

#include <algorithm>
#include <array>

#include "words/language.h"

namespace pasar {
namespace {

constexpr std::array<std::string_view, 13> kOfParcels{
    "delivery_success_rate", "on_time_rate",       "delivery_days", "refusal_rate",
    "return_to_sender_rate", "loss_rate",          "damage_rate",   "wrong_item_rate",
    "stock_out_rate",        "undeliverable_rate", "return_rate",   "on_delivery_return_rate",
    "prepaid_return_rate"};
constexpr std::array<std::string_view, 8> kOfAuctions{"auction_success_rate", "bids_per_auction", "hammer_index",
                                                      "won_by_best_share",    "late_bid_share",   "sniped_share",
                                                      "unpaid_share",         "winner_gain"};
constexpr std::array<std::string_view, 8> kOfBookings{
    "load",         "empty_share",       "booking_refusal_rate", "denied_rate",
    "no_show_rate", "cancellation_rate", "not_served_rate",      "advance_share"};

/// Of these a digital good has some: it can be the wrong one, and its buyer can get its money back.
constexpr std::array<std::string_view, 2> kOfDownloads{"wrong_item_rate", "return_rate"};
constexpr std::array<std::string_view, 2> kOfCopies{"piracy_rate", "displacement_rate"};
constexpr std::array<std::string_view, 6> kOfDistributors{"wholesale_revenue",  "units_to_distributors",
                                                          "off_platform_units", "off_platform_price",
                                                          "distributor_income", "distributors"};
constexpr std::array<std::string_view, 10> kOfFeeds{
    "reading_occasions", "visit_share",   "mean_daily_active",  "monthly_active", "stickiness",
    "ads_per_visit",     "ad_free_share", "revenue_per_active", "bad_post_share", "content_cost"};
/// Of these, what bills of subscriptions tell as well.
constexpr std::array<std::string_view, 4> kOfBills{"gmv", "orders", "average_order_value", "contribution_per_order"};
/// Of what is bought and sold.
constexpr std::array<std::string_view, 46> kOfOrders{"gmv",
                                                     "orders",
                                                     "conversion",
                                                     "session_conversion",
                                                     "contribution_per_order",
                                                     "payment_failure_rate",
                                                     "question_loss_rate",
                                                     "average_order_value",
                                                     "on_delivery_share",
                                                     "fraud_rate",
                                                     "failure_rate",
                                                     "delivered_failure_rate",
                                                     "complaint_rate",
                                                     "voice_share",
                                                     "ignored_share",
                                                     "first_response_hours",
                                                     "resolution_hours",
                                                     "refund_rate",
                                                     "chargeback_rate",
                                                     "review_rate",
                                                     "positive_review_share",
                                                     "mean_stars",
                                                     "one_star_share",
                                                     "two_star_share",
                                                     "three_star_share",
                                                     "four_star_share",
                                                     "five_star_share",
                                                     "open_share",
                                                     "unseen_share",
                                                     "orders_per_customer",
                                                     "loyal_share",
                                                     "would_resist_share",
                                                     "buyer_loss_share",
                                                     "price_index",
                                                     "reputation_error",
                                                     "orders_of_top_buyers",
                                                     "spend_of_top_buyers",
                                                     "orders_per_active_buyer",
                                                     "one_order_share",
                                                     "campaign_day_orders",
                                                     "money_loss_complaint_share",
                                                     "quality_complaint_share",
                                                     "recovered_satisfaction",
                                                     "satisfaction_without_failure",
                                                     "on_delivery_return_rate",
                                                     "prepaid_return_rate"};
constexpr std::array<std::string_view, 8> kOfSubscriptions{
    "trial_conversion", "involuntary_churn_share", "monthly_churn",   "monthly_churn_involuntary", "recovery_rate",
    "subscribers",      "recurring_revenue",       "subscriber_value"};

constexpr std::array<std::string_view, 10> kOfCompetition{
    "order_share",    "sales_share",   "customer_share",    "multi_homers",       "duplication",
    "switched_share", "market_orders", "sellers_elsewhere", "units_to_resellers", "firm_profit_all"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool is_of_competition(std::string_view kpi) { return is_one_of(kpi, kOfCompetition); }

std::string_view why_none(std::string_view kpi, const ModelSpec& model) {
    if (!model.competes && is_of_competition(kpi)) return tr_later("platforms do not compete here");
    const MatchingKind kind = model.matching.kind;
    if (kind != MatchingKind::Auction && is_one_of(kpi, kOfAuctions)) return tr_later("nothing is sold by auction");
    if (kind != MatchingKind::Booking && is_one_of(kpi, kOfBookings)) return tr_later("no places are booked");
    const bool has_plans =
        kind == MatchingKind::Subscription || (kind == MatchingKind::Feed && !model.subscription.plans.empty());
    if (kind != MatchingKind::Feed && is_one_of(kpi, kOfFeeds)) return tr_later("nothing is read free of charge");
    // Bills of plans beside a feed are orders; what becomes of orders is not told apart from visits there.
    const bool is_of_bills = has_plans && is_one_of(kpi, kOfBills);
    if (kind == MatchingKind::Feed && !is_of_bills &&
        (is_one_of(kpi, kOfOrders) || kpi.starts_with("another_order_after_")))
        return has_plans ? tr_later("visits to a feed are no orders")
                         : tr_later("nothing is ordered: what is read is free");
    if (kind == MatchingKind::Feed && is_one_of(kpi, kOfParcels)) return tr_later("nothing is shipped");
    if (!has_plans && is_one_of(kpi, kOfSubscriptions)) return tr_later("there are no subscriptions");
    if (has_plans && kpi == "trial_conversion" && model.subscription.trial_days == 0)
        return tr_later("there are no trials");
    if (has_plans && is_one_of(kpi, kOfParcels)) return tr_later("nothing is shipped");
    if (has_plans && (kpi == "conversion" || kpi == "session_conversion" || kpi == "payment_failure_rate"))
        return tr_later("bills come without a visit, and visits of subscribers without a bill");
    if (model.fulfilment.kind == FulfilmentKind::Service && is_one_of(kpi, kOfParcels))
        return tr_later("nothing is shipped");
    const bool is_digital = model.fulfilment.kind == FulfilmentKind::Digital;
    if ((!is_digital || kind != MatchingKind::Offers) && is_one_of(kpi, kOfCopies))
        return tr_later("nothing is sold that could be copied");
    if (is_digital && is_one_of(kpi, kOfParcels) && !is_one_of(kpi, kOfDownloads))
        return tr_later("nothing is shipped");
    if (kind == MatchingKind::Subscription && kpi == "price_index")
        return tr_later("the price of a plan is weighed by its use");
    if (kind == MatchingKind::Auction && kpi == "price_index")
        return tr_later("bidders make the price (see hammer_index)");
    if (model.supply.kind != SupplyKind::Hybrid && (kpi == "own_sales_share" || kpi == "products_entered"))
        return tr_later("own goods and sellers' do not stand side by side");
    if (model.supply.kind == SupplyKind::Own && kpi == "seller_gmv")
        return tr_later("there are no independent sellers");
    if (!(model.supply.wholesale.on && model.supply.kind != SupplyKind::Sellers) && is_one_of(kpi, kOfDistributors))
        return tr_later("no store here sells to distributors");
    return {};
}

}  // namespace pasar
