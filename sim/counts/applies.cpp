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

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string_view why_none(std::string_view kpi, const ModelSpec& model) {
    const MatchingKind kind = model.matching.kind;
    if (kind != MatchingKind::Auction && is_one_of(kpi, kOfAuctions)) return tr_later("nothing is sold by auction");
    if (kind != MatchingKind::Booking && is_one_of(kpi, kOfBookings)) return tr_later("no places are booked");
    if (model.fulfilment.kind == FulfilmentKind::Service && is_one_of(kpi, kOfParcels))
        return tr_later("nothing is shipped");
    const bool is_digital = model.fulfilment.kind == FulfilmentKind::Digital;
    if (!is_digital && is_one_of(kpi, kOfCopies)) return tr_later("nothing is sold that could be copied");
    if (is_digital && is_one_of(kpi, kOfParcels) && !is_one_of(kpi, kOfDownloads))
        return tr_later("nothing is shipped");
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
