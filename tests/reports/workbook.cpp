#include "reports/workbook/workbook.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "reports/result/csv.h"
#include "reports/workbook/workbook_check.h"
#include "reports/workbook/workbook_file.h"
#include "reports/workbook/workbook_tables.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kHostileWords = "=cmd|' /C calc'!A0 </t><b>&\" 🛒 \x01";

/// A file of the workbook. Parts that are stored with deflate are unpacked by Debian's unzip.
std::string part(const std::filesystem::path& workbook, const std::string& name) {
    const std::string command = "unzip -p '" + workbook.string() + "' '" + name + "'";
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), count);
    pclose(pipe);
    return text;
}

std::size_t times_in(const std::string& text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

/// A result of two models, one of a hostile name, over three days and two replications.
Json small_result(const TemporaryFolder& folder) {
    const std::vector<std::string> models{kHostileWords, "Own store"};
    CsvFile daily(folder / "daily.csv", {"model", "replication", "date", "day", "counted", "gmv", "orders"});
    for (std::int64_t replication = 1; replication <= 2; ++replication) {
        for (const std::string& model : models) {
            for (std::int64_t day = 0; day < 3; ++day) {
                daily.text(model).number(replication).text("2026-01-0" + std::to_string(day + 1)).number(day);
                daily.text("yes").number(1000.0 * static_cast<double>(replication)).number(day + replication).end_row();
            }
        }
    }
    CsvFile summary(folder / "summary.csv", {"model", "measure", "unit", "mean", "standard_deviation", "confidence_low",
                                             "confidence_high", "replications"});
    for (const std::string& model : models) {
        summary.text(model)
            .text("conversion")
            .text("share of visits")
            .number(0.25)
            .number(0.01)
            .number(0.2)
            .number(0.3);
        summary.number(std::int64_t{2}).end_row();
    }
    CsvFile comparison(
        folder / "comparison.csv",
        {"measure", "unit", "model", "baseline", "model_mean", "baseline_mean", "difference", "confidence_low",
         "confidence_high", "replications", "share_won", "correlation", "variance_reduction", "verdict"});
    comparison.text("conversion")
        .text("share of visits")
        .text("Own store")
        .text(kHostileWords)
        .number(0.5)
        .number(0.25);
    comparison.number(0.25).number(0.2).number(0.3).number(std::int64_t{2}).number(1.0).number(0.5).number(0.5);
    comparison.text("better").end_row();
    Json files = Json::array();
    for (CsvFile* file : {&daily, &summary, &comparison}) {
        const FileRecord record = file->close();
        files.push_back(
            {{"name", record.name}, {"rows", record.rows}, {"bytes", record.bytes}, {"sha256", record.sha256}});
    }
    return {{"pasar_manifest", 1},
            {"version", "0.1.0"},
            {"command", "compare"},
            {"scenario_sha256", "abc"},
            {"seed", 7},
            {"replications", 2},
            {"answer", {"=Own store earns more.", "Second."}},
            {"files", files},
            {"scenario",
             {{"name", "=Test"},
              {"about", "About"},
              {"currency", "IDR"},
              {"days", 3},
              {"start_date", "2026-01-01"},
              {"seed", 7},
              {"market", {{"buyers", 100}}},
              {"models", Json::array({{{"name", kHostileWords}}, {{"name", "Own store"}}})}}}};
}

}  // namespace

TEST_CASE("the workbook has the answer in front, a sheet a table, charts, and the meaning of columns") {
    const TemporaryFolder folder;
    const Json manifest = small_result(folder);
    const FileRecord record = write_workbook(folder.path(), manifest);
    CHECK(record.name == "report.xlsx");
    CHECK(record.bytes == std::filesystem::file_size(folder / "report.xlsx"));
    CHECK(record.sha256 == sha256_of(contents(folder / "report.xlsx")));

    const std::string book = part(folder / "report.xlsx", "xl/workbook.xml");
    std::size_t before = 0;
    for (const char* name : {"Answer", "Charts", "comparison", "summary", "daily", "Columns"}) {
        const std::size_t at = book.find("<sheet name=\"" + std::string(name) + "\"");
        CHECK_MESSAGE(at != std::string::npos, name);
        CHECK(at > before);
        before = at;
    }
    const std::string answer = part(folder / "report.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(answer.find("Own store earns more.") != std::string::npos);
    CHECK(answer.find("<v>0.25</v>") != std::string::npos);
    // Two lines of days and a chart of differences.
    CHECK(part(folder / "report.xlsx", "xl/charts/chart1.xml").find("<c:scatterChart>") != std::string::npos);
    const std::string days = part(folder / "report.xlsx", "xl/charts/chart2.xml");
    CHECK(times_in(days, "<c:ser>") == 2);
    CHECK(days.find("daily!$E$4:$E$6") != std::string::npos);
    CHECK(days.find("daily!$E$7:$E$9") != std::string::npos);
}

TEST_CASE("days become means over replications, with dates, a frozen header and filters") {
    const TemporaryFolder folder;
    write_workbook(folder.path(), small_result(folder));
    const std::string daily = part(folder / "report.xlsx", "xl/worksheets/sheet5.xml");
    CHECK(daily.find("means over 2 replications") != std::string::npos);
    CHECK(times_in(daily, "<v>1500</v>") == 6);   // gmv
    CHECK(times_in(daily, "<v>46023</v>") == 2);  // 2026-01-01 counted from 1900, as spreadsheets do
    CHECK(daily.find("<v>3.5</v>") != std::string::npos);
    CHECK(daily.find("state=\"frozen\"") != std::string::npos);
    CHECK(daily.find("<autoFilter ref=\"A3:F9\"/>") != std::string::npos);
}

TEST_CASE("no text becomes a formula or breaks out of its cell") {
    const TemporaryFolder folder;
    write_workbook(folder.path(), small_result(folder));
    for (int sheet = 1; sheet <= 6; ++sheet) {
        const std::string text = part(folder / "report.xlsx", "xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
        CHECK(text.size() > 100);
        CHECK(text.find("<f>") == std::string::npos);
        CHECK(text.find("<b>") == std::string::npos);
        CHECK(text.find('\x01') == std::string::npos);
    }
    for (const char* name : {"xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "docProps/core.xml"}) {
        const std::string text = part(folder / "report.xlsx", name);
        CHECK(text.size() > 100);
        CHECK(text.find('\x01') == std::string::npos);
        CHECK(text.find("<c:f>cmd") == std::string::npos);
    }
    const std::string daily = part(folder / "report.xlsx", "xl/worksheets/sheet5.xml");
    CHECK(daily.find("=cmd|' /C calc'!A0 &lt;/t&gt;&lt;b&gt;&amp;") != std::string::npos);
    CHECK(daily.find("🛒") != std::string::npos);
}

TEST_CASE("the same tables make the same bytes, whenever they are written") {
    const TemporaryFolder folder;
    const Json manifest = small_result(folder);
    const FileRecord first = write_workbook(folder.path(), manifest);
    const FileRecord second = write_workbook(folder.path(), manifest);
    CHECK(first.sha256 == second.sha256);
    // Neither in the archive nor in the properties does it say when.
    CHECK(part(folder / "report.xlsx", "docProps/core.xml").find("2000-01-01T00:00:00Z") != std::string::npos);
    const std::string bytes = contents(folder / "report.xlsx");
    const std::string date_1980_01_01("\x21\x00", 2);
    CHECK(bytes.substr(12, 2) == date_1980_01_01);
}

TEST_CASE("a very long table is cut, and the plan says so") {
    const TablePlan cut = plan_of("orders", 700'000, 10);
    CHECK(cut.rows == kMostSheetRows);
    CHECK(cut.note == "only the first 100,000 of 700,000 rows are here; all are in orders.csv.");
    const TablePlan means = plan_of("daily", 7300, 10);
    CHECK(means.means);
    CHECK(means.rows == 730);
    CHECK(plan_of("daily", 730, 1).note == "");
    CHECK(plan_of("segments", 140, 10).note == "");
}

TEST_CASE("what a workbook lacks is found: its end, a byte, rows, a sheet") {
    const TemporaryFolder folder;
    const auto path = folder / "book.xlsx";
    const auto write = [&](std::uint32_t rows) {
        WorkbookFile book(path, "Title");
        const Sheet first = book.add_sheet("First");
        for (std::uint32_t row = 0; row < rows; ++row) book.text(first, row, 0, "text <&> \"quoted\"");
        book.text(book.add_sheet("Second"), 0, 0, "x");
        (void)book.add_sheet("Empty");
        book.close();  // looks by itself whether all is there
        return contents(path);
    };
    const auto rows_of = [&](const char* sheet) {
        const std::string xml = part(path, std::string("xl/worksheets/") + sheet);
        const std::size_t begin = xml.find("<sheetData>");
        return begin == std::string::npos ? std::uint64_t{0} : xml.find("</sheetData>") - begin - 11;
    };
    const std::string whole = write(300);
    std::vector<std::uint64_t> rows{rows_of("sheet1.xml"), rows_of("sheet2.xml"), rows_of("sheet3.xml")};
    CHECK(rows[0] > 300 * 50);
    CHECK(rows[2] == 0);
    CHECK(missing_in_workbook(path, rows) == "");
    rows[0] += 1;
    CHECK(missing_in_workbook(path, rows) == "xl/worksheets/sheet1.xml lacks rows");
    rows[0] -= 1;
    rows.push_back(0);
    CHECK(missing_in_workbook(path, rows) == "a sheet is missing");
    rows.pop_back();
    folder.write("book.xlsx", whole.substr(0, whole.size() - 1));
    CHECK(missing_in_workbook(path, rows) == "its end is missing");
    folder.write("book.xlsx", "");
    CHECK(missing_in_workbook(path, rows) == "its end is missing");
    CHECK(missing_in_workbook(folder / "none.xlsx", rows) == "its end is missing");
    int parts = 0;
    for (std::size_t at = whole.find("PK\x03\x04"); at != std::string::npos; at = whole.find("PK\x03\x04", at + 1)) {
        const std::size_t name = static_cast<unsigned char>(whole[at + 26]);
        std::string spoiled = whole;
        spoiled[at + 30 + name + 8] = static_cast<char>(spoiled[at + 30 + name + 8] ^ 0x55);
        folder.write("book.xlsx", spoiled);
        CHECK_FALSE(missing_in_workbook(path, rows).empty());
        ++parts;
    }
    CHECK(parts > 8);
}

TEST_CASE("a table that lost its end is not taken for a whole one") {
    const TemporaryFolder folder;
    const Json manifest = small_result(folder);
    const std::string text = contents(folder / "summary.csv");
    folder.write("summary.csv", text.substr(0, text.size() - 5));
    CHECK_THROWS(write_workbook(folder.path(), manifest));
}

namespace {

/// Four models compared in three measures, in a folder with nothing else.
Json result_of_four(const TemporaryFolder& folder) {
    const std::vector<std::string> models{"A", "B", "C", "D"};
    CsvFile summary(folder / "summary.csv", {"model", "measure", "unit", "mean", "standard_deviation", "confidence_low",
                                             "confidence_high", "replications"});
    CsvFile comparison(
        folder / "comparison.csv",
        {"measure", "unit", "model", "baseline", "model_mean", "baseline_mean", "difference", "confidence_low",
         "confidence_high", "replications", "share_won", "correlation", "variance_reduction", "verdict"});
    Json scenario_models = Json::array();
    for (const auto& [measure, unit, value] : {std::tuple{"contribution", "IDR", 3e6}, std::tuple{"nps", "point", 20.0},
                                               std::tuple{"conversion", "share of visits", 0.25}}) {
        for (std::size_t model = 0; model < models.size(); ++model) {
            summary.text(models[model]).text(measure).text(unit).number(value).number(1.0).number(value).number(value);
            summary.number(std::int64_t{5}).end_row();
            for (std::size_t baseline = 0; baseline < model; ++baseline) {
                comparison.text(measure).text(unit).text(models[model]).text(models[baseline]);
                comparison.number(value).number(value).number(value / 2).number(value / 4).number(value);
                comparison.number(std::int64_t{4}).number(1.0).number(0.5).number(0.5).text("better").end_row();
            }
        }
    }
    Json files = Json::array();
    for (CsvFile* file : {&summary, &comparison}) {
        const FileRecord record = file->close();
        files.push_back({{"name", record.name}, {"rows", record.rows}});
    }
    for (const std::string& model : models) scenario_models.push_back({{"name", model}});
    return {{"command", "compare"},
            {"replications", 5},
            {"seed", 7},
            {"files", files},
            {"scenario",
             {{"name", "Four"},
              {"currency", "IDR"},
              {"days", 90},
              {"market", {{"buyers", 1}}},
              {"models", scenario_models}}}};
}

/// Where charts stand on a sheet: first column, first row, last column, last row, all from 0.
std::vector<std::array<int, 4>> anchors_of(const std::string& drawing) {
    std::vector<std::array<int, 4>> all;
    const auto number_after = [&](std::size_t from, const std::string& tag) {
        const std::size_t at = drawing.find("<xdr:" + tag + ">", from) + tag.size() + 6;
        return std::stoi(drawing.substr(at));
    };
    for (std::size_t at = drawing.find("<xdr:from>"); at != std::string::npos;
         at = drawing.find("<xdr:from>", at + 1)) {
        const std::size_t to = drawing.find("<xdr:to>", at);
        all.push_back(
            {number_after(at, "col"), number_after(at, "row"), number_after(to, "col"), number_after(to, "row")});
    }
    return all;
}

/// A cell of a sheet, from its tag to the next one's.
std::string cell_at(const std::string& sheet, const std::string& position) {
    const std::size_t begin = sheet.find("<c r=\"" + position + "\"");
    REQUIRE_MESSAGE(begin != std::string::npos, position);
    return sheet.substr(begin, std::min(sheet.find("<c r=", begin + 1), sheet.find("</row>", begin)) - begin);
}

/// Whether a cell's style writes to the right.
bool is_right(const TemporaryFolder& folder, const std::string& cell) {
    const std::size_t at = cell.find(" s=\"");
    if (at == std::string::npos) return false;
    const int style = std::stoi(cell.substr(at + 4));
    const std::string styles = part(folder / "report.xlsx", "xl/styles.xml");
    std::size_t format = styles.find("<cellXfs");
    for (int i = 0; i <= style; ++i) format = styles.find("<xf ", format + 1);
    return styles.substr(format, styles.find("<xf ", format + 1) - format).find("horizontal=\"right\"") !=
           std::string::npos;
}

}  // namespace

TEST_CASE("every pair of models has its differences and a chart, and no chart lies over another") {
    const TemporaryFolder folder;
    write_workbook(folder.path(), result_of_four(folder));
    const std::string answer = part(folder / "report.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(times_in(answer, "paired differences with 95 % intervals (pair ") == 6);
    CHECK(answer.find("D less A: paired differences with 95 % intervals (pair 4 of 6)") != std::string::npos);
    const auto anchors = anchors_of(part(folder / "report.xlsx", "xl/drawings/drawing1.xml"));
    CHECK(anchors.size() == 6);
    for (std::size_t one = 0; one < anchors.size(); ++one) {
        for (std::size_t other = one + 1; other < anchors.size(); ++other) {
            const auto& [a, b] = std::pair(anchors[one], anchors[other]);
            const bool apart = a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
            CHECK(apart);
        }
    }
}

TEST_CASE("the answer tells a month, NPS and shares in their units, and nothing that only charts need") {
    const TemporaryFolder folder;
    write_workbook(folder.path(), result_of_four(folder));
    const std::string answer = part(folder / "report.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(answer.find("contribution a month") != std::string::npos);
    CHECK(answer.find("<v>1000000</v>") != std::string::npos);  // of 3 million in 90 days
    CHECK(answer.find("Money in all 90 days") != std::string::npos);
    CHECK(answer.find("<v>3000000</v>") != std::string::npos);  // beside it
    CHECK(answer.find("4 models, 1 buyer, 90 days, 5 replications") != std::string::npos);
    CHECK(answer.find(">points<") != std::string::npos);
    CHECK(answer.find(">percentage points<") != std::string::npos);
    CHECK(answer.find("<v>12.5</v>") != std::string::npos);  // 0.125 of visits more
    CHECK(answer.find("place on the chart") == std::string::npos);
    CHECK(answer.find(">pairs<") != std::string::npos);
    // What charts are drawn from otherwise stands in a sheet that is not seen.
    const std::string book = part(folder / "report.xlsx", "xl/workbook.xml");
    CHECK(book.find("<sheet name=\"chart data\" sheetId=\"6\" state=\"hidden\"") != std::string::npos);
    CHECK(part(folder / "report.xlsx", "xl/charts/chart1.xml").find("<c:plotVisOnly val=\"1\"/>") == std::string::npos);
}

TEST_CASE("heads stand above their numbers, and a table prints as a few pages with its head on each") {
    const TemporaryFolder folder;
    write_workbook(folder.path(), small_result(folder));
    const std::string daily = part(folder / "report.xlsx", "xl/worksheets/sheet5.xml");
    CHECK(is_right(folder, cell_at(daily, "E3")));        // gmv
    CHECK_FALSE(is_right(folder, cell_at(daily, "D3")));  // counted: yes or no
    CHECK_FALSE(is_right(folder, cell_at(daily, "A3")));  // model
    const std::string summary = part(folder / "report.xlsx", "xl/worksheets/sheet4.xml");
    CHECK(is_right(folder, cell_at(summary, "D3")));        // mean
    CHECK_FALSE(is_right(folder, cell_at(summary, "B3")));  // measure
    CHECK(daily.find("orientation=\"landscape\"") != std::string::npos);
    CHECK(daily.find("fitToHeight=\"0\"") != std::string::npos);
    CHECK(daily.find("state=\"frozen\"") != std::string::npos);
    const std::string book = part(folder / "report.xlsx", "xl/workbook.xml");
    CHECK(book.find("daily!$1:$3") != std::string::npos);
    CHECK(book.find("daily!$A$1:$F$9") != std::string::npos);
}

TEST_CASE("of a long and wide table some pages are printed, not thousands") {
    const TemporaryFolder folder;
    std::vector<std::string> header{"model", "replication"};
    for (int column = 0; column < 100; ++column) header.push_back("column_" + std::to_string(column));
    CsvFile table(folder / "segments.csv", header);
    for (std::int64_t row = 0; row < 2000; ++row) {
        table.text("A").number(row);
        for (int column = 0; column < 100; ++column) table.number(1.5);
        table.end_row();
    }
    const FileRecord record = table.close();
    write_workbook(folder.path(), {{"files", Json::array({{{"name", record.name}, {"rows", record.rows}}})},
                                   {"scenario", {{"name", "Long"}, {"days", 3}, {"models", Json::array()}}}});
    const std::string book = part(folder / "report.xlsx", "xl/workbook.xml");
    const std::size_t area = book.find("segments!$A$1:$");
    REQUIRE(area != std::string::npos);
    const std::string end = book.substr(area + 15, 8);
    CHECK(end.find("$154") != std::string::npos);
    CHECK(end.find('$') <= 2);  // no more than columns of two letters
}

TEST_CASE("dates before 1900 are text in the whole workbook, which says so") {
    const TemporaryFolder folder;
    CsvFile daily(folder / "daily.csv", {"model", "replication", "date", "day", "gmv"});
    daily.text("A").number(std::int64_t{1}).text("1899-12-31").number(std::int64_t{0}).number(5.0).end_row();
    daily.text("A").number(std::int64_t{1}).text("1900-01-01").number(std::int64_t{1}).number(6.0).end_row();
    const FileRecord record = daily.close();
    write_workbook(
        folder.path(),
        {{"files", Json::array({{{"name", record.name}, {"rows", record.rows}}})},
         {"replications", 1},
         {"scenario", {{"name", "Old"}, {"days", 2}, {"start_date", "1899-12-31"}, {"models", Json::array()}}}});
    const std::string sheet = part(folder / "report.xlsx", "xl/worksheets/sheet3.xml");
    CHECK(cell_at(sheet, "C4").find("1899-12-31") != std::string::npos);
    CHECK(cell_at(sheet, "C5").find("1900-01-01") != std::string::npos);
    CHECK(sheet.find("Dates are text here, as a workbook has none before 1900.") != std::string::npos);
}

TEST_CASE("charts of a study speak as its verdict does, and follow the cells of its table") {
    const TemporaryFolder folder;
    CsvFile curve(folder / "curve.csv", {"path", "value", "measure", "unit", "model", "baseline", "replications",
                                         "difference", "confidence_low", "confidence_high"});
    for (const double value : {0.05, 0.2}) {
        curve.text("models.A.revenue.commission").number(value).text("contribution").text("IDR").text("A").text("B");
        curve.number(std::int64_t{4}).number(30e6).number(27e6).number(33e6).end_row();
    }
    const FileRecord record = curve.close();
    write_workbook(folder.path(),
                   {{"files", Json::array({{{"name", record.name}, {"rows", record.rows}}})},
                    {"scenario", {{"name", "Study"}, {"currency", "IDR"}, {"days", 90}, {"models", Json::array()}}}});
    const std::string chart = part(folder / "report.xlsx", "xl/charts/chart1.xml");
    CHECK(chart.find("A less B, platform contribution a month") != std::string::npos);
    CHECK(chart.find("commission, % of price") != std::string::npos);
    CHECK(chart.find("million IDR a month") != std::string::npos);
    const std::string data = part(folder / "report.xlsx", "xl/worksheets/sheet5.xml");
    CHECK(cell_at(data, "A2").find("<f>'curve'!$B$4/0.01</f><v>5</v>") != std::string::npos);
    CHECK(cell_at(data, "B2").find("<v>10</v>") != std::string::npos);
    // The table itself shows the share in %.
    CHECK(part(folder / "report.xlsx", "xl/worksheets/sheet3.xml").find("<v>0.05</v>") != std::string::npos);
}

TEST_CASE("events of the timeline stand in the answer, with their days and dates") {
    const TemporaryFolder folder;
    Json manifest = small_result(folder);
    write_workbook(folder.path(), manifest);
    CHECK(part(folder / "report.xlsx", "xl/worksheets/sheet1.xml").find("timeline") == std::string::npos);
    manifest["scenario"]["timeline"] = Json::parse(R"([
        {"name": "=strike", "day": 1, "until": 3, "shock": {"kind": "courier_strike"}},
        {"name": "stolen", "date": "01-02", "shock": {"kind": "data_breach", "model": "Own store"}}])");
    write_workbook(folder.path(), manifest);
    const std::string answer = part(folder / "report.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(answer.find("Events of the timeline") != std::string::npos);
    CHECK(answer.find("=strike") != std::string::npos);
    CHECK(answer.find("<f>") == std::string::npos);
    CHECK(answer.find("2026-01-03") != std::string::npos);
    CHECK(answer.find("data breach (share 1, trust loss 0.3)") != std::string::npos);
}

TEST_CASE("the bids of an auction have a chart for each model that has any, that points at a sheet nobody sees") {
    const TemporaryFolder folder;
    Json manifest = small_result(folder);
    CsvFile bids(folder / "bids.csv", {"model", "replication", "number", "category", "opened_day", "closed_day",
                                       "start_price", "reserve_price", "final_price", "day", "buyer", "most",
                                       "shown_price", "leads", "is_late", "is_lost"});
    auto bid = [&, number = std::int64_t{0}](std::int64_t replication, std::int64_t day, double most, double shown,
                                             const char* leads, const char* lost) mutable {
        bids.text("Own store").number(replication).number(++number).text("home").number(std::int64_t{0});
        bids.number(std::int64_t{2}).number(10.0).number(30.0).number(60.0).number(day).number(std::int64_t{7});
        bids.number(most).number(shown).text(leads).text(lost).text(lost).end_row();
    };
    bid(1, 0, 50.0, 10.0, "yes", "no");
    bid(2, 0, 70.0, 10.0, "yes", "no");
    bid(2, 1, 40.0, 45.0, "no", "no");
    bid(2, 2, 99.0, 45.0, "no", "yes");
    const FileRecord record = bids.close();
    manifest["files"].push_back(
        {{"name", record.name}, {"rows", record.rows}, {"bytes", record.bytes}, {"sha256", record.sha256}});
    write_workbook(folder.path(), manifest);
    std::string chart;
    std::size_t charts = 0;
    for (int number = 1; number < 8; ++number) {
        const std::string one = part(folder / "report.xlsx", fmt::format("xl/charts/chart{}.xml", number));
        if (one.find("the bids of one auction") == std::string::npos) continue;
        chart = one;
        ++charts;
    }
    CHECK(charts == 1);
    CHECK(chart.find("days 0 to 2 of replication 2") != std::string::npos);  // which has more bids
    // The price, the reserve, and bids that led, did not, and were lost.
    CHECK(times_in(chart, "<c:ser>") == 5);
    std::string sheets;
    for (int number = 1; number <= 9; ++number)
        sheets += part(folder / "report.xlsx", fmt::format("xl/worksheets/sheet{}.xml", number));
    for (const std::string name :
         {"price on display", "reserve", "bid that led then", "bid that did not lead", "bid that did not get through"})
        CHECK_MESSAGE(times_in(sheets, ">" + name + "<") == 1, name);
    CHECK(times_in(chart, "chart data") >= 10);
}

TEST_CASE("subscriptions have a chart of who is kept, and one of recurring revenue for each model with plans") {
    const TemporaryFolder folder;
    Json manifest = small_result(folder);
    const auto add = [&](CsvFile& file) {
        const FileRecord record = file.close();
        std::erase_if(manifest["files"].get_ref<Json::array_t&>(),
                      [&](const Json& there) { return there["name"] == record.name; });
        manifest["files"].push_back(
            {{"name", record.name}, {"rows", record.rows}, {"bytes", record.bytes}, {"sha256", record.sha256}});
    };
    std::filesystem::remove(folder / "summary.csv");
    CsvFile summary(folder / "summary.csv", {"model", "measure", "unit", "mean", "standard_deviation", "confidence_low",
                                             "confidence_high", "replications"});
    summary.text("Own store").text("subscribers").text("buyer").number(25.0).number(1.0).number(24.0).number(26.0);
    summary.number(std::int64_t{2}).end_row();
    add(summary);
    CsvFile cohorts(folder / "subscriber_cohorts.csv", {"model", "replication", "cohort_month", "renewal", "renewed",
                                                        "cancelled_at", "lapsed_at", "survival"});
    const auto bill = [&](std::int64_t replication, std::int64_t renewal, double renewed, double cancelled,
                          double lapsed) {
        cohorts.text("Own store").number(replication).number(std::int64_t{0}).number(renewal);
        cohorts.number(renewed).number(cancelled).number(lapsed).number(0.5).end_row();
    };
    bill(1, 0, 60.0, 0.0, 0.0);
    bill(1, 1, 30.0, 10.0, 0.0);
    bill(2, 0, 60.0, 0.0, 0.0);
    bill(2, 1, 30.0, 10.0, 20.0);
    add(cohorts);
    CsvFile months(folder / "subscriptions.csv",
                   {"model", "replication", "month", "bridge_start", "bridge_new", "bridge_expansion", "bridge_resumed",
                    "bridge_contraction", "bridge_cancelled", "bridge_lapsed", "bridge_paused", "bridge_end"});
    for (std::int64_t replication = 1; replication <= 2; ++replication) {
        months.text("Own store").number(replication).number(std::int64_t{0}).number(0.0).number(700.0).number(0.0);
        months.number(0.0).number(0.0).number(64.0).number(32.0).number(0.0).number(604.0).end_row();
    }
    add(months);
    write_workbook(folder.path(), manifest);
    std::string kept, revenue;
    for (int number = 1; number < 10; ++number) {
        const std::string one = part(folder / "report.xlsx", fmt::format("xl/charts/chart{}.xml", number));
        if (one.find("Subscribers kept") != std::string::npos) kept = one;
        if (one.find("Own store: what came to recurring revenue") != std::string::npos) revenue = one;
    }
    // The curve, and that of cancellations alone; of the steps those that there were.
    CHECK(times_in(kept, "<c:ser>") == 2);
    CHECK(times_in(revenue, "<c:ser>") == 3);
    CHECK(revenue.find("<c:grouping val=\"stacked\"") != std::string::npos);
    std::string sheets;
    for (int number = 1; number <= 9; ++number)
        sheets += part(folder / "report.xlsx", fmt::format("xl/worksheets/sheet{}.xml", number));
    CHECK(times_in(sheets, "<v>60</v>") >= 1);  // 60 of 100 paid the second bill
    CHECK(times_in(sheets, "<v>80</v>") >= 1);  // 20 of 100 cancelled
    CHECK(times_in(sheets, "<v>-64</v>") == 1);
    CHECK(times_in(sheets, "<v>-32</v>") == 1);
    CHECK(times_in(sheets, ">Own store, without failed payments<") == 1);
}
