// Running every model of a scenario in every replication, spread over the cores. Whatever the number of cores and
// whichever run is done first, results are handed on in one fixed order, and only key figures are kept of all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "scenarios/scenario.h"
#include "sim/result.h"
#include "sim/run.h"

namespace pasar {

/// The key figures of all runs. A `place` is the position of a model among those that were run.
struct KeyFigures {
    std::vector<std::size_t> models;  ///< indices into Scenario::models
    std::int64_t replications = 0;
    std::size_t kpis = 0;
    std::vector<double> values;  ///< [replication][place][kpi]

    [[nodiscard]] double at(std::size_t place, std::int64_t replication, std::size_t kpi) const {
        return values[(static_cast<std::size_t>(replication) * models.size() + place) * kpis + kpi];
    }
    /// One key figure of one model over the replications, in their order; may hold NaN.
    [[nodiscard]] std::vector<double> series(std::size_t place, std::size_t kpi) const;
};

/// How cores are shared out: so many runs side by side, each on so many threads.
struct CorePlan {
    int parallel_runs = 1;
    int threads_per_run = 1;
};

/// Runs side by side use the cores best, so there are as many as threads, runs and memory allow; what threads are left
/// work inside the runs. At least one run, even when `memory_bytes` does not hold it: refusing is the caller's.
[[nodiscard]] CorePlan plan_cores(std::int64_t runs, int threads, double bytes_per_run, double memory_bytes);

using RunFunction = std::function<RunResult(std::size_t model, std::int64_t replication, const RunOptions& options)>;
using RunSink = std::function<void(RunResult&& result)>;

struct ReplicateOptions {
    std::vector<std::size_t> models;  ///< indices into Scenario::models; empty runs all
    CorePlan cores;
    double orders_sample = 0.0;               ///< as in RunOptions
    const std::atomic<bool>* stop = nullptr;  ///< set from outside: throws Interrupted soon
    std::function<void()> after_day;          ///< called after each day of each run, from any thread
    RunFunction run;                          ///< empty: run_market
    RunSink sink;                             ///< gets every result: all models of replication 0, then of 1, …
};

/// Runs all replications. Throws what a run or the sink throws, after the runs under way have ended; Interrupted.
[[nodiscard]] KeyFigures replicate(const Scenario& scenario, const ReplicateOptions& options);

}  // namespace pasar
