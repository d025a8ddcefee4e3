// What all experiments over points share on the command line: loading, the laboratory, progress, the result folder, the
// screen, resuming. A study gets runs from its laboratory and gives back tables and a text.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "scenarios/read.h"
#include "sim/experiments/laboratory.h"
#include "sim/result.h"

namespace pasar {

struct Study {
    const LoadedScenario& loaded;
    std::vector<std::size_t> models;  ///< under study (--model, or all): places in KeyFigures are positions in here
    Laboratory laboratory;
    std::vector<std::size_t> kpis;  ///< --measure, as indices of kpi_info(); never empty
};

struct StudyResult {
    std::vector<Table> tables;  ///< each becomes a CSV file; a "money" unit is replaced by the scenario's currency
    std::string screen;         ///< what to print, verdict first; lines end in \n
};

/// Carries a study out: exit code 0. Throws as main() expects.
int carry_out_study(const Arguments& arguments, const std::function<StudyResult(const Study&)>& study);

}  // namespace pasar
