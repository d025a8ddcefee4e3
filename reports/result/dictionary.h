// docs/measures.md: every table of a result folder and every column in it, told about from the one list of measures.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/counts/result.h"

namespace pasar {

/// Every table that a result folder may hold, with its columns and without rows.
[[nodiscard]] std::vector<Table> result_outlines();

/// Whether a column of a table with this header holds numbers of key figures, whose unit each row tells in its column
/// "unit".
[[nodiscard]] bool is_in_unit_of_row(std::string_view column, std::span<const std::string> header);

[[nodiscard]] std::string measures_markdown();

}  // namespace pasar
