// A market as experiments know it: settings in, key figures out. Whoever needs runs asks a Laboratory; how they are
// spread over cores, recorded and taken up again after a stop is the laboratory's matter.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/experiments/batch.h"
#include "sim/experiments/replicate.h"

namespace pasar {

/// What a point of an experiment changes in the scenario: "path=value" each, as in --set. Empty: the scenario as it is.
using Settings = std::vector<std::string>;

/// Replications first … first + count - 1, counted from 0. Each has its own random numbers, the same at every point.
struct Replications {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Runs every model under study at every point in each of the replications; result[i] holds the key figures at
/// points[i]. The same replication has the same random numbers at every point and for every model, so differences are
/// paired. Within one call a replication is run at all points before the next begins, so that a part of it is balanced,
/// and points of the same settings are one: they are run once. Asking in another call costs the runs again. Throws what
/// a run throws, and InvalidScenario for a point that makes no valid scenario, before anything is run.
using Laboratory = std::function<std::vector<KeyFigures>(std::span<const Settings> points, Replications replications)>;

/// One run of an experiment, or what one platform of a run is left with, as it is recorded.
struct RunRecord {
    std::int64_t run = 0;          ///< counted from 0 over the whole experiment
    std::int64_t point = 0;        ///< counted from 0 in the order in which points were first asked for
    std::int64_t replication = 0;  ///< counted from 0
    std::size_t model = 0;         ///< index into Scenario::models
    const Settings& settings;      ///< of the point
    std::vector<double> kpis;
};

struct LaboratoryOptions {
    std::vector<std::size_t> models;  ///< indices into Scenario::models; never empty
    /// In the place of models: worlds of all models, each under settings of its own; `models` then counts these, and
    /// what is measured is `platform` in each. Goes without `compete`.
    struct Variant {
        Settings settings;
        std::size_t platform = 0;
    };
    std::vector<Variant> variants;
    bool compete = false;                     ///< all models of the scenario share one world, where `models` are among
    int threads = 1;                          ///< a run uses one of them, unless there are fewer runs than threads
    double memory_bytes = 1e18;               ///< that runs may use together
    const std::atomic<bool>* stop = nullptr;  ///< as in BatchOptions, and so is:
    std::function<void()> after_day;
    /// The key figures of this run if it was recorded before the experiment was stopped; kpis of the argument is empty.
    std::function<std::optional<std::vector<double>>(const RunRecord&)> recall;
    std::function<void(const RunRecord&)> record;  ///< gets every new run, in the order of their numbers
    /// So many more runs are about to be made; where platforms compete, each is that of all models.
    std::function<void(std::int64_t runs)> announce;
};

/// A laboratory of the real market. Keeps references to nothing but what the options' functions keep.
[[nodiscard]] Laboratory market_laboratory(const LoadedScenario& scenario, LaboratoryOptions options);

}  // namespace pasar
