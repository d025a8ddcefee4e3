// pasar compete and --world compete from outside.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
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

using Words = std::vector<std::string>;

constexpr const char* kNoOutside = R"({
  "name": "Three", "extends": "presets/indonesia.json", "days": 30, "replications": 2,
  "market": { "buyers": 1500, "outside": { "share": 0 } },
  "models": [
    { "name": "A", "extends": "presets/c2c_marketplace.json" },
    { "name": "B", "extends": "presets/online_store.json" },
    { "name": "C", "extends": "presets/c2c_marketplace.json" }
  ]
})";

std::set<std::string> texts_of_column(const fs::path& table, std::string_view column) {
    CsvReader reader(table);
    const std::size_t position = reader.column(column);
    std::set<std::string> texts;
    while (reader.next()) texts.emplace(reader.text(position));
    return texts;
}

void check_not_competing(const TemporaryFolder& folder, const Words& words, const std::string& why) {
    const Outcome outcome = run_pasar(words, folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(outcome.err.find(why) != std::string::npos, outcome.err);
}

void check_same_bytes_of_worlds(const fs::path& one, const fs::path& other) {
    std::size_t tables = 0;
    for (const auto& entry : fs::directory_iterator(one)) {
        if (entry.path().extension() != ".csv") continue;
        ++tables;
        CHECK_MESSAGE(contents(entry.path()) == contents(other / entry.path().filename()),
                      entry.path().filename().string());
    }
    CHECK(tables > 20);
}

}  // namespace

TEST_CASE("compete says who has which share and what each takes from the other, and leaves the tables behind it") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome = run_pasar({"compete", "small.json", "--hash"}, folder.path());
    REQUIRE_MESSAGE(outcome.exit_code == 0, outcome.err);
    for (const char* told :
         {"All platforms in one market", "order share, % of orders",
          "Where the buyers of an order had last ordered:", "Marketplace, without others and with all",
          "Shares of all orders: Marketplace ", "so many would have been placed elsewhere without it: ",
          "Buyers who ordered on another platform as well: ", "(market.outside.share is 0.5)", "hash "})
        CHECK_MESSAGE(outcome.out.find(told) != std::string::npos, told);
    const fs::path result = folder / "results/small-compete";
    const std::set<std::string> arms{"Marketplace", "Own store", "Marketplace alone", "Own store alone"};
    for (const char* table : {"daily.csv", "kpis.csv", "summary.csv", "shares.csv", "flows.csv", "multihoming.csv"})
        CHECK(texts_of_column(result / table, "model") == arms);
    CHECK(texts_of_column(result / "gains.csv", "entrant") == std::set<std::string>{"Marketplace", "Own store"});
    CHECK(texts_of_column(result / "gains.csv", "source") == std::set<std::string>{"all", "new", "platform"});
    CHECK(texts_of_column(result / "duplication.csv", "other") == std::set<std::string>{"Marketplace", "Own store"});
    const auto manifest = nlohmann::json::parse(contents(result / "manifest.json"));
    CHECK(manifest["arms"].size() == 4);
    CHECK(manifest["arms"][2]["name"] == "Own store alone");
    CHECK(manifest["arms"][2]["platform"] == "Own store");
    CHECK(manifest["answer"][0].get<std::string>().starts_with("Shares of all orders: "));
    REQUIRE(run_pasar({"report", "results/small-compete"}, folder.path()).exit_code == 0);
    REQUIRE(
        run_pasar({"run", "results/small-compete/manifest.json", "-q", "--out", "again"}, folder.path()).exit_code ==
        0);
    check_same_bytes_of_worlds(result, folder / "again");
}

TEST_CASE("one, three or no threads more, the same bytes of a world of several platforms") {
    const TemporaryFolder folder;
    folder.write("three.json", kNoOutside);
    for (const char* threads : {"1", "3"})
        REQUIRE(run_pasar({"compete", "three.json", "-q", "--threads", threads, "--out", threads}, folder.path())
                    .exit_code == 0);
    check_same_bytes_of_worlds(folder / "1", folder / "3");
}

TEST_CASE("which platforms are missing, and which are in the world at all, is said on the command line") {
    const TemporaryFolder folder;
    folder.write("three.json", kNoOutside);
    const auto arms = [&](const Words& more) {
        Words words{"compete", "three.json", "-q", "--out", std::to_string(folder.names().size())};
        words.insert(words.end(), more.begin(), more.end());
        const std::string out = words[4];
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        return texts_of_column(folder / out / "kpis.csv", "model");
    };
    using Names = std::set<std::string>;
    CHECK(arms({}) == Names{"A", "B", "C", "A without B", "A without C", "B without A", "B without C", "C without A",
                            "C without B"});
    CHECK(arms({"--without", "B"}) == Names{"A", "B", "C", "A without B", "C without B"});
    CHECK(arms({"--alone"}) == Names{"A", "B", "C", "A alone", "B alone", "C alone"});
    CHECK(arms({"--model", "A", "--model", "C", "--without", "C"}) == Names{"A", "C", "A alone"});
}

TEST_CASE("what cannot compete is refused, with where it stands and why") {
    const TemporaryFolder folder;
    folder.write("one.json", R"({"extends": "presets/indonesia.json",
        "models": [{"name": "A", "extends": "presets/c2c_marketplace.json"}]})");
    folder.write("small.json", small_scenario());
    folder.write("feed.json", R"({"extends": "presets/indonesia.json", "models": [
        {"name": "A", "extends": "presets/online_store.json"},
        {"name": "B", "extends": "presets/content_community.json"}]})");
    check_not_competing(folder, {"compete", "one.json"},
                        "a competition needs at least two platforms, and this scenario has one model; use pasar run");
    check_not_competing(folder, {"compete", "small.json", "--model", "Own store"}, "and one was named");
    check_not_competing(folder, {"compete", "small.json", "--without", "Own stor"}, "did you mean \"Own store\"?");
    check_not_competing(folder, {"compete", "feed.json"}, "/models/1/matching/kind: found \"feed\"");
    check_not_competing(folder, {"compete", "feed.json"}, "takes no buyer from a shop");
    const std::string vary = "market.choice.price=1:3:2";
    check_not_competing(folder, {"sweep", "feed.json", "--vary", vary, "--world", "compete"},
                        "takes no buyer from a shop");
    check_not_competing(folder, {"sweep", "one.json", "--vary", vary, "--world", "compete"},
                        "nobody for it to compete with");
    check_not_competing(folder, {"sweep", "small.json", "--vary", vary, "--world", "both"}, "compete");
    check_not_competing(folder, {"sweep", "small.json", "--vary", vary, "--measure", "order_share"},
                        "exists only where models share one world");
    check_not_competing(folder, {"compare", "small.json", "--measure", "multi_homers"},
                        "exists only where models share one world");
}

TEST_CASE("key figures of platforms that compete stand in no table of others") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    REQUIRE(run_pasar({"compare", "small.json", "-q", "--out", "alone"}, folder.path()).exit_code == 0);
    CHECK_FALSE(texts_of_column(folder / "alone/kpis.csv", "measure").contains("order_share"));
    CHECK_FALSE(fs::exists(folder / "alone/shares.csv"));
    const Words sweep{"sweep", "small.json", "--vary", "models.Marketplace.revenue.commission=0:0.3:2", "-q"};
    for (const char* world : {"alone", "compete"}) {
        Words words = sweep;
        words.insert(words.end(), {"--world", world, "--out", std::string("sweep ") + world});
        REQUIRE(run_pasar(words, folder.path()).exit_code == 0);
    }
    CHECK_FALSE(CsvReader(folder / "sweep alone/runs.csv").find("order_share").has_value());
    CsvReader runs(folder / "sweep compete/runs.csv");
    const std::size_t share = runs.column("order_share"), model = runs.column("model");
    double sum = 0.0;
    std::size_t rows = 0;
    for (; runs.next(); ++rows) sum += runs.number(share);
    CHECK(rows == 2 * 2 * 3);
    CHECK(sum == doctest::Approx(2 * 3));
    (void)model;
    REQUIRE(run_pasar({"report", "sweep compete"}, folder.path()).exit_code == 0);
    const auto manifest = nlohmann::json::parse(contents(folder / "sweep compete/manifest.json"));
    CHECK(manifest["options"]["world"] == "compete");
    // A parameter of the marketplace moves the store, where they share their buyers.
    CHECK(texts_of_column(folder / "sweep compete/effects.csv", "model") ==
          std::set<std::string>{"Marketplace", "Own store"});
}

TEST_CASE("from which commission on the rival wins is a question to a world of both") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome =
        run_pasar({"break-even", "small.json", "--vary", "models.Marketplace.revenue.commission=0:0.4", "--world",
                   "compete", "--measure", "order_share", "--set", "market.outside.share=0", "--out", "even"},
                  folder.path());
    REQUIRE_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(outcome.out.find("The models share one world (--world compete)") != std::string::npos);
    REQUIRE(run_pasar({"break-even", "even/manifest.json", "-q", "--out", "again"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "even/runs.csv") == contents(folder / "again/runs.csv"));
}

TEST_CASE("a scenario with a firm asks where it should sell, also where it names its channels") {
    const TemporaryFolder folder;
    const Words small{"--set", "market.buyers=1500", "--set", "days=40", "--replications", "2"};
    const auto asked = [&](Words words) {
        words.insert(words.end(), small.begin(), small.end());
        return run_pasar(words, folder.path());
    };
    const Outcome usual = asked({"compete", "my-shop", "--out", "usual"});
    CHECK(usual.exit_code == 0);
    CHECK_MESSAGE(usual.out.find("Where My shop sells") != std::string::npos, usual.out);
    const Outcome named =
        asked({"compete", "my-shop", "--set", R"(firm.channels=["Marketplace","My store"])", "--out", "named"});
    CHECK_MESSAGE(named.exit_code == 0, named.err);
    CHECK(texts_of_column(folder.path() / "named" / "summary.csv", "model") ==
          std::set<std::string>{"Marketplace", "My store", "Marketplace only", "My store only",
                                "Marketplace (My shop on My store)"});
    const Outcome one = asked({"compete", "my-shop", "--set", R"(firm.channels=["Marketplace"])", "--out", "one"});
    CHECK(one.exit_code == 2);
    CHECK_MESSAGE(one.err.find("name both channels, or none for all") != std::string::npos, one.err);
    // The page holds the choices against each other by what they earn in all channels, not single platforms.
    const std::string page = contents(folder.path() / "usual" / "report.html");
    const std::size_t cards = page.find("<ul class=\"cards\">");
    REQUIRE(cards != std::string::npos);
    const std::string first = page.substr(cards, page.find("</ul>", cards) - cards);
    CHECK_MESSAGE(first.find("firm profit, all channels") != std::string::npos, first);
    for (const char* choice : {"Marketplace + My store: ", "Marketplace: ", "My store: "})
        CHECK_MESSAGE(first.find(choice) != std::string::npos, first);
    CHECK(first.find("platform contribution") == std::string::npos);
    CHECK(page.find("Where My shop sells, the best first") != std::string::npos);
    CHECK(page.find("My store (of Marketplace + My store)") != std::string::npos);
    const std::string vary = "models.Marketplace.revenue.commission=0.05:0.3";
    const Outcome turns =
        asked({"break-even", "my-shop", "--world", "channels", "--vary", vary, "--steps", "2", "--out", "turns"});
    CHECK_MESSAGE(turns.exit_code == 0, turns.err);
    CHECK_MESSAGE(turns.out.find("firm profit, all channels") != std::string::npos, turns.out);
    CHECK(asked({"ladder", "my-shop", "--world", "channels"}).exit_code == 2);
    CHECK(asked({"why", "my-shop", "--world", "channels"}).exit_code == 2);
}

TEST_CASE("a firm may ask for two of three models, and a store that it does not name stays shut") {
    const TemporaryFolder folder;
    auto scenario = nlohmann::json::parse(run_pasar({"new", "firm"}, folder.path()).out);
    scenario["models"].insert(scenario["models"].begin() + 1, scenario["models"][0]);
    scenario["models"][1]["name"] = "Marketplace B";
    scenario["days"] = 40;
    const auto asked = [&](const std::vector<std::string>& channels, const std::string& name) {
        scenario["firm"]["channels"] = channels;
        folder.write(name + ".json", scenario.dump());
        return run_pasar(
            {"compete", name + ".json", "--set", "market.buyers=1500", "--replications", "2", "--out", name},
            folder.path());
    };
    const Outcome without_store = asked({"Marketplace", "Marketplace B"}, "markets");
    CHECK_MESSAGE(without_store.exit_code == 0, without_store.err);
    CHECK(texts_of_column(folder.path() / "markets" / "shares.csv", "model").count("My store") == 0);
    const Outcome with_store = asked({"Marketplace", "My store"}, "store");
    CHECK_MESSAGE(with_store.exit_code == 0, with_store.err);
    // In the first world each platform has its own name, whether the firm sells there or not.
    CHECK(texts_of_column(folder.path() / "store" / "summary.csv", "model").count("Marketplace B") == 1);
    const Outcome all = asked({}, "all");
    CHECK_MESSAGE(all.exit_code == 0, all.err);
    CHECK_MESSAGE(all.out.find("Of 3 channels each by itself and all together were tried") != std::string::npos,
                  all.out);
    const Outcome one = asked({"Marketplace"}, "one");
    CHECK_MESSAGE(one.exit_code == 0, one.err);
    CHECK_MESSAGE(one.out.find("My shop sells on Marketplace alone (firm.channels).") != std::string::npos, one.out);
    CHECK(texts_of_column(folder.path() / "one" / "summary.csv", "model").count("My store") == 0);
}
