#include "viz/background.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <thread>
#include <utility>

#include "reports/result/manifest.h"
#include "scenarios/write.h"
#include "words/language.h"

extern char** environ;

namespace pasar {
namespace {

namespace fs = std::filesystem;

constexpr int kNicer = 10;  ///< the window and its markets come first
constexpr std::size_t kLongestComplaint = 4000;
constexpr std::string_view kProgress = "progress ";
constexpr std::string_view kAnswer = "answer ";
constexpr int kInterruptedCode = 130;

/// results/STEM-COMMAND, or the first of -2, -3, … that is free.
fs::path free_folder(const fs::path& where, const std::string& stem, const std::string& command) {
    const std::string name = fmt::format("{}-{}", stem, command);
    fs::path folder = where / "results" / name;
    const auto taken = [&] {
        std::error_code error;
        return fs::exists(folder, error) || fs::exists(folder.string() + ".unfinished", error);
    };
    for (int number = 2; taken(); ++number) folder = where / "results" / fmt::format("{}-{}", name, number);
    return folder;
}

/// A file of our own with this text; empty when none can be made.
fs::path temporary_file(const std::string& text) {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "pasar-XXXXXX.json").string();
    const int file = error ? -1 : mkstemps(name.data(), 5);
    if (file < 0) return {};
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(file);
    if (written) return name;
    fs::remove(name, error);
    return {};
}

/// Whether a scenario was such a file of a window's own.
bool is_temporary_file(const std::string& scenario) {
    const std::string name = fs::path(scenario).filename().string();
    return name.starts_with("pasar-") && name.ends_with(".json") &&
           name.size() == std::string_view("pasar-XXXXXX.json").size();
}

/// What can be read of a pipe without waiting.
void drain(int pipe, std::string& into) {
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; pipe >= 0 && (count = ::read(pipe, buffer.data(), buffer.size())) > 0;)
        into.append(buffer.data(), static_cast<std::size_t>(count));
}

}  // namespace

BackgroundExperiment::BackgroundExperiment(const Scenario& scenario, const ExperimentOrder& order,
                                           const fs::path& where, const fs::path& program)
    : command_(order.command), where_(where), result_(free_folder(where, order.stem, order.command)) {
    scenario_file_ = temporary_file(write_text(scenario));
    if (scenario_file_.empty()) {
        status_.state = State::Failed;
        status_.message = tr("The scenario cannot be written to the folder of temporary files.");
        return;
    }
    std::vector<std::string> words{command_, scenario_file_.string()};
    words.insert(words.end(), order.options.begin(), order.options.end());
    words.insert(words.end(), {"--out", result_.string(), "--threads", std::to_string(order.threads)});
    start(std::move(words), where, program);
}

BackgroundExperiment::BackgroundExperiment(const std::string& command, const fs::path& unfinished, int threads,
                                           const fs::path& where, const fs::path& program)
    : command_(command), where_(where), result_(unfinished.parent_path() / unfinished.stem()) {
    start({command, "--resume", unfinished.string(), "--threads", std::to_string(threads)}, where, program);
}

BackgroundExperiment::~BackgroundExperiment() {
    if (status_.state == State::Running) {
        cancel();
        while (look().state == State::Running) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    close_pipes();
    std::error_code ignored;
    if (!scenario_file_.empty()) fs::remove(scenario_file_, ignored);
}

void BackgroundExperiment::start(std::vector<std::string> words, const fs::path& where, const fs::path& program) {
    words.insert(words.begin(), "pasar");
    words.emplace_back("--progress-lines");
    // Of the commands only these speak anything but English.
    if (command_ == "compare" || command_ == "compete")
        words.insert(words.end(), {"--language", std::string(name_of(spoken_language()))});
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);

    std::array<int, 2> out{-1, -1}, err{-1, -1};
    int error = ::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0 ? errno : 0;
    if (error == 0) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addchdir_np(&actions, where.empty() ? "." : where.c_str());
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
        error = posix_spawn(&child_, program.c_str(), &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    for (const int end : {out[1], err[1]})
        if (end >= 0) ::close(end);
    out_ = out[0];
    err_ = err[0];
    if (error != 0) {
        child_ = -1;
        status_.state = State::Failed;
        status_.message = filled(tr("The experiment cannot be started: {}."), std::strerror(error));
        return;
    }
    for (const int end : {out_, err_}) ::fcntl(end, F_SETFL, O_NONBLOCK);
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(child_), kNicer);
}

void BackgroundExperiment::close_pipes() {
    for (int* end : {&out_, &err_})
        if (*end >= 0) ::close(std::exchange(*end, -1));
}

void BackgroundExperiment::cancel() {
    if (status_.state != State::Running || cancelled_) return;
    cancelled_ = true;
    ::kill(child_, SIGINT);
}

const BackgroundExperiment::Status& BackgroundExperiment::look() {
    if (status_.state != State::Running) return status_;
    // First whether it has ended, then what it said: so its last words are heard.
    int wait_status = 0;
    const bool has_ended = ::waitpid(child_, &wait_status, WNOHANG) == child_;
    hear();
    if (has_ended) end(wait_status);
    return status_;
}

void BackgroundExperiment::hear() {
    drain(out_, printed_);
    drain(err_, heard_);
    std::size_t begin = 0;
    for (std::size_t line_end = 0; (line_end = heard_.find('\n', begin)) != std::string::npos; begin = line_end + 1)
        take_line(std::string_view(heard_).substr(begin, line_end - begin));
    heard_.erase(0, begin);
}

void BackgroundExperiment::take_line(std::string_view line) {
    if (line.starts_with(kAnswer)) {
        status_.answer.emplace_back(line.substr(kAnswer.size()));
        return;
    }
    if (!line.starts_with(kProgress)) {
        if (complaints_.size() < kLongestComplaint) complaints_ += fmt::format("{}\n", line);
        return;
    }
    std::int64_t done = 0, steps = 0;
    const char* const end = line.data() + line.size();
    const auto first = std::from_chars(line.data() + kProgress.size(), end, done);
    if (first.ec != std::errc{} || first.ptr == end || std::from_chars(first.ptr + 1, end, steps).ec != std::errc{})
        return;
    if (steps <= 0) return;
    status_.share = std::clamp(static_cast<double>(done) / static_cast<double>(steps), 0.0, 1.0);
    if (status_.share <= 0.0) return;
    const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    status_.seconds_left = seconds * (1.0 - status_.share) / status_.share;
}

void BackgroundExperiment::end(int wait_status) {
    child_ = -1;
    close_pipes();
    const int code = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
    status_.seconds_left = -1.0;
    status_.message = complaints_;
    if (!status_.message.empty() && status_.message.back() == '\n') status_.message.pop_back();
    // The file is our own: nobody else knows it.
    const std::string own = scenario_file_.string();
    for (std::size_t at = 0; !own.empty() && (at = status_.message.find(own)) != std::string::npos;)
        status_.message.replace(at, own.size(), tr("the worlds"));
    if (code == 0) {
        status_.state = State::Done;
        status_.share = 1.0;
        status_.folder = result_;
        status_.screen = std::move(printed_);
        return;
    }
    status_.state = code == kInterruptedCode || cancelled_ ? State::Cancelled : State::Failed;
    const fs::path unfinished = result_.string() + ".unfinished";
    std::error_code error;
    if (fs::is_directory(unfinished, error)) status_.resumable = unfinished;
    if (status_.message.empty() && status_.state == State::Failed) {
        status_.message = WIFSIGNALED(wait_status)
                              ? filled(tr("The experiment was ended by signal {}."), WTERMSIG(wait_status))
                              : filled(tr("The experiment failed with exit code {}."), code);
    }
}

std::vector<UnfinishedExperiment> unfinished_experiments(const fs::path& where) {
    std::vector<UnfinishedExperiment> found;
    std::error_code error;
    for (fs::directory_iterator it(where / "results", error), end; !error && it != end; it.increment(error)) {
        const fs::path& folder = it->path();
        if (folder.extension() != ".unfinished" || !fs::is_directory(folder, error)) continue;
        try {
            const std::optional<Task> task = read_task(folder / "manifest.json");
            if (!task || !is_temporary_file(task->scenario_file)) continue;
            found.push_back({.folder = folder, .command = task->command, .vary = task->vary});
        } catch (const std::exception&) {
            continue;  // nothing can be gone on with that cannot be read
        }
    }
    std::sort(found.begin(), found.end(),
              [](const UnfinishedExperiment& a, const UnfinishedExperiment& b) { return a.folder < b.folder; });
    return found;
}

}  // namespace pasar
