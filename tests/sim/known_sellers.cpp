// Sellers of the planner's own list, and what their past orders do.
#include <doctest/doctest.h>
#include <algorithm>

#include "scenarios/faults.h"
#include "scenarios/read.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

Scenario with_known(std::vector<KnownSellerSpec> sellers, std::vector<PastOrderSpec> past = {}) {
    Scenario s = lively_market();
    s.market.known_sellers = std::move(sellers);
    s.market.past_orders = std::move(past);
    return s;
}

std::size_t row_of(const Rows& sellers, std::string_view name) {
    for (std::size_t row = 0; row < sellers.size(); ++row) {
        if (sellers.text(row, "name") == name) return row;
    }
    FAIL("no seller " << std::string(name));
    return 0;
}

std::string faults_of(const Scenario& scenario) {
    try {
        validate(scenario);
    } catch (const InvalidScenario& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("known sellers stand beside those that are drawn, and do not change these") {
    const RunResult without = run(lively_market());
    const RunResult with = run(with_known({{.name = "Toko, \"Ibu\"", .quality = 0.9, .price = Money{90000}, .units = 7},
                                           {.name = "=Second", .quality = 0.25}}));
    const Rows before(without, "sellers");
    const Rows after(with, "sellers");
    const std::size_t first = row_of(after, "Toko, \"Ibu\"");
    CHECK(row_of(after, "=Second") == first + 1);
    CHECK(after.number(first, "true_quality") == doctest::Approx(0.9));
    CHECK(after.number(first + 1, "true_quality") == doctest::Approx(0.25));
    CHECK(after.whole(first, "joined_day") == 0);
    for (std::size_t row = 0; row < first; ++row) {
        CHECK(after.text(row, "name") == "");
        CHECK(after.number(row, "true_quality") == before.number(row, "true_quality"));
        CHECK(after.text(row, "region") == before.text(row, "region"));
    }
}

TEST_CASE("a known seller's price and stock are those of the list") {
    Scenario s = with_known({{.name = "A", .quality = 0.9, .price = Money{90000}, .units = 7}});
    const World market(s, 0, 0, 1);
    const Seller& seller = market.platform().sellers[market.platform().first_known_seller];
    const auto offer = std::find_if(
        market.platform().offers.begin(), market.platform().offers.end(),
        [&](const Offer& o) { return o.seller == static_cast<std::uint32_t>(market.platform().first_known_seller); });
    REQUIRE(offer != market.platform().offers.end());
    CHECK(offer->price == Money{90000});
    CHECK(offer->stock == 7);
    // The usual markup on the cost makes the price.
    CHECK(static_cast<double>(offer->cost.units) * (1.0 + s.market.sellers.markup) ==
          doctest::Approx(90000.0).epsilon(1e-4));
    CHECK(seller.kind == SellerKind::Honest);
}

TEST_CASE("past orders are a known seller's past: of two that are alike, the one with the better past sells more") {
    std::vector<PastOrderSpec> past;
    for (int order = 0; order < 40; ++order) {
        past.push_back({.seller = "Loved", .stars = 5.0});
        past.push_back({.seller = "Loathed", .stars = 1.0});
        past.push_back({.seller = "Loved", .stars = 0.0});
    }
    Scenario s = with_known({{.name = "Loved", .quality = 0.6, .price = Money{100000}},
                             {.name = "Loathed", .quality = 0.6, .price = Money{100000}}},
                            past);
    s.models[0].reputation.system = ReputationSystem::Stars;
    for (KnownSellerSpec& seller : s.market.known_sellers) seller.category = s.market.categories[0].name;
    {
        const World market(s, 0, 0, 1);
        const auto ratings_of = [&](std::size_t known) {
            const Platform& p = market.platform();
            return p.ratings[p.offers[p.sellers[p.first_known_seller + known].first_offer].rated];
        };
        const Ratings loved = ratings_of(0);
        CHECK(loved.count == 40.0);
        CHECK(loved.stars == 200.0);
        CHECK(loved.good == 40.0);
        CHECK(loved.transactions == 80.0);
        CHECK(ratings_of(1).bad == 40.0);
    }
    std::int64_t loved = 0;
    std::int64_t loathed = 0;
    for (int seed = 0; seed < 5; ++seed) {
        s.seed = static_cast<std::uint32_t>(seed);
        const RunResult result = run(s);
        const Rows sellers(result, "sellers");
        loved += sellers.whole(row_of(sellers, "Loved"), "orders_served");
        loathed += sellers.whole(row_of(sellers, "Loathed"), "orders_served");
    }
    CHECK(loved > loathed);
}

TEST_CASE("a list of known sellers is enough where no others are drawn; the own store takes none") {
    Scenario s = with_known({{.name = "Only", .quality = 0.8}});
    s.models[0].supply.sellers = 0;
    CHECK(faults_of(s) == "");
    const RunResult alone = run(s);
    CHECK(Rows(alone, "sellers").size() == 1);
    CHECK(total(alone, Count::Orders) > 0);

    Scenario own = lively_market(SupplyKind::Own);
    own.market.known_sellers = {{.name = "Only"}};
    const RunResult store = run(own);
    CHECK(Rows(store, "sellers").size() == 1);
    CHECK(Rows(store, "sellers").text(0, "name") == "");
}

TEST_CASE("what known sellers and past orders name must be there") {
    CHECK(faults_of(with_known({{.name = "A"}, {.name = "A"}})).find("found \"A\" a second time") != std::string::npos);
    CHECK(faults_of(with_known({{.name = "A", .region = "Atlantis"}})).find("known_sellers/0/region") !=
          std::string::npos);
    CHECK(faults_of(with_known({{.name = "A", .type = SellerKind::Business}})).find("known_sellers/0/type") !=
          std::string::npos);
    CHECK(
        faults_of(with_known({{.name = "Anna"}}, {{.seller = "Anne", .stars = 3.0}})).find("did you mean \"Anna\"?") !=
        std::string::npos);
    CHECK(faults_of(with_known({{.name = "A"}}, {{.seller = "A", .stars = 0.5}})).find("past_orders/0/stars") !=
          std::string::npos);
    CHECK(faults_of(with_known({{.name = "A"}}, {{.seller = "A"}})) == "");
}
