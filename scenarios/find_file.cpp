#include "scenarios/find_file.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "scenarios/document.h"
#include "scenarios/faults.h"
#include "scenarios/folder.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJson = ".json";

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

bool is_file(const fs::path& path) {
    std::error_code error;
    return is_there(path) && !fs::is_directory(path, error);
}

fs::path with_json(const fs::path& path) { return path.string() + std::string(kJson); }

/// The names in a folder that a step of a path may mean.
std::vector<std::string> names_in(const fs::path& folder, std::string_view extension, bool folders) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder.empty() ? fs::path(".") : folder, error);
         !error && entry != fs::directory_iterator() && names.size() < kMostEntries; entry.increment(error)) {
        std::error_code ignored;
        const bool fits = folders ? entry->is_directory(ignored) : entry->path().extension() == extension;
        if (fits) names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());  // folders come in any order
    return names;
}

std::vector<std::string> names_of_scenarios() {
    std::vector<std::string> names;
    const std::optional<fs::path> folder = scenario_folder();
    if (!folder) return names;
    for (const std::string& file : names_in(*folder, kJson, false)) names.push_back(fs::path(file).stem().string());
    return names;
}

}  // namespace

fs::path find_path_typed(std::string_view typed) {
    const fs::path path(typed);
    if (is_there(path) || typed.find('\\') == std::string_view::npos) return path;
    std::string slashes(typed);
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    return is_there(slashes) || is_there(with_json(slashes)) ? fs::path(slashes) : path;
}

fs::path find_scenario(std::string_view typed) {
    const fs::path path = find_path_typed(typed);
    if (is_file(path) || typed.empty()) return path;
    if (is_file(with_json(path))) return with_json(path);
    const std::optional<fs::path> folder = scenario_folder();
    if (!folder || path.has_parent_path() || path == "." || path == "..") return path;
    for (const fs::path& shipped : {*folder / path, with_json(*folder / path)})
        if (is_file(shipped)) return shipped;
    return path;
}

std::string hint_for_missing(const fs::path& missing, std::string_view extension) {
    const std::string text = missing.string();
    if (text.size() > 2 && text[1] == ':' && text[2] == '\\') return "this looks like a path of Windows";
    fs::path there = missing.is_absolute() ? missing.root_path() : fs::path();
    const fs::path relative = missing.relative_path();
    auto step = relative.begin();
    while (step != relative.end() && is_there(there / *step)) there /= *step++;
    if (step == relative.end()) return "";
    const bool is_last = std::next(step) == relative.end();
    const std::string near = nearest(step->string(), names_in(there, extension, !is_last || extension.empty()));
    if (!near.empty()) {
        there /= near;
        while (++step != relative.end()) there /= *step;
        return "did you mean " + in_quotes(there.string(), 200) + "?";
    }
    if (extension != kJson || missing.has_parent_path()) return "";
    const std::string typed = missing.stem().string();
    const std::vector<std::string> names = names_of_scenarios();
    if (const std::string shipped = nearest(typed, names); !shipped.empty())
        return "did you mean " + in_quotes(shipped) + "?";
    const std::vector<std::string_view> all(names.begin(), names.end());
    return holding_hint(typed, all);
}

}  // namespace pasar
