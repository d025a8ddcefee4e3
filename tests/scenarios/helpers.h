// What the tests of scenario files share: scenarios in a few words, a folder to put files in, and the faults found.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/read.h"
#include "tests/temporary_folder.h"

namespace pasar {

using testing::TemporaryFolder;

/// Makes a folder the scenario folder while the test lasts.
class ScenarioFolderIs {
public:
    explicit ScenarioFolderIs(const std::filesystem::path& folder) {
        if (const char* before = std::getenv(kVariable)) before_ = before;
        setenv(kVariable, folder.c_str(), 1);
    }
    ~ScenarioFolderIs() { before_ ? setenv(kVariable, before_->c_str(), 1) : unsetenv(kVariable); }
    ScenarioFolderIs(const ScenarioFolderIs&) = delete;
    ScenarioFolderIs& operator=(const ScenarioFolderIs&) = delete;

private:
    static constexpr const char* kVariable = "PASAR_SCENARIOS";
    std::optional<std::string> before_;
};

inline std::vector<Fault> faults_in_text(std::string_view text, const std::vector<std::string>& sets = {}) {
    try {
        (void)load_scenario_text(text, sets, "my.json");
    } catch (const InvalidScenario& invalid) {
        return invalid.faults;
    }
    return {};
}

inline std::vector<Fault> faults_in_file(const std::filesystem::path& path) {
    try {
        (void)load_scenario(path);
    } catch (const InvalidScenario& invalid) {
        return invalid.faults;
    }
    return {};
}

/// The only fault of a text, as its message.
inline std::string message_for(std::string_view text, const std::vector<std::string>& sets = {}) {
    const auto faults = faults_in_text(text, sets);
    REQUIRE(faults.size() == 1);
    return to_string(faults.front());
}

inline std::string message_for_file(const std::filesystem::path& path) {
    const auto faults = faults_in_file(path);
    REQUIRE(faults.size() == 1);
    return to_string(faults.front());
}

inline bool contains(std::string_view text, std::string_view part) {
    const bool found = text.find(part) != std::string_view::npos;
    if (!found) MESSAGE("\"" << std::string(part) << "\" is not in: " << std::string(text));
    return found;
}

/// A scenario with one model, and these further members of the scenario.
inline std::string scenario_with(std::string_view members) {
    return R"({"models": [{"name": "Shop"}])" + (members.empty() ? "" : ", " + std::string(members)) + "}";
}
/// A scenario with one model that has these members besides its name.
inline std::string model_with(std::string_view members) {
    return R"({"models": [{"name": "Shop", )" + std::string(members) + "}]}";
}
inline std::string market_with(std::string_view members) {
    return scenario_with(R"("market": {)" + std::string(members) + "}");
}

}  // namespace pasar
