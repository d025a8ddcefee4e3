#include "reports/screen/text_table.h"

#include <algorithm>

#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kBetweenColumns = 2;
constexpr std::size_t kLongestPath = 60;

/// The last `steps` steps of a path. A dot in a name of a scenario counts as one between steps, which does no harm
/// here.
std::string end_of(const std::string& path, std::size_t steps) {
    std::size_t from = path.size();
    for (; steps > 0 && from > 0; --steps) {
        const std::size_t dot = path.rfind('.', from - 1);
        if (dot == std::string::npos) return path;
        from = dot;
    }
    return path.substr(std::min(path.size(), from + 1));
}

bool all_differ(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    return std::adjacent_find(texts.begin(), texts.end()) == texts.end();
}

}  // namespace

std::string emphasised(std::string_view text, const ScreenOptions& options) {
    return options.colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::string text_table(const std::vector<std::vector<std::string>>& rows, const ScreenOptions& options) {
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], text_width(row[i]));
    }
    std::string result;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line = pad_right(rows[r][0], widths[0]);
        for (std::size_t i = 1; i < widths.size(); ++i)
            line += std::string(kBetweenColumns, ' ') + pad_left(rows[r][i], widths[i]);
        while (line.ends_with(' ')) line.pop_back();
        result += r == 0 ? emphasised(line, options) : line;
        result += '\n';
    }
    return result;
}

std::vector<std::string> short_paths(const std::vector<std::string>& paths) {
    std::vector<std::string> result = paths;
    const bool can_differ = all_differ(paths);
    for (std::size_t steps = 1; can_differ && steps < 12; ++steps) {
        for (std::size_t i = 0; i < paths.size(); ++i) result[i] = end_of(paths[i], steps);
        if (all_differ(result)) break;
    }
    for (std::string& path : result) path = printable(path, kLongestPath);
    return result;
}

}  // namespace pasar
