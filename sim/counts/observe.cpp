#include "sim/counts/observe.h"

#include <algorithm>

namespace pasar {
namespace {

SeenOrder seen(const Market& m, const Block& block, const Order& order) {
    SeenOrder mark;
    mark.buyer = block.first + order.buyer;
    mark.seller = m.offers[order.offer].seller;
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

/// A record that was an order on the last day, be it under way or freed since. Messages are about no goods.
bool was_order(const Order& record) { return record.units > 0; }

/// Takes at most `most` of about `expected`, each so many-th, as they come.
class Sample {
public:
    Sample(std::int64_t expected, std::size_t most)
        : stride_(most > 0 ? (static_cast<std::size_t>(std::max<std::int64_t>(expected, 0)) + most - 1) / most : 0),
          most_(most) {}
    [[nodiscard]] bool takes_next(std::size_t taken) {
        return taken < most_ && number_++ % std::max<std::size_t>(stride_, 1) == 0;
    }

private:
    std::size_t stride_, most_, number_ = 0;
};

std::int64_t on_last_day(const Market& m, Count what) {
    return m.days.empty() ? 0 : m.days.back().counts[static_cast<std::size_t>(what)];
}

}  // namespace

SeenBuyer look_at_buyer(const Market& m, std::uint32_t number) {
    SeenBuyer buyer;
    if (number >= m.buyers.size()) return buyer;
    const Block& block = m.blocks[number / Block::kBuyers];
    if (number - block.first >= block.count) return buyer;
    const Buyer& b = m.buyers[number];
    buyer.is_there = true;
    buyer.segment = block.segment;
    buyer.region = b.region;
    buyer.payment = b.payment;
    buyer.stage = b.stage;
    buyer.talk = b.talk;
    buyer.trust = b.trust;
    buyer.satisfaction = b.satisfaction;
    buyer.wishes_per_day = b.wish_rate;
    buyer.orders = b.orders;
    if (b.stage == Stage::Unaware) return buyer;  // the rest of a page of zeroes would mislead
    buyer.last_order_day = b.last_order_day;
    buyer.liked_offer = b.liked_offer;
    buyer.barred_offer = b.barred_offer;
    buyer.points = b.points;
    buyer.coupon = m.today <= b.coupon_until ? b.coupon * 1e-4 : 0.0;
    buyer.coupon_until = b.coupon_until;
    for (const Order& order : block.agenda.all())
        buyer.under_way += order.entry == Entry::Order && order.buyer == number - block.first ? 1 : 0;
    return buyer;
}

std::vector<SeenSeller> look_at_sellers(const Market& m) {
    std::vector<SeenSeller> sellers(m.sellers.size());
    std::vector<double> prices(sellers.size(), 0.0);
    for (const Offer& offer : m.offers) {
        SeenSeller& seller = sellers[offer.seller];
        if (seller.offers++ == 0) seller.category = offer.category;
        seller.is_store = offer.own;
        seller.true_quality += offer.quality;
        seller.shown += offer.shown;
        seller.inferred += offer.inferred;
        seller.ratings += offer.ratings.count;
        seller.stock += offer.stock;
        seller.sold += offer.sold;
        prices[offer.seller] += static_cast<double>(offer.price.units);
    }
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        SeenSeller& seller = sellers[i];
        const Seller& s = m.sellers[i];
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

std::vector<SeenOrder> orders_of_last_day(const Market& m, std::size_t most) {
    std::vector<SeenOrder> orders;
    Sample sample(on_last_day(m, Count::Orders), most);
    for (const Block& block : m.blocks) {
        for (const std::uint32_t slot : block.placed) {
            const Order& order = block.agenda.all()[slot];
            if (!was_order(order) || order.placed + 1 != m.today) continue;
            if (sample.takes_next(orders.size())) orders.push_back(seen(m, block, order));
        }
    }
    return orders;
}

std::vector<SeenOrder> failures_of_last_day(const Market& m, std::size_t most) {
    std::vector<SeenOrder> failures;
    Sample sample(on_last_day(m, Count::Failures), most);
    for (const Block& block : m.blocks) {
        for (const std::uint32_t slot : block.settled) {
            const Order& order = block.agenda.all()[slot];
            if (!was_order(order) || order.entry == Entry::Order || order.fate == Fate::Fine) continue;
            if (sample.takes_next(failures.size())) failures.push_back(seen(m, block, order));
        }
    }
    return failures;
}

Parcels parcels_under_way(const Market& m, std::size_t most) {
    Parcels parcels;
    Sample sample(m.total.open_orders, most);
    for (const Block& block : m.blocks) {
        for (const Order& order : block.agenda.all()) {
            // A complaint is about a parcel that came, or never will.
            if (order.entry != Entry::Order || !order.has(order_flag::kShipped) || order.has(order_flag::kVoiced))
                continue;
            ++parcels.under_way;
            ++parcels.by_courier[order.courier];
            if (sample.takes_next(parcels.some.size())) parcels.some.push_back(seen(m, block, order));
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

std::vector<Density> density_by_region(const Market& m) {
    std::vector<Density> regions(m.spec.regions.size());
    for_each_buyer(m, [&](std::uint32_t, std::uint8_t, const Buyer& b) {
        if (b.stage == Stage::Unaware) return;
        Density& region = regions[b.region];
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
    for (std::size_t i = m.own_offers; i < m.offers.size(); ++i)
        regions[m.offers[i].region].sellers += m.offers[i].open ? 1 : 0;
    return regions;
}

}  // namespace pasar
