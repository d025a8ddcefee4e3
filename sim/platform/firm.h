// The firm of a scenario on a platform. Where there are independent sellers it is one of them, opened after all others
// of day 0, and drawn apart so that no other seller's draws change; in a model with own goods only it owns the store,
// whose catalogue is the firm's goods. It is never scaled with the market, and never gives up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/platform/platform.h"

namespace pasar {

/// Keys the firm's draws, apart from those of all sellers.
inline constexpr std::uint32_t kFirm = 0x60000000U;

/// Whether the firm is here, as a seller or as the owner of the store.
[[nodiscard]] inline bool has_firm(const Platform& p) { return p.firm.seller != kNoFirm; }
/// Whether the own store is the firm's.
[[nodiscard]] inline bool firm_owns_store(const Platform& p) { return has_firm(p) && p.is_own_store(p.firm.seller); }
[[nodiscard]] inline bool is_firm(const Platform& p, std::size_t seller) { return p.firm.seller == seller; }
[[nodiscard]] inline bool is_firm_offer(const Platform& p, std::size_t offer) {
    return has_firm(p) && offer >= p.firm.first_offer && offer - p.firm.first_offer < p.firm.goods.size();
}
/// Pre: an offer of the firm.
[[nodiscard]] const FirmGoodsSpec& goods_of_firm(const Platform& p, std::size_t offer);
/// Whether the scenario says the price of the offer, so that nobody sets it otherwise.
[[nodiscard]] bool is_priced_by_firm(const Platform& p, std::size_t offer);

/// Whether the firm sells on this platform: in a world of several, where firm.channels names it or nothing.
[[nodiscard]] bool is_channel_of_firm(const Platform& p);
/// Whether the platform is the firm's own store in a world where it keeps that shut.
[[nodiscard]] bool is_store_kept_shut(const Scenario& scenario, const ModelSpec& model, bool competes);

/// Opens the firm on day 0 beside the independent sellers, or as the owner of the own store, whose seller is there.
/// Goods that it has in another channel already are not bought again.
void open_firm(World& world, Platform& p);
/// Prices and stock follow the scenario that is in force now.
void follow_terms_of_firm(Platform& p);

/// How many times as often an offer is seen as without its seller's advertising: 1 + lift · spend / (spend + half).
[[nodiscard]] double advertised_exposure(const Platform& p, const Offer& offer);
/// What the firm spends on it in a month here.
[[nodiscard]] Money firm_advertising_per_month(const Platform& p);

/// Once today's orders are known: those of the firm go to the end of its line, which is one for all its channels.
void line_up_at_firm(Platform& p);
/// Before the evening of the first platform: what has come of today's orders in all channels.
void count_orders_of_firm(World& world);
/// Days that an order placed today waits for the firm to dispatch it; `draw` is its place among those of today.
[[nodiscard]] double days_waiting_at_firm(const Platform& p, std::uint32_t seller, double draw);
/// In the evening: the line moves on, costs and advertising of the day are paid.
void close_day_of_firm(Platform& p, const std::vector<OfferTally>& today);

/// What the firm has come to on the days counted.
struct FirmFigures {
    SellerLedger ledger;
    std::int64_t orders = 0;
    double stars = 0.0, ratings = 0.0;  ///< sums over its offers at the end
};
/// Nothing where it is not here. Of an own store the ledger is that of the platform, line by line: its profit is the
/// platform's contribution.
[[nodiscard]] std::optional<FirmFigures> figures_of_firm(const Platform& p);
/// Its profit over all channels of a world whose platforms compete; nothing where it sells on none of them, or where a
/// world has one platform alone.
[[nodiscard]] std::optional<Money> profit_of_firm_over_channels(const World& world);

}  // namespace pasar
