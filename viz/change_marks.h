// On which days the worlds were changed, for charts over days to mark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reports/language.h"
#include "viz/scene.h"

namespace pasar {

/// All that was changed on one day.
struct ChangeMark {
    std::int64_t day = 0;               ///< done when it was changed
    std::vector<std::size_t> worlds{};  ///< places of those that it concerns, in their order
    std::vector<std::string> says{};    ///< "share (market, seller types, fraudster): 0.03 → 0.3", the world in front
                                        ///< where not all were changed so; in the language that is spoken

    /// Whether it concerns just one of several.
    [[nodiscard]] bool is_of_one(std::size_t all_worlds) const { return all_worlds > 1 && worlds.size() == 1; }
};

/// By day, one a day. What holds since day 0 is no change; that a world branched off is. Takes its time: all parameters
/// are compared.
[[nodiscard]] std::vector<ChangeMark> change_marks(std::span<const World> worlds);

/// The same, worked out anew only where worlds or the language have changed.
class ChangeMarks {
public:
    [[nodiscard]] const std::vector<ChangeMark>& of(std::span<const World> worlds);

private:
    std::vector<std::shared_ptr<const Script>> scripts_;
    std::vector<std::uint32_t> ids_;
    Language language_ = Language::English;
    std::vector<ChangeMark> marks_;
};

}  // namespace pasar
