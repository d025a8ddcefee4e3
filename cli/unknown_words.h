// What to say of a command line that names a command or an option that is not there, or holds a word too many.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace pasar {

/// Throws BadInput for a command that is not there: CLI11 would only say that a subcommand is missing.
void refuse_unknown_command(const CLI::App& app, const std::vector<std::string>& words);
/// What is wrong with the first option that its command does not have; empty where it is something else that is too
/// much.
[[nodiscard]] std::string unknown_option(const CLI::App& app, const std::vector<std::string>& words);
/// What to say of a word too many: it may be the rest of a value with blanks that was not quoted.
[[nodiscard]] std::string word_too_many(const std::vector<std::string>& words, const std::string& extra);

}  // namespace pasar
