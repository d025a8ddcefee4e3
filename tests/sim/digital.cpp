// Digital goods: nothing is shipped, kept in stock or packed; a licence costs a royalty when it is sold, and none when
// its money goes back. Each case has numbers to be worked out by hand.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "scenarios/faults.h"
#include "sim/counts/applies.h"
#include "sim/counts/key_figures.h"
#include "sim/world/run.h"
#include "tests/says.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

constexpr std::int64_t kDownloads = 20'000, kCost = 40'000, kPrice = 100'000;

/// A store of one product, sold to everybody once for 100,000; each licence costs it 40,000.
Scenario downloads() {
    Scenario s = one_order_each();
    s.market.buyers = kDownloads;
    s.market.sellers.cost_share = 0.4;
    ModelSpec& model = s.models[0];
    model.supply = {.kind = SupplyKind::Own,
                    .products = 1,
                    .markup = 1.5,
                    .stock_up_to = 1,
                    .reorder_at = 0,
                    .picking_per_day = 1,
                    .wrong_item = 1.0};
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.costs = {.handling_per_order = {5'000}};
    model.site.cost_per_server_month = {0};
    validate(s);
    return s;
}

double tolerance_of(double share) { return 5.0 * std::sqrt(share / static_cast<double>(kDownloads)) / share; }

}  // namespace

TEST_CASE("a store of downloads holds no stock, packs nothing, sells out of nothing and owes no courier") {
    const RunResult result = run(downloads());
    CHECK(total(result, Count::Orders) == kDownloads);
    CHECK(total(result, Count::Delivered) == kDownloads);
    for (const Count none : {Count::StockOuts, Count::WrongItem, Count::HandlingCost, Count::PickingWaitDays,
                             Count::DeliveryDays, Count::CourierRevenue, Count::Late, Count::Failures})
        CHECK(total(result, none) == 0);
    CHECK(total(result, Count::MarginRevenue) == kDownloads * (kPrice - kCost));
    CHECK(last_balance(result, "suppliers") == kDownloads * kCost);  // a royalty on each licence sold, and no more
    CHECK(Rows(result, "couriers").size() == 0);
    CHECK(std::isnan(kpi(result, "delivery_success_rate")));
    CHECK(std::isnan(kpi(result, "stock_out_rate")));
    CHECK(!std::isnan(kpi(result, "return_rate")));
    CHECK(why_none("on_time_rate", downloads().models[0]) == "nothing is shipped");
    CHECK(why_none("piracy_rate", downloads().models[0]).empty());
    CHECK(why_none("piracy_rate", one_order_each().models[0]) == "nothing is sold that could be copied");
}

TEST_CASE("before anything is sold nothing has been paid for licences") {
    Scenario s = downloads();
    s.market.choice.conversion = 0.0;
    const RunResult result = run(s);
    CHECK(total(result, Count::Orders) == 0);
    CHECK(last_balance(result, "suppliers") == 0);
}

TEST_CASE("within the window money goes back for what does not please, and for what has served its purpose") {
    Scenario s = downloads();
    s.market.categories[0].misfit = 0.3;
    s.market.returns = {.rate = 0.7, .cost = 6.0, .decide_days = 3.0, .misfit_loss = 0.4, .opportunism = 0.2};
    for (const std::int64_t window : {0, 2, 7}) {
        CAPTURE(window);
        s.models[0].protection.return_days = window;
        const RunResult result = run(s);
        const double in_time = 1.0 - std::exp(-static_cast<double>(window) / 3.0);
        const double unwanted = 0.3 * 0.7 * in_time, used = 0.7 * 0.2 * in_time;
        const std::int64_t back = total(result, Count::Returned), after_use = total(result, Count::UsedAndRefunded);
        const auto share_of = [](std::int64_t orders) { return static_cast<double>(orders) / kDownloads; };
        if (window == 0) {
            CHECK(back == 0);
        } else {
            CHECK(share_of(after_use) == Approx(used).epsilon(tolerance_of(used)));
            CHECK(share_of(back - after_use) == Approx(unwanted).epsilon(tolerance_of(unwanted)));
        }
        // A sale is lost, and with it its royalty; nothing else is.
        CHECK(total(result, Count::RefundMoney) == back * kPrice);
        CHECK(kpi(result, "contribution") == static_cast<double>((kDownloads - back) * (kPrice - kCost)));
        CHECK(last_balance(result, "suppliers") == (kDownloads - back) * kCost);
        CHECK(last_balance(result, "platform") == (kDownloads - back) * (kPrice - kCost));
        CHECK(-last_balance(result, "buyers") == (kDownloads - back) * kPrice);
        CHECK(total(result, Count::BuyerLoss) == 0);
    }
}

TEST_CASE("whoever had what it wanted and its money back gains the price, whoever did not like it gets even") {
    Scenario s = downloads();
    s.market.choice = {.conversion = 0.9, .price = 4.0, .risk = 0.0};
    s.models[0].protection.return_days = 365;
    s.market.returns.decide_days = 0.5;
    const auto surplus = [](const Scenario& scenario) { return total(run(scenario), Count::BuyerSurplus); };
    const std::int64_t kept = surplus(s), orders = total(run(s), Count::Orders);
    CHECK(kept > kDownloads * kPrice / 10);
    s.market.returns.opportunism = 1.0;
    CHECK(surplus(s) == kept + orders * kPrice);
    s.market.returns = {.rate = 1.0, .cost = 0.0, .decide_days = 0.5};
    s.market.categories[0].misfit = 1.0;
    CHECK(std::abs(static_cast<double>(surplus(s))) < 0.01 * static_cast<double>(kept));
}

TEST_CASE("a longer window makes buyers readier to buy where goods may not please") {
    Scenario s = downloads();
    s.market.choice.conversion = 0.4;
    s.market.categories[0].misfit = 0.5;
    s.models[0].protection.return_days = 0;
    const std::int64_t without = total(run(s), Count::Orders);
    s.models[0].protection.return_days = 14;
    CHECK(total(run(s), Count::Orders) > without + kDownloads / 100);
}

TEST_CASE("independent sellers of downloads pay for what is sold, by whatever protection") {
    for (std::size_t kind = 0; kind < kCountOf<ProtectionKind>; ++kind) {
        Scenario s = lively_market(SupplyKind::Sellers, static_cast<ProtectionKind>(kind));
        s.models[0].fulfilment.kind = FulfilmentKind::Digital;
        s.market.returns.opportunism = 0.1;
        s.market.piracy.willing = 0.4;
        s.models[0].licence.protection = 0.5;
        s.market.seller_types.push_back({.kind = SellerKind::Opportunist, .share = 0.3, .shading = 0.2});
        s.market.seller_types[0].share = 0.25;
        s.market.sellers.pricing = SellerPricing::Margin;
        s.market.sellers.horizon_days = 1;
        validate(s);
        World market(s, 0, 0, 1);
        run_to_the_end(market);
        CAPTURE(kind);
        const Platform& p = market.platform();
        const auto counted = [&](Count what) { return p.total.counts[static_cast<std::size_t>(what)]; };
        const auto balance = [&](Account account) { return p.total.books.balance(account).units; };
        CHECK(counted(Count::Orders) > 1000);
        CHECK(counted(Count::Copies) > 100);
        CHECK(counted(Count::UsedAndRefunded) > 10);
        CHECK(counted(Count::OrdersOnDelivery) == 0);
        CHECK(balance(Account::Sellers) + balance(Account::SellerBalances) == counted(Count::SellerIncome));
        CHECK(static_cast<double>(balance(Account::Platform)) == key_figures(p)[find_kpi("contribution")]);
    }
}

TEST_CASE("who would copy does so all through a run, and the others never") {
    Scenario s = downloads();
    s.days = 60;
    s.market.wishes = {.rate_per_day = 0.5, .shape = 1000.0};
    s.market.choice.conversion = 0.5;
    s.market.buyers = 4000;
    s.market.piracy = {.willing = 0.3, .quality = 1.0, .effort = 0.0, .risk = 0.0};
    s.market.choice.price = 30.0;  // a copy at no cost is all but certain to be chosen
    const RunResult result = run(s);
    const double copied = share(result, Count::Copies, Count::Visits);
    CHECK(copied == Approx(0.3).epsilon(0.1));
    // The others all come to order, and of those who would copy hardly anybody.
    CHECK(static_cast<double>(total(result, Count::FirstOrders)) / 4000.0 == Approx(0.7).epsilon(0.04));
}

TEST_CASE("what is protected pleases less, by what protection takes off the goods") {
    Scenario s = downloads();
    s.market.satisfaction.neutral = 0.5;
    s.market.satisfaction.gain = s.market.satisfaction.loss = 1.0;
    s.market.piracy.nuisance = 0.2;
    s.models[0].supply.initial_ratings = 0;
    s.models[0].supply.quality_alpha = 700;
    s.models[0].supply.quality_beta = 300;
    const double open = kpi(run(s), "mean_satisfaction");
    s.models[0].licence.protection = 0.5;
    CHECK(kpi(run(s), "mean_satisfaction") == Approx(open - 0.1).epsilon(1e-3));
}

TEST_CASE("a scenario whose downloads could be paid for at the door alone is refused") {
    Scenario s = downloads();
    s.market.payments[0].on_delivery = true;
    std::string message;
    try {
        validate(s);
    } catch (const InvalidScenario& refused) {
        message = refused.what();
    }
    CHECK(says(message, "at the door"));
}
