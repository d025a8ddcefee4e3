// The kinds of charts that a workbook can hold; each adds its charts to the grid.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/page/page_auctions.h"
#include "reports/page/page_source.h"
#include "reports/study_table.h"
#include "reports/workbook/chart_grid.h"
#include "reports/workbook/workbook_answer.h"
#include "reports/workbook/workbook_tables.h"

namespace pasar {

// time_charts.cpp
/// Of a short run: each day.
void draw_days(ChartGrid& grid, const PlacedTable& daily, const PageSource& source);
/// Of a long run: months of 30 days, as the answer tells what adds up.
void draw_months(ChartGrid& grid, ChartData& data, const PageSource& source);

// auction_charts.cpp
/// The bids of one auction of each model that has any, as on the page.
void draw_auctions(ChartGrid& grid, ChartData& data, const PageSource& source);

// subscription_charts.cpp
/// Of models that have plans the curves of those who are kept, and how recurring revenue came about month by month.
void draw_subscriptions(ChartGrid& grid, ChartData& data, const PageSource& source);

// platform_charts.cpp
/// Of platforms that compete shares of orders by day, and where the buyers of each come from.
void draw_platforms(ChartGrid& grid, ChartData& data, const PageSource& source);

// study_charts.cpp
/// A table of an experiment with all that its charts need.
struct ChartedStudy {
    const PlacedTable& placed;
    const CsvTable& table;
    const StudyTableView& view;
    const MovedParameters& parameters;

    [[nodiscard]] bool has(std::string_view column) const { return placed.column(column) < placed.header.size(); }
    [[nodiscard]] std::size_t row_of(std::uint32_t sheet_row) const { return sheet_row - placed.runs.front().first; }
    [[nodiscard]] std::string text(std::uint32_t sheet_row, std::string_view column) const {
        return has(column) ? table.text(row_of(sheet_row), placed.column(column)) : "";
    }
    /// The short name of the parameter that a row moves.
    [[nodiscard]] std::string parameter(std::uint32_t sheet_row) const {
        const std::string path = text(sheet_row, "path");
        const MovedParameter* found = parameters.find(path);
        return found == nullptr ? path : found->name;
    }
    /// "Own store less Marketplace, contribution a month"
    [[nodiscard]] std::string subject(const RowRun& run) const {
        const std::string baseline = text(run.first, "baseline");
        return fmt::format("{}{}, {}", text(run.first, "model"), baseline.empty() ? "" : " less " + baseline,
                           view.label(row_of(run.first)));
    }
    /// Says what stands there.
    double put(ChartData& data, std::size_t column, std::uint32_t sheet_row, std::string_view name) const {
        const std::size_t at = placed.column(name);
        const std::size_t row = row_of(sheet_row);
        const double divisor = view.divisor(row, at);
        const double value = table.number(row, at) / divisor;
        data.cell(column, placed.sheet, sheet_row, at, divisor, value);
        return value;
    }
};

/// What stands at the bars and how long they are.
struct BarPlan {
    std::string_view title;
    std::vector<std::pair<std::string_view, std::string_view>> series;  ///< column and what it is called
    std::string_view unit;                                              ///< empty: that of the row
};

/// The difference of two models along a path, between the ends of its interval.
void draw_curves(ChartGrid& grid, ChartData& data, const ChartedStudy& curve);
/// A bar a row in the order of the table, the first on top; several series lie over each other.
void draw_bars(ChartGrid& grid, ChartData& data, const ChartedStudy& study, const BarPlan& plan);

// difference_charts.cpp
/// The differences of a pair as dots one below the other, each with a line from end to end of its interval.
void draw_differences(ChartGrid& grid, ChartData& data, const PairInShares& pair);

}  // namespace pasar
