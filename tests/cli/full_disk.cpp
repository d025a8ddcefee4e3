// No result without all of its bytes: whatever cannot be written is told, and what is left can be gone on with.
#include <doctest/doctest.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reports/output_file.h"
#include "tests/cli/program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// Every file is as the manifest says, and no two results differ in one that holds no time.
void check_whole(const fs::path& result, const fs::path& reference) {
    const auto manifest = nlohmann::json::parse(contents(result / "manifest.json"));
    CHECK(manifest["files"].size() >= 4);
    for (const auto& file : manifest["files"]) {
        const auto name = file["name"].get<std::string>();
        CHECK_MESSAGE(file["sha256"] == sha256_of(contents(result / name)), name);
        if (name.ends_with(".csv")) CHECK_MESSAGE(contents(result / name) == contents(reference / name), name);
    }
    // Sheets hold nothing of times and commands but the first.
    CHECK(fs::file_size(result / "report.xlsx") > fs::file_size(reference / "report.xlsx") - 200);
}

}  // namespace

TEST_CASE("where files may not grow beyond a limit, a result is whole or is not there") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::vector<std::string> command{"compare", "small.json", "-q", "--set", "market.buyers=500", "--out"};
    auto words = command;
    words.emplace_back("whole");
    REQUIRE(run_pasar(words, folder.path()).exit_code == 0);
    std::uint64_t longest_table = 0;
    for (const auto& entry : fs::directory_iterator(folder / "whole")) {
        if (entry.path().extension() == ".csv")
            longest_table = std::max<std::uint64_t>(longest_table, entry.file_size());
    }
    const std::uint64_t longest = std::max<std::uint64_t>(longest_table, fs::file_size(folder / "whole/report.html"));

    int failed = 0, whole = 0;
    std::vector<std::uint64_t> limits{100, 4096, 20'000, longest_table / 2, longest_table - 1};
    // Beyond the longest table only the workbook's temporary files, which are XML, do not fit.
    for (std::uint64_t limit = longest_table; limit < 8 * longest; limit += longest_table / 3) limits.push_back(limit);
    for (const std::uint64_t limit : limits) {
        fs::remove_all(folder / "mine");
        fs::remove_all(folder / "mine.unfinished");
        words.back() = "mine";
        const Outcome outcome = run_pasar_in({.longest_file = limit}, words, folder.path());
        if (outcome.exit_code == 0) {
            ++whole;
            check_whole(folder / "mine", folder / "whole");
            continue;
        }
        ++failed;
        CHECK(outcome.exit_code == 1);
        CHECK_MESSAGE(outcome.err.starts_with("pasar: cannot write "), outcome.err);
        CHECK_FALSE(fs::exists(folder / "mine"));
        if (!fs::exists(folder / "mine.unfinished")) continue;
        CHECK_MESSAGE(outcome.err.find("--resume mine.unfinished") != std::string::npos, outcome.err);
        REQUIRE(run_pasar({"compare", "--resume", "mine", "-q"}, folder.path()).exit_code == 0);
        check_whole(folder / "mine", folder / "whole");
    }
    CHECK(failed > 5);
    CHECK(whole > 0);
}

TEST_CASE("a workbook needs no folder of temporary files") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::vector<std::string> command{"run", "small.json", "-q", "--replications", "1", "--out"};
    auto words = command;
    words.emplace_back("whole");
    REQUIRE(run_pasar(words, folder.path()).exit_code == 0);
    words.back() = "mine";
    REQUIRE(run_pasar_in({.temporary_folder = folder / "not-there"}, words, folder.path()).exit_code == 0);
    check_whole(folder / "mine", folder / "whole");
    for (const auto& entry : fs::directory_iterator(folder / "mine")) {
        CHECK_FALSE(entry.path().filename().string().starts_with("tmp"));
    }
}

TEST_CASE("what cannot be printed ends in exit code 1") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::vector<std::vector<std::string>> commands{{"--help"},
                                                         {"--help-all"},
                                                         {"--version"},
                                                         {"compare", "--help"},
                                                         {"show", "small.json"},
                                                         {"show", "small.json", "--json"},
                                                         {"schema"},
                                                         {"explain", "price"},
                                                         {"new"},
                                                         {"new", "c2c_marketplace"},
                                                         {"validate", "small.json"}};
    for (const auto& command : commands) {
        CAPTURE(command.front());
        const Outcome full = run_pasar_in({.standard_output = "/dev/full"}, command, folder.path());
        CHECK(full.exit_code == 1);
        CHECK_MESSAGE(full.err.find("cannot write to ") != std::string::npos, full.err);
        const Outcome closed = run_pasar_in({.closed = 1}, command, folder.path());
        CHECK(closed.exit_code == 1);
        CHECK_MESSAGE(closed.err.find("cannot write to ") != std::string::npos, closed.err);
        CHECK(run_pasar(command, folder.path()).exit_code == 0);
    }
}

TEST_CASE("what is printed never goes into a table, though standard output or error is closed") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::vector<std::string> command{"compare", "small.json", "--set", "market.buyers=500", "--out"};
    auto words = command;
    words.emplace_back("whole");
    REQUIRE(run_pasar(words, folder.path()).exit_code == 0);
    for (const int closed : {0, 1, 2}) {
        fs::remove_all(folder / "mine");
        words.back() = "mine";
        const Outcome outcome = run_pasar_in({.closed = closed}, words, folder.path());
        CHECK(outcome.exit_code == (closed == 1 ? 1 : 0));
        check_whole(folder / "mine", folder / "whole");
    }
}
