#include "sim/counts/key_figures.h"

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("of 2000 customers 200 leave in the period: 90 % are retained") {
    CohortTally cohorts(2);
    cohorts.joined[0] = 2000;
    cohorts.left[0 * 2 + 1] = cohorts.lost[1] = 200;
    CHECK(retention_rate(cohorts, 60) == 0.9);
    // A customer who comes in the period counts neither as there at the start nor as kept.
    cohorts.joined[1] = 5000;
    cohorts.left[1 * 2 + 1] = 4000;
    CHECK(retention_rate(cohorts, 60) == 0.9);
}

TEST_CASE("customers who leave at a steady rate are retained as the formula says") {
    const std::vector<RunResult> results = run_all(oracle("retention"));
    agrees("retention rate", estimate(results, [](const RunResult& r) { return kpi(r, "retention_rate"); }), 0.9,
           Of::Probability);
}
