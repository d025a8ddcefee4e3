#include "reports/result/tables.h"

#include <doctest/doctest.h>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "sim/counts/applies.h"
#include "sim/counts/measures.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;

namespace {

Scenario two_models() {
    Scenario scenario;
    scenario.days = 2;
    scenario.replications = 2;
    scenario.start_date = "2027-12-31";
    scenario.models.resize(2);
    scenario.models[0].name = "Marketplace";
    scenario.models[1].name = "=cmd(), \"own\"";
    return scenario;
}

RunResult result_of(std::size_t model, std::int64_t replication) {
    RunResult result;
    result.model = model;
    result.replication = replication;
    result.days.resize(2);
    result.days[1].counts[static_cast<std::size_t>(Count::Orders)] = 7;
    result.kpis.assign(kKpiCount, static_cast<double>(model) + 0.25 * static_cast<double>(replication));
    std::size_t last = kKpiCount - 1;  // of those that stand in every table
    while (is_of_competition(kpi_info(last).name)) --last;
    result.kpis[last] = std::nan("");
    Table segments{.file = "segments", .row_is = "a segment", .columns = {}, .cells = {}};
    segments.columns = {{"segment", "", "name"}, {"orders", "order", "orders"}, {"share", "share", "of orders"}};
    segments.cells = {Cell{std::string("rational")}, Cell{std::int64_t{5}}, Cell{0.5}};
    result.tables.push_back(segments);
    return result;
}

/// The figures that the results of result_of() have.
KeyFigures figures_of(const Scenario& scenario) {
    KeyFigures figures{.models = {0, 1}, .replications = scenario.replications, .kpis = kKpiCount, .values = {}};
    for (std::int64_t replication = 0; replication < scenario.replications; ++replication) {
        for (std::size_t model = 0; model < 2; ++model) {
            const RunResult result = result_of(model, replication);
            figures.values.insert(figures.values.end(), result.kpis.begin(), result.kpis.end());
        }
    }
    return figures;
}

std::vector<FileRecord> write_all(const TemporaryFolder& folder, const Scenario& scenario, bool with_pairs) {
    ResultTables tables(folder.path(), scenario);
    for (std::int64_t replication = 0; replication < 2; ++replication) {
        for (std::size_t model = 0; model < 2; ++model) tables.add(result_of(model, replication));
    }
    return tables.finish(compare_figures(figures_of(scenario)), with_pairs);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("dates go on over the end of a year") {
    const Scenario scenario = two_models();
    CHECK(date_of_day(scenario, 0) == "2027-12-31");
    CHECK(date_of_day(scenario, 1) == "2028-01-01");
    CHECK(date_of_day(scenario, 60) == "2028-02-29");
}

TEST_CASE("money is told in the scenario's currency") {
    const Scenario scenario = two_models();
    CHECK(unit_in_reports("money", scenario) == "IDR");
    CHECK(unit_in_reports("money per order", scenario) == "IDR per order");
    CHECK(unit_in_reports("share", scenario) == "share");
}

TEST_CASE("amounts in tables are in the main unit, exact and with the digits of their currency") {
    Scenario scenario = two_models();
    scenario.currency = "USD";
    RunResult result = result_of(0, 0);
    // More than a double holds to the cent.
    result.days[1].counts[static_cast<std::size_t>(Count::Gmv)] = 9'007'199'254'740'993;
    Table& table = result.tables.front();
    table.columns = {{"orders", "order", ""}, {"gmv", "money", ""}, {"price", "money per unit", ""}};
    table.cells = {Cell{std::int64_t{5}}, Cell{std::int64_t{-1250}}, Cell{1250.5}};
    const TemporaryFolder folder;
    {
        ResultTables tables(folder.path(), scenario);
        tables.add(result);
        static_cast<void>(tables.checkpoint(false));
        static_cast<void>(tables.finish(compare_figures(figures_of(scenario)), true));
    }
    CHECK(lines_of(contents(folder / "segments.csv"))[1] == "Marketplace,1,5,-12.50,12.505\r");
    const std::vector<std::string> daily = lines_of(contents(folder / "daily.csv"));
    CHECK(daily[1].find(",0.00,") != std::string::npos);
    CHECK(daily[2].find(",90071992547409.93,") != std::string::npos);
    CHECK(lines_of(contents(folder / "summary.csv"))[1].find(",USD,") != std::string::npos);
}

TEST_CASE("daily.csv has a row for every day of every run, in the order of the runs") {
    const TemporaryFolder folder;
    static_cast<void>(write_all(folder, two_models(), true));
    const std::vector<std::string> lines = lines_of(contents(folder / "daily.csv"));
    REQUIRE(lines.size() == 1 + 2 * 2 * 2);
    CHECK(lines[0].starts_with("model,replication,date,day,counted,visits,"));
    CHECK(lines[1].starts_with("Marketplace,1,2027-12-31,0,yes,0,"));
    CHECK(lines[2].starts_with("Marketplace,1,2028-01-01,1,yes,0,"));
    CHECK(lines[3].starts_with("\"'=cmd(), \"\"own\"\"\",1,2027-12-31,0,yes,0,"));
    CHECK(lines[5].starts_with("Marketplace,2,"));
}

TEST_CASE("daily.csv says yes of the days that count, and no of the warm-up") {
    const TemporaryFolder folder;
    Scenario scenario = two_models();
    scenario.warm_up = 1;
    static_cast<void>(write_all(folder, scenario, true));
    const std::vector<std::string> lines = lines_of(contents(folder / "daily.csv"));
    CHECK(lines[1].starts_with("Marketplace,1,2027-12-31,0,no,"));
    CHECK(lines[2].starts_with("Marketplace,1,2028-01-01,1,yes,"));
}

TEST_CASE("a run's own tables get model and replication in front") {
    const TemporaryFolder folder;
    static_cast<void>(write_all(folder, two_models(), true));
    const std::vector<std::string> lines = lines_of(contents(folder / "segments.csv"));
    REQUIRE(lines.size() == 5);
    CHECK(lines[0] == "model,replication,segment,orders,share\r");
    CHECK(lines[1] == "Marketplace,1,rational,5,0.5\r");
}

TEST_CASE("summary.csv and comparison.csv say how surely") {
    const TemporaryFolder folder;
    static_cast<void>(write_all(folder, two_models(), true));
    const std::vector<std::string> summary = lines_of(contents(folder / "summary.csv"));
    // Those of platforms that compete stand nowhere else.
    std::size_t told = 0;
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) told += is_of_competition(kpi_info(kpi).name) ? 0 : 1;
    REQUIRE(told + 10 == kKpiCount);
    REQUIRE(summary.size() == 1 + 2 * told);
    // Mean of 0 and 0.25, their deviation, and 12.7062 standard errors around.
    const std::string first(kpi_info(0).name);
    CHECK(summary[1].starts_with("Marketplace," + first + ","));
    CHECK(summary[1].find(",0.125,0.176776695297,-1.46327559") != std::string::npos);

    const std::vector<std::string> comparison = lines_of(contents(folder / "comparison.csv"));
    REQUIRE(comparison.size() == 1 + told);
    CHECK(comparison[1].starts_with(first + ","));
    CHECK(comparison[1].find(",Marketplace,1.125,0.125,1,1,1,2,") != std::string::npos);
    // A figure that no replication has is empty, and nothing can be said of it.
    CHECK(comparison.back().find(",,,,,,0,,,,,,0,no value") != std::string::npos);
}

TEST_CASE("a run without a comparison has no comparison.csv, and every file is recorded") {
    const TemporaryFolder folder;
    const std::vector<FileRecord> records = write_all(folder, two_models(), false);
    CHECK_FALSE(std::filesystem::exists(folder / "comparison.csv"));
    REQUIRE(records.size() == 4);
    for (const FileRecord& record : records) {
        const std::string text = contents(folder / record.name);
        CHECK(record.bytes == text.size());
        CHECK(record.sha256 == sha256_of(text));
        CHECK(record.rows == static_cast<std::int64_t>(lines_of(text).size()) - 1);
    }
}
