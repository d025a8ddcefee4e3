// What customers, orders and money are lost to, as settings: for each cause those that switch it off in the market and
// in every model under study, leaving everything else as it is. Worlds with and without a cause are the same scenario
// twice.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"
#include "sim/experiments/laboratory.h"

namespace pasar {

struct CauseInfo {
    std::string_view name;  ///< as in --cause
    std::string_view says;  ///< what is lost
    std::string_view off;   ///< what the world is like without it
};
/// All causes, in the order in which they are reported where nothing else orders them.
[[nodiscard]] std::span<const CauseInfo> known_causes();

struct CauseSwitch {
    std::string name;
    Settings
        off;  ///< never empty; no path is in the settings of two causes, so that causes can be switched off together
};

struct Causes {
    std::vector<CauseSwitch> present;
    std::vector<std::string> absent;  ///< asked for, but the scenario is without them already
};

/// The causes of these names, or all where `names` is empty, for the models at these indices. Throws InvalidScenario
/// for an unknown name. Pre: the scenario is valid.
[[nodiscard]] Causes find_causes(const Scenario& scenario, std::span<const std::size_t> models,
                                 std::span<const std::string> names);

}  // namespace pasar
