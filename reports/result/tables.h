// The tables of a result folder. Days and the runs' own tables go to disk as runs finish, so that memory does not grow
// with replications; summary and comparison follow at the end. Replications count from 1 in files.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reports/result/csv.h"
#include "scenarios/scenario.h"
#include "sim/counts/measures.h"
#include "sim/counts/result.h"
#include "sim/experiments/compare.h"

namespace pasar {

/// The unit as reports write it: money in the scenario's currency.
[[nodiscard]] std::string unit_in_reports(std::string_view unit, const Scenario& scenario);

/// The table with its column "unit", where it has one, as reports write units.
[[nodiscard]] Table with_units_in_reports(Table table, const Scenario& scenario);

/// The date `day` days after the scenario's start, YYYY-MM-DD. Pre: the start date is one.
[[nodiscard]] std::string date_of_day(const Scenario& scenario, std::int64_t day);

/// The columns of the tables that are not a run's own, for writing and for the data dictionary; without rows.
[[nodiscard]] Table daily_outline();
[[nodiscard]] Table kpis_outline();
[[nodiscard]] Table summary_outline();
[[nodiscard]] Table comparison_outline();

/// Writes a table as `folder`/<file>.csv. Throws WriteFailed.
FileRecord write_table(const std::filesystem::path& folder, const Table& table, CsvLocale locale = CsvLocale::Point);

class ResultTables {
public:
    /// Opens daily.csv and kpis.csv in `folder`, or goes on with what checkpoint() said of them and of the runs' own
    /// tables. Keeps a reference to the scenario. Throws WriteFailed, as all do.
    ResultTables(std::filesystem::path folder, const Scenario& scenario, const std::vector<FileRecord>& so_far = {},
                 CsvLocale locale = CsvLocale::Point);

    /// Appends one run to daily.csv, kpis.csv and its own tables; rows stand in the order of the calls.
    void add(const RunResult& result);

    /// What the tables hold now, in the order in which they were begun.
    [[nodiscard]] std::vector<FileRecord> checkpoint(bool to_disk);

    /// Writes summary.csv and, `with_pairs`, comparison.csv, and closes all files. Nothing may be added afterwards.
    [[nodiscard]] std::vector<FileRecord> finish(const Comparison& comparison, bool with_pairs);

private:
    CsvFile& file_of(const Table& table);
    void resume_own(const FileRecord& so_far);
    FileRecord write_summary(const Comparison& comparison) const;
    FileRecord write_comparison(const Comparison& comparison) const;
    [[nodiscard]] const std::string& model_name(const Comparison& comparison, std::size_t position) const;

    std::filesystem::path folder_;
    const Scenario& scenario_;
    CsvLocale locale_;
    CsvFile daily_;
    CsvFile kpis_;
    std::vector<std::string> dates_;  ///< of each day, worked out once
    std::deque<CsvFile> own_;         ///< in the order in which runs brought them
    std::map<std::string, CsvFile*> own_by_name_;
};

}  // namespace pasar
