// Files as people name them on a command line: by their path, a scenario by its bare name from anywhere, with the
// backslashes of Windows, with a slip of the pen.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace pasar {

/// The path if there is something; else the same with slashes for backslashes if there is something; else the path.
[[nodiscard]] std::filesystem::path find_path_typed(std::string_view typed);

/// The scenario that is meant: a path as above, with .json added if need be, or else the name of a scenario in the
/// scenario folder. A file of that name where one stands comes first. What cannot be found is given back as it is.
[[nodiscard]] std::filesystem::path find_scenario(std::string_view typed);

/// What may have been meant by a path where there is nothing, as a hint: the nearest name in the last folder that is
/// there, a scenario's name; or empty. Files count when they end in `extension`, folders where it is empty.
[[nodiscard]] std::string hint_for_missing(const std::filesystem::path& missing, std::string_view extension);

}  // namespace pasar
