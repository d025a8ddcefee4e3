// Copies of a whole world between two days: to go back to an earlier day, to branch off a second future, to change a
// parameter while the market runs.
#pragma once

#include <cstddef>
#include <memory>

#include "sim/world/world.h"

namespace pasar {

/// Another world that stands exactly where this one stands, between two days, and goes on under `scenario`, whose
/// model number `model` it runs. Its plan is made anew from that scenario. Under an unchanged
/// scenario it comes to exactly the days, key figures and tables that the original comes to, on any number of threads.
/// Original and copy share nothing.
///
/// Where the scenario differs, what holds from now on holds at once, also where day 0 had drawn or worked it out: see
/// follow_new_terms in in_force.h. `scenario` is one without its events, as a file has it: the timeline of the copy
/// puts these in force again.
/// Pre: both scenarios are valid and only_from_day_0 of them is empty (scenarios/from_now_on.h); nobody steps
/// `original` meanwhile. Throws std::bad_alloc.
[[nodiscard]] std::unique_ptr<World> copy_of(const World& original, const Scenario& scenario, std::size_t model,
                                             int threads);

}  // namespace pasar
