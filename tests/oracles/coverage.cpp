// Over 1,000 small experiments whose truth is known, 95 % intervals hold it in 93 to 97 %.
#include "sim/counts/measures.h"
#include "sim/experiments/compare.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

}  // namespace

TEST_CASE("intervals of means and of paired differences cover the truth as often as they say") {
    constexpr int kExperiments = 1000;
    const std::size_t conversion = find_kpi("conversion");
    Scenario scenario = oracle("coverage");
    int one_seller = 0, three_sellers = 0, difference = 0;
    double correlation = 0.0;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
        scenario.seed = experiment;
        ReplicateOptions options;
        options.tables = false;
        const Comparison comparison = compare(scenario, options);
        one_seller += holds(comparison.summary(0, conversion).interval, 0.5) ? 1 : 0;
        three_sellers += holds(comparison.summary(1, conversion).interval, 0.75) ? 1 : 0;
        const PairedDifference& pair = comparison.pair(1, 0, conversion).difference;
        difference += holds(pair.interval, 0.25) ? 1 : 0;
        correlation += pair.correlation / kExperiments;
    }
    for (const int covered : {one_seller, three_sellers, difference}) {
        CHECK(covered >= 930);
        CHECK(covered <= 970);
    }
    // Both meet the same buyers with the same random numbers, so that the difference is known better than either.
    CHECK(correlation > 0.2);
}
