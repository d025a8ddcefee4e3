// pasar schema: what editors need to complete, explain and check scenario files.
#include <fmt/format.h>

#include "cli/commands.h"
#include "scenarios/schema.h"

namespace pasar {

int schema_command(const Arguments& arguments) {
    fmt::print("{}", arguments.model ? model_schema() : scenario_schema());
    return kDone;
}

}  // namespace pasar
