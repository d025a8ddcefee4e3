// Sheets that are pictures themselves: cells coloured by what they hold.
#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "reports/headlines.h"
#include "reports/result/column_rules.h"
#include "reports/study_table.h"
#include "reports/workbook/workbook_charts.h"
#include "scenarios/csv_reader.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::uint32_t kLowColour = 0xFBE3D0;
constexpr std::uint32_t kHighColour = 0x3F8F4F;
constexpr std::uint32_t kUndecided = 0xE4E4E4;
constexpr std::array<std::uint32_t, 6> kGrounds{0xBCD3EE, 0xF5D0A6, 0xBFE0C4, 0xDFC3DD, 0xD8D8B0, 0xE9BDB6};

/// In the order in which they come.
template <class Value>
std::size_t position_of(std::vector<Value>& known, const Value& value) {
    const auto found = std::find(known.begin(), known.end(), value);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    known.push_back(value);
    return known.size() - 1;
}

/// Months of a run that the picture shows; the sheet cohorts has more.
constexpr std::int64_t kMostMonths = 60;

/// Buyers and those retained, summed over replications: the mean retention weighs every buyer alike.
struct Cohort {
    double buyers = 0.0;
    double retained = 0.0;
    bool complete = true;  ///< the month of this age was over when the run ended
};
using CohortsByAge = std::map<std::pair<std::int64_t, std::int64_t>, Cohort>;  ///< by month and age

std::uint32_t write_cohort_block(WorkbookFile& workbook, const Sheet& sheet, std::uint32_t row,
                                 const std::string& model, const CohortsByAge& cohorts, double replications) {
    std::int64_t oldest = 0;
    std::int64_t last_month = 0;
    for (const auto& [position, cohort] : cohorts) {
        last_month = std::max(last_month, position.first);
        oldest = std::max(oldest, position.second);
    }
    workbook.text(sheet, row++, 0, model, CellLook::Bold);
    workbook.text(sheet, row, 0, "month of first order", CellLook::NumberHeader);
    workbook.text(sheet, row, 1, "buyers", CellLook::NumberHeader);
    for (std::int64_t age = 0; age <= oldest; ++age) {
        workbook.text(sheet, row, static_cast<std::size_t>(2 + age), fmt::format("after {}", age),
                      CellLook::NumberHeader);
    }
    const std::uint32_t first = ++row;
    for (std::int64_t month = 0; month <= last_month; ++month, ++row) {
        workbook.number(sheet, row, 0, static_cast<double>(month), CellLook::Plain);
        bool counted = false;
        for (std::int64_t age = 0; age <= oldest; ++age) {
            const auto found = cohorts.find({month, age});
            if (found == cohorts.end() || found->second.buyers == 0.0) continue;
            if (!counted) workbook.number(sheet, row, 1, found->second.buyers / replications, CellLook::Whole);
            counted = true;
            workbook.number(sheet, row, static_cast<std::size_t>(2 + age),
                            found->second.retained / found->second.buyers,
                            found->second.complete ? CellLook::Share : CellLook::OpenShare);
        }
    }
    lxw_conditional_format scale{};
    scale.type = LXW_CONDITIONAL_2_COLOR_SCALE;
    scale.min_color = kLowColour;
    scale.max_color = kHighColour;
    worksheet_conditional_format_range(sheet.handle, first, 2, row - 1, static_cast<lxw_col_t>(2 + oldest), &scale);
    return row + 1;
}

/// One measure on the plane of two parameters.
struct MapOfMeasure {
    std::vector<double> across;
    std::vector<double> down;
    std::map<std::pair<double, double>, std::string> winners;
};

std::uint32_t write_map_block(WorkbookFile& workbook, const Sheet& sheet, std::uint32_t row, MapOfMeasure& map,
                              const std::string& title, std::vector<std::string>& models) {
    std::sort(map.across.begin(), map.across.end());
    std::sort(map.down.begin(), map.down.end(), std::greater<>());  // up is more, as in a chart
    workbook.text(sheet, row++, 0, title, CellLook::Bold);
    for (const double y : map.down) {
        workbook.number(sheet, row, 0, y, CellLook::Number);
        for (std::size_t x = 0; x < map.across.size(); ++x) {
            const auto found = map.winners.find({map.across[x], y});
            if (found == map.winners.end()) continue;
            const std::string& winner = found->second;
            const std::uint32_t ground =
                winner.empty() ? kUndecided : kGrounds[position_of(models, winner) % kGrounds.size()];
            workbook.coloured(sheet, row, x + 1, winner.empty() ? "~" : winner, ground);
        }
        ++row;
    }
    for (std::size_t x = 0; x < map.across.size(); ++x)
        workbook.number(sheet, row, x + 1, map.across[x], CellLook::Number);
    return row + 2;
}

}  // namespace

void write_cohorts_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source) {
    CsvReader reader(source.file("cohorts"), "cohorts.csv", LastLine::MustBeEnded);
    const std::size_t model = reader.column("model");
    const std::size_t month = reader.column("cohort_month");
    const std::size_t age = reader.column("age_months");
    const std::size_t buyers = reader.column("buyers");
    const std::size_t retained = reader.column("retained");
    const std::size_t replication = reader.column("replication");
    std::int64_t last_replication = 1;
    std::int64_t oldest = 0;
    std::vector<std::string> models;
    std::vector<CohortsByAge> cohorts;
    while (reader.next()) {
        const std::size_t position = position_of(models, std::string(reader.text(model)));
        cohorts.resize(models.size());
        constexpr std::int64_t kLast = std::numeric_limits<std::int32_t>::max();
        const std::int64_t first_order = whole_within(reader, month, 0, kLast);
        const std::int64_t months_since = whole_within(reader, age, 0, kLast);
        if (std::max(first_order, months_since) >= kMostMonths) continue;
        Cohort& cohort = cohorts[position][{first_order, months_since}];
        cohort.buyers += reader.number(buyers);
        cohort.retained += reader.number(retained);
        cohort.complete = reader.whole(month) + reader.whole(age) < source.days / kDaysPerMonth;
        last_replication = std::max(last_replication, reader.whole(replication));
        oldest = std::max(oldest, reader.whole(age));
    }
    workbook.text(
        sheet, 0, 0,
        "Share of customers kept, by the month (30 days, from 0) of the first order and the months since; all "
        "replications together, and buyers a mean of these.",
        CellLook::Muted);
    if (source.days % kDaysPerMonth > 0) {
        workbook.text(sheet, 1, 0,
                      fmt::format("* The run ended {} into this month, which had no time to lose as many.",
                                  counted(source.days % kDaysPerMonth, "day")),
                      CellLook::Muted);
    }
    std::uint32_t row = 2;
    for (std::size_t position = 0; position < models.size(); ++position) {
        row = write_cohort_block(workbook, sheet, row, models[position], cohorts[position],
                                 static_cast<double>(last_replication));
    }
    worksheet_set_column(sheet.handle, 0, 0, 24, nullptr);
    workbook.print(sheet, {.last_row = row, .last_column = static_cast<std::size_t>(2 + oldest), .head_rows = 0});
}

void write_map_sheet(WorkbookFile& workbook, const Sheet& sheet, const PageSource& source) {
    const CsvTable table = read_csv(source.file("map"), "map.csv", LastLine::MustBeEnded);
    const std::size_t x = table.column("x");
    const std::size_t y = table.column("y");
    const std::size_t winner = table.column("winner");
    const std::size_t measure = table.column("measure");
    const MovedParameters parameters({table}, source);
    const StudyTableView view(table, parameters, source);
    const auto heading = [&](const std::string& path) {
        const MovedParameter* parameter = parameters.find(path);
        return parameter == nullptr ? path : parameter->heading();
    };
    std::vector<std::string> measures;
    std::vector<MapOfMeasure> maps;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t position = position_of(measures, table.text(row, measure));
        maps.resize(measures.size());
        MapOfMeasure& map = maps[position];
        const double across = table.number(row, x) / view.divisor(row, x);
        const double down = table.number(row, y) / view.divisor(row, y);
        position_of(map.across, across);
        position_of(map.down, down);
        map.winners[{across, down}] = table.text(row, winner);
    }
    workbook.text(sheet, 0, 0, "Who wins where; ~ where the models cannot be told apart.", CellLook::Muted);
    if (table.rows() > 0) {
        workbook.text(sheet, 1, 0,
                      fmt::format("Down: {} ({}). Across: {} ({}).", heading(table.text(0, table.column("y_path"))),
                                  table.text(0, table.column("y_path")), heading(table.text(0, table.column("x_path"))),
                                  table.text(0, table.column("x_path"))),
                      CellLook::Muted);
    }
    std::uint32_t row = 3;
    std::vector<std::string> models;
    for (std::size_t position = 0; position < measures.size(); ++position) {
        row = write_map_block(workbook, sheet, row, maps[position], label_of(measures[position]), models);
    }
    worksheet_set_column(sheet.handle, 0, 20, 16, nullptr);
    const std::size_t widest = maps.empty() ? 1 : maps.front().across.size();
    workbook.print(sheet, {.last_row = row, .last_column = widest, .head_rows = 0});
}

}  // namespace pasar
