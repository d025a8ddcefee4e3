// Sellers and what they offer, as they stand in the morning; and the shelf, the order in which a platform shows them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/dice.h"
#include "agents/kinds.h"
#include "agents/money.h"
#include "agents/reputation.h"

namespace pasar {

enum class SellerState : std::uint8_t { Active, CashingIn, Banned, Gone };

struct Seller {
    SellerKind kind = SellerKind::Honest;
    std::uint8_t type = 0;            ///< index into MarketSpec::seller_types; unused for the platform's own store
    std::uint8_t region = 0;
    SellerState state = SellerState::Active;
    std::uint16_t joined = 0;         ///< day
    std::uint16_t returns_on = 0xFFFF; ///< day on which a banned seller comes back under a new name
    std::int64_t orders_served = 0;
    std::int64_t cheats_recognised = 0;
    Money balance;                    ///< earned and not yet withdrawn; the platform's own store keeps none
    Money income;                     ///< sales less all costs, so far
    Money gmv;
};

/// One thing on sale by one seller. An independent seller has one; the own store has one for each product.
struct Offer {
    std::uint32_t seller = 0;
    std::uint8_t category = 0;
    std::uint8_t region = 0;
    bool own = false;
    bool open = true;                 ///< false once its seller is gone
    float quality = 0.0F;             ///< true quality, 0..1
    float described = 0.0F;           ///< quality as its description has it
    Money cost;
    Money price;
    Money floor;                      ///< never sold below
    Money reference;                  ///< of its category
    std::int64_t stock = 0;
    std::int64_t up_to = 0;
    std::int64_t reorder_at = 0;
    std::int64_t ordered = 0;         ///< units on their way to it
    std::int64_t restock_day = 0;
    std::int64_t sold_since_review = 0;
    std::int64_t sold = 0;
    std::int64_t last_sale_day = 0;
    Ratings ratings;
    double shown = 0.0;               ///< score on display this morning, 0..1
    double inferred = 0.0;            ///< quality that a buyer of average review reading infers this morning
    double score = 0.0;               ///< what the ranking goes by, 0..1
};

/// What happened to one offer on one day; integers, so that workers' tallies add up in any order.
struct OfferTally {
    std::int64_t income = 0;          ///< for its seller, in money units
    std::int64_t gmv = 0;
    std::int32_t demanded = 0;        ///< units in orders placed
    std::int32_t orders = 0;
    std::int32_t returned = 0;        ///< units back in stock
    std::int32_t good = 0, bad = 0, stars = 0;
    std::int32_t settled = 0;
    std::int32_t cheats = 0;          ///< recognised by the platform

    bool operator==(const OfferTally&) const = default;
};

/// The order in which the platform shows the offers of one category this morning: a circle of places. An offer has places
/// in proportion to what ranking gives it, spread evenly round the circle, so that a page of neighbouring places never
/// shows the same offer twice while others wait. A visit sees one page, from a place that its luck picks.
class Shelf {
   public:
    /// `shares[i]` is the exposure of `offers[i]`, any positive scale. Draws one jitter per offer.
    void lay_out(std::span<const std::uint32_t> offers, std::span<const double> shares, std::size_t page, WorldKey world, std::uint32_t day);

    [[nodiscard]] std::size_t places() const { return places_; }
    /// Offers on the page that starts at the place `uniform` picks; `size` of them, or all there are.
    [[nodiscard]] std::span<const std::uint32_t> page(double uniform, std::size_t size) const {
        if (places_ <= size) return {circle_.data(), places_};
        const auto start = static_cast<std::size_t>(uniform * static_cast<double>(places_));
        return {circle_.data() + start, size};
    }

   private:
    std::vector<std::uint32_t> circle_;  ///< places_ offers, then the first ones again so that a page can run on
    std::vector<std::uint32_t> bucket_start_, copies_;
    std::size_t places_ = 0;
};

}  // namespace pasar
