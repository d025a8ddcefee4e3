// A small table for the terminal: the first column to the left, the others to the right, the header bold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/screen/screen.h"

namespace pasar {

/// Lines of equally many cells, the first being the header. Cells are shown as they are: what came from a scenario is
/// made printable() before.
[[nodiscard]] std::string text_table(const std::vector<std::vector<std::string>>& rows, const ScreenOptions& options);

/// In bold where the terminal shows that.
[[nodiscard]] std::string emphasised(std::string_view text, const ScreenOptions& options);

/// The shortest ends of paths by which they can still be told apart: commission, or Own store.revenue.commission.
[[nodiscard]] std::vector<std::string> short_paths(const std::vector<std::string>& paths);

}  // namespace pasar
