// What a run of a market leaves: days, key figures and tables. Experiments and reports know a market only as this.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/counts/measures.h"

namespace pasar {

using Cell = std::variant<std::int64_t, double, std::string>;

struct Column {
    std::string name;  ///< snake_case
    std::string unit;  ///< "" for text and plain numbers
    std::string says;
};

/// A table that is not one row a day: segments, couriers, cohorts and so on. Row-major; every row has columns.size()
/// cells. A NaN cell means "nothing to divide by" and is written empty.
struct Table {
    std::string file;    ///< "segments" for segments.csv
    std::string row_is;  ///< "a segment", for the data dictionary
    std::vector<Column> columns;
    std::vector<Cell> cells;

    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
};

struct RunResult {
    std::size_t model = 0;         ///< index into Scenario::models
    std::int64_t replication = 0;  ///< 0-based
    std::vector<DayRow> days;      ///< money in the currency's smallest unit
    std::vector<double> kpis;      ///< kKpiCount values; money in the main unit
    std::vector<Table> tables;  ///< without the columns model and replication, which reports put in front; money in the
                                ///< smallest unit
    std::uint64_t state_hash =
        0;  ///< of the market after its last day (sim/world/state_hash.h), where it was asked for
};

}  // namespace pasar
