#include "sim/counts/observe.h"

#include <algorithm>

#include "sim/platform/firm.h"

namespace pasar {
namespace {

SeenOrder seen(const Platform& p, std::size_t block, const Order& order) {
    SeenOrder mark;
    mark.buyer = p.world.blocks[block].first + order.buyer;
    mark.seller = p.offers[order.offer].seller;
    mark.offer = order.offer;
    mark.courier = order.courier;
    mark.region = order.region;
    mark.is_shipped = order.has(order_flag::kShipped);
    mark.placed = order.placed;
    mark.promised = order.promised;
    mark.fate = order.fate;
    mark.cause = order.cause;
    mark.goods = order.goods;
    return mark;
}

/// Takes at most `most` of about `expected`, each so many-th, as they come.
class EvenSample {
public:
    EvenSample(std::int64_t expected, std::size_t most)
        : stride_(most > 0 ? (static_cast<std::size_t>(std::max<std::int64_t>(expected, 0)) + most - 1) / most : 0),
          most_(most) {}
    [[nodiscard]] bool takes_next(std::size_t taken) {
        return taken < most_ && number_++ % std::max<std::size_t>(stride_, 1) == 0;
    }

private:
    std::size_t stride_, most_, number_ = 0;
};

std::int64_t on_last_day(const Platform& p, Count what) {
    return p.days.empty() ? 0 : p.days.back().counts[static_cast<std::size_t>(what)];
}

}  // namespace

SeenBuyer look_at_buyer(const Platform& p, std::uint32_t number) {
    SeenBuyer seen_buyer;
    const World& world = p.world;
    if (number >= world.buyers.size()) return seen_buyer;
    const std::size_t block_number = number / Block::kBuyers;
    const Block& block = world.blocks[block_number];
    if (number - block.first >= block.count) return seen_buyer;
    const Buyer& buyer = world.buyers[number];
    const Relationship& r = p.relationships[number];
    seen_buyer.is_there = true;
    seen_buyer.segment = block.segment;
    seen_buyer.region = buyer.region;
    seen_buyer.payment = buyer.payment;
    seen_buyer.stage = r.stage;
    seen_buyer.talk = r.talk;
    seen_buyer.trust = r.trust;
    seen_buyer.satisfaction = r.satisfaction;
    seen_buyer.wishes_per_day = buyer.wish_rate;
    seen_buyer.orders = r.orders;
    if (r.stage == Stage::Unaware) return seen_buyer;  // the rest of a page of zeroes would mislead
    seen_buyer.last_order_day = r.last_order_day;
    seen_buyer.liked_offer = r.liked_offer;
    seen_buyer.barred_offer = r.barred_offer;
    seen_buyer.points = r.points;
    seen_buyer.coupon = world.today <= r.coupon_until ? r.coupon * 1e-4 : 0.0;
    seen_buyer.coupon_until = r.coupon_until;
    for (const Order& order : p.dealings[block_number].orders.all())
        seen_buyer.under_way += order.is_open && order.buyer == number - block.first ? 1 : 0;
    return seen_buyer;
}

std::vector<SeenSeller> look_at_sellers(const Platform& p) {
    std::vector<SeenSeller> sellers(p.sellers.size());
    std::vector<double> prices(sellers.size(), 0.0);
    for (const Offer& offer : p.offers) {
        SeenSeller& seller = sellers[offer.seller];
        if (seller.offers++ == 0) seller.category = offer.category;
        seller.is_store = offer.own;
        seller.true_quality += offer.quality - offer.short_by;
        seller.shown += offer.shown;
        seller.inferred += offer.inferred;
        seller.ratings += p.ratings[offer.rated].count;
        seller.stock += offer.stock;
        seller.sold += offer.sold;
        prices[offer.seller] += static_cast<double>(offer.price.units);
    }
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        SeenSeller& seller = sellers[i];
        const Seller& s = p.sellers[i];
        const auto n = static_cast<double>(std::max<std::int64_t>(1, seller.offers));
        seller.kind = s.kind;
        seller.state = s.state;
        seller.region = s.region;
        seller.type = s.type;
        seller.joined = s.joined;
        seller.true_quality /= n;
        seller.shown /= n;
        seller.inferred /= n;
        seller.ratings /= n;
        seller.price = {whole_part(prices[i] / n + 0.5)};
        seller.orders = s.orders_served;
        seller.gmv = s.gmv;
        seller.income = s.income;
    }
    return sellers;
}

std::vector<SeenOrder> orders_of_last_day(const Platform& p, std::size_t most) {
    std::vector<SeenOrder> orders;
    EvenSample sample(on_last_day(p, Count::Orders), most);
    for (std::size_t block = 0; block < p.dealings.size(); ++block) {
        for (const std::uint32_t slot : p.dealings[block].placed) {
            const Order& order = p.dealings[block].orders[slot];
            if (order.placed + 1 != p.world.today) continue;
            if (sample.takes_next(orders.size())) orders.push_back(seen(p, block, order));
        }
    }
    return orders;
}

std::vector<SeenOrder> failures_of_last_day(const Platform& p, std::size_t most) {
    std::vector<SeenOrder> failures;
    EvenSample sample(on_last_day(p, Count::Failures), most);
    for (std::size_t block = 0; block < p.dealings.size(); ++block) {
        for (const std::uint32_t slot : p.dealings[block].settled) {
            const Order& order = p.dealings[block].orders[slot];
            if (order.is_open || !is_failure(order.fate)) continue;
            if (sample.takes_next(failures.size())) failures.push_back(seen(p, block, order));
        }
    }
    return failures;
}

Parcels parcels_under_way(const Platform& p, std::size_t most) {
    Parcels parcels;
    parcels.by_courier.assign(p.world.spec().couriers.size(), 0);
    EvenSample sample(p.total.open_orders, most);
    for (std::size_t block = 0; block < p.dealings.size(); ++block) {
        for (const Order& order : p.dealings[block].orders.all()) {
            // A complaint is about a parcel that came, or never will.
            if (!order.is_open || !order.has(order_flag::kShipped) || order.has(order_flag::kVoiced)) continue;
            ++parcels.under_way;
            ++parcels.by_courier[order.courier];
            if (sample.takes_next(parcels.some.size())) parcels.some.push_back(seen(p, block, order));
        }
    }
    return parcels;
}

std::array<std::int64_t, kCountOf<Fate>> settled_by_fate(const Tally& tally) {
    std::array<std::int64_t, kCountOf<Fate>> sums{};
    for (const auto& of_payment : tally.fates)
        for (std::size_t fate = 0; fate < sums.size(); ++fate) sums[fate] += of_payment[fate];
    return sums;
}

std::vector<Density> density_by_region(const Platform& p) {
    std::vector<Density> regions(p.world.spec().regions.size());
    for_each_buyer(p, [&](std::uint32_t, std::uint8_t, const Buyer& buyer, const Relationship& b) {
        if (b.stage == Stage::Unaware) return;
        Density& region = regions[buyer.region];
        ++region.stages[static_cast<std::size_t>(b.stage)];
        region.orders += b.orders;
        region.promoters += b.talk == Talk::Promotes ? 1 : 0;
        region.detractors += b.talk == Talk::Detracts ? 1 : 0;
        if (b.orders == 0 || b.stage == Stage::Left) return;
        ++region.customers;
        region.trust += b.trust;
    });
    for (Density& region : regions)
        if (region.customers > 0) region.trust /= static_cast<double>(region.customers);
    for (const Seller& seller : p.sellers)
        regions[seller.region].sellers += !seller.is_store && is_in_business(seller) ? 1 : 0;
    return regions;
}

}  // namespace pasar
