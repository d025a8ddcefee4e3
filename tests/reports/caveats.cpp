#include "reports/caveats.h"

#include <doctest/doctest.h>
#include <array>
#include <string>

#include "sim/counts/measures.h"

using namespace pasar;

namespace {

Scenario two_models() {
    Scenario scenario;
    scenario.market.buyers = 20'000;
    scenario.market.sized_for = 100'000;
    for (const char* name : {"A", "B"}) {
        ModelSpec& model = scenario.models.emplace_back();
        model.name = name;
        model.costs.fixed_per_day = {0};
        model.support.cost_per_agent_day = {0};
        model.site.cost_per_server_month = {0};
    }
    return scenario;
}

constexpr std::array<std::size_t, 2> kBoth{0, 1};

}  // namespace

TEST_CASE("costs that were scaled to the size of the market are told with their numbers") {
    Scenario scenario = two_models();
    CHECK(caveat_of_scaled_costs(scenario, kBoth).empty());  // nothing costs anything
    scenario.models[0].costs.fixed_per_day = {12'000'000};
    CHECK(caveat_of_scaled_costs(scenario, kBoth) ==
          "This market has 20,000 of the 100,000 buyers that costs are written for (sized_for), so they are scaled: "
          "fixed costs 2.4 instead of 12 million IDR a day (A).");
    // Of both alike once, and without names.
    for (ModelSpec& model : scenario.models) {
        model.costs.fixed_per_day = {12'000'000};
        model.support.cost_per_agent_day = {250'000};
        model.support.agents = 8;
    }
    const std::string text = caveat_of_scaled_costs(scenario, kBoth);
    CHECK(
        text.ends_with(": fixed costs 2.4 instead of 12 million IDR a day, support desk 0.4 instead of 2 million IDR a "
                       "day."));
    // Servers are whole.
    scenario = two_models();
    scenario.models[1].site.servers = 4;
    scenario.models[1].site.cost_per_server_month = {3'000'000};
    CHECK(caveat_of_scaled_costs(scenario, kBoth).ends_with(": servers 100,000 instead of 400,000 IDR a day (B)."));
    scenario.models[1].site.servers = 1;
    CHECK(caveat_of_scaled_costs(scenario, kBoth).empty());
    // A larger market as well; none where the size is as written, or nothing is.
    scenario.models[1].costs.fixed_per_day = {12'000'000};
    scenario.market.buyers = 200'000;
    CHECK(caveat_of_scaled_costs(scenario, kBoth).find("fixed costs 24 instead of 12 million") != std::string::npos);
    scenario.market.buyers = 100'000;
    CHECK(caveat_of_scaled_costs(scenario, kBoth).empty());
    scenario.market.sized_for = 0;
    CHECK(caveat_of_scaled_costs(scenario, kBoth).empty());
}

TEST_CASE("few replications, many orders sold out, and prices that bidders make are told") {
    CHECK(caveat_of_replications(1).empty());  // the verdict says so itself
    CHECK(caveat_of_replications(2).starts_with("2 replications are few"));
    CHECK(caveat_of_replications(kEnoughReplications).empty());
    Scenario scenario;
    scenario.models = {{.name = "Shop"}, {.name = "House", .matching = {.kind = MatchingKind::Auction}}};
    const std::array<double, 2> sold_out{0.474, 0.02};
    CHECK(caveat_of_sold_out(scenario, kBoth, sold_out).ends_with("which counts as a failure: Shop 47 %."));
    CHECK(caveat_of_sold_out(scenario, kBoth, std::array<double, 2>{0.05, kNoValue}).empty());
    scenario.firm.name = "My shop";
    scenario.firm.goods = {{.name = "shirt"}};
    CHECK(caveat_of_stated_prices(scenario, kBoth).empty());  // it states none
    scenario.firm.goods.front().price = Money{100};
    CHECK(caveat_of_stated_prices(scenario, kBoth)
              .starts_with("The prices that My shop states for its goods do not hold in House"));
    CHECK(caveat_of_stated_prices(scenario, std::array<std::size_t, 1>{0}).empty());
}

TEST_CASE("goods of the firm that bring less than they cost are told, model by model") {
    Scenario scenario = two_models();
    CHECK(caveat_of_firm_losses(scenario, kBoth).empty());  // no firm
    scenario.firm.name = "My shop";
    scenario.firm.goods = {{.name = "shirt", .cost = Money{90'000}, .price = Money{100'000}},
                           {.name = "scarf", .cost = Money{20'000}, .price = Money{50'000}},
                           {.name = "hat", .cost = Money{90'000}}};  // without a stated price: margin is added
    scenario.models[0].revenue.commission = 0.10;
    scenario.models[1].supply.kind = SupplyKind::Own;
    scenario.models[1].revenue.commission = 0.5;            // nobody takes one in the own store
    CHECK(caveat_of_firm_losses(scenario, kBoth).empty());  // 90,000 is what it costs
    scenario.models[0].revenue.seller_fee = Money{1'000};
    scenario.models[1].costs.handling_per_order = Money{12'500};
    CHECK(caveat_of_firm_losses(scenario, kBoth) ==
          "My shop loses with each unit where what a sale brings after commission, fee and packing is less than the "
          "unit costs: shirt in A (89,000 against 90,000 IDR), shirt in B (87,500 against 90,000 IDR).");
    CHECK(caveat_of_firm_losses(scenario, std::array<std::size_t, 1>{1}).find(" in A ") == std::string::npos);
    scenario.models[1].firm.price = 1.5;
    CHECK(caveat_of_firm_losses(scenario, kBoth).ends_with(": shirt in A (89,000 against 90,000 IDR)."));
    scenario.models[0].matching.kind = MatchingKind::Auction;  // where bidders make prices
    CHECK(caveat_of_firm_losses(scenario, kBoth).empty());
}

TEST_CASE("goods of the firm that are far from the usual price of their category are told") {
    Scenario scenario = two_models();
    scenario.currency = "IDR";
    scenario.market.categories = {{.name = "fashion", .reference_price = Money{120'000}}};
    scenario.firm.goods = {{.name = "shirt", .category = "fashion", .cost = Money{90'000}, .price = Money{60'000}},
                           {.name = "coat", .category = "fashion", .cost = Money{90'000}, .price = Money{240'000}}};
    CHECK(caveat_of_usual_prices(scenario).empty());  // half and twice are near enough
    scenario.firm.goods[0].price = Money{39'000};
    CHECK(caveat_of_usual_prices(scenario).find(": shirt (39,000 against 120,000 IDR in fashion).") !=
          std::string::npos);
    scenario.firm.goods[0].price = Money{0};  // what it costs and the usual markup
    CHECK(caveat_of_usual_prices(scenario).empty());
    scenario.firm.goods[0].cost = Money{20'000};
    CHECK_FALSE(caveat_of_usual_prices(scenario).empty());
}

TEST_CASE("of what is free to read it is told that who hardly comes stays") {
    Scenario scenario = two_models();
    CHECK(caveat_of_readers(scenario, kBoth).empty());
    scenario.models[1].matching.kind = MatchingKind::Feed;
    CHECK(caveat_of_readers(scenario, kBoth).ends_with("(B)."));
    CHECK(caveat_of_readers(scenario, std::array<std::size_t, 1>{0}).empty());
}

TEST_CASE("a firm that is asked for as much as it can dispatch is told so") {
    Scenario scenario = two_models();
    CHECK(caveat_of_capacity(scenario, 1000.0).empty());  // no firm
    scenario.firm.name = "My shop";
    scenario.firm.goods = {{.name = "shirt", .cost = Money{90'000}}};
    CHECK(caveat_of_capacity(scenario, 1000.0).empty());  // no limit
    scenario.firm.capacity_per_day = 25.0;
    CHECK(caveat_of_capacity(scenario, 22.0).empty());
    CHECK(caveat_of_capacity(scenario, kNoValue).empty());
    CHECK(
        caveat_of_capacity(scenario, 24.9).starts_with("My shop has 25 orders a day to dispatch and can dispatch 25 "));
}

TEST_CASE("of the firm's own store only the advertising is scaled with the market") {
    Scenario scenario = two_models();
    scenario.models[1].supply.kind = SupplyKind::Own;
    scenario.models[1].costs.fixed_per_day = {70'000};
    CHECK_FALSE(caveat_of_scaled_costs(scenario, kBoth).empty());
    scenario.firm.goods = {{.name = "shirt", .cost = Money{90'000}}};
    CHECK(caveat_of_scaled_costs(scenario, kBoth).empty());
}

TEST_CASE("own goods beside sellers are not scaled, which is told where the market is") {
    Scenario scenario;
    scenario.market.buyers = 10'000;
    scenario.market.sized_for = 100'000;
    scenario.models = {{.name = "Shop", .supply = {.kind = SupplyKind::Own}}, {.name = "Both"}};
    CHECK(caveat_of_own_goods(scenario, kBoth).empty());
    scenario.models[1].supply.kind = SupplyKind::Hybrid;
    CHECK(caveat_of_own_goods(scenario, kBoth).ends_with("another than with 100,000 buyers: Both."));
    scenario.market.sized_for = 0;
    CHECK(caveat_of_own_goods(scenario, kBoth).empty());
}

TEST_CASE("a firm is not scaled, which is told where the market is") {
    Scenario scenario;
    scenario.market.buyers = 10'000;
    scenario.market.sized_for = 100'000;
    CHECK(caveat_of_firm(scenario).empty());  // there is none
    scenario.firm.name = "My shop";
    scenario.firm.goods = {{.name = "shirt"}};
    CHECK(caveat_of_firm(scenario).starts_with(
        "My shop is not scaled: this market has 10,000 of the 100,000 buyers that everything else is written for"));
    scenario.market.sized_for = 10'000;
    CHECK(caveat_of_firm(scenario).empty());
    scenario.market.sized_for = 0;
    CHECK(caveat_of_firm(scenario).empty());
}
