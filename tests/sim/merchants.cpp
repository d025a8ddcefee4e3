// Sellers on several platforms of one world: who is who, one stock for all shops, costs once, where to list.
#include "sim/world/merchants.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "sim/platform/firm.h"
#include "sim/world/compete.h"
#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/oracles/oracle.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr std::array<std::size_t, 2> kBoth{0, 1};

/// A lively market with two marketplaces, or with a marketplace and a store.
Scenario two_platforms(SupplyKind second = SupplyKind::Sellers) {
    Scenario s = lively_market();
    s.models.push_back(s.models[0]);
    s.models[1].name = "Other";
    s.models[1].supply.kind = second;
    s.models[1].revenue.commission = 0.05;
    validate(s);
    return s;
}

std::int64_t account_on(const Platform& p, Account account) { return p.total.books.balance(account).units; }
std::int64_t counted_on(const Platform& p, Count what) { return p.total.counts[static_cast<std::size_t>(what)]; }
double counted_on(const World& world, std::size_t platform, Count what) {
    return static_cast<double>(counted_on(*world.platforms[platform], what));
}

/// Goods in stock and on order at what they cost, those that several shops share once.
std::int64_t all_stock_at_cost(const World& world, bool own) {
    Money sum;
    for (const std::unique_ptr<Platform>& p : world.platforms)
        for (std::size_t i = 0; i < p->offers.size(); ++i) {
            const Offer& offer = p->offers[i];
            if (offer.own != own || !p->plan.keeps_stock) continue;
            sum += offer.cost * offer.ordered;
            if (!shares_stock(*p, i)) sum += offer.cost * offer.stock;
        }
    for (const Merchant& merchant : world.merchants.all)
        for (std::size_t g = 0; g < merchant.goods.size(); ++g)
            for (const Outlet& outlet : merchant.outlets) {
                if (!outlet.shares_stock) continue;
                const Offer& offer = world.platforms[outlet.platform]->offers[outlet.first_offer + g];
                if (offer.own == own) sum += offer.cost * merchant.goods[g].stock;
                break;
            }
    return sum.units;
}

std::int64_t sellers_earned(const World& world) {
    std::int64_t earned = 0;
    for (const std::unique_ptr<Platform>& p : world.platforms) earned += counted_on(*p, Count::SellerIncome);
    return earned;
}
std::int64_t sellers_have(const World& world) {
    std::int64_t have = all_stock_at_cost(world, false);
    for (const std::unique_ptr<Platform>& p : world.platforms)
        have += account_on(*p, Account::Sellers) + account_on(*p, Account::SellerBalances);
    return have;
}

/// Share of the second platform's sellers who are on the first too.
double overlap_in(const World& world) {
    std::set<std::uint32_t> first;
    for (const Seller& seller : world.platforms[0]->sellers) first.insert(seller.identity);
    double both = 0.0, all = 0.0;
    for (const Seller& seller : world.platforms[1]->sellers) {
        both += first.contains(seller.identity) ? 1.0 : 0.0;
        all += 1.0;
    }
    return both / all;
}

/// Two shops alike on two platforms alike, of one seller with `units`, and 8 orders a day in all.
Scenario one_seller_of(std::int64_t units, std::int64_t days) {
    Scenario s = oracle("quiet_pair", {"days=" + std::to_string(days)});
    s.market.known_sellers[0].units = units;
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("of a later platform's sellers of day 0 the share that the scenario says is on the first too") {
    for (const double share : {0.0, 0.3, 1.0}) {
        Scenario s = two_platforms();
        s.models[0].supply.sellers = s.models[1].supply.sellers = 2000;
        s.market.platforms.seller_overlap = share;
        World world(s, kBoth, 0, 1);
        CHECK(std::fabs(overlap_in(world) - share) <=
              (share < 1.0 ? 3.0 * std::sqrt(share * (1.0 - share) / 2000.0) : 0.0));
        // Who is on both is the same person with the same goods.
        for (const Merchant& merchant : world.merchants.all) {
            if (merchant.outlets.size() < 2) continue;
            REQUIRE(merchant.outlets.size() == 2);
            CHECK(merchant.goods.size() == merchant.offers);
            for (std::size_t g = 0; g < merchant.goods.size(); ++g) {
                const Offer& a = world.platforms[0]->offers[merchant.outlets[0].first_offer + g];
                const Offer& b = world.platforms[1]->offers[merchant.outlets[1].first_offer + g];
                CHECK(a.quality == b.quality);
                CHECK(a.cost == b.cost);
                CHECK(a.stock == b.stock);
            }
        }
    }
}

TEST_CASE("ten units that two shops share are sold out for 0.053233 of orders, as one shop's are") {
    Scenario s = one_seller_of(10, 4000);
    World world(s, kBoth, 0, 1);
    while (world.day() < s.days) {
        for (const std::unique_ptr<Platform>& p : world.platforms) p->offers[0].reorder_at = 9;  // full every morning
        world.step();
        REQUIRE(world.platforms[0]->offers[0].stock == world.platforms[1]->offers[0].stock);
    }
    double orders = 0.0, sold_out = 0.0;
    for (const std::size_t platform : kBoth) {
        const double here = counted_on(world, platform, Count::Orders);
        CHECK(here == doctest::Approx(16000).epsilon(0.03));
        const double out = counted_on(world, platform, Count::StockOuts);
        // Neither shop is served before the other.
        CHECK(out / here == doctest::Approx(0.053233).epsilon(0.2));
        orders += here;
        sold_out += out;
    }
    // The standard error of 4000 days is 0.0022.
    CHECK(std::fabs(sold_out / orders - 0.053233) < 3 * 0.0022);
}

TEST_CASE("units and money of sellers with several shops are conserved, on any number of threads") {
    for (const double share : {0.0, 0.5, 1.0}) {
        Scenario s = two_platforms();
        s.market.platforms.seller_overlap = share;
        s.market.platforms.listing_review_days = 10;
        s.market.sellers.entry_per_day = 0.01;
        s.market.sellers.gives_up_per_day = 0.02;
        for (SellerTypeSpec& type : s.market.seller_types) type.units = 5;
        validate(s);
        World world(s, kBoth, 0, 1), other(s, kBoth, 0, 3);
        while (world.day() < s.days) {
            world.step();  // check_shared_stock() looks at each good
            other.step();
            if (world.day() % 30 == 0) CHECK(state_hash(world) == state_hash(other));
        }
        std::int64_t shared = 0, orders = 0;
        for (const Merchant& merchant : world.merchants.all) shared += merchant.goods.empty() ? 0 : 1;
        for (const std::unique_ptr<Platform>& p : world.platforms) orders += counted_on(*p, Count::Orders);
        INFO("share " << share);
        CHECK(shared > 0);  // some list on the other platform even where nobody began on both
        CHECK(orders > 2000);
        CHECK(sellers_have(world) == sellers_earned(world));
    }
}

TEST_CASE("a copy of a world goes on as its original does, shops of one seller included") {
    Scenario s = two_platforms();
    World world(s, kBoth, 0, 1);
    run_until(world, 40);
    const std::unique_ptr<World> copy = copy_of(world, s, 0, 2);
    run_until(world, 70);
    run_until(*copy, 70);
    CHECK(state_hash(world) == state_hash(*copy));
}

TEST_CASE("a seller on two platforms pays what being in business costs once, and for keeping up one more listing") {
    Scenario s = one_seller_of(1000, 60);
    s.market.sellers.fixed_cost_per_month = {300'000};
    s.market.platforms.listing_costs = {60'000};
    validate(s);
    World world(s, kBoth, 0, 1);
    run_to_the_end(world);
    const std::int64_t first = world.platforms[0]->sellers[0].ledger.fixed,
                       second = world.platforms[1]->sellers[0].ledger.fixed;
    CHECK(first + second == 2 * (300'000 + 60'000));
}

TEST_CASE("who could sell elsewhere lists there with the logistic's chance of what that leaves") {
    // Nothing is sold, so that sellers on the other platform go on expecting there what they would anywhere: their
    // outside income of 300,000, and the fixed costs of 200,000 that they pay already.
    Scenario s = two_platforms();
    s.market.wishes.rate_per_day = 0.0;
    s.market.wishes.first_on_day_0 = false;
    s.models[0].supply.sellers = 3000;
    s.models[1].supply.sellers = 10;
    s.models[0].policing.identity_cost = s.models[1].policing.identity_cost = {0};
    s.market.sellers.fixed_cost_per_month = {200'000};
    s.market.sellers.outside_income_per_month = {300'000};
    s.market.sellers.profit_days = 3650;
    s.market.sellers.gives_up_per_day = 0.0;
    s.market.sellers.entry_per_day = 0.0;
    s.market.platforms.seller_overlap = 0.0;
    s.market.platforms.listing_review_days = 7;
    s.market.platforms.listing_noise = {100'000};
    for (const auto& [costs, chance] : {std::pair{400'000, 0.73106}, std::pair{550'000, 0.37754}}) {
        s.market.platforms.listing_costs = {costs};
        validate(s);
        World world(s, kBoth, 0, 1);
        run_until(world, 9);
        double listed = 0.0;
        for (const Seller& seller : world.platforms[0]->sellers)
            listed += has_other_shops(*world.platforms[0], seller) ? 1.0 : 0.0;
        const std::int64_t a_month = costs;  // no lambda, which INFO is, may hold a binding in older versions of Clang
        INFO("costs " << a_month);
        CHECK(std::fabs(listed / 3000.0 - chance) < 3.0 * std::sqrt(chance * (1.0 - chance) / 3000.0) + 0.002);
        const double then = listed;
        run_until(world, 30);
        listed = 0.0;
        for (const Seller& seller : world.platforms[0]->sellers)
            listed += has_other_shops(*world.platforms[0], seller) ? 1.0 : 0.0;
        CHECK(listed == doctest::Approx(then).epsilon(0.03));  // thinking of it again changes no mind
    }
}

TEST_CASE(
    "resellers of a marketplace buy in the store of another platform: its stock, its revenue, everybody's money") {
    Scenario s = two_platforms(SupplyKind::Own);
    s.market.seller_types[0].share -= 0.3;
    s.market.seller_types.push_back(
        {.kind = SellerKind::Reseller, .share = 0.3, .units = 6, .restock_days = 1, .buys_in_store = true});
    s.models[1].supply.unit_cost_advantage = 0.5;  // so that it pays
    s.models[1].supply.stock_up_to = 200;
    s.models[1].supply.reorder_at = 100;
    validate(s);
    World world(s, kBoth, 0, 2);
    std::int64_t before = 0;
    while (world.day() < s.days) {
        world.step();
        const std::int64_t now = counted_on(*world.platforms[1], Count::UnitsToResellers);
        CHECK(now >= before);
        before = now;
    }
    const Platform &marketplace = *world.platforms[0], &store = *world.platforms[1];
    CHECK(before > 100);
    CHECK(counted_on(marketplace, Count::UnitsToResellers) == 0);
    // Whoever resells sold no more than it bought, and some of it.
    std::int64_t sold = 0, left = 0;
    for (const Offer& offer : marketplace.offers) {
        if (!s.market.seller_types[offer.type].buys_in_store) continue;
        sold += offer.sold;
        left += offer.stock + offer.ordered;
    }
    CHECK(sold > 50);
    CHECK(left <= before);
    // What left one platform came to the other; the store earned what it has.
    CHECK(account_on(store, Account::Platform) + all_stock_at_cost(world, true) ==
          static_cast<std::int64_t>(key_figures(store)[find_kpi("contribution")]));
    WideUnits all = 0;
    for (const std::unique_ptr<Platform>& p : world.platforms)
        for (std::size_t a = 0; a < kAccountCount; ++a) all += account_on(*p, static_cast<Account>(a));
    CHECK(all == 0);
    // Units that come back are worth what the goods cost now, so that resellers' own account is only nearly exact.
    CHECK(sellers_have(world) == doctest::Approx(sellers_earned(world)).epsilon(0.01));
    // Alone, the marketplace's resellers buy as ever.
    World alone(s, 0, 0, 1);
    run_until(alone, 60);
    CHECK(counted_on(alone.platform(), Count::UnitsToResellers) == 0);
}

namespace {

Scenario firm_with_two_channels(std::vector<std::string> channels = {}) {
    Scenario s = two_platforms(SupplyKind::Own);
    s.models[1].name = "My store";
    s.firm.name = "My shop";
    s.firm.costs_per_month = {900'000};
    s.firm.goods = {
        {.name = "atlas", .category = "books", .cost = {50'000}, .price = {80'000}, .units = 30},
        {.name = "novel", .category = "books", .cost = {40'000}, .price = {70'000}, .listings = 2, .units = 8}};
    s.firm.channels = std::move(channels);
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("a firm in two channels has one stock, and its costs a month stand in one of them") {
    const Scenario s = firm_with_two_channels();
    World world(s, kBoth, 0, 2);
    const Platform &marketplace = *world.platforms[0], &store = *world.platforms[1];
    REQUIRE(has_firm(marketplace));
    REQUIRE(firm_owns_store(store));
    while (world.day() < s.days) {
        world.step();
        for (std::size_t i = 0; i < 3; ++i)
            REQUIRE(marketplace.offers[marketplace.firm.first_offer + i].stock ==
                    store.offers[store.firm.first_offer + i].stock);
    }
    const double here = key_figures(marketplace)[find_kpi("firm_profit")],
                 there = key_figures(store)[find_kpi("firm_profit")];
    for (const std::unique_ptr<Platform>& p : world.platforms) {
        CHECK(key_figures(*p)[find_kpi("firm_profit_all")] == here + there);
        CHECK(key_figures(*p)[find_kpi("firm_orders")] >= 5);
    }
    CHECK(marketplace.sellers[marketplace.firm.seller].ledger.fixed == 900'000 * 182 / 30);
    // The store's own fixed costs are what is left there.
    CHECK(counted_on(store, Count::FixedCost) == 182 * 100'003);
    CHECK(std::isnan(key_figures(World(s, 0, 0, 1).platform())[find_kpi("firm_profit_all")]));
}

TEST_CASE("in a channel that it leaves out a firm sells nothing, and its own store stays shut") {
    {
        const Scenario s = firm_with_two_channels({"Model"});
        World world(s, kBoth, 0, 1);
        run_until(world, 60);
        CHECK(has_firm(*world.platforms[0]));
        CHECK(world.platforms[1]->offers.empty());
        CHECK(world.platforms[1]->total.counts == std::remove_cvref_t<decltype(world.platforms[1]->total.counts)>{});
        // It is as if the store were not there.
        constexpr std::array<std::size_t, 1> kMarketplace{0};
        World without(s, kMarketplace, 0, 1);
        run_until(without, 60);
        CHECK(world.platforms[0]->total.counts == without.platforms[0]->total.counts);
    }
    {
        const Scenario s = firm_with_two_channels({"My store"});
        World world(s, kBoth, 0, 1);
        run_until(world, 60);
        CHECK(!has_firm(*world.platforms[0]));
        CHECK(firm_owns_store(*world.platforms[1]));
        CHECK(counted_on(*world.platforms[1], Count::Orders) > 20);
        // Of one model nothing is said of the others; of several the firm must sell on one.
        Scenario elsewhere = s;
        elsewhere.models.push_back(elsewhere.models[0]);
        CHECK(what_forbids_competing(elsewhere, {0}).empty());
        CHECK(what_forbids_competing(elsewhere, {0, 2}).size() == 1);
        CHECK(what_forbids_competing(elsewhere, {0, 1}).empty());
    }
}

TEST_CASE("orders of all channels wait in one line for what the firm can send in a day") {
    const auto mean_wait = [](std::vector<std::string> channels) {
        Scenario s = firm_with_two_channels(std::move(channels));
        s.firm.capacity_per_day = 4;
        for (FirmGoodsSpec& goods : s.firm.goods) goods.units = 10'000;
        validate(s);
        World world(s, kBoth, 0, 1);
        double longest = 0.0;
        while (world.day() < 60) {
            world.step();
            for (const std::unique_ptr<Platform>& p : world.platforms)
                if (has_firm(*p)) longest = std::max({longest, p->firm.backlog, p->conditions.picking_backlog});
        }
        return longest;
    };
    const double marketplace = mean_wait({"Model"}), store = mean_wait({"My store"}), both = mean_wait({});
    CHECK(both > marketplace);
    CHECK(both > 0.0);
    CHECK(store > 0.0);
}

TEST_CASE("dearer listings keep sellers to one platform, more overlap puts them on both") {
    const auto elsewhere = [](auto change) {
        Scenario s = two_platforms();
        s.models[0].supply.sellers = s.models[1].supply.sellers = 400;
        s.market.platforms.listing_review_days = 20;
        s.market.sellers.outside_income_per_month = {100'000};
        change(s.market.platforms);
        validate(s);
        World world(s, kBoth, 0, 1);
        run_until(world, 50);
        return key_figures(*world.platforms[0])[find_kpi("sellers_elsewhere")];
    };
    const auto costs = [](std::int64_t money) { return [money](PlatformChoiceSpec& p) { p.listing_costs = {money}; }; };
    const auto overlap_of = [](double share) {
        return [share](PlatformChoiceSpec& p) { p.seller_overlap = share, p.listing_costs = {1'000'000}; };
    };
    CHECK(elsewhere(costs(0)) > elsewhere(costs(300'000)) + 0.05);
    CHECK(elsewhere(costs(300'000)) > elsewhere(costs(2'000'000)) + 0.02);
    CHECK(elsewhere(overlap_of(0.9)) > elsewhere(overlap_of(0.2)) + 0.1);
    // A world of one platform has no elsewhere.
    CHECK(std::isnan(key_figures(World(two_platforms(), 0, 0, 1).platform())[find_kpi("sellers_elsewhere")]));
}

TEST_CASE("a firm in several channels never gives up, whatever its shops cost") {
    Scenario s = firm_with_two_channels();
    s.market.sellers.gives_up_per_day = 0.5;
    s.market.platforms.listing_costs = {5'000'000};
    validate(s);
    World world(s, kBoth, 0, 1);
    while (world.day() < s.days) world.step();
    for (const std::unique_ptr<Platform>& p : world.platforms) CHECK(is_in_business(p->sellers[p->firm.seller]));
}

TEST_CASE("nobody opens a second shop on a platform on which it has one, or was banned") {
    Scenario s = firm_with_two_channels();
    s.firm = {};
    for (ModelSpec& model : s.models) {
        model.supply.kind = SupplyKind::Sellers;
        model.supply.sellers = 60;
    }
    s.market.sellers.buyer_turns_seller = 0.2;
    s.market.sellers.outside_income_per_month = {0};
    s.market.sellers.entry_cost = {0};
    s.market.platforms.listing_costs = {0};
    s.market.platforms.listing_review_days = 10;
    validate(s);
    World world(s, kBoth, 0, 1);
    while (world.day() < s.days) world.step();
    std::int64_t joined_later = 0;
    for (const std::unique_ptr<Platform>& p : world.platforms) {
        std::map<std::uint32_t, int> open;
        for (const Seller& seller : p->sellers) {
            joined_later += seller.joined > 0 ? 1 : 0;
            if (is_in_business(seller)) ++open[seller.identity];
        }
        for (const auto& of : open) CHECK(of.second == 1);
    }
    CHECK(joined_later > 10);
}
