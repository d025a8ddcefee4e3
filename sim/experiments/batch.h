// Many runs spread over cores and handed on in one fixed order, whichever is done first.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/counts/result.h"
#include "sim/world/run.h"

namespace pasar {

/// How cores are shared out: so many runs side by side, each on so many threads.
struct CorePlan {
    int parallel_runs = 1;
    int threads_per_run = 1;
    double most_bytes = 0.0;  ///< that each of them may use; 0 is no limit
};

/// Runs side by side use the cores best, so there are as many as threads, runs and memory allow; what threads are left
/// work inside the runs. At least one run, even when `memory_bytes` does not hold it: refusing is the caller's.
[[nodiscard]] CorePlan plan_cores(std::int64_t runs, int threads, double bytes_per_run, double memory_bytes);

struct BatchOptions {
    CorePlan cores;
    double orders_sample = 0.0;               ///< as in RunOptions
    bool reviews = false;                     ///< as in RunOptions
    bool auctions = false;                    ///< as in RunOptions
    bool bookings = false;                    ///< as in RunOptions
    bool tables = true;                       ///< as in RunOptions
    bool state_hash = false;                  ///< as in RunOptions
    const std::atomic<bool>* stop = nullptr;  ///< set from outside: throws Interrupted soon
    std::function<void()> after_day;          ///< called after each day of each run, from any thread
};

/// Makes the run of this number, of which each platform of its world leaves a result; called from several threads at
/// once.
using NumberedRun = std::function<std::vector<RunResult>(std::int64_t run, const RunOptions& options)>;
/// Gets the results of every run, in the order of the numbers, on the thread that called run_in_order().
using NumberedSink = std::function<void(std::int64_t run, std::vector<RunResult>&& results)>;

/// Makes runs first … end - 1. Results ahead of the next in order wait, and no more than a few per core, so that memory
/// does not grow with the number of runs. Throws what a run or the sink throws, after the runs under way have ended;
/// Interrupted.
void run_in_order(std::int64_t first, std::int64_t end, const BatchOptions& options, const NumberedRun& run,
                  const NumberedSink& sink);

}  // namespace pasar
