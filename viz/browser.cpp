#include "viz/browser.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

extern char** environ;

namespace pasar {

namespace {

/// Where xdg-open stays for as long as the browser does, what the browser ends with hours later says nothing any more.
constexpr std::chrono::seconds kLongestOpening{20};

}  // namespace

PageOpening::PageOpening(std::filesystem::path page) : page_(std::move(page)) {
    std::error_code error;
    page_ = std::filesystem::absolute(page_, error);
    state_ = State::Failed;
    if (error || !std::filesystem::exists(page_, error)) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = "xdg-open", file = page_.string();
    std::array<char*, 3> words{program.data(), file.data(), nullptr};
    if (posix_spawnp(&child_, program.c_str(), &actions, nullptr, words.data(), environ) == 0) state_ = State::Opening;
    posix_spawn_file_actions_destroy(&actions);
}

PageOpening::State PageOpening::look() {
    if (state_ != State::Opening) return state_;
    int status = 0;
    if (::waitpid(child_, &status, WNOHANG) == child_)
        state_ = WIFEXITED(status) && WEXITSTATUS(status) == 0 ? State::Opened : State::Failed;
    else if (Clock::now() - started_ > kLongestOpening)
        state_ = State::Opened;
    return state_;
}

}  // namespace pasar
