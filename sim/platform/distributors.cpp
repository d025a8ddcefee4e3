#include "sim/platform/distributors.h"

#include <fmt/format.h>
#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "agents/resale.h"
#include "agents/seller_business.h"
#include "sim/phases/evening.h"
#include "sim/platform/sellers.h"
#include "sim/world/merchants.h"
#include "sim/world/run.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

constexpr std::uint32_t kWhoTheyAre = 0, kRoundedOn = 1;  ///< days are counted from 1 on

/// Part `units` of `stock` units of what these are worth, rounded down; all of it with the last one.
Money value_of(std::int64_t units, std::int64_t stock, Money value) {
    if (units >= stock) return value;
    return {static_cast<std::int64_t>(WideUnits{value.units} * units / stock)};
}

/// What the store asks of a distributor who orders so many units.
Money wholesale_price(const Platform& p, const Distributor& d, std::int64_t units) {
    const WholesaleSpec& wholesale = p.model().supply.wholesale;
    const Money price = p.offers[d.product].price;
    return units >= wholesale.least_units ? larger({1}, share_of(price, 1.0 - wholesale.discount)) : price;
}

OffPlatformTaste taste(const Platform& p) {
    const DistributorSpec& spec = p.world.spec().distributors;
    return {spec.demand, spec.value, spec.price_weight};
}

/// What a unit costs a distributor on its own shelf, if it orders so many.
Money landed_cost(const Platform& p, const Distributor& d, std::int64_t units) {
    return wholesale_price(p, d, units) + p.world.spec().distributors.handling_per_unit;
}

double visits_of(const Platform& p, const Distributor& d) {
    return p.world.spec().distributors.visits_per_day * d.visits_factor;
}

double fixed_a_day(const Platform& p) {
    return static_cast<double>(p.world.spec().distributors.fixed_cost_per_month.units) / 30.0;
}
double outside_a_day(const Platform& p) {
    return static_cast<double>(p.world.spec().distributors.outside_income_per_month.units) / 30.0;
}

/// Price off the platform: what earns most at what a unit costs now.
Money best_price_off(const Platform& p, const Distributor& d) {
    const auto reference = static_cast<double>(p.offers[d.product].reference.units);
    const auto cost = static_cast<double>(landed_cost(p, d, p.world.spec().distributors.order_units).units);
    return larger({1}, {whole_part(monopoly_price(taste(p), cost / reference) * reference + 0.5)});
}

/// What it would earn a day off the platform, after fixed costs, at today's prices.
double expected_profit(const Platform& p, const Distributor& d) {
    const auto reference = static_cast<double>(p.offers[d.product].reference.units);
    const Money margin = d.price - landed_cost(p, d, p.world.spec().distributors.order_units);
    return visits_of(p, d) * share_who_buy(taste(p), static_cast<double>(d.price.units) / reference) *
               static_cast<double>(margin.units) -
           fixed_a_day(p);
}

void earn(Platform& p, Distributor& d, Money amount) {
    d.income += amount;
    p.own_tally.count(Count::DistributorIncome, amount);
}

/// People off the platform buy, as many as the share who would at this price makes of them: whole units, the rest by a
/// draw of the day.
void sell_off_platform(Platform& p, std::uint32_t number, Distributor& d) {
    const auto reference = static_cast<double>(p.offers[d.product].reference.units);
    const double wanted = visits_of(p, d) * share_who_buy(taste(p), static_cast<double>(d.price.units) / reference);
    const double draw =
        Dice(p.key, Purpose::Distributor, number, kRoundedOn + static_cast<std::uint32_t>(p.world.today)).uniform();
    const std::int64_t units = std::min(d.stock, whole_part(wanted + draw));
    if (units <= 0) return;
    const Money taken = d.price * units, cost = value_of(units, d.stock, d.stock_value);
    p.own_books.move(Account::Outside, Account::Distributors, taken);
    d.cash += taken;
    d.taken += taken;
    d.stock -= units;
    d.stock_value -= cost;
    d.sold_off += units;
    earn(p, d, taken - cost);
    p.own_tally.count(Count::OffPlatformUnits, units);
    p.own_tally.count(Count::OffPlatformSales, taken);
}

/// Orders from the store, if a unit leaves something at the price it asks; no more than the store can spare before it
/// orders more itself, so that its other customers find what they want. The price is that of what was asked for, so
/// that it is the one that the distributor reckons with: it waits until its order is large enough for the discount, and
/// a store that has fewer units does not take the discount back.
void order_from_store(World& world, Platform& p, Distributor& d) {
    const DistributorSpec& spec = p.world.spec().distributors;
    if (!d.is_in_business || d.ordered > 0 || 2 * d.stock > spec.order_units) return;
    Offer& product = p.offers[d.product];
    const std::int64_t asked = spec.order_units - d.stock, least = p.model().supply.wholesale.least_units;
    const std::int64_t units = std::min(asked, product.stock - product.reorder_at);
    if (units <= 0 || (asked < least && least <= spec.order_units)) return;
    if (!resale_pays(static_cast<double>(landed_cost(p, d, asked).units), 0.0, static_cast<double>(d.price.units)))
        return;
    const Money goods = wholesale_price(p, d, asked) * units, handling = spec.handling_per_unit * units;
    const Money cost = product.cost * units;
    product.stock -= units;
    note_passed_on(world, p, d.product, units);
    p.own_books.move(Account::Distributors, Account::Platform, goods);
    p.own_books.move(Account::Distributors, Account::Outside, handling);
    p.own_tally.count(Count::WholesaleRevenue, goods);
    p.own_tally.count(Count::MarginRevenue, goods - cost);
    p.own_tally.count(Count::UnitsToDistributors, units);
    p.sellers[product.seller].ledger += {.sales = goods.units, .goods = cost.units};
    // One parcel to pack, however many units.
    p.own_books.move(Account::Platform, Account::Outside, p.model().costs.handling_per_order);
    p.own_tally.count(Count::HandlingCost, p.model().costs.handling_per_order);
    d.cash -= goods + handling;
    d.paid += goods;
    d.bought += units;
    d.ordered = units;
    d.ordered_value = goods + handling;
    d.arrives = p.world.today + whole_part(std::ceil(spec.lead_days));
}

void take_in(const Platform& p, Distributor& d) {
    if (d.ordered == 0 || d.arrives > p.world.today) return;
    d.stock += d.ordered;
    d.stock_value += d.ordered_value;
    d.ordered = 0;
    d.ordered_value = {};
}

/// Begins where the trade off the platform pays; each looks once a month, not all on the same day.
void think_of_beginning(Platform& p, std::uint32_t number, Distributor& d) {
    if (d.is_in_business || !sells_to_distributors(p)) return;
    if (!p.opens_today() && (p.world.today + number) % 30 != 0) return;
    if (!joins(expected_profit(p, d), outside_a_day(p), 0.0, 1.0) || expected_profit(p, d) + fixed_a_day(p) <= 0.0)
        return;
    d.is_in_business = true;
    d.profit_per_day = outside_a_day(p);  // until it knows better, it just gets along
    d.judged = d.income;
    if (d.lists_here && d.seller == kNoShop) d.seller = open_shelf_of_distributor(p, number);
}

/// A day's fixed costs, what it has learned of its profit, and whether it goes on: as independent sellers do.
void judge(Platform& p, std::uint32_t number, Distributor& d) {
    if (!d.is_in_business) return;
    const SellerBehaviourSpec& behaviour = p.world.spec().sellers;
    const Money fixed = share_on_day(p.world.spec().distributors.fixed_cost_per_month, 1.0 / 30.0, p.world.today);
    p.own_books.move(Account::Distributors, Account::Outside, fixed);
    d.cash -= fixed;
    earn(p, d, -fixed);
    const auto profit = static_cast<double>((d.income - d.judged).units);
    d.judged = d.income;
    d.profit_per_day += (profit - d.profit_per_day) / behaviour.profit_days;
    const double chance =
        chance_to_give_up(behaviour.gives_up_per_day, d.profit_per_day, outside_a_day(p), fixed_a_day(p));
    const double draw =
        Dice(p.key, Purpose::GiveUp, 0x70000000U | number, static_cast<std::uint32_t>(p.world.today)).uniform();
    if (!sells_to_distributors(p) || draw < chance) d.is_in_business = false;
}

}  // namespace

bool sells_to_distributors(const Platform& p) {
    return p.model().supply.wholesale.on && p.plan.distributors > 0 && p.own_offers > 0;
}

void open_distributors(Platform& p) {
    if (p.own_offers == 0) return;
    const DistributorSpec& spec = p.world.spec().distributors;
    std::vector<std::vector<std::uint32_t>> products(p.world.spec().categories.size());
    for (std::size_t i = 0; i < p.own_offers; ++i)
        products[p.offers[i].category].push_back(static_cast<std::uint32_t>(i));
    for (std::int64_t number = 0; number < p.plan.distributors; ++number) {
        Dice dice(p.key, Purpose::Distributor, static_cast<std::uint32_t>(number), kWhoTheyAre);
        const std::size_t category = p.world.plan.category.pick(dice.uniform());
        const double which = dice.uniform(), lists = dice.uniform();
        boost::random::normal_distribution<double> normal;
        Distributor d;
        const std::vector<std::uint32_t>& of = products[category];
        const auto pick = [which](std::size_t count) {
            return static_cast<std::size_t>(which * static_cast<double>(count));
        };
        d.product = of.empty() ? static_cast<std::uint32_t>(pick(p.own_offers)) : of[pick(of.size())];
        d.visits_factor =
            portable_exp(spec.visits_spread * normal(dice) - spec.visits_spread * spec.visits_spread / 2.0);
        d.lists_here = lists < spec.sells_here && p.model().supply.kind == SupplyKind::Hybrid &&
                       p.plan.reseller_type != Plan::kNoType;
        p.distributors.push_back(d);
    }
}

void trade_of_distributors(World& world, Platform& p) {
    const bool store_sells = sells_to_distributors(p);
    for (std::uint32_t number = 0; number < p.distributors.size(); ++number) {
        Distributor& d = p.distributors[number];
        if (!store_sells && !d.is_in_business && d.stock == 0 && d.ordered == 0) continue;
        take_in(p, d);
        d.price = best_price_off(p, d);
        think_of_beginning(p, number, d);
        sell_off_platform(p, number, d);
        judge(p, number, d);
        order_from_store(world, p, d);
        take_in(p, d);
    }
}

std::int64_t fill_own_shelf(Platform& p, std::size_t number, double market_price) {
    Offer& offer = p.offers[number];
    Seller& seller = p.sellers[offer.seller];
    Distributor& d = p.distributors[seller.distributor];
    const std::int64_t units = std::min(offer.up_to - offer.stock, d.stock);
    if (units <= 0) return 0;
    const Money value = value_of(units, d.stock, d.stock_value);
    if (!resale_pays(static_cast<double>(value.units) / static_cast<double>(units), p.model().revenue.commission,
                     market_price))
        return 0;
    // From one pocket of its own into the other, at what the goods cost it.
    p.own_books.move(Account::Sellers, Account::Distributors, value);
    d.cash += value;
    d.stock -= units;
    d.stock_value -= value;
    d.listed += units;
    p.own_tally.count(Count::UnitsListedByDistributors, units);
    const std::int64_t there = std::max<std::int64_t>(0, offer.stock), all = there + units;
    const Money worth = value + offer.cost * there;
    offer.cost = Money{(worth.units + all - 1) / all};  // rounded up, as for other resellers
    offer.floor = offer.asks_for = offer.cost;
    offer.stock += units;
    return units;
}

void check_distributors(const Platform& p) {
    WideUnits pockets = 0;
    const auto day = [&] { return fmt::format("day {}: ", p.world.today); };
    for (std::size_t i = 0; i < p.distributors.size(); ++i) {
        const Distributor& d = p.distributors[i];
        pockets += d.cash.units;
        if (d.bought != d.sold_off + d.listed + d.stock + d.ordered)
            throw Contradiction(fmt::format("{}distributor {} bought {} units, but sold {}, listed {} and has {}",
                                            day(), i, d.bought, d.sold_off, d.listed, d.stock + d.ordered));
        if (d.cash != d.income - d.stock_value - d.ordered_value)
            throw Contradiction(fmt::format("{}distributor {} has {} in its pocket, but earned {} less {} in goods",
                                            day(), i, d.cash.units, d.income.units,
                                            (d.stock_value + d.ordered_value).units));
    }
    if (const WideUnits books = p.total.books.balance(Account::Distributors).units; books != pockets)
        throw Contradiction(fmt::format("{}distributors' pockets hold {} in the books, but {} stands behind it", day(),
                                        books, pockets));
}

}  // namespace pasar
