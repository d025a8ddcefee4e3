// pasar: from the command line to a command, and from whatever went wrong to a sentence and an exit code.
#include <fmt/format.h>
#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <string_view>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/resume.h"
#include "cli/standard_streams.h"
#include "reports/report.h"
#include "reports/result/output_file.h"
#include "reports/result/result_folder.h"
#include "scenarios/csv_reader.h"
#include "scenarios/faults.h"
#include "sim/memory/room.h"
#include "sim/world/run.h"

namespace pasar {

namespace {

struct Command {
    std::string_view name;
    int (*run)(const Arguments&);
};
constexpr std::array kCommands{
    Command{"run", run_command},
    Command{"compare", compare_command},
    Command{"compete", compete_command},
    Command{"validate", validate_command},
    Command{"show", show_command},
    Command{"explain", explain_command},
    Command{"new", new_command},
    Command{"schema", schema_command},
    Command{"bench", bench_command},
    Command{"docs", docs_command},
    Command{"break-even", break_even_command},
    Command{"map", map_command},
    Command{"best", best_command},
    Command{"sweep", sweep_command},
    Command{"why", why_command},
    Command{"ladder", ladder_command},
    Command{"sensitivity", sensitivity_command},
    Command{"scorecard", scorecard_command},
    Command{"report", report_command},
    Command{"view", view_command},
};

int complain(ExitCode code, std::string_view message) {
    fmt::print(stderr, "pasar: {}\n", message);
    return code;
}

int run(const Arguments& arguments) {
    if (const std::optional<int> code = put_in_place(arguments)) return *code;
    for (const Command& command : kCommands) {
        if (command.name == arguments.command) return command.run(arguments);
    }
    throw std::logic_error("a command without a function");
}

/// What is printed may go to a file on a full disk, or nowhere.
void check_standard_output() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw WriteFailed("cannot write to standard output");
}

int run_parsed(int count, char** values) {
    const Parsed parsed = parse_arguments(count, values);
    listen_for_interrupts();
    const int code = parsed.arguments ? run(recalled(*parsed.arguments)) : parsed.exit_code;
    if (code != kBadInput) check_standard_output();
    return code;
}

/// What standard output held is told before what went wrong, and an error while telling it changes nothing any more.
int run_and_explain(int count, char** values) {
    try {
        return run_parsed(count, values);
    } catch (const InvalidScenario& error) {
        fmt::print(stderr, "{}\n", error.what());
        return kBadInput;
    } catch (const BadTable& error) {
        return complain(kBadInput, error.what());
    } catch (const BadInput& error) {
        return complain(kBadInput, error.what());
    } catch (const NoResult& error) {
        return complain(kBadInput, error.what());
    } catch (const UnusableFolder& error) {
        return complain(kBadInput, error.what());
    } catch (const Interrupted& error) {
        return complain(kInterrupted, error.what());
    } catch (const Contradiction& error) {
        return complain(
            kContradicted,
            fmt::format("the market contradicted itself, which is a fault of the program: {}", error.what()));
    } catch (const BeyondCounting& error) {
        return complain(kContradicted, error.what());
    } catch (const OutOfRoom& error) {
        return complain(kContradicted, error.what());
    } catch (const std::bad_alloc&) {
        return complain(kFailed,
                        "out of memory; no result was written. Fewer buyers, fewer --threads or a smaller "
                        "share of --orders need less");
    } catch (const std::exception& error) {
        return complain(kFailed, error.what());
    } catch (...) {
        return complain(kFailed, "something went wrong that has no description");
    }
}

}  // namespace

}  // namespace pasar

int main(int count, char** values) {
    pasar::take_standard_streams();
    return pasar::run_and_explain(count, values);
}
