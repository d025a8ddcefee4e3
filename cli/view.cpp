// pasar view: the live window.
#include "cli/commands.h"
#include "cli/terminal.h"
#include "scenarios/folder.h"

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

}  // namespace

int view_command(const Arguments& arguments) {
    WindowOptions options = arguments.window;
    options.files = files_of(arguments);
    options.sets = arguments.sets;
    if (arguments.seed) options.sets.push_back("seed=" + std::to_string(*arguments.seed));
    // PASAR_LANGUAGE is for the summary in a terminal: the window keeps the language that was chosen in it.
    if (arguments.language) options.language = language_to_speak(arguments.language);
    options.threads = arguments.threads > 0 ? arguments.threads : available_cores();
    show_window(options);
    return kDone;
}

#else

int view_command(const Arguments&) {
    throw std::runtime_error(
        "this build of pasar has no window. To get one, install Debian's packages libsfml-dev, libimgui-dev, "
        "libgl1-mesa-dev, libx11-dev and pkg-config, and build again with cmake -DPASAR_VIZ=ON");
}

#endif

}  // namespace pasar
