// report.html: the answer, charts and tables of a finished result folder in one file that opens anywhere, offline. It
// is made from the folder's files alone, so that a command and `pasar report` write the same bytes.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "reports/result/output_file.h"

namespace pasar {

/// Writes report.html into the folder, from the tables in it and from what is or will be its manifest.json. A table
/// that is not there leaves out its section. Throws BadTable for a table that cannot be read or a manifest without a
/// scenario, WriteFailed where nothing can be written.
FileRecord write_page(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

}  // namespace pasar
