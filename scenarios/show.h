// `pasar show`: a resolved scenario with each value and where it was said.
#pragma once

#include <string>

#include "scenarios/read.h"

namespace pasar {

/// A line for each value: its path, the value, and its origin (file:line, default or --set).
[[nodiscard]] std::string show_text(const LoadedScenario& loaded);
/// The same as JSON Lines: {"path": ..., "value": ..., "origin": ...}.
[[nodiscard]] std::string show_json_lines(const LoadedScenario& loaded);

}  // namespace pasar
