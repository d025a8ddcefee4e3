// Runs the built program as a planner would, and keeps what it said.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace pasar::testing {

struct Outcome {
    int exit_code = -1;  ///< or minus the signal that killed it
    std::string out;     ///< standard output
    std::string err;     ///< standard error
};

/// pasar ARGUMENTS in the folder `where`, with nobody watching: neither output is a terminal. Where `out` is named,
/// standard output goes there instead of into the outcome.
[[nodiscard]] Outcome run_pasar(const std::vector<std::string>& arguments, const std::filesystem::path& where,
                                const std::filesystem::path& out = {});

/// How a program is started that is to be in a strait.
struct Strait {
    std::uint64_t longest_file = 0;           ///< no file may grow longer, as `ulimit -f` has it; 0 is no limit
    std::string temporary_folder;             ///< TMPDIR; empty: as the tests have it
    std::filesystem::path standard_output{};  ///< into this instead of into the outcome
};
[[nodiscard]] Outcome run_pasar_in(const Strait& strait, const std::vector<std::string>& arguments,
                                   const std::filesystem::path& where);

/// The same, but sends `signal` once an unfinished result in `where` holds so many runs.
[[nodiscard]] Outcome run_pasar_and_send(int signal, const std::vector<std::string>& arguments,
                                         const std::filesystem::path& where, std::size_t after_runs = 0);

/// A scenario small enough for a test, of a marketplace and a store; `more` goes into its outermost object.
[[nodiscard]] std::string small_scenario(const std::string& more = "");

}  // namespace pasar::testing
