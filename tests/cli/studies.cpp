// sweep, why and sensitivity from the command line: what they leave, what they say, what they refuse.
#include <doctest/doctest.h>
#include <csignal>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/csv_reader.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

Outcome run_small(const TemporaryFolder& folder, std::vector<std::string> arguments) {
    folder.write("small.json", small_scenario());
    arguments.insert(arguments.begin() + 1, "small.json");
    return run_pasar(arguments, folder.path());
}

CsvTable table(const TemporaryFolder& folder, const std::string& result, const std::string& name) {
    return read_csv(folder / ("results/" + result + "/" + name + ".csv"));
}

}  // namespace

TEST_CASE("sweep tables every point of a grid and says which is best") {
    const TemporaryFolder folder;
    const Outcome outcome = run_small(folder, {"sweep", "--vary", "models.0.revenue.commission=0.02:0.2:3", "--vary",
                                               "models.0.protection.kind=none,escrow", "--model", "Marketplace",
                                               "--measure", "contribution", "--quiet"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const CsvTable points = table(folder, "small-sweep", "points");
    CHECK(points.rows() == 6);
    CHECK(points.number(0, points.column("mean")) != 0.0);
    const CsvTable runs = table(folder, "small-sweep", "runs");
    CHECK(runs.rows() == 18);
    // By the model's name, however the command line addressed it.
    CHECK(runs.number(0, runs.column("models.Marketplace.revenue.commission")) >= 0.02);
    CHECK(runs.text(0, runs.column("settings")).empty());
}

TEST_CASE("a point has one number in all tables of a sweep, and settings that come again are run once") {
    const TemporaryFolder folder;
    const std::vector<std::string> words{
        "sweep",   "--design",    "lhs",       "--points", "16", "--vary", "models.Marketplace.supply.sellers=10:13",
        "--model", "Marketplace", "--measure", "orders"};
    const Outcome outcome = run_small(folder, words);
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("4 points over 1 parameter (12 more have the settings of another and are not run again):") !=
          std::string::npos);
    const auto settings_by_point = [](const CsvTable& of) {
        std::map<std::string, std::set<std::string>> settings;
        for (std::size_t row = 0; row < of.rows(); ++row)
            settings[of.text(row, of.column("point"))].insert(
                of.text(row, of.column("models.Marketplace.supply.sellers")));
        return settings;
    };
    const CsvTable runs = table(folder, "small-sweep", "runs");
    CHECK(runs.rows() == 4 * 3);
    const auto in_points = settings_by_point(table(folder, "small-sweep", "points"));
    CHECK(in_points.size() == 4);
    CHECK(settings_by_point(runs) == in_points);
    for (const auto& [point, settings] : in_points) CHECK(settings.size() == 1);

    // The same when it is stopped and gone on with.
    std::vector<std::string> stopped = words;
    stopped.insert(stopped.begin() + 1, "small.json");
    for (const char* word : {"--out", "mine", "-q"}) stopped.emplace_back(word);
    const Outcome interrupted = run_pasar_and_send(SIGINT, stopped, folder.path(), 5);
    if (interrupted.exit_code == 130)
        REQUIRE(run_pasar({"sweep", "--resume", "mine", "-q"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "mine/runs.csv") == contents(folder / "results/small-sweep/runs.csv"));
    CHECK(contents(folder / "mine/points.csv") == contents(folder / "results/small-sweep/points.csv"));
}

TEST_CASE("a sweep shows its points, and what moving each parameter changes, with an interval") {
    const TemporaryFolder folder;
    const Outcome outcome = run_small(folder, {"sweep", "--vary", "models.0.revenue.commission=0.02:0.2:3", "--vary",
                                               "market.trust.loss=0.2,0.3", "--model", "Marketplace"});
    INFO(outcome.out);
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("commission, % of price  ") != std::string::npos);
    CHECK(outcome.out.find("moved over what was tried (million IDR in 20 days)") != std::string::npos);
    CHECK(
        outcome.out.find("Marketplace: moving commission from 2 to 20 % of price changes platform contribution by +") !=
        std::string::npos);
    CHECK(outcome.out.find("hardly") == std::string::npos);
    const CsvTable effects = table(folder, "small-sweep", "effects");
    std::size_t found = 0;
    for (std::size_t row = 0; row < effects.rows(); ++row) {
        if (effects.text(row, effects.column("measure")) != "contribution" ||
            effects.text(row, effects.column("path")) != "models.Marketplace.revenue.commission")
            continue;
        ++found;
        CHECK(effects.number(row, effects.column("from")) == 0.02);
        CHECK(effects.number(row, effects.column("confidence_low")) > 0.0);
        CHECK(effects.number(row, effects.column("entangled")) == 0.0);
    }
    CHECK(found == 1);
}

TEST_CASE("every table that a command leaves is told about in docs/measures.md, with every column") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::string vary = "models.Marketplace.revenue.commission=0.02:0.9";
    const std::vector<std::vector<std::string>> commands{
        {"compare", "--orders", "0.1"},
        {"run"},
        {"sweep", "--vary", vary, "--model", "Marketplace"},
        {"break-even", "--vary", vary, "--steps", "2"},
        {"map", "--vary", vary, "--vary", "market.trust.loss=0.2:0.3", "--steps", "2"},
        {"why", "--cause", "late", "--cause", "damaged"},
        {"ladder", "--from", "Own store", "--to", "Marketplace"},
        {"scorecard"},
        {"sensitivity", "--vary", vary, "--points", "2"},
        {"sensitivity", "--vary", vary, "--points", "2", "--method", "sobol"},
        {"best", "--vary", vary, "--points", "3", "--subject-to", "nps>=0"}};
    const std::string documented = contents(std::filesystem::path(PASAR_SOURCE_FOLDER) / "docs/measures.md");
    std::set<std::string> tables;
    for (std::vector<std::string> words : commands) {
        words.insert(words.begin() + 1, "small.json");
        for (const char* word : {"--set", "market.buyers=500", "--replications", "2", "-q", "--out"})
            words.emplace_back(word);
        words.push_back("result-" + std::to_string(tables.size()) + words.front());
        const Outcome outcome = run_pasar(words, folder.path());
        INFO(words.front(), outcome.err);
        REQUIRE(outcome.exit_code == 0);
        for (const auto& entry : fs::directory_iterator(folder / words.back())) {
            if (entry.path().extension() != ".csv") continue;
            const std::string name = entry.path().filename().string();
            tables.insert(name);
            const std::size_t begin = documented.find("\n## " + name + "\n");
            REQUIRE_MESSAGE(begin != std::string::npos, name);
            const std::string section = documented.substr(begin, documented.find("\n## ", begin + 1) - begin);
            for (const std::string& column : read_csv(entry.path()).header) {
                const bool is_path = column.starts_with("models.") || column.starts_with("market.");
                const bool told = section.find("| `" + column + "` |") != std::string::npos ||
                                  (is_path && (section.find("`PATH`") != std::string::npos ||
                                               section.find("`(path)`") != std::string::npos));
                CHECK_MESSAGE(told, name << ": " << column);
            }
        }
    }
    CHECK(tables.size() >= 20);
}

TEST_CASE("a sweep over a table of points is made again from its manifest, even when the table is gone") {
    const TemporaryFolder folder;
    folder.write("points.csv", "models.0.revenue.commission\n0.05\n0.15\n");
    REQUIRE(run_small(folder, {"sweep", "--design", "points.csv", "--quiet", "--out", "first"}).exit_code == 0);
    fs::remove(folder / "points.csv");
    const Outcome again = run_pasar({"sweep", "first/manifest.json", "--quiet", "--out", "second"}, folder.path());
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK(contents(folder / "first/points.csv") == contents(folder / "second/points.csv"));
    CHECK(contents(folder / "first/runs.csv") == contents(folder / "second/runs.csv"));
}

TEST_CASE("a sweep that cannot be is refused before anything is run") {
    const TemporaryFolder folder;
    folder.write("bad.csv", "models.0.revenue.commission\n0.05\n7\n");
    const Outcome bad_cell = run_small(folder, {"sweep", "--design", "bad.csv"});
    CHECK(bad_cell.exit_code == 2);
    CHECK(bad_cell.err.find("bad.csv:3: column models.0.revenue.commission: found 7") != std::string::npos);
    const Outcome no_file = run_small(folder, {"sweep", "--design", "none.csv"});
    CHECK(no_file.exit_code == 2);
    CHECK(no_file.err.find("none.csv") != std::string::npos);
    CHECK(run_small(folder, {"sweep"}).exit_code == 2);
    const Outcome absurd = run_small(
        folder, {"sweep", "--vary", "models.0.revenue.commission=0:1:1000", "--vary", "market.trust.loss=0:1:1000"});
    CHECK(absurd.exit_code == 2);
    CHECK(absurd.err.find("at most 20000 points") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "results/small-sweep"));
}

TEST_CASE("why shares out what is lost, and names what cannot be a cause") {
    const TemporaryFolder folder;
    const Outcome outcome = run_small(folder, {"why", "--measure", "failure_rate", "--cause", "late", "--cause",
                                               "damaged", "--model", "Marketplace"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("Shapley values over all 4 worlds") != std::string::npos);
    const CsvTable attribution = table(folder, "small-why", "attribution");
    REQUIRE(attribution.rows() == 3);
    const std::size_t effect = attribution.column("effect");
    CHECK(attribution.number(0, effect) + attribution.number(1, effect) ==
          doctest::Approx(attribution.number(2, effect)).epsilon(1e-9));
    CHECK(table(folder, "small-why", "worlds").rows() == 4);
    const Outcome unknown = run_small(folder, {"why", "--cause", "rain"});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.err.find("stock_out") != std::string::npos);
}

TEST_CASE("sensitivity looks at the difference of two models, one at a time and from many places") {
    const TemporaryFolder folder;
    const Outcome outcome = run_small(folder, {"sensitivity", "--vary", "market.choice.price", "--vary",
                                               "models.0.revenue.commission=0.02:0.2", "--points", "2"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const CsvTable tornado = table(folder, "small-sensitivity", "tornado");
    REQUIRE(tornado.rows() == 2);
    CHECK_FALSE(tornado.text(0, tornado.column("baseline")).empty());
    CHECK(tornado.number(1, tornado.column("swing")) < 0.0);  // what the marketplace earns more the store is behind
    CHECK(table(folder, "small-sensitivity", "morris").rows() == 2);
    CHECK(outcome.out.starts_with("A small test\n2,000 buyers, 20 days, 3 replications at each point, seed "));
    CHECK(outcome.out.find("2 parameters moved:\n") != std::string::npos);
    CHECK(outcome.out.find("\n  models.Marketplace.revenue.commission: 2 to 20 % of price\n") != std::string::npos);
    CHECK(outcome.out.find("one at a time (million IDR in 20 days)") != std::string::npos);
    CHECK(run_small(folder, {"sensitivity", "--method", "guess"}).exit_code == 2);
}

TEST_CASE("sensitivity is made again from its manifest over the parameters that it chose itself") {
    const TemporaryFolder folder;
    const Outcome first =
        run_small(folder, {"sensitivity", "--method", "tornado", "--quiet", "--set", "market.trust.loss=0.3", "--set",
                           "market.choice.price=2.5", "--out", "first"});
    INFO(first.err);
    REQUIRE(first.exit_code == 0);
    CHECK(read_csv(folder / "first/tornado.csv").rows() == 2);
    const Outcome again =
        run_pasar({"sensitivity", "first/manifest.json", "--quiet", "--out", "second"}, folder.path());
    INFO(again.err);
    REQUIRE(again.exit_code == 0);
    for (const char* name : {"tornado.csv", "runs.csv"})
        CHECK(contents(folder / "first" / name) == contents(folder / "second" / name));
}

TEST_CASE("Sobol's indices of one model come with the share that is chance") {
    const TemporaryFolder folder;
    const Outcome outcome =
        run_small(folder, {"sensitivity", "--method", "sobol", "--model", "Marketplace", "--measure", "orders",
                           "--vary", "market.choice.price=2:4", "--vary", "market.trust.loss", "--points", "4"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const CsvTable sobol = table(folder, "small-sensitivity", "sobol");
    REQUIRE(sobol.rows() == 2);
    CHECK(sobol.text(0, sobol.column("baseline")).empty());
    CHECK(sobol.number(0, sobol.column("total")) > sobol.number(1, sobol.column("total")));
    CHECK(sobol.number(0, sobol.column("luck_share")) >= 0.0);
    CHECK(outcome.out.find("is chance") != std::string::npos);
}
