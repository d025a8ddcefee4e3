// What run and compare leave behind, and when they leave nothing.
#include <doctest/doctest.h>
#include <sys/mount.h>
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "reports/result/output_file.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// The tables of two results hold the same bytes; the manifests differ in their times.
void check_same_tables(const fs::path& one, const fs::path& other) {
    std::size_t tables = 0;
    for (const auto& entry : fs::directory_iterator(one)) {
        const fs::path name = entry.path().filename();
        if (name == "manifest.json") continue;
        ++tables;
        CHECK_MESSAGE(contents(entry.path()) == contents(other / name), name.string());
    }
    CHECK(tables >= 4);
}

/// A small file system of its own; only root may have one.
class TinyDisk {
public:
    TinyDisk(fs::path where, const char* size) : where_(std::move(where)) {
        fs::create_directory(where_);
        mounted_ = mount("tmpfs", where_.c_str(), "tmpfs", 0, size) == 0;
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    ~TinyDisk() {
        if (mounted_) umount(where_.c_str());
    }
    [[nodiscard]] bool mounted() const { return mounted_; }

private:
    fs::path where_;
    bool mounted_ = false;
};

}  // namespace

TEST_CASE("compare says who earns more and leaves the tables behind it") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome = run_pasar({"compare", "small.json"}, folder.path());
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err == "");
    CHECK(outcome.out.find("95 % interval") != std::string::npos);
    CHECK(outcome.out.find('\x1b') == std::string::npos);
    const fs::path result = folder / "results/small-compare";
    for (const char* name : {"daily.csv", "kpis.csv", "summary.csv", "comparison.csv", "manifest.json"}) {
        CHECK_MESSAGE(fs::exists(result / name), name);
    }
    CHECK_FALSE(fs::exists(result / "orders.csv"));

    const auto manifest = nlohmann::json::parse(contents(result / "manifest.json"));
    for (const auto& file : manifest["files"]) {
        CHECK(file["sha256"] == sha256_of(contents(result / file["name"].get<std::string>())));
    }
}

TEST_CASE("run leaves no comparison, and quiet means quiet") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome outcome =
        run_pasar({"run", "small.json", "--model", "Own store", "--quiet", "--out", "mine"}, folder.path());
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out == "");
    CHECK(outcome.err == "");
    CHECK_FALSE(fs::exists(folder / "mine/comparison.csv"));
    CHECK(contents(folder / "mine/kpis.csv").find("Marketplace") == std::string::npos);
}

TEST_CASE("results do not depend on the number of threads") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    for (const char* threads : {"1", "2", "5"}) {
        const Outcome outcome =
            run_pasar({"compare", "small.json", "-q", "--threads", threads, "--out", threads}, folder.path());
        REQUIRE(outcome.exit_code == 0);
    }
    check_same_tables(folder / "1", folder / "2");
    check_same_tables(folder / "1", folder / "5");
}

TEST_CASE("a manifest makes the same bytes again") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome first =
        run_pasar({"compare", "small.json", "--orders", "0.5", "--reviews", "--seed", "77", "--replications", "2",
                   "--set", "market.buyers=1500", "--worth", "contribution=1e6", "--out", "first"},
                  folder.path());
    REQUIRE(first.exit_code == 0);
    CHECK(fs::exists(folder / "first/orders.csv"));
    CHECK(fs::exists(folder / "first/reviews.csv"));
    for (const char* command : {"run", "compare"}) {
        const Outcome again = run_pasar({command, "first/manifest.json", "--out", command}, folder.path());
        REQUIRE(again.exit_code == 0);
        check_same_tables(folder / "first", folder / command);
        CHECK(fs::exists(folder / command / "comparison.csv"));
    }
    // Without --out the name of the scenario is remembered, not that of the manifest.
    CHECK(run_pasar({"run", "first/manifest.json", "-q"}, folder.path()).exit_code == 0);
    CHECK(fs::exists(folder / "results/small-compare"));
}

TEST_CASE("default folders are numbered and never written over") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    for (int i = 0; i < 3; ++i) {
        CHECK(run_pasar({"run", "small.json", "-q", "--replications", "1"}, folder.path()).exit_code == 0);
    }
    CHECK(fs::exists(folder / "results/small-run"));
    CHECK(fs::exists(folder / "results/small-run-2"));
    CHECK(fs::exists(folder / "results/small-run-3"));
}

TEST_CASE("an output folder that exists or cannot be written is refused before any run") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    folder.write("file", "text");
    fs::create_directory(folder / "there");
    for (const char* out : {"there", "there/", "file", "file/below", ".", "/proc/mine", "/dev/null/mine"}) {
        // A run of this length would not end within the test.
        const Outcome outcome =
            run_pasar({"compare", "small.json", "--set", "days=36500", "--set", "market.buyers=1000000", "--out", out},
                      folder.path());
        CHECK_MESSAGE(outcome.exit_code == 2, out);
        CHECK(outcome.err.starts_with("pasar: "));
        CHECK(outcome.out == "");
    }
    CHECK(folder.names().size() == 3);
    CHECK(fs::is_empty(folder / "there"));
}

TEST_CASE("a full disk ends in a sentence, and leaves no result but the runs that can be gone on with") {
    for (const char* size : {"size=64k", "size=400k", "size=1500k"}) {
        const TemporaryFolder folder;
        folder.write("small.json", small_scenario());
        const TinyDisk disk(folder / "disk", size);
        if (!disk.mounted()) {
            MESSAGE("skipped: only root may mount a small disk");
            return;
        }
        const Outcome outcome =
            run_pasar({"compare", "small.json", "--set", "days=200", "--out", "disk/mine"}, folder.path());
        CHECK(outcome.exit_code == 1);
        CHECK(outcome.err.find("No space left on device") != std::string::npos);
        CHECK_FALSE(fs::exists(folder / "disk/mine"));
        const bool runs_were_done = outcome.err.find("--resume disk/mine.unfinished") != std::string::npos;
        CHECK((runs_were_done || size != std::string("size=1500k")));
        CHECK_FALSE((runs_were_done && size == std::string("size=64k")));
        CHECK(fs::is_empty(folder / "disk") != runs_were_done);
    }
}

TEST_CASE("a command that is interrupted before its first run is done leaves nothing") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const TemporaryFolder folder;
        folder.write("small.json", small_scenario());
        const Outcome outcome = run_pasar_and_send(
            signal, {"compare", "small.json", "--set", "days=36500", "--replications", "1000", "--out", "mine"},
            folder.path());
        CHECK(outcome.exit_code == 130);
        // No run was done yet, so there is nothing to go on with.
        CHECK(outcome.err == "pasar: interrupted; no result was written\n");
        CHECK(folder.names() == std::vector<std::string>{"small.json"});
    }
}

TEST_CASE("models may be called anything, and no table or terminal comes to harm") {
    const std::string names[] = {"=cmd()", "quotes \\\" and, commas", "two\\nlines \\u001b[2J", "🛒 Toko Ibu 商店",
                                 std::string(10000, 'x')};
    for (const std::string& name : names) {
        const TemporaryFolder folder;
        std::string text = small_scenario();
        text.replace(text.find("Own store"), 9, name);
        folder.write("wild.json", text);
        const Outcome outcome =
            run_pasar({"compare", "wild.json", "--replications", "2", "--out", "mine"}, folder.path());
        // A name may be refused as bad input, clearly; but not half.
        REQUIRE((outcome.exit_code == 0 || outcome.exit_code == 2));
        CHECK(outcome.out.find('\x1b') == std::string::npos);
        CHECK(outcome.err.find('\x1b') == std::string::npos);
        CHECK(fs::exists(folder / "mine") == (outcome.exit_code == 0));
        if (outcome.exit_code == 2) continue;
        const std::string daily = contents(folder / "mine/daily.csv");
        CHECK(daily.find("\n=") == std::string::npos);
        CHECK(daily.find("\n\"=") == std::string::npos);
    }
}
