#include "reports/screen/screen_grid.h"

#include <fmt/format.h>
#include <algorithm>

#include "words/text.h"

namespace pasar {

std::string coloured(std::string_view text, std::string_view colour, const ScreenOptions& options) {
    return options.colour ? fmt::format("{}{}\x1b[0m", colour, text) : std::string(text);
}

std::vector<std::size_t> ScreenGrid::widths() const {
    std::vector<std::size_t> result(rows.front().size(), 0);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) result[i] = std::max(result[i], text_width(row[i]));
    }
    return result;
}

std::size_t ScreenGrid::width() const {
    std::size_t sum = 0;
    for (const std::size_t columns : widths()) sum += columns + kColumnGap.size();
    return sum - kColumnGap.size();
}

std::string ScreenGrid::text(const ScreenOptions& options) const {
    const std::vector<std::size_t> columns = widths();
    std::string result;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line = pad_right(rows[r][0], columns[0]);
        for (std::size_t i = 1; i < columns.size(); ++i) {
            line += kColumnGap;
            const std::string cell = pad_left(rows[r][i], columns[i]);
            const bool last = i + 1 == columns.size();
            line += last && !last_colours[r].empty() ? coloured(cell, last_colours[r], options) : cell;
        }
        while (line.ends_with(' ')) line.pop_back();  // of a heading with lines to the left alone
        result += r < heading_lines ? coloured(line, kBoldText, options) : line;
        result += '\n';
    }
    return result;
}

void ScreenGrid::put_headings(const std::vector<std::string>& headings, std::size_t columns) {
    std::vector<std::vector<std::string>> lines;
    heading_lines = 1;
    const std::vector<std::size_t> numbers = widths();
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const std::size_t room = std::max(numbers[i], columns);
        lines.push_back(lines_within(printable(headings[i], kMostHeadingLines * room), room));
        heading_lines = std::max(heading_lines, lines.back().size());
    }
    std::vector<std::vector<std::string>> above(heading_lines, std::vector<std::string>(headings.size()));
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const std::size_t from = heading_lines - lines[i].size();
        for (std::size_t line = 0; line < lines[i].size(); ++line) above[from + line][i] = lines[i][line];
    }
    rows.insert(rows.begin(), above.begin(), above.end());
    last_colours.insert(last_colours.begin(), heading_lines, std::string_view());
}

}  // namespace pasar
