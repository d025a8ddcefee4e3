// Amounts that cannot be counted, and markets whose sums could not be.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/origins.h"
#include "scenarios/scenario.h"

namespace pasar {

/// What a run of a model would add up if all goes as its parameters say at face value: every wish is answered, prices
/// and baskets are the mean ones, costs are paid every day.
struct ExpectedSum {
    std::string pointer;  ///< the parameter that asks for it
    std::string what;     ///< "fixed costs"
    std::string made_of;  ///< "1e+15 a day × 9400 days"
    double units = 0.0;   ///< of the currency's smallest unit
};
[[nodiscard]] std::vector<ExpectedSum> expected_sums(const Scenario& scenario, std::size_t model);

/// Adds a fault for each amount of the resolved scenario that has more digits than its currency, and for each sum that
/// could not be counted. The run itself looks out for what comes of chance (sim/counts/countable.h).
void check_money(const Scenario& scenario, const nlohmann::ordered_json& resolved, const Origins& origins,
                 Faults& faults);

}  // namespace pasar
