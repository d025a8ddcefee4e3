// Where a firm that could sell in several channels of one world should: in each of them alone, or in all with one
// stock. Its channels are platforms that compete, so that all models of the scenario are there whatever the firm
// chooses, except that its own store is shut where it is no channel (sim/platform/firm.h).
#pragma once

#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/experiments/laboratory.h"

namespace pasar {

struct ChannelChoice {
    std::string name;                   ///< "Marketplace", or "Marketplace + My store"
    std::vector<std::string> channels;  ///< names of models
    Settings settings;                  ///< that make the firm sell there alone
};

/// Each channel of the firm alone, in the order of the models, and then all together: those that firm.channels names
/// or, where it names none, all models. Two channels make three choices. Their measure is firm_profit_all, which every
/// platform of a world has alike. Throws InvalidScenario where the scenario has no firm, or one channel only.
[[nodiscard]] std::vector<ChannelChoice> channel_choices(const LoadedScenario& scenario);

}  // namespace pasar
