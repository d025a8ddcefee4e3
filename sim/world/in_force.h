// Another scenario for a market that runs: what is in force from the next day on, put there in place.
#pragma once

#include <vector>

#include "sim/people/wishes.h"
#include "sim/world/market.h"

namespace pasar {

/// Wish time under the seasons of a scenario.
[[nodiscard]] Season season_of(const Scenario& scenario);

/// Of what was in force before: all that the state of a running market was worked out from.
struct FormerTerms {
    explicit FormerTerms(const Market& market);
    WishPace pace;
    LeavingSpec leaving;
    std::vector<std::int64_t> loudness;  ///< of detractors, per segment
};

/// State that was worked out from the former terms, worked out from those in force now: what is left of the time to
/// each buyer's next wish runs at the pace of the new rates and seasons, customers are as ready to leave as the new
/// distribution has it, the own store's prices and stock follow its new markup, descriptions and normal prices follow
/// theirs. Orders under way are settled by the new terms (commission, fees, liability).
void follow_new_terms(Market& market, const FormerTerms& former);

/// From the next day on the market runs under `scenario`, which is copied: its plan and season are made anew from it,
/// in place. Pre: between two days; only_from_day_0 of the scenario in force and this one is empty (from_now_on.h).
void put_in_force(Market& market, const Scenario& scenario);

/// The events that the timeline has for the morning of today.
void begin_events(Market& market);

}  // namespace pasar
