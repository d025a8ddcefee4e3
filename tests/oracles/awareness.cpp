// F. M. Bass, "A new product growth for model consumer durables", Management Science 15 (1969).
#include <array>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("without advertising people come to know a platform along Bass's curve") {
    const Scenario scenario = oracle("awareness");
    const std::vector<RunResult> results = run_all(scenario);
    constexpr std::array<std::pair<int, double>, 7> kKnown{
        {{1, 0.03574}, {2, 0.08500}, {4, 0.23298}, {6, 0.43895}, {8, 0.65144}, {10, 0.81259}, {12, 0.90857}}};
    for (const auto& [year, known] : kKnown) {
        const auto aware = [&, y = year](const RunResult& r) {
            return static_cast<double>(total(r, Count::BecameAware, 0, 365 * y)) /
                   static_cast<double>(scenario.market.buyers);
        };
        agrees("aware after " + std::to_string(year) + " years", estimate(results, aware), known, Of::Probability);
    }
    // Nobody is counted twice and nobody is lost.
    for (const RunResult& r : results)
        CHECK(at_the_end(r, State::Unaware) + at_the_end(r, State::Aware) == scenario.market.buyers);
}
