// Money is conserved, and two ways of counting it agree: the books of cash, and the measures of income and cost.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

struct Combination {
    SupplyKind supply;
    ProtectionKind protection;
};
std::vector<Combination> all_combinations() {
    std::vector<Combination> all;
    for (std::size_t supply = 0; supply < kCountOf<SupplyKind>; ++supply)
        for (std::size_t protection = 0; protection < kCountOf<ProtectionKind>; ++protection)
            all.push_back({static_cast<SupplyKind>(supply), static_cast<ProtectionKind>(protection)});
    return all;
}

std::int64_t counted(const World& market, Count what) {
    return market.platform().total.counts[static_cast<std::size_t>(what)];
}
std::int64_t balance_of(const World& market, Account account) {
    return market.platform().total.books.balance(account).units;
}

/// Goods in stock and on order, at what they cost.
std::int64_t stock_at_cost(const World& market, bool own) {
    Money sum;
    if (!market.platform().plan.keeps_stock) return 0;  // downloads are paid for as they are sold
    for (const Offer& offer : market.platform().offers)
        if (offer.own == own) sum += offer.cost * (offer.stock + offer.ordered);
    return sum.units;
}

std::int64_t contribution(const World& market) {
    return static_cast<std::int64_t>(key_figures(market.platform())[find_kpi("contribution")]);
}

/// A lively market whose policies are drawn at random: what no author of a test would think of putting together.
Scenario any_policies(std::uint32_t number) {
    std::mt19937 draw(number);
    const auto below = [&](std::uint32_t end) { return static_cast<std::int64_t>(draw() % end); };
    const auto share = [&] { return static_cast<double>(below(1001)) / 1000.0; };
    Scenario s = lively_market(static_cast<SupplyKind>(below(3)), static_cast<ProtectionKind>(below(5)));
    s.seed = number;
    s.market.buyers = 600;
    s.market.recovery.repurchase_paradox = below(2) == 1;
    for (SellerTypeSpec& type : s.market.seller_types) type.units = static_cast<double>(1 + below(10));
    for (PaymentMethodSpec& payment : s.market.payments) {
        payment.refund_days = below(10);
        payment.settlement_days = below(6);
    }
    ModelSpec& model = s.models[0];
    model.supply.stock_up_to = static_cast<double>(1 + below(40));
    model.supply.reorder_at = 0;
    model.revenue.commission = 0.4 * share();
    model.revenue.buyer_fee = {below(2) * 1003};
    model.fulfilment.kind = below(5) == 0 ? FulfilmentKind::Digital : FulfilmentKind::Couriers;
    model.fulfilment.handover = static_cast<Handover>(below(2));
    model.fulfilment.courier_policy = static_cast<CourierPolicy>(below(3));
    model.fulfilment.buyer_pays_shipping = static_cast<double>(below(3)) / 2.0;
    model.fulfilment.attempts = 1 + below(3);
    model.protection.limit = {below(2) * below(300'000)};
    model.protection.proof = share();
    model.protection.release_days = below(5);
    model.support.agents = static_cast<double>(below(5));
    model.support.give_up_days = static_cast<double>(below(15));
    model.support.priority = static_cast<SupportPriority>(below(2));
    model.treatment.clear();
    for (std::int64_t line = below(5); line >= 0; --line)
        model.treatment.push_back(
            {.failure = static_cast<FateRule>(below(8)), .remedy = static_cast<Remedy>(below(7))});
    model.treatment.push_back({.remedy = static_cast<Remedy>(2 + below(5))});
    model.programmes.loyalty.points_share = share();
    model.programmes.loyalty.reward_at = {1 + below(100'000)};
    model.programmes.thank_you.coupon = share();
    model.programmes.reminder = {.on = below(2) == 1, .after_days = 5};
    model.programmes.win_back = {.on = below(2) == 1, .after_days = 7, .response = 0.2};
    model.policing.cheats_to_ban = 1 + below(5);
    validate(s);
    return s;
}

}  // namespace

TEST_CASE("once a market has come to rest no money is on its way any more") {
    for (const auto& combination : all_combinations()) {
        const auto supply = combination.supply;
        const auto protection = combination.protection;
        const Scenario scenario = lively_market(supply, protection);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO(name_of(supply) << ", " << name_of(protection));
        CHECK(counted(market, Count::Orders) > 3000);
        CHECK(market.platform().total.open_orders == 0);
        for (const Account account : {Account::PaymentTransit, Account::Held, Account::SellerBalances,
                                      Account::CourierCash, Account::RefundsDue}) {
            INFO(kAccounts[static_cast<std::size_t>(account)].name);
            CHECK(balance_of(market, account) == 0);
        }
    }
}

TEST_CASE("buyers' spending is what sellers, platform, couriers and everybody else received, exactly") {
    for (const auto& combination : all_combinations()) {
        const auto supply = combination.supply;
        const auto protection = combination.protection;
        INFO(name_of(supply) << ", " << name_of(protection));
        const RunResult result = run(lively_market(supply, protection));
        // What buyers paid, from the stories of their orders: prepayments, and cash at the door where a parcel was
        // taken.
        const Rows orders(result, "orders");
        std::int64_t paid = 0;
        for (std::size_t row = 0; row < orders.size(); ++row) {
            const std::string& fate = orders.text(row, "fate");
            const bool at_door = orders.text(row, "payment") == "at the door";
            const bool handed_over =
                fate != "lost" && fate != "undeliverable" && fate != "refused" && fate != "stock_out";
            if (!at_door || handed_over) paid += orders.whole(row, "paid");
        }
        CHECK(static_cast<std::int64_t>(orders.size()) == total(result, Count::Orders));
        CHECK(-last_balance(result, "buyers") == paid - total(result, Count::RefundMoney));
        std::int64_t received = 0;
        for (std::size_t account = 1; account < kAccountCount; ++account)
            received += last_balance(result, kAccounts[account].name);
        CHECK(received == -last_balance(result, "buyers"));
    }
}

TEST_CASE("what the platform earned is the cash it has and the goods it has bought with it") {
    for (const auto& combination : all_combinations()) {
        const auto supply = combination.supply;
        const auto protection = combination.protection;
        const Scenario scenario = lively_market(supply, protection);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO(name_of(supply) << ", " << name_of(protection));
        CHECK(balance_of(market, Account::Platform) + stock_at_cost(market, true) == contribution(market));
    }
}

TEST_CASE("what independent sellers earned is the cash they have and the goods they have bought with it") {
    for (const auto& combination : all_combinations()) {
        const auto supply = combination.supply;
        const auto protection = combination.protection;
        const Scenario scenario = lively_market(supply, protection);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO(name_of(supply) << ", " << name_of(protection));
        CHECK(balance_of(market, Account::Sellers) + balance_of(market, Account::SellerBalances) +
                  stock_at_cost(market, false) ==
              counted(market, Count::SellerIncome));
        // And each seller's own income adds up to that of all.
        std::int64_t incomes = 0;
        for (const Seller& seller : market.platform().sellers)
            if (seller.kind != SellerKind::Business) incomes += seller.income.units;
        CHECK(incomes == counted(market, Count::SellerIncome));
    }
}

TEST_CASE("whatever the policies, what was earned is the cash and the goods that are there") {
    for (std::uint32_t number = 1; number <= 60; ++number) {
        const Scenario scenario = any_policies(number);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO("policies number " << number);
        CHECK(market.platform().total.open_orders == 0);
        CHECK(balance_of(market, Account::Platform) + stock_at_cost(market, true) == contribution(market));
        CHECK(balance_of(market, Account::Sellers) + balance_of(market, Account::SellerBalances) +
                  stock_at_cost(market, false) ==
              counted(market, Count::SellerIncome));
    }
}

TEST_CASE("opportunists, fees of sellers and stores that set prices leave the books in order") {
    for (const auto& combination : all_combinations()) {
        Scenario scenario = lively_market(combination.supply, combination.protection);
        scenario.market.seller_types[0].share = 0.25;
        scenario.market.seller_types.push_back({.kind = SellerKind::Opportunist, .share = 0.3, .shading = 0.2});
        scenario.market.sellers.pricing = SellerPricing::Margin;
        scenario.market.sellers.horizon_days = 1;
        scenario.market.sellers.slack = 0.5;
        scenario.models[0].revenue.seller_fee = {1'009};
        scenario.models[0].supply.pricing = StorePricing::Optimise;
        validate(scenario);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO(name_of(combination.supply) << ", " << name_of(combination.protection));
        CHECK(balance_of(market, Account::Platform) + stock_at_cost(market, true) == contribution(market));
        CHECK(balance_of(market, Account::Sellers) + balance_of(market, Account::SellerBalances) +
                  stock_at_cost(market, false) ==
              counted(market, Count::SellerIncome));
    }
}

TEST_CASE("the lines of each seller's account leave its income, and add up to what the platform took") {
    for (std::uint32_t number = 1; number <= 30; ++number) {
        Scenario scenario = any_policies(number);
        scenario.firm.costs_per_month = {1'000'001};
        scenario.firm.advertising_per_month = {700'003};
        scenario.firm.goods = {FirmGoodsSpec{.name = "shirt", .category = "books", .cost = {70'001}, .listings = 3}};
        validate(scenario);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        INFO("policies number " << number);
        const Platform& p = market.platform();
        SellerLedger all;
        for (std::size_t i = 0; i < p.sellers.size(); ++i) {
            const Seller& seller = p.sellers[i];
            if (p.is_own_store(i)) continue;
            CHECK(seller.ledger.profit() == seller.income);
            all += seller.ledger;
            CHECK((seller.ledger.fixed > 0) == (p.firm.seller == i));
        }
        CHECK(all.profit().units == counted(market, Count::SellerIncome));
        CHECK(all.commission == counted(market, Count::CommissionRevenue));
        CHECK(all.fees == counted(market, Count::ListingRevenue));
        CHECK(all.advertising ==
              counted(market, Count::AdvertisingRevenue) -
                  scenario.models[0].revenue.advertising_per_visit.units * counted(market, Count::Visits));
        // And the books of cash agree, the firm's costs and all.
        CHECK(balance_of(market, Account::Platform) + stock_at_cost(market, true) == contribution(market));
        CHECK(balance_of(market, Account::Sellers) + balance_of(market, Account::SellerBalances) +
                  stock_at_cost(market, false) ==
              counted(market, Count::SellerIncome));
    }
}

TEST_CASE("what the warm-up brought is taken off each line of an account") {
    Scenario scenario = lively_market();
    const RunResult whole = run(scenario);
    scenario.warm_up = 20;
    const RunResult later = run(scenario);
    const Rows all(whole, "sellers"), rest(later, "sellers");
    REQUIRE(all.size() == rest.size());
    std::int64_t less = 0;
    for (std::size_t row = 0; row < all.size(); ++row) {
        const auto left = rest.whole(row, "sales") - rest.whole(row, "commission") - rest.whole(row, "listing_fees") -
                          rest.whole(row, "shipping_borne") - rest.whole(row, "goods_cost") -
                          rest.whole(row, "returns") - rest.whole(row, "advertising") - rest.whole(row, "fixed_costs");
        CHECK(left == rest.whole(row, "income"));
        less += all.whole(row, "sales") - rest.whole(row, "sales");
    }
    CHECK(less > 0);
}

TEST_CASE("couriers have what they charged less what they paid for lost and damaged goods") {
    for (const auto& combination : all_combinations()) {
        const auto supply = combination.supply;
        const auto protection = combination.protection;
        const Scenario scenario = lively_market(supply, protection);
        World market(scenario, 0, 0, 1);
        run_to_the_end(market);
        std::int64_t revenue = 0, cashback = 0, liability = 0;
        for (const CourierCounts& courier : market.platform().total.couriers) {
            revenue += courier.revenue;
            cashback += courier.cashback;
            liability += courier.liability;
        }
        CHECK(balance_of(market, Account::Couriers) == revenue - cashback - liability);
        CHECK(counted(market, Count::CourierRevenue) == revenue - cashback);
        CHECK(liability > 0);
        CHECK(cashback > 0);
    }
}

TEST_CASE("a platform with a commission and nothing else earns just that, order by order") {
    Scenario scenario = one_order_each();
    scenario.market.categories[0].price_spread = 0.3;  // odd prices, so that commissions are rounded
    ModelSpec& model = scenario.models[0];
    model.revenue.commission = 0.0799;
    model.site.cost_per_server_month = {0};
    model.protection.kind = ProtectionKind::None;
    const RunResult result = run(scenario);
    const Rows orders(result, "orders");
    double commission = 0.0;
    for (std::size_t row = 0; row < orders.size(); ++row)
        commission += 0.0799 * static_cast<double>(orders.whole(row, "goods"));
    CHECK(orders.size() == 400);
    CHECK(kpi(result, "contribution") == kpi(result, "commission_revenue"));
    // Each is off by less than a unit, up or down at random: half a unit times the root of 400 is a standard deviation.
    CHECK(std::abs(kpi(result, "commission_revenue") - commission) < 4.0 * 0.5 * 20.0);
}

TEST_CASE("books add up in any order and move backwards for negative amounts") {
    Books first, second;
    first.move(Account::Buyers, Account::Held, {100});
    first.move(Account::Buyers, Account::Held, {-30});
    second.move(Account::Held, Account::Platform, {25});
    Books both = first, other_way = second;
    both.add(second);
    other_way.add(first);
    for (const Books& books : {both, other_way}) {
        CHECK(books.balance(Account::Buyers) == Money{-70});
        CHECK(books.balance(Account::Held) == Money{45});
        CHECK(books.balance(Account::Platform) == Money{25});
        CHECK(books.debit(Account::Held) == Money{100});
        CHECK(books.credit(Account::Held) == Money{55});
        CHECK(books.moved(Account::Held, Account::Buyers) == Money{30});
    }
}
