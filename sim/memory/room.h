// What takes memory in a market, and which parameter it hangs on: estimated before a run, and looked at while it runs.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

class Platform;

/// A run needs more memory than it may use. Says what grew, and which parameter lets it grow.
struct OutOfRoom : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One of the things that take memory.
struct MemoryNeed {
    std::string what;       ///< such as "2,000 sellers on day 0"
    std::string parameter;  ///< such as models.Marketplace.supply.sellers, or an option
    double bytes = 0.0;
};

/// What a run of this model needs at its peak, about, as far as the scenario settles it: buyers and their orders,
/// sellers of day 0, products, days. Without what may grow while it runs: sellers who join, orders that pile up.
[[nodiscard]] std::vector<MemoryNeed> memory_needs(const Scenario& scenario, std::size_t model, bool tables = true);

/// The sum of needs, and the largest of them. Pre: not empty.
[[nodiscard]] double total_bytes(const std::vector<MemoryNeed>& needs);
[[nodiscard]] const MemoryNeed& largest_of(const std::vector<MemoryNeed>& needs);

/// What a market takes now, and will for its tables.
[[nodiscard]] std::vector<MemoryNeed> memory_of(const Platform& platform);

/// Throws OutOfRoom where the market takes more than `most_bytes`.
void check_room(const Platform& platform, double most_bytes);

/// "day 41: 3,000,000 sellers, 2,998,000 of them since day 0, take 1.2 GB ...": what to say when there is no more room.
[[nodiscard]] std::string what_takes_the_room(const Platform& platform);

}  // namespace pasar
