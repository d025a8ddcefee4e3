// What all experiments over points share on the command line: loading, the laboratory, progress, the result folder, the
// screen, resuming. A study gets runs from its laboratory and gives back tables and a text.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "reports/screen/screen.h"
#include "scenarios/read.h"
#include "sim/counts/result.h"
#include "sim/experiments/laboratory.h"

namespace pasar {

struct Study {
    const LoadedScenario& loaded;
    std::vector<std::size_t> models;  ///< under study (--model, or all): entries of KeyFigures are in this order
    std::vector<std::size_t> kpis;    ///< --measure, as indices of kpi_info(); contribution where nothing was asked for
    double memory_bytes = 0.0;        ///< that there is
    Laboratory laboratory;
    ScreenOptions screen;  ///< of the terminal, for StudyResult::screen
};

struct StudyResult {
    std::vector<Table> tables;        ///< each becomes a CSV file; a unit "money…" is told in the scenario's currency
    std::vector<std::string> answer;  ///< what was found, a sentence each, for manifest, page and workbook
    std::string screen;               ///< what to print; lines end in \n
};

/// How a study is carried out. Called once the folder is open; what it throws is BadInput for arguments that only it
/// can check, before it asks for a run.
using StudyFunction = std::function<StudyResult(const Study&)>;

/// Carries a study out: exit code 0. `paths` are the parameters that get a column each in runs.csv; by default those of
/// --vary. Throws as main() expects.
int carry_out_study(const Arguments& arguments, const StudyFunction& study);
int carry_out_study(const Arguments& arguments, const std::vector<std::string>& paths, const StudyFunction& study);

}  // namespace pasar
