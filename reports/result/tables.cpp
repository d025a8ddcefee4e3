#include "reports/result/tables.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "scenarios/currency.h"
#include "sim/counts/applies.h"
#include "sim/counts/market_tables.h"
#include "sim/experiments/measured_mean.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

std::vector<std::string> names_of(const std::vector<Column>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const Column& column : columns) names.push_back(column.name);
    return names;
}

std::chrono::sys_days start_of(const Scenario& scenario) {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;
    if (std::sscanf(scenario.start_date.c_str(), "%d-%u-%u", &year, &month, &day) != 3) {
        throw std::logic_error("start_date was not validated");
    }
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

constexpr std::string_view kMoneyUnit = "money";
std::string_view yes_or_no(bool yes) { return yes ? "yes" : "no"; }

/// Of platforms that compete only where any do.
bool is_told(const MeasureInfo& info, const Scenario& scenario) {
    return !is_of_competition(info.name) || std::any_of(scenario.models.begin(), scenario.models.end(),
                                                        [](const ModelSpec& model) { return model.competes; });
}

const Column kModel{.name = "model", .unit = "", .says = "name of the business model"};
const Column kReplication{.name = "replication", .unit = "", .says = "number of the replication, from 1"};

}  // namespace

std::string unit_in_reports(std::string_view unit, const Scenario& scenario) {
    if (!unit.starts_with(kMoneyUnit)) return std::string(unit);
    return scenario.currency + std::string(unit.substr(kMoneyUnit.size()));
}

Table with_units_in_reports(Table table, const Scenario& scenario) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (table.columns[column].name != "unit") continue;
        for (std::size_t cell = column; cell < table.cells.size(); cell += table.columns.size()) {
            auto& unit = std::get<std::string>(table.cells[cell]);
            unit = unit_in_reports(unit, scenario);
        }
    }
    return table;
}

std::string date_of_day(const Scenario& scenario, std::int64_t day) {
    const std::chrono::year_month_day date{start_of(scenario) + std::chrono::days{day}};
    return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

Table daily_outline() {
    Table table{.file = "daily", .row_is = "a day of a replication of a model", .columns = {}, .cells = {}};
    table.columns = {
        kModel,
        kReplication,
        {"date", "", "date of the day"},
        {"day", "day", "0 is the first day"},
        {"counted", "", "yes or no: whether the day counts in key figures and other tables; no in the warm-up"}};
    const auto add = [&](const MeasureInfo& info) {
        table.columns.push_back({std::string(info.name), std::string(info.unit), std::string(info.says)});
    };
    for (const MeasureInfo& info : kCounts) add(info);
    for (const MeasureInfo& info : kStates) add(info);
    return table;
}

Table kpis_outline() {
    return {.file = "kpis",
            .row_is = "a key figure of a replication of a model",
            .columns = {kModel,
                        kReplication,
                        {"measure", "", "name of the key figure"},
                        {"value", "", "over all days that count; empty where there is nothing to divide by"},
                        {"unit", "", "unit of the value"}},
            .cells = {}};
}

Table summary_outline() {
    return {.file = "summary",
            .row_is = "a key figure of a model",
            .columns = {kModel,
                        {"measure", "", "name of the key figure"},
                        {"unit", "", "unit of mean, deviation and interval"},
                        {"mean", "", "mean over replications"},
                        {"standard_deviation", "", "sample standard deviation over replications"},
                        {"confidence_low", "",
                         "lower end of the 95 % interval of the mean: Student's, or, where few events stand behind it, "
                         "Student's of its logarithm"},
                        {"confidence_high", "", "upper end of that interval"},
                        {"replications", "", "replications in which the figure exists"},
                        {"few_events", "", std::string(kFewEventsSays)}},
            .cells = {}};
}

Table comparison_outline() {
    return {.file = "comparison",
            .row_is = "a key figure of a pair of models",
            .columns = {{"measure", "", "name of the key figure"},
                        {"unit", "", "unit of means, difference, interval and worth"},
                        {"model", "", "name of the model; each pair of models has a row for each key figure"},
                        {"baseline", "",
                         "name of the one it is compared with: the earlier one in the scenario, or that of --against"},
                        {"model_mean", "", "mean of the model over the replications in which both have the figure"},
                        {"baseline_mean", "", "mean of the baseline over the same"},
                        {"difference", "", "mean over these replications of model less baseline"},
                        {"confidence_low", "", "lower end of the 95 % Student-t interval of the paired difference"},
                        {"confidence_high", "", "upper end of that interval"},
                        {"replications", "", "pairs of runs in the same world in which both have the figure"},
                        {"share_won", "",
                         "share of replications in which the model was better (higher, where neither "
                         "is better), ties counting half"},
                        {"share_won_low", "", "lower end of the 95 % Wilson interval of that share"},
                        {"share_won_high", "", "upper end of that interval"},
                        {"correlation", "",
                         "between the two models over replications, owed to common random numbers; empty "
                         "when one of them never varies"},
                        {"variance_reduction", "",
                         "1 - variance of the difference / sum of the two variances: what "
                         "pairing gained"},
                        {"worth", "", "smallest difference that counts (--worth)"},
                        {"verdict", "",
                         "the model is better, worse, higher or lower (an interval that excludes zero and a difference "
                         "of at least the worth), practically the same (the whole interval is below the worth), or not "
                         "distinguishable; no value where no replication has the figure for both"},
                        {"few_events", "",
                         "yes where fewer than 30 events stand behind the figure of either model: the interval is "
                         "approximate; a model in which no event was seen leaves this to the other one"}},
            .cells = {}};
}

FileRecord write_table(const std::filesystem::path& folder, const Table& table, CsvLocale locale) {
    CsvFile file(folder / (table.file + ".csv"), names_of(table.columns), locale);
    for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
        file.cell(table.cells[cell]);
        if ((cell + 1) % table.columns.size() == 0) file.end_row();
    }
    return file.close();
}

namespace {

CsvFile begin(const std::filesystem::path& folder, const Table& outline, const std::vector<FileRecord>& so_far,
              CsvLocale locale) {
    const std::string name = outline.file + ".csv";
    for (const FileRecord& file : so_far) {
        if (file.name == name) return CsvFile::resume(folder, file, outline.columns.size(), locale);
    }
    return {folder / name, names_of(outline.columns), locale};
}

}  // namespace

ResultTables::ResultTables(std::filesystem::path folder, const Scenario& scenario,
                           const std::vector<FileRecord>& so_far, CsvLocale locale)
    : folder_(std::move(folder)),
      scenario_(scenario),
      locale_(locale),
      daily_(begin(folder_, daily_outline(), so_far, locale)),
      kpis_(begin(folder_, kpis_outline(), so_far, locale)) {
    for (std::int64_t day = 0; day < scenario.days; ++day) dates_.push_back(date_of_day(scenario, day));
    for (const FileRecord& file : so_far) resume_own(file);
}

void ResultTables::resume_own(const FileRecord& so_far) {
    for (const Table& table : table_outlines()) {
        if (table.file + ".csv" != so_far.name) continue;
        CsvFile& file = own_.emplace_back(CsvFile::resume(folder_, so_far, table.columns.size() + 2, locale_));
        own_by_name_.emplace(table.file, &file);
    }
}

CsvFile& ResultTables::file_of(const Table& table) {
    const auto known = own_by_name_.find(table.file);
    if (known != own_by_name_.end()) return *known->second;
    std::vector<std::string> header{kModel.name, kReplication.name};
    for (const Column& column : table.columns) header.push_back(column.name);
    CsvFile& file = own_.emplace_back(folder_ / (table.file + ".csv"), header, locale_);
    own_by_name_.emplace(table.file, &file);
    return file;
}

std::vector<FileRecord> ResultTables::checkpoint(bool to_disk) {
    std::vector<FileRecord> records{daily_.checkpoint(to_disk), kpis_.checkpoint(to_disk)};
    for (CsvFile& file : own_) records.push_back(file.checkpoint(to_disk));
    return records;
}

void ResultTables::add(const RunResult& result) {
    const std::string& model = scenario_.models.at(result.model).name;
    const std::int64_t replication = result.replication + 1;
    const int digits = currency_digits(scenario_);
    for (std::size_t day = 0; day < result.days.size(); ++day) {
        daily_.text(model).number(replication).text(dates_.at(day)).number(static_cast<std::int64_t>(day));
        daily_.text(yes_or_no(static_cast<std::int64_t>(day) >= scenario_.warm_up));
        for (std::size_t i = 0; i < kCounts.size(); ++i) {
            const std::int64_t count = result.days[day].counts[i];
            kCounts[i].unit == kMoneyUnit ? daily_.amount(count, digits) : daily_.number(count);
        }
        for (const std::int64_t state : result.days[day].states) daily_.number(state);
        daily_.end_row();
    }
    for (std::size_t kpi = 0; kpi < result.kpis.size(); ++kpi) {
        const MeasureInfo& info = kpi_info(kpi);
        if (!is_told(info, scenario_)) continue;
        kpis_.text(model).number(replication).text(info.name).number(result.kpis[kpi]);
        kpis_.text(unit_in_reports(info.unit, scenario_)).end_row();
    }
    for (const Table& table : result.tables) {
        CsvFile& file = file_of(table);
        for (std::size_t row = 0; row < table.rows(); ++row) {
            file.text(model).number(replication);
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                const Cell& cell = table.cells[row * table.columns.size() + column];
                table.columns[column].unit.starts_with(kMoneyUnit) ? file.money(cell, digits) : file.cell(cell);
            }
            file.end_row();
        }
    }
}

const std::string& ResultTables::model_name(const Comparison& comparison, std::size_t position) const {
    return scenario_.models.at(comparison.figures.models.at(position)).name;
}

FileRecord ResultTables::write_summary(const Comparison& comparison) const {
    CsvFile file(folder_ / "summary.csv", names_of(summary_outline().columns), locale_);
    for (const Summary& summary : comparison.summaries) {
        const MeasureInfo& info = kpi_info(summary.kpi);
        if (!is_told(info, scenario_)) continue;
        file.text(model_name(comparison, summary.position)).text(info.name).text(unit_in_reports(info.unit, scenario_));
        file.number(summary.mean).number(summary.standard_deviation);
        file.number(summary.interval.low).number(summary.interval.high).number(summary.replications);
        file.text(yes_or_no(summary.few_events)).end_row();
    }
    return file.close();
}

FileRecord ResultTables::write_comparison(const Comparison& comparison) const {
    CsvFile file(folder_ / "comparison.csv", names_of(comparison_outline().columns), locale_);
    for (const PairComparison& found : comparison.pairs) {
        const PairComparison pair = comparison.as_told(found);
        const MeasureInfo& info = kpi_info(pair.kpi);
        if (!is_told(info, scenario_)) continue;
        const PairedDifference& d = pair.difference;
        const bool less_wins = info.better < 0;
        const Interval won =
            less_wins ? Interval{1.0 - d.share_interval.high, 1.0 - d.share_interval.low} : d.share_interval;
        file.text(info.name).text(unit_in_reports(info.unit, scenario_));
        file.text(model_name(comparison, pair.model)).text(model_name(comparison, pair.baseline));
        file.number(d.mean_first).number(d.mean_second);
        file.number(d.mean).number(d.interval.low).number(d.interval.high).number(d.pairs);
        file.number(less_wins ? 1.0 - d.share_first_more : d.share_first_more).number(won.low).number(won.high);
        file.number(d.correlation).number(d.variance_reduction).number(pair.worth).text(name_of(pair.verdict));
        file.text(yes_or_no(pair.few_events)).end_row();
    }
    return file.close();
}

std::vector<FileRecord> ResultTables::finish(const Comparison& comparison, bool with_pairs) {
    std::vector<FileRecord> records{daily_.close(), kpis_.close(), write_summary(comparison)};
    if (with_pairs) records.push_back(write_comparison(comparison));
    for (CsvFile& file : own_) records.push_back(file.close());
    return records;
}

}  // namespace pasar
