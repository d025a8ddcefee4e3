// pasar show: a scenario with all it extends and all defaults, and where each value was said.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "scenarios/show.h"
#include "scenarios/write.h"

namespace pasar {

int show_command(const Arguments& arguments) {
    const LoadedScenario loaded = load_for_command(arguments.file, arguments.sets);
    tell_notes(loaded);
    fmt::print("{}", arguments.json ? write_text(loaded.scenario) : show_text(loaded));
    return kDone;
}

}  // namespace pasar
