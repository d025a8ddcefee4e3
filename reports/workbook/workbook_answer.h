// The first sheet of the workbook: the answer in sentences, key figures and differences of the models, what the other
// sheets hold, and how to get the same again. And the last: every column with its meaning.
#pragma once

#include <string>
#include <vector>

#include "reports/page/page_source.h"
#include "reports/workbook/workbook_tables.h"

namespace pasar {

/// A sheet as the list on the first one tells of it.
struct ListedSheet {
    std::string name;
    std::string holds;
};

/// Differences of one pair of models in % of the baseline, for a chart.
struct PairInShares {
    std::string title;
    struct Row {
        std::string label;
        double share = 0.0;  ///< of the baseline's mean
        double low = 0.0;    ///< NaN without an interval
        double high = 0.0;
    };
    std::vector<Row> rows;
};

[[nodiscard]] std::vector<PairInShares> write_answer_sheet(WorkbookFile& workbook, const Sheet& sheet,
                                                           const PageSource& source, const ColumnKnowledge& knowledge,
                                                           const std::vector<ListedSheet>& sheets);

void write_columns_sheet(WorkbookFile& workbook, const Sheet& sheet, const std::vector<PlacedTable>& tables,
                         const ColumnKnowledge& knowledge);

}  // namespace pasar
