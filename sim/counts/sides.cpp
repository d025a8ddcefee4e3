#include "sim/counts/sides.h"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "scenarios/nearest.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

constexpr std::array<std::string_view, kCountOf<Side>> kMeasures{"contribution",   "seller_income", "buyer_surplus",
                                                                 "courier_profit", "total_surplus", "firm_profit"};

/// Small letters alone.
constexpr std::string_view kOfFirm = "firm_";

constexpr std::pair<std::string_view, Side> kEverydayWords[] = {
    {"store", Side::Platform},    {"shop", Side::Platform},      {"marketplace", Side::Platform},
    {"business", Side::Platform}, {"company", Side::Platform},   {"owner", Side::Platform},
    {"model", Side::Platform},    {"merchants", Side::Sellers},  {"merchant", Side::Sellers},
    {"vendors", Side::Sellers},   {"vendor", Side::Sellers},     {"resellers", Side::Sellers},
    {"suppliers", Side::Sellers}, {"customers", Side::Buyers},   {"customer", Side::Buyers},
    {"consumers", Side::Buyers},  {"consumer", Side::Buyers},    {"shoppers", Side::Buyers},
    {"users", Side::Buyers},      {"people", Side::Buyers},      {"delivery", Side::Couriers},
    {"drivers", Side::Couriers},  {"carriers", Side::Couriers},  {"carrier", Side::Couriers},
    {"shipping", Side::Couriers}, {"logistics", Side::Couriers}, {"everyone", Side::Society},
    {"everybody", Side::Society}, {"all", Side::Society},        {"welfare", Side::Society},
    {"public", Side::Society},    {"economy", Side::Society},    {"government", Side::Society},
    {"total", Side::Society},
};

constexpr std::pair<std::string_view, Side> kWhose[] = {
    {"total_surplus", Side::Society},
    {"courier_revenue", Side::Couriers},
    {"courier_profit", Side::Couriers},
    {"loss_rate", Side::Couriers},
    {"damage_rate", Side::Couriers},
    {"seller_income", Side::Sellers},
    {"seller_income_gini", Side::Sellers},
    {"seller_loss_share", Side::Sellers},
    {"seller_concentration", Side::Sellers},
    {"sellers", Side::Sellers},
    {"seller_exits", Side::Sellers},
    {"seller_bans", Side::Sellers},
    {"sales_of_top_sellers", Side::Sellers},
    {"seller_sales_gini", Side::Sellers},
    {"sellers_of_half_of_sales", Side::Sellers},
    {"seller_gmv", Side::Sellers},
    {"distributor_income", Side::Sellers},
    {"distributors", Side::Sellers},
    {"off_platform_price", Side::Sellers},
    {"buyer_surplus", Side::Buyers},
    {"buyer_surplus_per_visit", Side::Buyers},
    {"buyer_loss", Side::Buyers},
    {"buyer_loss_share", Side::Buyers},
    {"delivery_days", Side::Buyers},
    {"on_time_rate", Side::Buyers},
    {"wrong_item_rate", Side::Buyers},
    {"stock_out_rate", Side::Buyers},
    {"fraud_rate", Side::Buyers},
    {"failure_rate", Side::Buyers},
    {"delivered_failure_rate", Side::Buyers},
    {"ignored_share", Side::Buyers},
    {"first_response_hours", Side::Buyers},
    {"resolution_hours", Side::Buyers},
    {"mean_satisfaction", Side::Buyers},
    {"recovered_satisfaction", Side::Buyers},
    {"satisfaction_without_failure", Side::Buyers},
    {"mean_stars", Side::Buyers},
    {"positive_review_share", Side::Buyers},
    {"csat", Side::Buyers},
    {"ces", Side::Buyers},
    {"mean_trust", Side::Buyers},
    {"offered_quality", Side::Buyers},
    {"price_index", Side::Buyers},
    {"bad_post_share", Side::Buyers},
    {"reputation_error", Side::Buyers},
};

}  // namespace

std::optional<Side> side_named(std::string_view name) {
    const auto& names = NamesOf<Side>::names;
    const auto* const found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Side>(found - names.begin()));
}

std::string side_hint(std::string_view name) {
    std::string bare;
    for (const char c : name) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0) bare += static_cast<char>(std::tolower(letter));
    }
    for (const auto& [word, side] : kEverydayWords)
        if (word == bare) return fmt::format("did you mean \"{}\"?", name_of(side));
    // Whoever names the measure means its side.
    if (const std::size_t kpi = find_kpi(name); kpi < kKpiCount)
        if (const auto side = side_by_measure(kpi)) return fmt::format("did you mean \"{}\"?", name_of(*side));
    return did_you_mean(name, NamesOf<Side>::names);
}

std::optional<Side> side_asking(AskedBy asked_by) {
    static_assert(kCountOf<AskedBy> == kCountOf<Side> + 1);
    return asked_by == AskedBy::Usual ? std::nullopt : side_named(name_of(asked_by));
}

std::size_t measure_of(Side side) { return find_kpi(kMeasures[static_cast<std::size_t>(side)]); }

std::optional<Side> side_by_measure(std::size_t kpi) {
    if (kpi >= kKpiCount) return std::nullopt;
    if (kpi_info(kpi).name == "firm_profit_all") return Side::Firm;
    const auto* const found = std::find(kMeasures.begin(), kMeasures.end(), kpi_info(kpi).name);
    return found == kMeasures.end() ? std::nullopt : std::optional(static_cast<Side>(found - kMeasures.begin()));
}

Side side_of(std::size_t kpi) {
    for (const auto& [name, side] : kWhose)
        if (name == kpi_info(kpi).name) return side;
    if (kpi_info(kpi).name.starts_with(kOfFirm)) return Side::Firm;
    return Side::Platform;
}

}  // namespace pasar
