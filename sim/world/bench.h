// Measuring one run of one market for `pasar bench`: how long each phase took and how much memory the buyers need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

struct BenchFigures {
    double seconds_setup = 0.0;      ///< making the market
    double seconds_run = 0.0;        ///< all days
    double processor_seconds = 0.0;  ///< of all threads together, for all days: other programs do not lengthen it
    std::int64_t visits = 0;         ///< purchase occasions
    std::int64_t buyers = 0;
    double bytes_total = 0.0;  ///< at the peak
    double bytes_fixed = 0.0;  ///< of these, what does not grow with the number of buyers
    std::vector<std::pair<std::string, double>> phase_seconds;  ///< in the order of the day
};

/// Runs `days` days of model number `model` (replication 0) with so many threads, without tables.
[[nodiscard]] BenchFigures bench_market(const Scenario& scenario, std::size_t model, int threads, std::int64_t days);

}  // namespace pasar
