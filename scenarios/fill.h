// From resolved JSON to the structs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "scenarios/scenario.h"

namespace pasar {

/// Pre: `resolved` comes from complete() (scenarios/complete.h), so every value is there and has its type.
[[nodiscard]] Scenario fill(const nlohmann::ordered_json& resolved);

}  // namespace pasar
