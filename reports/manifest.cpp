#include "reports/manifest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#ifndef PASAR_VERSION
#define PASAR_VERSION "unknown"
#endif

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kManifestFormat = 1;

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

}  // namespace

std::string program_version() { return PASAR_VERSION; }

void write_manifest(const std::filesystem::path& folder, const Json& resolved, const Task& task,
                    const std::vector<std::string>& command_line, const RunTimes& times,
                    const std::vector<FileRecord>& files) {
    Json manifest;
    manifest["pasar_manifest"] = kManifestFormat;
    manifest["version"] = program_version();
    manifest["command"] = task.command;
    manifest["command_line"] = command_line;
    manifest["scenario_file"] = task.scenario_file;
    manifest["scenario_sha256"] = sha256_of(text_of(resolved, -1));
    manifest["seed"] = resolved.at("seed");
    manifest["replications"] = resolved.at("replications");
    manifest["options"] = {{"models", task.models}, {"orders", task.orders_sample}, {"worth", task.worth}};
    manifest["machine"] = machine();
    manifest["threads"] = times.threads;
    manifest["started"] = iso_time(times.started);
    manifest["ended"] = iso_time(times.ended);
    manifest["files"] = Json::array();
    for (const FileRecord& file : files) manifest["files"].push_back(described(file));
    manifest["scenario"] = resolved;

    OutputFile file(folder / "manifest.json");
    file.write(text_of(manifest, 2));
    file.write("\n");
    file.close();
}

std::optional<Task> read_task(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const Json manifest = Json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!manifest.is_object() || !manifest.contains("pasar_manifest")) return std::nullopt;
    // A hand-made manifest may hold no more than the scenario; what is missing or of a wrong type keeps its default.
    Task task;
    try {
        task.command = manifest.value("command", "");
        task.scenario_file = manifest.value("scenario_file", "");
        const Json options = manifest.value("options", Json::object());
        task.models = options.value("models", task.models);
        task.orders_sample = options.value("orders", 0.0);
        task.worth = options.value("worth", task.worth);
    } catch (const Json::type_error&) {
        return task;
    }
    return task;
}

}  // namespace pasar
