#include "sim/world/compete.h"

#include <fmt/format.h>

#include <algorithm>

#include "agents/kinds.h"
#include "sim/people/buyer.h"

namespace pasar {

std::vector<std::string> what_forbids_competing(const Scenario& scenario, const std::vector<std::size_t>& models) {
    std::vector<std::string> reasons;
    if (scenario.models.size() > kMaxPlatforms)
        reasons.push_back(fmt::format("a scenario whose models compete has at most {} of them; this one has {}",
                                      kMaxPlatforms, scenario.models.size()));
    const auto is_booked = [&](std::size_t model) {
        return scenario.models[model].matching.kind == MatchingKind::Booking;
    };
    for (const std::size_t model : models) {
        const ModelSpec& spec = scenario.models[model];
        if (spec.matching.kind == MatchingKind::Feed)
            reasons.push_back(
                fmt::format("\"{}\" is free to read: a visit there ends no wish to buy, so that it takes "
                            "no buyer from a shop",
                            spec.name));
        if (is_booked(model) != is_booked(models.front()))
            reasons.push_back(fmt::format("\"{}\" and \"{}\" meet other wishes: a service on a day, and goods",
                                          scenario.models[models.front()].name, spec.name));
    }
    const FirmSpec& firm = scenario.firm;
    const auto is_channel = [&](std::size_t model) {
        return std::find(firm.channels.begin(), firm.channels.end(), scenario.models[model].name) !=
               firm.channels.end();
    };
    // Asked of one model, or of none, nothing is said of a world in which there are others.
    if (models.size() > 1 && firm.is_there() && !firm.channels.empty() &&
        std::none_of(models.begin(), models.end(), is_channel))
        reasons.push_back(fmt::format("\"{}\" sells on none of them: firm.channels names other models", firm.name));
    return reasons;
}

}  // namespace pasar
