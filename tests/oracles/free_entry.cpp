// Free entry: sellers come while a seller earns more than it costs, and go while it earns less. On pages of K offers
// the number of sellers settles at (1 - commission) · visits · K / (α (K - 1) F): Anderson, de Palma & Thisse 1992.
#include <fmt/format.h>

#include <map>
#include <vector>

#include "sim/world/world.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Mean number of sellers over the last year, at 1000 orders a day, with prices of the equilibrium at this commission.
double sellers_at(double commission, std::int64_t at_first, std::vector<std::string> more = {}) {
    const double price = 0.6 / (1.0 - commission) + 8.0 / 21.0;
    std::vector<std::string> sets{fmt::format("models.0.revenue.commission={}", commission),
                                  fmt::format("market.sellers.markup={}", price / 0.6 - 1.0),
                                  fmt::format("models.0.supply.sellers={}", at_first)};
    sets.insert(sets.end(), more.begin(), more.end());
    const RunResult result = run_market(oracle("free_entry", sets), 0, 0);
    double sellers = 0.0;
    for (std::int64_t day = 840; day < 1200; ++day)
        sellers += static_cast<double>(evening(result, day, State::Sellers)) / 360.0;
    const double orders = static_cast<double>(total(result, Count::Orders, 840)) / 360.0;
    return sellers * 1000.0 / orders;
}

}  // namespace

TEST_CASE("as many sellers stay as the market feeds, less in proportion to what commission leaves") {
    // Giving up follows each seller's own luck, so the number is a little below that of break-even.
    CHECK(sellers_at(0.0, 100) == doctest::Approx(190.4762).epsilon(0.03));
    CHECK(sellers_at(0.08, 100) == doctest::Approx(175.2381).epsilon(0.03));
    CHECK(sellers_at(0.2, 100) == doctest::Approx(152.3810).epsilon(0.03));
}

TEST_CASE("too many sellers at first come down to the same number") {
    CHECK(sellers_at(0.08, 260, {"market.sellers.entry_per_day=0.002"}) == doctest::Approx(175.2381).epsilon(0.03));
}

TEST_CASE("what else people could earn, and what joining costs, keeps sellers out") {
    // Outside income of 1 beside fixed costs of 1 is as fixed costs of 2.
    CHECK(sellers_at(0.08, 100,
                     {"market.sellers.fixed_cost_per_month=30000000",
                      "market.sellers.outside_income_per_month=30000000"}) == doctest::Approx(175.2381).epsilon(0.03));
    // With a cost of joining the number lies between where nobody joins any more and where the first give up.
    const double with_cost = sellers_at(0.08, 100, {"market.sellers.entry_cost=60000000"});
    CHECK(with_cost < 173.0);
    CHECK(with_cost > 175.2381 * 2.0 / (2.0 + 60.0 / 6.0 / 30.0) * 0.97);
}

TEST_CASE("the same people think about joining whatever the commission: those whom two commissions let in are alike") {
    const auto entrants = [](double commission) {
        Scenario s = oracle(
            "free_entry", {fmt::format("models.0.revenue.commission={}", commission), "days=60",
                           "market.sellers.markup=1.0", "market.sellers.outside_income_spread=1",
                           "market.sellers.outside_income_per_month=30000000", "market.sellers.catalogue_spread=1.5"});
        s.market.categories[0].price_spread = 0.2;
        s.market.sellers.cost_of_quality = 0.2;
        s.models[0].supply.sellers = 400;
        World market(s, 0, 0, 1);
        while (market.day() < 60) market.step();
        std::map<std::uint32_t, std::vector<double>> found;  // by identity
        const Platform& p = market.platform();
        for (std::size_t i = 400; i < p.sellers.size(); ++i) {
            const Seller& seller = p.sellers[i];
            std::vector<double>& traits = found[seller.identity];
            traits = {static_cast<double>(seller.joined), static_cast<double>(seller.type), double{seller.size},
                      static_cast<double>(seller.offers), double{seller.outside_income_per_day}};
            for (std::uint32_t k = 0; k < seller.offers; ++k) {
                const Offer& offer = p.offers[seller.first_offer + k];
                traits.insert(traits.end(), {static_cast<double>(offer.cost.units), double{offer.quality},
                                             static_cast<double>(offer.category)});
            }
        }
        return found;
    };
    const auto cheap = entrants(0.0), dear = entrants(0.3);
    CHECK(cheap.size() > 10);
    CHECK(dear.size() < cheap.size());
    std::size_t both = 0;
    for (const auto& [identity, traits] : dear) {
        const auto found = cheap.find(identity);
        if (found == cheap.end()) continue;
        ++both;
        CHECK(found->second == traits);
    }
    CHECK(both > 5);
}
