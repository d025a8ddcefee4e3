// Bad input: a clear sentence, exit code 2, nothing written.
#include <doctest/doctest.h>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

/// Runs and checks that the input was refused with a message that holds `expected`, and that nothing was written.
void check_refused(const TemporaryFolder& folder, const std::vector<std::string>& arguments,
                   const std::string& expected) {
    const std::size_t before = folder.names().size();
    const Outcome outcome = run_pasar(arguments, folder.path());
    std::string line;
    for (const std::string& argument : arguments) line += argument.substr(0, 60) + " ";
    CHECK_MESSAGE(outcome.exit_code == 2, line, outcome.err);
    CHECK_MESSAGE(outcome.err.find(expected) != std::string::npos, line, outcome.err);
    CHECK_MESSAGE(outcome.err.size() < 20000, line);
    CHECK(outcome.out == "");
    CHECK(folder.names().size() == before);
}

}  // namespace

TEST_CASE("files that hold no scenario are refused with their name") {
    const TemporaryFolder folder;
    fs::create_directory(folder / "folder");
    folder.write("empty.json", "");
    folder.write("binary.json", std::string("\x7F"
                                            "ELF\0\0\xFF\xFE",
                                            8));
    folder.write("truncated.json", small_scenario().substr(0, 100));
    for (const char* file : {"missing.json", "folder", "empty.json", "binary.json", "truncated.json"}) {
        check_refused(folder, {"compare", file}, file);
        check_refused(folder, {"run", file}, file);
        check_refused(folder, {"validate", file}, file);
        check_refused(folder, {"show", file}, file);
    }
}

TEST_CASE("faults in a scenario are told with their place") {
    const auto refused = [](const std::string& more, const std::string& expected) {
        const TemporaryFolder folder;
        folder.write("bad.json", small_scenario(more));
        check_refused(folder, {"compare", "bad.json"}, expected);
    };
    refused(R"("days": 20)", "days");  // said twice
    refused(R"("seed": "seven")", "/seed");
    refused(R"("sed": 7)", "seed");
    refused(R"("seed": NaN)", "bad.json");
    refused(R"("seed": 1e999)", "bad.json");
    refused(R"("seed": -1)", "/seed");
}

TEST_CASE("markets that cannot be are refused") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const auto refused = [&](const std::string& setting, const std::string& expected) {
        check_refused(folder, {"compare", "small.json", "--set", setting}, expected);
    };
    refused("market.buyers=-5", "buyers");
    refused("market.buyers=1e10", "buyers");
    refused("market.segments.0.share=0.9", "segments");
    refused("models.0.supply.sellers=0", "sellers");
    refused("models.0.name=Own store", "Own store");
    refused("models=[]", "models");
    refused("market.buyrs=5", "buyers");
    refused("nonsense", "nonsense");
}

TEST_CASE("ten billion buyers are refused with the memory they would take") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    check_refused(folder, {"compare", "small.json", "--set", "market.buyers=1e10"}, "memory");
}

TEST_CASE("a million models are refused, and soon") {
    const TemporaryFolder folder;
    std::string text = R"({"extends": "presets/indonesia.json", "models": [{})";
    for (int i = 1; i < 1'000'000; ++i) text += ",{}";
    folder.write("many.json", text + "]}");
    check_refused(folder, {"compare", "many.json"}, "many.json");
}

TEST_CASE("extends that runs in a circle or climbs out is refused") {
    const TemporaryFolder folder;
    folder.write("a.json", R"({"extends": "b.json"})");
    folder.write("b.json", R"({"extends": "a.json"})");
    check_refused(folder, {"run", "a.json"}, "a.json");
    folder.write("c.json", R"({"extends": "../../../../etc/passwd"})");
    check_refused(folder, {"run", "c.json"}, "extends");
}

TEST_CASE("a comparison needs two models") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    check_refused(folder, {"compare", "small.json", "--set", R"(models=[{"name":"Alone"}])"}, "two models");
}

TEST_CASE("a command line that makes no sense is refused") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    check_refused(folder, {}, "subcommand");
    check_refused(folder, {"comparre", "small.json"}, "comparre");
    check_refused(folder, {"compare"}, "SCENARIO");
    check_refused(folder, {"compare", "small.json", "--thread", "2"}, "--thread");
    check_refused(folder, {"compare", "small.json", "--threads", "0"}, "--threads");
    check_refused(folder, {"compare", "small.json", "--threads", "many"}, "--threads");
    check_refused(folder, {"compare", "small.json", "--replications", "0"}, "replications");
    check_refused(folder, {"compare", "small.json", "--replications", "1e99"}, "replications");
    check_refused(folder, {"compare", "small.json", "--seed", "-1"}, "seed");
    check_refused(folder, {"compare", "small.json", "--warm-up", "36500"}, "36499");
    check_refused(folder, {"compare", "small.json", "--set", "days=9", "--warm-up", "9"}, "less than days (9)");
    check_refused(folder, {"compare", "small.json", "--replications", "x"},
                  "--replications: found x, expected a whole number from 1 to 1000000");
    check_refused(folder, {"compare", "small.json", "--replicatons", "3"}, R"(did you mean "--replications"?)");
    check_refused(folder, {"why", "small.json", "--xyzzy"}, "pasar why --help lists them");
    check_refused(folder, {"why", "small.json", "--measure", "retention"}, R"(did you mean "retention_rate")");
    check_refused(folder, {"view", "--screenshot"}, "--screenshot");
    check_refused(folder, {"compare", "small.json", "--orders", "1.5"}, "orders");
    check_refused(folder, {"compare", "small.json", "--worth", "contribution"}, "MEASURE=VALUE");
    check_refused(folder, {"compare", "small.json", "--worth", "contributon=5"}, "contribution");
    check_refused(folder, {"run", "small.json", "--model", "Own stor"}, "Own store");
    check_refused(folder, {"compare", "small.json", "--out", ""}, "empty");
    check_refused(folder, {"explain", "xyzzyxyzzy"}, "xyzzyxyzzy");
    check_refused(folder, {"new", "c2c_marketplac"}, "c2c_marketplace");
}

TEST_CASE("view tells faults on the terminal as validate does, window or not") {
    const char* const display = std::getenv("DISPLAY");
    const std::string before = display != nullptr ? display : "";
    unsetenv("DISPLAY");
    const TemporaryFolder folder;
    folder.write("bad.json", small_scenario(R"("seed": -1)"));
    const Outcome view = run_pasar({"view", "bad.json"}, folder.path());
    const Outcome validate = run_pasar({"validate", "bad.json"}, folder.path());
    if (display != nullptr) setenv("DISPLAY", before.c_str(), 1);
    if (view.err.find("has no window") != std::string::npos) return;
    CHECK(view.exit_code == 2);
    CHECK(view.err == validate.err);
}

TEST_CASE("all faults of all files are told at once") {
    const TemporaryFolder folder;
    folder.write("good.json", small_scenario());
    folder.write("bad.json", small_scenario(R"("seed": -1, "currency": 7)"));
    const Outcome outcome = run_pasar({"validate", "good.json", "bad.json", "missing.json"}, folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.starts_with("OK  good.json"));
    CHECK(outcome.err.find("/seed") != std::string::npos);
    CHECK(outcome.err.find("/currency") != std::string::npos);
    CHECK(outcome.err.find("missing.json") != std::string::npos);
}
