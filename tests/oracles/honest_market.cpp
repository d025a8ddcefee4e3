// A market of second-hand trust in which everyone is honest and nothing fails.
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("in a fully honest market nobody disputes anything and the platform earns its commission to the unit") {
    for (const RunResult& result : run_all(oracle("honest_market"))) {
        CHECK(total(result, Count::Orders) > 50'000);
        for (const Count nothing :
             {Count::Failures, Count::Complaints, Count::Refunds, Count::Chargebacks, Count::BuyerLoss,
              Count::StockOuts, Count::Late, Count::SellerBans, Count::BuyersLeft})
            CHECK(total(result, nothing) == 0);
        // Every price is 100,000, of which 8 % are whole units.
        CHECK(kpi(result, "contribution") == 0.08 * kpi(result, "gmv"));
        CHECK(total(result, Count::CommissionRevenue) * 100 == total(result, Count::Gmv) * 8);
        CHECK(last_balance(result, "platform") == total(result, Count::CommissionRevenue));
        CHECK(last_balance(result, "buyers") == -total(result, Count::Gmv));
    }
}

TEST_CASE("the error of honest reputation goes to 0 with the square root of the ratings") {
    const std::vector<RunResult> results = run_all(oracle("honest_market"));
    const auto error_after = [&](std::int64_t day) {
        return estimate(results,
                        [day](const RunResult& r) {
                            return static_cast<double>(evening(r, day, State::ReputationError)) / 1e6;
                        })
            .mean;
    };
    const double early = error_after(20), middle = error_after(80), late = error_after(320);
    CHECK(middle / early == doctest::Approx(0.5).epsilon(0.2));
    CHECK(late / middle == doctest::Approx(0.5).epsilon(0.2));
    CHECK(late < 0.005);
}
