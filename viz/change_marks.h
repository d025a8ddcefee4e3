// On which days the worlds were changed, for charts over days to mark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/scene.h"

namespace pasar {

/// All that was changed on one day.
struct ChangeMark {
    std::int64_t day = 0;                ///< done when it was changed
    std::optional<std::size_t> world{};  ///< place of the only one it concerns; nothing: of several or of all
    std::vector<std::string> says{};     ///< "path = value", the world in front where not all were changed so
};

/// By day, one a day, from day 1 to `until`. What holds since day 0 is no change; that a world branched off is.
[[nodiscard]] std::vector<ChangeMark> change_marks(std::span<const World> worlds, std::int64_t until);

}  // namespace pasar
