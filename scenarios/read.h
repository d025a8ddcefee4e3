// From a scenario file to a scenario that can be run: read, extended, set from outside, completed with defaults,
// checked.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/origins.h"
#include "scenarios/scenario.h"

namespace pasar {

class Faults;

struct LoadedScenario {
    Scenario scenario;
    std::shared_ptr<const nlohmann::ordered_json> resolved;  ///< every value, defaults too; never null
    Origins origins;                                         ///< where each value was said
    std::vector<std::string> notes;                          ///< what was left out, a sentence each
};

/// A check of the lesson by somebody who knows more of it than this floor does, after all others; adds to `faults`.
using LessonCheck = void (*)(const Scenario& scenario, const Origins& origins, Faults& faults);

// All of these throw InvalidScenario (scenarios/faults.h) with every fault at once.

/// A lesson that does not fit what was set from outside, or the scenario that extends it, is left out and noted; one
/// that does not fit its own file is a fault.

/// Reads a scenario file, or the manifest of a result; each of `sets` is path=value as a person types it after --set.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path, std::span<const std::string> sets = {},
                                           LessonCheck lesson_check = nullptr);

/// The same from text; `name` stands for the file in messages. Its `extends` is looked up in the scenario folder.
[[nodiscard]] LoadedScenario load_scenario_text(std::string_view text, std::span<const std::string> sets = {},
                                                const std::string& name = "text");

/// The scenario with further values set by the program: a point of a sweep, a move of a slider.
[[nodiscard]] LoadedScenario with_settings(const LoadedScenario& base, std::span<const std::string> sets);

/// Checks a scenario made or changed in the program, as if it had been read.
void validate(const Scenario& scenario);

}  // namespace pasar
