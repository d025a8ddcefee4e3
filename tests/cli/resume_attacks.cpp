// An unfinished result that was changed, mixed with another or made to do harm is refused, or ends with the right
// bytes.
#include <doctest/doctest.h>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "reports/result/output_file.h"
#include "reports/result/program_version.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

using Strings = std::vector<std::string>;

const Strings kCommand{"compare", "small.json", "--replications", "40", "-q"};

Strings with(Strings words, const Strings& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A comparison that was killed after some runs, and the same one whole, in a folder beside a file that is nobody's
/// business.
class Killed {
public:
    Killed() {
        folder.write("small.json", small_scenario());
        folder.write("victim.csv", "precious");
        REQUIRE(run_pasar(with(kCommand, {"--out", "whole"}), folder.path()).exit_code == 0);
        REQUIRE(run_pasar_and_send(SIGKILL, with(kCommand, {"--out", "killed"}), folder.path(), 6).exit_code ==
                -SIGKILL);
    }

    /// A fresh copy of the killed result as "mine.unfinished".
    fs::path fresh() const {
        fs::remove_all(folder / "mine");
        fs::remove_all(folder / "mine.unfinished");
        fs::copy(folder / "killed.unfinished", folder / "mine.unfinished", fs::copy_options::recursive);
        return folder / "mine.unfinished";
    }

    Outcome resume() const { return run_pasar({"compare", "--resume", "mine", "-q"}, folder.path()); }

    /// Every table of "mine" is that of "whole".
    void check_right_bytes() const {
        for (const auto& entry : fs::directory_iterator(folder / "whole")) {
            if (entry.path().extension() != ".csv") continue;
            CHECK_MESSAGE(contents(entry.path()) == contents(folder / "mine" / entry.path().filename().string()),
                          entry.path().string());
        }
        check_nothing_outside_changed();
    }

    void check_nothing_outside_changed() const { CHECK(contents(folder / "victim.csv") == "precious"); }

    TemporaryFolder folder;
};

Json read_json(const fs::path& file) { return Json::parse(contents(file)); }

Strings lines_of_file(const fs::path& file) {
    std::ifstream stream(file);
    Strings lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

void write_lines(const fs::path& file, const Strings& lines) {
    std::ofstream stream(file, std::ios::binary);
    for (const std::string& line : lines) stream << line << '\n';
}

/// All files with what they hold; links and folders by their kind.
std::map<std::string, std::string> everything_in(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const bool plain = entry.is_regular_file() && !entry.is_symlink();
        all[entry.path().filename()] = plain ? contents(entry.path()) : "no plain file";
    }
    return all;
}

}  // namespace

TEST_CASE("a manifest that was changed is not gone on with: what differs is said, and nothing is written") {
    const Killed killed;
    const auto refused = [&](const char* why, const auto& change) {
        const fs::path mine = killed.fresh();
        Json manifest = read_json(mine / "manifest.json");
        change(manifest);
        std::ofstream(mine / "manifest.json") << manifest;
        const auto before = everything_in(mine);
        const Outcome outcome = killed.resume();
        CHECK(outcome.exit_code == 2);
        CHECK_MESSAGE(outcome.err.find(why) != std::string::npos, outcome.err);
        CHECK(everything_in(mine) == before);
        CHECK_FALSE(fs::exists(killed.folder / "mine"));
    };
    refused("do not belong together: /seed is 99 and was ", [](Json& m) { m["scenario"]["seed"] = 99; });
    refused("/models/0/revenue/commission is 0.5 and was ",
            [](Json& m) { m["scenario"]["models"][0]["revenue"]["commission"] = 0.5; });
    refused("/models/0/name is \"Other\" and was \"Marketplace\"",
            [](Json& m) { m["scenario"]["models"][0]["name"] = "Other"; });
    refused("/replications is 30 and was 40", [](Json& m) { m["scenario"]["replications"] = 30; });
    refused("/options/worth", [](Json& m) { m["options"]["worth"]["contribution"] = 1.0; });
    refused("/options/orders is 0.5 and was 0", [](Json& m) { m["options"]["orders"] = 0.5; });
    refused("/options/models", [](Json& m) { m["options"]["models"] = {"Own store", "Marketplace"}; });
    refused("was begun by pasar run", [](Json& m) { m["command"] = "run"; });
    const std::string version = program_version();
    refused(("was begun by pasar " + version + ", sources aaaaaaaaaaaa, and this is " + version + ", sources ").c_str(),
            [](Json& m) { m["sources"] = std::string(64, 'a'); });
    refused("sources unknown", [](Json& m) { m.erase("sources"); });
    refused("was begun by pasar 9.9", [](Json& m) { m["version"] = "9.9"; });
    refused("tells of no files", [](Json& m) { m["ended"] = "2026-01-01T00:00:00Z"; });
    refused("lists ../victim.csv, which is no file of a result", [](Json& m) {
        m["ended"] = "2026-01-01T00:00:00Z";
        m["files"].push_back({{"name", "../victim.csv"}, {"rows", 0}, {"bytes", 0}, {"sha256", sha256_of("precious")}});
    });
    killed.check_nothing_outside_changed();
}

TEST_CASE("a journal that was changed, or is another run's, is not gone on with") {
    const Killed killed;
    REQUIRE(run_pasar_and_send(SIGKILL, with(kCommand, {"--seed", "99", "--out", "other"}), killed.folder.path(), 14)
                .exit_code == -SIGKILL);
    const auto refused = [&](const std::string& why, const auto& change) {
        const fs::path mine = killed.fresh();
        Strings lines = lines_of_file(mine / "journal");
        REQUIRE(lines.size() > 5);
        change(lines);
        write_lines(mine / "journal", lines);
        const auto before = everything_in(mine);
        const Outcome outcome = killed.resume();
        CHECK(outcome.exit_code == 2);
        CHECK_MESSAGE(outcome.err.find(why) != std::string::npos, outcome.err);
        CHECK(everything_in(mine) == before);
    };
    const auto edited = [](std::string& line, const auto& change) {
        Json json = Json::parse(line);
        change(json);
        line = json.dump();
    };
    refused("does not follow", [&](Strings& lines) {
        edited(lines.back(), [](Json& entry) { entry["runs"] = entry["runs"].get<int>() - 1; });
    });
    refused("mine.unfinished/journal:3: this line does not follow",
            [](Strings& lines) { lines.erase(lines.begin() + 2); });
    refused("mine.unfinished/journal:3: this line does not follow",
            [&](Strings& lines) { edited(lines[2], [](Json& entry) { entry["files"][0][1] = 3; }); });
    const Strings foreign = lines_of_file(killed.folder / "other.unfinished/journal");
    refused("do not belong together: /seed is ", [&](Strings& lines) { lines = foreign; });
    refused("mine.unfinished/journal:2: this line does not follow",
            [&](Strings& lines) { std::copy(foreign.begin() + 1, foreign.begin() + 4, lines.begin() + 1); });

    // The tables and the journal of another run, under this run's manifest.
    const fs::path mine = killed.fresh();
    for (const auto& entry : fs::directory_iterator(killed.folder / "other.unfinished")) {
        if (entry.path().filename() == "manifest.json") continue;
        fs::copy_file(entry.path(), mine / entry.path().filename(), fs::copy_options::overwrite_existing);
    }
    const Outcome outcome = killed.resume();
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(outcome.err.find("/seed is ") != std::string::npos, outcome.err);
}

TEST_CASE("tables that are not as the journal noted are cut back, which is told, and end with the right bytes") {
    const Killed killed;
    const auto ends_right = [&](const char* told, const auto& change) {
        const fs::path mine = killed.fresh();
        change(mine);
        const Outcome outcome = killed.resume();
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        CHECK_MESSAGE(outcome.err.find(told) != std::string::npos, outcome.err);
        if (*told == '\0') CHECK(outcome.err == "");
        killed.check_right_bytes();
    };
    ends_right("", [](const fs::path&) {});
    ends_right("", [](const fs::path& mine) { std::ofstream(mine / "daily.csv", std::ios::app) << "more,rows\r\n"; });
    ends_right("daily.csv is not as it was noted after", [](const fs::path& mine) {
        fs::resize_file(mine / "daily.csv", fs::file_size(mine / "daily.csv") / 2);
    });
    ends_right("kpis.csv is not as it was noted after 1 run:", [](const fs::path& mine) {
        std::string text = contents(mine / "kpis.csv");
        text[200] = text[200] == '7' ? '8' : '7';
        std::ofstream(mine / "kpis.csv", std::ios::binary) << text;
    });
    ends_right("losses.csv is not as it was noted", [](const fs::path& mine) { fs::remove(mine / "losses.csv"); });
    ends_right("", [](const fs::path& mine) { std::ofstream(mine / "summary.csv") << "left by an earlier try"; });
    ends_right("", [](const fs::path& mine) { std::ofstream(mine / "report.html") << "left by an earlier try"; });
    ends_right("", [](const fs::path& mine) { std::ofstream(mine / "orders.csv") << "of another command"; });
    ends_right("", [](const fs::path& mine) { std::ofstream(mine / "manifest.json.new") << "{"; });
    ends_right("journal cannot be read; all runs are made again",
               [](const fs::path& mine) { std::ofstream(mine / "journal", std::ios::binary) << "junk\n"; });
    ends_right("", [](const fs::path& mine) { fs::remove(mine / "journal"); });
    ends_right("", [](const fs::path& mine) {  // as a power cut leaves it
        fs::resize_file(mine / "journal", fs::file_size(mine / "journal") - 10);
    });
}

TEST_CASE("links, second names, folders, pipes and strangers in an unfinished result are refused and left alone") {
    const Killed killed;
    const auto refused = [&](const char* why, const auto& change) {
        const fs::path mine = killed.fresh();
        change(mine);
        const auto before = everything_in(mine);
        const Outcome outcome = killed.resume();
        CHECK(outcome.exit_code == 2);
        CHECK_MESSAGE(outcome.err.find(why) != std::string::npos, outcome.err);
        CHECK(everything_in(mine) == before);
        killed.check_nothing_outside_changed();
    };
    for (const char* table :
         {"daily.csv", "summary.csv", "orders.csv", "journal", "report.xlsx", "manifest.json.new"}) {
        const std::string name = std::string("holds ") + table + ", which is ";
        refused((name + "a link").c_str(), [&](const fs::path& mine) {
            fs::remove(mine / table);
            fs::create_symlink("../victim.csv", mine / table);
        });
        refused((name + "a link").c_str(), [&](const fs::path& mine) {  // that leads nowhere as yet
            fs::remove(mine / table);
            fs::create_symlink("../not-there.csv", mine / table);
        });
        refused((name + "a file with a second name").c_str(), [&](const fs::path& mine) {
            fs::remove(mine / table);
            fs::create_hard_link(mine.parent_path() / "victim.csv", mine / table);
        });
        refused((name + "a folder").c_str(), [&](const fs::path& mine) {
            fs::remove(mine / table);
            fs::create_directory(mine / table);
        });
        refused((name + "no plain file").c_str(), [&](const fs::path& mine) {
            fs::remove(mine / table);
            REQUIRE(std::system(("mkfifo '" + (mine / table).string() + "'").c_str()) == 0);
        });
    }
    CHECK_FALSE(fs::exists(killed.folder / "not-there.csv"));
    refused("holds notes.txt, which is no file of this result; move it away, then go on",
            [](const fs::path& mine) { std::ofstream(mine / "notes.txt") << "mine"; });
    refused("manifest.json is a link", [](const fs::path& mine) {
        fs::copy_file(mine / "manifest.json", mine.parent_path() / "manifest.json",
                      fs::copy_options::overwrite_existing);
        fs::remove(mine / "manifest.json");
        fs::create_symlink("../manifest.json", mine / "manifest.json");
    });

    // The folder itself.
    fs::rename(killed.fresh(), killed.folder / "elsewhere");
    fs::create_directory_symlink("elsewhere", killed.folder / "mine.unfinished");
    const Outcome outcome = killed.resume();
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(outcome.err.find("mine.unfinished is a link, and no unfinished result") != std::string::npos,
                  outcome.err);
}

TEST_CASE("a command killed at any moment leaves what can be gone on with, or is told how") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const fs::path mine = folder / "mine.unfinished";

    // Before anything was written down: the same command takes the folder over.
    for (const bool manifest_begun : {false, true}) {
        fs::remove_all(folder / "mine");
        fs::create_directory(mine);
        if (manifest_begun) std::ofstream(mine / "manifest.json.new") << "{\"pasar_mani";
        const Outcome resumed = run_pasar({"compare", "--resume", "mine"}, folder.path());
        CHECK(resumed.exit_code == 2);
        CHECK_MESSAGE(resumed.err.find("give that command again, which takes the folder over") != std::string::npos,
                      resumed.err);
        CHECK(run_pasar({"compare", "small.json", "-q", "--out", "mine"}, folder.path()).exit_code == 0);
        CHECK_FALSE(fs::exists(mine));
        CHECK_FALSE(fs::exists(folder / "mine/manifest.json.new"));
    }
    fs::create_directories(folder / "results/small-compare.unfinished");
    CHECK(run_pasar({"compare", "small.json", "-q"}, folder.path()).exit_code == 0);
    CHECK(fs::exists(folder / "results/small-compare/report.html"));

    // A folder of something else is left alone.
    fs::create_directory(folder / "taken.unfinished");
    folder.write("taken.unfinished/notes.txt", "mine");
    const Outcome taken = run_pasar({"compare", "small.json", "-q", "--out", "taken"}, folder.path());
    CHECK(taken.exit_code == 2);
    CHECK_MESSAGE(taken.err.find("is in the way, and holds no result") != std::string::npos, taken.err);
    CHECK(contents(folder / "taken.unfinished/notes.txt") == "mine");

    // Between the last byte and the name: whole, with or without its journal.
    fs::rename(folder / "mine", folder / "whole");
    for (const bool with_journal : {false, true}) {
        fs::remove_all(folder / "mine");
        fs::copy(folder / "whole", mine);
        if (with_journal) std::ofstream(mine / "journal") << "anything";
        const Outcome outcome = run_pasar({"compare", "--resume", "mine"}, folder.path());
        CHECK(outcome.exit_code == 0);
        CHECK_MESSAGE(outcome.out.find(" tables in mine") != std::string::npos, outcome.out);
        CHECK(everything_in(folder / "mine") == everything_in(folder / "whole"));
        CHECK_FALSE(fs::exists(mine));
    }
    fs::remove_all(folder / "mine");
    fs::copy(folder / "whole", mine);
    std::ofstream(mine / "kpis.csv", std::ios::app) << "x";
    const Outcome changed = run_pasar({"compare", "--resume", "mine"}, folder.path());
    CHECK(changed.exit_code == 2);
    CHECK_MESSAGE(changed.err.find("was whole, and kpis.csv was changed since") != std::string::npos, changed.err);
}

TEST_CASE("a manifest of another program, or with another scenario, is run with a warning") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    REQUIRE(run_pasar({"run", "small.json", "-q", "--replications", "1", "--out", "mine"}, folder.path()).exit_code ==
            0);
    const Json original = read_json(folder / "mine/manifest.json");
    CHECK(original["sources"] == program_sources());
    const auto warning_after = [&](const auto& change) {
        Json manifest = original;
        change(manifest);
        std::ofstream(folder / "manifest.json") << manifest;
        fs::remove_all(folder / "again");
        const Outcome outcome = run_pasar({"run", "manifest.json", "--out", "again"}, folder.path());
        CHECK(outcome.exit_code == 0);
        return outcome.err;
    };
    CHECK(warning_after([](Json&) {}) == "");
    const std::string of_sources = warning_after([](Json& m) { m["sources"] = std::string(64, 'b'); });
    CHECK_MESSAGE(of_sources.find(", sources bbbbbbbbbbbb, and this is ") != std::string::npos, of_sources);
    const std::string of_seed = warning_after([](Json& m) { m["scenario"]["seed"] = 3; });
    CHECK_MESSAGE(of_seed.find("the scenario in manifest.json was changed") != std::string::npos, of_seed);
}

TEST_CASE("names that a manifest gives lead nowhere else") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    REQUIRE(run_pasar({"run", "small.json", "-q", "--replications", "1", "--out", "mine"}, folder.path()).exit_code ==
            0);
    Json manifest = read_json(folder / "mine/manifest.json");
    for (const char* name : {"../../up", "/tmp/up", "..", "a\nb", "", "a/b/../../.."}) {
        manifest["scenario_file"] = name;
        std::ofstream(folder / "manifest.json") << manifest;
        CHECK(run_pasar({"run", "manifest.json", "-q"}, folder.path()).exit_code == 0);
    }
    manifest["scenario_file"] = std::string("a\0b", 3);
    std::ofstream(folder / "manifest.json") << manifest;
    CHECK(run_pasar({"run", "manifest.json", "-q"}, folder.path()).exit_code == 0);
    Strings names = folder.names();
    std::sort(names.begin(), names.end());
    CHECK(names == Strings{"manifest.json", "mine", "results", "small.json"});
    for (const auto& entry : fs::directory_iterator(folder / "results")) {
        CHECK_MESSAGE(entry.path().filename().string().find("-run") != std::string::npos, entry.path().string());
        CHECK(fs::exists(entry.path() / "report.html"));
    }
}

TEST_CASE("no file is read because a manifest names it as a design") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    folder.write("points.csv", "models.Marketplace.revenue.commission\r\n0.1\r\n");
    const Strings command{"sweep",          "small.json", "--design", "points.csv", "-q",
                          "--replications", "1",          "--out",    "mine"};
    REQUIRE(run_pasar(command, folder.path()).exit_code == 0);
    fs::remove(folder / "points.csv");
    CHECK(run_pasar({"run", "mine/manifest.json", "-q", "--out", "again"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "mine/points.csv") == contents(folder / "again/points.csv"));

    Json manifest = read_json(folder / "mine/manifest.json");
    manifest["options"].erase("design_text");
    for (const char* file : {"secret.csv", "/etc/passwd", "pipe"}) {
        manifest["options"]["design"] = file;
        std::ofstream(folder / "manifest.json") << manifest;
        folder.write("secret.csv", "password\r\n12345\r\n");
        (void)std::system(
            ("test -p '" + (folder / "pipe").string() + "' || mkfifo '" + (folder / "pipe").string() + "'").c_str());
        const Outcome outcome = run_pasar({"run", "manifest.json", "-q", "--out", "third"}, folder.path());
        CHECK(outcome.exit_code == 2);
        CHECK_MESSAGE(outcome.err.find("names " + std::string(file)) != std::string::npos, outcome.err);
        CHECK(outcome.err.find("12345") == std::string::npos);
    }
}
