// pasar run: all models of a scenario, without comparing them.
#include "cli/commands.h"
#include "cli/experiment.h"

namespace pasar {

int run_command(const Arguments& arguments) { return carry_out(arguments); }

}  // namespace pasar
