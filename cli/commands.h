// The commands, each in the file of its name. They return an exit code, and leave errors to main() as exceptions.
#pragma once

#include "cli/arguments.h"

namespace pasar {

enum ExitCode : int {
    kDone = 0,
    kFailed = 1,         ///< failed while running: disk full, out of memory, stale documents
    kBadInput = 2,       ///< nothing was run or written
    kContradicted = 3,   ///< the market contradicted itself, a fault of the program; or it grew beyond what can be held
                         ///< or counted
    kInterrupted = 130,  ///< as shells have it after Ctrl-C
};

int run_command(const Arguments& arguments);
int compare_command(const Arguments& arguments);
int compete_command(const Arguments& arguments);
int break_even_command(const Arguments& arguments);
int map_command(const Arguments& arguments);
int best_command(const Arguments& arguments);
int report_command(const Arguments& arguments);
int sweep_command(const Arguments& arguments);
int why_command(const Arguments& arguments);
int ladder_command(const Arguments& arguments);
int sensitivity_command(const Arguments& arguments);
int scorecard_command(const Arguments& arguments);
int validate_command(const Arguments& arguments);
int show_command(const Arguments& arguments);
int explain_command(const Arguments& arguments);
int new_command(const Arguments& arguments);
int schema_command(const Arguments& arguments);
int bench_command(const Arguments& arguments);
int docs_command(const Arguments& arguments);
int view_command(const Arguments& arguments);

}  // namespace pasar
