// pasar scorecard from the command line: what it leaves, what it says, what it refuses.
#include <doctest/doctest.h>

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

constexpr const char* kOwnFacts = R"({ "facts": [
  { "name": "orders a visit", "what": "found", "source": "me", "measure": "conversion", "low": 0, "high": 1, "miss": "odd" },
  { "name": "impossible stars", "what": "found", "source": "me", "measure": "mean_stars", "low": 4.99, "miss": "nobody is so happy" },
  { "name": "own price", "what": "found", "source": "me", "measure": "orders", "per": "price_index",
    "parameter": "supply.markup", "step": 0.1, "models": "own_goods", "value": -100, "tolerance": 1, "miss": "nobody flees so fast" },
  { "name": "many platforms", "what": "found", "source": "me", "needs": "several platforms" }
] })";

Outcome score_small(const TemporaryFolder& folder, std::vector<std::string> words) {
    folder.write("small.json", small_scenario());
    folder.write("mine.json", kOwnFacts);
    words.insert(words.begin(), {"scorecard", "small.json"});
    return run_pasar(words, folder.path());
}

}  // namespace

TEST_CASE(
    "scorecard holds each model against facts of one's own, and tells what is near, what not, and what it means") {
    const TemporaryFolder folder;
    const Outcome outcome = score_small(folder, {"--facts", "mine.json", "--out", "card"});
    INFO(outcome.err << outcome.out);
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("Marketplace: 1 of 2 facts are near; Own store: 1 of 3.") != std::string::npos);
    CHECK(outcome.out.find("nobody is so happy") != std::string::npos);
    CHECK(outcome.out.find("many platforms: needs several platforms.") != std::string::npos);
    const CsvTable card = read_csv(folder / "card/scorecard.csv");
    REQUIRE(card.rows() == 2 + 2 + 1 + 1);
    std::map<std::string, int> verdicts;
    for (std::size_t row = 0; row < card.rows(); ++row) ++verdicts[card.text(row, card.column("verdict"))];
    CHECK(verdicts == std::map<std::string, int>{{"near", 2}, {"not near", 3}, {"not measurable", 1}});
    CHECK(card.text(4, card.column("fact")) == "own price");
    CHECK(card.text(4, card.column("model")) == "Own store");
    CHECK(card.number(0, card.column("replications")) == 3);
    // The scenario as it is, and the markup down and up: three settings of two models in three replications.
    CHECK(read_csv(folder / "card/runs.csv").rows() == 3 * 2 * 3);
    const std::string page = contents(folder / "card/report.html");
    for (const char* part : {"<section id=\"scorecard\"", "impossible stars", "nobody flees so fast", "✗ not near"})
        CHECK_MESSAGE(page.find(part) != std::string::npos, part);
    // Page and workbook can be made anew from the tables.
    CHECK(run_pasar({"report", "card"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "card/report.html") == page);
}

TEST_CASE("a scorecard is the same bytes on any number of threads and from its manifest, which remembers the facts") {
    const TemporaryFolder folder;
    REQUIRE(score_small(folder, {"--facts", "mine.json", "--out", "one", "--threads", "1", "-q"}).exit_code == 0);
    REQUIRE(score_small(folder, {"--facts", "mine.json", "--out", "three", "--threads", "3", "-q"}).exit_code == 0);
    fs::remove(folder / "mine.json");
    const Outcome again = run_pasar({"run", "one/manifest.json", "--out", "again", "-q"}, folder.path());
    CHECK_MESSAGE(again.exit_code == 0, again.err);
    for (const char* file : {"scorecard.csv", "runs.csv"}) {
        const std::string known = contents(folder / "one" / file);
        CHECK(known.size() > 100);
        CHECK(contents(folder / "three" / file) == known);
        CHECK(contents(folder / "again" / file) == known);
    }
}

TEST_CASE("without a scenario the shipped one is held against the shipped facts") {
    const TemporaryFolder folder;
    const Outcome outcome = run_pasar(
        {"scorecard", "--set", "market.buyers=500", "--set", "days=20", "--replications", "2", "--out", "card"},
        folder.path());
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const CsvTable card = read_csv(folder / "card/scorecard.csv");
    std::set<std::string> facts;
    for (std::size_t row = 0; row < card.rows(); ++row) facts.insert(card.text(row, card.column("fact")));
    CHECK(facts.size() >= 30);
    // So short a run says why it cannot tell what a year would.
    CHECK(outcome.out.find("needs 365 days that count, and the run has 20") != std::string::npos);
    CHECK(outcome.out.find("platforms per buyer: needs several platforms in one world.") != std::string::npos);
}

TEST_CASE("scorecard refuses facts that cannot be read before anything is run") {
    const TemporaryFolder folder;
    folder.write("wrong.json", R"({ "facts": [
  { "name": "a", "what": "b", "source": "c", "measure": "conversoin", "low": 0 } ] })");
    const Outcome wrong = score_small(folder, {"--facts", "wrong.json"});
    CHECK(wrong.exit_code == 2);
    CHECK_MESSAGE(wrong.err.find("wrong.json:2: /facts/0/measure: found \"conversoin\"") != std::string::npos,
                  wrong.err);
    CHECK(wrong.err.find("did you mean \"conversion\"?") != std::string::npos);
    const Outcome missing = score_small(folder, {"--facts", "nowhere.json"});
    CHECK(missing.exit_code == 2);
    CHECK_MESSAGE(missing.err.find("nowhere.json") != std::string::npos, missing.err);
    CHECK(fs::exists(folder / "results") == false);
    CHECK(run_pasar({"scorecard", "--resume", "x", "--facts", "mine.json"}, folder.path()).exit_code == 2);
}
