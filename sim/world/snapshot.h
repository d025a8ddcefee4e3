// Copies of a whole world between two days: to go back to an earlier day, to branch off a second future, to change a
// parameter while the market runs.
#pragma once

#include <cstddef>
#include <memory>

#include "sim/world/world.h"

namespace pasar {

/// Another world that stands exactly where this one stands, between two days, and goes on under `scenario`, whose
/// model number `model` it runs. Its plan is made anew from that scenario, which must outlive it. Under an unchanged
/// scenario it comes to exactly the days, key figures and tables that the original comes to, on any number of threads.
/// Original and copy share nothing.
///
/// Where the scenario differs, what holds from now on holds at once, also where day 0 had drawn or worked it out: what
/// is left of the time to each buyer's next wish runs at the pace of the new rates and seasons, customers are as ready
/// to leave as the new distribution has it, the own store's prices and stock follow its new markup, descriptions and
/// normal prices follow theirs. Orders under way are settled by the new terms (commission, fees, liability).
/// Pre: both scenarios are valid and only_from_day_0 of them is empty (from_now_on.h); nobody steps `original`
/// meanwhile.
/// Throws std::bad_alloc.
[[nodiscard]] std::unique_ptr<World> copy_of(const World& original, const Scenario& scenario, std::size_t model,
                                             int threads);

}  // namespace pasar
