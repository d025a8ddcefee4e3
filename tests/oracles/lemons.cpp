// G. A. Akerlof, "The market for 'lemons': quality uncertainty and the market mechanism", QJE 84 (1970).
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("without reputation or protection good sellers leave a market of unseen quality, and trade vanishes") {
    const Scenario scenario = oracle("lemons");
    for (const RunResult& result : run_all(scenario)) {
        const std::int64_t first_month = total(result, Count::Orders, 0, 30),
                           last_month = total(result, Count::Orders, 330, 360);
        INFO("orders in the first month " << first_month << ", in the last " << last_month);
        CHECK(first_month > 500);
        CHECK(last_month <= first_month / 100);
        // The good go first: what is on offer half way is worse than what was on offer at the start.
        CHECK(evening(result, 0, State::MeanQuality) > 400'000);
        CHECK(evening(result, 120, State::MeanQuality) < 350'000);
        CHECK(total(result, Count::SellerExits) > 80);
    }
}

TEST_CASE("where ratings tell the truth, the same market trades on, in good quality") {
    const Scenario scenario = oracle("lemons");
    for (std::int64_t replication = 0; replication < scenario.replications; ++replication) {
        const RunResult result = run_market(scenario, 1, replication);
        const std::int64_t first_month = total(result, Count::Orders, 0, 30),
                           last_month = total(result, Count::Orders, 330, 360);
        INFO("orders in the first month " << first_month << ", in the last " << last_month);
        CHECK(last_month > first_month * 9 / 10);
        CHECK(at_the_end(result, State::QualityBelief) > 600'000);
    }
}
