// report.xlsx: the tables of a finished result folder as sheets of one workbook, with the answer in front and charts,
// for people who live in a spreadsheet. It is made from the folder's files alone, so that a command and `pasar report`
// write the same bytes.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "reports/result/output_file.h"

namespace pasar {

/// Writes report.xlsx into the folder, from the tables that the manifest lists. Throws BadTable for a table that cannot
/// be read, WriteFailed where nothing can be written.
FileRecord write_workbook(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

}  // namespace pasar
