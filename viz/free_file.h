// Names for files that a window writes without asking: never that of a file which is there.
#pragma once

#include <filesystem>

namespace pasar {

/// The path itself where nothing is there; else with the first of -2, -3 and so on behind its name that is free.
[[nodiscard]] std::filesystem::path free_file(const std::filesystem::path& wanted);

}  // namespace pasar
