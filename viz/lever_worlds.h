// Levers of several worlds at once: where the worlds differ, what each of them says, and what a change would set in
// each. No value of one world is taken for that of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "viz/levers.h"
#include "viz/policy_switches.h"
#include "viz/scene.h"
#include "viz/session.h"
#include "viz/slider_scale.h"

namespace pasar {

/// What a lever says in one of the worlds.
struct LeverInWorld {
    std::size_t world = 0;      ///< its place in Scene::worlds
    std::string value;          ///< JSON; empty where this world has no such parameter
    double number = 0.0;        ///< of numbers and money
    std::string value_in_file;  ///< of this world's model; empty where the file has no such parameter
    bool is_changed = false;    ///< is not as in the file
};

/// The levers of several worlds, by what they have in common.
struct LeversOfWorlds {
    /// By path, those whose value is not the same in all worlds; a world each, in their order.
    std::map<std::string, std::vector<LeverInWorld>> differing;
    /// By path, the worlds in which a lever is not as in the file; places in their order.
    std::map<std::string, std::vector<std::size_t>> changed;
    std::vector<std::vector<PolicySwitch>> switches;  ///< of each world
    std::vector<std::vector<ListEntry>> entries;      ///< of each world
};
/// As the worlds will be once they have caught up (World::wanted).
[[nodiscard]] LeversOfWorlds levers_of_worlds(std::span<const SeenWorld> worlds);

/// The world whose value stands nearest to a place on the slider, 0 to 1; the first of several. Pre: at least one.
[[nodiscard]] std::size_t nearest_world(const SliderScale& scale, std::span<const LeverInWorld> values,
                                        double position);

/// The slider that shows all of these values.
[[nodiscard]] SliderScale scale_of_all(WorldLever lever, std::span<const LeverInWorld> values);

/// Back to the file: a change for each world that is not as its file has it.
[[nodiscard]] std::vector<LeverChange> back_to_file(std::span<const SeenWorld> worlds, const std::string& path,
                                                    When when);

/// Turns a policy on or off in each world that is not so yet, with the value that is right there.
[[nodiscard]] std::vector<LeverChange> turn(std::span<const SeenWorld> worlds, const LeversOfWorlds& levers,
                                            std::size_t policy, bool on, When when);

/// Another entry like the one of this group, or none of it, in each world that has it, beside that world's own others.
[[nodiscard]] std::vector<LeverChange> change_entry(std::span<const SeenWorld> worlds, const LeversOfWorlds& levers,
                                                    const std::string& group, bool another, When when);

}  // namespace pasar
