// What a window shows of a market: buyers and sellers, the last day's orders and failures, parcels on their way, and
// sums by region where there are too many points. It only reads, and only between two days.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/world/world.h"

namespace pasar {

/// Calls visit(number, segment, const Buyer&) for every buyer, in ascending order of numbers. Numbers have gaps, since
/// buyers of a segment fill whole blocks. Of one who has not heard of the platform all but the stage is unsettled yet.
template <class Visit>
void for_each_buyer(const Platform& platform, Visit visit) {
    for (const Block& block : platform.world.blocks)
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            visit(number, block.segment, platform.world.buyers[number], platform.relationships[number]);
}

/// One buyer as it stands.
struct SeenBuyer {
    bool is_there = false;     ///< false for a number in a gap; all else means nothing then
    std::uint8_t segment = 0;  ///< index into MarketSpec::segments
    std::uint8_t region = 0;   ///< index into MarketSpec::regions
    std::uint8_t payment = 0;  ///< the method it prefers, index into MarketSpec::payments
    Stage stage = Stage::Unaware;
    Talk talk = Talk::Neutral;
    double trust = 0.0;         ///< in the platform, 0..1
    double satisfaction = 0.0;  ///< with the last order, 0..1; means nothing before the first
    double wishes_per_day = 0.0;
    std::int64_t orders = 0;
    std::uint16_t last_order_day = kNever;
    std::uint32_t liked_offer = kNoOffer;
    std::uint32_t barred_offer = kNoOffer;
    Money points;
    double coupon = 0.0;             ///< share of the price; 0 for none
    std::uint16_t coupon_until = 0;  ///< last day it is good for
    std::int64_t under_way = 0;      ///< orders whose story has not ended
};
[[nodiscard]] SeenBuyer look_at_buyer(const Platform& platform, std::uint32_t number);

/// One seller as it stands; quality, scores and price are means of its offers.
struct SeenSeller {
    SellerKind kind = SellerKind::Honest;
    SellerState state = SellerState::Active;
    bool is_store = false;      ///< the platform's own
    std::uint8_t region = 0;    ///< index into MarketSpec::regions
    std::uint8_t type = 0;      ///< index into MarketSpec::seller_types; means nothing for the own store
    std::uint8_t category = 0;  ///< of its first offer
    std::uint16_t joined = 0;   ///< day
    std::int64_t offers = 0;
    double true_quality = 0.0;  ///< 0..1
    double shown = 0.0;         ///< score on display that day, 0..1
    double inferred = 0.0;      ///< quality that buyers inferred from it, 0..1
    double ratings = 0.0;       ///< those of day 0 and fakes included
    Money price;
    std::int64_t stock = 0;   ///< units
    std::int64_t sold = 0;    ///< units ordered so far, sold-out orders apart
    std::int64_t orders = 0;  ///< so far, likewise
    Money gmv, income;        ///< so far
};
/// All sellers, by number.
[[nodiscard]] std::vector<SeenSeller> look_at_sellers(const Platform& platform);

/// An order as a mark between a seller and a buyer.
struct SeenOrder {
    std::uint32_t buyer = 0, seller = 0, offer = 0;
    std::uint8_t courier = 0;
    std::uint8_t region = 0;   ///< of the buyer
    bool is_shipped = false;   ///< by a courier
    std::uint16_t placed = 0;  ///< day
    std::uint16_t promised = 0;
    Fate fate = Fate::Fine;  ///< as far as it will be; unknown to the buyer before the end
    Cause cause = Cause::Nobody;
    Money goods;
};

/// The last day's orders, at most `most` of them, spread evenly over all buyers.
[[nodiscard]] std::vector<SeenOrder> orders_of_last_day(const Platform& platform, std::size_t most);
/// Orders whose story ended on the last day with a failure, likewise. The record of such an order is free to be used
/// again, so where reminders are sent or buyers won back a few of that very evening are missing.
[[nodiscard]] std::vector<SeenOrder> failures_of_last_day(const Platform& platform, std::size_t most);

struct Parcels {
    std::int64_t under_way = 0;  ///< handed to couriers, and not yet at the door nor given up
    std::vector<std::int64_t> by_courier;
    std::vector<SeenOrder> some;  ///< of these, spread evenly over all buyers
};
[[nodiscard]] Parcels parcels_under_way(const Platform& platform, std::size_t most);

/// Settled orders so far by fate. For those of some days take off the sums before.
[[nodiscard]] std::array<std::int64_t, kCountOf<Fate>> settled_by_fate(const Tally& tally);

/// Who lives in a region, summed.
struct Density {
    std::array<std::int64_t, kCountOf<Stage>> stages{};  ///< buyers; those who have not heard of it are in no region
    std::int64_t customers = 0;                          ///< with an order, and not left
    std::int64_t orders = 0;                             ///< of its buyers, so far
    double trust = 0.0;                                  ///< mean over customers, 0..1; 0 without any
    std::int64_t promoters = 0, detractors = 0;          ///< buyers
    std::int64_t sellers = 0;                            ///< independent ones in business
};
[[nodiscard]] std::vector<Density> density_by_region(const Platform& platform);

}  // namespace pasar
