// Loading a scenario for a command.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "cli/arguments.h"
#include "scenarios/read.h"

namespace pasar {

/// load_scenario(), but whoever asks for more buyers than can be is also told how much memory they would take, and a
/// market without buyers is refused.
[[nodiscard]] LoadedScenario load_for_command(const std::string& file, std::span<const std::string> sets);

/// Tells the notes of a loaded scenario on standard error.
void tell_notes(const LoadedScenario& loaded);

/// The arguments with the names of the scenario's first models, where none are named. Throws InvalidScenario.
[[nodiscard]] Arguments with_first_models(const Arguments& arguments, std::size_t count);

/// The arguments with the model of --against among those named; where none are named, all are meant, and none is added.
[[nodiscard]] Arguments with_baseline(const Arguments& arguments);

}  // namespace pasar
