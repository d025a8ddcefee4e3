#include "scenarios/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/folder.h"
#include "scenarios/form.h"
#include "scenarios/from_table.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

// A result's manifest holds the scenario it came from.
constexpr const char* kManifest = "pasar_manifest";
constexpr const char* kScenario = "scenario";

constexpr std::size_t kLongestChain = 32;

void merge_below(Document& base, Json& target, const Document& patch, const Json& value, const std::string& pointer) {
    if (!value.is_object()) {
        target = value;
        base.origins.erase(pointer);
        base.origins.graft(pointer, patch.origins, pointer);
        return;
    }
    if (!target.is_object()) {
        target = Json::object();
        base.origins.erase(pointer);
    }
    base.origins.set(pointer, patch.origins.of(pointer));
    for (const auto& [name, member] : value.items()) {
        const std::string inner = below(pointer, name);
        if (member.is_null()) {
            target.erase(name);
            base.origins.erase(inner);
        } else {
            merge_below(base, target[name], patch, member, inner);
        }
    }
}

/// The part of a document at a pointer, as a document of its own.
Document part(const Document& whole, const std::string& pointer, const Json& value) {
    Document result{.value = value, .origins = {}};
    result.origins.graft("", whole.origins, pointer);
    return result;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    std::error_code error;
    const fs::path true_folder = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
    if (error) return false;
    const fs::path true_path = fs::canonical(path, error);
    if (error) return false;
    const auto [folder_end, path_end] =
        std::mismatch(true_folder.begin(), true_folder.end(), true_path.begin(), true_path.end());
    return folder_end == true_folder.end();
}

/// The files of some folders, and of the folders in them, that end so, as a scenario would name them.
std::vector<std::string> files_of(const std::vector<fs::path>& folders, const char* extension) {
    std::vector<std::string> names;
    for (const fs::path& folder : folders) {
        const fs::path root = folder.empty() ? fs::path(".") : folder;
        std::error_code error;
        for (auto entry = fs::recursive_directory_iterator(root, error);
             !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
            if (entry.depth() > 0) entry.disable_recursion_pending();
            if (entry->path().extension() == extension)
                names.push_back(entry->path().lexically_relative(root).string());
            if (names.size() > kMostEntries) return names;
        }
    }
    return names;
}

class Merger {
public:
    explicit Merger(Faults& faults) : faults_(faults), scenarios_(scenario_folder()) {}

    enum class Kind { Scenario, Model };

    Document read(const fs::path& path, Kind kind) {
        std::error_code error;
        const fs::path true_path = fs::weakly_canonical(path, error);
        chain_.push_back({error ? path : true_path, path.string()});
        Document document = read_document(path, path.string(), faults_);
        if (!document.value.is_null())
            document = extended(std::move(document), path.parent_path(), path.string(), kind);
        chain_.pop_back();
        return document;
    }

    /// `own_folder` is where the document's file is, nothing for text without a file.
    Document extended(Document document, const std::optional<fs::path>& own_folder, const std::string& file,
                      Kind kind) {
        if (kind == Kind::Scenario && document.value.contains(kManifest))
            document = scenario_of_manifest(document, file);
        document.value.erase(kSchema);
        const FindFile find_table = [&](const Json& name, const std::string& pointer, const Origin& origin) {
            return file_named(name, pointer, origin, own_folder, ".csv");
        };
        take_tables(document, kind == Kind::Scenario ? scenario_form() : model_form(), find_table, faults_);
        if (kind == Kind::Scenario) extend_models(document, own_folder);
        return onto_base(std::move(document), "", own_folder, kind);
    }

private:
    Document scenario_of_manifest(const Document& manifest, const std::string& file) {
        const auto found = manifest.value.find(kScenario);
        if (found != manifest.value.end() && found->is_object()) return part(manifest, below("", kScenario), *found);
        faults_.add(
            {.file = file, .line = 1, .found = "a manifest without a scenario", .allowed = "a result's manifest"});
        return {.value = Json::object(), .origins = {}};
    }

    void extend_models(Document& document, const std::optional<fs::path>& own_folder) {
        const auto models = document.value.find(std::string(kModelsField));
        if (models == document.value.end() || !models->is_array()) return;
        // A list that is too long is refused later; reading a preset for each of its entries would only take long.
        if (static_cast<double>(models->size()) > scenario_form().find(kModelsField)->about.max) return;
        for (std::size_t i = 0; i < models->size(); ++i) {
            Json& entry = (*models)[i];
            if (!entry.is_object()) continue;
            const std::string pointer = below(below("", kModelsField), i);
            entry.erase(kSchema);
            Document model = onto_base(part(document, pointer, entry), pointer, own_folder, Kind::Model);
            entry = std::move(model.value);
            document.origins.erase(pointer);
            document.origins.graft(pointer, model.origins, "");
        }
    }

    /// The document merged onto what it extends; onto nothing, which takes out nulls, when it extends nothing.
    /// `pointer` is where the document stands in its file.
    Document onto_base(Document document, const std::string& pointer, const std::optional<fs::path>& own_folder,
                       Kind kind) {
        Document base{.value = Json::object(), .origins = {}};
        if (const auto found = document.value.find(kExtends); found != document.value.end()) {
            const Origin origin = document.origins.of(below("", kExtends));
            const Json name = *found;
            document.value.erase(kExtends);
            document.origins.erase(below("", kExtends));
            if (const auto path = file_named(name, below(pointer, kExtends), origin, own_folder, ".json")) {
                base = read(*path, kind);
                if (base.value.is_null() || refuse_other_kind(base.value, kind, name, below(pointer, kExtends), origin))
                    base = {.value = Json::object(), .origins = {}};
            }
        }
        merge(base, document);
        return base;
    }

    /// Whether a base is of the other kind, which is told in one fault: each of its names would be one.
    bool refuse_other_kind(const Json& base, Kind kind, const Json& name, const std::string& pointer,
                           const Origin& origin) {
        const std::size_t of_scenario = scenario_form().count_known(base);
        const std::size_t of_model = model_form().count_known(base);
        const bool wants_model = kind == Kind::Model;
        if (wants_model ? of_scenario <= of_model : of_model <= of_scenario) return false;
        const std::string file = in_quotes(name.get_ref<const std::string&>(), 200);
        faults_.add(
            {.file = origin.file,
             .line = origin.line,
             .path = pointer,
             .found = file + (wants_model ? ", which holds a market or a scenario" : ", which holds a model"),
             .allowed = wants_model ? "a file that holds a model" : "a file that holds a market or a scenario",
             .hint = wants_model
                         ? "name it in the \"extends\" at the top of the scenario"
                         : fmt::format(R"(models have an "extends" each: "models": [{{ "extends": {} }}])", file)});
        return true;
    }

    /// The file that `extends` or a table means; nothing, and a fault, when there is none to take.
    std::optional<fs::path> file_named(const Json& name, const std::string& pointer, const Origin& origin,
                                       const std::optional<fs::path>& own_folder, const char* extension) {
        const auto refuse = [&](std::string found, std::string allowed, std::string hint = "") {
            faults_.add({.file = origin.file,
                         .line = origin.line,
                         .path = pointer,
                         .found = std::move(found),
                         .allowed = std::move(allowed),
                         .hint = std::move(hint)});
            return std::nullopt;
        };
        const std::string allowed = "the name of a file beside this one or in the scenario folder";
        if (!name.is_string()) return refuse("no name of a file", allowed);
        const auto& text = name.get_ref<const std::string&>();
        const fs::path wanted(text);
        const bool climbs = std::find(wanted.begin(), wanted.end(), "..") != wanted.end();
        if (wanted.is_absolute() || climbs) {
            return refuse(in_quotes(text), "a file in the same folder or in the scenario folder, or below them");
        }
        if (text.empty() || text.find('\0') != std::string::npos) return refuse(in_quotes(text), allowed);

        std::vector<fs::path> folders;
        if (own_folder) folders.push_back(*own_folder);
        if (scenarios_) folders.push_back(*scenarios_);
        for (const fs::path& folder : folders) {
            const fs::path candidate = (folder / wanted).lexically_normal();
            std::error_code error;
            if (!fs::exists(candidate, error)) continue;
            if (std::none_of(folders.begin(), folders.end(), [&](const auto& f) { return is_inside(candidate, f); })) {
                return refuse(in_quotes(text) + ", a link that leads elsewhere",
                              "a file in the same folder or in the scenario folder, or below them");
            }
            if (const std::string circle = circle_through(candidate); !circle.empty()) {
                return refuse(in_quotes(text) + ", which leads in a circle", "a file that does not lead back here",
                              circle);
            }
            if (chain_.size() >= kLongestChain) {
                return refuse(in_quotes(text), fmt::format("at most {} files one upon the other", kLongestChain));
            }
            return candidate;
        }
        const std::string hint = did_you_mean(text, files_of(folders, extension));
        return refuse(in_quotes(text) + ", which is no file", allowed,
                      hint.empty() && !scenarios_ ? "no scenario folder was found: set PASAR_SCENARIOS" : hint);
    }

    /// `a.json → b.json → a.json` when the file is being extended already; else empty.
    std::string circle_through(const fs::path& path) const {
        std::error_code error;
        const fs::path true_path = fs::canonical(path, error);
        const auto start =
            std::find_if(chain_.begin(), chain_.end(), [&](const auto& link) { return link.first == true_path; });
        if (start == chain_.end()) return "";
        std::string circle;
        for (auto link = start; link != chain_.end(); ++link) circle += shown(link->second, 200) + " → ";
        return circle + shown(path.string(), 200);
    }

    Faults& faults_;
    std::optional<fs::path> scenarios_;
    std::vector<std::pair<fs::path, std::string>> chain_;  ///< files being read: where they are, how they were named
};

}  // namespace

void merge(Document& base, const Document& patch) { merge_below(base, base.value, patch, patch.value, ""); }

Document read_merged(const fs::path& path, Faults& faults) { return Merger(faults).read(path, Merger::Kind::Scenario); }

Document read_merged_preset(const fs::path& path, Faults& faults) {
    const Document own = read_document(path, path.string(), faults);
    const bool is_model =
        own.value.is_object() && model_form().count_known(own.value) > scenario_form().count_known(own.value);
    return Merger(faults).read(path, is_model ? Merger::Kind::Model : Merger::Kind::Scenario);
}

Document parse_merged(std::string_view text, const std::string& file, Faults& faults) {
    Document document = parse_document(text, file, faults);
    if (document.value.is_null()) return document;
    return Merger(faults).extended(std::move(document), std::nullopt, file, Merger::Kind::Scenario);
}

}  // namespace pasar
