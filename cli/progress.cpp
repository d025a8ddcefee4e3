#include "cli/progress.h"

#include <fmt/format.h>
#include <algorithm>
#include <cstdio>

#include "cli/standard_streams.h"
#include "words/figures.h"

namespace pasar {

namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{200};
constexpr std::int64_t kBarColumns = 40;

}  // namespace

void tell_answer(std::span<const std::string> sentences) {
    for (const std::string& sentence : sentences) fmt::print(stderr, "answer {}\n", sentence);
    std::fflush(stderr);
}

Progress::Progress(Look look) : look_(look) {}

Progress::~Progress() {
    if (look_ == Look::Lines) draw(done_);
    if (look_ == Look::Bar && something_drawn_) draw_on_standard_error("\r\x1b[K");
}

void Progress::step() {
    const std::int64_t done = ++done_;
    if (look_ == Look::Silent) return;
    // A thread that comes while another draws has nothing to add.
    const std::unique_lock lock(drawing_, std::try_to_lock);
    if (!lock || Clock::now() - drawn_ < kBetweenDrawings) return;
    drawn_ = Clock::now();
    something_drawn_ = true;
    draw(done);
}

void Progress::draw(std::int64_t done) {
    if (look_ == Look::Lines)
        fmt::print(stderr, "progress {} {}\n", done, steps_.load());
    else
        draw_bar(done);
    std::fflush(stderr);
}

void Progress::draw_bar(std::int64_t done) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(steps_));
    const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
    const auto filled = static_cast<std::size_t>(share * kBarColumns);
    const std::string bar = std::string(filled, '#') + std::string(static_cast<std::size_t>(kBarColumns) - filled, '.');
    draw_on_standard_error(fmt::format("\r[{}] {:3.0f} %, {} left\x1b[K", bar, 100.0 * share,
                                       duration_in_words(seconds * (1.0 - share) / share)));
}

}  // namespace pasar
