// Double marginalisation (Spengler 1950) and the bound that resellers set to a marketplace's price, in simulated
// markets. The goods arrive on the evening of day 0, so that 50 days of 1000 customers each are served.
#include <algorithm>

#include "sim/world/world.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr double kStoreReference = 1e6, kCustomers = 50'000.0;

RunResult chain(const std::vector<std::string>& sets = {}) { return run_market(oracle("distributors", sets), 0, 0); }

double share(const RunResult& r) { return kpi(r, "off_platform_units") / kCustomers; }
double retail(const RunResult& r) { return kpi(r, "off_platform_price") / kStoreReference; }
/// Of the distributor, for each customer, in reference prices.
double earned(const RunResult& r) { return kpi(r, "distributor_income") / kStoreReference / kCustomers; }
/// What the store earned by the units that the distributor sold on.
double store_earned(const RunResult& r) {
    return kpi(r, "contribution") / kStoreReference / kpi(r, "units_to_distributors") * share(r);
}

const std::vector<std::string> kLogit{"market.distributors.demand=logit", "market.distributors.value=2",
                                      "market.distributors.price_weight=3", "market.sellers.cost_share=0.3"};
std::vector<std::string> logit(const std::string& set) {
    std::vector<std::string> sets = kLogit;
    sets.push_back(set);
    return sets;
}

}  // namespace

TEST_CASE("a store and its distributor each add a margin: dearer, and less for both together, than at cost") {
    // Share 1.5 - p at a cost of 0.5 is 1 - p at none, half a reference price higher up.
    const RunResult both = chain();  // the store's best price, 1
    CHECK(retail(both) == doctest::Approx(1.25).epsilon(1e-6));
    CHECK(share(both) == doctest::Approx(0.25).epsilon(1e-3));
    CHECK(earned(both) == doctest::Approx(0.0625).epsilon(1e-3));
    CHECK(store_earned(both) == doctest::Approx(0.125).epsilon(1e-3));
    const RunResult at_cost = chain({"models.0.supply.wholesale.discount=0.5"});
    CHECK(retail(at_cost) == doctest::Approx(1.0).epsilon(1e-6));
    CHECK(share(at_cost) == doctest::Approx(0.5).epsilon(1e-3));
    CHECK(earned(at_cost) == doctest::Approx(0.25).epsilon(1e-3));
    CHECK(kpi(at_cost, "contribution") == 0.0);
    for (const char* other : {"models.0.supply.markup=0.8", "models.0.supply.markup=1.2"})
        CHECK(store_earned(chain({other})) < store_earned(both) - 0.002);
}

TEST_CASE("the same where customers choose by logit") {
    const RunResult both = chain(logit("models.0.supply.markup=1.6223667"));
    CHECK(retail(both) == doctest::Approx(1.18950).epsilon(1e-4));
    CHECK(share(both) == doctest::Approx(0.17243).epsilon(2e-3));
    CHECK(store_earned(both) == doctest::Approx(0.08392).epsilon(2e-3));
    CHECK(earned(both) == doctest::Approx(0.06945).epsilon(2e-3));
    const RunResult at_cost = chain(logit("models.0.supply.markup=0"));
    CHECK(retail(at_cost) == doctest::Approx(0.83469).epsilon(1e-4));
    CHECK(share(at_cost) == doctest::Approx(0.37659).epsilon(2e-3));
    CHECK(earned(at_cost) == doctest::Approx(0.20136).epsilon(2e-3));
}

TEST_CASE("what distributors buy reaches the store's own customers in no way while there is stock for all") {
    const std::string all_know = "market.awareness.initially_aware=1";
    const RunResult with = chain({all_know}), without = chain({all_know, "models.0.supply.wholesale.on=false"});
    CHECK(total(with, Count::Orders) > 100);
    CHECK(total(with, Count::Orders) == total(without, Count::Orders));
    CHECK(total(with, Count::Gmv) == total(without, Count::Gmv));
    CHECK(kpi(with, "buyer_surplus") == kpi(without, "buyer_surplus"));
    CHECK(kpi(with, "contribution") > kpi(without, "contribution"));
    CHECK(std::isnan(kpi(without, "off_platform_units")));
    CHECK(total(without, Count::UnitsToDistributors) == 0);
}

TEST_CASE("a discount on large orders is for large orders") {
    const std::string half = "models.0.supply.wholesale.discount=0.5";
    const RunResult small = chain({half, "models.0.supply.wholesale.least_units=100001"}), none = chain();
    CHECK(total(small, Count::OffPlatformUnits) == total(none, Count::OffPlatformUnits));
    CHECK(total(small, Count::WholesaleRevenue) == total(none, Count::WholesaleRevenue));
}

TEST_CASE("a store that can spare few units takes no discount back: distributors pay what they reckon with") {
    const auto of_few = [](const std::string& discount) {
        return chain({"models.0.supply.wholesale.discount=" + discount, "models.0.supply.wholesale.least_units=10",
                      "market.distributors.order_units=12", "models.0.supply.stock_up_to=8",
                      "models.0.supply.reorder_at=2"});
    };
    double before = 0.0;
    for (const double discount : {0.0, 0.2, 0.4}) {
        const RunResult result = of_few(std::to_string(discount));
        const Rows distributors(result, "distributors");
        std::int64_t units = 0, paid = 0;
        for (std::size_t row = 0; row < distributors.size(); ++row) {
            units += distributors.whole(row, "units_bought");
            paid += distributors.whole(row, "paid_to_store");
        }
        REQUIRE(units > 0);
        CHECK(static_cast<double>(paid) / static_cast<double>(units) ==
              doctest::Approx((1.0 - discount) * kStoreReference).epsilon(1e-6));
        CHECK(kpi(result, "distributor_income") > before);
        before = kpi(result, "distributor_income");
    }
}

TEST_CASE("distributors begin where it pays, and give up where it does not") {
    // 1000 customers bring 62.5 reference prices a day, 1875 a month.
    const auto in_business = [](std::int64_t fixed, std::int64_t outside) {
        return at_the_end(chain({"market.distributors.fixed_cost_per_month=" + std::to_string(fixed) + "000000",
                                 "market.distributors.outside_income_per_month=" + std::to_string(outside) + "000000"}),
                          State::Distributors);
    };
    CHECK(in_business(1000, 800) == 1);
    CHECK(in_business(1000, 900) == 0);
    CHECK(in_business(1900, 0) == 0);
    // The store raises its price for good: the trade does not pay any more, stock is sold off, nobody buys.
    const RunResult dearer =
        chain({"days=400", "market.sellers.gives_up_per_day=0.2", "market.sellers.profit_days=10",
               "market.distributors.order_units=2000", "market.distributors.fixed_cost_per_month=1000000000",
               R"(timeline=[{"name":"dearer","day":30,"set":{"model.supply.markup":1.6}}])"});
    CHECK(evening(dearer, 29, State::Distributors) == 1);
    CHECK(at_the_end(dearer, State::Distributors) == 0);
    CHECK(at_the_end(dearer, State::DistributorStock) == 0);
    CHECK(total(dearer, Count::UnitsToDistributors) == total(dearer, Count::OffPlatformUnits));
}

TEST_CASE("a marketplace's price that rises above what goods from the store come to draws them to it") {
    // 100,000 in the store and 12,000 of handling at 8 %: 121,739.13.
    const auto listed = [](std::int64_t market_price) {
        const RunResult result = chain(
            {"models.0.supply.kind=hybrid", "models.0.supply.sellers=0", "models.0.revenue.commission=0.08",
             "market.categories.Goods.reference_price=100000", "models.0.supply.markup=1",
             R"(market.seller_types=[{"kind":"honest","share":1},{"kind":"reseller","share":0,"buys_in_store":true,"units":10}])",
             "market.distributors.handling_per_unit=12000", "market.distributors.sells_here=1",
             R"(market.known_sellers=[{"name":"seller","type":"honest","price":)" + std::to_string(market_price) +
                 "}]"});
        return total(result, Count::UnitsListedByDistributors);
    };
    CHECK(listed(121'739) == 0);
    CHECK(listed(121'740) == 10);  // as many as have room on its shelf: nobody buys them here
}
