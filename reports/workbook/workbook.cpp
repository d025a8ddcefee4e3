#include "reports/workbook/workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "reports/page/page_source.h"
#include "reports/workbook/workbook_answer.h"
#include "reports/workbook/workbook_charts.h"
#include "reports/workbook/workbook_tables.h"
#include "scenarios/csv_reader.h"
#include "scenarios/currency.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFileName = "report.xlsx";

/// Tables that answer come first, in this order; the others follow as the manifest lists them.
constexpr std::array<std::string_view, 21> kFirstTables{
    "ladder",      "rungs",        "scorecard",  "break_even", "curve",  "map",   "map_models",
    "attribution", "interactions", "worlds",     "tornado",    "morris", "sobol", "best",
    "search",      "points",       "comparison", "summary",    "daily",  "kpis",  "segments"};
constexpr std::array<std::string_view, 4> kLastTables{"runs", "provider_days", "reviews", "orders"};

int rank_of(const std::string& table) {
    const auto first = std::find(kFirstTables.begin(), kFirstTables.end(), table);
    if (first != kFirstTables.end()) return static_cast<int>(first - kFirstTables.begin());
    const auto last = std::find(kLastTables.begin(), kLastTables.end(), table);
    return static_cast<int>(kFirstTables.size()) + (last == kLastTables.end() ? 0 : 1);
}

std::vector<TablePlan> plans_of(const std::filesystem::path& folder, const Json& manifest) {
    const auto replications = manifest.value("replications", std::int64_t{1});
    std::vector<TablePlan> plans;
    for (const Json& file : manifest.value("files", Json::array())) {
        const std::filesystem::path name = file.value("name", "");
        if (name.extension() != ".csv" || name.has_parent_path()) continue;
        if (!std::filesystem::exists(folder / name)) continue;
        plans.push_back(plan_of(name.stem().string(), file.value("rows", std::int64_t{0}), replications));
    }
    std::stable_sort(plans.begin(), plans.end(),
                     [](const TablePlan& a, const TablePlan& b) { return rank_of(a.table) < rank_of(b.table); });
    return plans;
}

bool plans_hold(const std::vector<TablePlan>& plans, std::string_view table) {
    return std::any_of(plans.begin(), plans.end(),
                       [&](const TablePlan& plan) { return plan.table == table && plan.rows > 0; });
}

std::string holds(const TablePlan& plan, const ColumnKnowledge& knowledge) {
    std::string text = counted(plan.rows, "row");
    if (!plan.note.empty()) return text + ": " + plan.note;
    const std::string row_is = knowledge.row_is(plan.table);
    return row_is.empty() ? text : text + ": " + row_is + " each";
}

}  // namespace

FileRecord write_workbook(const std::filesystem::path& folder, const Json& manifest) {
    const Json scenario = manifest.value("scenario", Json::object());
    const ColumnKnowledge knowledge(scenario.value("currency", ""));
    const std::vector<TablePlan> plans = plans_of(folder, manifest);
    const PageSource source = read_page_source(folder, manifest);
    const std::filesystem::path path = folder / kFileName;
    WorkbookFile workbook(path, scenario.value("name", ""),
                          currency_digits(scenario.value("currency", ""), scenario.value("currency_digits", -1)));
    // ISO dates sort as text. Excel took over from Lotus a 29 February 1900 that never was.
    if (source.start_date < "1900-03-01") workbook.write_dates_as_text();

    // All sheets are made first, in their order: the answer lists them, and charts point at them.
    const Sheet answer = workbook.add_sheet("Answer");
    const Sheet charts = workbook.add_sheet("Charts");
    std::vector<ListedSheet> listed{{charts.name, "charts of the tables behind"}};
    const auto picture = [&](const char* name, const char* table, const char* says, auto write) {
        if (!plans_hold(plans, table)) return;
        const Sheet sheet = workbook.add_sheet(name);
        write(workbook, sheet, source);
        listed.push_back({sheet.name, says});
    };
    picture("Who wins where", "map", "the leader at each point of the map, coloured", write_map_sheet);
    picture("Cohorts in colour", "cohorts", "share of customers kept, by month of first order and age",
            write_cohorts_sheet);
    picture("Flows in colour", "flows", "orders by where their buyer had last ordered, by month", write_flows_sheet);
    std::vector<Sheet> sheets;
    for (const TablePlan& plan : plans) {
        sheets.push_back(workbook.add_sheet(plan.table));
        listed.push_back({sheets.back().name, holds(plan, knowledge)});
    }
    const Sheet columns = workbook.add_sheet("Columns");
    listed.push_back({columns.name, "what every column means, with its unit"});

    const Sheet chart_data = workbook.add_hidden_sheet("chart data");

    const auto pairs = write_answer_sheet(workbook, answer, source, knowledge, listed);
    std::vector<PlacedTable> tables;
    for (std::size_t position = 0; position < plans.size(); ++position) {
        tables.push_back(write_table_sheet(workbook, sheets[position], folder, plans[position], knowledge));
    }
    write_columns_sheet(workbook, columns, tables, knowledge);
    if (draw_charts(workbook, charts, chart_data, source, tables, pairs) == 0) {
        workbook.text(charts, 0, 0, "None of the tables of this result makes a chart.", CellLook::Muted);
    }
    worksheet_activate(answer.handle);
    workbook.close();
    return record_of(path);
}

}  // namespace pasar
