// D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
#include <map>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("buyers share out over three offers and not buying as the multinomial logit says") {
    const RunResult result = run_market(oracle("choice"), 0, 0);
    const Rows sellers(result, "sellers");
    REQUIRE(sellers.size() == 3);
    std::map<std::string, double> orders;
    for (std::size_t row = 0; row < sellers.size(); ++row)
        orders[sellers.text(row, "seller_type")] = sellers.number(row, "orders_served");
    REQUIRE(orders.size() == 3);  // one of each kind: the prices are 1, 1.5 and 2.2 reference prices
    const auto visits = static_cast<double>(total(result, Count::Visits));
    agrees("offer of utility 1", proportion(orders["honest"], visits), 0.43944, Of::Probability);
    agrees("offer of utility 0.5", proportion(orders["careless"], visits), 0.26654, Of::Probability);
    agrees("offer of utility -0.2", proportion(orders["deceiver"], visits), 0.13236, Of::Probability);
    agrees("not buying", proportion(static_cast<double>(total(result, Count::NothingChosen)), visits), 0.16166,
           Of::Probability);
    CHECK(kpi(result, "buyer_surplus_per_visit") == doctest::Approx(1.82225).epsilon(1e-5));
}

TEST_CASE("own goods beside sellers' take the logit's share of every one of them alike") {
    // M9: an own offer of utility 0.8 beside those of 1, 0.5 and -0.2: third parties keep 0.73541 of what they sold.
    const RunResult result =
        run_market(oracle("choice", {"models.0.supply.kind=hybrid", "models.0.supply.markup=0.2",
                                     "models.0.supply.quality_alpha=0.01", "models.0.supply.quality_beta=1000"}),
                   0, 0);
    const Rows sellers(result, "sellers");
    REQUIRE(sellers.size() == 4);
    std::map<std::string, double> orders;
    for (std::size_t row = 0; row < sellers.size(); ++row)
        orders[sellers.text(row, "seller_type")] = static_cast<double>(sellers.whole(row, "orders_served"));
    const auto visits = static_cast<double>(total(result, Count::Visits));
    agrees("offer of utility 1", proportion(orders["honest"], visits), 0.32317, Of::Probability);
    agrees("offer of utility 0.5", proportion(orders["careless"], visits), 0.19601, Of::Probability);
    agrees("offer of utility -0.2", proportion(orders["deceiver"], visits), 0.09734, Of::Probability);
    agrees("own offer of utility 0.8", proportion(orders["business"], visits), 0.26459, Of::Probability);
    agrees("not buying", proportion(static_cast<double>(total(result, Count::NothingChosen)), visits), 0.11889,
           Of::Probability);
    CHECK(kpi(result, "buyer_surplus_per_visit") == doctest::Approx(2.12957).epsilon(1e-4));
}
