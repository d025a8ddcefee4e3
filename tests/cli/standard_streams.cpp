// Standard streams that are closed, full or read by nobody; and what may reach a terminal through them.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// The exit code of the program, called by a shell in the folder with redirections behind its arguments; of a signal
/// its number less than zero.
int shell(const TemporaryFolder& folder, const std::string& arguments) {
    const std::string line =
        "cd '" + folder.path().string() + "' && exec '" + std::string(PASAR_PROGRAM) + "' " + arguments;
    const int status = std::system(line.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// A market that is over at once.
std::string tiny_scenario() {
    std::string text = small_scenario();
    text.replace(text.find("\"days\": 20"), 10, "\"days\": 3");
    text.replace(text.find("\"buyers\": 2000"), 14, "\"buyers\": 100");
    return text;
}

/// Bytes that move the cursor, change direction or show nothing, as UTF-8.
bool is_harmless(const std::string& text) {
    for (const char* bad : {"\x1b", "\r", "\b", "\a", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x80\x8B", "\xEF\xBB\xBF"}) {
        if (text.find(bad) != std::string::npos) return false;
    }
    return true;
}

constexpr const char* kHostileName =
    R"(\u001b[31mRED\u001b]0;title\u0007\u009b31m\u202eevil\u200b\ufeff\r\b\u001b[1mN)";

}  // namespace

TEST_CASE("closed and full standard streams end in the right exit code, and no table gets what was meant for them") {
    const TemporaryFolder folder;
    folder.write("tiny.json", tiny_scenario());
    REQUIRE(shell(folder, "run tiny.json --replications 1 --out whole > out 2> err < /dev/null") == 0);
    int number = 0;
    for (const char* in : {"", " < /dev/null", " <&-"}) {
        for (const char* out : {" > out", " > /dev/full", " >&-"}) {
            for (const char* err : {" 2> err", " 2> /dev/full", " 2>&-"}) {
                const std::string streams = std::string(in) + out + err;
                const std::string place = "result" + std::to_string(++number);
                const int told = std::string(out) == " > out" ? 0 : 1;
                CHECK_MESSAGE(shell(folder, "run tiny.json --replications 1 --out " + place + streams) == told,
                              streams);
                CHECK_MESSAGE(shell(folder, "validate tiny.json" + streams) == told, streams);
                CHECK_MESSAGE(shell(folder, "run missing.json" + streams) == 2, streams);
                CHECK_MESSAGE(shell(folder, "no-such-command" + streams) == 2, streams);
                CHECK_MESSAGE(shell(folder, "--help" + streams) == told, streams);
                CHECK_MESSAGE(shell(folder, "report " + place + " -q" + streams) == 0, streams);
                for (const auto& entry : fs::directory_iterator(folder / "whole")) {
                    const fs::path name = entry.path().filename();
                    if (name == "manifest.json") continue;
                    CHECK_MESSAGE(contents(entry.path()) == contents(folder / place / name), streams, name.string());
                }
            }
        }
    }
}

TEST_CASE("a run goes on when nobody reads its messages any more") {
    const TemporaryFolder folder;
    folder.write("tiny.json", tiny_scenario());
    CHECK(shell(folder, "sensitivity tiny.json --replications 2 --out result 2>&1 > /dev/null | head -c 0") == 0);
    for (int tries = 0; tries < 200 && !fs::exists(folder / "result"); ++tries) std::system("sleep 0.05");
    CHECK(fs::exists(folder / "result/manifest.json"));
}

TEST_CASE("names, paths and file names reach no terminal as control or direction characters") {
    const TemporaryFolder folder;
    std::string text = tiny_scenario();
    text.replace(text.find("Own store"), 9, kHostileName);
    text.replace(text.find("A small test"), 12, kHostileName);
    folder.write("hostile.json", text);
    const std::string name = "\x1b[31m\xC2\x9B\xE2\x80\xAE.json";
    folder.write(name, "{");
    folder.write("m.unfinished/manifest.json",
                 R"({"pasar_manifest":1,"version":"\u009b1","command":"\u001b[31mcompare","command_line":[],)"
                 R"("started":"2026-01-01T00:00:00Z","options":{},"scenario":{}})");
    const std::vector<std::vector<std::string>> calls{{"run", "hostile.json", "--model", "nobody"},
                                                      {"compare", "hostile.json", "--out", "result"},
                                                      {"report", "result"},
                                                      {"show", "hostile.json"},
                                                      {"show", "hostile.json", "--json"},
                                                      {"why", "hostile.json"},
                                                      {"validate", "hostile.json", name, "hostile.json/" + name},
                                                      {"validate", "hostile.json", "--set", "models.0.\u202Ex=1"},
                                                      {"validate", "hostile.json", "--set", "models.0.name=\x1b[2J"},
                                                      {"compare", "--resume", "m.unfinished"},
                                                      {"compare", "--resume", name},
                                                      {"report", name},
                                                      {"explain", "\x1b[31m\xE2\x80\xAE"},
                                                      {"new", "\x1b[31m"},
                                                      {"run", "hostile.json", "--\x1b[31mx"},
                                                      {"\x1b[31m"},
                                                      {"sweep", "hostile.json", "--vary", "\xC2\x9B=1:2"},
                                                      {"run", "hostile.json", "--replications", "\x1b[31m"}};
    for (const std::vector<std::string>& call : calls) {
        const Outcome outcome = run_pasar(call, folder.path());
        std::string line;
        for (const std::string& word : call) line += word + ' ';
        CHECK_MESSAGE(is_harmless(outcome.out), line);
        CHECK_MESSAGE(is_harmless(outcome.err), line);
    }
}

TEST_CASE("a scenario shown as JSON is the same scenario, whatever is in its names") {
    const TemporaryFolder folder;
    std::string text = tiny_scenario();
    text.replace(text.find("Own store"), 9, kHostileName);
    folder.write("hostile.json", text);
    const Outcome first = run_pasar({"show", "hostile.json", "--json"}, folder.path());
    REQUIRE(first.exit_code == 0);
    CHECK(first.out.find("\\u202e") != std::string::npos);
    folder.write("again.json", first.out);
    CHECK(run_pasar({"show", "again.json", "--json"}, folder.path()).out == first.out);
}
