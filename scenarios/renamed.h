// Numbers that had another name and another meaning in an earlier version: scenarios that say them go on working, and
// are told what is understood.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/origins.h"

namespace pasar {

/// Puts what is said under an old name under the new one, as the value that means the same, and adds a sentence for
/// each. A group that says both names, and what is no number, stays as it is. Numbers that nothing hangs on
/// any more are taken out, with a sentence.
void take_old_names(nlohmann::ordered_json& scenario, Origins& origins, std::vector<std::string>& notes);

/// The same for a setting, path=value, of the scenario `in_force`; what has no old name comes back as it is.
[[nodiscard]] std::string with_new_name(std::string_view setting, const nlohmann::ordered_json& in_force,
                                        std::vector<std::string>& notes);

}  // namespace pasar
