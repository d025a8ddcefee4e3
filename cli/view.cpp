// pasar view: the live window.
#include <fmt/format.h>
#include <algorithm>
#include <exception>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "scenarios/faults.h"
#include "scenarios/folder.h"
#include "sim/experiments/arms.h"
#include "viz/scene.h"

#ifdef PASAR_HAS_WINDOW
#include "window/window.h"
#endif

namespace pasar {

#ifdef PASAR_HAS_WINDOW

namespace {

constexpr const char* kMainScenario = "c2c-or-b2c.json";

std::vector<std::string> files_of(const Arguments& arguments) {
    if (!arguments.files.empty()) return arguments.files;
    const auto folder = scenario_folder();
    if (!folder) throw BadInput("the scenario folder was not found; name a scenario file");
    return {(*folder / kMainScenario).string()};
}

/// The window tells faults as well, but may not come about, and is gone when it is closed.
bool tell_faults(const WindowOptions& options) {
    bool all_good = true;
    for (const std::string& file : options.files) {
        try {
            const LoadedScenario loaded = load_for_command(file, options.sets);
            tell_notes(loaded);
            if (!options.competes) continue;
            std::vector<std::size_t> models = all_models(loaded.scenario);
            models.resize(std::min(models.size(), kMostCompeting));
            refuse_unless_they_compete(loaded, models);
        } catch (const InvalidScenario& error) {
            fmt::print(stderr, "{}\n", error.what());
            all_good = false;
        }
    }
    return all_good;
}

}  // namespace

int view_command(const Arguments& arguments) {
    WindowOptions options = arguments.window;
    options.files = files_of(arguments);
    options.sets = arguments.sets;
    options.competes = arguments.world == "compete";
    if (arguments.seed) options.sets.push_back("seed=" + std::to_string(*arguments.seed));
    if (arguments.warm_up) options.sets.push_back("warm_up=" + std::to_string(*arguments.warm_up));
    // PASAR_LANGUAGE is for the summary in a terminal: the window keeps the language that was chosen in it.
    if (arguments.language) options.language = language_to_speak(arguments.language);
    options.threads = arguments.threads > 0 ? arguments.threads : available_cores();
    const bool all_good = tell_faults(options);
    try {
        show_window(options);
    } catch (const std::exception&) {
        if (all_good) throw;  // else the faults that were told are what must be mended first
    }
    return all_good ? kDone : kBadInput;
}

#else

int view_command(const Arguments&) {
    throw std::runtime_error(
        "this build of pasar has no window. To get one, install Debian's packages libsfml-dev, libimgui-dev, "
        "libgl1-mesa-dev, libx11-dev and pkg-config, and build again with cmake -DPASAR_VIZ=ON");
}

#endif

}  // namespace pasar
