// What must hold between values of a scenario, after each has been found valid by itself.
#pragma once

#include "scenarios/faults.h"
#include "scenarios/origins.h"
#include "scenarios/scenario.h"

namespace pasar {

/// Adds a fault for each contradiction: shares that do not add up, names used twice or unknown, a date that is none.
/// Leaves alone what already has a fault in `faults`.
void check(Scenario scenario, const Origins& origins, Faults& faults);
/// Whether the lesson fits the scenario: predictions of models that there are, between bounds. Passes over what
/// `before` says already.
void check_predictions(Scenario scenario, const Origins& origins, const Faults& before, Faults& faults);

}  // namespace pasar
