// From resolved JSON to the structs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "scenarios/fact_spec.h"
#include "scenarios/scenario.h"

namespace pasar {

/// Pre: `resolved` comes from complete() (scenarios/complete.h), so every value is there and has its type.
[[nodiscard]] Scenario fill(const nlohmann::ordered_json& resolved);
/// The same of a file of published facts, completed by facts_form().
[[nodiscard]] FactsSpec fill_facts(const nlohmann::ordered_json& resolved);

}  // namespace pasar
