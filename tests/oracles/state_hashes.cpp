// What every shipped scenario comes to, to the last bit of its last day: a hash for each model, kept in
// state_hashes.txt and made anew by tools/hashes.sh. A change of results shows here first; it is meant, or it is a
// mistake.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/folder.h"
#include "scenarios/read.h"
#include "sim/world/run.h"

using namespace pasar;

namespace {

/// As tools/hashes.sh runs them.
const std::vector<std::string> kSize{"market.buyers=4000", "days=150", "replications=1"};

/// state_hashes.txt without its first line.
std::string expected_hashes() {
    std::ifstream file(std::filesystem::path(PASAR_SOURCE_FOLDER) / "tests" / "oracles" / "state_hashes.txt");
    REQUIRE(file.good());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return text.substr(text.find('\n') + 1);
}

std::string hashes_of_shipped_scenarios(int threads) {
    const auto folder = scenario_folder();
    REQUIRE(folder.has_value());
    std::string lines;
    for (const Preset& preset : list_presets(*folder)) {
        if (preset.kind != PresetKind::Scenario) continue;
        const Scenario scenario = load_scenario(*folder / preset.file, kSize).scenario;
        for (std::size_t model = 0; model < scenario.models.size(); ++model) {
            const RunResult result =
                run_market(scenario, model, 0, {.threads = threads, .tables = false, .state_hash = true});
            lines += fmt::format("{} hash {:016x} replication 1 model {}\n",
                                 std::filesystem::path(preset.file).stem().string(), result.state_hash,
                                 scenario.models[model].name);
        }
    }
    return lines;
}

}  // namespace

TEST_CASE("every shipped scenario comes to the market it came to before, on 1, 2 and 3 threads") {
    const std::string expected = expected_hashes();
    for (const int threads : {1, 2, 3}) {
        CAPTURE(threads);
        CHECK(hashes_of_shipped_scenarios(threads) == expected);
    }
}
