#include "sim/experiments/replicate.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <numeric>
#include <thread>

namespace pasar {

namespace {

/// The runs of one call, dealt out to workers and collected in order by the thread that asked for them.
class Batch {
public:
    Batch(const Scenario& scenario, const ReplicateOptions& options, std::vector<std::size_t> models)
        : scenario_(scenario),
          options_(options),
          models_(std::move(models)),
          runs_(static_cast<std::int64_t>(models_.size()) * scenario.replications),
          // Results ahead of the next in order wait here; without a limit one slow run would let all others pile up.
          window_(2 * static_cast<std::int64_t>(options.cores.parallel_runs)) {}

    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() { abandon(); }

    void start() {
        for (int i = 0; i < options_.cores.parallel_runs; ++i) workers_.emplace_back([this] { work(); });
    }

    [[nodiscard]] std::int64_t runs() const { return runs_; }

    /// The result of run number `run`, which must be asked for in order. Throws what any run threw.
    RunResult take(std::int64_t run) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return failure_ || finished_.contains(run); });
        if (failure_) std::rethrow_exception(failure_);
        RunResult result = std::move(finished_.extract(run).mapped());
        taken_ = run + 1;
        lock.unlock();
        changed_.notify_all();
        return result;
    }

private:
    void abandon() {
        {
            const std::lock_guard lock(mutex_);
            abandoned_ = true;
        }
        changed_.notify_all();
    }

    void work() {
        while (true) {
            std::int64_t run = 0;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return abandoned_ || next_ == runs_ || next_ < taken_ + window_; });
                if (abandoned_ || next_ == runs_) return;
                run = next_++;
            }
            try {
                RunResult result = run_one(run);
                const std::lock_guard lock(mutex_);
                finished_.emplace(run, std::move(result));
            } catch (...) {
                const std::lock_guard lock(mutex_);
                // Once a run has failed the others stop; what they throw then is not the reason.
                if (!failure_) failure_ = std::current_exception();
                abandoned_ = true;
            }
            changed_.notify_all();
        }
    }

    RunResult run_one(std::int64_t run) {
        const auto models = static_cast<std::int64_t>(models_.size());
        const std::size_t model = models_[static_cast<std::size_t>(run % models)];
        if (options_.stop && options_.stop->load()) throw Interrupted("stopped before a run began");
        RunOptions options;
        options.threads = options_.cores.threads_per_run;
        options.orders_sample = options_.orders_sample;
        options.stop = options_.stop;
        options.after_day = [this](std::int64_t) {
            if (abandoned_) throw Interrupted("stopped because another run failed");
            if (options_.after_day) options_.after_day();
        };
        RunResult result = options_.run ? options_.run(model, run / models, options)
                                        : run_market(scenario_, model, run / models, options);
        result.model = model;
        result.replication = run / models;
        return result;
    }

    const Scenario& scenario_;
    const ReplicateOptions& options_;
    const std::vector<std::size_t> models_;
    const std::int64_t runs_;
    const std::int64_t window_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::int64_t next_ = 0;   ///< next run to begin
    std::int64_t taken_ = 0;  ///< runs handed on
    std::map<std::int64_t, RunResult> finished_;
    std::exception_ptr failure_;
    std::atomic<bool> abandoned_ = false;
    std::vector<std::jthread> workers_;  // last, so that they have ended before anything they use is gone
};

}  // namespace

std::vector<double> KeyFigures::series(std::size_t place, std::size_t kpi) const {
    std::vector<double> result;
    result.reserve(static_cast<std::size_t>(replications));
    for (std::int64_t replication = 0; replication < replications; ++replication) {
        result.push_back(at(place, replication, kpi));
    }
    return result;
}

CorePlan plan_cores(std::int64_t runs, int threads, double bytes_per_run, double memory_bytes) {
    const double room = bytes_per_run > 0.0 ? memory_bytes / bytes_per_run : 1e9;
    const std::int64_t fitting = static_cast<std::int64_t>(std::clamp(room, 1.0, 1e9));
    const std::int64_t parallel = std::max<std::int64_t>(1, std::min({runs, std::int64_t{threads}, fitting}));
    return {static_cast<int>(parallel), std::max(1, threads / static_cast<int>(parallel))};
}

KeyFigures replicate(const Scenario& scenario, const ReplicateOptions& options) {
    KeyFigures figures;
    figures.models = options.models;
    if (figures.models.empty()) {
        figures.models.resize(scenario.models.size());
        std::iota(figures.models.begin(), figures.models.end(), std::size_t{0});
    }
    figures.replications = scenario.replications;

    Batch batch(scenario, options, figures.models);
    batch.start();
    for (std::int64_t run = 0; run < batch.runs(); ++run) {
        RunResult result = batch.take(run);
        figures.kpis = result.kpis.size();
        figures.values.insert(figures.values.end(), result.kpis.begin(), result.kpis.end());
        if (options.sink) options.sink(std::move(result));
    }
    return figures;
}

}  // namespace pasar
