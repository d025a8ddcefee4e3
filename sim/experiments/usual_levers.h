// Which levers to look at when nobody says which.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/read.h"
#include "sim/experiments/lever.h"

namespace pasar {

/// Levers, each 20 % either side of its present value: the numbers that `file`, the scenario file, and --set say of the
/// market and of these models, where these are two to twelve; else a dozen at most of what answers usually hang on.
/// Counts of buyers and days, and shares that add up to 1 with others, are none. May be empty.
[[nodiscard]] std::vector<Lever> usual_levers(const LoadedScenario& scenario, std::span<const std::size_t> models,
                                              std::string_view file);

}  // namespace pasar
