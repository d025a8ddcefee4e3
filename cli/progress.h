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
    explicit Progress(bool shown);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Wipes the line.
    ~Progress();

    /// So many more steps are to come.
    void expect(std::int64_t steps) { steps_ += steps; }

    /// One step is done. From any thread; cheap.
    void step();

private:
    void draw(std::int64_t done);

    using Clock = std::chrono::steady_clock;
    std::atomic<std::int64_t> steps_ = 0;
    const bool shown_;
    const Clock::time_point started_ = Clock::now();
    std::atomic<std::int64_t> done_ = 0;
    std::mutex drawing_;
    Clock::time_point drawn_ = started_;  ///< guarded by drawing_
    bool something_drawn_ = false;        ///< guarded by drawing_
};

}  // namespace pasar
