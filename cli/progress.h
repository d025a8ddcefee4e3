// How much of a long work is done, on standard error: a bar for people, or lines for a program that waits for it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>

namespace pasar {

/// "answer SENTENCE" on standard error for each sentence, for a program that waits for them.
void tell_answer(std::span<const std::string> sentences);

class Progress {
public:
    enum class Look {
        Silent,
        Bar,   ///< drawn over again, with the time that is left
        Lines  ///< "progress DONE STEPS", a few times a second and at the end
    };
    explicit Progress(Look look);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Wipes the bar; tells the last line.
    ~Progress();

    /// So many more steps are to come.
    void expect(std::int64_t steps) { steps_ += steps; }

    /// One step is done. From any thread; cheap.
    void step();

private:
    void draw(std::int64_t done);
    void draw_bar(std::int64_t done);

    using Clock = std::chrono::steady_clock;
    std::atomic<std::int64_t> steps_ = 0;
    const Look look_;
    const Clock::time_point started_ = Clock::now();
    std::atomic<std::int64_t> done_ = 0;
    std::mutex drawing_;
    Clock::time_point drawn_ = started_;  ///< guarded by drawing_
    bool something_drawn_ = false;        ///< guarded by drawing_
};

}  // namespace pasar
