// What people open of a result: the page and the workbook, made from the folder's tables alone.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result/output_file.h"

namespace pasar {

/// Writes the reports into a folder that holds all its tables; `manifest` is what is or will be its manifest.json, with
/// or without the reports among its files. The same tables and manifest give the same bytes. Throws BadTable or
/// WriteFailed.
std::vector<FileRecord> write_report(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

/// Whether a file of a result folder is a report, and so made from its tables.
[[nodiscard]] bool is_report(std::string_view file);

/// A folder is no result, or not one that this version can read. Bad input.
struct NoResult : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct RenewedReport {
    std::vector<FileRecord> files;
    std::vector<std::string> warnings;  ///< tables that are not as the run left them
};

/// Checks a finished result folder (reports/result/result_check.h), makes its reports anew and puts them in the place
/// of the old ones, all or none. Throws NoResult, InvalidScenario, BadTable or WriteFailed.
[[nodiscard]] RenewedReport renew_report(const std::filesystem::path& folder);

}  // namespace pasar
