// Loading a scenario for a command.
#pragma once

#include <span>
#include <string>

#include "scenarios/read.h"

namespace pasar {

/// load_scenario(), but who asks for more buyers than can be is also told how much memory they would take.
[[nodiscard]] LoadedScenario load_for_command(const std::string& file, std::span<const std::string> sets);

}  // namespace pasar
