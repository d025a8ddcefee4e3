#include "reports/result/run_table.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "scenarios/csv_reader.h"
#include "sim/counts/applies.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

/// Whether the scenario's models are meant as platforms of one world.
bool competes_in(const Scenario& scenario) {
    return std::any_of(scenario.models.begin(), scenario.models.end(),
                       [](const ModelSpec& model) { return model.competes; });
}

std::vector<std::string> header_of(const std::vector<std::string>& paths, bool competes) {
    std::vector<std::string> names;
    for (const Column& column : runs_outline(paths, competes).columns) names.push_back(column.name);
    return names;
}

CsvFile open(const std::filesystem::path& folder, const std::vector<std::string>& paths, bool competes,
             const std::optional<FileRecord>& so_far, CsvLocale locale) {
    const std::vector<std::string> header = header_of(paths, competes);
    if (!so_far) return {folder / kRunTable, header, locale};
    // Rows under another header would spoil what is there, and be noticed only when they are read.
    if (CsvReader(folder / kRunTable).header() != header) {
        throw std::runtime_error(
            fmt::format("{} has other columns than this experiment; it was begun with other parameters", kRunTable));
    }
    return CsvFile::resume(folder, *so_far, header.size(), locale);
}

/// "path=value" as a path and a value; texts may have come with JSON's quotes.
std::pair<std::string_view, std::string_view> split(std::string_view setting) {
    const std::size_t equals = std::min(setting.find('='), setting.size());
    std::string_view value = setting.substr(std::min(equals + 1, setting.size()));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return {setting.substr(0, equals), value};
}

void write_value(CsvFile& file, std::string_view value) {
    double number = 0.0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end) {
        file.number(number);
    } else {
        file.text(value);
    }
}

}  // namespace

Table runs_outline(const std::vector<std::string>& paths, bool competes) {
    Table table{.file = "runs",
                .row_is = "a run of an experiment, in the order in which they were made",
                .columns = {{"run", "", "number of the run, from 1"},
                            {"point", "", "number of the setting, from 1, in the order in which they were first run"},
                            {"replication", "", "number of the replication, from 1"},
                            {"model", "", "name of the business model"}},
                .cells = {}};
    for (const std::string& path : paths) table.columns.push_back({path, "", "value of this parameter at the point"});
    table.columns.push_back(
        {"settings", "", "further values that the point sets, as path=value; empty: the scenario as it is"});
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const MeasureInfo& info = kpi_info(kpi);
        if (!competes && is_of_competition(info.name)) continue;
        table.columns.push_back({std::string(info.name), std::string(info.unit), std::string(info.says)});
    }
    return table;
}

RunTable::RunTable(const std::filesystem::path& folder, const Scenario& scenario, std::vector<std::string> paths,
                   const std::optional<FileRecord>& so_far, CsvLocale locale)
    : scenario_(scenario),
      paths_(std::move(paths)),
      file_(open(folder, paths_, competes_in(scenario), so_far, locale)) {}

void RunTable::add(const RunRecord& record) {
    file_.number(record.run + 1).number(record.point + 1).number(record.replication + 1);
    file_.text(scenario_.models.at(record.model).name);
    std::vector<std::string_view> values(paths_.size());
    std::string others;
    for (const std::string& setting : record.settings) {
        const auto [path, value] = split(setting);
        const auto column = std::find(paths_.begin(), paths_.end(), path);
        if (column != paths_.end()) {
            values[static_cast<std::size_t>(column - paths_.begin())] = value;
        } else {
            others += others.empty() ? setting : "; " + setting;
        }
    }
    for (const std::string_view value : values) write_value(file_, value);
    file_.text(others);
    for (std::size_t kpi = 0; kpi < record.kpis.size(); ++kpi)
        if (competes_in(scenario_) || !is_of_competition(kpi_info(kpi).name)) file_.number(record.kpis[kpi]);
    file_.end_row();
}

RecordedRuns::RecordedRuns(const std::filesystem::path& folder, const FileRecord& so_far) {
    CsvReader table(folder / kRunTable, {}, LastLine::MustBeEnded);
    const std::size_t point = table.column("point");
    const std::size_t replication = table.column("replication");
    std::vector<std::optional<std::size_t>> columns;
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const std::string_view name = kpi_info(kpi).name;
        columns.push_back(is_of_competition(name) ? table.find(name) : table.column(name));
    }
    while (size() < so_far.rows && table.next()) {
        Run run{.point = table.whole(point) - 1, .replication = table.whole(replication) - 1, .kpis = {}};
        for (const std::optional<std::size_t> column : columns)
            run.kpis.push_back(column ? table.number(*column) : kNoValue);
        runs_.push_back(std::move(run));
    }
}

std::optional<std::vector<double>> RecordedRuns::find(const RunRecord& wanted) const {
    if (wanted.run >= size()) return std::nullopt;
    const Run& run = runs_[static_cast<std::size_t>(wanted.run)];
    if (run.point != wanted.point || run.replication != wanted.replication) {
        throw std::runtime_error(
            fmt::format("run {} in {} is not the run that this experiment begins with; the table "
                        "was changed, or belongs to another experiment",
                        wanted.run + 1, kRunTable));
    }
    return run.kpis;
}

std::vector<std::vector<double>> recorded_kpis(const std::filesystem::path& folder, std::int64_t runs, bool competes) {
    std::vector<std::vector<double>> result;
    if (runs == 0) return result;
    CsvReader table(folder / "kpis.csv", {}, LastLine::MustBeEnded);
    const std::size_t value = table.column("value");
    while (static_cast<std::int64_t>(result.size()) < runs) {
        std::vector<double> kpis;
        for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
            const bool is_there = competes || !is_of_competition(kpi_info(kpi).name);
            if (is_there && !table.next()) throw std::runtime_error("kpis.csv holds fewer runs than its journal says");
            kpis.push_back(is_there ? table.number(value) : kNoValue);
        }
        result.push_back(std::move(kpis));
    }
    return result;
}

}  // namespace pasar
