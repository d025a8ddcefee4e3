// A long command that was stopped goes on where it was, and ends with the same bytes.
#include <doctest/doctest.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

Words operator+(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// All files are the same but for the manifests' times, and what was unfinished is gone.
void check_same_result(const fs::path& one, const fs::path& other) {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(one)) {
        const fs::path name = entry.path().filename();
        if (entry.path().extension() != ".csv") continue;
        ++files;
        CHECK_MESSAGE(contents(entry.path()) == contents(other / name), name.string());
    }
    CHECK(files >= 2);
    for (const auto& entry : fs::directory_iterator(other)) {
        CHECK_MESSAGE(fs::exists(one / entry.path().filename()), entry.path().string());
    }
    const auto manifest_of = [](const fs::path& folder) {
        auto manifest = nlohmann::json::parse(contents(folder / "manifest.json"));
        for (const char* key : {"started", "ended", "command_line", "threads"}) manifest.erase(key);
        // Page and workbook tell the time of the command.
        std::erase_if(manifest["files"].get_ref<nlohmann::json::array_t&>(),
                      [](const auto& file) { return !file["name"].template get<std::string>().ends_with(".csv"); });
        return manifest;
    };
    CHECK(manifest_of(one) == manifest_of(other));
}

std::size_t runs_noted(const fs::path& folder) {
    std::ifstream journal(folder / "journal");
    std::size_t lines = 0;
    for (std::string line; std::getline(journal, line);) ++lines;
    return lines == 0 ? 0 : lines - 1;  // the first tells what was asked
}

/// Stops the command after a few runs, goes on, stops again, goes on to the end; the same as without a stop.
void check_goes_on(int signal, const Words& command) {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    REQUIRE(run_pasar(command + Words{"--out", "whole", "-q"}, folder.path()).exit_code == 0);

    const Outcome stopped = run_pasar_and_send(signal, command + Words{"--out", "mine", "-q"}, folder.path(), 5);
    REQUIRE(stopped.exit_code == (signal == SIGKILL ? -SIGKILL : 130));
    const std::size_t noted = runs_noted(folder / "mine.unfinished");
    CHECK(noted >= 5);
    CHECK_FALSE(fs::exists(folder / "mine"));
    if (signal != SIGKILL) {
        CHECK(stopped.err.find("go on with: pasar " + command.front() + " --resume mine.unfinished") !=
              std::string::npos);
    }

    const Words go_on{command.front(), "--resume", "mine", "-q", "--threads", "3"};
    const Outcome again = run_pasar_and_send(signal, go_on, folder.path(), noted + 3);
    REQUIRE(again.exit_code == stopped.exit_code);
    CHECK(runs_noted(folder / "mine.unfinished") >= noted + 3);

    REQUIRE(run_pasar(go_on, folder.path()).exit_code == 0);
    CHECK(folder.names().size() == 3);
    check_same_result(folder / "whole", folder / "mine");
}

}  // namespace

TEST_CASE("a comparison that was killed or interrupted goes on and ends with the same bytes") {
    for (const int signal : {SIGKILL, SIGINT}) {
        check_goes_on(signal, {"compare", "small.json", "--replications", "40", "--orders", "0.2", "--worth",
                               "contribution=1000", "--csv-locale", "id"});
    }
}

TEST_CASE("replications that are added until it is precise are gone on with too") {
    check_goes_on(SIGKILL, {"run", "small.json", "--replications", "8", "--until-precise", "0.6%", "--measure",
                            "orders", "--most-replications", "60"});
}

TEST_CASE("experiments that were killed go on and end with the same bytes, those too that decide as they go") {
    const std::string commission = "models.Marketplace.revenue.commission=0.02:0.5";
    check_goes_on(SIGKILL, {"sweep", "small.json", "--vary", commission, "--design", "sobol", "--points", "12"});
    check_goes_on(SIGINT,
                  {"break-even", "small.json", "--vary", commission, "--replications", "4", "--csv-locale", "de"});
    check_goes_on(SIGKILL, {"scorecard", "small.json", "--replications", "4"});
    check_goes_on(SIGKILL, {"why", "small.json", "--cause", "late", "--cause", "lost", "--cause", "fraud"});
    check_goes_on(SIGKILL, {"ladder", "small.json", "--order", "payment", "--for", "buyers"});
    check_goes_on(SIGKILL, {"sensitivity", "small.json", "--vary", commission, "--vary", "market.trust.loss=0.1:0.4",
                            "--points", "4"});
    check_goes_on(SIGKILL, {"best", "small.json", "--vary", commission, "--points", "15", "--replications", "6"});
}

TEST_CASE("worlds of several platforms go on where they were, a world of which a part was noted anew") {
    check_goes_on(SIGKILL, {"compete", "small.json", "--replications", "15", "--orders", "0.2", "--csv-locale", "id"});
    check_goes_on(SIGINT, {"break-even", "small.json", "--vary", "models.Marketplace.revenue.commission=0.02:0.5",
                           "--replications", "4", "--world", "compete", "--measure", "order_share"});
}

TEST_CASE("sensitivity goes on over the parameters that it chose itself") {
    // The file's own numbers are studied where there are a few; in the manifest every number looks like one.
    for (const char* method : {"tornado", "morris"}) {
        check_goes_on(SIGINT, {"sensitivity", "small.json", "--method", method, "--points", "2", "--set",
                               "market.trust.loss=0.3", "--set", "market.choice.price=2.5"});
    }
}

TEST_CASE("an unfinished experiment over other parameters than its manifest says is refused, not written into") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Words command{"sensitivity",
                        "small.json",
                        "--method",
                        "morris",
                        "-q",
                        "--points",
                        "3",
                        "--vary",
                        "market.trust.loss",
                        "--vary",
                        "market.choice.price",
                        "--out",
                        "mine"};
    REQUIRE(run_pasar_and_send(SIGKILL, command, folder.path(), 5).exit_code == -SIGKILL);
    const fs::path unfinished = folder / "mine.unfinished";
    auto manifest = nlohmann::ordered_json::parse(contents(unfinished / "manifest.json"));
    manifest["options"]["vary"].push_back("market.leaving.dissatisfaction_weight");
    std::ofstream(unfinished / "manifest.json") << manifest;
    const std::string before = contents(unfinished / "runs.csv");
    const Outcome outcome = run_pasar({"sensitivity", "--resume", "mine", "-q"}, folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(outcome.err.find("do not belong together: /options/vary") != std::string::npos, outcome.err);
    CHECK(contents(unfinished / "runs.csv") == before);
}

TEST_CASE("what was added until it is precise is said, and the manifest makes it again") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome = run_pasar(
        {"compare", "small.json", "--until-precise", "5%", "--measure", "orders", "--out", "first"}, folder.path());
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("replications: orders known to ± ") != std::string::npos);
    const auto manifest = nlohmann::json::parse(contents(folder / "first/manifest.json"));
    CHECK(manifest["replications"] > 3);
    REQUIRE(run_pasar({"run", "first/manifest.json", "-q", "--out", "again"}, folder.path()).exit_code == 0);
    check_same_result(folder / "first", folder / "again");
    for (const char* wrong : {"0%", "-1%", "x", "2", "200%", "nan", ""}) {
        CHECK_MESSAGE(run_pasar({"compare", "small.json", "--until-precise", wrong}, folder.path()).exit_code == 2,
                      wrong);
    }
}

TEST_CASE("what cannot be resumed is told in a sentence") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Words command{"compare", "small.json", "--replications", "40", "-q"};
    REQUIRE(run_pasar_and_send(SIGKILL, command + Words{"--out", "mine"}, folder.path(), 3).exit_code == -SIGKILL);
    const auto refused = [&](const Words& words, const char* why) {
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK(outcome.exit_code == 2);
        CHECK_MESSAGE(outcome.err.find(why) != std::string::npos, outcome.err);
    };
    refused({"run", "--resume", "mine"},
            "was begun by pasar compare; go on with: pasar compare --resume mine.unfinished");
    refused({"compare", "--resume", "none"}, "there is no unfinished result none.unfinished");
    refused({"compare", "--resume", "mine", "small.json"}, "excludes");
    refused({"compare", "--resume", "mine", "--seed", "3"}, "it takes no --seed");
    refused({"compare", "--resume", "mine", "--set", "days=9"}, "it takes no --set");
    refused({"compare"}, "SCENARIO is required: a file, or the name of a shipped one, as in pasar compare c2c-or-b2c");
    refused(command + Words{"--out", "mine"}, "holds an unfinished result; go on with it by --resume mine.unfinished");

    std::string manifest = contents(folder / "mine.unfinished/manifest.json");
    const std::string version = nlohmann::json::parse(manifest)["version"];
    manifest.replace(manifest.find(version), version.size(), "0.0.1");
    std::ofstream(folder / "mine.unfinished/manifest.json") << manifest;
    refused({"compare", "--resume", "mine"}, "was begun by pasar 0.0.1");
    std::ofstream(folder / "mine.unfinished/manifest.json") << "{";
    refused({"compare", "--resume", "mine"}, "cannot be resumed");

    REQUIRE(run_pasar({"compare", "small.json", "-q", "--out", "done"}, folder.path()).exit_code == 0);
    refused({"compare", "--resume", "done"}, "done is finished; there is nothing to resume");
}

TEST_CASE("break-even, a map and a search for the best go on after a stop") {
    check_goes_on(SIGKILL, {"break-even", "small.json", "--vary", "models.Marketplace.revenue.commission=0.02:0.9"});
    check_goes_on(SIGINT, {"map", "small.json", "--vary", "models.Marketplace.revenue.commission=0.02:0.9", "--vary",
                           "models.Own store.supply.markup=0:1", "--steps", "4"});
    check_goes_on(SIGKILL,
                  {"best", "small.json", "--model", "Own store", "--vary", "models.Own store.supply.markup=0:1",
                   "--vary", "models.Own store.site.servers=1:6", "--subject-to", "nps>=-20", "--points", "20"});
}
