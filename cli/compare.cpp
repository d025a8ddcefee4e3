// pasar compare: all models of a scenario in identical worlds, paired by replication, and which does better.
#include "cli/commands.h"
#include "cli/experiment.h"

namespace pasar {

int compare_command(const Arguments& arguments) { return carry_out(arguments); }

}  // namespace pasar
