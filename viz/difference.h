// The difference of two worlds with its interval: both scripts are played again with fresh random numbers, the same
// for both, in a thread of their own; day by day the differences of the pairs give mean and 95 % interval.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "sim/counts/measures.h"
#include "viz/script.h"

namespace pasar {

/// Days of both worlds in each replication that is done.
struct PairedDays {
    std::int64_t wanted = 0;  ///< replications
    std::vector<std::shared_ptr<const std::vector<DayRow>>> first, second;
    std::string problem;  ///< why no more will come; empty when all is well

    [[nodiscard]] std::int64_t done() const { return static_cast<std::int64_t>(first.size()); }
};

class BackgroundDifference {
public:
    /// Plays both scripts for `days` days in replications 0 … wanted - 1. Replication 0 is what the window shows.
    BackgroundDifference(std::shared_ptr<const Script> first, std::shared_ptr<const Script> second, std::int64_t days,
                         std::int64_t wanted, int threads = 1);
    BackgroundDifference(const BackgroundDifference&) = delete;
    BackgroundDifference& operator=(const BackgroundDifference&) = delete;
    /// Ends within the day that is being worked on.
    ~BackgroundDifference();

    /// What there is so far; never null, never changed afterwards.
    [[nodiscard]] std::shared_ptr<const PairedDays> so_far() const;
    [[nodiscard]] bool is_over() const { return over_; }

private:
    void work();
    /// A day by day each of these, which share one world.
    [[nodiscard]] std::vector<std::shared_ptr<const std::vector<DayRow>>> play(std::span<const Script* const> scripts,
                                                                               std::int64_t replication) const;
    void publish(PairedDays days);

    const std::shared_ptr<const Script> first_, second_;
    const std::int64_t days_, wanted_;
    const int threads_;
    std::atomic<bool> closing_ = false, over_ = false;
    mutable std::mutex mutex_;  ///< held only while a pointer changes hands
    std::shared_ptr<const PairedDays> so_far_;
    std::thread thread_;
};

/// The value of a measure on a day, from the rows up to that day (the last of them is the day's); NaN for none.
using DayMeasure = std::function<double(std::span<const DayRow> until_today)>;

struct DifferenceBand {
    std::vector<double> mean;       ///< of first less second, by day; NaN where no pair has a value
    std::vector<double> low, high;  ///< 95 % Student interval of the mean; NaN with fewer than two pairs
};
[[nodiscard]] DifferenceBand difference_by_day(const PairedDays& days, const DayMeasure& measure);

}  // namespace pasar
