// Files that are not what they are taken for: a workbook where a table is meant, text that is not in UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pasar {

struct ForeignFile {
    std::string found;  ///< what it is
    std::string hint;   ///< how to save it right
};
/// What the first bytes of a file say it is, where that is no text in UTF-8. `wanted` is "CSV" or "JSON".
[[nodiscard]] std::optional<ForeignFile> foreign_file(std::string_view first_bytes, std::string_view wanted);

}  // namespace pasar
