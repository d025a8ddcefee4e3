#include "reports/result/manifest.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "reports/result/dictionary.h"
#include "sim/counts/measures.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;

TEST_CASE("a manifest holds what is needed to get the same again") {
    const TemporaryFolder folder;
    const auto scenario =
        nlohmann::ordered_json::parse(R"({"name": "A \"test\" 🛒", "seed": 4294967295, "replications": 3})");
    const Task task{.command = "compare",
                    .scenario_file = "scenarios/test.json",
                    .models = {"A", "B"},
                    .orders_sample = 0.25,
                    .reviews = true,
                    .worth = {{"contribution", 1e6}},
                    .measures = {"nps"},
                    .until_precise = 0.01,
                    .vary = {"market.buyers=1:2"},
                    .design = "points.csv",
                    .design_text = "a,b\r\n1,2\r\n",
                    .points = 7,
                    .method = "sobol",
                    .causes = {"fraud"},
                    .constraints = {"nps>=0"},
                    .facts = "facts.json",
                    .facts_text = "{ \"facts\": [] }\n"};
    RunTimes times;
    times.ended = times.started + std::chrono::seconds(90);
    auto written = manifest_of(scenario, task, {"pasar", "compare", "not UTF-8: \xFF"}, times, {"A is better."});
    add_files(written, {{.name = "daily.csv", .rows = 7, .bytes = 42, .sha256 = sha256_of("abc")}});
    write_manifest(folder.path(), written);

    const auto manifest = nlohmann::json::parse(contents(folder / "manifest.json"));
    CHECK(manifest["pasar_manifest"] == 1);
    CHECK(manifest["scenario"] == nlohmann::json(scenario));
    CHECK(manifest["scenario_sha256"] == sha256_of(R"({"name":"A \"test\" 🛒","seed":4294967295,"replications":3})"));
    CHECK(manifest["seed"] == 4294967295);
    CHECK(manifest["started"] == "1970-01-01T00:00:00Z");
    CHECK(manifest["ended"] == "1970-01-01T00:01:30Z");
    CHECK(manifest["files"][0]["rows"] == 7);
    CHECK(manifest["files"][0]["sha256"] == sha256_of("abc"));
    CHECK(manifest["sources"] == program_sources());
    CHECK_FALSE(manifest["machine"]["compiler"].get<std::string>().empty());

    const std::optional<Task> read = read_task(folder / "manifest.json");
    REQUIRE(read.has_value());
    CHECK(read->command == "compare");
    CHECK(read->models == task.models);
    CHECK(read->orders_sample == 0.25);
    CHECK(read->reviews);
    CHECK(read->worth == task.worth);
    CHECK(read->measures == task.measures);
    CHECK(read->until_precise == task.until_precise);
    CHECK(read->most_replications == task.most_replications);
    CHECK(read->vary == task.vary);
    CHECK(read->design == task.design);
    CHECK(read->facts == task.facts);
    CHECK(read->facts_text == task.facts_text);
    CHECK(read->design_text == task.design_text);
    CHECK(read->points == task.points);
    CHECK_FALSE(read->steps.has_value());
    CHECK(read->method == task.method);
    CHECK(read->causes == task.causes);
    CHECK(read->constraints == task.constraints);
    CHECK(manifest["answer"][0] == "A is better.");
}

TEST_CASE("a manifest written at the beginning tells who began, and that nothing has ended") {
    const TemporaryFolder folder;
    const auto scenario = nlohmann::ordered_json::parse(R"({"seed": 1, "replications": 3})");
    RunTimes times;
    times.started = std::chrono::system_clock::from_time_t(1'700'000'000);
    write_manifest(folder.path(), manifest_of(scenario, {.command = "sweep"}, {"pasar", "sweep", "a.json"}, times, {}));
    CHECK(nlohmann::json::parse(contents(folder / "manifest.json"))["ended"].is_null());
    const std::optional<Beginning> beginning = read_beginning(folder / "manifest.json");
    REQUIRE(beginning.has_value());
    CHECK(beginning->version == program_version());
    CHECK(beginning->command_line == std::vector<std::string>{"pasar", "sweep", "a.json"});
    CHECK(beginning->started == times.started);
    CHECK(beginning->sources == program_sources());
    CHECK(beginning->as_written);
    CHECK_FALSE(beginning->ended);
    CHECK_FALSE(read_beginning(folder / "none.json").has_value());
}

TEST_CASE("a scenario is not taken for a manifest, and a poor manifest does no harm") {
    const TemporaryFolder folder;
    CHECK_FALSE(read_task(folder.write("scenario.json", R"({"models": []})")).has_value());
    CHECK_FALSE(read_task(folder.write("broken.json", "{")).has_value());
    const auto poor = read_task(folder.write("poor.json", R"({"pasar_manifest": 1, "options": 3, "command": []})"));
    REQUIRE(poor.has_value());
    CHECK(poor->orders_sample == 0.0);
    CHECK_FALSE(poor->reviews);
}

TEST_CASE("a manifest whose scenario was changed, or whose result is whole, is known by it") {
    const TemporaryFolder folder;
    auto manifest = manifest_of({{"seed", 1}, {"replications", 3}, {"share", 0.1}}, {.command = "sweep"}, {}, {}, {});
    manifest["ended"] = "2026-01-01T00:00:00Z";
    write_manifest(folder.path(), manifest);
    CHECK(read_beginning(folder / "manifest.json")->ended);
    CHECK(read_beginning(folder / "manifest.json")->as_written);
    manifest["scenario"]["seed"] = 2;
    write_manifest(folder.path(), manifest);
    CHECK_FALSE(read_beginning(folder / "manifest.json")->as_written);
}

TEST_CASE("what differs between two beginnings is told value by value") {
    const nlohmann::ordered_json scenario = {
        {"seed", 7}, {"market", {{"buyers", 100}}}, {"models", {{{"name", "A"}, {"fee", 0.1}}, {{"name", "B"}}}}};
    const Task task{.command = "compare", .models = {"A"}};
    const auto then = beginning_of(scenario, task);
    CHECK(differences(then, then) == "");
    auto now = then;
    now["scenario"]["models"][0]["fee"] = 0.2;
    CHECK(differences(then, now) == "/models/0/fee is 0.2 and was 0.1");
    now["scenario"]["market"].erase("buyers");
    now["scenario"]["market"]["sellers"] = 3;
    CHECK(differences(then, now) ==
          "/market/buyers is nothing and was 100; /market/sellers is 3 and was nothing; /models/0/fee is 0.2 and was "
          "0.1");
    now = then;
    now["options"]["models"] = {"A", "B"};
    now["command"] = "run";
    CHECK(differences(then, now) ==
          R"(/command is "run" and was "compare"; /options/models is ["A","B"] and was ["A"])");
    now = then;
    now["scenario"]["seed"] = 7.0;  // the same number
    CHECK(differences(then, now) == "");
}

TEST_CASE("a manifest that is deeper or longer than any scenario is none") {
    const TemporaryFolder folder;
    folder.write("deep.json",
                 "{\"pasar_manifest\":1,\"scenario\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}");
    CHECK(read_manifest_file(folder / "deep.json").is_null());
    CHECK_FALSE(read_task(folder / "deep.json").has_value());
}

TEST_CASE("the data dictionary tells of every measure and of every table") {
    const std::string text = measures_markdown();
    for (const MeasureInfo& info : kCounts) CHECK(text.find("`" + std::string(info.name) + "`") != std::string::npos);
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        CHECK(text.find("`" + std::string(kpi_info(kpi).name) + "`") != std::string::npos);
    }
    for (const char* table : {"daily.csv", "kpis.csv", "summary.csv", "comparison.csv"}) {
        CHECK(text.find(std::string("## ") + table) != std::string::npos);
    }
}
