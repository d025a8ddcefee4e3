// Which program this is. Two programs of the same sources give the same tables, whichever compiler built them and
// wherever; of others nobody knows, even of the same version.
#pragma once

#include <string>

namespace pasar {

/// Such as "0.1.0".
[[nodiscard]] std::string program_version();

/// SHA-256 of the sources that can change a byte of a table, worked out when the program was built
/// (cmake/HashSources.cmake): 64 hexadecimal digits.
[[nodiscard]] std::string program_sources();

/// For people: "0.1.0, sources 1a2b3c4d5e6f". The sources may come from a file, and be none.
[[nodiscard]] std::string build_in_words(const std::string& version, const std::string& sources);

}  // namespace pasar
