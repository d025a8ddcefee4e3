// Native charts of the workbook: they point at cells of the sheets, so that whoever changes a cell changes the chart.
// And two sheets that are pictures themselves, with coloured cells: cohorts, and who wins where.
#pragma once

#include <vector>

#include "reports/workbook/workbook_answer.h"
#include "reports/workbook/workbook_tables.h"

namespace pasar {

/// Draws what the tables allow on the sheet of charts: differences of each pair of models in % of the baseline,
/// measures over time, the bids of an auction, break-even curves, attributions, tornadoes. What a chart shows otherwise
/// than its table does (by the month, in
/// %, under short names) stands in the hidden sheet `data`, worked out from the table's cells. Says how many charts
/// there are.
int draw_charts(WorkbookFile& workbook, const Sheet& charts, const Sheet& data, const PageSource& source,
                const std::vector<PlacedTable>& tables, const std::vector<PairInShares>& pairs);

/// Retention of each month of first orders by age, a block a model, coloured by value.
void write_cohorts_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source);

/// Of platforms that compete: orders by where their buyers had ordered before, over the run and by month.
void write_flows_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source);

/// The leader at each point of a map, a block a measure, coloured by model; "~" where none can be told.
void write_map_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source);

}  // namespace pasar
