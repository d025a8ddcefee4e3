// manifest.json: how to get a result again. It holds the resolved scenario and what the command was asked to do; tables
// made from it are the same bytes, only the manifest's own times and machine differ.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "reports/result/output_file.h"
#include "reports/result/program_version.h"

namespace pasar {

/// What a manifest says of its own form under "pasar_manifest".
inline constexpr int kManifestFormat = 1;

/// What a command was asked to do, beyond what the scenario says. Each command reads what concerns it.
struct Task {
    std::string command;                    ///< such as "compare"
    std::string scenario_file;              ///< as it was named
    std::vector<std::string> models;        ///< names of the models run; empty for all
    double orders_sample = 0.0;             ///< share of orders in orders.csv
    bool reviews = false;                   ///< whether reviews.csv is written
    bool auctions = false;                  ///< whether auctions.csv is written
    bool bookings = false;                  ///< whether provider_days.csv is written
    std::map<std::string, double> worth;    ///< by key figure
    std::string against;                    ///< name of the model that others are compared with; empty: as usual
    std::string world;                      ///< "compete" where models share one world in a study; empty: alone
    std::vector<std::string> without;       ///< of compete: models missing in a world each; empty: each in turn
    bool alone = false;                     ///< of compete: worlds of each model by itself
    std::vector<std::string> measures;      ///< key figures in question; empty for the command's own
    std::optional<double> until_precise;    ///< half-width of intervals relative to the mean, 0.01 for 1 %
    std::int64_t most_replications = 1000;  ///< with until_precise
    std::vector<std::string> vary;          ///< PATH=low:high and the like
    std::string design;                     ///< of sweep: grid, lhs, sobol, or a file of points
    std::string design_text;                ///< what that file held
    std::optional<std::int64_t> points;     ///< how many points, evaluations, permutations
    std::optional<std::int64_t> steps;      ///< points along an axis
    std::string method;                     ///< of sensitivity
    std::vector<std::string> causes;        ///< of why
    std::vector<std::string> constraints;   ///< of best
    std::string facts;                      ///< of scorecard: the file of facts
    std::string facts_text;                 ///< what it held
    std::string csv_locale;                 ///< of the tables (reports/result/csv.h): "id", "de"; empty: "en"
    std::string wrong;  ///< of a task read back: what was of a wrong type, if anything; the rest is as by default
};

struct RunTimes {
    std::chrono::system_clock::time_point started;
    std::chrono::system_clock::time_point ended;
    int threads = 1;  ///< told for curiosity: results do not depend on it
};

/// What a result hangs on and must not change while it is made: the program (version and sources), the command, its
/// options, the whole scenario.
[[nodiscard]] nlohmann::ordered_json beginning_of(const nlohmann::ordered_json& resolved, const Task& task);

/// What differs between two beginnings, one after the other: "/seed is 99 and was 7". Empty where nothing does, at most
/// a few.
[[nodiscard]] std::string differences(const nlohmann::ordered_json& then, const nlohmann::ordered_json& now);

/// What manifest.json says. `resolved` is the whole scenario with every value; `answer` what the command found, a
/// sentence each. Before the end, times.ended is where the clock starts, and "ended" is null.
[[nodiscard]] nlohmann::ordered_json manifest_of(const nlohmann::ordered_json& resolved, const Task& task,
                                                 const std::vector<std::string>& command_line, const RunTimes& times,
                                                 const std::vector<std::string>& answer);
/// A platform in one of the worlds of `compete`, as manifests tell it under "arms": tables call it by its name where
/// those of other commands have that of a model.
struct ToldArm {
    std::string name;                ///< "Shop B without Shop A"
    std::string platform;            ///< name of the model
    std::vector<std::string> world;  ///< names of the models in its world
    /// Names of the models on which the scenario's firm sells in its world, where the worlds differ by that.
    std::vector<std::string> firm_channels = {};
};
void add_arms(nlohmann::ordered_json& manifest, const std::vector<ToldArm>& arms);

/// Adds files to the list of a manifest.
void add_files(nlohmann::ordered_json& manifest, const std::vector<FileRecord>& files);

/// Whether a manifest lists this file. One without a list does not say, and lists all.
[[nodiscard]] bool lists(const nlohmann::ordered_json& manifest, std::string_view file);

inline constexpr const char* kManifestFile = "manifest.json";
inline constexpr const char* kManifestAside = "manifest.json.new";  ///< while it is being written

/// Writes manifest.json into `folder`, in place of one that may be there: at every moment one of the two is there,
/// whole. Throws WriteFailed.
void write_manifest(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

/// A manifest as it stands in its file; null where that is none, or cannot be read.
[[nodiscard]] nlohmann::ordered_json read_manifest_file(const std::filesystem::path& file);

/// The task of a manifest; nothing when the file is a scenario or cannot be read.
[[nodiscard]] std::optional<Task> read_task(const std::filesystem::path& file);

/// What a manifest remembers of how its result was begun.
struct Beginning {
    std::string version;
    std::string sources;  ///< empty where the program was too old to say
    std::vector<std::string> command_line;
    std::chrono::system_clock::time_point started;
    bool ended = false;       ///< the result is whole
    bool as_written = false;  ///< the scenario is the one whose hash the manifest holds
};
[[nodiscard]] std::optional<Beginning> read_beginning(const std::filesystem::path& file);

}  // namespace pasar
