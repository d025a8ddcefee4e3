// No result without all of its bytes: whatever cannot be written is told, and what is left can be gone on with.
#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/result/output_file.h"
#include "tests/run_program.h"
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
    // Only the first sheet tells the command, in a few bytes more or less.
    CHECK(fs::file_size(result / "report.xlsx") > fs::file_size(reference / "report.xlsx") - 200);
}

/// Bytes of the longest sheet, unpacked.
std::uint64_t longest_sheet(const fs::path& workbook) {
    std::FILE* pipe = popen(("unzip -l '" + workbook.string() + "'").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), count);
    pclose(pipe);
    std::istringstream lines(text);
    std::uint64_t longest = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.find("xl/worksheets/sheet") != std::string::npos) longest = std::max(longest, std::stoul(line));
    }
    return longest;
}

}  // namespace

TEST_CASE("where files may not grow beyond a limit, a result is whole or is not there") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    // Days enough for sheets that are longer than tables and page: with a limit between the two, only the temporary
    // files of the workbook are cut.
    std::vector<std::string> words{
        "compare",        "small.json", "-q",    "--set", "market.buyers=300", "--set", "days=260",
        "--replications", "2",          "--out", "whole"};
    REQUIRE(run_pasar(words, folder.path()).exit_code == 0);
    std::uint64_t longest_table = 0;
    for (const auto& entry : fs::directory_iterator(folder / "whole")) {
        if (entry.path().extension() == ".csv")
            longest_table = std::max<std::uint64_t>(longest_table, entry.file_size());
    }
    const std::uint64_t longest = std::max<std::uint64_t>(longest_table, fs::file_size(folder / "whole/report.html"));
    const std::uint64_t sheet = longest_sheet(folder / "whole/report.xlsx");
    REQUIRE(sheet > longest + 1000);

    int whole = 0;
    bool stopped_by_a_table = false, stopped_by_the_workbook = false;
    const std::vector<std::uint64_t> limits{4096,         longest_table / 2, longest_table - 1, longest + 1,
                                            sheet - 3000, sheet - 10,        2 * sheet};
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
        stopped_by_a_table = stopped_by_a_table || outcome.err.find(".csv: ") != std::string::npos;
        stopped_by_the_workbook = stopped_by_the_workbook || outcome.err.find("report.xlsx: ") != std::string::npos;
        CHECK(outcome.exit_code == 1);
        CHECK_MESSAGE(outcome.err.starts_with("pasar: cannot write "), outcome.err);
        CHECK_FALSE(fs::exists(folder / "mine"));
        if (!fs::exists(folder / "mine.unfinished")) continue;
        CHECK_MESSAGE(outcome.err.find("--resume mine.unfinished") != std::string::npos, outcome.err);
        REQUIRE(run_pasar({"compare", "--resume", "mine", "-q"}, folder.path()).exit_code == 0);
        check_whole(folder / "mine", folder / "whole");
    }
    CHECK(stopped_by_a_table);
    CHECK(stopped_by_the_workbook);
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
    const std::vector<std::vector<std::string>> commands{{"--help-all"},
                                                         {"--version"},
                                                         {"compare", "--help"},
                                                         {"show", "small.json"},
                                                         {"show", "small.json", "--json"},
                                                         {"schema"},
                                                         {"new"},
                                                         {"new", "c2c_marketplace"},
                                                         {"explain", "price"},
                                                         {"validate", "small.json"}};
    for (const auto& command : commands) {
        CAPTURE(command.front());
        const Outcome full = run_pasar(command, folder.path(), "/dev/full");
        CHECK(full.exit_code == 1);
        CHECK_MESSAGE(full.err.find("cannot write to ") != std::string::npos, full.err);
        CHECK(run_pasar(command, folder.path()).exit_code == 0);
    }
}
