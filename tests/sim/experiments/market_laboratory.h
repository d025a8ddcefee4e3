// The real market as a laboratory, for tests of experiments.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "scenarios/write.h"
#include "sim/experiments/laboratory.h"
#include "sim/world/run.h"

namespace pasar::testing {

/// Runs every model of the scenario, one run after the other.
inline Laboratory laboratory_of(const Scenario& scenario) {
    return [base = load_scenario_text(write_text(scenario))](std::span<const Settings> points, Replications wanted) {
        std::vector<KeyFigures> all;
        for (const Settings& settings : points) {
            const Scenario at = with_settings(base, settings).scenario;
            KeyFigures figures{.models = {}, .replications = wanted.count, .kpis = kKpiCount, .values = {}};
            for (std::size_t model = 0; model < at.models.size(); ++model) figures.models.push_back(model);
            for (std::int64_t r = wanted.first; r < wanted.first + wanted.count; ++r) {
                for (const std::size_t model : figures.models) {
                    const RunResult result = run_market(at, model, r, {.tables = false});
                    figures.values.insert(figures.values.end(), result.kpis.begin(), result.kpis.end());
                }
            }
            all.push_back(std::move(figures));
        }
        return all;
    };
}

}  // namespace pasar::testing
