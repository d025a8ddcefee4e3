// manifest.json: how to get a result again. It holds the resolved scenario and what the command was asked to do; tables
// made from it are the same bytes, only the manifest's own times and machine differ.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reports/output_file.h"

namespace pasar {

/// What a command was asked to do, beyond what the scenario says.
struct Task {
    std::string command;                  ///< "run" or "compare"
    std::string scenario_file;            ///< as it was named
    std::vector<std::string> models;      ///< names of the models run; empty for all
    double orders_sample = 0.0;           ///< share of orders in orders.csv
    std::map<std::string, double> worth;  ///< by key figure
};

struct RunTimes {
    std::chrono::system_clock::time_point started;
    std::chrono::system_clock::time_point ended;
    int threads = 1;  ///< told for curiosity: results do not depend on it
};

/// The program's version, as `pasar --version` says.
[[nodiscard]] std::string program_version();

/// Writes manifest.json into `folder`. `resolved` is the whole scenario with every value. Throws WriteFailed.
void write_manifest(const std::filesystem::path& folder, const nlohmann::ordered_json& resolved, const Task& task,
                    const std::vector<std::string>& command_line, const RunTimes& times,
                    const std::vector<FileRecord>& files);

/// The task of a manifest; nothing when the file is a scenario. Pre: load_scenario() accepted the file.
[[nodiscard]] std::optional<Task> read_task(const std::filesystem::path& file);

}  // namespace pasar
