// pasar validate: every fault of every file named, and OK for the files that can be run.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load.h"
#include "reports/text.h"
#include "scenarios/faults.h"

namespace pasar {

int validate_command(const Arguments& arguments) {
    int code = kDone;
    for (const std::string& file : arguments.files) {
        try {
            const Scenario scenario = load_for_command(file, arguments.sets).scenario;
            fmt::print("OK  {}: {}, {} model{}, {} days, {} replications\n", printable(file, 200),
                       printable(scenario.name), scenario.models.size(), scenario.models.size() == 1 ? "" : "s",
                       scenario.days, scenario.replications);
        } catch (const InvalidScenario& error) {
            fmt::print(stderr, "{}\n", error.what());
            code = kBadInput;
        }
    }
    return code;
}

}  // namespace pasar
