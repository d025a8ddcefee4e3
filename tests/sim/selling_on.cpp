// Own goods that go to others to be sold on: units and money of everybody are conserved, every evening.
#include <doctest/doctest.h>

#include <map>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario market_that_sells_on(SupplyKind supply) {
    Scenario s = lively_market(supply);
    sell_on(s);
    return s;
}

std::int64_t count_of(const Platform& p, Count what) { return p.total.counts[static_cast<std::size_t>(what)]; }

/// Units ordered and not sold out are gone from a shelf until they come back.
std::int64_t on_shelf(const Platform& p, const Distributor& d) {
    if (d.seller == kNoShop) return 0;
    const Offer& offer = p.offers[p.sellers[d.seller].first_offer];
    return offer.stock + offer.ordered;
}

}  // namespace

TEST_CASE("units that distributors bought are sold off the platform, on their shelves, or with them, every evening") {
    for (const SupplyKind supply : {SupplyKind::Own, SupplyKind::Hybrid}) {
        World market(market_that_sells_on(supply), 0, 0, 1);
        const Platform& p = market.platform();
        std::int64_t shelves = 0;
        while (market.day() < 120) {
            market.step();  // check_distributors() looks at each of them
            std::int64_t bought = 0, sold = 0, listed = 0, left = 0;
            for (const Distributor& d : p.distributors) {
                bought += d.bought;
                sold += d.sold_off;
                listed += d.listed;
                left += d.stock + d.ordered;
                CHECK(d.stock >= 0);
                CHECK(d.ordered >= 0);
                CHECK(on_shelf(p, d) <= d.listed);
            }
            CHECK(bought == count_of(p, Count::UnitsToDistributors));
            CHECK(sold == count_of(p, Count::OffPlatformUnits));
            CHECK(listed == count_of(p, Count::UnitsListedByDistributors));
            CHECK(bought == sold + listed + left);
        }
        for (const Distributor& d : p.distributors) shelves += d.seller == kNoShop ? 0 : 1;
        CHECK(p.distributors.size() == 12);
        CHECK(count_of(p, Count::OffPlatformUnits) > 300);
        CHECK((shelves > 0) == (supply == SupplyKind::Hybrid));
        if (supply == SupplyKind::Hybrid) CHECK(count_of(p, Count::UnitsListedByDistributors) > 0);
    }
}

TEST_CASE("where hardly anything comes back, what was put on a distributor's shelf was sold there or stands there") {
    Scenario s = market_that_sells_on(SupplyKind::Hybrid);
    for (CourierSpec& courier : s.market.couriers)  // no parcel is lost, refused or sent back
        courier.loss = courier.damage = courier.failed_attempt = courier.failed_attempt_prepaid = 0.0;
    s.models[0].fulfilment.drop_off_damage = 0.0;
    for (CategorySpec& category : s.market.categories) category.misfit = 0.0;
    s.market.ordering.mistake_probability = 0.0;
    s.market.payments.erase(s.market.payments.begin() + 1);  // nothing is refused at the door
    for (SellerTypeSpec& type : s.market.seller_types) type.wrong_item = 0.0;
    s.models[0].treatment = {{.remedy = Remedy::Apology}};
    World market(s, 0, 0, 1);
    const Platform& p = market.platform();
    std::int64_t sold = 0, came_back = 0;
    while (market.day() < 120) {
        market.step();
        sold = came_back = 0;
        for (const Distributor& d : p.distributors) {
            if (d.seller == kNoShop) continue;
            const Offer& offer = p.offers[p.sellers[d.seller].first_offer];
            CHECK(d.listed <= offer.sold + offer.stock);
            came_back += offer.sold + offer.stock - d.listed;
            sold += offer.sold;
        }
    }
    CHECK(sold > 20);
    CHECK(came_back * 10 < sold);
}

TEST_CASE("the platform's cash and goods are what it earned, and distributors' pockets and goods what they did") {
    for (const SupplyKind supply : {SupplyKind::Own, SupplyKind::Hybrid}) {
        const Scenario s = market_that_sells_on(supply);
        World market(s, 0, 0, 1);
        while (market.day() < s.days) market.step();
        const Platform& p = market.platform();
        std::int64_t goods = 0, with_distributors = 0;
        for (const Offer& offer : p.offers)
            if (offer.own) goods += (offer.cost * (offer.stock + offer.ordered)).units;
        for (const Distributor& d : p.distributors) with_distributors += (d.stock_value + d.ordered_value).units;
        const auto contribution = static_cast<std::int64_t>(key_figures(p)[find_kpi("contribution")]);
        CHECK(p.total.books.balance(Account::Platform).units + goods == contribution);
        CHECK(p.total.books.balance(Account::Distributors).units + with_distributors ==
              count_of(p, Count::DistributorIncome));
        CHECK(count_of(p, Count::WholesaleRevenue) > 0);
        // Three at each review until nobody buys any more.
        CHECK(count_of(p, Count::ProductsEntered) == (supply == SupplyKind::Hybrid ? 21 : 0));
    }
}

TEST_CASE("the table of distributors adds up to the counts") {
    const RunResult result = run(market_that_sells_on(SupplyKind::Hybrid));
    const Rows rows(result, "distributors");
    std::int64_t bought = 0, sold = 0, paid = 0, taken = 0, earned = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        bought += rows.whole(row, "units_bought");
        sold += rows.whole(row, "units_sold_off");
        paid += rows.whole(row, "paid_to_store");
        taken += rows.whole(row, "taken_off_platform");
        earned += rows.whole(row, "earned");
        CHECK(rows.whole(row, "units_bought") ==
              rows.whole(row, "units_sold_off") + rows.whole(row, "units_listed") + rows.whole(row, "units_left"));
    }
    CHECK(bought == total(result, Count::UnitsToDistributors));
    CHECK(sold == total(result, Count::OffPlatformUnits));
    CHECK(paid == total(result, Count::WholesaleRevenue));
    CHECK(taken == total(result, Count::OffPlatformSales));
    CHECK(earned == total(result, Count::DistributorIncome));
}

TEST_CASE("buyers who register as resellers stay in the number that their coming and their stay make") {
    // 1000 orders a day, all delighted, 0.06 of whom register; who earns nothing gives up with 0.02 a day. In the
    // evening, after the first chance to give up, 60 · 0.98 / 0.02 = 2940 of them are there. By the same
    // rule 0.0005 · 5000 · 0.6 · 200 days = 300.
    Scenario s = one_order_each();
    s.days = 350;
    s.market.buyers = 10'000;
    s.market.wishes = {.rate_per_day = 0.1};
    s.market.word_of_mouth.promoter_from = s.market.word_of_mouth.detractor_below = 0.0;
    s.market.leaving.alpha = 0.001;
    s.market.leaving.beta = 1e9;
    s.market.leaving.dissatisfaction_weight = 0.0;
    s.market.seller_types = {{.kind = SellerKind::Honest, .share = 1.0, .units = 1e9},
                             {.kind = SellerKind::Reseller, .share = 0.0, .buys_in_store = true}};
    s.market.sellers.registers_as_reseller = 0.06;
    s.market.sellers.entry_per_day = 0.0;
    s.market.sellers.buyer_turns_seller = 0.0;
    s.market.sellers.pricing = SellerPricing::Fixed;
    s.market.sellers.markup = 0.0;
    s.market.sellers.idle_days_to_exit = 36'500;
    s.market.sellers.fixed_cost_per_month = {30'000};
    s.market.sellers.profit_days = 1.0;
    s.market.sellers.gives_up_per_day = 0.02;
    s.market.known_sellers = {};
    ModelSpec& model = s.models[0];
    model.supply.kind = SupplyKind::Hybrid;
    model.supply.sellers = 1;
    model.supply.products = 1;
    model.supply.markup = 0.5;  // so that buying in the store to sell on does not pay
    model.supply.stock_up_to = 1e9;
    model.supply.picking_per_day = 1e9;
    validate(s);
    const RunResult result = run(s);
    const auto registered = static_cast<double>(total(result, Count::ResellersRegistered, 150, 350));
    const auto settled = static_cast<double>(total(result, Count::Settled, 150, 350));
    CHECK(registered / settled == doctest::Approx(0.06).epsilon(0.03));
    CHECK(total(result, Count::SellerEntries, 1) == total(result, Count::ResellersRegistered, 0, 349));
    CHECK(total(result, Count::UnitsToResellers) == 0);
    double there = 0.0;
    for (std::int64_t day = 200; day < 350; ++day)
        there += static_cast<double>(evening(result, day, State::Sellers)) / 150.0;
    CHECK(there == doctest::Approx(0.06 * settled / 200.0 * 0.98 / 0.02).epsilon(0.04));
}

TEST_CASE("where there is no own store resellers buy off the platform, at that store's markup") {
    Scenario s = lively_market();
    s.market.seller_types = {{.kind = SellerKind::Reseller, .share = 1.0, .buys_in_store = true}};
    const auto costs = [](const Scenario& scenario) {
        const World market(scenario, 0, 0, 1);
        std::vector<std::int64_t> found;
        for (const Offer& offer : market.platform().offers) found.push_back(offer.cost.units);
        return found;
    };
    const std::vector<std::int64_t> from_suppliers = costs(s);
    s.market.seller_types[0].store_markup = 0.3;
    const std::vector<std::int64_t> from_store = costs(s);
    REQUIRE(from_store.size() == from_suppliers.size());
    for (std::size_t i = 0; i < from_store.size(); ++i)
        CHECK(static_cast<double>(from_store[i]) ==
              doctest::Approx(1.3 * static_cast<double>(from_suppliers[i])).epsilon(1e-4));
}
