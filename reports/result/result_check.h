// A result folder read back, checked as strictly as a scenario: of what kind each value is, in which range it lies, and
// that nothing is missing. Whoever makes something of a folder that was written earlier checks it first.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

namespace pasar {

/// The manifest of a folder. Throws NoResult (reports/report.h) where there is none, or one of another format, and
/// InvalidScenario with the line of everything in it that cannot be, its scenario included.
[[nodiscard]] nlohmann::ordered_json read_checked_manifest(const std::filesystem::path& folder);

/// Reads every table that the manifest lists, in the memory of one row. Throws BadTable for the first cell, column or
/// row that is not as a run leaves it. Pre: the manifest is read_checked_manifest()'s, and its tables are there.
void check_tables_of_result(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

}  // namespace pasar
