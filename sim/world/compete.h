// Whether models can be platforms of one world, and why not.
#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

/// Why these models (indices into Scenario::models) cannot compete, a sentence each; empty where they can.
[[nodiscard]] std::vector<std::string> what_forbids_competing(const Scenario& scenario,
                                                              const std::vector<std::size_t>& models);

}  // namespace pasar
