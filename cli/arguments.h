// What the command line asks for. The one place that knows its grammar is arguments.cpp; commands see only this.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace pasar {

/// The command line or what it names cannot be used: exit code 2.
struct BadInput : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Arguments {
    std::string command;
    std::vector<std::string> line;  ///< the command line as it was given, for the manifest

    std::string file;                ///< scenario file or manifest
    std::vector<std::string> files;  ///< of validate
    std::vector<std::string> words;  ///< of explain
    std::string preset;              ///< of new

    std::optional<std::string> out;
    std::optional<std::int64_t> replications;
    std::optional<std::int64_t> seed;
    int threads = 0;  ///< 0: all cores
    std::vector<std::string> sets;
    std::vector<std::string> models;      ///< names, of run; empty: all
    std::optional<double> orders_sample;  ///< share of orders to log
    std::vector<std::string> worth;       ///< MEASURE=VALUE
    bool quiet = false;
    bool json = false;   ///< of show
    bool model = false;  ///< of schema
    bool check = false;  ///< of docs

    std::vector<std::int64_t> buyers;  ///< of bench
    std::int64_t days = 60;            ///< of bench
};

/// The arguments, or the exit code with which to end at once: after --help and --version, or after telling what is
/// wrong.
struct Parsed {
    std::optional<Arguments> arguments;
    int exit_code = 0;
};
[[nodiscard]] Parsed parse_arguments(int count, const char* const* values);

}  // namespace pasar
