// The first sheet of the workbook: the answer in sentences, key figures and differences of the models, what the other
// sheets hold, and how to get the same again. And the last: every column with its meaning.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "reports/workbook_tables.h"

namespace pasar {

/// A sheet as the list on the first one tells of it.
struct ListedSheet {
    std::string name;
    std::string holds;
};

/// Rows of the differences of one pair of models, in % of the baseline, for the chart beside them.
struct PlacedDifferences {
    std::string title;
    std::vector<std::string> labels;  ///< of each row
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    double widest = 0.0;  ///< largest end of an interval, as a share of the baseline
};

[[nodiscard]] std::vector<PlacedDifferences> write_answer_sheet(WorkbookFile& workbook, const Sheet& sheet,
                                                                const std::filesystem::path& folder,
                                                                const nlohmann::ordered_json& manifest,
                                                                const ColumnKnowledge& knowledge,
                                                                const std::vector<ListedSheet>& sheets);

void write_columns_sheet(WorkbookFile& workbook, const Sheet& sheet, const std::vector<PlacedTable>& tables,
                         const ColumnKnowledge& knowledge);

/// Columns of the differences on the answer sheet.
inline constexpr std::uint16_t kMeasureColumn = 0;
inline constexpr std::uint16_t kDifferenceShareColumn = 8;  ///< then the two ends of its interval
inline constexpr std::uint16_t kPlaceColumn = 11;           ///< and the next: the place on the chart, for both ends

}  // namespace pasar
