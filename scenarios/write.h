// From a scenario back to JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "scenarios/scenario.h"

namespace pasar {

/// Every value of the scenario, defaults too, in the order of describe().
[[nodiscard]] nlohmann::ordered_json write(Scenario scenario);
/// The same as indented text that load_scenario_text reads back to an equal scenario.
[[nodiscard]] std::string write_text(const Scenario& scenario);

/// What a file that extends `base` has to say to give `changed`: a JSON Merge Patch. Lists that differ are said whole,
/// their entries without what is default.
[[nodiscard]] nlohmann::ordered_json difference(const Scenario& base, const Scenario& changed);

}  // namespace pasar
