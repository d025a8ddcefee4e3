#include "reports/result/folder_contents.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/page/page_source.h"
#include "reports/result/dictionary.h"
#include "reports/result/result_folder.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using pasar::testing::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("a result holds the tables that the documents tell of, and no name that leads elsewhere is one") {
    for (const Table& table : result_outlines()) CHECK_MESSAGE(is_table_of_results(table.file + ".csv"), table.file);
    CHECK(is_table_of_results("runs.csv"));
    for (const char* name : {"", "daily", "../daily.csv", "/daily.csv", "daily.csv/", "DAILY.CSV", "notes.csv", "."}) {
        CHECK_FALSE_MESSAGE(is_table_of_results(name), std::string(name));
    }
}

TEST_CASE("what an earlier try left goes, what is noted stays") {
    const TemporaryFolder folder;
    for (const char* name : {"manifest.json", "manifest.json.new", "journal", "daily.csv", "kpis.csv", "summary.csv",
                             "report.html", "report.xlsx", "tmp.0123456789"}) {
        folder.write(name, "text");
    }
    check_contents(folder.path());
    remove_leftovers(folder.path(), /*with_journal=*/true, {{.name = "daily.csv"}, {.name = "kpis.csv"}});
    std::vector<std::string> names = folder.names();
    std::sort(names.begin(), names.end());
    CHECK(names == std::vector<std::string>{"daily.csv", "journal", "kpis.csv", "manifest.json"});
}

TEST_CASE("what somebody laid beside the tables of a result is no part of it") {
    const TemporaryFolder folder;
    for (const char* name : {"manifest.json", "daily.csv", "comparison.csv", "notes.txt"})
        folder.write(name, "a,b\r\n");
    CHECK(strangers_in(folder.path(), {{.name = "daily.csv"}}) ==
          std::vector<std::string>{"comparison.csv", "notes.txt"});
    PageSource source;
    source.folder = folder.path();
    source.manifest = {{"files", {{{"name", "daily.csv"}}}}};
    CHECK(source.has("daily"));
    CHECK_FALSE(source.has("comparison"));
    CHECK_THROWS_WITH_AS(check_contents(folder.path()),
                         doctest::Contains("holds notes.txt, which is no file of this result"), UnusableFolder);
}

TEST_CASE("a folder in which nothing was written down yet holds no result") {
    const TemporaryFolder folder;
    CHECK(is_barely_begun(folder.path()));
    folder.write("manifest.json.new", "{");
    CHECK(is_barely_begun(folder.path()));
    folder.write("manifest.json", "{}");
    CHECK_FALSE(is_barely_begun(folder.path()));
    CHECK_FALSE(is_barely_begun(folder / "none"));
    CHECK_FALSE(is_barely_begun(folder / "manifest.json"));
    const TemporaryFolder other;
    fs::create_symlink("/nowhere", other / "manifest.json.new");
    CHECK_FALSE(is_barely_begun(other.path()));
    fs::create_directory_symlink(TemporaryFolder().path(), other / "link");
    CHECK_FALSE(is_barely_begun(other / "link"));
}
