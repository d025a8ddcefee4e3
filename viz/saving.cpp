#include "viz/saving.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/folder.h"
#include "scenarios/merge.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"
#include "words/language.h"

namespace pasar {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostNamed = 3;

/// Pointers of the values in which two scenarios differ, their models aside.
void differing(const Json& one, const Json& other, const std::string& pointer, std::vector<std::string>& found) {
    if (one == other) return;
    const bool same_shape = one.type() == other.type() && one.is_structured() && one.size() == other.size();
    if (same_shape && one.is_object()) {
        for (const auto& [name, value] : one.items())
            if (!pointer.empty() || name != "models") differing(value, other.at(name), below(pointer, name), found);
    } else if (same_shape) {
        for (std::size_t i = 0; i < one.size(); ++i) differing(one[i], other[i], below(pointer, i), found);
    } else {
        found.push_back(pointer);
    }
}

std::vector<std::string> differing_paths(const LoadedScenario& one, const LoadedScenario& other) {
    std::vector<std::string> pointers, paths;
    differing(*one.resolved, *other.resolved, "", pointers);
    for (const std::string& pointer : pointers) paths.push_back(path_of(*one.resolved, pointer));
    return paths;
}

/// The name by which a file in `folder` may extend another one; nothing where it may not.
std::optional<std::string> name_from(const fs::path& folder, const fs::path& other) {
    std::error_code error;
    const fs::path target = fs::weakly_canonical(other, error);
    if (error || !fs::is_regular_file(target, error)) return std::nullopt;
    std::vector<fs::path> folders{folder};
    if (const auto scenarios = scenario_folder()) folders.push_back(*scenarios);
    for (const fs::path& place : folders) {
        const fs::path from = fs::weakly_canonical(place.empty() ? fs::path(".") : place, error);
        const fs::path name = target.lexically_relative(from);
        if (!error && !name.empty() && *name.begin() != "..") return name.string();
    }
    return std::nullopt;
}

/// Writes a file that is not there yet, whole or not at all.
void write_new_file(const fs::path& file, const std::string& text) {
    std::FILE* const stream = std::fopen(file.c_str(), "wx");
    bool written = stream != nullptr && std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    if (stream != nullptr && std::fclose(stream) != 0) written = false;
    if (written) return;
    const int reason = errno;
    std::error_code ignored;
    if (stream != nullptr) fs::remove(file, ignored);
    throw CannotSave(filled(tr("{} cannot be written: {}."), shown(file.string(), 200), std::strerror(reason)));
}

/// What has to be said of a changed object over `base`, as a JSON Merge Patch. Pre: both have the same members, as
/// all values of a model have.
Json said_over(const Json& base, const Json& changed) {
    Json patch = Json::object();
    for (const auto& [name, value] : changed.items()) {
        const Json& before = base.at(name);
        if (value == before) continue;
        patch[name] = value.is_object() && before.is_object() ? said_over(before, value) : value;
    }
    return patch;
}

/// The models as the original file says them, each with what is changed in it: by what it extends there, where it does.
/// Nothing where that file itself says no models.
std::optional<Json> models_said_over(const fs::path& original, const LoadedScenario& base, const Json& changed) {
    std::ifstream stream(original);
    const Json file = Json::parse(stream, nullptr, false, true);
    const Json& of_base = base.resolved->at("models");
    if (!file.is_object() || !file.contains("models") || file["models"].size() != of_base.size()) return std::nullopt;
    Json models = Json::array();
    for (const Json& model : changed.at("models")) {
        // Of whatever it came: the model of the file over which least is to be said.
        std::optional<Json> shortest;
        for (std::size_t i = 0; i < of_base.size(); ++i) {
            Json entry = file["models"][i];
            entry.merge_patch(said_over(of_base[i], model));
            if (!shortest || entry.dump().size() < shortest->dump().size()) shortest = std::move(entry);
        }
        models.push_back(std::move(*shortest));
    }
    return models;
}

/// What a file that extends the original may say to be the scenario, shortest first; nothing when the original cannot
/// be read any more.
std::vector<Json> ways_to_say(const fs::path& original, const std::string& name, const Scenario& scenario) {
    std::vector<Json> ways;
    try {
        const LoadedScenario base = load_scenario(original);
        Json whole = {{kExtends, name}};
        whole.update(difference(base.scenario, scenario));
        if (whole.contains("models")) {
            if (auto models = models_said_over(original, base, write(scenario))) {
                Json brief = whole;
                brief["models"] = std::move(*models);
                ways.push_back(std::move(brief));
            }
        }
        ways.push_back(std::move(whole));
    } catch (const InvalidScenario&) {
    }
    return ways;
}

bool reads_back_as(const fs::path& file, const Scenario& scenario) {
    try {
        return *load_scenario(file).resolved == write(scenario);
    } catch (const InvalidScenario&) {
        return false;
    }
}

}  // namespace

LoadedScenario scenario_of(std::span<const SeenWorld> worlds) {
    if (worlds.empty()) throw CannotSave(tr("There is no world yet."));
    if (worlds.front().competes && markets_of(worlds).size() > 1)
        throw CannotSave(tr("Each future of a market of platforms is a scenario of its own: save one by itself."));
    Scenario scenario = worlds.front().wanted->scenario;
    scenario.models.clear();
    for (const SeenWorld& world : worlds) {
        const std::vector<std::string> paths = differing_paths(*worlds.front().wanted, *world.wanted);
        if (!paths.empty()) {
            const std::vector<std::string> named(
                paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(std::min(kMostNamed, paths.size())));
            throw CannotSave(filled(tr("{} and {} differ in what all models of one scenario share: {}{}. A file of all "
                                       "worlds and experiments need it alike; one world can be saved by itself."),
                                    spoken_name(worlds.front().name), spoken_name(world.name), fmt::join(named, ", "),
                                    paths.size() > kMostNamed ? tr(" and more") : ""));
        }
        ModelSpec model = world.wanted->scenario.models[world.model];
        model.name = world.name;
        scenario.models.push_back(std::move(model));
    }
    // A lesson may speak of models whose worlds have been closed.
    for (LessonStepSpec& step : scenario.lesson) {
        const auto is_its = [&](const ModelSpec& model) { return model.name == step.prediction.model; };
        if (std::none_of(scenario.models.begin(), scenario.models.end(), is_its)) step.prediction = {};
    }
    return load_scenario_text(write_text(scenario), {}, "the window");
}

bool has_later_changes(std::span<const SeenWorld> worlds) {
    return std::any_of(worlds.begin(), worlds.end(), [](const SeenWorld& world) {
        const std::vector<Change>& changes = world.script->changes();
        return std::any_of(changes.begin(), changes.end(), [](const Change& change) { return change.day > 0; });
    });
}

void SavedWorlds::add(std::span<const SeenWorld> worlds) {
    for (const SeenWorld& world : worlds) saved_.push_back(world.wanted);
}

std::vector<std::string> SavedWorlds::unsaved(std::span<const SeenWorld> worlds) const {
    std::vector<std::string> names;
    const auto without_seed = [](const LoadedScenario& loaded) {
        nlohmann::ordered_json all = *loaded.resolved;
        all.erase("seed");
        return all;
    };
    for (const SeenWorld& world : worlds) {
        if (std::find(saved_.begin(), saved_.end(), world.wanted) != saved_.end()) continue;
        if (world.wanted.get() == &world.script->base()) continue;
        if (without_seed(*world.wanted) != without_seed(world.script->base())) names.push_back(world.name);
    }
    return names;
}

Saved save_scenario(const Scenario& scenario, const fs::path& original, const fs::path& file) {
    std::error_code error;
    if (fs::exists(file, error)) {
        throw CannotSave(
            filled(tr("{} is there already, and is left as it is; choose another name."), shown(file.string(), 200)));
    }
    const fs::path folder = file.parent_path();
    if (!folder.empty() && !fs::is_directory(folder, error))
        throw CannotSave(filled(tr("There is no folder {}."), shown(folder.string(), 200)));
    Saved saved{.file = file};
    const std::optional<std::string> name = name_from(folder, original);
    for (const Json& text : name ? ways_to_say(original, *name, scenario) : std::vector<Json>{}) {
        write_new_file(file, text.dump(2) + "\n");
        // A name may mean another file where this one stands.
        saved.extends = reads_back_as(file, scenario);
        if (saved.extends) return saved;
        fs::remove(file, error);
    }
    write_new_file(file, write_text(scenario));
    saved.remark =
        filled(tr("It says every value, since a file there cannot extend {}: that would have to be in the same "
                  "folder or in the scenario folder."),
               shown(original.string(), 200));
    return saved;
}

}  // namespace pasar
