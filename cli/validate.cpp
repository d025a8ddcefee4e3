// pasar validate: every fault of every file named, and OK for the files that can be run.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "scenarios/faults.h"
#include "words/text.h"

namespace pasar {

int validate_command(const Arguments& arguments) {
    int code = kDone;
    for (const std::string& file : arguments.files) {
        try {
            const LoadedScenario loaded = load_for_command(file, arguments.sets);
            const Scenario& scenario = loaded.scenario;
            tell_notes(loaded);
            fmt::print("OK  {}: {}, {}, {}, {}\n", printable(file, 200), printable(scenario.name),
                       counted(scenario.models.size(), "model"), counted(scenario.days, "day"),
                       counted(scenario.replications, "replication"));
        } catch (const InvalidScenario& error) {
            fmt::print(stderr, "{}\n", error.what());
            code = kBadInput;
        }
    }
    return code;
}

}  // namespace pasar
