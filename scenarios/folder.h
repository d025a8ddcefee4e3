// Where the shipped scenarios and presets are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pasar {

/// The scenario folder: $PASAR_SCENARIOS, else the one of the source tree, else ../share/pasar/scenarios beside the
/// program; nothing when none of them exists.
[[nodiscard]] std::optional<std::filesystem::path> scenario_folder();

enum class PresetKind { Scenario, Market, Model };

struct Preset {
    std::string file;  ///< relative to the scenario folder, as `extends` wants it
    PresetKind kind = PresetKind::Scenario;
    std::string name;
    std::string about;
};
/// The JSON files of a scenario folder and of its presets/, in order of their names; files that cannot be read are left
/// out.
[[nodiscard]] std::vector<Preset> list_presets(const std::filesystem::path& folder);

}  // namespace pasar
