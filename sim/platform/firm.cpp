#include "sim/platform/firm.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "agents/delivery.h"
#include "sim/memory/room.h"
#include "sim/platform/sellers.h"
#include "sim/platform/stocking.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

const FirmSpec& firm_spec_of(const Platform& p) { return p.world.scenario().firm; }

template <class Entry, class Name>
std::size_t index_of(const std::vector<Entry>& list, Name Entry::*name, const Name& wanted) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Entry& entry) { return entry.*name == wanted; });
    return static_cast<std::size_t>(found - list.begin());
}

/// The price that a scenario says, or that follows from its markup, in this model.
Money asked_price(const Platform& p, const FirmGoodsSpec& goods) {
    const double markup = p.is_own_store(p.firm.seller) ? p.model().supply.markup : p.world.spec().sellers.markup;
    const Money price = goods.price.units > 0 ? goods.price : share_of(goods.cost, 1.0 + markup);
    return larger({1}, share_of(price, p.model().firm.price));
}

std::uint8_t region_of_firm(const Platform& p) {
    const std::string& region = firm_spec_of(p).region;
    if (!region.empty()) return static_cast<std::uint8_t>(index_of(p.world.spec().regions, &RegionSpec::name, region));
    Dice dice(p.world.plan.key, Purpose::Entry, kFirm, 0);
    return static_cast<std::uint8_t>(p.world.plan.region.pick(dice.uniform()));
}

void stock_up(Offer& offer, const FirmGoodsSpec& goods) {
    offer.up_to = goods.units;
    offer.reorder_at = goods.units / 2;
}

/// An offer of these goods by a seller of the platform that is there already.
void put_on_offer(Platform& p, const Seller& seller, const FirmGoodsSpec& goods, std::size_t number, bool own,
                  std::int64_t ratings, bool has_goods) {
    if (p.offers.size() >= kMostOffers) throw OutOfRoom("out of numbers for offers; " + what_takes_the_room(p));
    const std::size_t category = index_of(p.world.spec().categories, &CategorySpec::name, goods.category);
    Offer offer;
    offer.seller = p.firm.seller;
    offer.category = static_cast<std::uint8_t>(category);
    offer.region = seller.region;
    offer.kind = seller.kind;
    offer.type = seller.type;
    offer.own = own;
    offer.quality = offer.described = static_cast<float>(goods.quality);
    if (!own)
        offer.described =
            static_cast<float>(clamp01(goods.quality + p.world.spec().seller_types[seller.type].misdescription));
    offer.reference = p.world.spec().categories[category].reference_price;
    offer.cost = offer.floor = offer.asks_for = goods.cost;
    offer.price = asked_price(p, goods);
    stock_up(offer, goods);
    if (!has_goods) buy_first_stock(p, offer);
    // A store's products have ratings of their own, a seller one for all it offers.
    if (own || p.firm.goods.empty()) p.ratings.push_back(past_true_to(p, goods.quality, ratings));
    offer.rated = static_cast<std::uint32_t>(p.ratings.size() - 1);
    offer.first = own ? static_cast<std::uint32_t>(p.offers.size()) : seller.first_offer;
    offer.siblings = own ? std::uint8_t{1} : static_cast<std::uint8_t>(seller.offers);
    p.firm.goods.push_back(static_cast<std::uint8_t>(number));
    p.firm.asked.push_back(offer.price);
    p.offers.push_back(offer);
}

bool sells_on(const FirmSpec& firm, const ModelSpec& model) {
    return firm.channels.empty() ||
           std::find(firm.channels.begin(), firm.channels.end(), model.name) != firm.channels.end();
}

/// Orders of today on this platform, so far.
double orders_of_firm(const Platform& p) {
    double orders = 0.0;
    for (const Platform::Thread& thread : p.threads)
        for (std::size_t i = 0; i < p.firm.goods.size(); ++i)
            orders += thread.outbox.offers[p.firm.first_offer + i].orders;
    return orders;
}

/// What the firm costs a month stands in the account of its first channel that is open.
bool bears_costs_of_firm(const Platform& p) {
    for (const std::unique_ptr<Platform>& other : p.world.platforms)
        if (other->is_open() && has_firm(*other)) return other.get() == &p;
    return true;
}

/// The lines of a platform's own account, so that what is left is its contribution.
SellerLedger ledger_of_store(const Tally& counted, std::int64_t sales_of_goods) {
    const auto of = [&](Count which) { return Money{counted.counts[static_cast<std::size_t>(which)]}; };
    SellerLedger ledger;
    ledger.sales = (Money{sales_of_goods} + of(Count::BuyerFeeRevenue) + of(Count::AdvertisingRevenue) +
                    of(Count::ListingRevenue) + of(Count::CommissionRevenue) - of(Count::DiscountCost))
                       .units;
    ledger.fees = of(Count::PaymentFees).units;
    ledger.shipping = (-of(Count::ShippingMargin)).units;
    ledger.goods = (Money{sales_of_goods} - of(Count::MarginRevenue)).units;
    ledger.returns = of(Count::RemedyCost).units;
    ledger.advertising = of(Count::PromotionCost).units;
    ledger.fixed = (of(Count::FixedCost) + of(Count::SupportCost) + of(Count::SiteCost) + of(Count::ProgrammeCost) +
                    of(Count::HandlingCost))
                       .units;
    return ledger;
}

}  // namespace

const FirmGoodsSpec& goods_of_firm(const Platform& p, std::size_t offer) {
    return firm_spec_of(p).goods[p.firm.goods[offer - p.firm.first_offer]];
}

bool is_priced_by_firm(const Platform& p, std::size_t offer) {
    return is_firm_offer(p, offer) && goods_of_firm(p, offer).price.units > 0;
}

bool is_channel_of_firm(const Platform& p) { return !p.world.competes || sells_on(firm_spec_of(p), p.model()); }

bool is_store_kept_shut(const Scenario& scenario, const ModelSpec& model, bool competes) {
    return competes && scenario.firm.is_there() && model.supply.kind == SupplyKind::Own &&
           !sells_on(scenario.firm, model);
}

void open_firm(World& world, Platform& p) {
    const FirmSpec& firm = firm_spec_of(p);
    if (!firm.is_there() || p.world.spec().buyers == 0 || !is_channel_of_firm(p)) return;
    const bool own = p.model().supply.kind == SupplyKind::Own;
    if (own) {
        p.firm.seller = 0;
    } else {
        Seller seller;
        seller.kind = firm.type;
        seller.type =
            static_cast<std::uint8_t>(index_of(p.world.spec().seller_types, &SellerTypeSpec::kind, firm.type));
        seller.stays = true;
        seller.identity = kFirm;
        p.firm.seller = static_cast<std::uint32_t>(p.sellers.size());
        p.sellers.push_back(seller);
    }
    Seller& seller = p.sellers[p.firm.seller];
    seller.region = region_of_firm(p);
    p.firm.first_offer = static_cast<std::uint32_t>(p.offers.size());
    std::int64_t offers = 0, number = 0;
    for (const FirmGoodsSpec& goods : firm.goods) offers += goods.listings;
    if (!own) {
        seller.first_offer = p.firm.first_offer;
        seller.offers = static_cast<std::uint16_t>(offers);
        seller.size = static_cast<float>(offers);
    }
    if (own) p.own_offers = static_cast<std::size_t>(offers);
    const bool has_goods = finds_goods_elsewhere(world, p, seller, kFirm, static_cast<std::size_t>(offers));
    for (std::size_t i = 0; i < firm.goods.size(); ++i) {
        for (std::int64_t listing = 0; listing < firm.goods[i].listings; ++listing, ++number) {
            // A store's products have ratings of their own: those that there are, dealt out in turn.
            const std::int64_t dealt = firm.ratings / offers + (number < firm.ratings % offers ? 1 : 0);
            put_on_offer(p, seller, firm.goods[i], i, own, own ? dealt : firm.ratings, has_goods);
        }
    }
    enrol(world, p, p.firm.seller, p.firm.first_offer, static_cast<std::uint32_t>(offers));
}

void follow_terms_of_firm(Platform& p) {
    for (std::size_t i = 0; i < p.firm.goods.size(); ++i) {
        Offer& offer = p.offers[p.firm.first_offer + i];
        const FirmGoodsSpec& goods = firm_spec_of(p).goods[p.firm.goods[i]];
        if (p.plan.keeps_stock) stock_up(offer, goods);
        const Money asked = asked_price(p, goods);
        const bool is_asked = offer.own || asked != p.firm.asked[i];
        if (is_asked && !p.plan.sells_by_auction) offer.price = asked;  // there bidders make it
        p.firm.asked[i] = asked;
    }
}

Money firm_advertising_per_month(const Platform& p) {
    if (!has_firm(p) || firm_owns_store(p)) return {};
    const Money here = p.model().firm.advertising_per_month;
    return here.units < 0 ? firm_spec_of(p).advertising_per_month : here;
}

double advertised_exposure(const Platform& p, const Offer& offer) {
    if (!is_firm(p, offer.seller) || offer.own) return 1.0;
    const auto spent = static_cast<double>(firm_advertising_per_month(p).units);
    const SellerBehaviourSpec& sellers = p.world.spec().sellers;
    return 1.0 +
           sellers.advertising_lift * spent / (spent + static_cast<double>(sellers.advertising_half_saturation.units));
}

void line_up_at_firm(Platform& p) {
    if (!has_firm(p)) return;
    p.firm.arriving = orders_of_firm(p);
    p.firm.shares_line = false;
    for (const std::unique_ptr<Platform>& other : p.world.platforms) {
        if (other.get() == &p || !other->is_open() || !has_firm(*other)) continue;
        p.firm.shares_line = true;
        p.firm.arriving += orders_of_firm(*other);
    }
}

void count_orders_of_firm(World& world) {
    double placed = 0.0;
    for (const std::unique_ptr<Platform>& p : world.platforms)
        if (p->is_open() && has_firm(*p)) placed += orders_of_firm(*p);
    for (const std::unique_ptr<Platform>& p : world.platforms)
        if (has_firm(*p) && p->firm.shares_line) p->firm.placed = placed;
}

double days_waiting_at_firm(const Platform& p, std::uint32_t seller, double draw) {
    const double capacity = firm_spec_of(p).capacity_per_day;
    if (!is_firm(p, seller) || capacity <= 0.0) return 0.0;
    // As many as there is room for are dispatched on the day they come.
    return std::floor(waiting_days(p.firm.backlog, p.firm.arriving, capacity, draw));
}

void close_day_of_firm(Platform& p, const std::vector<OfferTally>& today) {
    if (!has_firm(p)) return;
    const Money costs =
        bears_costs_of_firm(p) ? share_on_day(firm_spec_of(p).costs_per_month, 1.0 / 30.0, p.world.today) : Money{};
    const double capacity = firm_spec_of(p).capacity_per_day;
    if (p.firm.shares_line)
        p.firm.backlog = capacity > 0.0 ? std::max(0.0, p.firm.backlog + p.firm.placed - capacity) : 0.0;
    if (firm_owns_store(p)) {
        p.own_books.move(Account::Platform, Account::Outside, costs);
        p.own_tally.count(Count::FixedCost, costs);
        return;
    }
    double orders = 0.0;  // sold-out ones apart
    for (std::size_t i = 0; i < p.firm.goods.size(); ++i) orders += today[p.firm.first_offer + i].orders;
    if (!p.firm.shares_line) p.firm.backlog = capacity > 0.0 ? std::max(0.0, p.firm.backlog + orders - capacity) : 0.0;
    Seller& seller = p.sellers[p.firm.seller];
    const bool sells = seller.state == SellerState::Active || seller.state == SellerState::CashingIn;
    const Money advertising = sells ? share_on_day(firm_advertising_per_month(p), 1.0 / 30.0, p.world.today) : Money{};
    p.own_books.move(Account::Sellers, Account::Outside, costs);
    p.own_books.move(Account::Sellers, Account::Platform, advertising);
    p.own_tally.count(Count::AdvertisingRevenue, advertising);
    p.own_tally.count(Count::SellerIncome, -(costs + advertising));
    seller.book({.advertising = advertising.units, .fixed = costs.units});
}

std::optional<FirmFigures> figures_of_firm(const Platform& p) {
    if (!has_firm(p)) return std::nullopt;
    const BeforeCounting::SellerSoFar counted = p.counted_of_seller(p.firm.seller);
    FirmFigures figures;
    figures.ledger = firm_owns_store(p) ? ledger_of_store(p.counted(), counted.ledger.sales) : counted.ledger;
    figures.orders = counted.orders;
    for (std::size_t i = 0; i < p.firm.goods.size(); ++i) {
        const Ratings& ratings = p.ratings[p.offers[p.firm.first_offer + i].rated];
        figures.stars += ratings.stars;
        figures.ratings += ratings.count;
    }
    return figures;
}

std::optional<Money> profit_of_firm_over_channels(const World& world) {
    if (!world.competes) return std::nullopt;
    std::optional<Money> sum;
    for (const std::unique_ptr<Platform>& p : world.platforms)
        if (const std::optional<FirmFigures> figures = figures_of_firm(*p))
            sum = sum.value_or(Money{}) + figures->ledger.profit();
    return sum;
}

}  // namespace pasar
