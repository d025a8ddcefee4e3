#include "sim/experiments/batch.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace pasar {

namespace {

/// The runs of one call, dealt out to workers and collected in order by the thread that asked for them.
class Batch {
public:
    Batch(std::int64_t first, std::int64_t end, const BatchOptions& options, const NumberedRun& make)
        : end_(end),
          options_(options),
          make_(make),
          // Results ahead of the next in order wait here; without a limit one slow run would let all others pile up.
          window_(2 * static_cast<std::int64_t>(options.cores.parallel_runs)),
          next_(first),
          taken_(first) {}

    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() { abandon(); }

    void start() {
        for (int i = 0; i < options_.cores.parallel_runs; ++i) workers_.emplace_back([this] { work(); });
    }

    /// The results of run number `run`, which must be asked for in order. Throws what any run threw.
    std::vector<RunResult> take(std::int64_t run) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return failure_ || finished_.contains(run); });
        // What was finished before something failed is handed on all the same: it need not be run again.
        if (!finished_.contains(run)) std::rethrow_exception(failure_);
        std::vector<RunResult> results = std::move(finished_.extract(run).mapped());
        taken_ = run + 1;
        lock.unlock();
        changed_.notify_all();
        return results;
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
                changed_.wait(lock, [&] { return abandoned_ || next_ == end_ || next_ < taken_ + window_; });
                if (abandoned_ || next_ == end_) return;
                run = next_++;
            }
            try {
                std::vector<RunResult> results = run_one(run);
                const std::lock_guard lock(mutex_);
                finished_.emplace(run, std::move(results));
            } catch (...) {
                const std::lock_guard lock(mutex_);
                // Once a run has failed the others stop; what they throw then is not the reason.
                if (!failure_) failure_ = std::current_exception();
                abandoned_ = true;
            }
            changed_.notify_all();
        }
    }

    std::vector<RunResult> run_one(std::int64_t run) {
        if (options_.stop && options_.stop->load()) throw Interrupted("stopped before a run began");
        RunOptions options;
        options.threads = options_.cores.threads_per_run;
        options.most_bytes = options_.cores.most_bytes;
        options.orders_sample = options_.orders_sample;
        options.reviews = options_.reviews;
        options.auctions = options_.auctions;
        options.bookings = options_.bookings;
        options.tables = options_.tables;
        options.state_hash = options_.state_hash;
        options.stop = options_.stop;
        options.after_day = [this](std::int64_t) {
            if (abandoned_) throw Interrupted("stopped because another run failed");
            if (options_.after_day) options_.after_day();
        };
        return make_(run, options);
    }

    const std::int64_t end_;
    const BatchOptions& options_;
    const NumberedRun& make_;
    const std::int64_t window_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::int64_t next_;   ///< next run to begin
    std::int64_t taken_;  ///< runs handed on
    std::map<std::int64_t, std::vector<RunResult>> finished_;
    std::exception_ptr failure_;
    std::atomic<bool> abandoned_ = false;
    std::vector<std::jthread> workers_;  // last, so that they have ended before anything they use is gone
};

}  // namespace

CorePlan plan_cores(std::int64_t runs, int threads, double bytes_per_run, double memory_bytes) {
    const double room = bytes_per_run > 0.0 ? memory_bytes / bytes_per_run : 1e9;
    const std::int64_t fitting = static_cast<std::int64_t>(std::clamp(room, 1.0, 1e9));
    const std::int64_t parallel = std::max<std::int64_t>(1, std::min({runs, std::int64_t{threads}, fitting}));
    return {.parallel_runs = static_cast<int>(parallel),
            .threads_per_run = std::max(1, threads / static_cast<int>(parallel)),
            .most_bytes = std::isfinite(memory_bytes) ? memory_bytes / static_cast<double>(parallel) : 0.0};
}

void run_in_order(std::int64_t first, std::int64_t end, const BatchOptions& options, const NumberedRun& run,
                  const NumberedSink& sink) {
    if (first >= end) return;
    Batch batch(first, end, options, run);
    batch.start();
    for (std::int64_t number = first; number < end; ++number) sink(number, batch.take(number));
}

}  // namespace pasar
