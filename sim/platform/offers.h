// Sellers and what they offer, as they stand in the morning; and the shelf, the order in which a platform shows them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/dice.h"
#include "agents/kinds.h"
#include "agents/money.h"
#include "agents/reputation.h"
#include "sim/platform/seller_ledger.h"

namespace pasar {

enum class SellerState : std::uint8_t { Active, CashingIn, Banned, Gone };

struct Seller {
    SellerKind kind = SellerKind::Honest;
    std::uint8_t type = 0;  ///< index into MarketSpec::seller_types; unused for the platform's own store
    std::uint8_t region = 0;
    SellerState state = SellerState::Active;
    std::uint16_t joined = 0;                 ///< day
    std::uint16_t returns_on = 0xFFFF;        ///< day on which a banned seller comes back under a new name
    std::uint16_t offers = 0;                 ///< in its catalogue
    bool is_store = false;                    ///< the platform's own
    bool stays = false;                       ///< never gives up
    std::uint32_t distributor = 0xFFFFFFFFU;  ///< index into PlatformState::distributors of the one whose shelf it is
    std::uint32_t first_offer = 0;            ///< of its catalogue, whose offers stand side by side
    std::uint32_t identity = 0;               ///< keys its draws: the same person in every model of the scenario
    std::uint32_t merchant = 0xFFFFFFFFU;     ///< index into Merchants::all where a world has several platforms
    float size = 1.0F;                        ///< exposure of its catalogue, in offers
    float profit_per_day = 0.0F;              ///< learned over the last days, less fixed costs, in money units
    float outside_income_per_day = 0.0F;      ///< what it could earn elsewhere, in money units
    std::int64_t last_sale_day = 0;
    std::int64_t orders_served = 0;
    std::int64_t cheats_recognised = 0;
    Money balance;  ///< earned and not yet withdrawn; the platform's own store keeps none
    Money income;   ///< sales less all costs, so far: the profit of the ledger
    Money judged;   ///< income up to the last evening on which it looked at its profit
    Money gmv;
    SellerLedger ledger;  ///< so far; of the platform's own store sales and cost of goods alone

    void book(const SellerLedger& lines) {
        ledger += lines;
        income += lines.profit();
    }
};

[[nodiscard]] inline bool is_in_business(const Seller& seller) {
    return seller.state == SellerState::Active || seller.state == SellerState::CashingIn;
}

/// Most offers of one independent seller.
inline constexpr std::size_t kMostOfASeller = 255;

/// One thing on sale by one seller. An independent seller has a catalogue of goods of one kind, which differ in cost
/// and price; the own store has an offer for each product. What orders touch stands in the first cache line.
struct alignas(64) Offer {
    std::uint32_t seller = 0;
    std::uint8_t category = 0;
    std::uint8_t region = 0;
    SellerKind kind = SellerKind::Honest;  ///< of its seller
    std::uint8_t type = 0;                 ///< of its seller
    bool own = false;
    bool open = true;         ///< false once its seller is gone
    bool cashing_in = false;  ///< its seller is a patient cheat who has begun to cheat
    bool is_slack = false;    ///< its seller takes less care since a first bad rating
    bool is_listed = true;    ///< up for sale; where goods are sold by auction, while one is open for it
    bool is_copied = false;   ///< the platform has opened an own offer of the same goods
    /// Offers of its seller, from `first` on, that buyers like and bar as one; a product of the own store stands alone.
    std::uint8_t siblings = 1;
    std::uint32_t first = 0;
    float quality = 0.0F;   ///< true quality, 0..1
    float inferred = 0.0F;  ///< quality that a buyer of average review reading infers this morning
    float shown = 0.0F;     ///< score on display this morning, 0..1
    float short_by = 0.0F;  ///< quality by which what is sent now falls short: its seller is an opportunist who cheats
    float exposure = 1.0F;  ///< its part of its seller's size: its places, over those of an offer of size 1
    Money cost;
    Money price;  ///< of a unit; in an auction the lowest bid that is taken
    std::int64_t stock = 0;
    // From here on what mostly mornings and evenings look at.
    Money reference;          ///< of its category; of a plan that of its period
    float described = 0.0F;   ///< quality as its description has it
    std::uint32_t rated = 0;  ///< index into the platform's ratings: one for a seller, one for each own product
    Money floor;              ///< never sold below
    Money asks_for;           ///< cost of the quality that it is described as: what its price is made of
    std::int64_t up_to = 0;
    std::int64_t reorder_at = 0;
    std::int64_t ordered = 0;  ///< units on their way to it
    std::int64_t restock_day = 0;
    std::int64_t sold_since_review = 0;
    std::int64_t sold = 0;

    /// Whether its seller, or the own product, is that of offer `other`.
    [[nodiscard]] bool is_kin(std::uint32_t other) const { return other - first < siblings; }
};

/// What happened to one offer on one day; integers, so that workers' tallies add up in any order.
struct alignas(64) OfferTally {
    std::int64_t gmv = 0;       ///< in money units
    std::int32_t demanded = 0;  ///< units in orders placed
    std::int32_t orders = 0;
    std::int32_t returned = 0;  ///< units back in stock
    std::int32_t good = 0, bad = 0, stars = 0;
    std::int32_t settled = 0;
    std::int32_t cheats = 0;    ///< recognised by the platform
    std::int32_t recalled = 0;  ///< visits that thought of it without seeing it on the page, where it matters
    SellerLedger ledger;        ///< for its seller; a cache line that only money touches

    bool operator==(const OfferTally&) const = default;
};

/// A place on a shelf has no room for larger numbers.
inline constexpr std::size_t kMostOffers = std::size_t{1} << 26U;

/// A place on a shelf: which offer stands there, and from which region it ships.
struct Place {
    std::uint32_t offer : 26 = 0;
    std::uint32_t region : 6 = 0;
};
static_assert(sizeof(Place) == 4);

/// The order in which the platform shows the offers of one category this morning: a circle of places. An offer has
/// places in proportion to what ranking gives it, spread evenly round the circle, so that a page of neighbouring places
/// hardly ever shows the same offer twice. A visit sees one page, from a place that its draw picks; places and what
/// stands on them lie side by side in memory.
class Shelf {
public:
    struct Page {
        std::span<const Place> places;
        std::span<const float> weights;  ///< exp(offer's part of V) for the class of customers asked for
    };

    /// `shares[i]` is the exposure of `offers[i]`, any positive scale; an offer keeps one place however little ranking
    /// gives it, and one that is smaller than the usual one (see Offer::exposure) that part of a place. `weights` holds
    /// `classes` numbers per offer of the market. Draws two numbers for each.
    void lay_out(std::span<const std::uint32_t> offers, std::span<const double> shares, std::size_t page,
                 const std::vector<Offer>& market, std::span<const float> weights, std::size_t classes, WorldKey world,
                 std::uint32_t day);

    [[nodiscard]] std::size_t places() const { return places_; }
    /// The page that starts at the place `uniform` picks: `size` places, or all there are.
    [[nodiscard]] Page page(double uniform, std::size_t size, std::size_t customer_class) const {
        const bool all = places_ <= size;
        const auto start = all ? std::size_t{0} : static_cast<std::size_t>(uniform * static_cast<double>(places_));
        const std::size_t count = all ? places_ : size;
        return {{circle_.data() + start, count}, {weights_.data() + customer_class * circle_.size() + start, count}};
    }

private:
    /// Few offers: everyone sees all of them, each once.
    void lay_out_all(std::span<const std::uint32_t> offers, std::size_t page, const std::vector<Offer>& market,
                     std::span<const float> weights, std::size_t classes);
    void weigh(std::span<const float> weights, std::size_t classes);

    std::vector<Place> circle_;   ///< places_ places, then the first ones again so that a page can run on
    std::vector<float> weights_;  ///< [class][place]
    std::vector<std::uint32_t> bucket_start_, copies_, buckets_;
    std::vector<float> jitter_;
    std::size_t places_ = 0;
};

}  // namespace pasar
