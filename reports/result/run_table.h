// runs.csv: one row for each run of an experiment, appended as runs end and readable while it grows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reports/result/csv.h"
#include "scenarios/scenario.h"
#include "sim/experiments/laboratory.h"

namespace pasar {

inline constexpr const char* kRunTable = "runs.csv";

/// The columns of runs.csv where `paths` have a column each. Key figures of platforms that compete have one where any
/// do.
[[nodiscard]] Table runs_outline(const std::vector<std::string>& paths, bool competes);

class RunTable {
public:
    /// Begins runs.csv in `folder`, or goes on with what checkpoint() said of it. Settings of `paths` get a column
    /// each, others stand together in one. Keeps a reference to the scenario. Throws WriteFailed, as all do.
    RunTable(const std::filesystem::path& folder, const Scenario& scenario, std::vector<std::string> paths,
             const std::optional<FileRecord>& so_far, CsvLocale locale = CsvLocale::Point);

    void add(const RunRecord& record);
    FileRecord checkpoint(bool to_disk) { return file_.checkpoint(to_disk); }
    FileRecord close() { return file_.close(); }

private:
    const Scenario& scenario_;
    std::vector<std::string> paths_;
    CsvFile file_;
};

/// The runs of an unfinished experiment, read back from its runs.csv.
class RecordedRuns {
public:
    /// Reads as many rows as `so_far` says. Throws BadTable (scenarios/csv_reader.h).
    RecordedRuns(const std::filesystem::path& folder, const FileRecord& so_far);

    /// The key figures of a run; nothing where it was not recorded. Throws std::runtime_error where a run of this
    /// number was recorded that is not this one.
    [[nodiscard]] std::optional<std::vector<double>> find(const RunRecord& wanted) const;
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(runs_.size()); }

private:
    struct Run {
        std::int64_t point = 0;
        std::int64_t replication = 0;
        std::vector<double> kpis;
    };
    std::vector<Run> runs_;
};

/// The key figures of the first `runs` runs of an unfinished result of run or compare, read back from its kpis.csv.
/// Of compete where `competes`. Throws BadTable, std::runtime_error.
[[nodiscard]] std::vector<std::vector<double>> recorded_kpis(const std::filesystem::path& folder, std::int64_t runs,
                                                             bool competes);

}  // namespace pasar
