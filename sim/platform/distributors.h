// Distributors: they buy in the platform's own store in quantity and sell on, off the platform and on it. Units and
// money of each are conserved; see check_distributors().
#pragma once

#include <cstdint>
#include <vector>

#include "agents/money.h"

namespace pasar {

class Platform;
class World;

/// Of a distributor without a shelf of its own on the platform.
inline constexpr std::uint32_t kNoShop = 0xFFFFFFFFU;
/// Of a seller who is no distributor.
inline constexpr std::uint32_t kNoDistributor = 0xFFFFFFFFU;

/// Somebody who could be a distributor of one of the store's products, the same in every model with these goods.
struct Distributor {
    std::uint32_t product = 0;       ///< offer of the own store that it deals in
    std::uint32_t seller = kNoShop;  ///< its own shelf on the platform
    bool lists_here = false;         ///< it opens one where there are independent sellers
    bool is_in_business = false;     ///< buys; one who has given up sells off what is left
    double visits_factor = 1.0;      ///< its customers over the mean
    std::int64_t stock = 0, ordered = 0, arrives = 0;
    Money stock_value, ordered_value;  ///< what these units cost it, handling included
    Money price;                       ///< asked off the platform
    Money cash;                        ///< its pocket; below 0 is its own money in the goods
    Money income;                      ///< sales less what the goods sold and being in business cost
    Money judged;                      ///< income up to the last day on which it looked at its profit
    double profit_per_day = 0.0;       ///< learned over the last days, after fixed costs, in money units
    std::int64_t bought = 0, sold_off = 0, listed = 0;  ///< units, since day 0; listed: put on its shelf here
    Money paid, taken;                                  ///< to the store, and from people off the platform
};

/// Those of day 0, none in business yet.
void open_distributors(Platform& platform);

/// Whether the store sells to them: goods of its own, at prices, with wholesale on.
[[nodiscard]] bool sells_to_distributors(const Platform& platform);

/// The morning of all distributors, in the order of their numbers: goods arrive, customers off the platform buy,
/// whoever can begins and whoever does not earn enough gives up, and who has little left orders from the store.
void trade_of_distributors(World& world, Platform& platform);

/// Fills the shelf on the platform of a distributor, who is its seller, from its stock. Returns units moved.
std::int64_t fill_own_shelf(Platform& platform, std::size_t offer, double market_price);

/// Units bought are units sold off the platform, put on its own shelf, or with it; its pocket is its income less what
/// its goods cost; all pockets together are their account. Throws Contradiction.
void check_distributors(const Platform& platform);

}  // namespace pasar
