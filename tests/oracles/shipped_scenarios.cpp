// What holds of every scenario: money is conserved, a model equals itself, threads do not show.
#include <algorithm>

#include "scenarios/folder.h"
#include "sim/experiments/compare.h"
#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Every scenario of the scenario folder, with few enough buyers for a test.
std::vector<Scenario> shipped() {
    std::vector<Scenario> scenarios;
    const auto folder = scenario_folder();
    REQUIRE(folder.has_value());
    for (const Preset& preset : list_presets(*folder)) {
        if (preset.kind != PresetKind::Scenario) continue;
        const std::vector<std::string> smaller{"market.buyers=4000", "days=100", "replications=2"};
        scenarios.push_back(load_scenario(*folder / preset.file, smaller).scenario);
    }
    REQUIRE(!scenarios.empty());
    return scenarios;
}

}  // namespace

TEST_CASE("in every shipped scenario all accounts sum to zero every day") {
    for (const Scenario& scenario : shipped()) {
        for (std::size_t model = 0; model < scenario.models.size(); ++model) {
            if (scenario.models[model].competition.opens_on >= scenario.days) continue;
            const RunResult result = run_market(scenario, model, 0);
            const Rows ledger(result, "ledger");
            std::vector<std::int64_t> balances(result.days.size()), debits(result.days.size()),
                credits(result.days.size());
            for (std::size_t row = 0; row < ledger.size(); ++row) {
                const auto day = static_cast<std::size_t>(ledger.whole(row, "day"));
                balances[day] += ledger.whole(row, "balance");
                debits[day] += ledger.whole(row, "debit");
                credits[day] += ledger.whole(row, "credit");
            }
            CHECK(balances == std::vector<std::int64_t>(result.days.size(), 0));
            CHECK(debits == credits);
            CHECK(total(result, Count::Orders) + total(result, Count::Reads) > 0);
        }
    }
}

TEST_CASE("any scenario compared with itself shows no difference at all") {
    for (Scenario scenario : shipped()) {
        scenario.models.resize(1);
        scenario.models.push_back(scenario.models.front());
        scenario.models.back().name += " again";
        const Comparison comparison = compare(scenario, {});
        for (const PairComparison& pair : comparison.pairs) {
            INFO(kpi_info(pair.kpi).name);
            if (pair.difference.pairs == 0) continue;  // nothing to divide by in either
            CHECK(pair.difference.mean == 0.0);
            if (pair.difference.pairs > 1) CHECK(pair.difference.standard_deviation == 0.0);
            CHECK(pair.verdict == Verdict::NotDistinguishable);
        }
    }
}

TEST_CASE("any scenario gives the same bytes on 1, 2, 3 and 8 threads") {
    for (const Scenario& scenario : shipped()) {
        for (std::size_t model = 0; model < scenario.models.size(); ++model) {
            const RunResult one = run_market(scenario, model, 1, {.threads = 1, .orders_sample = 0.2});
            for (const int threads : {2, 3, 8})
                CHECK(same(one, run_market(scenario, model, 1, {.threads = threads, .orders_sample = 0.2})));
        }
    }
}
