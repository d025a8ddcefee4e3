// All models of a scenario in all replications, and the key figures they leave. Only key figures are kept of all runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "scenarios/scenario.h"
#include "sim/counts/result.h"
#include "sim/experiments/batch.h"
#include "sim/world/run.h"

namespace pasar {

/// The key figures of all runs. A `position` is the position of a model among those that were run.
struct KeyFigures {
    std::vector<std::size_t> models;  ///< indices into Scenario::models
    std::int64_t replications = 0;
    std::size_t kpis = 0;
    std::vector<double> values;  ///< [replication][position][kpi]

    [[nodiscard]] double at(std::size_t position, std::int64_t replication, std::size_t kpi) const {
        return values[(static_cast<std::size_t>(replication) * models.size() + position) * kpis + kpi];
    }
    /// One key figure of one model over the replications, in their order; may hold NaN.
    [[nodiscard]] std::vector<double> series(std::size_t position, std::size_t kpi) const;
};

using RunFunction = std::function<RunResult(std::size_t model, std::int64_t replication, const RunOptions& options)>;
/// Runs a group of models as platforms of one world; the result of each, in the order of their positions.
using GroupFunction =
    std::function<std::vector<RunResult>(std::size_t group, std::int64_t replication, const RunOptions& options)>;
using RunSink = std::function<void(RunResult&& result)>;

struct ReplicateOptions : BatchOptions {
    std::vector<std::size_t> models;  ///< indices into Scenario::models; empty runs all
    RunFunction run;                  ///< empty: run_market
    /// How many models, one after the other in `models`, share each run. Empty: each has one by itself.
    std::vector<std::size_t> groups;
    GroupFunction run_group;  ///< where there are groups
    RunSink sink;             ///< gets every new result: all models of replication 0, then of 1, …
    /// Key figures of the first results in that order. Their runs are not made again, save one of which only a part of
    /// the group is known.
    std::vector<std::vector<double>> known;
    std::int64_t most_replications = 0;  ///< more than the scenario's when `enough` is there to ask for them
    /// Asked after the scenario's replications whether more are needed, and after those again; returns how many there
    /// should be, at most most_replications, and no more than there are when it is enough.
    std::function<std::int64_t(const KeyFigures&)> enough;
};

/// Runs all replications. Throws what a run or the sink throws, after the runs under way have ended; Interrupted.
[[nodiscard]] KeyFigures replicate(const Scenario& scenario, const ReplicateOptions& options);

}  // namespace pasar
