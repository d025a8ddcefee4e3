// What of a scenario can be changed while a market runs: the one list of what holds from day 0 only, and why. All the
// rest holds from now on, in a copy of the market under the changed scenario (see sim/world/in_force.h).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

/// Why the parameter cannot be changed from now on, in a sentence; empty when it can be. `pointer` is that of a
/// resolved scenario, such as /market/couriers/0/loss (FoundPath::pointer, of scenarios/settings.h).
[[nodiscard]] std::string_view why_only_from_day_0(std::string_view pointer);

/// Whom a change from now on reaches, where that is not everybody: "sellers who join from now on". Else empty.
[[nodiscard]] std::string_view reaches_only(std::string_view pointer);

/// A difference that takes effect from day 0 only.
struct OnlyFromDay0 {
    std::string pointer;
    std::string_view why;
};
/// All such differences between the scenario that a market runs under and one that is wished for; when there are none,
/// the market can go on under the other one.
[[nodiscard]] std::vector<OnlyFromDay0> only_from_day_0(const Scenario& now, const Scenario& wished);
/// The same of two resolved scenarios.
[[nodiscard]] std::vector<OnlyFromDay0> only_from_day_0(const nlohmann::ordered_json& now,
                                                        const nlohmann::ordered_json& wished);

}  // namespace pasar
