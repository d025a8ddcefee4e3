// Experiments from the window are the program's own commands: they tell how far they are, stop when told, and what they
// leave is what the command leaves.
#include "viz/background.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "scenarios/read.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"
#include "words/language.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Condition = BackgroundExperiment::State;

Scenario small() { return load_scenario_text(small_scenario()).scenario; }

const BackgroundExperiment::Status& wait_for(BackgroundExperiment& experiment) {
    while (experiment.look().state == Condition::Running) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return experiment.look();
}

}  // namespace

TEST_CASE("progress in lines counts up to all steps, though nobody watches and quiet is asked for") {
    const TemporaryFolder folder;
    folder.write("my.json", small_scenario());
    const Outcome outcome =
        run_pasar({"compare", "my.json", "--out", "out", "--quiet", "--progress-lines"}, folder.path());
    REQUIRE(outcome.exit_code == 0);
    std::istringstream lines(outcome.err);
    std::int64_t last = -1, all = 0;
    for (std::string word; lines >> word;) {
        REQUIRE(word == "progress");
        std::int64_t done = 0;
        lines >> done >> all;
        CHECK(done >= last);
        CHECK(done <= all);
        last = done;
    }
    const Scenario scenario = small();
    CHECK(all == scenario.days * scenario.replications * 2);
    CHECK(last == all);
}

TEST_CASE("a comparison from the window ends with its answer, its page and the tables of the command") {
    const TemporaryFolder folder;
    const Scenario scenario = small();
    BackgroundExperiment experiment(scenario, {.command = "compare", .stem = "mine"}, folder.path(), PASAR_PROGRAM);
    const auto& status = wait_for(experiment);
    CAPTURE(status.message);
    REQUIRE(status.state == Condition::Done);
    CHECK(status.share == 1.0);
    CHECK(status.folder == folder / "results/mine-compare");
    CHECK_FALSE(status.answer.empty());
    CHECK(std::filesystem::exists(status.folder / "report.html"));
    folder.write("my.json", small_scenario());
    REQUIRE(run_pasar({"compare", "my.json", "--out", "out"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "out/kpis.csv") == contents(status.folder / "kpis.csv"));
    const auto manifest = nlohmann::json::parse(contents(folder / "out/manifest.json"));
    CHECK(manifest.at("answer").get<std::vector<std::string>>() == status.answer);

    BackgroundExperiment again(scenario, {.command = "compare", .stem = "mine"}, folder.path(), PASAR_PROGRAM);
    CHECK(wait_for(again).folder == folder / "results/mine-compare-2");
}

TEST_CASE("a comparison answers in the language that is spoken") {
    if (!is_spoken(Language::Indonesian)) return;  // built without msgfmt
    const TemporaryFolder folder;
    speak(Language::Indonesian);
    BackgroundExperiment experiment(small(), {.command = "compare", .stem = "mine"}, folder.path(), PASAR_PROGRAM);
    speak(Language::English);
    const auto& status = wait_for(experiment);
    REQUIRE(status.state == Condition::Done);
    REQUIRE_FALSE(status.answer.empty());
    CHECK(status.answer.front().find("95 %") != std::string::npos);
    CHECK(status.answer.front().find("interval ") == std::string::npos);
    CHECK(status.screen.find("replikasi") != std::string::npos);
}

TEST_CASE("a study takes its options, and what is wrong with them is told in the command's words") {
    const TemporaryFolder folder;
    const std::string path = "models.0.revenue.commission";
    BackgroundExperiment sweep(small(),
                               {.command = "sweep", .options = {"--vary", path + "=0.05,0.1", "--replications", "2"}},
                               folder.path(), PASAR_PROGRAM);
    CHECK(wait_for(sweep).state == Condition::Done);
    CHECK_FALSE(sweep.look().answer.empty());
    BackgroundExperiment wrong(small(), {.command = "sweep", .options = {"--vary", "models.0.revenue.comission=0:1"}},
                               folder.path(), PASAR_PROGRAM);
    CHECK(wait_for(wrong).state == Condition::Failed);
    CHECK(wrong.look().message.find("commission") != std::string::npos);
    BackgroundExperiment impossible(small(), {.command = "sweep", .options = {"--vary", "market.buyers=-5,7"}},
                                    folder.path(), PASAR_PROGRAM);
    CHECK(wait_for(impossible).state == Condition::Failed);
    CHECK(impossible.look().message.find("/pasar-") == std::string::npos);
    BackgroundExperiment none(small(), {.command = "compare"}, folder.path(), folder / "no program");
    CHECK(none.look().state == Condition::Failed);
    CHECK(none.look().message.find("cannot be started") != std::string::npos);
}

TEST_CASE("a cancelled experiment keeps what it has done and goes on to the same result") {
    const TemporaryFolder folder;
    Scenario scenario = small();
    scenario.replications = 400;
    const auto unfinished = folder / "results/mine-compare.unfinished";
    {
        BackgroundExperiment experiment(scenario, {.command = "compare", .stem = "mine"}, folder.path(), PASAR_PROGRAM);
        while (experiment.look().share < 0.02 && experiment.look().state == Condition::Running)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        REQUIRE(experiment.look().state == Condition::Running);
        experiment.cancel();
        const auto& status = wait_for(experiment);
        CHECK(status.state == Condition::Cancelled);
        CHECK(status.resumable == unfinished);
    }
    CHECK(std::filesystem::exists(unfinished / "journal"));
    // The next window finds it, and what a terminal left is the terminal's.
    folder.write("results/other.unfinished/manifest.json",
                 R"({"command": "sweep", "scenario_file": "my.json", "scenario": {}})");
    folder.write("results/broken.unfinished/manifest.json", "{");
    const std::vector<UnfinishedExperiment> found = unfinished_experiments(folder.path());
    REQUIRE(found.size() == 1);
    CHECK(found[0].folder == unfinished);
    CHECK(found[0].command == "compare");
    BackgroundExperiment rest("compare", unfinished, 1, folder.path(), PASAR_PROGRAM);
    const auto& status = wait_for(rest);
    CAPTURE(status.message);
    REQUIRE(status.state == Condition::Done);
    CHECK(status.folder == folder / "results/mine-compare");
    CHECK_FALSE(status.answer.empty());
    CHECK(unfinished_experiments(folder.path()).empty());
}

TEST_CASE("closing the window stops its experiments and leaves no file of its own behind") {
    const TemporaryFolder folder;
    Scenario scenario = small();
    scenario.replications = 1000;
    { BackgroundExperiment experiment(scenario, {.command = "compare"}, folder.path(), PASAR_PROGRAM); }
    CHECK_FALSE(std::filesystem::exists(folder / "results/window-compare"));
}
