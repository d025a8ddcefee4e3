#include "sim/experiments/causes.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>

#include "scenarios/faults.h"
#include "scenarios/write.h"
#include "sim/world/plan.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::vector<std::size_t> kFirstModel{0};
constexpr std::array kSupplies{SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid};

/// The lively market with what else can go wrong: full couriers and shelves, a slow site, a payment method missing.
Scenario troubled_market(SupplyKind supply) {
    Scenario s = lively_market(supply);
    s.days = 91;
    s.market.buyers = 1500;
    for (CourierSpec& courier : s.market.couriers) courier.capacity_per_day = 40;
    for (SellerTypeSpec& type : s.market.seller_types) type.units = 3;
    ModelSpec& model = s.models[0];
    model.supply.stock_up_to = 3;
    model.supply.reorder_at = 1;
    model.supply.picking_per_day = 40;
    model.site = {.servers = 1, .seconds_per_request = 8.0};
    model.payments = {"transfer", "at the door"};
    validate(s);
    return s;
}

/// The scenario with these causes switched off.
Scenario without(const Scenario& scenario, const std::vector<std::string>& names) {
    const LoadedScenario loaded = load_scenario_text(write_text(scenario));
    Settings settings;
    for (const CauseSwitch& cause : find_causes(scenario, kFirstModel, names).present)
        settings.insert(settings.end(), cause.off.begin(), cause.off.end());
    return with_settings(loaded, settings).scenario;
}

/// What each cause brings about, as counts of a run.
std::map<std::string, std::vector<Count>> counts_of_causes() {
    return {{"fraud", {Count::NeverSent, Count::Misdescribed, Count::FakeReviews}},
            {"late", {Count::Late, Count::CourierWaitDays, Count::PickingWaitDays}},
            {"undeliverable", {Count::Undeliverable}},
            {"refusal", {Count::Refused}},
            {"return", {Count::Returned}},
            {"lost", {Count::Lost}},
            {"damaged", {Count::Damaged}},
            {"wrong_item", {Count::WrongItem}},
            {"stock_out", {Count::StockOuts}},
            {"payment", {Count::PaymentFailed}},
            {"site", {Count::Abandoned, Count::LostToQueue}}};
}

std::int64_t sum(const RunResult& result, const std::vector<Count>& counts) {
    std::int64_t all = 0;
    for (const Count count : counts) all += total(result, count);
    return all;
}

}  // namespace

TEST_CASE("a cause switched off is gone from the market, whoever owns the goods") {
    // Every day the market holds its books against what stands behind them, so that a run that ends has kept its money.
    for (const SupplyKind supply : kSupplies) {
        const Scenario scenario = troubled_market(supply);
        const RunResult as_is = run(scenario);
        for (const auto& cause : counts_of_causes()) {
            const std::string& name = cause.first;
            const std::vector<Count>& counts = cause.second;
            INFO(name_of(supply) << ", " << name);
            if (name == "fraud" && supply == SupplyKind::Own) {
                const std::vector<std::string> of_sellers{"fraud", "commission", "giving_up", "network"};
                CHECK(find_causes(scenario, kFirstModel, {}).absent == of_sellers);
                continue;
            }
            CHECK(sum(as_is, counts) > 0);
            const RunResult without_it = run(without(scenario, {name}));
            CHECK(sum(without_it, counts) == 0);
            CHECK(total(without_it, Count::Orders) > 300);
        }
    }
}

TEST_CASE("a cause switched off leaves the others in the market") {
    const Scenario scenario = troubled_market(SupplyKind::Hybrid);
    const auto counts = counts_of_causes();
    for (const auto& cause : counts) {
        const std::string& name = cause.first;
        const RunResult without_it = run(without(scenario, {name}));
        for (const auto& other_cause : counts) {
            const std::string& other = other_cause.first;
            const std::vector<Count>& theirs = other_cause.second;
            INFO("without " << name << ": " << other);
            if (other != name) CHECK(sum(without_it, theirs) > 0);
        }
    }
}

TEST_CASE("with all causes switched off nothing fails but by the buyer's own doing") {
    for (const SupplyKind supply : kSupplies) {
        INFO(name_of(supply));
        const Scenario scenario = without(troubled_market(supply), {});
        const RunResult result = run(scenario);
        for (const auto& cause : counts_of_causes()) {
            const std::string& name = cause.first;
            const std::vector<Count>& counts = cause.second;
            INFO(name);
            CHECK(sum(result, counts) == 0);
        }
        CHECK(total(result, Count::Visits) == total(result, Count::Orders) + total(result, Count::NothingChosen) +
                                                  total(result, Count::LostToQuestions));
        // What is left are mistakes in ordering.
        CHECK(total(result, Count::Failures) <= total(result, Count::OrderingMistakes));
        CHECK(find_causes(scenario, kFirstModel, {}).present.empty());
    }
}

TEST_CASE("without lateness the promises are the same, so that no choice is another because of them") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own}) {
        for (const CourierPolicy policy : {CourierPolicy::Fixed, CourierPolicy::Cheapest, CourierPolicy::Smart}) {
            Scenario scenario = troubled_market(supply);
            scenario.models[0].fulfilment.courier_policy = policy;
            const Scenario punctual = without(scenario, {"late"});
            const Plan before(WorldPlan(scenario, 0), scenario.market, scenario.models[0]);
            const Plan after(WorldPlan(punctual, 0), punctual.market, punctual.models[0]);
            CHECK(before.promised_days == after.promised_days);
            CHECK(total(run(punctual), Count::Late) == 0);
        }
    }
}

TEST_CASE("where couriers differ more than a promise allows for, the promise gives way and nothing is late") {
    Scenario scenario = troubled_market(SupplyKind::Sellers);
    scenario.market.couriers[1].days_other_island = 30.0;
    scenario.models[0].fulfilment.promise_buffer_days = 0.0;
    CHECK(total(run(without(scenario, {"late"})), Count::Late) == 0);
}

TEST_CASE("where prices do not count, neither dear nor cheap goods are chosen or refused for their price") {
    Scenario scenario = troubled_market(SupplyKind::Sellers);
    scenario.market.refusal.price = 1.0;
    scenario.market.sellers.pricing = SellerPricing::Fixed;
    const Scenario without_price = without(scenario, {"price"});
    Scenario dear = without_price;
    dear.market.sellers.markup = 3.0;
    const RunResult cheap_result = run(without_price), dear_result = run(dear);
    // Prices go into the ranking as well, so that orders are not the same one by one.
    CHECK(static_cast<double>(total(dear_result, Count::Orders)) /
              static_cast<double>(total(cheap_result, Count::Orders)) ==
          doctest::Approx(1.0).epsilon(0.03));
    CHECK(kpi(dear_result, "average_order_value") > 1.5 * kpi(cheap_result, "average_order_value"));
    Scenario dear_as_is = scenario;
    dear_as_is.market.sellers.markup = 3.0;
    CHECK(total(run(dear_as_is), Count::Orders) < 6 * total(run(scenario), Count::Orders) / 10);
}

TEST_CASE("no two causes set the same parameter, and every setting is one the scenario takes") {
    for (const SupplyKind supply : kSupplies) {
        const Scenario scenario = troubled_market(supply);
        const LoadedScenario loaded = load_scenario_text(write_text(scenario));
        std::set<std::string> paths;
        std::size_t settings = 0;
        for (const CauseSwitch& cause : find_causes(scenario, kFirstModel, {}).present) {
            CHECK_NOTHROW((void)with_settings(loaded, cause.off));
            for (const std::string& setting : cause.off) paths.insert(setting.substr(0, setting.find('=')));
            settings += cause.off.size();
        }
        CHECK(paths.size() == settings);
    }
}

TEST_CASE("causes that the scenario is without drop out, and an unknown one is refused with the nearest name") {
    const Scenario calm = one_order_each();
    const Causes causes = find_causes(calm, kFirstModel, {});
    std::set<std::string> absent(causes.absent.begin(), causes.absent.end());
    CHECK(absent.contains("fraud"));
    CHECK(absent.contains("lost"));
    CHECK(absent.contains("damaged"));
    CHECK(absent.contains("wrong_item"));
    CHECK(absent.contains("stock_out"));
    CHECK(absent.contains("payment"));
    CHECK(absent.contains("site"));
    CHECK(causes.present.size() + causes.absent.size() == known_causes().size());
    CHECK(find_causes(calm, kFirstModel, std::vector<std::string>{"price"}).present.size() == 1);
    CHECK_THROWS_WITH_AS((void)find_causes(calm, kFirstModel, std::vector<std::string>{"frud"}),
                         doctest::Contains("fraud"), InvalidScenario);
}
