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
