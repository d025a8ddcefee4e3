// A page of a result, opened in the browser by the desktop's own xdg-open.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>

namespace pasar {

class PageOpening {
public:
    enum class State {
        Opening,  ///< xdg-open is at work
        Opened,
        Failed  ///< there is no xdg-open, or it found no browser: the path is to be shown
    };
    /// Begins to open the page; never waits.
    explicit PageOpening(std::filesystem::path page);
    PageOpening(const PageOpening&) = delete;
    PageOpening& operator=(const PageOpening&) = delete;

    /// How it stands. Never waits; to be asked once a frame.
    [[nodiscard]] State look();
    [[nodiscard]] const std::filesystem::path& page() const { return page_; }

private:
    using Clock = std::chrono::steady_clock;
    std::filesystem::path page_;
    pid_t child_ = -1;
    Clock::time_point started_ = Clock::now();
    State state_ = State::Opening;
};

}  // namespace pasar
