#include "sim/experiments/channels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/faults.h"

namespace pasar {
namespace {

ChannelChoice choice_of(std::vector<std::string> channels) {
    ChannelChoice choice;
    choice.name = fmt::format("{}", fmt::join(channels, " + "));
    choice.settings = {"firm.channels=" + nlohmann::json(channels).dump()};
    choice.channels = std::move(channels);
    return choice;
}

}  // namespace

std::vector<ChannelChoice> channel_choices(const LoadedScenario& scenario) {
    const FirmSpec& firm = scenario.scenario.firm;
    std::vector<std::string> all;
    for (const ModelSpec& model : scenario.scenario.models)
        if (firm.channels.empty() ||
            std::find(firm.channels.begin(), firm.channels.end(), model.name) != firm.channels.end())
            all.push_back(model.name);
    if (!firm.is_there())
        throw InvalidScenario({{.file = scenario.scenario.name,
                                .path = "/firm",
                                .found = "no firm",
                                .allowed = "a firm whose channels are compared: firm.goods says what it sells"}});
    if (all.size() < 2)
        throw InvalidScenario({{.file = scenario.scenario.name,
                                .path = "/firm/channels",
                                .found = fmt::format("one channel, \"{}\"", fmt::join(all, ", ")),
                                .allowed = "two or more models on which the firm could sell"}});
    std::vector<ChannelChoice> choices;
    for (const std::string& channel : all) choices.push_back(choice_of({channel}));
    choices.push_back(choice_of(std::move(all)));
    return choices;
}

}  // namespace pasar
