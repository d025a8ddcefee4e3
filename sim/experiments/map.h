// Who does best where, over two parameters, and where that cannot be told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/counts/result.h"
#include "sim/experiments/laboratory.h"
#include "sim/experiments/lever.h"
#include "sim/experiments/statistics.h"

namespace pasar {

struct MapQuestion {
    Lever x;
    Lever y;
    std::size_t kpi = 0;
    std::int64_t replications = 0;
    std::int64_t steps = 9;  ///< values of each parameter, both ends among them; at least 2
};

/// One pair of values.
struct MapCell {
    std::vector<double> means;  ///< by position, over replications in which all that ever have the key figure have it;
                                ///< NaN where it has no value
    std::size_t leader = 0;     ///< position with the best mean
    std::size_t runner_up = 0;  ///< position with the next best
    PairedDifference difference;  ///< leader less runner-up, with an interval of `confidence`
    bool clear = false;           ///< the leader can be told from every other model that has a value

    [[nodiscard]] bool known() const { return difference.pairs > 0; }
};

struct WinnerMap {
    MapQuestion question;
    std::vector<double> xs;
    std::vector<double> ys;
    std::vector<MapCell> cells;  ///< [y][x]
    double confidence = kConfidence;

    [[nodiscard]] const MapCell& at(std::size_t x, std::size_t y) const { return cells[y * xs.size() + x]; }
};

/// Positions 0 … n - 1 of a line from coarse to fine: ends, middle, quarters, …
[[nodiscard]] std::vector<std::size_t> coarse_to_fine(std::size_t n);

/// Runs all models at all pairs of values. Pairs are asked for from coarse to fine, so that what is done after a stop
/// is spread over the whole map. The best is the most where more is better or neither, the least where less is better.
/// With more than two models the leader is held against each other one at a confidence that allows for their number
/// (Bonferroni): 1 - 0.05 / (models - 1). Pre: at least two models, replications >= 2, steps >= 2.
[[nodiscard]] WinnerMap draw_map(const Laboratory& laboratory, const MapQuestion& question);

/// map and map_models, without rows.
[[nodiscard]] std::vector<Table> map_outlines();
/// The same with the rows of these maps; `models` are the names by position.
[[nodiscard]] std::vector<Table> map_tables(std::span<const WinnerMap> maps, std::span<const std::string> models);

}  // namespace pasar
