// A market as experiments know it: settings in, key figures out. Whoever needs runs asks a Laboratory; how they are
// spread over cores, recorded and taken up again after a stop is the laboratory's matter.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiments/replicate.h"

namespace pasar {

/// What a point of an experiment changes in the scenario: "path=value" each, as in --set. Empty: the scenario as it is.
using Settings = std::vector<std::string>;

/// Replications first … first + count - 1, counted from 0. Each has its own luck, the same at every point.
struct Replications {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Runs every model under study at every point in each of the replications; result[i] holds the key figures at
/// points[i]. The same replication has the same luck at every point and for every model, so differences are paired.
/// Asking again for what was run already costs the runs again. Throws what a run throws, and InvalidScenario for a point
/// that makes no valid scenario, before anything is run.
using Laboratory = std::function<std::vector<KeyFigures>(std::span<const Settings> points, Replications replications)>;

}  // namespace pasar
