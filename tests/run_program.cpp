#include "tests/run_program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/temporary_folder.h"

namespace pasar::testing {

namespace {

/// The child's side of fork(): only calls that are safe there.
[[noreturn]] void become_pasar(char* const* arguments, const char* where, const char* out, const char* err,
                               const Strait& strait) {
    const int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err_file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int nothing = open("/dev/null", O_RDONLY);
    if (out_file < 0 || err_file < 0 || nothing < 0) _exit(127);
    dup2(nothing, STDIN_FILENO);
    dup2(out_file, STDOUT_FILENO);
    dup2(err_file, STDERR_FILENO);
    if (chdir(where) != 0) _exit(127);
    if (strait.longest_file > 0) {
        const rlimit limit{strait.longest_file, strait.longest_file};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(127);
    }
    if (!strait.temporary_folder.empty()) setenv("TMPDIR", strait.temporary_folder.c_str(), 1);
    execv(PASAR_PROGRAM, arguments);
    _exit(127);
}

/// Whether an unfinished result is there whose journal tells of at least so many runs. Its first line is about none.
bool has_unfinished(const std::filesystem::path& where, std::size_t runs) {
    for (const auto& entry : std::filesystem::directory_iterator(where)) {
        if (entry.path().extension() != ".unfinished") continue;
        std::ifstream journal(entry.path() / "journal");
        std::size_t lines = 0;
        for (std::string line; std::getline(journal, line);) ++lines;
        if (journal.eof() && lines > runs) return true;
    }
    return false;
}

Outcome run(const std::vector<std::string>& arguments, const std::filesystem::path& where, int signal,
            std::size_t after_runs, const Strait& strait = {}) {
    const TemporaryFolder outputs;
    std::vector<std::string> words{"pasar"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const bool elsewhere = !strait.standard_output.empty();
    const std::string out = elsewhere ? strait.standard_output : outputs / "out";
    const std::string err = outputs / "err";

    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) become_pasar(pointers.data(), where.c_str(), out.c_str(), err.c_str(), strait);
    if (signal != 0) {
        siginfo_t ended{};
        while (!has_unfinished(where, after_runs) &&
               waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        kill(child, signal);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
            .out = elsewhere ? std::string() : contents(out),
            .err = contents(err)};
}

}  // namespace

Outcome run_pasar(const std::vector<std::string>& arguments, const std::filesystem::path& where,
                  const std::filesystem::path& out) {
    return run(arguments, where, 0, 0, {.standard_output = out});
}

Outcome run_pasar_in(const Strait& strait, const std::vector<std::string>& arguments,
                     const std::filesystem::path& where) {
    return run(arguments, where, 0, 0, strait);
}

Outcome run_pasar_and_send(int signal, const std::vector<std::string>& arguments, const std::filesystem::path& where,
                           std::size_t after_runs) {
    return run(arguments, where, signal, after_runs);
}

std::string small_scenario(const std::string& more) {
    return R"({
  "name": "A small test",
  "extends": "presets/indonesia.json",
  "days": 20,
  "replications": 3,
  "market": { "buyers": 2000 },
  "models": [
    { "name": "Marketplace", "extends": "presets/c2c_marketplace.json" },
    { "name": "Own store", "extends": "presets/online_store.json" }
  ])" + (more.empty() ? "" : ",\n  " + more) +
           "\n}\n";
}

}  // namespace pasar::testing
