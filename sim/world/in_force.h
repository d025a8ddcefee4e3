// Another scenario for a world that runs: what is in force from the next day on, put there in place.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/people/wishes.h"
#include "sim/world/world.h"

namespace pasar {

/// Wish time under the seasons of a scenario.
[[nodiscard]] Season season_of(const Scenario& scenario);

/// Of what was in force before: all that the records of a running world were worked out from.
struct FormerTerms {
    explicit FormerTerms(const World& world);
    PaceBefore pace;
    std::vector<std::int64_t> loudness;  ///< of detractors, per segment
    std::vector<std::int64_t> praise;    ///< loudness of promoters, likewise
    LeavingSpec leaving;
};

/// Records that were worked out from the former terms, worked out from those in force now: what is left of the time to
/// each buyer's next wish runs at the pace of the new rates and seasons, customers are as ready to leave as the new
/// distribution has it, the own store's prices and stock follow its new markup, descriptions and normal prices follow
/// theirs. Orders under way are settled by the new terms (commission, fees, liability).
void follow_new_terms(World& world, const FormerTerms& former);

/// The events that the timeline has for the morning of today.
void begin_events(World& world);

}  // namespace pasar
