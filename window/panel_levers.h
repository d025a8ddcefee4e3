// The panel of levers: policies as big switches, and every parameter of the scenario, found by search or by group, to
// be moved in one world or in all, from now on or from day 0. Where the worlds differ it shows the value of each, and
// asks before one of them takes the place of the others.
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

#include "viz/lever_worlds.h"
#include "viz/levers.h"
#include "viz/policy_switches.h"
#include "viz/saving.h"
#include "viz/session.h"
#include "window/look.h"

namespace pasar {

/// "In all worlds, or in this one?", asked where the worlds differ in what was moved.
struct WorldQuestion {
    struct Answer {
        std::string label;
        std::vector<LeverChange> changes;
    };
    std::string path;     ///< of the lever
    std::string what;     ///< what it was moved to, in words
    std::string differs;  ///< what each world has now
    std::vector<Answer> answers;
    bool is_open = false;  ///< its popup is on the screen
};

/// What the panel remembers from frame to frame.
struct LeversPanel {
    std::array<char, 96> words{};          ///< looked for
    bool wants_search = false;             ///< the next frame puts the text cursor there
    std::optional<std::uint32_t> world{};  ///< that is moved; nothing for all of them
    bool from_day_0 = false;
    bool only_changed = false;
    std::array<char, 512> file{};
    bool wants_to_save = false;  ///< asked for from outside: the next frame opens the question for a name
    std::size_t saved = 0;       ///< what is to be saved: 0 for all worlds, else a world's index and one
    std::string told;            ///< what became of saving
    bool failed = false;
    SavedWorlds in_files;

    // Made anew where the scenario wanted, the words or the language changed.
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
    LeversOfWorlds all;  ///< where all worlds are moved at once; else empty
    std::map<std::string, std::string> changed_elsewhere;  ///< by path: in which other worlds a lever is not as in the
                                                           ///< file, where all are moved at once

    // The slider that is being dragged.
    std::string dragged;  ///< path of its lever; empty for none
    double dragged_to = 0.0;
    std::size_t grabbed = 0;  ///< where the worlds differ: the one whose value was taken hold of
    bool drags_on = false;    ///< the drag has sent a value already
    double sent_at = 0.0;     ///< seconds of ImGui's clock
    // What was sent last, shown until the markets know of it.
    std::string sent;  ///< path of its lever; empty for none
    double sent_to = 0.0;
    std::uint64_t sent_as = 0;  ///< command number so much

    std::optional<WorldQuestion> question;
};

/// Into the panel of ImGui at hand. `original` is the file that the scenario came from; a saved one extends it.
void draw_levers_panel(const Look& look, LeversPanel& panel, Session& session, const Scene& scene,
                       const std::filesystem::path& original);

}  // namespace pasar
