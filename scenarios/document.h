// A JSON file in memory, with the line on which every value stands.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/faults.h"
#include "scenarios/origins.h"

namespace pasar {

struct Document {
    nlohmann::ordered_json value;  ///< null when it could not be read
    Origins origins;
};

// Far above any sensible scenario; they keep a wrong file from filling the memory.
inline constexpr std::size_t kMostBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostDepth = 64;
inline constexpr std::size_t kMostEntries = 10'000;  ///< of one list or object
inline constexpr std::size_t kMostValues = 200'000;  ///< of the whole file

/// Reads a JSON file. What is wrong with it (missing, a folder, too large, no JSON, duplicate keys) is added to
/// `faults`, under the name `file`.
[[nodiscard]] Document read_document(const std::filesystem::path& path, const std::string& file, Faults& faults);
/// The value of a text in JSON that need be no object; nothing where it is no JSON.
[[nodiscard]] std::optional<Document> parse_value(std::string_view text);
/// read_document() from text.
[[nodiscard]] Document parse_document(std::string_view text, const std::string& file, Faults& faults);

}  // namespace pasar
