// A table of a result folder as a sheet: a sentence on top, units, the header with filters, then the rows. Long tables
// of days become means over replications, very long ones are cut, and the sheet says so.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/workbook/workbook_file.h"

namespace pasar {

/// Rows beyond these stay in the CSV file.
inline constexpr std::uint32_t kMostSheetRows = 100'000;

/// What is known of the columns of all tables, by "table.column".
class ColumnKnowledge {
public:
    explicit ColumnKnowledge(std::string_view currency);

    [[nodiscard]] std::string unit(const std::string& table, const std::string& column) const;
    [[nodiscard]] std::string says(const std::string& table, const std::string& column) const;
    /// "a day of a replication of a model", or empty.
    [[nodiscard]] std::string row_is(const std::string& table) const;
    /// How a number of this unit looks.
    [[nodiscard]] CellLook look(std::string_view unit) const;
    /// How a value of a parameter looks: in % where it is a share.
    [[nodiscard]] CellLook look_of_parameter(const std::string& path) const;
    /// How a number in this column looks where its row does not say the unit.
    [[nodiscard]] CellLook look(const std::string& table, const std::string& column) const;

private:
    struct Known {
        std::string unit;
        std::string says;
    };
    std::string currency_;
    std::map<std::string, Known> columns_;
    std::map<std::string, std::string> rows_;
    mutable std::map<std::string, CellLook> parameters_;  ///< those asked for so far
};

/// Consecutive rows of a sheet that belong together: a model's days, a model's causes.
struct RowRun {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::string says;  ///< what they have in common: "Own store, contribution"
};

/// Where a table stands in the workbook, for the charts.
struct PlacedTable {
    std::string table;
    std::string sheet;
    std::vector<std::string> header;
    std::vector<RowRun> runs;
    bool has_means = false;  ///< over replications

    /// header.size() where there is no such column.
    [[nodiscard]] std::size_t column(std::string_view name) const;
};

/// What a sheet will hold: known before it is written, for the list on the first sheet.
struct TablePlan {
    std::string table;  ///< without .csv
    std::int64_t rows = 0;
    std::string note;  ///< empty where the sheet holds the table as it is
    bool means = false;
};
[[nodiscard]] TablePlan plan_of(const std::string& table, std::int64_t rows, std::int64_t replications);

[[nodiscard]] PlacedTable write_table_sheet(WorkbookFile& workbook, const Sheet& sheet,
                                            const std::filesystem::path& folder, const TablePlan& plan,
                                            const ColumnKnowledge& knowledge);

}  // namespace pasar
