// What the command line asks for. The one place that knows its grammar is arguments.cpp; commands see only this.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "viz/window_options.h"
#include "words/language.h"

namespace pasar {

/// The command line or what it names cannot be used: exit code 2.
struct BadInput : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Arguments {
    std::string command;
    std::vector<std::string> line;  ///< the command line as it was given, for the manifest

    std::string file;                ///< scenario file or manifest
    std::string scenario_file;       ///< the scenario file that a manifest remembers; else as `file`
    std::vector<std::string> files;  ///< of validate and view
    std::string folder;              ///< of report
    std::vector<std::string> words;  ///< of explain
    std::string preset;              ///< of new

    std::optional<std::string> out;
    std::optional<std::int64_t> replications;
    std::optional<std::int64_t> seed;
    std::optional<std::int64_t> warm_up;
    int threads = 0;  ///< 0: all cores
    std::vector<std::string> sets;
    std::vector<std::string> models;                ///< names, of run; empty: all
    std::optional<double> orders_sample;            ///< share of orders to log
    bool reviews = false;                           ///< log reviews by day and seller
    bool auctions = false;                          ///< log auctions that ended
    bool bookings = false;                          ///< log providers' days
    std::vector<std::string> worth;                 ///< MEASURE=VALUE
    std::string world;                              ///< of studies: "compete" or "alone"; empty: alone
    std::vector<std::string> without;               ///< of compete: models missing in a world each
    bool alone = false;                             ///< of compete: worlds of each model by itself
    std::string against;                            ///< name of the model that others are compared with
    std::vector<std::string> measures;              ///< names of key figures
    std::optional<std::string> side;                ///< --for: whose measure, in place of `measures`
    std::optional<double> until_precise;            ///< half-width over mean, 0.01 for 1 %
    std::optional<std::int64_t> most_replications;  ///< with until_precise
    std::vector<std::string> vary;                  ///< PATH=low:high and the like
    std::string design;                             ///< of sweep: grid, lhs, sobol, or a file of points; empty: grid
    std::string design_text;                        ///< what that file held, where a manifest remembers it
    bool design_is_recalled = false;                ///< the design comes from a manifest
    std::optional<std::int64_t> points;             ///< points, evaluations, permutations
    std::optional<std::int64_t> steps;              ///< points along an axis
    std::string method;                             ///< of sensitivity
    std::vector<std::string> causes;                ///< of why
    std::vector<std::string> constraints;           ///< of best
    std::string facts;                              ///< of scorecard: a file; empty: the shipped one
    std::string facts_text;                         ///< what it holds, where a manifest remembers it
    std::string csv_locale;                         ///< of the tables: "en", "id", "de"
    std::optional<std::string> resume;              ///< unfinished result to go on with
    std::optional<Language> language;               ///< of the summary; else that of PASAR_LANGUAGE, else English
    bool hash = false;                              ///< of run
    bool quiet = false;
    bool progress_in_lines = false;  ///< for a program that waits, also when quiet
    bool json = false;               ///< of show
    bool model = false;              ///< of schema
    bool check = false;              ///< of docs

    std::vector<std::int64_t> buyers;  ///< of bench
    std::optional<std::int64_t> days;  ///< of bench

    WindowOptions window;  ///< of view; its files, sets and threads stand above
};

/// What --help says of a command.
struct CommandHelp {
    std::string name;
    std::string says;
};
/// The commands for users, in the order of --help.
[[nodiscard]] std::vector<CommandHelp> command_list();

/// The arguments, or the exit code with which to end at once: after --help and --version, or after telling what is
/// wrong.
struct Parsed {
    std::optional<Arguments> arguments;
    int exit_code = 0;
};
[[nodiscard]] Parsed parse_arguments(int count, const char* const* values);

}  // namespace pasar
