// What run and compare share: running the models of a scenario and writing a result folder, whole or not at all.
#pragma once

#include "cli/arguments.h"

namespace pasar {

/// Carries out a run or a comparison and prints the summary. When a manifest is given, what it was asked to do is done
/// again, but for what the command line says otherwise.
/// Throws InvalidScenario, BadInput, UnusableFolder, WriteFailed, Contradiction, Interrupted.
int carry_out(const Arguments& arguments);

}  // namespace pasar
