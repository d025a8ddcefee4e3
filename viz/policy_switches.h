// Policies of a model that a window turns on and off as a whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read.h"

namespace pasar {

/// A policy that is on or off as a whole.
struct PolicySwitch {
    std::string_view name;  ///< "Escrow"
    std::string_view says;
    bool is_on = false;
    bool is_mixed = false;  ///< not the same in all worlds that it would be turned in
    std::string path;       ///< what turning it changes, for Session::change
    std::string turned;     ///< the value that turns it the other way
    std::string why_not;    ///< why it cannot be turned; else empty
};
[[nodiscard]] std::vector<PolicySwitch> policy_switches(const LoadedScenario& now, const LoadedScenario& file,
                                                        std::size_t model);

}  // namespace pasar
