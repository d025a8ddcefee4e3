#include "viz/lever_worlds.h"
#include "viz/policy_switches.h"
#include "viz/slider_scale.h"

#include <algorithm>
#include <cmath>

namespace pasar {

LeversOfWorlds levers_of_worlds(std::span<const SeenWorld> worlds) {
    LeversOfWorlds all;
    std::map<std::string, std::vector<LeverInWorld>> found;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        const SeenWorld& world = worlds[w];
        const LoadedScenario& file = world.script->base();
        for (WorldLever& lever : levers_of(*world.wanted, file, world.model)) {
            if (lever.is_changed) all.changed[lever.path].push_back(w);
            std::vector<LeverInWorld>& values = found[lever.path];
            // Worlds before this one may lack it.
            for (std::size_t before = values.size(); before < w; ++before) values.push_back({.world = before});
            values.push_back({.world = w,
                              .value = std::move(lever.value),
                              .number = lever.number,
                              .value_in_file = std::move(lever.value_in_file),
                              .is_changed = lever.is_changed});
        }
        all.switches.push_back(policy_switches(*world.wanted, file, world.model));
        all.entries.push_back(list_entries(*world.wanted, world.model));
    }
    for (auto& [path, values] : found) {
        for (std::size_t missing = values.size(); missing < worlds.size(); ++missing)
            values.push_back({.world = missing});
        const std::string first = values.front().value;
        const bool differ =
            std::any_of(values.begin(), values.end(), [&first](const LeverInWorld& one) { return one.value != first; });
        if (differ) all.differing.emplace(path, std::move(values));
    }
    return all;
}

std::size_t nearest_world(const SliderScale& scale, std::span<const LeverInWorld> values, double position) {
    const LeverInWorld* nearest = nullptr;
    double least = 0.0;
    for (const LeverInWorld& one : values) {
        if (one.value.empty()) continue;
        const double away = std::abs(position_of(scale, one.number) - position);
        if (nearest != nullptr && away >= least) continue;
        nearest = &one;
        least = away;
    }
    return nearest != nullptr ? nearest->world : 0;
}

SliderScale scale_of_all(WorldLever lever, std::span<const LeverInWorld> values) {
    SliderScale scale = scale_of(lever);
    for (const LeverInWorld& one : values) {
        if (one.value.empty()) continue;
        lever.number = one.number;
        const SliderScale own = scale_of(lever);
        scale.low = std::min(scale.low, own.low);
        scale.high = std::max(scale.high, own.high);
        // A logarithm needs something above 0 to begin with; a zero stands at its left end.
        scale.starts_at_zero = scale.starts_at_zero || (scale.is_logarithmic && one.number == 0.0);
    }
    return scale;
}

std::vector<LeverChange> back_to_file(std::span<const SeenWorld> worlds, const std::string& path, When when) {
    std::vector<LeverChange> changes;
    for (const SeenWorld& world : worlds) {
        for (const WorldLever& lever : levers_of(*world.wanted, world.script->base(), world.model)) {
            if (lever.path != path || !lever.is_changed || lever.value_in_file.empty()) continue;
            changes.push_back({.path = path, .value = lever.value_in_file, .when = when, .world = world.id});
        }
    }
    return changes;
}

std::vector<LeverChange> turn(std::span<const SeenWorld> worlds, const LeversOfWorlds& levers, std::size_t policy,
                              bool on, When when) {
    std::vector<LeverChange> changes;
    for (std::size_t w = 0; w < worlds.size() && w < levers.switches.size(); ++w) {
        const PolicySwitch& here = levers.switches[w].at(policy);
        if (here.is_on == on || !here.why_not.empty()) continue;
        changes.push_back({.path = here.path, .value = here.turned, .when = when, .world = worlds[w].id});
    }
    return changes;
}

std::vector<LeverChange> change_entry(std::span<const SeenWorld> worlds, const LeversOfWorlds& levers,
                                      const std::string& group, bool another, When when) {
    std::vector<LeverChange> changes;
    for (std::size_t w = 0; w < worlds.size() && w < levers.entries.size(); ++w) {
        for (const ListEntry& entry : levers.entries[w]) {
            const std::string& list = another ? entry.with_another : entry.without;
            if (entry.group != group || list.empty()) continue;
            changes.push_back({.path = entry.list_path, .value = list, .when = when, .world = worlds[w].id});
        }
    }
    return changes;
}

}  // namespace pasar
