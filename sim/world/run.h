// One market from its first day to its last: scenario in, measures out.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <vector>

#include "scenarios/scenario.h"
#include "sim/counts/result.h"

namespace pasar {

/// The market contradicted itself: books that do not balance, an order without an end. A fault of the program.
struct Contradiction : std::logic_error {
    using std::logic_error::logic_error;
};
/// A sum of money grew beyond what can be counted (kMostCountable). The scenario asks for it; nothing is wrong inside.
struct BeyondCounting : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// The run was asked to stop before its end.
struct Interrupted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct RunOptions {
    int threads = 1;                              ///< at least 1; results do not depend on it
    double orders_sample = 0.0;                   ///< share of orders whose whole story goes into the table "orders"
    bool reviews = false;                         ///< make the table "reviews"
    bool auctions = false;                        ///< make the table "auctions"
    bool bookings = false;                        ///< make the table "provider_days"
    bool tables = true;                           ///< make RunResult::tables and days; without, only key figures
    bool state_hash = false;                      ///< make RunResult::state_hash
    double most_bytes = 0.0;                      ///< memory that the run may use, about; 0 is no limit
    const std::atomic<bool>* stop = nullptr;      ///< set from outside: throws Interrupted after the current day
    std::function<void(std::int64_t)> after_day;  ///< called with the number of days done
};

/// Runs model number `model` of the scenario in the world of `replication` (0-based).
/// Pre: the scenario is valid (scenarios/read.h). Throws Contradiction, BeyondCounting, Interrupted, OutOfRoom
/// (sim/memory/room.h).
[[nodiscard]] RunResult run_market(const Scenario& scenario, std::size_t model, std::int64_t replication,
                                   const RunOptions& options = {});

/// Runs these models, in ascending order, as platforms of one world, and gives the result of each. Pre and throws as
/// run_market(); also pre: what_forbids_competing() is empty (sim/world/compete.h).
[[nodiscard]] std::vector<RunResult> run_competition(const Scenario& scenario, std::span<const std::size_t> models,
                                                     std::int64_t replication, const RunOptions& options = {});

class Platform;
/// Key figures of a market and, optionally, its tables, as they stand after the days done so far: those of a run that
/// ends today. The days themselves stay in Platform::days.
[[nodiscard]] RunResult result_of(const Platform& platform, bool tables);

}  // namespace pasar
