// What may stand in a column of a result's tables, worked out from what the outlines tell of it: its name and unit.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv_reader.h"
#include "sim/counts/result.h"

namespace pasar {

/// How far the run reaches that a table is of.
struct ResultExtent {
    std::vector<std::string> models;  ///< names, as tables hold them
    std::int64_t days = 1;
};

struct ColumnRule {
    enum class Kind {
        Text,    ///< anything
        Model,   ///< the name of a model
        Date,    ///< YYYY-MM-DD
        YesNo,   ///< "yes" or "no"
        Whole,   ///< from `low` to `high`
        Number,  ///< the same, or empty: nothing to divide by
        OneOf,   ///< one of `words`
    };
    Kind kind = Kind::Text;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool may_be_empty = false;  ///< of a model: where none is meant; of a day: where it did not come
    std::vector<std::string_view> words{};
};

/// What may stand in the column of this table. Columns that no outline tells of may hold any text.
[[nodiscard]] ColumnRule rule_of(const Table& outline, const Column& column, const ResultExtent& extent);

/// Throws BadTable where the cell of the reader's row does not hold what it should.
void check_cell(const CsvReader& reader, std::size_t position, const ColumnRule& rule, const ResultExtent& extent);

/// The whole number in a cell of the reader's row. Throws BadTable where it is not from `low` to `high`.
[[nodiscard]] std::int64_t whole_within(const CsvReader& reader, std::size_t position, std::int64_t low,
                                        std::int64_t high);

}  // namespace pasar
