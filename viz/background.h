// Experiments from the window: the commands compare, sweep, break-even, map, why and ladder, each as a child process of
// the same program, so that whatever happens to it the window goes on.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

struct ExperimentOrder {
    std::string command;               ///< "compare", "sweep", "break-even", "map", "why", "ladder"
    std::vector<std::string> options;  ///< of that command: "--vary", "market.buyers=1000:2000", …
    std::string stem = "window";       ///< the result is called results/STEM-COMMAND, with a number where that is taken
    int threads = 1;
};

class BackgroundExperiment {
public:
    enum class State {
        Running,
        Done,
        Cancelled,  ///< stopped by the user; what was done can be gone on with where `resumable` is named
        Failed
    };
    struct Status {
        State state = State::Running;
        double share = 0.0;               ///< done, 0 to 1
        double seconds_left = -1.0;       ///< as things go so far; negative while nothing is known
        std::filesystem::path folder;     ///< of the result, once it is done
        std::filesystem::path resumable;  ///< unfinished result to go on with, once stopped; else empty
        std::vector<std::string> answer;  ///< a sentence each, once it is done; where the command has it, in the
                                          ///< language that was spoken when it began
        std::string screen;               ///< what the command printed, once it is done
        std::string message;              ///< what went wrong, in the words of the command
    };

    /// Starts the experiment on a scenario, in the folder `where` (below which results/ is made). `program` is the file
    /// to run; by default this very program. A start that fails is told by the status.
    BackgroundExperiment(const Scenario& scenario, const ExperimentOrder& order, const std::filesystem::path& where,
                         const std::filesystem::path& program = "/proc/self/exe");
    /// Goes on with an unfinished result.
    BackgroundExperiment(const std::string& command, const std::filesystem::path& unfinished, int threads,
                         const std::filesystem::path& where, const std::filesystem::path& program = "/proc/self/exe");
    BackgroundExperiment(const BackgroundExperiment&) = delete;
    BackgroundExperiment& operator=(const BackgroundExperiment&) = delete;
    /// Cancels what is still running and waits until it has written down how far it came, a moment.
    ~BackgroundExperiment();

    /// How things stand. Never waits; to be asked once a frame.
    const Status& look();
    /// Asks the command to stop, as Ctrl-C would.
    void cancel();
    /// Where it works as long as it is not done.
    [[nodiscard]] std::filesystem::path working() const { return result_.string() + ".unfinished"; }

private:
    void start(std::vector<std::string> words, const std::filesystem::path& where,
               const std::filesystem::path& program);
    void hear();
    void take_line(std::string_view line);
    void end(int wait_status);
    void close_pipes();

    using Clock = std::chrono::steady_clock;
    std::string command_;
    std::filesystem::path where_;
    std::filesystem::path result_;         ///< where the result will be
    std::filesystem::path scenario_file_;  ///< of our own, to be removed; empty when going on
    pid_t child_ = -1;
    int out_ = -1, err_ = -1;
    bool cancelled_ = false;
    std::string printed_, heard_, complaints_;
    Clock::time_point started_ = Clock::now();
    Status status_;
};

/// An experiment of an earlier window, which was closed or broke off before its end.
struct UnfinishedExperiment {
    std::filesystem::path folder;   ///< to be gone on with
    std::string command;            ///< "sweep"
    std::vector<std::string> vary;  ///< what it varies, as --vary has it
};
/// Those in results/ below `where`, by name. What is not a window's own, or cannot be read, is left to the terminal.
[[nodiscard]] std::vector<UnfinishedExperiment> unfinished_experiments(const std::filesystem::path& where);

}  // namespace pasar
