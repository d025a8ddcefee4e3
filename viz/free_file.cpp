#include "viz/free_file.h"

#include <fmt/format.h>

#include <system_error>

namespace pasar {

std::filesystem::path free_file(const std::filesystem::path& wanted) {
    namespace fs = std::filesystem;
    const auto is_taken = [](const fs::path& path) {
        std::error_code error;
        // A link that leads nowhere is there, too: writing would go through it.
        return fs::exists(fs::symlink_status(path, error));
    };
    fs::path path = wanted;
    for (int number = 2; is_taken(path); ++number)
        path =
            wanted.parent_path() / fmt::format("{}-{}{}", wanted.stem().string(), number, wanted.extension().string());
    return path;
}

}  // namespace pasar
