// The panel of levers: policies as big switches, and every parameter of the scenario, found by search or by group, to
// be moved in one world or in all, from now on or from day 0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/levers.h"
#include "viz/theatre.h"
#include "window/look.h"

namespace pasar {

/// What the panel remembers from frame to frame.
struct LeversPanel {
    std::array<char, 96> words{};          ///< looked for
    std::optional<std::uint32_t> world{};  ///< that is moved; nothing for all of them
    bool from_day_0 = false;
    bool only_changed = false;
    std::array<char, 512> file{};
    std::size_t saved = 0;  ///< what is to be saved: 0 for all worlds, else a world's place and one
    std::string told;       ///< what became of saving
    bool failed = false;

    // Made anew where the scenario in force, the words or the language changed.
    std::shared_ptr<const LoadedScenario> made_of;
    std::size_t made_for_model = 0;
    std::vector<WorldLever> levers;
    std::vector<LeverNames> in_words;  ///< of the levers, in this language
    Language told_in = Language::English;
    std::vector<PolicySwitch> switches;
    std::vector<ListEntry> entries;
    std::vector<std::size_t> found;
    std::string found_for;
    std::vector<std::shared_ptr<const LoadedScenario>> compared;  ///< for which the following is
    Language compared_in = Language::English;
    std::string parted;  ///< why the worlds are not one scenario any more; empty where they are
    std::map<std::string, std::string> changed_elsewhere;  ///< by path: in which other worlds a lever is not as in the
                                                           ///< file, where all are moved at once

    // The slider that is being dragged.
    std::string dragged;  ///< path of its lever; empty for none
    double dragged_to = 0.0;
    bool drags_on = false;  ///< the drag has sent a value already
    double sent_at = 0.0;   ///< seconds of ImGui's clock
};

/// Into the panel of ImGui at hand. `original` is the file that the scenario came from; a saved one extends it.
void draw_levers_panel(const Look& look, LeversPanel& panel, Theatre& theatre, const Scene& scene,
                       const std::filesystem::path& original);

}  // namespace pasar
