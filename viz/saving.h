// From the worlds of the window back to a scenario, and to a file that says only what differs from the one it came
// from.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "viz/scene.h"

namespace pasar {

/// What cannot be saved, and why, in a sentence for users.
struct CannotSave : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One scenario whose models are those of the worlds, by the worlds' names, as they are in force now. Throws CannotSave
/// where the worlds differ in what all models of a scenario share, naming what. Of one world alone it always succeeds.
[[nodiscard]] LoadedScenario scenario_of(std::span<const SeenWorld> worlds);

/// Whether a change was made on a later day than day 0. A file has no days: what it says holds from day 0.
[[nodiscard]] bool has_later_changes(std::span<const SeenWorld> worlds);

/// Which worlds hold changes that no file has. Other draws (a seed) are no change: they are found again by their
/// number.
class SavedWorlds {
public:
    /// These are in a file now.
    void add(std::span<const SeenWorld> worlds);
    /// Names of those that would be lost.
    [[nodiscard]] std::vector<std::string> unsaved(std::span<const SeenWorld> worlds) const;

private:
    std::vector<std::shared_ptr<const LoadedScenario>> saved_;
};

struct Saved {
    std::filesystem::path file;
    bool extends = false;  ///< it says only the differences; else all of the scenario
    std::string remark;    ///< what a user should know about it; may be empty
};
/// Writes a file that load_scenario() reads to exactly this scenario. It extends `original`, the file that the scenario
/// came from, where that can be reached from there, and its models extend what they extend there; else it says
/// everything. Never writes over a file. Throws
/// CannotSave.
[[nodiscard]] Saved save_scenario(const Scenario& scenario, const std::filesystem::path& original,
                                  const std::filesystem::path& file);

}  // namespace pasar
