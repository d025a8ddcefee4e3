#include "reports/workbook.h"

#include <doctest/doctest.h>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/csv.h"
#include "reports/workbook_check.h"
#include "reports/workbook_file.h"
#include "reports/workbook_tables.h"
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
    CsvFile daily(folder / "daily.csv", {"model", "replication", "date", "day", "gmv", "orders"});
    for (std::int64_t replication = 1; replication <= 2; ++replication) {
        for (const std::string& model : models) {
            for (std::int64_t day = 0; day < 3; ++day) {
                daily.text(model).number(replication).text("2026-01-0" + std::to_string(day + 1)).number(day);
                daily.number(1000.0 * static_cast<double>(replication)).number(day + replication).end_row();
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
    CsvFile comparison(folder / "comparison.csv",
                       {"measure", "unit", "model", "baseline", "model_mean", "baseline_mean", "difference",
                        "confidence_low", "confidence_high", "replications", "share_won", "verdict"});
    comparison.text("conversion")
        .text("share of visits")
        .text("Own store")
        .text(kHostileWords)
        .number(0.5)
        .number(0.25);
    comparison.number(0.25).number(0.2).number(0.3).number(std::int64_t{2}).number(1.0).text("better").end_row();
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
    CHECK(days.find("daily!$D$4:$D$6") != std::string::npos);
    CHECK(days.find("daily!$D$7:$D$9") != std::string::npos);
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
    CHECK(daily.find("<autoFilter ref=\"A3:E9\"/>") != std::string::npos);
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
