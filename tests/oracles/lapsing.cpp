// Pareto/NBD: D. C. Schmittlein, D. G. Morrison & R. Colombo, Counting your customers: who are they and what will they
// do next?, Management Science 33 (1987), with the maximum-likelihood estimates for the CDNOW cohort (Fader, Hardie &
// Lee 2005, worked out again).
#include "agents/retention.h"

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("a cohort whose members lapse at moments of their own buys again as Pareto/NBD says") {
    const Scenario scenario = oracle("lapsing");
    const std::vector<RunResult> results = run_all(scenario);
    const auto buyers = static_cast<double>(scenario.market.buyers);
    for (const RunResult& result : results) REQUIRE(total(result, Count::FirstOrders, 0, 1) == scenario.market.buyers);
    constexpr std::array<std::pair<int, double>, 7> kKnown{
        {{1, 0.05098}, {4, 0.19066}, {13, 0.53117}, {26, 0.90857}, {39, 1.21300}, {52, 1.47300}, {78, 1.90940}}};
    for (const auto& [week, known] : kKnown)
        agrees("repeat purchases by week " + std::to_string(week),
               estimate(results,
                        [&, w = week](const RunResult& r) {
                            return static_cast<double>(total(r, Count::RepeatOrders, 0, 7 * w)) / buyers;
                        }),
               known, Of::Amount);
    // Who lapses does so whether it orders or not: of all customers (β / (β + t))^s are left.
    for (const int week : {1, 13, 52, 78})
        agrees("share that has lapsed by week " + std::to_string(week),
               estimate(results,
                        [&, w = week](const RunResult& r) {
                            return static_cast<double>(total(r, Count::BuyersLeft, 0, 7 * w)) / buyers;
                        }),
               1.0 - share_not_lapsed(0.60624, 81.681166, 7.0 * week - 0.5), Of::Probability);
}
