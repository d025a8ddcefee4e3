// Filling tables row by row.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sim/counts/result.h"

namespace pasar {

[[nodiscard]] inline Cell text(std::string_view s) { return std::string(s); }

/// Some cells more, of which several calls may make one row.
template <class... Cells>
void add_row(Table& table, Cells&&... cells) {
    (table.cells.emplace_back(std::forward<Cells>(cells)), ...);
}

}  // namespace pasar
