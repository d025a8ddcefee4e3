#include "reports/journal.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>

#include "reports/csv.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// A table of three rows, noted after each, as a command leaves it that is killed after `more` has been written.
void write_three_rows(const TemporaryFolder& folder, std::string_view more) {
    Journal journal(folder.path());
    CsvFile table(folder / "runs.csv", {"run", "value"});
    for (std::int64_t run = 1; run <= 3; ++run) {
        table.number(run).number(0.5 * static_cast<double>(run));
        table.end_row();
        journal.note({.runs = run, .files = {table.checkpoint(run == 2)}}, run == 2);
    }
    table.close();
    std::ofstream(folder / "runs.csv", std::ios::app) << more;
}

}  // namespace

TEST_CASE("a journal remembers the runs that are wholly in the tables, and what came after is dropped") {
    const TemporaryFolder folder;
    write_three_rows(folder, "4,2.\r\n5");
    const std::optional<JournalEntry> entry = last_good_entry(folder.path());
    REQUIRE(entry.has_value());
    CHECK(entry->runs == 3);
    REQUIRE(entry->files.size() == 1);
    CHECK(entry->files[0].rows == 3);

    CsvFile table = CsvFile::resume(folder.path(), entry->files[0], 2);
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
        write_three_rows(folder, "");
        spoil(folder);
        const auto entry = last_good_entry(folder.path());
        return entry ? entry->runs : 0;
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
}

TEST_CASE("a journal that is gone on with tells one story") {
    const TemporaryFolder folder;
    write_three_rows(folder, "");
    fs::resize_file(folder / Journal::kFile, fs::file_size(folder / Journal::kFile) - 5);
    REQUIRE(last_good_entry(folder.path())->runs == 2);
    Journal(folder.path()).note({.runs = 9, .files = {}}, false);
    CHECK(last_good_entry(folder.path())->runs == 9);
}
