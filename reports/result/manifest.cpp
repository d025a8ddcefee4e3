#include "reports/result/manifest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <thread>

#include "reports/result/plain_file.h"
#include "scenarios/document.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Command lines and file names need not be UTF-8, and the manifest is written all the same.
std::string text_of(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string iso_time(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string compiler() {
#if defined(__clang__)
    return "clang++ " __clang_version__;
#elif defined(__GNUC__)
    return "g++ " __VERSION__;
#else
    return "unknown";
#endif
}

Json machine() {
    utsname system{};
    uname(&system);
    return {{"system", fmt::format("{} {} {}", system.sysname, system.release, system.machine)},
            {"cores", std::thread::hardware_concurrency()},
            {"compiler", compiler()}};
}

Json described(const FileRecord& file) {
    return {{"name", file.name}, {"rows", file.rows}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

template <class T>
void put(Json& options, const char* name, const std::optional<T>& value) {
    if (value) options[name] = *value;
}

/// Only what was asked for: most commands know few of these.
Json options_of(const Task& task) {
    const Task usual;
    Json options = {{"models", task.models}, {"orders", task.orders_sample}, {"worth", task.worth}};
    if (task.reviews) options["reviews"] = true;
    if (task.auctions) options["auctions"] = true;
    if (task.bookings) options["bookings"] = true;
    if (!task.world.empty()) options["world"] = task.world;
    if (!task.without.empty()) options["without"] = task.without;
    if (task.alone) options["alone"] = true;
    if (!task.against.empty()) options["against"] = task.against;
    if (!task.measures.empty()) options["measures"] = task.measures;
    put(options, "until_precise", task.until_precise);
    if (task.most_replications != usual.most_replications) options["most_replications"] = task.most_replications;
    if (!task.vary.empty()) options["vary"] = task.vary;
    if (!task.design.empty()) options["design"] = task.design;
    if (!task.design_text.empty()) options["design_text"] = task.design_text;
    put(options, "points", task.points);
    put(options, "steps", task.steps);
    if (!task.method.empty()) options["method"] = task.method;
    if (!task.causes.empty()) options["causes"] = task.causes;
    if (!task.constraints.empty()) options["constraints"] = task.constraints;
    if (!task.facts.empty()) options["facts"] = task.facts;
    if (!task.facts_text.empty()) options["facts_text"] = task.facts_text;
    if (!task.csv_locale.empty()) options["csv_locale"] = task.csv_locale;
    return options;
}

template <class T>
void get(const Json& options, const char* name, std::optional<T>& value) {
    if (options.contains(name)) value = options.at(name).get<T>();
}

void read_options(const Json& options, Task& task) {
    task.models = options.value("models", task.models);
    task.orders_sample = options.value("orders", 0.0);
    task.reviews = options.value("reviews", false);
    task.auctions = options.value("auctions", false);
    task.bookings = options.value("bookings", false);
    task.worth = options.value("worth", task.worth);
    task.world = options.value("world", task.world);
    task.without = options.value("without", task.without);
    task.alone = options.value("alone", false);
    task.against = options.value("against", task.against);
    task.measures = options.value("measures", task.measures);
    get(options, "until_precise", task.until_precise);
    task.most_replications = options.value("most_replications", task.most_replications);
    task.vary = options.value("vary", task.vary);
    task.design = options.value("design", task.design);
    task.design_text = options.value("design_text", task.design_text);
    get(options, "points", task.points);
    get(options, "steps", task.steps);
    task.method = options.value("method", task.method);
    task.causes = options.value("causes", task.causes);
    task.constraints = options.value("constraints", task.constraints);
    task.facts = options.value("facts", task.facts);
    task.facts_text = options.value("facts_text", task.facts_text);
    task.csv_locale = options.value("csv_locale", task.csv_locale);
}

/// A value in a message.
std::string value_shown(const Json* value) { return value == nullptr ? "nothing" : printable(text_of(*value, -1), 40); }

const Json* member_of(const Json& object, const std::string& name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

/// Goes down where both are of one build, so that single values are told.
void find_differences(const Json* then, const Json* now, const std::string& path, std::vector<std::string>& found) {
    constexpr std::size_t kMost = 3;
    if (found.size() >= kMost || (then != nullptr && now != nullptr && *then == *now)) return;
    const bool both = then != nullptr && now != nullptr;
    if (both && then->is_object() && now->is_object()) {
        for (const auto& [name, value] : then->items())
            find_differences(&value, member_of(*now, name), path + "/" + printable(name, 40), found);
        for (const auto& [name, value] : now->items()) {
            if (!then->contains(name)) find_differences(nullptr, &value, path + "/" + printable(name, 40), found);
        }
    } else if (both && then->is_array() && now->is_array() && then->size() == now->size()) {
        for (std::size_t i = 0; i < now->size(); ++i)
            find_differences(&(*then)[i], &(*now)[i], path + "/" + std::to_string(i), found);
    } else {
        found.push_back(fmt::format("{} is {} and was {}", path, value_shown(now), value_shown(then)));
    }
}

}  // namespace

Json beginning_of(const Json& resolved, const Task& task) {
    return {{"version", program_version()},
            {"sources", program_sources()},
            {"command", task.command},
            {"options", options_of(task)},
            {"scenario", resolved}};
}

std::string differences(const Json& then, const Json& now) {
    std::vector<std::string> found;
    for (const char* part : {"version", "sources", "command", "options", "scenario"}) {
        // Paths within the scenario are those of its files.
        const std::string path = std::string_view(part) == "scenario" ? "" : std::string("/") + part;
        find_differences(member_of(then, part), member_of(now, part), path, found);
    }
    return fmt::format("{}", fmt::join(found, "; "));
}

Json manifest_of(const Json& resolved, const Task& task, const std::vector<std::string>& command_line,
                 const RunTimes& times, const std::vector<std::string>& answer) {
    Json manifest;
    manifest["pasar_manifest"] = kManifestFormat;
    manifest["version"] = program_version();
    manifest["sources"] = program_sources();
    manifest["command"] = task.command;
    manifest["command_line"] = command_line;
    manifest["scenario_file"] = task.scenario_file;
    manifest["scenario_sha256"] = sha256_of(text_of(resolved, -1));
    manifest["seed"] = resolved.at("seed");
    manifest["replications"] = resolved.at("replications");
    manifest["options"] = options_of(task);
    manifest["answer"] = answer;
    manifest["machine"] = machine();
    manifest["threads"] = times.threads;
    manifest["started"] = iso_time(times.started);
    manifest["ended"] = times.ended == RunTimes().ended ? Json() : Json(iso_time(times.ended));
    manifest["files"] = Json::array();
    manifest["scenario"] = resolved;
    return manifest;
}

void add_arms(Json& manifest, const std::vector<ToldArm>& arms) {
    for (const ToldArm& arm : arms) {
        manifest["arms"].push_back({{"name", arm.name}, {"platform", arm.platform}, {"world", arm.world}});
        if (!arm.firm_channels.empty()) manifest["arms"].back()["firm_channels"] = arm.firm_channels;
    }
}

void add_files(Json& manifest, const std::vector<FileRecord>& files) {
    for (const FileRecord& file : files) manifest["files"].push_back(described(file));
}

bool lists(const Json& manifest, std::string_view name) {
    const auto files = manifest.find("files");
    if (files == manifest.end() || !files->is_array()) return true;
    return std::any_of(files->begin(), files->end(),
                       [&](const Json& file) { return file.is_object() && file.value("name", Json()) == name; });
}

void write_manifest(const std::filesystem::path& folder, const Json& manifest) {
    // Renamed over the one that is there, so that at no moment there is none.
    const std::filesystem::path aside = folder / kManifestAside;
    OutputFile file = OutputFile::replacing(aside);
    file.write(text_of(manifest, 2));
    file.write("\n");
    file.close();
    const std::filesystem::path manifest_file = folder / kManifestFile;
    if (std::rename(aside.c_str(), manifest_file.c_str()) != 0) {
        throw WriteFailed(fmt::format("cannot write {}: {}", printable(manifest_file.string(), 200),
                                      std::generic_category().message(errno)));
    }
    sync_folder(folder);
}

Json read_manifest_file(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return {};
    Faults ignored;  // with the limits of a scenario, so that no file makes the program fall over its depth or size
    Json manifest = read_document(file, file.string(), ignored).value;
    return manifest.is_object() && manifest.contains("pasar_manifest") ? manifest : Json();
}

std::optional<Task> read_task(const std::filesystem::path& file) {
    const Json manifest = read_manifest_file(file);
    if (manifest.is_null()) return std::nullopt;
    // A hand-made manifest may hold no more than the scenario; what is missing keeps its default.
    Task task;
    try {
        task.command = manifest.value("command", "");
        task.scenario_file = manifest.value("scenario_file", "");
        read_options(manifest.value("options", Json::object()), task);
    } catch (const Json::exception& error) {
        task.wrong = error.what();
    }
    return task;
}

std::optional<Beginning> read_beginning(const std::filesystem::path& file) {
    const Json manifest = read_manifest_file(file);
    if (manifest.is_null()) return std::nullopt;
    try {
        Beginning beginning{.version = manifest.at("version"),
                            .sources = manifest.value("sources", ""),
                            .command_line = manifest.at("command_line"),
                            .started = {},
                            .ended = manifest.contains("ended") && !manifest.at("ended").is_null(),
                            .as_written = false};
        std::tm time{};
        std::istringstream(manifest.at("started").get<std::string>()) >> std::get_time(&time, "%Y-%m-%dT%H:%M:%SZ");
        beginning.started = std::chrono::system_clock::from_time_t(timegm(&time));
        beginning.as_written = sha256_of(text_of(manifest.at("scenario"), -1)) == manifest.at("scenario_sha256");
        return beginning;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace pasar
