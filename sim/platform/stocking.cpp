#include "sim/platform/stocking.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "agents/resale.h"
#include "sim/platform/distributors.h"
#include "sim/platform/firm.h"
#include "sim/world/merchants.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Whether a platform of the same world is a store with goods at prices, in which sellers of others can buy.
bool is_store_to_buy_in(const Platform& p) {
    return p.model().supply.kind == SupplyKind::Own && p.is_open() && p.plan.keeps_stock && !p.plan.sells_by_auction;
}

/// Stores in which resellers of this platform buy: its own or, where it has none, those of other platforms.
std::vector<Platform*> stores_for(const Platform& p) {
    std::vector<Platform*> stores;
    for (const std::unique_ptr<Platform>& other : p.world.platforms) {
        const bool is_here = other.get() == &p;
        if (is_here ? p.own_offers > 0 && p.model().supply.kind == SupplyKind::Hybrid
                    : p.own_offers == 0 && is_store_to_buy_in(*other))
            stores.push_back(other.get());
    }
    return stores;
}

/// The product of a store from which buying to sell on leaves most, and what a unit of it comes to on the reseller's
/// own shelf, shipping in; nothing where none pays.
struct StoreBuy {
    Platform* store;
    std::uint32_t product;
    Money price, shipping;  ///< of a unit; of the parcel
};
std::optional<StoreBuy> pays_in_store(const Platform& p, const std::vector<Platform*>& stores, const Offer& resold,
                                      std::int64_t units, double market_price) {
    std::optional<StoreBuy> best;
    const auto landed_price = [units](const StoreBuy& buy) {
        return static_cast<double>(buy.price.units) +
               static_cast<double>(buy.shipping.units) / static_cast<double>(std::max<std::int64_t>(1, units));
    };
    for (Platform* const store : stores) {
        if (store->offers.empty()) continue;
        const std::size_t zone = p.world.plan.zone[resold.region][store->offers.front().region];
        const Money shipping = store->plan.shipping_charge[zone];
        for (std::size_t i = 0; i < store->offers.size(); ++i) {
            const Offer& product = store->offers[i];
            if (!product.own || product.category != resold.category || product.stock <= 0) continue;
            const StoreBuy buy{store, static_cast<std::uint32_t>(i), product.price, shipping};
            if (!best || landed_price(buy) < landed_price(*best)) best = buy;
        }
    }
    if (!best) return {};
    if (!resale_pays(landed_price(*best), p.model().revenue.commission, market_price)) return {};
    return best;
}

/// A reseller stocks up in a store, as a customer of it: what it buys leaves the store's stock. In the store of another
/// platform it pays from outside of that platform's books, as seen from there.
void buy_in_store(World& world, Platform& p, const std::vector<Platform*>& stores, Offer& resold, double market_price) {
    const std::int64_t wanted = resold.up_to - resold.stock;
    const std::optional<StoreBuy> buy = pays_in_store(p, stores, resold, wanted, market_price);
    if (!buy) return;
    Platform& store = *buy->store;
    Offer& product = store.offers[buy->product];
    const std::int64_t units = std::min(wanted, product.stock);
    const Money goods = buy->price * units;
    product.stock -= units;
    note_passed_on(world, store, buy->product, units);
    if (&store == &p) {
        p.own_books.move(Account::Sellers, Account::Platform, goods + buy->shipping);
    } else {
        p.own_books.move(Account::Sellers, Account::Outside, goods + buy->shipping);
        store.own_books.move(Account::Outside, Account::Platform, goods + buy->shipping);
    }
    store.own_tally.count(Count::MarginRevenue, goods - product.cost * units);
    store.own_tally.count(Count::ShippingMargin, buy->shipping);
    store.own_tally.count(Count::UnitsToResellers, units);
    const std::size_t zone = p.world.plan.zone[resold.region][product.region];
    const std::size_t courier = store.plan.fixed_courier;
    const Money sent = p.world.plan.couriers[courier].price[zone];
    store.courier_accounts[courier].due += sent;
    store.own_tally.count(Count::CourierRevenue, sent);
    store.own_tally.count(Count::ShippingMargin, -sent);
    add_up(store.own_tally.couriers[courier].revenue, sent.units);
    // A unit costs what all in stock cost on average; rounded up, so that what is sold is never worth less than it
    // cost.
    const Money paid = goods + buy->shipping + resold.cost * std::max<std::int64_t>(0, resold.stock);
    const std::int64_t stock = std::max<std::int64_t>(0, resold.stock) + units;
    resold.cost = Money{(paid.units + stock - 1) / stock};
    resold.floor = resold.asks_for = resold.cost;
    resold.quality = product.quality;
    resold.described =
        static_cast<float>(clamp01(product.quality + p.world.spec().seller_types[resold.type].misdescription));
    resold.ordered = units;
}

/// Mean price of independent sellers' offers in stock, by category; of its reference price where there are none.
std::vector<double> market_prices(const Platform& p) {
    std::vector<double> sums(p.world.spec().categories.size(), 0.0), counts(sums.size(), 0.0);
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        const Offer& offer = p.offers[i];
        if (offer.own || !offer.open || offer.stock <= 0) continue;
        sums[offer.category] += static_cast<double>(offer.price.units);
        counts[offer.category] += 1.0;
    }
    for (std::size_t c = 0; c < sums.size(); ++c)
        sums[c] = counts[c] > 0.0 ? sums[c] / counts[c]
                                  : static_cast<double>(p.world.spec().categories[c].reference_price.units);
    return sums;
}

}  // namespace

bool stocks_up_in_store(const Platform& p, const SellerTypeSpec& type) {
    return type.buys_in_store && (p.own_offers > 0 || !stores_for(p).empty());
}

void buy_first_stock(Platform& p, Offer& offer) {
    // A service is not bought before it is given, nor a download before it is sold; neither is ever sold out.
    if (!p.plan.keeps_stock) {
        offer.up_to = offer.stock = 1;
        offer.reorder_at = 0;
        return;
    }
    offer.stock = offer.up_to;
    p.own_books.move(offer.own ? Account::Platform : Account::Sellers, Account::Suppliers, offer.cost * offer.stock);
}

void restock(World& world, Platform& p) {
    if (!p.plan.keeps_stock) return;
    const std::vector<SellerTypeSpec>& types = p.world.spec().seller_types;
    const bool may_resell = p.model().supply.kind != SupplyKind::Own &&
                            std::any_of(types.begin(), types.end(), [](const auto& t) { return t.buys_in_store; });
    const std::vector<Platform*> stores = may_resell ? stores_for(p) : std::vector<Platform*>{};
    const bool some_resell = !stores.empty();
    const std::vector<double> prices = some_resell ? market_prices(p) : std::vector<double>{};
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (offer.ordered > 0 && offer.restock_day <= p.world.today) {
            offer.stock += offer.ordered;
            offer.ordered = 0;
        }
        if (!offer.open || offer.ordered > 0 || offer.stock > offer.reorder_at || is_ordered_elsewhere(p, i)) continue;
        const Seller& seller = p.sellers[offer.seller];
        const double days = is_firm_offer(p, i) ? goods_of_firm(p, i).restock_days
                            : offer.own         ? p.model().supply.lead_time_days
                                                : p.world.spec().seller_types[seller.type].restock_days;
        offer.restock_day = p.world.today + whole_part(std::ceil(days));
        if (seller.distributor != kNoDistributor) {
            offer.restock_day = p.world.today;  // it is on the shelf as soon as it is there
            fill_own_shelf(p, i, prices.empty() ? static_cast<double>(offer.reference.units) : prices[offer.category]);
        } else if (some_resell && !offer.own && types[offer.type].buys_in_store && !is_firm_offer(p, i)) {
            buy_in_store(world, p, stores, offer, prices[offer.category]);
        } else {
            offer.ordered = offer.up_to - offer.stock;
            p.own_books.move(offer.own ? Account::Platform : Account::Sellers, Account::Suppliers,
                             offer.cost * offer.ordered);
        }
        note_bought(world, p, i, offer.ordered);
        if (offer.restock_day <= p.world.today) {
            offer.stock += offer.ordered;
            offer.ordered = 0;
        }
    }
}

}  // namespace pasar
