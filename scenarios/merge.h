// `extends`: a scenario says only how it differs from a preset. Files are merged as JSON Merge Patch (RFC 7396), in a
// chain, and every value keeps the file and line that said it.
#pragma once

#include <filesystem>
#include <string_view>

#include "scenarios/document.h"
#include "scenarios/faults.h"

namespace pasar {

// What a scenario file may say about itself, besides the fields of the scenario.
inline constexpr const char* kExtends = "extends";
inline constexpr const char* kSchema = "$schema";

/// Merges `patch` into `base`: objects member by member, all else replaced whole, null takes a member away.
void merge(Document& base, const Document& patch);

/// Reads a scenario file with all it extends, also in each entry of its models. The keys $schema and extends are gone.
[[nodiscard]] Document read_merged(const std::filesystem::path& path, Faults& faults);
/// The same of a file in the scenario folder that may hold a market, a scenario or a model: by what it says itself.
[[nodiscard]] Document read_merged_preset(const std::filesystem::path& path, Faults& faults);
/// The same from text; its `extends` is looked up in the scenario folder.
[[nodiscard]] Document parse_merged(std::string_view text, const std::string& file, Faults& faults);

}  // namespace pasar
