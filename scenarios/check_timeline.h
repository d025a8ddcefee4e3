// Whether the events of a scenario can happen in it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "scenarios/faults.h"
#include "scenarios/origins.h"
#include "scenarios/scenario.h"

namespace pasar {

/// Adds a fault for each date that is none, day outside the run, name that nobody has, path that leads nowhere or to
/// what cannot change while a market runs, and value that may not stand there; and one for each event with which the
/// scenario would contradict itself. Pre: the scenario is valid but for its timeline; `resolved` is its JSON.
void check_timeline(const Scenario& scenario, const nlohmann::ordered_json& resolved, const Origins& origins,
                    Faults& faults);

}  // namespace pasar
