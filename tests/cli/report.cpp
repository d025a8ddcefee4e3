// pasar report: page and workbook made anew from the tables of a finished result.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reports/result/output_file.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// A result folder "result" in the folder.
fs::path make_result(const TemporaryFolder& folder) {
    folder.write("small.json", small_scenario());
    REQUIRE(run_pasar({"compare", "small.json", "--out", "result", "--quiet"}, folder.path()).exit_code == 0);
    return folder / "result";
}

Outcome report(const TemporaryFolder& folder) { return run_pasar({"report", "result"}, folder.path()); }

void write_over(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

TEST_CASE("reports are made anew to the byte, and the manifest knows them") {
    const TemporaryFolder folder;
    const fs::path result = make_result(folder);
    const auto manifest = nlohmann::json::parse(contents(result / "manifest.json"));
    for (const char* name : {"report.html", "report.xlsx"}) {
        const auto& files = manifest.at("files");
        const auto record =
            std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.at("name") == name; });
        REQUIRE(record != files.end());
        CHECK(record->at("sha256") == sha256_of(contents(result / name)));
        fs::remove(result / name);
    }
    const Outcome outcome = report(folder);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err == "");
    CHECK(outcome.out.find("report.xlsx") != std::string::npos);
    for (const auto& file : manifest.at("files")) {
        const auto name = file.at("name").get<std::string>();
        CHECK_MESSAGE(file.at("sha256") == sha256_of(contents(result / name)), name);
    }
    for (const auto& entry : fs::directory_iterator(result)) CHECK(entry.path().filename().string()[0] != '.');
}

TEST_CASE("a changed table is used, with a warning") {
    const TemporaryFolder folder;
    const fs::path result = make_result(folder);
    const std::string before = contents(result / "report.xlsx");
    write_over(result / "segments.csv", contents(result / "segments.csv") + "\r\n");
    std::string kpis = contents(result / "kpis.csv");
    kpis.replace(kpis.find(",orders,"), 8, ",orders,1");
    write_over(result / "kpis.csv", kpis);
    const Outcome outcome = report(folder);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err.find("warning: kpis.csv was changed after the run") != std::string::npos);
    CHECK(outcome.err.find("warning: segments.csv was changed") != std::string::npos);
    CHECK(outcome.err.find("daily.csv") == std::string::npos);
    CHECK(contents(result / "report.xlsx") != before);
}

TEST_CASE("what is no whole result is refused, and the old reports stay") {
    const TemporaryFolder folder;
    const fs::path result = make_result(folder);
    const std::string page = contents(result / "report.html");
    const std::string book = contents(result / "report.xlsx");
    const std::string manifest = contents(result / "manifest.json");
    const auto refused = [&](const std::string& because) {
        const Outcome outcome = report(folder);
        CHECK(outcome.exit_code == 2);
        CHECK(outcome.out == "");
        CHECK_MESSAGE(outcome.err.find(because) != std::string::npos, outcome.err);
        CHECK(contents(result / "report.html") == page);
        CHECK(contents(result / "report.xlsx") == book);
        CHECK_FALSE(fs::exists(result / ".report.partial"));
    };

    const std::string daily = contents(result / "daily.csv");
    fs::remove(result / "daily.csv");
    refused("its manifest also lists daily.csv");
    write_over(result / "daily.csv", daily.substr(0, daily.size() - 3));
    refused("daily.csv");
    write_over(result / "daily.csv", daily);

    auto other = nlohmann::ordered_json::parse(manifest);
    other["pasar_manifest"] = 99;
    write_over(result / "manifest.json", other.dump());
    refused("is of another version of Pasar");
    other["pasar_manifest"] = 1;
    other["files"] = 3;
    write_over(result / "manifest.json", other.dump());
    refused("manifest.json:1: /files: found 3; allowed: a list of files");
    write_over(result / "manifest.json", "{\"models\": []}");
    refused("is no manifest of a result");
    write_over(result / "manifest.json", "{");
    refused("manifest.json:1");
    fs::remove(result / "manifest.json");
    REQUIRE(mkfifo((result / "manifest.json").c_str(), 0600) == 0);  // must not wait for somebody to write
    refused("holds no result: it has no manifest.json");
    fs::remove(result / "manifest.json");
    refused("holds no result: it has no manifest.json");

    CHECK(run_pasar({"report", "nowhere"}, folder.path()).exit_code == 2);
    CHECK(run_pasar({"report"}, folder.path()).exit_code == 2);
}

TEST_CASE("what a manifest remembers of its options is held to what they allow") {
    const TemporaryFolder folder;
    const fs::path result = make_result(folder);
    auto manifest = nlohmann::ordered_json::parse(contents(result / "manifest.json"));
    manifest["options"]["orders"] = 7.5;
    write_over(result / "manifest.json", manifest.dump());
    const Outcome outcome = run_pasar({"compare", "result/manifest.json", "--out", "again"}, folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err.find("/options/orders: found 7.5; allowed: a number from 0 to 1") != std::string::npos);
    manifest["options"]["orders"] = "half of them";
    write_over(result / "manifest.json", manifest.dump());
    const Outcome other = run_pasar({"compare", "result/manifest.json", "--out", "again"}, folder.path());
    CHECK(other.exit_code == 2);
    CHECK_MESSAGE(other.err.find("options are not as Pasar writes them") != std::string::npos, other.err);
    CHECK_FALSE(fs::exists(folder / "again"));
}

TEST_CASE("a report follows no link, reads no pipe, and clears away what a killed one left") {
    const TemporaryFolder folder;
    const fs::path result = make_result(folder);
    folder.write("elsewhere.csv", contents(result / "kpis.csv"));
    const fs::path left = result / ".report.partial-999999999";
    fs::create_directory(left);
    fs::create_symlink("../kpis.csv", left / "kpis.csv");
    CHECK(report(folder).exit_code == 0);
    CHECK_FALSE(fs::exists(left));
    CHECK(fs::exists(result / "kpis.csv"));

    fs::remove(result / "kpis.csv");
    fs::create_symlink("../elsewhere.csv", result / "kpis.csv");
    const Outcome link = report(folder);
    CHECK(link.exit_code == 2);
    CHECK_MESSAGE(link.err.find("kpis.csv is a link; a result has plain files only") != std::string::npos, link.err);
    fs::remove(result / "kpis.csv");
    REQUIRE(std::system(("mkfifo '" + (result / "kpis.csv").string() + "'").c_str()) == 0);
    const Outcome pipe = report(folder);
    CHECK(pipe.exit_code == 2);
    CHECK_MESSAGE(pipe.err.find("kpis.csv is no plain file") != std::string::npos, pipe.err);
    CHECK(contents(folder / "elsewhere.csv").starts_with("model,"));
}
