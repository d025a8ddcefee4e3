#include "sim/experiments/usual_levers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "scenarios/faults.h"
#include "scenarios/settings.h"

namespace pasar {

namespace {

constexpr std::size_t kFewest = 2;
constexpr std::size_t kMost = 12;

constexpr std::array kOfMarket{"market.wishes.rate_per_day",
                               "market.choice.price",
                               "market.choice.quality",
                               "market.trust.loss",
                               "market.leaving.dissatisfaction_weight",
                               "market.refusal.rate"};
constexpr std::array kOfModel{"revenue.commission", "supply.markup", "fulfilment.buyer_pays_shipping",
                              "costs.fixed_per_day"};

/// Whether a parameter by itself may be moved, and says something about the market when it is.
bool may_move(std::string_view path) {
    if (!path.starts_with("market.") && !path.starts_with("models.")) return false;
    if (path == "market.buyers" || path == "market.sized_for" || path.starts_with("market.season.")) return false;
    return !path.ends_with(".share") && !path.ends_with(".preferred");
}

/// The lever of 20 % either side; nothing where that is no range, as with a value of 0.
std::optional<Lever> lever_around_now(const LoadedScenario& scenario, const std::string& path) {
    try {
        Lever lever = find_lever(scenario, path);
        for (const double end : {lever.low, lever.high}) {
            const std::string setting = lever.at(end);
            (void)with_settings(scenario, std::span(&setting, 1));
        }
        return lever;
    } catch (const InvalidScenario&) {
        return std::nullopt;
    }
}

}  // namespace

std::vector<Lever> usual_levers(const LoadedScenario& scenario, std::span<const std::size_t> models,
                                std::string_view file) {
    const auto is_studied = [&](const std::string& pointer) {
        if (!pointer.starts_with("/models/")) return true;
        return std::any_of(models.begin(), models.end(),
                           [&](std::size_t i) { return pointer.starts_with(fmt::format("/models/{}/", i)); });
    };
    std::vector<Lever> said;
    for (const std::string& path : numeric_paths(*scenario.resolved)) {
        if (!may_move(path)) continue;
        const FoundPath found = find_path(*scenario.resolved, path);
        const Origin origin = scenario.origins.of(found.pointer);
        if (!is_studied(found.pointer) || (origin.file != file && origin.file != "--set")) continue;
        if (auto lever = lever_around_now(scenario, path)) said.push_back(std::move(*lever));
        if (said.size() > kMost) break;
    }
    if (said.size() >= kFewest && said.size() <= kMost) return said;

    std::vector<Lever> usual;
    const auto add = [&](const std::string& path) {
        if (usual.size() == kMost) return;
        if (auto lever = lever_around_now(scenario, path)) usual.push_back(std::move(*lever));
    };
    for (const char* path : kOfMarket) add(path);
    for (const std::size_t model : models) {
        const SupplyKind supply = scenario.scenario.models[model].supply.kind;
        for (const std::string_view path : kOfModel) {
            const bool idle = (path == "revenue.commission" && supply == SupplyKind::Own) ||
                              (path == "supply.markup" && supply == SupplyKind::Sellers);
            if (!idle) add(find_path(*scenario.resolved, fmt::format("models.{}.{}", model, path)).path);
        }
    }
    return usual;
}

}  // namespace pasar
