// A bar on standard error for work that takes a while: how much is done, and how much time is left.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace pasar {

class Progress {
public:
    /// `shown` false makes all of it silent.
    Progress(std::int64_t steps, bool shown);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Wipes the line.
    ~Progress();

    /// One step is done. From any thread; cheap.
    void step();

private:
    void draw(std::int64_t done);

    using Clock = std::chrono::steady_clock;
    const std::int64_t steps_;
    const bool shown_;
    const Clock::time_point started_ = Clock::now();
    std::atomic<std::int64_t> done_ = 0;
    std::mutex drawing_;
    Clock::time_point drawn_ = started_;  ///< guarded by drawing_
    bool something_drawn_ = false;        ///< guarded by drawing_
};

}  // namespace pasar
