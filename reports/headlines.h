// What a planner asks first: the key figures that screen, page and workbook put in front, and their names there.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

/// In the order of the screen. A name that no key figure has is passed over.
inline constexpr std::array<std::string_view, 19> kHeadlines{"contribution",
                                                             "gmv",
                                                             "orders",
                                                             "conversion",
                                                             "customers",
                                                             "retention_rate",
                                                             "repeat_rate",
                                                             "nps",
                                                             "mean_satisfaction",
                                                             "failure_rate",
                                                             "complaint_rate",
                                                             "fraud_rate",
                                                             "delivery_success_rate",
                                                             "on_time_rate",
                                                             "buyer_loss_share",
                                                             "buyer_surplus",
                                                             "seller_income",
                                                             "courier_profit",
                                                             "total_surplus"};

/// What a scenario's firm asks first.
inline constexpr std::string_view kFirmProfit = "firm_profit";
/// In all its channels of one world.
inline constexpr std::string_view kFirmProfitAll = "firm_profit_all";
/// And its account, line by line, down to the profit.
inline constexpr std::array<std::string_view, 9> kFirmLedger{"firm_sales",       "firm_commission", "firm_fees",
                                                             "firm_shipping",    "firm_goods",      "firm_returns",
                                                             "firm_advertising", "firm_fixed",      "firm_profit"};
/// "cost of goods" for firm_goods, as a line of the account.
[[nodiscard]] std::string label_of_line(std::string_view measure);
/// What there is in a scenario that has headlines of its own.
struct HeadlineKinds {
    bool firm = false, auctions = false, bookings = false;
    bool channels = false;  ///< worlds are told apart by where the firm sells: it asks for its profit in all of them
    bool hybrids = false, distributors = false, feeds = false, subscriptions = false;
};
[[nodiscard]] HeadlineKinds headline_kinds(const Scenario& scenario);
/// The headlines of a scenario. The profit of its firm stands in front where it has one; what auctions, bookings,
/// feeds, subscriptions and distributors are judged by follows the orders; where there are more than two of these kinds
/// only what all have in common is left.
[[nodiscard]] std::vector<std::string_view> headlines_where(HeadlineKinds there);
/// Headlines of own goods beside sellers', and of distributors.
inline constexpr std::array<std::string_view, 2> kHybridHeadlines{"own_sales_share", "sellers"};
inline constexpr std::array<std::string_view, 4> kDistributorHeadlines{"distributors", "off_platform_units",
                                                                       "off_platform_price", "distributor_income"};
/// Headlines of auctions, of bookings, of feeds, and of subscriptions.
inline constexpr std::array<std::string_view, 3> kAuctionHeadlines{"auction_success_rate", "hammer_index",
                                                                   "won_by_best_share"};
inline constexpr std::array<std::string_view, 3> kBookingHeadlines{"load", "booking_refusal_rate", "denied_rate"};
inline constexpr std::array<std::string_view, 4> kFeedHeadlines{"mean_daily_active", "monthly_active", "stickiness",
                                                                "ads_per_visit"};
inline constexpr std::array<std::string_view, 5> kSubscriptionHeadlines{
    "subscribers", "recurring_revenue", "monthly_churn", "monthly_churn_involuntary", "subscriber_value"};

/// "retention_rate" is "retention rate", and "nps" is "NPS". "contribution" says whose it is: "platform contribution".
[[nodiscard]] std::string label_of(std::string_view measure);
/// The same without the owner.
[[nodiscard]] std::string label_of_column(std::string_view measure);

}  // namespace pasar
