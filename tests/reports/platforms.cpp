// Platforms that compete, on the page and in the workbook: what is told of them is what the runs had.
#include "reports/page/page_platforms.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/page/page.h"
#include "reports/result/manifest.h"
#include "reports/result/tables.h"
#include "reports/workbook/workbook.h"
#include "scenarios/read.h"
#include "sim/experiments/arms.h"
#include "sim/world/run.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kMean = "<i>Store</i> & \\\"sons\\\"";

LoadedScenario market_of_platforms() {
    return load_scenario_text(
        std::string(R"({"name": "Three", "extends": "presets/indonesia.json", "days": 75, "warm_up": 10,
        "market": {"buyers": 600, "wishes": {"rate_per_day": 0.1}, "awareness": {"initially_aware": 0.8}}, "replications": 3,
        "models": [{"name": "Marketplace", "extends": "presets/c2c_marketplace.json"},
                   {"name": ")") +
        kMean +
        R"(", "extends": "presets/online_store.json"},
                   {"name": "Rival", "extends": "presets/c2c_marketplace.json", "competition": {"opens_on": 20}}]})");
}

/// As pasar compete leaves its tables in a folder, and the manifest of that.
Json competition_in(const TemporaryFolder& folder, const LoadedScenario& loaded) {
    const Scenario& scenario = loaded.scenario;
    const std::vector<std::size_t> models = all_models(scenario);
    const Arms arms = arms_without(scenario, models, models);
    ResultTables tables(folder.path(), arms.scenario);
    ReplicateOptions options;
    run_arms(options, scenario, arms);
    options.sink = [&](RunResult&& result) { tables.add(result); };
    const Comparison comparison = compare(arms.scenario, options);
    std::vector<FileRecord> files = tables.finish(comparison, true);
    files.push_back(write_table(
        folder.path(), with_units_in_reports(
                           gains_table(scenario, gains_of(arms, comparison.figures, {find_kpi("orders")})), scenario)));
    Json manifest{{"version", "0.0"},
                  {"command", "compete"},
                  {"scenario_file", "market.json"},
                  {"scenario_sha256", "abc"},
                  {"seed", 7},
                  {"replications", scenario.replications},
                  {"answer", {"They compete."}},
                  {"scenario", *loaded.resolved}};
    std::vector<ToldArm> told;
    for (const Arm& arm : arms.arms) {
        told.push_back({.name = arm.name, .platform = scenario.models[arm.model].name, .world = {}});
        for (const std::size_t model : arms.worlds[arm.world].models)
            told.back().world.push_back(scenario.models[model].name);
    }
    add_arms(manifest, told);
    add_files(manifest, files);
    return manifest;
}

std::int64_t orders_of(const DayRow& day) { return day.counts[static_cast<std::size_t>(Count::Orders)]; }

/// Files of the workbook, unpacked by Debian's unzip.
std::string unpacked(const std::filesystem::path& workbook, const std::string& names) {
    const std::string command = "unzip -p '" + workbook.string() + "' '" + names + "'";
    std::FILE* const pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), count);
    pclose(pipe);
    return text;
}

std::string section_in(const std::string& page, const std::string& id) {
    const std::size_t begin = page.find("<section id=\"" + id + "\"");
    REQUIRE(begin != std::string::npos);
    return page.substr(begin, page.find("</section>", begin) - begin);
}

}  // namespace

TEST_CASE("shares, flows and buyers of several platforms are those of the runs of the world that has all") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = market_of_platforms();
    const Json manifest = competition_in(folder, loaded);
    const PageSource source = read_page_source(folder.path(), manifest);
    CHECK(source.models.size() == 9);  // three platforms, and three worlds of two
    const ShownPlatforms shown = read_shown_platforms(source);
    REQUIRE(shown.models == std::vector<std::size_t>{0, 1, 2});
    CHECK(shown.replications == 3);
    REQUIRE(shown.count_days() == 75);

    // From the runs themselves.
    std::vector<std::vector<RunResult>> runs;
    for (std::int64_t replication = 0; replication < 3; ++replication)
        runs.push_back(run_competition(loaded.scenario, shown.models, replication));
    for (const std::size_t day : {std::size_t{0}, std::size_t{40}, std::size_t{74}}) {
        double sum = 0.0;
        for (std::size_t p = 0; p < 3; ++p) {
            std::int64_t own = 0, all = 0;
            for (const std::vector<RunResult>& run : runs)
                for (std::size_t d = day < 6 ? 0 : day - 6; d <= day; ++d)
                    for (std::size_t q = 0; q < 3; ++q) {
                        all += orders_of(run[q].days[d]);
                        own += q == p ? orders_of(run[q].days[d]) : 0;
                    }
            CHECK(shown.share(0, p, day) == doctest::Approx(static_cast<double>(own) / static_cast<double>(all)));
            sum += shown.share(0, p, day);
        }
        CHECK(sum == doctest::Approx(1.0));
    }
    CHECK(shown.share(0, 2, 19) == 0.0);  // not open yet
    CHECK(shown.share(0, 2, 74) > 0.0);

    // Every order came from somewhere, and nobody comes from a platform that was not there.
    const auto whole = shown.arrivals_in(0, shown.arrivals.size() - 1);
    REQUIRE(whole.size() == 4);
    for (std::size_t to = 0; to < 3; ++to) {
        double arrived = 0.0, placed = 0.0;
        for (const auto& row : whole) arrived += row[to];
        for (const std::vector<RunResult>& run : runs)
            for (const DayRow& day : run[to].days) placed += static_cast<double>(orders_of(day)) / 3.0;
        CHECK(arrived == doctest::Approx(placed));
    }
    CHECK(whole[0][1] > 0.0);

    for (std::size_t a = 0; a < 3; ++a) {
        CHECK(shown.buyers[a] > 0.0);
        CHECK(shown.used[a][0] + shown.used[a][1] + shown.used[a][2] == doctest::Approx(1.0));
        CHECK(1.0 - shown.used[a][0] == doctest::Approx(source.measure("multi_homers")->models[a].mean));
        CHECK(std::isnan(shown.duplication[a][a]));
        for (std::size_t b = 0; b < 3; ++b)
            if (a != b) CHECK(shown.duplication[a][b] == doctest::Approx(shown.duplication[b][a]));
    }
}

TEST_CASE(
    "the page of a competition has a section of its platforms with a table behind each chart, safe for any name") {
    const TemporaryFolder folder;
    const Json manifest = competition_in(folder, market_of_platforms());
    (void)write_page(folder.path(), manifest);
    const std::string page = contents(folder / "report.html");
    const std::string section = section_in(page, "platforms");
    for (const char* chart : {"platform-shares", "platform-flows", "platform-gains", "platform-homes"}) {
        CAPTURE(chart);
        CHECK(section.find("id=\"chart-" + std::string(chart) + "\"") != std::string::npos);
        CHECK(page.find("\"" + std::string(chart) + "\":") != std::string::npos);
    }
    for (const char* words : {"Shares of the market", "Where buyers come from", "Who wins whom",
                              "Buyers of several platforms", "nowhere before", "new to the market"}) {
        CAPTURE(words);
        CHECK(section.find(words) != std::string::npos);
    }
    std::size_t tables = 0;
    for (std::size_t at = section.find("<table"); at != std::string::npos; at = section.find("<table", at + 1))
        ++tables;
    CHECK(tables == 5);
    CHECK(page.find("<i>Store") == std::string::npos);
    CHECK(section.find("&lt;i&gt;Store&lt;/i&gt; &amp; ") != std::string::npos);
    CHECK(section.find("without") == section.find("without it"));  // worlds with one missing are no platforms
    CHECK(section.find("nan") == std::string::npos);
}

TEST_CASE("the workbook of a competition has a chart of shares, one of flows, and a sheet of flows in colour") {
    const TemporaryFolder folder;
    const Json manifest = competition_in(folder, market_of_platforms());
    (void)write_workbook(folder.path(), manifest);
    const std::string names = unpacked(folder / "report.xlsx", "xl/workbook.xml");
    CHECK(names.find("Flows in colour") != std::string::npos);
    for (const char* table : {"shares", "flows", "multihoming", "duplication", "gains"})
        CHECK(names.find("name=\"" + std::string(table) + "\"") != std::string::npos);
    const std::string charts = unpacked(folder / "report.xlsx", "xl/charts/*.xml");
    CHECK(charts.find("Share of orders by platform") != std::string::npos);
    CHECK(charts.find("Orders by where their buyer had last ordered") != std::string::npos);
    CHECK(charts.find("<c:areaChart>") != std::string::npos);
}

TEST_CASE("a result in which nothing competes has no section of platforms") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = market_of_platforms();
    ResultTables tables(folder.path(), loaded.scenario);
    ReplicateOptions options;
    options.models = {0, 1};
    options.sink = [&](RunResult&& result) { tables.add(result); };
    (void)tables.finish(compare(loaded.scenario, options), true);
    const Json manifest{
        {"version", "0.0"}, {"command", "compare"}, {"seed", 7}, {"replications", 3}, {"scenario", *loaded.resolved}};
    CHECK(read_shown_platforms(read_page_source(folder.path(), manifest)).is_empty());
    (void)write_page(folder.path(), manifest);
    CHECK(contents(folder / "report.html").find("id=\"platforms\"") == std::string::npos);
}
