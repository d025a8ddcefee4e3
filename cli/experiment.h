// What run and compare share: running the models of a scenario and writing a result folder, whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command_run.h"
#include "sim/experiments/compare.h"

namespace pasar {

/// Carries out a run or a comparison and prints the summary. When a manifest is given, what it was asked to do is done
/// again, but for what the command line says otherwise.
/// Throws InvalidScenario, BadInput, UnusableFolder, WriteFailed, Contradiction, Interrupted.
int carry_out(const Arguments& arguments);

// What compete shares with them.

/// --worth by key figure. Throws BadInput.
[[nodiscard]] Worth worth_of(const Task& task);
/// Most replications where --until-precise may ask for more. Throws BadInput for fewer than it begins with.
[[nodiscard]] std::int64_t most_replications(const Arguments& arguments, const Task& task, std::int64_t replications);
/// What each run records beside its key figures, and that Ctrl-C ends it.
void record_as_asked(BatchOptions& options, const Arguments& arguments, const Task& task);
/// How close --until-precise came; empty where it was not asked for. `groups` are figures of models by themselves, or
/// of those that are compared with each other.
[[nodiscard]] std::string precision_sentence(const Task& task, const std::vector<KeyFigures>& groups, bool compares,
                                             const std::vector<std::size_t>& kpis, Language language);
/// "hash 0123456789abcdef replication 1 model Marketplace": words a script can cut, the name last since it may hold
/// blanks.
[[nodiscard]] std::string hash_line(const Scenario& scenario, const RunResult& result);

}  // namespace pasar
