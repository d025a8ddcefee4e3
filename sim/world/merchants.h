// People who sell in a world of several platforms. Somebody with shops on more than one of them is one firm: the shops
// are listings of the same goods out of one stock, what being in business costs is paid once, and a shop that does not
// pay is given up by itself. The scenario's firm is one of them, its own store being one of its shops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace pasar {

class Platform;
class World;
struct Seller;

/// Of a seller in a world of one platform.
inline constexpr std::uint32_t kNoMerchant = 0xFFFFFFFFU;

/// Somebody's shop on a platform.
struct Outlet {
    std::uint32_t platform = 0;  ///< index into World::platforms
    std::uint32_t seller = 0;
    std::uint32_t first_offer = 0;  ///< its offers are those of Merchant::goods, in their order
    bool shares_stock = false;      ///< not where goods are auctioned, or never sold out
    bool is_closed = false;         ///< it was given up
    /// Once closed: what it had earned a day less than others of its type here, for each offer of its size.
    float below_others = 0.0F;
};

/// The stock of one good, of which each outlet's offer shows a copy.
struct SharedGood {
    std::int64_t stock = 0;
    /// Units: bought, with those there were at first and on their way, less what others bought to sell on; and
    /// returned.
    std::int64_t bought = 0, returned = 0;
};

struct Merchant {
    std::uint32_t identity = 0;
    std::uint32_t offers = 0;       ///< in each outlet that shares stock
    std::uint32_t main = 0;         ///< index into outlets: the one that orders, and bears what the firm costs
    std::vector<Outlet> outlets;    ///< in the order in which they were opened
    std::vector<SharedGood> goods;  ///< empty until a second outlet shares the stock
};

struct Merchants {
    std::vector<Merchant> all;
    std::unordered_map<std::uint32_t, std::uint32_t> of_identity;  ///< the latest of each person

    /// Who has this identity, if anybody.
    [[nodiscard]] const Merchant* find(std::uint32_t identity) const;
};

/// The seller of an outlet.
[[nodiscard]] const Seller& seller_at(const World& world, const Outlet& outlet);
/// Outlets of a merchant that are in business.
[[nodiscard]] std::size_t open_outlets(const World& world, const Merchant& merchant);
/// Whether it has an open shop on another platform.
[[nodiscard]] bool sells_elsewhere(const World& world, const Platform& platform, const Merchant& merchant);
/// Whether it has an open shop on this platform, or was banned from it.
[[nodiscard]] bool is_known_here(const World& world, const Platform& platform, const Merchant& merchant);
/// Whether one of its open shops opened today.
[[nodiscard]] bool opened_today(const World& world, const Merchant& merchant);
/// Whether the seller is one of several open shops of its merchant; and whether it is the main one, as a single one is.
[[nodiscard]] bool has_other_shops(const Platform& platform, const Seller& seller);
[[nodiscard]] bool is_main_shop(const Platform& platform, std::size_t seller);

/// What a shop that opens here with so many offers would find in stock already: the goods of the same person elsewhere.
[[nodiscard]] bool finds_goods_elsewhere(const World& world, const Platform& platform, const Seller& seller,
                                         std::uint32_t identity, std::size_t offers);
/// Enters a seller that has just opened, with its offers, into the merchants of the world. Where it has no goods of its
/// own (finds_goods_elsewhere) its offers show those of its other shops. Does nothing in a world of one platform.
void enrol(World& world, Platform& platform, std::uint32_t seller, std::uint32_t first_offer, std::uint32_t offers);

/// Whether the offer shows a stock that is shared, and whether another shop of its merchant orders for it.
[[nodiscard]] bool shares_stock(const Platform& platform, std::size_t offer);
[[nodiscard]] bool is_ordered_elsewhere(const Platform& platform, std::size_t offer);
/// Units of an offer's stock that were bought today, wherever. Does nothing where the stock is not shared.
void note_bought(World& world, const Platform& platform, std::size_t offer, std::int64_t units);
/// Units that others have just bought out of an offer's stock to sell on: all shops show what is left.
void note_passed_on(World& world, const Platform& platform, std::size_t offer, std::int64_t units);

/// Whether a seller of this type and size would open a shop on the platform beside those it has.
[[nodiscard]] bool would_list(const World& world, const Platform& platform, const Merchant& merchant,
                              const Seller& seller);

// The day of merchants, led by one thread.

/// In the morning: what was ordered arrives; who does not earn enough in all gives up all shops; some think of listing
/// on further platforms.
void begin_day_of_merchants(World& world);
/// After stocking up, and in the evening: what each shop's stock has changed by is that of all. `returns`: it changed
/// by what buyers sent back.
void pool_stock(World& world, bool returns);
/// Every shop's offers show the stock there is.
void show_shared_stock(World& world);
/// Units bought are in stock, under way, or sold and not returned. Throws Contradiction.
void check_shared_stock(const World& world);

}  // namespace pasar
