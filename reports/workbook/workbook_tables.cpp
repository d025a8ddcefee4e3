#include "reports/workbook/workbook_tables.h"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "reports/result/csv.h"
#include "reports/result/dictionary.h"
#include "reports/study_table.h"
#include "scenarios/csv_reader.h"
#include "scenarios/reference.h"
#include "sim/counts/measures.h"
#include "words/figures.h"

namespace pasar {

namespace {

constexpr std::uint32_t kHeaderRow = 2;
constexpr std::uint32_t kFirstRow = 3;
constexpr double kNarrowest = 9;
constexpr double kWidest = 40;

/// Tables with a row a day and replication, and what a row of their means is of.
const std::map<std::string, std::vector<std::string>> kKeysOfMeans{{"daily", {"model", "date", "day", "counted"}},
                                                                   {"journey", {"model", "day", "stage"}},
                                                                   {"ledger", {"model", "day", "account"}}};

/// The columns whose change begins a new run of rows.
const std::map<std::string, std::vector<std::string>> kKeysOfRuns{
    {"daily", {"model"}},
    {"curve", {"path", "measure", "model", "baseline"}},
    {"attribution", {"model", "baseline", "measure"}},
    {"ladder", {"from_model", "to_model", "measure"}},
    {"tornado", {"model", "baseline", "measure"}},
    {"morris", {"model", "baseline", "measure"}},
    {"sobol", {"model", "baseline", "measure"}},
    {"points", {"model", "measure"}},
};

/// Columns that hold names, even where a name looks like a number.
constexpr std::array<std::string_view, 25> kNames{
    "step",   "groups",      "name",     "model",   "baseline",   "leader",   "runner_up", "winner", "segment",
    "region", "seller_type", "courier",  "payment", "stage",      "account",  "measure",   "unit",   "path",
    "cause",  "party",       "incident", "verdict", "from_model", "to_model", "taken"};

/// What outlines call the unit of such a column.
constexpr std::string_view kUnitOfRow = "unit";

constexpr std::array<std::string_view, 5> kShares{"share_won", "share_won_low", "share_won_high", "share_of_whole",
                                                  "feasible_share"};

/// Numbers that name something and are not grouped in thousands.
constexpr std::array<std::string_view, 14> kPlain{
    "replication", "day",          "seller",     "buyer", "offer", "joined_day", "placed_day",
    "ended_day",   "cohort_month", "age_months", "run",   "point", "opened_day", "closed_day"};

template <std::size_t Count>
bool among(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Whether a text may be a number at all: asking the reader about a name is dear, as it would tell what is wrong.
bool may_be_number(std::string_view text) {
    return !text.empty() && std::string_view("-+0123456789I").find(text.front()) != std::string_view::npos;
}

/// Rows of a table from the file itself, or from its means.
class Rows {
public:
    virtual ~Rows() = default;
    [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
    [[nodiscard]] virtual bool next() = 0;
    [[nodiscard]] virtual std::string_view cell(std::size_t column) const = 0;
    /// The number in a cell, where it is one.
    [[nodiscard]] virtual std::optional<double> number(std::size_t column) const = 0;
};

class FileRows final : public Rows {
public:
    explicit FileRows(const std::filesystem::path& file)
        : reader_(file, file.filename().string(), LastLine::MustBeEnded) {}
    [[nodiscard]] const std::vector<std::string>& header() const override { return reader_.header(); }
    [[nodiscard]] bool next() override { return reader_.next(); }
    [[nodiscard]] std::string_view cell(std::size_t column) const override { return reader_.text(column); }
    [[nodiscard]] std::optional<double> number(std::size_t column) const override {
        if (!may_be_number(reader_.text(column))) return std::nullopt;
        try {
            return reader_.number(column);
        } catch (const BadTable&) {
            return std::nullopt;
        }
    }

private:
    CsvReader reader_;
};

/// Means over the rows that agree in the key columns, in the order in which keys come first in the file.
class MeanRows final : public Rows {
public:
    MeanRows(const std::filesystem::path& file, const std::vector<std::string>& keys) {
        CsvReader reader(file, file.filename().string(), LastLine::MustBeEnded);
        std::vector<std::size_t> key_positions;
        for (const std::string& key : keys) key_positions.push_back(reader.column(key));
        std::vector<std::size_t> value_positions;
        header_ = keys;
        for (std::size_t column = 0; column < reader.header().size(); ++column) {
            const bool is_key = std::find(key_positions.begin(), key_positions.end(), column) != key_positions.end();
            if (is_key || reader.header()[column] == "replication") continue;
            value_positions.push_back(column);
            header_.push_back(reader.header()[column]);
        }
        std::map<std::string, std::size_t> positions;
        while (reader.next()) add(reader, key_positions, value_positions, positions);
        // As the file is in the order of replications, a model's rows stand together already; not where models differ
        // in what they have rows of.
        std::stable_sort(groups_.begin(), groups_.end(),
                         [](const Group& one, const Group& other) { return one.model < other.model; });
    }

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] bool next() override {
        if (at_ >= groups_.size()) return false;
        const Group& group = groups_[at_++];
        cells_ = group.keys;
        for (std::size_t value = 0; value < group.sums.size(); ++value) {
            const std::int64_t count = group.counts[value];
            cells_.push_back(count == 0 ? "" : csv_number(group.sums[value] / static_cast<double>(count)));
        }
        return true;
    }
    [[nodiscard]] std::string_view cell(std::size_t column) const override { return cells_[column]; }
    [[nodiscard]] std::optional<double> number(std::size_t column) const override { return number_in(cells_[column]); }

private:
    struct Group {
        std::size_t model = 0;
        std::vector<std::string> keys;
        std::vector<double> sums;
        std::vector<std::int64_t> counts;
    };

    void add(const CsvReader& reader, const std::vector<std::size_t>& key_positions,
             const std::vector<std::size_t>& value_positions, std::map<std::string, std::size_t>& positions) {
        std::string name;
        for (const std::size_t key : key_positions) name += std::string(reader.text(key)) + '\n';
        if (groups_.size() >= kMostSheetRows && !positions.contains(name)) return;  // beyond the sheet
        const auto [known, fresh] = positions.try_emplace(name, groups_.size());
        if (fresh) {
            Group group;
            for (const std::size_t key : key_positions) group.keys.emplace_back(reader.text(key));
            group.model = models_.try_emplace(group.keys.front(), models_.size()).first->second;
            group.sums.resize(value_positions.size());
            group.counts.resize(value_positions.size());
            groups_.push_back(std::move(group));
        }
        Group& group = groups_[known->second];
        for (std::size_t value = 0; value < value_positions.size(); ++value) {
            const double number = reader.number(value_positions[value]);
            if (std::isnan(number)) continue;
            group.sums[value] += number;
            ++group.counts[value];
        }
    }

    std::vector<std::string> header_;
    std::vector<Group> groups_;
    std::map<std::string, std::size_t> models_;
    std::vector<std::string> cells_;
    std::size_t at_ = 0;
};

/// Puts cells of one column under each other and remembers how wide they are.
struct ColumnStyle {
    bool is_name = false;
    bool is_date = false;
    bool in_unit_of_row = false;
    std::optional<std::size_t> path_column;  ///< names the parameter whose values stand here
    CellLook look = CellLook::Number;
    double width = kNarrowest;
};

std::vector<ColumnStyle> styles_of(const std::string& table, const std::vector<std::string>& header,
                                   const ColumnKnowledge& knowledge) {
    const auto has = [&](std::string_view name) {
        return std::find(header.begin(), header.end(), name) != header.end();
    };
    std::vector<ColumnStyle> styles;
    for (const std::string& name : header) {
        ColumnStyle style;
        style.is_name = among(kNames, name);
        style.is_date = name == "date";
        style.in_unit_of_row =
            has("unit") && (is_in_unit_of_row(name, header) || knowledge.unit(table, name) == kUnitOfRow);
        style.path_column = path_column_of(header, name);
        style.look = is_path(name) ? knowledge.look_of_parameter(name) : knowledge.look(table, name);
        style.width = std::clamp(static_cast<double>(name.size()) + 3.0, kNarrowest, kWidest);
        styles.push_back(style);
    }
    return styles;
}

void write_cell(WorkbookFile& workbook, const Sheet& sheet, std::uint32_t row, std::size_t column, const Rows& rows,
                ColumnStyle& style, CellLook look) {
    const std::string_view text = rows.cell(column);
    if (text.empty()) return;
    style.width = std::max(style.width, std::min(static_cast<double>(text.size()) + 1.0, kWidest));
    if (style.is_date) return workbook.date(sheet, row, column, text);
    const std::optional<double> number = style.is_name ? std::nullopt : rows.number(column);
    if (!number) return workbook.text(sheet, row, column, text);
    workbook.number(sheet, row, column, *number, look);
}

/// Whether numbers stand in a column, as far as its unit and the first row tell.
bool holds_numbers(const Rows& rows, bool any, std::size_t column, const ColumnStyle& style, const std::string& unit) {
    if (style.is_name || style.is_date) return false;
    if (style.in_unit_of_row || !unit.empty()) return true;
    return any && rows.number(column).has_value();
}

/// What is printed of a long or wide table: a few pages.
constexpr std::uint32_t kMostPrintedRows = 150;
constexpr double kMostPrintedWidth = 190.0;

PrintPlan print_plan(const std::vector<ColumnStyle>& styles, std::uint32_t rows) {
    PrintPlan plan{.last_row = std::min(rows, kFirstRow + kMostPrintedRows), .last_column = 0, .head_rows = kFirstRow};
    double width = styles.front().width;
    while (plan.last_column + 1 < styles.size() && width + styles[plan.last_column + 1].width <= kMostPrintedWidth)
        width += styles[++plan.last_column].width;
    return plan;
}

void write_head(WorkbookFile& workbook, const Sheet& sheet, const TablePlan& plan,
                const std::vector<std::string>& header, const ColumnKnowledge& knowledge,
                const std::vector<bool>& numeric) {
    const std::string row_is = knowledge.row_is(plan.table);
    std::string sentence = plan.table + ".csv";
    if (!row_is.empty() && !plan.means) sentence += ": a row is " + row_is + ".";
    if (!plan.note.empty()) sentence += (row_is.empty() || plan.means ? ": " : " ") + plan.note;
    if (workbook.dates_are_text() && std::find(header.begin(), header.end(), "date") != header.end())
        sentence += " Dates are text here, as a workbook has none before 1900.";
    workbook.text(sheet, 0, 0, sentence, CellLook::Muted);
    for (std::size_t column = 0; column < header.size(); ++column) {
        const std::string unit = knowledge.unit(plan.table, header[column]);
        if (unit.empty() || unit == kUnitOfRow) continue;
        workbook.text(sheet, 1, column, unit, numeric[column] ? CellLook::MutedRight : CellLook::Muted);
    }
    for (std::size_t column = 0; column < header.size(); ++column) {
        workbook.text(sheet, kHeaderRow, column, header[column],
                      numeric[column] ? CellLook::NumberHeader : CellLook::Header);
    }
}

}  // namespace

ColumnKnowledge::ColumnKnowledge(std::string_view currency) : currency_(currency) {
    constexpr std::string_view kMoney = "money";
    for (const Table& table : result_outlines()) {
        rows_[table.file] = table.row_is;
        for (const Column& column : table.columns) {
            std::string unit = column.unit;
            if (unit.starts_with(kMoney)) unit = currency_ + unit.substr(kMoney.size());
            columns_[table.file + '.' + column.name] = {std::move(unit), column.says};
        }
    }
}

std::string ColumnKnowledge::unit(const std::string& table, const std::string& column) const {
    if (const auto known = columns_.find(table + '.' + column); known != columns_.end()) return known->second.unit;
    const std::size_t kpi = find_kpi(column);  // the runs of a sweep have a column a key figure
    if (kpi == kKpiCount) return "";
    const std::string unit(kpi_info(kpi).unit);
    return unit.starts_with("money") ? currency_ + unit.substr(5) : unit;
}

std::string ColumnKnowledge::says(const std::string& table, const std::string& column) const {
    if (const auto known = columns_.find(table + '.' + column); known != columns_.end()) return known->second.says;
    const std::size_t kpi = find_kpi(column);
    return kpi == kKpiCount ? "" : std::string(kpi_info(kpi).says);
}

std::string ColumnKnowledge::row_is(const std::string& table) const {
    const auto known = rows_.find(table);
    return known == rows_.end() ? "" : known->second;
}

CellLook ColumnKnowledge::look(std::string_view unit) const {
    if (unit == currency_ || unit.starts_with(currency_ + " per ")) return CellLook::Money;
    if (unit.starts_with("share")) return CellLook::Share;
    return CellLook::Number;
}

CellLook ColumnKnowledge::look_of_parameter(const std::string& path) const {
    const auto known = parameters_.find(path);
    if (known != parameters_.end()) return known->second;
    const Explanation explanation = explain(path);
    std::string unit = explanation.entries.empty() ? "" : std::string(explanation.entries.front().unit);
    if (unit.starts_with("money")) unit = currency_ + unit.substr(5);
    return parameters_[path] = look(unit);
}

CellLook ColumnKnowledge::look(const std::string& table, const std::string& column) const {
    if (among(kPlain, column)) return CellLook::Plain;
    if (among(kShares, column)) return CellLook::Share;
    return look(unit(table, column));
}

std::size_t PlacedTable::column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

TablePlan plan_of(const std::string& table, std::int64_t rows, std::int64_t replications) {
    TablePlan plan{.table = table, .rows = rows, .note = "", .means = false};
    if (replications > 1 && kKeysOfMeans.contains(table)) {
        plan.means = true;
        plan.rows = rows / replications;
        plan.note = fmt::format("means over {} replications; each replication is in {}.csv.", replications, table);
    }
    if (plan.rows > kMostSheetRows) {
        plan.note +=
            fmt::format("{}only the first {} of {} rows are here; all are in {}.csv.", plan.note.empty() ? "" : " ",
                        grouped(kMostSheetRows), grouped(static_cast<double>(plan.rows)), table);
        plan.rows = kMostSheetRows;
    }
    return plan;
}

PlacedTable write_table_sheet(WorkbookFile& workbook, const Sheet& sheet, const std::filesystem::path& folder,
                              const TablePlan& plan, const ColumnKnowledge& knowledge) {
    const std::filesystem::path file = folder / (plan.table + ".csv");
    std::unique_ptr<Rows> rows;
    if (plan.means)
        rows = std::make_unique<MeanRows>(file, kKeysOfMeans.at(plan.table));
    else
        rows = std::make_unique<FileRows>(file);
    PlacedTable placed{
        .table = plan.table, .sheet = sheet.name, .header = rows->header(), .runs = {}, .has_means = plan.means};
    std::vector<ColumnStyle> styles = styles_of(plan.table, placed.header, knowledge);
    bool more = rows->next();
    std::vector<bool> numeric;
    for (std::size_t column = 0; column < placed.header.size(); ++column) {
        const std::string unit = knowledge.unit(plan.table, placed.header[column]);
        numeric.push_back(holds_numbers(*rows, more, column, styles[column], unit));
    }
    write_head(workbook, sheet, plan, placed.header, knowledge, numeric);

    std::vector<std::size_t> run_keys;
    if (const auto known = kKeysOfRuns.find(plan.table); known != kKeysOfRuns.end()) {
        for (const std::string& key : known->second) {
            if (placed.column(key) < placed.header.size()) run_keys.push_back(placed.column(key));
        }
    }
    const std::size_t unit_column = placed.column("unit");
    std::string run_name;
    std::uint32_t row = kFirstRow;
    for (; row < kFirstRow + kMostSheetRows && more; ++row, more = rows->next()) {
        for (std::size_t column = 0; column < placed.header.size(); ++column) {
            ColumnStyle& style = styles[column];
            CellLook look = style.in_unit_of_row ? knowledge.look(rows->cell(unit_column)) : style.look;
            if (style.path_column) look = knowledge.look_of_parameter(std::string(rows->cell(*style.path_column)));
            write_cell(workbook, sheet, row, column, *rows, style, look);
        }
        std::string name;
        for (const std::size_t key : run_keys) name += std::string(rows->cell(key)) + '\n';
        if (placed.runs.empty() || name != run_name) {
            placed.runs.push_back({.first = row, .last = row, .says = ""});
            std::string& says = placed.runs.back().says;
            for (const std::size_t key : run_keys) {
                if (!rows->cell(key).empty()) says += (says.empty() ? "" : ", ") + std::string(rows->cell(key));
            }
        }
        placed.runs.back().last = row;
        run_name = std::move(name);
    }

    for (std::size_t column = 0; column < styles.size(); ++column) {
        const auto position = static_cast<lxw_col_t>(column);
        worksheet_set_column(sheet.handle, position, position, styles[column].width, nullptr);
    }
    workbook.print(sheet, print_plan(styles, std::max(row, kFirstRow + 1) - 1));
    worksheet_freeze_panes(sheet.handle, kFirstRow, 1);
    worksheet_autofilter(sheet.handle, kHeaderRow, 0, std::max(row - 1, kHeaderRow),
                         static_cast<lxw_col_t>(placed.header.size() - 1));
    return placed;
}

}  // namespace pasar
