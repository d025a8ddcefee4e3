// Lists of a scenario that stand in CSV files.
#include "scenarios/from_table.h"

#include <nlohmann/json.hpp>

#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

constexpr const char* kScenario = R"({ "name": "Test",
  "market": {
    "season": { "table": "season.csv" },
    "couriers": { "table": "tables/couriers.csv" } },
  "models": [{ "name": "A" }] })";

/// All that is said against a scenario in this folder, a line each.
std::string said_against(const std::filesystem::path& file) {
    try {
        static_cast<void>(load_scenario(file));
    } catch (const InvalidScenario& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a season curve and couriers are taken from tables, and the resolved scenario needs them no more") {
    const TemporaryFolder folder;
    const auto file = folder.write("my.json", kScenario);
    folder.write("season.csv", "day,factor\r\n0,1.5\r\n1,2\r\n7,0.25\r\n");
    folder.write("tables/couriers.csv", "\xEF\xBB\xBFname,price,loss\n\"Kurir, cepat\",12000,0.01\n=Express,,\n");
    const LoadedScenario loaded = load_scenario(file);
    const MarketSpec& market = loaded.scenario.market;
    REQUIRE(market.season.size() == 3);
    CHECK(market.season[0].name == "season 1");
    CHECK(market.season[2].day == 7);
    CHECK(market.season[2].days == 1);
    CHECK(market.season[2].factor == 0.25);
    REQUIRE(market.couriers.size() == 2);
    CHECK(market.couriers[0].name == "Kurir, cepat");
    CHECK(market.couriers[0].price == Money{12000});
    CHECK(market.couriers[1].name == "=Express");
    CHECK(market.couriers[1].loss == CourierSpec{}.loss);
    CHECK(to_string(loaded.origins.of("/market/season/2/factor")) == (folder / "season.csv").string() + ":4");

    const auto resolved = folder.write("resolved.json", loaded.resolved->dump());
    std::filesystem::remove(folder / "season.csv");
    std::filesystem::remove_all(folder / "tables");
    CHECK(*load_scenario(resolved).resolved == *loaded.resolved);
}

TEST_CASE("a bad row is named by file, line and column") {
    const TemporaryFolder folder;
    const auto file = folder.write("my.json", kScenario);
    const std::string season = (folder / "season.csv").string();
    folder.write("tables/couriers.csv", "name\nA\n");
    folder.write("season.csv", "day,factor\n0,1.5\n\n-3,much\n");
    CHECK(said_against(file).find(season + ":4: /market/season/1/day: found -3; allowed: a whole number from 0") == 0);
    CHECK(said_against(file).find(season + ":4: /market/season/1/factor: found \"much\"; allowed: a number") !=
          std::string::npos);
    folder.write("season.csv", "day,faktor\n0,1.5\n");
    CHECK(said_against(file) ==
          season +
              ":1: column faktor: found an unknown column; allowed: name, date, day, days, factor, waits_days, "
              "waits_share, dip_days, dip_share; did you mean \"factor\"?");
    folder.write("season.csv", "day;faktor\n0;1.5\n");
    CHECK(said_against(file).starts_with(season + ":1: column faktor: found an unknown column"));
    folder.write("season.csv", "day,,factor\n0,,1.5\n");
    CHECK(said_against(file).starts_with(season + ":1: found a column without a name"));
    folder.write("season.csv",
                 "\xFF\xFE"
                 "d\0a\0");
    CHECK(said_against(file) ==
          season + ": found text in UTF-16; allowed: text in UTF-8; save the sheet as \"CSV UTF-8\"");
    folder.write("season.csv", "PK\x03\x04 and so on");
    CHECK(said_against(file).starts_with(season + ": found a workbook (.xlsx, .ods)"));
    folder.write("season.csv", "day,factor\n0\n");
    CHECK(said_against(file) == season + ":2: found 1 cell; allowed: 2, as many as in the header");
    // The rows after it are looked at as well.
    folder.write("season.csv", "day,factor\n0\n1,much\n");
    CHECK(said_against(file).starts_with(season + ":2: found 1 cell; allowed: 2"));
    CHECK(said_against(file).find(season + ":3: /market/season/0/factor: found \"much\"") != std::string::npos);
    folder.write("season.csv", "day,factor\n0,\"1\n");
    CHECK(said_against(file).find(season + ":2: found a quotation mark that is never closed") == 0);
    folder.write("season.csv", "");
    CHECK(said_against(file).find(season + ": found no header") == 0);
    std::string long_season = "day,factor\n";
    for (int day = 0; day < 401; ++day) long_season += std::to_string(day) + ",1\n";
    folder.write("season.csv", long_season);
    CHECK(said_against(file).find("/market/season: found a list of 401") != std::string::npos);
}

TEST_CASE("tables lie beside the scenario or in the scenario folder, nowhere else") {
    const TemporaryFolder folder;
    const TemporaryFolder shipped;
    const ScenarioFolderIs here(shipped.path());
    shipped.write("season.csv", "day,factor\n3,2\n");
    const auto scenario = [&](const std::string& table) {
        return folder.write("inner/my.json", R"({ "name": "Test", "market": { "season": )" + table +
                                                 R"( }, "models": [{ "name": "A" }] })");
    };
    CHECK(load_scenario(scenario(R"({ "table": "season.csv" })")).scenario.market.season.at(0).day == 3);
    folder.write("outer.csv", "day,factor\n5,2\n");
    for (const char* name : {"../outer.csv", "/etc/passwd", "link.csv"}) {
        std::error_code ignored;
        std::filesystem::create_symlink(folder / "outer.csv", folder / "inner/link.csv", ignored);
        const std::string said = said_against(scenario(R"({ "table": ")" + std::string(name) + "\" }"));
        CHECK_MESSAGE(said.find("/market/season/table: found \"" + std::string(name)) != std::string::npos, said);
    }
    CHECK(said_against(scenario(R"({ "table": "seson.csv" })")).find("did you mean \"season.csv\"?") !=
          std::string::npos);
    CHECK(said_against(scenario(R"({ "table": 3 })")).find("/market/season/table: found no name") != std::string::npos);
    CHECK(said_against(scenario(R"({ "file": "season.csv" })")).find("/market/season: found an object") !=
          std::string::npos);
    CHECK(said_against(scenario(R"({ "table": "season.csv", "day": 3 })")).find("alone") != std::string::npos);
    CHECK(said_against(scenario("3")).ends_with(R"({ "table": "a file.csv" } may stand for the list)"));
}

TEST_CASE("a preset may bring a table, and a scenario another one in its place") {
    const TemporaryFolder folder;
    folder.write("base.csv", "day,factor\n1,2\n2,3\n");
    folder.write("mine.csv", "day,factor\n9,4\n");
    folder.write("base.json", R"({ "market": { "season": { "table": "base.csv" } } })");
    const auto file =
        folder.write("my.json", R"({ "name": "Test", "extends": "base.json", "models": [{ "name": "A" }] })");
    CHECK(load_scenario(file).scenario.market.season.size() == 2);
    const auto other = folder.write("other.json", R"({ "name": "Test", "extends": "base.json",
        "market": { "season": { "table": "mine.csv" } }, "models": [{ "name": "A" }] })");
    REQUIRE(load_scenario(other).scenario.market.season.size() == 1);
    CHECK(load_scenario(other).scenario.market.season[0].factor == 4.0);
}
