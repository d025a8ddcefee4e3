// What pasar compete says of platforms: numbers in sentences have their units.
#include "reports/screen/compete_text.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/measures.h"
#include "sim/experiments/arms.h"

using namespace pasar;

namespace {

/// Two platforms and the worlds in which each is missing, in three replications of twelve months. With both, each has
/// `orders`, a thousandth more or less; alone it has half as many again.
std::vector<std::string> answer_of(double orders, Language language) {
    const Scenario scenario =
        load_scenario_text(R"({"name": "Two", "days": 360, "models": [{"name": "A"}, {"name": "B"}]})").scenario;
    const std::vector<std::size_t> both = all_models(scenario);
    const Arms arms = arms_without(scenario, both, both);
    KeyFigures figures{.models = {0, 1, 2, 3}, .replications = 3, .kpis = kKpiCount, .values = {}};
    for (int replication = 0; replication < 3; ++replication)
        for (std::size_t arm = 0; arm < arms.arms.size(); ++arm) {
            std::vector<double> values(kKpiCount, 0.5);
            const double noise = 1.0 + 0.001 * (replication - 1) * (arm == 0 ? 1.0 : -1.0);
            values[find_kpi("orders")] = (arm < arms.platforms() ? 1.0 : 1.5) * orders * noise;
            figures.values.insert(figures.values.end(), values.begin(), values.end());
        }
    const std::vector<Gain> gains = gains_of(arms, figures, {find_kpi("orders")});
    const Comparison comparison = compare_figures(figures);
    const CompeteFound found{.scenario = scenario,
                             .arms = arms,
                             .comparison = comparison,
                             .gains = gains,
                             .flows = {.from = {"A", "B", ""}, .arrivals = {{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}},
                             .judged = {},
                             .worth = {}};
    return compete_answer(found, {.language = language});
}

bool says(const std::vector<std::string>& answer, const std::string& words) {
    return std::any_of(answer.begin(), answer.end(),
                       [&](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("orders won from others are told in thousands, millions or one by one, and the word stands beside them") {
    const std::vector<std::string> millions = answer_of(24e6, Language::English);
    CHECK(says(millions, "Of the 2.0000 ± 0.0050 million orders a month of A"));
    CHECK(says(millions, "1.0000 ± 0.0025 million on B"));
    CHECK(says(answer_of(24e6, Language::Indonesian), "juta"));
    const std::vector<std::string> single = answer_of(24'000, Language::English);
    CHECK(says(single, "Of the 2,000.0 ± 5.0 orders a month of A"));
    CHECK_FALSE(says(single, "million"));
}
