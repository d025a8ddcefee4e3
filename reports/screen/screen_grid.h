// The table of the main key figures as it is laid out on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/screen/screen.h"

namespace pasar {

/// The text between the escape sequences of a colour, where colours are asked for.
[[nodiscard]] std::string coloured(std::string_view text, std::string_view colour, const ScreenOptions& options);

inline constexpr std::string_view kBoldText = "\x1b[1m";
inline constexpr std::string_view kColumnGap = "  ";
inline constexpr std::size_t kMostHeadingLines = 4;

/// One printed table: cells aligned by column, the first to the left and the others to the right.
struct ScreenGrid {
    std::size_t heading_lines = 1;  ///< of `rows`, at its beginning
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string_view> last_colours;  ///< of each row's last cell

    [[nodiscard]] std::vector<std::size_t> widths() const;
    [[nodiscard]] std::size_t width() const;
    [[nodiscard]] std::string text(const ScreenOptions& options) const;

    /// Puts headings above the rows, each in lines as wide as its column or `columns`, so that long names of models
    /// take lines and no room from the numbers. The last lines stand next to the numbers.
    void put_headings(const std::vector<std::string>& headings, std::size_t columns);
};

}  // namespace pasar
