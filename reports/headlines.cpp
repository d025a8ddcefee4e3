#include "reports/headlines.h"

#include <algorithm>

#include "sim/counts/applies.h"

namespace pasar {

std::string label_of_column(std::string_view measure) {
    std::string label(measure);
    if (label == "gmv" || label == "nps" || label == "csat" || label == "ces") {
        std::transform(label.begin(), label.end(), label.begin(),
                       [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    }
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

std::string label_of(std::string_view measure) {
    if (measure == "monthly_churn") return "monthly churn, voluntary";
    if (measure == "monthly_churn_involuntary") return "monthly churn, involuntary";
    if (measure == kFirmProfitAll) return "firm profit, all channels";
    return measure == "contribution" ? "platform contribution" : label_of_column(measure);
}

std::string label_of_line(std::string_view measure) {
    if (measure == "firm_goods") return "cost of goods";
    if (measure == "firm_fixed") return "fixed costs";
    measure.remove_prefix(measure.starts_with("firm_") ? 5 : 0);
    return label_of_column(measure);
}

HeadlineKinds headline_kinds(const Scenario& scenario) {
    const auto has = [&](MatchingKind kind) {
        return std::any_of(scenario.models.begin(), scenario.models.end(),
                           [kind](const ModelSpec& model) { return model.matching.kind == kind; });
    };
    return {
        .firm = scenario.firm.is_there(),
        .auctions = has(MatchingKind::Auction),
        .bookings = has(MatchingKind::Booking),
        .hybrids = std::any_of(scenario.models.begin(), scenario.models.end(),
                               [](const ModelSpec& model) { return model.supply.kind == SupplyKind::Hybrid; }),
        .distributors = scenario.market.distributors.number > 0 &&
                        std::any_of(scenario.models.begin(), scenario.models.end(),
                                    [](const ModelSpec& model) {
                                        return model.supply.wholesale.on && model.supply.kind != SupplyKind::Sellers;
                                    }),
        .feeds = has(MatchingKind::Feed),
        .subscriptions = std::any_of(scenario.models.begin(), scenario.models.end(),
                                     [](const ModelSpec& model) { return why_none("subscribers", model).empty(); })};
}

std::vector<std::string_view> headlines_where(HeadlineKinds there) {
    // Among many kinds the screen is for what they have in common.
    constexpr int kMostKinds = 2;
    if (there.auctions + there.bookings + there.hybrids + there.distributors + there.feeds + there.subscriptions >
        kMostKinds)
        return headlines_where({.firm = there.firm, .channels = there.channels});
    std::vector<std::string_view> names;
    if (there.firm) names.push_back(there.channels ? kFirmProfitAll : kFirmProfit);
    for (const std::string_view name : kHeadlines) {
        names.push_back(name);
        if (name != "conversion") continue;
        if (there.auctions) names.insert(names.end(), kAuctionHeadlines.begin(), kAuctionHeadlines.end());
        if (there.bookings) names.insert(names.end(), kBookingHeadlines.begin(), kBookingHeadlines.end());
        if (there.hybrids) names.insert(names.end(), kHybridHeadlines.begin(), kHybridHeadlines.end());
        if (there.distributors) names.insert(names.end(), kDistributorHeadlines.begin(), kDistributorHeadlines.end());
        if (there.feeds) names.insert(names.end(), kFeedHeadlines.begin(), kFeedHeadlines.end());
        if (there.subscriptions)
            names.insert(names.end(), kSubscriptionHeadlines.begin(), kSubscriptionHeadlines.end());
    }
    return names;
}

}  // namespace pasar
