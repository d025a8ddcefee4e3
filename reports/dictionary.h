// docs/measures.md: every table of a result folder and every column in it, told about from the one list of measures.
#pragma once

#include <string>
#include <vector>

#include "sim/result.h"

namespace pasar {

/// Every table that a result folder may hold, with its columns and without rows.
[[nodiscard]] std::vector<Table> result_outlines();

[[nodiscard]] std::string measures_markdown();

}  // namespace pasar
