// Copies of a whole market between two days: to go back to an earlier day, to branch off a second future, to change a
// parameter while the market runs.
#pragma once

#include <cstddef>
#include <memory>

#include "sim/world/market.h"

namespace pasar {

/// Another market that stands exactly where this one stands, between two days, and goes on under `scenario`, whose
/// model number `model` it runs. Its plan is made anew from that scenario. Under an unchanged
/// scenario it comes to exactly the days, key figures and tables that the original comes to, on any number of threads.
/// Original and copy share nothing.
///
/// Where the scenario differs, what holds from now on holds at once, also where day 0 had drawn or worked it out: see
/// follow_new_terms in in_force.h.
/// Pre: both scenarios are valid and only_from_day_0 of them is empty (from_now_on.h); nobody steps `original`
/// meanwhile.
/// Throws std::bad_alloc.
[[nodiscard]] std::unique_ptr<Market> copy_of(const Market& original, const Scenario& scenario, std::size_t model,
                                              int threads);

}  // namespace pasar
