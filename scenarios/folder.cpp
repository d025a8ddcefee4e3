#include "scenarios/folder.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/merge.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

/// Nothing for a file that says nothing of scenarios, such as the JSON Schema.
std::optional<PresetKind> kind_of(const nlohmann::ordered_json& object) {
    const std::size_t of_scenario = scenario_form().count_known(object);
    const std::size_t of_model = model_form().count_known(object);
    if (of_scenario + of_model == 0) return std::nullopt;
    if (of_model > of_scenario) return PresetKind::Model;
    return object.contains(kModelsField) ? PresetKind::Scenario : PresetKind::Market;
}

std::string text_in(const nlohmann::ordered_json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

std::optional<fs::path> scenario_folder() {
    if (const char* const from_user = std::getenv("PASAR_SCENARIOS"); from_user != nullptr && *from_user != '\0') {
        return is_folder(from_user) ? std::optional<fs::path>(from_user) : std::nullopt;
    }
#ifdef PASAR_SCENARIO_FOLDER
    if (is_folder(PASAR_SCENARIO_FOLDER)) return PASAR_SCENARIO_FOLDER;
#endif
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path() / ".." / "share" / "pasar" / "scenarios";
    if (!error && is_folder(installed)) return installed.lexically_normal();
    return std::nullopt;
}

std::vector<Preset> list_presets(const fs::path& folder) {
    std::vector<Preset> presets;
    for (const fs::path& part : {fs::path(), fs::path("presets")}) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder / part, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            if (entry->path().extension() != ".json") continue;
            Faults faults;
            const Document document = read_merged_preset(entry->path(), faults);
            if (!faults.empty()) continue;
            const auto kind = kind_of(document.value);
            if (!kind) continue;
            presets.push_back({.file = (part / entry->path().filename()).string(),
                               .kind = *kind,
                               .name = text_in(document.value, "name"),
                               .about = text_in(document.value, "about")});
        }
    }
    std::sort(presets.begin(), presets.end(), [](const Preset& a, const Preset& b) { return a.file < b.file; });
    return presets;
}

}  // namespace pasar
