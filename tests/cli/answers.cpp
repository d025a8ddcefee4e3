// The commands that only say something.
#include <doctest/doctest.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar::testing;
namespace fs = std::filesystem;

TEST_CASE("help has examples and every command, and version a version") {
    const TemporaryFolder folder;
    const Outcome help = run_pasar({"--help"}, folder.path());
    CHECK(help.exit_code == 0);
    CHECK(help.out.find("Examples:") != std::string::npos);
    for (const char* command : {"run", "compare", "validate", "show", "explain", "new", "schema", "bench"}) {
        CHECK(help.out.find(std::string("\n  ") + command) != std::string::npos);
        CHECK(run_pasar({command, "--help"}, folder.path()).exit_code == 0);
    }
    // Of each command its own, and few.
    for (const char* command :
         {"compare", "run", "sweep", "break-even", "map", "why", "ladder", "sensitivity", "best", "scorecard", "view",
          "report", "validate", "show", "explain", "new", "schema", "bench"}) {
        const std::string text = run_pasar({command, "--help"}, folder.path()).out;
        const std::string examples = text.substr(std::min(text.find("Examples:"), text.size()));
        const auto lines = std::count(examples.begin(), examples.end(), '\n');
        CHECK_MESSAGE(examples.find(std::string("\n  pasar ") + command) != std::string::npos, command);
        CHECK_MESSAGE(lines <= 8, command);
    }
    const Outcome version = run_pasar({"--version"}, folder.path());
    CHECK(version.exit_code == 0);
    CHECK(version.out.starts_with("pasar "));
}

TEST_CASE("show tells every value and where it was said, or gives a scenario that reads back") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome shown = run_pasar({"show", "small.json", "--set", "seed=9"}, folder.path());
    CHECK(shown.exit_code == 0);
    CHECK(shown.out.find("small.json:") != std::string::npos);
    CHECK(shown.out.find("--set") != std::string::npos);
    const Outcome json = run_pasar({"show", "small.json", "--json"}, folder.path());
    CHECK(json.exit_code == 0);
    folder.write("resolved.json", json.out);
    CHECK(run_pasar({"validate", "resolved.json"}, folder.path()).exit_code == 0);
    CHECK(run_pasar({"show", "resolved.json", "--json"}, folder.path()).out == json.out);
}

TEST_CASE("explain finds a parameter by its name") {
    const TemporaryFolder folder;
    const Outcome outcome = run_pasar({"explain", "commission"}, folder.path());
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out.find("models[].revenue.commission") != std::string::npos);
}

TEST_CASE("schemas are JSON") {
    const TemporaryFolder folder;
    CHECK(nlohmann::json::parse(run_pasar({"schema"}, folder.path()).out).is_object());
    CHECK(nlohmann::json::parse(run_pasar({"schema", "--model"}, folder.path()).out).is_object());
}

TEST_CASE("new writes a short scenario that runs, and never over a file") {
    const TemporaryFolder folder;
    for (const char* preset : {"c2c_marketplace", "online_store", "indonesia", "firm"}) {
        const Outcome outcome = run_pasar({"new", preset}, folder.path());
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        if (std::string(preset) == "firm") continue;  // says more of its own
        CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') <= 20);
    }
    CHECK(run_pasar({"new", "c2c_marketplace", "--out", "my.json"}, folder.path()).out ==
          "my.json is written; run it with: pasar compare my.json\n");
    setenv("PASAR_CALLED_AS", "./run", 1);
    CHECK(run_pasar({"new", "c2c_marketplace", "--out", "mine.json"}, folder.path()).out ==
          "mine.json is written; run it with: ./run compare mine.json\n");
    unsetenv("PASAR_CALLED_AS");
    const std::string written = contents(folder / "my.json");
    CHECK(run_pasar({"validate", "my.json"}, folder.path()).exit_code == 0);
    CHECK(run_pasar({"new", "firm", "--out", "firm.json"}, folder.path()).out ==
          "firm.json is written; run it with: pasar compete firm.json\n");
    for (const char* command : {"compete", "compare"}) {
        const Outcome firm = run_pasar({command, "firm.json", "--replications", "2", "--set", "days=10", "--set",
                                        "market.buyers=1000", "--set", "market.sized_for=1000"},
                                       folder.path());
        CHECK_MESSAGE(firm.exit_code == 0, firm.err);
        CHECK(firm.out.find("For My shop: ") != std::string::npos);
        const bool may_do_both = firm.out.find("Marketplace + My store") != std::string::npos;
        CHECK(may_do_both == (command == std::string("compete")));
    }
    const Outcome again = run_pasar({"new", "online_store", "--out", "my.json"}, folder.path());
    CHECK(again.exit_code == 2);
    CHECK(contents(folder / "my.json") == written);
    const Outcome run =
        run_pasar({"compare", "my.json", "--replications", "2", "--set", "days=10", "--set", "market.buyers=1000"},
                  folder.path());
    CHECK_MESSAGE(run.exit_code == 0, run.err);
}

TEST_CASE("bench measures time, memory and phases") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome = run_pasar({"bench", "small.json", "--buyers", "2000,4000", "--days", "10"}, folder.path());
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    for (const char* word : {"ns each", "B/buyer", "times as fast", "times as long", "half the wish rate", "by phase",
                             "Reference market, 4,000 buyers, 10 days", "million buyer-steps a second on 1 thread;",
                             "million buyer-steps a second on 2 threads;"}) {
        CHECK_MESSAGE(outcome.out.find(word) != std::string::npos, word);
    }
}

TEST_CASE("run --hash prints a line for each model and replication, alike on any number of threads, also when quiet") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const auto run = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"run", "small.json", "--replications", "2", "--hash"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        return outcome.out;
    };
    const std::string lines = run({"--quiet", "--threads", "1", "--out", "one"});
    const std::regex one_a_run(
        "hash [0-9a-f]{16} replication 1 model Marketplace\nhash [0-9a-f]{16} replication 1 model Own store\n"
        "hash [0-9a-f]{16} replication 2 model Marketplace\nhash [0-9a-f]{16} replication 2 model Own store\n");
    CHECK_MESSAGE(std::regex_match(lines, one_a_run), lines);
    CHECK(run({"--quiet", "--threads", "3", "--out", "three"}) == lines);
    CHECK(run({"--quiet", "--out", "other", "--seed", "8"}) != lines);
    CHECK(run({"--out", "loud"}).starts_with(lines));  // before the summary
    const Outcome again = run_pasar({"run", "one/manifest.json", "--hash", "--quiet", "--out", "again"}, folder.path());
    CHECK(again.out == lines);
    CHECK(run_pasar({"run", "small.json", "--quiet", "--out", "silent"}, folder.path()).out.empty());
    // A result that goes on has only some of the runs to hash.
    const Outcome resumed = run_pasar({"run", "--resume", "one.unfinished", "--hash"}, folder.path());
    CHECK(resumed.exit_code == 2);
    CHECK_MESSAGE(resumed.err.find("it takes no --hash") != std::string::npos, resumed.err);
}

TEST_CASE("the generated documents are up to date") {
    const Outcome outcome = run_pasar({"docs", "--check"}, PASAR_SOURCE_FOLDER);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
}

TEST_CASE("an answer that cannot be printed is a failure") {
    if (!fs::exists("/dev/full")) return;
    const TemporaryFolder folder;
    const Outcome outcome = run_pasar({"schema"}, folder.path(), "/dev/full");
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.err.starts_with("pasar: cannot write"));
}
