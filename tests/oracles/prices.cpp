// S. P. Anderson, A. de Palma & J.-F. Thisse, "Discrete Choice Theory of Product Differentiation", 1992: prices of like
// sellers under logit demand. Where prices settle, each hangs on the orders of a week's 56,000 visits: a share of 0.1
// is known to 0.0013, one of 0.245 to 0.0018, and the price moves by about a third of that.
#include <algorithm>
#include <array>
#include <utility>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

constexpr double kReference = 1e6;

std::string sellers(int count) { return "models.0.supply.sellers=" + std::to_string(count); }
std::string commission(double share) { return "models.0.revenue.commission=" + std::to_string(share); }

RunResult market(const std::vector<std::string>& sets = {}) { return run_market(oracle("prices", sets), 0, 0); }

/// Mean price over reference price, over the last three weeks, when every seller has looked at its price three times or
/// more.
double settled_price(const RunResult& result) {
    double sum = 0.0;
    const auto days = static_cast<std::int64_t>(result.days.size());
    for (std::int64_t day = days - 21; day < days; ++day)
        sum += static_cast<double>(evening(result, day, State::MeanPriceIndex)) / 1e6;
    return sum / 21.0;
}
double first_price(const RunResult& result) {
    return static_cast<double>(total(result, Count::Gmv, 0, 1)) / kReference /
           static_cast<double>(total(result, Count::Units, 0, 1));
}
double a_visit(const RunResult& result, Count what) {
    return static_cast<double>(total(result, what)) / static_cast<double>(total(result, Count::Visits));
}
double contribution_a_visit(const RunResult& result) {
    return kpi(result, "contribution") / kReference / static_cast<double>(total(result, Count::Visits));
}

}  // namespace

TEST_CASE("prices of like sellers settle where theory has them, and stand there from the first day") {
    struct Known {
        int sellers;
        double commission, price, all_shares;
    };
    for (const Known& known : std::array<Known, 9>{{{1, 0.0, 1.041579, 0.245134},
                                                    {1, 0.08, 1.081528, 0.223639},
                                                    {1, 0.2, 1.159359, 0.185718},
                                                    {2, 0.0, 1.019247, 0.409848},
                                                    {2, 0.08, 1.063271, 0.378324},
                                                    {2, 0.2, 1.147113, 0.321216},
                                                    {8, 0.0, 0.968520, 0.763846},
                                                    {8, 0.08, 1.019246, 0.735304},
                                                    {8, 0.2, 1.114118, 0.676359}}}) {
        CAPTURE(known.sellers);
        CAPTURE(known.commission);
        const RunResult result = market({sellers(known.sellers), commission(known.commission)});
        CHECK(settled_price(result) == doctest::Approx(known.price).epsilon(0.002));
        CHECK(first_price(result) == doctest::Approx(known.price).epsilon(0.002));
        CHECK(a_visit(result, Count::Orders) == doctest::Approx(known.all_shares).epsilon(0.01));
    }
}

TEST_CASE("prices that start elsewhere come to the same") {
    // The first day's prices are those of the rule that is in force then.
    const RunResult result =
        market({"days=85", "market.sellers.pricing=fixed", "market.sellers.markup=1.2",
                R"(timeline=[{"name":"they learn","day":1,"set":{"market.sellers.pricing":"margin"}}])"});
    CHECK(first_price(result) == doctest::Approx(1.32));
    CHECK(settled_price(result) == doctest::Approx(0.968520).epsilon(0.004));
}

TEST_CASE("where everybody buys, prices hold K / (α (K - 1)) over cost") {
    const std::string all_buy = "market.choice.conversion=1";
    for (const auto& [share, price] : {std::pair{0.0, 0.980952}, std::pair{0.08, 1.033126}, std::pair{0.2, 1.130952}}) {
        const RunResult result = market({all_buy, commission(share)});
        CHECK(settled_price(result) == doctest::Approx(price).epsilon(0.002));
        CHECK(first_price(result) == doctest::Approx(price).epsilon(0.002));
        CHECK(a_visit(result, Count::Orders) == doctest::Approx(1.0).epsilon(1e-6));
    }
}

TEST_CASE("a fee is the same on either side, less the commission that sellers pay on it") {
    const std::string at_once = "market.sellers.price_response=1";
    const RunResult on_buyers = market({at_once, commission(0.2), "models.0.revenue.buyer_fee=50000"});
    const RunResult on_sellers = market({at_once, commission(0.2), "models.0.revenue.seller_fee=40000"});
    const RunResult without = market({at_once, commission(0.2)});
    CHECK(settled_price(on_sellers) == doctest::Approx(settled_price(on_buyers) + 0.05).epsilon(1e-4));
    CHECK(a_visit(on_sellers, Count::Orders) == doctest::Approx(a_visit(on_buyers, Count::Orders)).epsilon(1e-3));
    CHECK(contribution_a_visit(on_sellers) == doctest::Approx(contribution_a_visit(on_buyers)).epsilon(1e-3));
    CHECK(kpi(on_sellers, "seller_income") == doctest::Approx(kpi(on_buyers, "seller_income")).epsilon(1e-3));
    CHECK(a_visit(without, Count::Orders) > 1.02 * a_visit(on_sellers, Count::Orders));
}

TEST_CASE("sellers who do not answer make a platform's contribution linear in its commission") {
    const auto contribution = [](double share) {
        return contribution_a_visit(
            market({"market.sellers.pricing=fixed", "market.sellers.markup=0.6142", commission(share)}));
    };
    CHECK(contribution(0.1) == doctest::Approx(0.07398).epsilon(0.005));
    CHECK(contribution(0.3) == doctest::Approx(0.22194).epsilon(0.005));
}

TEST_CASE("sellers who pass a commission on give it a best value, near 46 %, and earn less by it") {
    const std::array<double, 6> grid{0.1, 0.25, 0.4, 0.5, 0.65, 0.8};
    std::array<double, 6> contribution{};
    double income = 1e300, price = 0.0;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const RunResult result = market({commission(grid[i]), "days=22"});
        contribution[i] = contribution_a_visit(result);
        CHECK(kpi(result, "seller_income") < income);
        CHECK(settled_price(result) > price);
        income = kpi(result, "seller_income");
        price = settled_price(result);
    }
    CAPTURE(contribution);
    const auto best =
        static_cast<std::size_t>(std::max_element(contribution.begin(), contribution.end()) - contribution.begin());
    CHECK((best == 2 || best == 3));
    CHECK(contribution[0] == doctest::Approx(0.075123).epsilon(0.01));
    CHECK(contribution[1] < contribution[2]);
    CHECK(contribution[4] < contribution[3]);
}

TEST_CASE("an own store that optimises asks one markup for all its products, as its share of visits bears") {
    // Eight like products of one store: p = c + 1 / (α (1 - S)), S = 8 e^(2 - 3p) / (1 + 8 e^(2 - 3p)).
    double price = 1.0;
    for (int round = 0; round < 500; ++round) {
        const double all = 8.0 * std::exp(2.0 - 3.0 * price);
        price += 0.2 * (0.6 + (1.0 + all) / 3.0 - price);
    }
    const RunResult result = market({R"(models.0.supply={"kind":"own","products":8,"pricing":"optimise"})",
                                     "models.0.supply.unit_cost_advantage=0"});
    CHECK(settled_price(result) == doctest::Approx(price).epsilon(0.003));
    CHECK(first_price(result) == doctest::Approx(price).epsilon(0.003));
    // Anything else earns it less.
    const auto earns = [](const std::string& markup) {
        return contribution_a_visit(market({R"(models.0.supply={"kind":"own","products":8,"markup":)" + markup + "}"}));
    };
    const double best = contribution_a_visit(result);
    CHECK(best > earns(std::to_string(price / 0.6 - 1.0 - 0.25)));
    CHECK(best > earns(std::to_string(price / 0.6 - 1.0 + 0.25)));
}

TEST_CASE("an own store that matches asks what the others ask, or less by what it undercuts") {
    const std::vector<std::string> hybrid{"models.0.supply.kind=hybrid", "models.0.supply.products=1",
                                          "market.sellers.pricing=fixed", "market.sellers.markup=0.8"};
    const auto own_price = [&](const std::vector<std::string>& sets) {
        std::vector<std::string> all = hybrid;
        all.insert(all.end(), sets.begin(), sets.end());
        const RunResult result = market(all);
        const Rows table(result, "sellers");
        return table.number(0, "price") / kReference;
    };
    CHECK(own_price({"models.0.supply.pricing=match"}) == doctest::Approx(1.08).epsilon(1e-5));
    CHECK(own_price({"models.0.supply.pricing=match", "models.0.supply.undercut=0.1"}) ==
          doctest::Approx(0.972).epsilon(1e-5));
    CHECK(own_price({"models.0.supply.pricing=match", "models.0.supply.undercut=0.9"}) ==
          doctest::Approx(0.6).epsilon(1e-5));
    // With nobody else there: what is asked elsewhere.
    CHECK(own_price({"models.0.supply.kind=own", "models.0.supply.pricing=match", "market.outside.price=1.3"}) ==
          doctest::Approx(1.3).epsilon(1e-5));
}
