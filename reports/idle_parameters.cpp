#include "reports/idle_parameters.h"

#include <algorithm>
#include <array>
#include <string>

namespace pasar {

namespace {

/// A parameter that counts for some kinds of a model only.
struct Use {
    std::string_view path;  ///< of the parameter, or of a group
    std::string_view group;
    std::string_view kind;  ///< the member of the group that decides
    std::array<std::string_view, 4> used_by;
    bool by_plans = false;  ///< a feed makes use of it as well, where it has plans
};
constexpr std::array<std::string_view, 4> kOwnGoods{"own", "hybrid"};
constexpr std::array<std::string_view, 4> kSellersGoods{"sellers", "hybrid"};
constexpr std::array<std::string_view, 4> kProtected{"escrow", "money_back", "replacement", "warranty"};
constexpr std::array<std::string_view, 4> kNoPlans{"offers", "auction", "booking"};
constexpr std::array kUses{
    Use{"auction", "matching", "kind", {"auction"}},
    Use{"booking", "matching", "kind", {"booking"}},
    Use{"subscription", "matching", "kind", {"subscription"}, true},
    Use{"feed", "matching", "kind", {"feed"}},
    Use{"licence", "fulfilment", "kind", {"digital"}},
    Use{"licence", "matching", "kind", {"offers"}},
    Use{"supply.picking_per_day", "fulfilment", "kind", {"couriers", "service"}},
    Use{"supply.wrong_item", "fulfilment", "kind", {"couriers", "service"}},
    Use{"fulfilment.dispatch_days", "fulfilment", "kind", {"couriers", "service"}},
    Use{"costs.handling_per_order", "fulfilment", "kind", {"couriers", "service"}},
    Use{"protection.return_shipping", "fulfilment", "kind", {"couriers", "service"}},
    Use{"supply.sellers", "supply", "kind", kSellersGoods},
    Use{"revenue.commission", "supply", "kind", kSellersGoods},
    Use{"revenue.listing_fee_per_month", "supply", "kind", kSellersGoods},
    Use{"revenue.seller_fee", "supply", "kind", kSellersGoods},
    Use{"supply.products", "supply", "kind", kOwnGoods},
    Use{"supply.pricing", "supply", "kind", kOwnGoods},
    Use{"supply.undercut", "supply", "pricing", {"match"}},
    Use{"supply.price_review_days", "supply", "pricing", {"match", "optimise"}},
    Use{"supply.markup", "supply", "kind", kOwnGoods},
    Use{"supply.quality_alpha", "supply", "kind", kOwnGoods},
    Use{"supply.quality_beta", "supply", "kind", kOwnGoods},
    Use{"supply.stock_up_to", "supply", "kind", kOwnGoods},
    Use{"supply.reorder_at", "supply", "kind", kOwnGoods},
    Use{"supply.lead_time_days", "supply", "kind", kOwnGoods},
    Use{"supply.picking_per_day", "supply", "kind", kOwnGoods},
    Use{"supply.wrong_item", "supply", "kind", kOwnGoods},
    Use{"supply.unit_cost_advantage", "supply", "kind", kOwnGoods},
    Use{"supply.entry", "supply", "kind", {"hybrid"}},
    Use{"supply.wholesale", "supply", "kind", kOwnGoods},
    Use{"fulfilment.dispatch_days", "supply", "kind", kOwnGoods},
    Use{"costs.handling_per_order", "supply", "kind", kOwnGoods},
    Use{"fulfilment.courier", "fulfilment", "courier_policy", {"fixed"}},
    Use{"fulfilment.smart_price_weight", "fulfilment", "courier_policy", {"smart"}},
    Use{"fulfilment.smart_exploration", "fulfilment", "courier_policy", {"smart"}},
    Use{"protection.assurance", "protection", "kind", kProtected},
    Use{"protection.goodwill", "protection", "kind", {"none"}},
    Use{"auction.increment", "auction", "rule", {"english"}},
    Use{"auction.increment_rule", "auction", "rule", {"english"}},
    Use{"auction.close", "auction", "rule", {"english"}},
    Use{"revenue.advertising_per_visit", "matching", "kind", {"offers", "auction", "booking", "subscription"}},
    Use{"programmes.thank_you", "matching", "kind", {"offers", "auction", "booking", "subscription"}, true},
    Use{"programmes.loyalty", "matching", "kind", {"offers", "auction", "booking", "subscription"}, true},
    Use{"supply.products", "matching", "kind", kNoPlans},
    Use{"supply.markup", "matching", "kind", kNoPlans},
    Use{"supply.pricing", "matching", "kind", kNoPlans},
    Use{"supply.quality_alpha", "matching", "kind", kNoPlans},
    Use{"supply.quality_beta", "matching", "kind", kNoPlans},
    Use{"supply.stock_up_to", "matching", "kind", kNoPlans},
    Use{"supply.reorder_at", "matching", "kind", kNoPlans},
    Use{"supply.lead_time_days", "matching", "kind", kNoPlans},
    Use{"supply.picking_per_day", "matching", "kind", kNoPlans},
    Use{"supply.wrong_item", "matching", "kind", kNoPlans},
    Use{"supply.unit_cost_advantage", "matching", "kind", kNoPlans},
    Use{"fulfilment.dispatch_days", "matching", "kind", kNoPlans},
    Use{"costs.handling_per_order", "matching", "kind", kNoPlans},
    Use{"booking.overbooking", "booking", "limit", {"fixed"}},
    Use{"booking.protect", "booking", "protection", {"fixed"}},
};

bool has_plans(const nlohmann::ordered_json& model) {
    return model.contains("subscription") && model["subscription"].contains("plans") &&
           !model["subscription"]["plans"].empty();
}

}  // namespace

bool is_idle(const nlohmann::ordered_json& model, std::string_view path, bool competes) {
    if (!competes && (path == "competition.appeal" || path == "competition.share")) return true;
    return std::any_of(kUses.begin(), kUses.end(), [&](const Use& use) {
        // A parameter, or all of a group.
        const bool is_meant =
            path == use.path || (path.starts_with(use.path) && path.substr(use.path.size()).starts_with('.'));
        const std::string group(use.group), kind(use.kind);
        if (!is_meant || !model.contains(group) || !model[group].contains(kind) || !model[group][kind].is_string())
            return false;
        const auto value = model[group][kind].get<std::string>();
        if (use.by_plans && value == "feed" && has_plans(model)) return false;
        return std::find(use.used_by.begin(), use.used_by.end(), value) == use.used_by.end();
    });
}

}  // namespace pasar
