#include "reports/result/journal.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reports/result/csv.h"
#include "reports/result/result_folder.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

Json asked(int seed = 7) { return {{"command", "sweep"}, {"scenario", {{"seed", seed}, {"share", 0.1}}}}; }

/// A table of so many rows, noted after each, as a command leaves it that is killed after `more` has been written.
void write_rows(const TemporaryFolder& folder, std::int64_t rows, std::string_view more, int seed = 7) {
    Journal journal(folder.path(), asked(seed));
    CsvFile table(folder / "runs.csv", {"run", "value"});
    for (std::int64_t run = 1; run <= rows; ++run) {
        table.number(run).number(0.5 * static_cast<double>(run));
        table.end_row();
        journal.note({.runs = run, .files = {table.checkpoint(run == 2)}}, run == 2);
    }
    table.close();
    std::ofstream(folder / "runs.csv", std::ios::app) << more;
}

std::vector<std::string> journal_lines(const TemporaryFolder& folder) {
    std::ifstream stream(folder / Journal::kFile);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

void write_journal(const TemporaryFolder& folder, const std::vector<std::string>& lines) {
    std::ofstream stream(folder / Journal::kFile, std::ios::binary);
    for (const std::string& line : lines) stream << line << '\n';
}

}  // namespace

TEST_CASE("a journal remembers the runs that are wholly in the tables, and what came after is dropped") {
    const TemporaryFolder folder;
    write_rows(folder, 3, "4,2.\r\n5");
    const JournalReading reading = read_journal(folder.path());
    REQUIRE(reading.beginning);
    CHECK(*reading.beginning == asked());
    CHECK(reading.last.runs == 3);
    CHECK(reading.runs_told == 3);
    CHECK(reading.differing_table == "");
    REQUIRE(reading.last.files.size() == 1);
    CHECK(reading.last.files[0].rows == 3);

    CsvFile table = CsvFile::resume(folder.path(), reading.last.files[0], 2);
    table.number(std::int64_t{4}).number(2.0);
    table.end_row();
    const FileRecord record = table.close();
    CHECK(contents(folder / "runs.csv") == "run,value\r\n1,0.5\r\n2,1\r\n3,1.5\r\n4,2\r\n");
    CHECK(record.rows == 4);
    CHECK(record.sha256 == sha256_of(contents(folder / "runs.csv")));
    CHECK(record.bytes == contents(folder / "runs.csv").size());
}

TEST_CASE("after a power cut the tables may be shorter than the journal says, or hold other bytes") {
    const auto last_runs_after = [](const auto& spoil) {
        const TemporaryFolder folder;
        write_rows(folder, 3, "");
        spoil(folder);
        const JournalReading reading = read_journal(folder.path());
        CHECK((reading.last.runs == reading.runs_told) == reading.differing_table.empty());
        return reading.last.runs;
    };
    CHECK(last_runs_after([](const TemporaryFolder&) {}) == 3);
    CHECK(last_runs_after([](const TemporaryFolder& folder) {
              fs::resize_file(folder / "runs.csv", fs::file_size(folder / "runs.csv") - 1);
          }) == 2);
    CHECK(last_runs_after([](const TemporaryFolder& folder) {
              std::fstream file(folder / "runs.csv", std::ios::in | std::ios::out | std::ios::binary);
              file.seekp(-4, std::ios::end);
              file.put('\0');
          }) == 2);
    CHECK(last_runs_after([](const TemporaryFolder& folder) {  // the journal's own last line cut short
              fs::resize_file(folder / Journal::kFile, fs::file_size(folder / Journal::kFile) - 1);
          }) == 2);
    CHECK(last_runs_after([](const TemporaryFolder& folder) { fs::remove(folder / "runs.csv"); }) == 0);
    CHECK(last_runs_after([](const TemporaryFolder& folder) { fs::remove(folder / Journal::kFile); }) == 0);
    CHECK(last_runs_after([](const TemporaryFolder& folder) {  // a piece of the journal that never came to the disk
              std::fstream file(folder / Journal::kFile, std::ios::in | std::ios::out | std::ios::binary);
              const auto at = static_cast<std::streamoff>(contents(folder / Journal::kFile).find("{\"runs\":2"));
              file.seekp(at);
              file.write("\0\0\0\0\0\0\0\0", 8);
          }) == 1);
}

TEST_CASE("a journal that is gone on with tells one story") {
    const TemporaryFolder folder;
    write_rows(folder, 3, "");
    fs::resize_file(folder / Journal::kFile, fs::file_size(folder / Journal::kFile) - 5);
    const JournalReading cut = read_journal(folder.path());
    REQUIRE(cut.last.runs == 2);
    CsvFile table = CsvFile::resume(folder.path(), cut.last.files[0], 2);
    Journal journal(folder.path(), cut);
    for (std::int64_t run = 3; run <= 5; ++run) {
        table.number(run).number(run);
        table.end_row();
        journal.note({.runs = run, .files = {table.checkpoint(false)}}, false);
    }
    const JournalReading reading = read_journal(folder.path());
    CHECK(reading.last.runs == 5);
    CHECK(*reading.beginning == asked());
    CHECK(reading.bytes == fs::file_size(folder / Journal::kFile));
}

TEST_CASE("a journal whose lines were changed, taken out, put in or moved is refused by the line") {
    const TemporaryFolder folder;
    write_rows(folder, 4, "");
    const std::vector<std::string> lines = journal_lines(folder);
    REQUIRE(lines.size() == 5);
    const std::string table = contents(folder / "runs.csv");
    const auto refused = [&](std::vector<std::string> changed, const std::string& at) {
        write_journal(folder, changed);
        CHECK_THROWS_WITH_AS((void)read_journal(folder.path()), doctest::Contains(("journal:" + at + ":").c_str()),
                             UnusableFolder);
        CHECK(contents(folder / "runs.csv") == table);
    };
    const auto with = [&](std::size_t line, const char* what, const char* by) {
        std::vector<std::string> changed = lines;
        const std::size_t at = changed[line].find(what);
        REQUIRE(at != std::string::npos);
        changed[line].replace(at, std::string(what).size(), by);
        return changed;
    };
    refused(with(0, "\"seed\":7", "\"seed\":9"), "1");
    refused(with(4, "\"runs\":4", "\"runs\":3"), "5");
    refused(with(2, "runs.csv\",2", "runs.csv\",1"), "3");
    refused({lines[0], lines[1], lines[3], lines[4]}, "3");
    refused({lines[0], lines[1], lines[1], lines[2]}, "3");
    refused({lines[0], lines[2], lines[1]}, "2");

    // Lines of another run of the same shape: the first that is not of this one.
    const TemporaryFolder other;
    write_rows(other, 4, "", 9);
    const std::vector<std::string> foreign = journal_lines(other);
    refused({lines[0], foreign[1], foreign[2]}, "2");
    refused({lines[0], lines[1], lines[2], foreign[3]}, "4");
}

TEST_CASE("no name in a journal leads out of the folder, whoever worked out its hashes") {
    for (const char* name : {"../victim.csv", "/etc/passwd", "..", "notes.txt", "manifest.json", "", "sub/daily.csv"}) {
        const TemporaryFolder folder;
        Journal(folder.path(), asked())
            .note({.runs = 1, .files = {{.name = name, .rows = 0, .bytes = 0, .sha256 = sha256_of("")}}}, false);
        CHECK_THROWS_AS((void)read_journal(folder.path()), UnusableFolder);
    }
    const TemporaryFolder folder;  // twice the same table, or none
    const FileRecord empty{.name = "runs.csv", .rows = 0, .bytes = 0, .sha256 = sha256_of("")};
    Journal(folder.path(), asked()).note({.runs = 1, .files = {empty, empty}}, false);
    CHECK_THROWS_AS((void)read_journal(folder.path()), UnusableFolder);
    fs::remove(folder / Journal::kFile);
    Journal(folder.path(), asked()).note({.runs = 1, .files = {}}, false);
    CHECK_THROWS_AS((void)read_journal(folder.path()), UnusableFolder);
}

TEST_CASE("a journal of anything but lines of ours is no journal, and does no harm") {
    for (const std::string& text :
         {std::string("\n\n\n"), std::string("{}\n{}\n"), std::string(100'000, '[') + "\n",
          "{\"beginning\":" + std::string(100'000, '[') + "\n", std::string(1000, '\0'),
          std::string("{\"beginning\":{},\"chain\":3}\n"), std::string("{\"runs\":1,\"files\":[],\"chain\":\"\"}\n")}) {
        const TemporaryFolder folder;
        folder.write(Journal::kFile, text);
        const JournalReading reading = read_journal(folder.path());
        CHECK_FALSE(reading.beginning);
        CHECK(reading.last.runs == 0);
    }
}

TEST_CASE("a long journal over an early damage is read once, not once a line") {
    const TemporaryFolder folder;
    constexpr std::int64_t kRows = 400;
    {
        Journal journal(folder.path(), asked());
        CsvFile table(folder / "runs.csv", {"run", "value"});
        const std::string filler(20'000, 'x');
        for (std::int64_t run = 1; run <= kRows; ++run) {
            table.number(run).text(filler);
            table.end_row();
            journal.note({.runs = run, .files = {table.checkpoint(false)}}, false);
        }
    }
    {
        std::fstream file(folder / "runs.csv", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(50'000);  // in the third row
        file.put('y');
    }
    const auto read_so_far = [] {
        std::ifstream io("/proc/self/io");
        std::string name;
        std::uint64_t bytes = 0;
        io >> name >> bytes;
        return bytes;
    };
    const std::uint64_t before = read_so_far();
    CHECK(read_journal(folder.path()).last.runs == 2);
    const std::uint64_t size = fs::file_size(folder / "runs.csv") + fs::file_size(folder / Journal::kFile);
    CHECK(read_so_far() - before < 2 * size);
}
