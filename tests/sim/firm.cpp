// The scenario's firm: its account to the unit, its own number of draws, its line of orders, and what it is not.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <map>
#include <utility>
#include "scenarios/faults.h"
#include "sim/platform/firm.h"
#include "sim/world/snapshot.h"

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

FirmGoodsSpec shirts(Money cost, Money price, std::string category = "goods") {
    FirmGoodsSpec goods;
    goods.name = "shirt";
    goods.category = std::move(category);
    goods.cost = cost;
    goods.price = price;
    goods.units = 100'000;
    return goods;
}

FirmSpec my_shop(std::vector<FirmGoodsSpec> goods) {
    FirmSpec firm;
    firm.name = "My shop";
    firm.goods = std::move(goods);
    return firm;
}

/// The firm is the only seller of a market in which each of 400 buyers orders once on day 0, at the reference price.
Scenario alone(Scenario s = one_order_each()) {
    s.firm = my_shop({shirts({60'000}, {100'000})});
    s.models[0].supply.sellers = 0;
    s.models[0].revenue.commission = 0.1;
    validate(s);
    return s;
}

/// Goods that nobody wants, in a category of their own, in a lively market.
Scenario unseen(bool with_firm) {
    Scenario s = lively_market();
    s.market.categories.push_back({.name = "nothing", .share = 0.0, .reference_price = {50'000}});
    if (with_firm) {
        FirmSpec firm = my_shop({shirts({40'000}, {50'000}, "nothing"), shirts({41'000}, {51'000}, "nothing")});
        firm.goods[1].name = "trousers";
        firm.goods[1].listings = 3;
        s.firm = firm;
    }
    validate(s);
    return s;
}

std::size_t row_of_firm(const Rows& sellers) {
    std::size_t row = 0;
    while (row < sellers.size() && sellers.text(row, "name") != "My shop") ++row;
    REQUIRE(row < sellers.size());
    return row;
}

std::string said_against(const Scenario& scenario) {
    try {
        validate(scenario);
    } catch (const InvalidScenario& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("the account of a firm comes out as worked out by hand") {
    Scenario s = alone();
    s.firm.costs_per_month = {3'000'000};
    const RunResult result = run(s);
    const double orders = 400.0;
    CHECK(kpi(result, "firm_orders") == orders);
    CHECK(kpi(result, "firm_sales") == orders * 100'000.0);
    CHECK(kpi(result, "firm_commission") == orders * 10'000.0);
    CHECK(kpi(result, "firm_shipping") == orders * 10'000.0);  // buyers pay none
    CHECK(kpi(result, "firm_goods") == orders * 60'000.0);
    CHECK(kpi(result, "firm_fees") == 0.0);
    CHECK(kpi(result, "firm_returns") == 0.0);
    CHECK(kpi(result, "firm_advertising") == 0.0);
    CHECK(kpi(result, "firm_fixed") == 3'000'000.0);  // 30 days
    CHECK(kpi(result, "firm_profit") == orders * 20'000.0 - 3'000'000.0);
    CHECK(kpi(result, "firm_profit_per_month") == kpi(result, "firm_profit"));
    CHECK(kpi(result, "seller_income") == kpi(result, "firm_profit"));
    CHECK(kpi(result, "sellers") == 1.0);
    const Rows sellers(result, "sellers");
    REQUIRE(sellers.size() == 1);
    CHECK(sellers.text(0, "name") == "My shop");
    CHECK(sellers.whole(0, "income") == 400 * 20'000 - 3'000'000);
    CHECK(sellers.whole(0, "sales") == 400 * 100'000);
    CHECK(sellers.whole(0, "commission") == 400 * 10'000);
    CHECK(sellers.whole(0, "shipping_borne") == 400 * 10'000);
    CHECK(sellers.whole(0, "goods_cost") == 400 * 60'000);
    CHECK(sellers.whole(0, "fixed_costs") == 3'000'000);
}

TEST_CASE("refunds give the commission back, and a firm pays them as far as its balance goes") {
    // All 400 got the wrong item, send it back and have all their money back. The goods are on the shelf again.
    const RunResult result = run(alone(wrong_item_each(Remedy::Refund)));
    CHECK(kpi(result, "firm_orders") == 400.0);
    CHECK(kpi(result, "firm_sales") == 400.0 * 100'000.0);
    CHECK(kpi(result, "firm_commission") == 0.0);
    CHECK(kpi(result, "firm_goods") == 0.0);
    CHECK(kpi(result, "firm_shipping") == 400.0 * 10'000.0);
    // 80,000 an order is all it was paid out, and 10,000 the commission that it has back: the platform bears the rest.
    CHECK(kpi(result, "firm_returns") == 400.0 * 90'000.0);
    CHECK(kpi(result, "firm_profit") == 0.0);
    CHECK(kpi(result, "commission_revenue") == 0.0);
}

TEST_CASE("a firm that nobody sees changes no other seller's draws") {
    const RunResult without = run(unseen(false)), with = run(unseen(true));
    const Rows before(without, "sellers"), after(with, "sellers");
    const std::size_t firm = row_of_firm(after);
    CHECK(firm == 120);
    CHECK(after.whole(firm, "orders_served") == 0);
    CHECK(after.text(firm, "state") == "active");  // it never gives up
    for (std::size_t row = 0; row < firm; ++row)
        CHECK(after.number(row, "true_quality") == before.number(row, "true_quality"));
    // Who comes later is the same person, if it comes: whether it does hangs on what others earn.
    const auto newcomers = [](bool with_firm) {
        World market(unseen(with_firm), 0, 0, 1);
        run_to_the_end(market);
        std::map<std::uint32_t, std::pair<float, std::int64_t>> found;  // by identity: quality and cost
        const Platform& p = market.platform();
        for (const Seller& seller : p.sellers)
            if (seller.joined > 0)
                found[seller.identity] = {p.offers[seller.first_offer].quality,
                                          p.offers[seller.first_offer].cost.units};
        return found;
    };
    const auto one = newcomers(false), other = newcomers(true);
    std::size_t both = 0;
    for (const auto& [identity, goods] : one) {
        const auto found = other.find(identity);
        if (found == other.end()) continue;
        ++both;
        CHECK(found->second == goods);
    }
    CHECK(both > 0);
}

TEST_CASE("where nothing that all see hangs on it, an unseen firm leaves the market as it is to the last order") {
    const auto quiet = [](bool with_firm) {
        Scenario s = unseen(with_firm);
        s.market.sellers.entry_per_day = s.market.sellers.buyer_turns_seller = 0.0;
        s.market.sellers.pricing = SellerPricing::Fixed;  // costs of all offers make up what is assumed of demand
        s.models[0].policing.return_under_new_name = 0.0;
        s.models[0].matching.ranking = Ranking::Even;            // popularity is measured against the mean offer
        s.models[0].reputation.system = ReputationSystem::None;  // on day 0 the mean score is taken for mean quality
        s.models[0].revenue.listing_fee_per_month = {0};
        validate(s);
        return run(s);
    };
    const RunResult without = quiet(false), with = quiet(true);
    REQUIRE(total(without, Count::Orders) > 3000);
    for (std::size_t day = 0; day < without.days.size(); ++day)
        REQUIRE(with.days[day].counts == without.days[day].counts);
}

TEST_CASE("a firm is not scaled with the market") {
    for (const SupplyKind kind : {SupplyKind::Sellers, SupplyKind::Own}) {
        Scenario s = lively_market(kind);
        s.market.sized_for = 30'000;  // ten times as many buyers as there are
        s.firm = my_shop({shirts({60'000}, {90'000}, "books")});
        s.firm.goods[0].units = 33;
        s.firm.costs_per_month = {1'000'000};
        s.firm.capacity_per_day = 7;
        validate(s);
        World market(s, 0, 0, 1);
        REQUIRE(has_firm(market.platform()));
        CHECK(market.platform().offers[market.platform().firm.first_offer].stock == 33);
        if (kind == SupplyKind::Own) {
            CHECK(market.platform().plan.picking_capacity == 7.0);
            CHECK(market.platform().plan.servers == s.models[0].site.servers);
            CHECK(market.platform().plan.scaled({70'000}, 0).units == 70'000);  // what its store costs a day
        }
        run_until(market, 30);
        if (kind == SupplyKind::Sellers)
            CHECK(market.platform().sellers[market.platform().firm.seller].ledger.fixed == 1'000'000);
    }
}

TEST_CASE("orders over what a firm can dispatch a day wait, as many days as are full before them") {
    Scenario s = alone();
    s.firm.capacity_per_day = 100;
    const RunResult slow = run(s), quick = run(alone());
    // 100 of the 400 orders of day 0 are dispatched on each of four days: they wait 1.5 days on average.
    const double waited = kpi(slow, "delivery_days") - kpi(quick, "delivery_days");
    CHECK(waited == doctest::Approx(1.5).epsilon(0.1));
    CHECK(kpi(slow, "firm_profit") == kpi(quick, "firm_profit"));  // all 400 still came
}

TEST_CASE("of orders for which a firm has no time within 60 days the goods stay, and buyers are told at once") {
    Scenario s = alone();
    s.days = 100;
    s.firm.capacity_per_day = 2;
    validate(s);
    const RunResult swamped = run(s);
    // 2 a day are dispatched for 60 days; the others of the 400 of day 0 are cancelled, and give the goods back.
    const auto cancelled = static_cast<double>(total(swamped, Count::StockOuts));
    CHECK(cancelled == doctest::Approx(400 - 120).epsilon(0.05));
    CHECK(static_cast<double>(total(swamped, Count::Dispatched)) == 400 - cancelled);
    CHECK(kpi(swamped, "firm_orders") == 400 - cancelled);
    CHECK(kpi(swamped, "firm_sales") <= 100'000 * (400 - cancelled));

    // A store goes by how long its line was in the morning and how many came yesterday.
    Scenario store = lively_market(SupplyKind::Own);
    store.firm = my_shop({shirts({60'000}, {90'000}, "books")});
    store.firm.capacity_per_day = 2;
    store.days = 100;
    validate(store);
    const RunResult full = run(store);
    const std::int64_t orders = total(full, Count::Orders), of_two_days = total(full, Count::Orders, 0, 2);
    REQUIRE(orders > 4 * (2 * 160 + of_two_days));
    CHECK(total(full, Count::Dispatched) <= 2 * 160 + of_two_days);
    CHECK(total(full, Count::Dispatched) + total(full, Count::StockOuts) == orders);
}

TEST_CASE("advertising on a marketplace buys places, costs the firm, and is the platform's revenue") {
    Scenario s = lively_market();
    s.models[0].supply.sellers = 600;  // a shelf on which an offer may stand many times
    s.models[0].matching.ranking = Ranking::Even;
    s.firm = my_shop({shirts({60'000}, {90'000}, "books")});
    s.firm.goods[0].listings = 10;
    validate(s);
    const RunResult none = run(s);
    s.firm.advertising_per_month = {3'000'000};  // half of the lift: twice as many places
    validate(s);
    const RunResult some = run(s);
    CHECK(kpi(some, "firm_advertising") == doctest::Approx(182.0 / 30.0 * 3'000'000).epsilon(1e-6));
    CHECK(kpi(some, "firm_orders") > 1.5 * kpi(none, "firm_orders"));
    CHECK(total(some, Count::AdvertisingRevenue) - 7 * total(some, Count::Visits) ==
          static_cast<std::int64_t>(kpi(some, "firm_advertising")));
    s.models[0].firm.advertising_per_month = {0};
    const RunResult not_here = run(s);
    CHECK(kpi(not_here, "firm_advertising") == 0.0);
    CHECK(kpi(not_here, "firm_orders") == kpi(none, "firm_orders"));
    World market(s, 0, 0, 1);
    Offer offer = market.platform().offers[market.platform().firm.first_offer];
    CHECK(advertised_exposure(market.platform(), offer) == 1.0);
    s.models[0].firm.advertising_per_month = {9'000'000};
    CHECK(advertised_exposure(World(s, 0, 0, 1).platform(), offer) == doctest::Approx(1.0 + 2.0 * 0.75));
    offer.seller = 0;
    CHECK(advertised_exposure(World(s, 0, 0, 1).platform(), offer) == 1.0);
}

TEST_CASE("in a model with own goods the store is the firm's, and its contribution is the firm's profit") {
    Scenario s = lively_market(SupplyKind::Own);
    s.firm = my_shop({shirts({60'000}, {90'000}, "books"), shirts({600'000}, {0}, "phones")});
    s.firm.goods[1].name = "phone";
    s.firm.goods[0].listings = 5;
    s.firm.costs_per_month = {3'000'000};
    s.firm.ratings = 100;
    s.models[0].firm.price = 1.5;
    validate(s);
    World market(s, 0, 0, 1);
    const Platform& p = market.platform();
    REQUIRE(p.offers.size() == 6);
    double ratings = 0.0;
    for (const Offer& offer : p.offers) ratings += p.ratings[offer.rated].count;
    CHECK(ratings == 100.0);
    CHECK(p.offers[0].price == Money{135'000});
    CHECK(p.offers[0].cost == Money{60'000});
    CHECK(p.offers[5].price == share_of({600'000}, 1.5 * 1.25));  // at the store's markup
    CHECK(p.sellers.size() == 1);
    run_to_the_end(market);
    const RunResult result = run(s);
    CHECK(kpi(result, "firm_orders") > 0.0);
    CHECK(kpi(result, "firm_profit") == kpi(result, "contribution"));
    double left = kpi(result, "firm_sales");
    for (const char* line : {"firm_commission", "firm_fees", "firm_shipping", "firm_goods", "firm_returns",
                             "firm_advertising", "firm_fixed"})
        left -= kpi(result, line);
    CHECK(left == kpi(result, "firm_profit"));
    // And to the unit the costs of the firm are among those of the store.
    s.firm.costs_per_month = {0};
    CHECK(kpi(run(s), "contribution") - kpi(result, "contribution") == std::floor(182.0 / 30.0 * 3'000'000 + 0.5));
    CHECK(Rows(result, "sellers").text(0, "name") == "My shop");
}

TEST_CASE("of a hybrid the firm is a seller, and the store is the platform's") {
    Scenario s = lively_market(SupplyKind::Hybrid);
    s.firm = my_shop({shirts({60'000}, {90'000}, "books")});
    validate(s);
    const RunResult result = run(s);
    CHECK(row_of_firm(Rows(result, "sellers")) == 121);
    CHECK(kpi(result, "firm_profit") != kpi(result, "contribution"));
}

TEST_CASE("a firm's price is what the scenario says, also of a model, and from a day on") {
    Scenario s = lively_market();
    s.firm = my_shop({shirts({60'000}, {90'000}, "books"), shirts({50'000}, {0}, "books")});
    s.firm.goods[1].name = "follows the market";
    s.models[0].firm.price = 1.1;
    s.market.sellers.pricing = SellerPricing::Goal;
    validate(s);
    World market(s, 0, 0, 1);
    const std::uint32_t first = market.platform().firm.first_offer;
    CHECK(market.platform().offers[first].price == Money{99'000});
    CHECK(market.platform().offers[first + 1].price == share_of({50'000}, 1.18 * 1.1));
    run_until(market, 50);
    CHECK(market.platform().offers[first].price == Money{99'000});
    Scenario dearer = s;
    dearer.models[0].firm.price = 1.2;
    const std::unique_ptr<World> later = copy_of(market, dearer, 0, 1);
    CHECK(later->platform().offers[first].price == Money{108'000});
    later->step();
    CHECK(later->platform().offers[first].price == Money{108'000});
}

TEST_CASE("a scenario without a firm has no figures of one") {
    const RunResult result = run(lively_market());
    for (const char* figure : {"firm_profit", "firm_profit_per_month", "firm_orders", "firm_sales", "firm_stars"})
        CHECK(std::isnan(kpi(result, figure)));
}

TEST_CASE("what a firm says wrongly is told") {
    const auto told = [](auto change) {
        Scenario s = lively_market();
        s.firm = my_shop({shirts({60'000}, {90'000}, "books")});
        change(s);
        return said_against(s);
    };
    const auto has = [](const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    };
    CHECK(told([](Scenario&) {}).empty());
    CHECK(told([](Scenario& s) { s.firm.goods[0].price = {50'000}; }).empty());  // below cost, if it wants to
    CHECK(has(told([](Scenario& s) { s.firm.goods[0].category = "book"; }), "did you mean \"books\"?"));
    CHECK(has(told([](Scenario& s) { s.firm.goods.clear(); }), "/firm/goods: found no goods"));
    CHECK(has(told([](Scenario& s) { s.firm.region = "moon"; }), "/firm/region"));
    CHECK(has(told([](Scenario& s) { s.firm.type = SellerKind::Reseller; }), "a kind of /market/seller_types"));
    CHECK(has(told([](Scenario& s) { s.firm.name = "Model"; }), "which is a model"));
    CHECK(has(told([](Scenario& s) { s.firm.name = "sellers"; }), "which --for takes for that side"));
    CHECK(has(told([](Scenario& s) { s.firm.name = "NA"; }), "a name that stays text in a table"));
    CHECK(has(told([](Scenario& s) { s.market.known_sellers = {{.name = "My shop"}}; }), "which is a known seller"));
    CHECK(has(told([](Scenario& s) { s.firm.goods.push_back(s.firm.goods[0]); }), "a second time"));
}
