#include "sim/platform/sellers.h"

#include <algorithm>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <utility>

#include "agents/portable_math.h"
#include "sim/memory/room.h"
#include "sim/platform/firm.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// Cost of a unit: what its quality costs to make, times what the seller draws in buying.
Money unit_cost(const Platform& p, const CategorySpec& category, double quality, double cost_factor) {
    const double share = p.world.spec().sellers.cost_share + p.world.spec().sellers.cost_of_quality * quality;
    return larger({1}, share_of(category.reference_price, share * cost_factor));
}

/// Quality and cost as drawn, kept as float: that rounds away the last bits, in which C libraries differ.
struct Goods {
    float quality, cost_draw;
    std::size_t category;
};
Goods draw_goods(const Platform& p, std::uint32_t who, double alpha, double beta) {
    Dice dice(p.world.plan.key, Purpose::Seller, who);
    const std::size_t category = p.world.plan.category.pick(dice.uniform());
    boost::random::normal_distribution<double> normal;
    const double spread = p.world.spec().categories[category].price_spread;
    const auto cost_draw = static_cast<float>(portable_exp(spread * normal(dice) - spread * spread / 2.0));
    boost::random::beta_distribution<double> quality(alpha, beta);
    return {static_cast<float>(quality(dice)), cost_draw, category};
}

void open_own_store(Platform& p) {
    const SupplySpec& supply = p.model().supply;
    Seller store;
    store.kind = SellerKind::Business;
    p.sellers.push_back(store);
    if (p.world.scenario().firm.is_there() && supply.kind == SupplyKind::Own) return;  // its goods are the firm's
    for (std::int64_t product = 0; product < supply.products; ++product) {
        // Numbered apart from independent sellers, so that adding these does not change the catalogue's draws.
        const Goods goods =
            draw_goods(p, 0x80000000U + static_cast<std::uint32_t>(product), supply.quality_alpha, supply.quality_beta);
        // A catalogue covers every category: products are dealt out in turn, not at random.
        const std::size_t category = static_cast<std::size_t>(product) < p.world.spec().categories.size()
                                         ? static_cast<std::size_t>(product)
                                         : goods.category;
        Offer offer;
        offer.own = true;
        offer.kind = SellerKind::Business;
        offer.category = static_cast<std::uint8_t>(category);
        offer.quality = offer.described = goods.quality;
        offer.reference = p.world.spec().categories[category].reference_price;
        offer.cost = unit_cost(p, p.world.spec().categories[category], goods.quality,
                               goods.cost_draw * (1.0 - supply.unit_cost_advantage));
        offer.floor = offer.cost;
        offer.price = larger({1}, share_of(offer.cost, 1.0 + supply.markup));
        offer.up_to = p.plan.stock_up_to;
        offer.reorder_at = std::min(p.plan.reorder_at, offer.up_to - 1);
        offer.stock = offer.up_to;
        p.own_books.move(Account::Platform, Account::Suppliers, offer.cost * offer.stock);
        give_past(p, offer, goods.quality, supply.initial_ratings);
        p.offers.push_back(offer);
    }
    p.own_offers = p.offers.size();
}

/// An independent seller that joins today, and its offer.
struct Entrant {
    Seller seller;
    Offer offer;
};

/// A seller of this type, region, category and quality, with the price that follows from them.
Entrant entrant(const Platform& p, std::size_t type_index, std::size_t region, const Goods& goods) {
    const SellerTypeSpec& type = p.world.spec().seller_types[type_index];
    const CategorySpec& category = p.world.spec().categories[goods.category];
    Entrant e;
    Seller& seller = e.seller;
    seller.kind = type.kind;
    seller.type = static_cast<std::uint8_t>(type_index);
    seller.region = static_cast<std::uint8_t>(region);
    seller.joined = static_cast<std::uint16_t>(p.world.today);
    Offer& offer = e.offer;
    offer.seller = static_cast<std::uint32_t>(p.sellers.size());
    offer.category = static_cast<std::uint8_t>(goods.category);
    offer.region = seller.region;
    offer.kind = seller.kind;
    offer.type = seller.type;
    offer.quality = goods.quality;
    offer.described = static_cast<float>(clamp01(goods.quality + type.misdescription));
    offer.reference = category.reference_price;
    offer.cost = unit_cost(p, category, goods.quality, goods.cost_draw);
    offer.floor = offer.cost;
    // A seller who describes goods as better than they are also asks the price of the better ones.
    const Money priced_as = unit_cost(p, category, offer.described, goods.cost_draw);
    offer.price = larger({1}, share_of(priced_as, 1.0 + p.world.spec().sellers.markup));
    offer.up_to = whole_part(type.units);
    offer.last_sale_day = p.world.today;
    return e;
}

/// Fills the shelf, pays for joining and lets the seller in.
void let_in(Platform& p, Entrant e) {
    if (p.offers.size() >= kMostOffers) throw OutOfRoom("out of numbers for offers; " + what_takes_the_room(p));
    e.offer.reorder_at = e.offer.up_to / 2;
    e.offer.stock = e.offer.up_to;
    p.own_books.move(Account::Sellers, Account::Suppliers, e.offer.cost * e.offer.stock);
    const Money joining = p.model().policing.identity_cost;
    if (p.world.today > 0 && joining.units > 0) {
        p.own_books.move(Account::Sellers, Account::Platform, joining);
        p.own_tally.count(Count::ListingRevenue, joining);
        p.own_tally.count(Count::SellerIncome, -joining);
        e.seller.book({.fees = joining.units});
    }
    p.sellers.push_back(e.seller);
    p.offers.push_back(e.offer);
}

template <class Entry, class Name>
std::size_t place_of(const std::vector<Entry>& list, Name Entry::*name, const Name& wanted) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Entry& entry) { return entry.*name == wanted; });
    return static_cast<std::size_t>(found - list.begin());
}

/// What buyers said of a known seller before day 0; nothing where the scenario tells of no order.
Ratings past_of(const Platform& p, const std::string& seller) {
    Ratings past;
    for (const PastOrderSpec& order : p.world.spec().past_orders) {
        if (order.seller != seller) continue;
        past.transactions += 1.0;
        if (order.stars == 0.0) continue;
        past.count += 1.0;
        past.stars += order.stars;
        (order.stars >= p.world.spec().reviews.good_from_stars ? past.good : past.bad) += 1.0;
    }
    return past;
}

/// The sellers of the scenario's own list. Their draws are numbered apart, so that they do not change those of others.
void open_known_sellers(Platform& p) {
    constexpr std::uint32_t kNumberedFrom = 0x40000000U;
    p.first_known_seller = p.sellers.size();
    for (std::size_t i = 0; i < p.world.spec().known_sellers.size(); ++i) {
        const KnownSellerSpec& known = p.world.spec().known_sellers[i];
        const std::uint32_t who = kNumberedFrom + static_cast<std::uint32_t>(i);
        const std::size_t type = place_of(p.world.spec().seller_types, &SellerTypeSpec::kind, known.type);
        Goods goods = draw_goods(p, who, 1.0, 1.0);
        goods.quality = static_cast<float>(known.quality);
        if (!known.category.empty())
            goods.category = place_of(p.world.spec().categories, &CategorySpec::name, known.category);
        Dice dice(p.world.plan.key, Purpose::Entry, who, 0);
        const std::size_t drawn = p.world.plan.region.pick(dice.uniform());
        const std::size_t region =
            known.region.empty() ? drawn : place_of(p.world.spec().regions, &RegionSpec::name, known.region);
        Entrant e = entrant(p, type, region, goods);
        if (known.price.units > 0) {
            e.offer.price = known.price;
            e.offer.cost = larger({1}, share_of(known.price, 1.0 / (1.0 + p.world.spec().sellers.markup)));
            e.offer.floor = e.offer.cost;
        }
        e.offer.up_to = known.units;
        e.offer.ratings = past_of(p, known.name);
        if (e.offer.ratings.transactions == 0.0) {
            give_past(p, e.offer, goods.quality, p.model().supply.initial_ratings);
        }
        let_in(p, e);
    }
}

}  // namespace

/// Ratings of a past that was true to the goods: what buyers say of goods that came as they were expected, by the same
/// cut points as ever.
void give_past(const Platform& p, Offer& offer, double quality, std::int64_t ratings) {
    if (ratings <= 0) return;
    const auto n = static_cast<double>(ratings);
    const ReviewSpec& r = p.world.spec().reviews;
    const double rating =
        r.experience_weight * quality + (1.0 - r.experience_weight) * p.world.spec().satisfaction.neutral + r.bias;
    const std::array<double, 5> shares = star_cuts(r).shares(rating);
    offer.ratings.count = n;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double stars = static_cast<double>(i + 1);
        offer.ratings.stars += n * shares[i] * stars;
        (stars >= r.good_from_stars ? offer.ratings.good : offer.ratings.bad) += n * shares[i];
    }
    offer.ratings.transactions = n / std::max(0.05, own_or(p.model().own_rates.review, r.base_probability));
}

void add_seller(Platform& p, std::size_t type_index, std::size_t region, std::int64_t initial_ratings) {
    const SellerTypeSpec& type = p.world.spec().seller_types[type_index];
    const std::uint32_t id = number_beside_firm(p, p.sellers.size());
    const Goods goods = draw_goods(p, id, type.quality_alpha, type.quality_beta);
    Entrant e = entrant(p, type_index, region, goods);
    give_past(p, e.offer, goods.quality, initial_ratings);
    let_in(p, e);
}

void open_sellers(Platform& p) {
    if (p.model().supply.kind != SupplyKind::Sellers && p.world.spec().buyers > 0) open_own_store(p);
    for (std::int64_t i = 0; i < p.plan.sellers; ++i) {
        Dice dice(p.world.plan.key, Purpose::Entry, static_cast<std::uint32_t>(i), 0);
        const std::size_t type = p.world.plan.seller_type.pick(dice.uniform());
        add_seller(p, type, p.world.plan.region.pick(dice.uniform()), p.model().supply.initial_ratings);
    }
    if (p.model().supply.kind != SupplyKind::Own && p.world.spec().buyers > 0) open_known_sellers(p);
    open_firm(p);
}

void let_sellers_in(Platform& p) {
    if (p.world.today == 0 || p.plan.sellers == 0) return;
    const auto day = static_cast<std::uint32_t>(p.world.today);
    std::uint32_t arrivals = 0;
    const auto enter = [&](std::size_t type, std::size_t region) {
        add_seller(p, type, region, 0);
        p.own_tally.count(Count::SellerEntries);
    };
    const auto draw_type = [&](double draw) { return p.world.plan.seller_type.pick(draw); };

    // Buyers who were delighted yesterday and begin to sell.
    for (const std::uint8_t region : std::exchange(p.new_sellers, {})) {
        Dice dice(p.world.plan.key, Purpose::Entry, ++arrivals, day);
        enter(draw_type(dice.uniform()), region);
    }

    // Newcomers: more of them where sellers sell more than they hope for.
    std::int64_t active = 0, sold = 0;
    for (std::size_t i = p.own_offers; i < p.offers.size(); ++i) {
        if (!p.offers[i].open || is_firm_offer(p, i)) continue;
        ++active;
        sold += p.offers[i].sold;
    }
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    const double hoped =
        static_cast<double>(active) * behaviour.sales_goal_per_week * static_cast<double>(p.world.today) / 7.0;
    const double success = hoped > 0.0 ? static_cast<double>(sold) / hoped : 1.0;
    const double rate = behaviour.entry_per_day * static_cast<double>(active) *
                        portable_exp(behaviour.entry_income_response * portable_log(std::max(success, 1e-6)));
    if (rate > 0.0) {
        Dice dice(p.world.plan.key, Purpose::Entry, 0xFFFFFFFFU, day);
        const int newcomers = boost::random::poisson_distribution<int, double>(std::min(rate, 1e6))(dice);
        for (int i = 0; i < newcomers; ++i) {
            Dice own(p.world.plan.key, Purpose::Entry, ++arrivals, day);
            const double type_draw = own.uniform();
            enter(draw_type(type_draw), p.world.plan.region.pick(own.uniform()));
        }
    }

    // Banned cheats under a new name, if joining does not cost more than the last name earned.
    for (std::size_t i = 0; i < p.sellers.size(); ++i) {
        if (p.sellers[i].returns_on != p.world.today) continue;
        p.sellers[i].returns_on = kNever;
        if (p.sellers[i].income < p.model().policing.identity_cost) continue;
        const std::size_t type = p.sellers[i].type, region = p.sellers[i].region;
        add_seller(p, type, region, 0);
        p.own_tally.count(Count::SellerReturns);
    }
}

void restock(Platform& p) {
    for (std::size_t i = 0; i < p.offers.size(); ++i) {
        Offer& offer = p.offers[i];
        if (offer.ordered > 0 && offer.restock_day <= p.world.today) {
            offer.stock += offer.ordered;
            offer.ordered = 0;
        }
        if (!offer.open || offer.ordered > 0 || offer.stock > offer.reorder_at) continue;
        const Seller& seller = p.sellers[offer.seller];
        const double days = is_firm_offer(p, i) ? goods_of_firm(p, i).restock_days
                            : offer.own         ? p.model().supply.lead_time_days
                                                : p.world.spec().seller_types[seller.type].restock_days;
        offer.ordered = offer.up_to - offer.stock;
        offer.restock_day = p.world.today + whole_part(std::ceil(days));
        p.own_books.move(offer.own ? Account::Platform : Account::Sellers, Account::Suppliers,
                         offer.cost * offer.ordered);
        if (offer.restock_day <= p.world.today) {
            offer.stock += offer.ordered;
            offer.ordered = 0;
        }
    }
}

}  // namespace pasar
