// Cases with a known answer: a scenario file beside the test, run as any other, with all that is not asked about
// switched off by parameters (quiet/). It passes when the known value lies within three standard errors of what came
// out, and the standard error is small enough to tell something.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/experiments/statistics.h"
#include "sim/world/run.h"
#include "tests/sim/eager_readers.h"

namespace pasar::testing {

inline Scenario oracle(const std::string& name, const std::vector<std::string>& sets = {}) {
    return load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "tests" / "oracles" / (name + ".json"), sets)
        .scenario;
}

/// Runs the first model in every replication.
inline std::vector<RunResult> run_all(const Scenario& scenario) {
    std::vector<RunResult> results;
    for (std::int64_t replication = 0; replication < scenario.replications; ++replication)
        results.push_back(run_market(scenario, 0, replication));
    return results;
}

struct Estimate {
    double mean = 0.0;
    double standard_error = 0.0;
};
/// From one value per replication.
inline Estimate estimate(std::span<const double> values) {
    return {mean(values), standard_deviation(values) / std::sqrt(static_cast<double>(values.size()))};
}
template <class F>
Estimate estimate(const std::vector<RunResult>& results, F value) {
    std::vector<double> values;
    for (const RunResult& result : results) values.push_back(static_cast<double>(value(result)));
    return estimate(values);
}
/// From `part` of `whole` independent cases.
inline Estimate proportion(double part, double whole) {
    const double p = part / whole;
    return {p, std::sqrt(p * (1.0 - p) / whole)};
}

enum class Of { Amount, Probability };

inline void agrees(const std::string& what, const Estimate& found, double known, Of kind) {
    INFO(what << ": found " << found.mean << " ± " << found.standard_error << ", known " << known);
    CHECK(std::fabs(found.mean - known) <= 3.0 * found.standard_error);
    CHECK(found.standard_error <= (kind == Of::Probability ? 0.002 : 0.01 * std::fabs(known)));
}

}  // namespace pasar::testing
