// Options that several commands share, as CLI11 is told about them.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"

namespace pasar {

/// Options for tests, for pictures of the docs and for the window itself: not in the help.
inline constexpr const char* kHidden = "hidden";

inline constexpr double kMostThreads = 1024;

/// Like CLI::Range, but says the range as a person would, and reads numbers as people type them. To be given to
/// transform().
[[nodiscard]] CLI::Validator between(double low, double high);
/// A whole number. CLI11 would only say of others that it could not convert them.
[[nodiscard]] CLI::Validator whole_between(double low, double high);
/// As the scenario allows it of one of its own numbers.
[[nodiscard]] CLI::Validator whole_as_in_scenario(std::string_view field);
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& list, const std::string& says);
CLI::Option* add_file(CLI::App& app, Arguments& arguments);
void add_sets(CLI::App& app, Arguments& arguments);
void add_quiet(CLI::App& app, Arguments& arguments);
void add_threads(CLI::App& app, Arguments& arguments);
void add_seed(CLI::App& app, Arguments& arguments);
void add_warm_up(CLI::App& app, Arguments& arguments);
/// What all commands share that make many runs. A scenario must be named where there is none by default.
void add_long_work(CLI::App& app, Arguments& arguments, std::string_view default_scenario = {});
void add_models(CLI::App& app, Arguments& arguments, const std::string& says);
void add_against(CLI::App& app, Arguments& arguments, const std::string& says);
/// --measure, and --for in its place.
void add_measures(CLI::App& app, Arguments& arguments, const std::string& says);
void add_vary(CLI::App& app, Arguments& arguments, const std::string& says);
void add_whole_number(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                      const std::string& says, double low, double high);
void add_language(CLI::App& app, Arguments& arguments, const std::string& says);
/// --world of studies.
void add_world(CLI::App& app, Arguments& arguments);
/// run, compare and compete.
void add_replications(CLI::App& app, Arguments& arguments, const std::string& measures_are);

}  // namespace pasar
