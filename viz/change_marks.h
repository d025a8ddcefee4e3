// On which days the worlds were changed, for charts over days to mark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "viz/scene.h"
#include "words/language.h"

namespace pasar {

/// All that was changed on one day, or an event of the timeline.
struct ChangeMark {
    std::int64_t day = 0;               ///< done when it was changed
    std::vector<std::size_t> worlds{};  ///< places of those that it concerns, in their order
    std::vector<std::string> says{};    ///< "share (market, seller types, fraudster): 0.03 → 0.3", the world in front
                                        ///< where not all were changed so; in the language that is spoken
    std::string event{};                ///< its name; empty of a change
    std::int64_t until = 0;             ///< of an event that ends: done when it is over

    /// Whether it concerns just one of several.
    [[nodiscard]] bool is_of_one(std::size_t all_worlds) const { return all_worlds > 1 && worlds.size() == 1; }
};

/// By day: of changes one a day, and one for each event. What holds since day 0 is no change; that a world branched off
/// is.
class ChangeMarks {
public:
    /// Worked out anew only where worlds or the language have changed, and of these only what is new: to find what was
    /// changed all parameters are compared.
    [[nodiscard]] const std::vector<ChangeMark>& of(std::span<const SeenWorld> worlds);

private:
    /// What two scenarios differ in, in words.
    struct Told {
        std::shared_ptr<const LoadedScenario> before, now;
        std::size_t model = 0;
        std::vector<std::string> texts;
    };
    void renew(std::span<const SeenWorld> worlds);
    const std::vector<std::string>& told(const Script& script, std::int64_t day);

    std::vector<std::shared_ptr<const Script>> scripts_;
    std::vector<std::uint32_t> ids_;
    Language language_ = Language::English;
    std::vector<Told> told_;
    std::vector<ChangeMark> marks_;
};

}  // namespace pasar
