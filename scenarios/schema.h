// JSON Schema (draft 7) of scenario files, so that editors complete, explain and check them while they are written.
#pragma once

#include <string>

namespace pasar {

/// Of a scenario or a market preset. Nothing is required, as a file may extend another.
[[nodiscard]] std::string scenario_schema();
/// Of a model preset.
[[nodiscard]] std::string model_schema();

}  // namespace pasar
