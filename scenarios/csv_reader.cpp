#include "scenarios/csv_reader.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <optional>

#include "scenarios/csv_guard.h"
#include "scenarios/csv_lines.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

bool has_apostrophe(std::string_view text) { return text.find('\'') != std::string_view::npos; }

/// Whether a quoted cell is still open at the end of the text. Inside a cell a quote is doubled, so that it is the
/// number of quotes that decides.
bool open_at_end(std::string_view text, bool open_at_begin) {
    return (std::count(text.begin(), text.end(), '"') % 2 == 1) != open_at_begin;
}

template <class Names>
std::optional<std::size_t> position_of(const Names& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

std::size_t needed_column(const std::string& file, std::span<const std::string> header, std::string_view name) {
    if (const auto position = position_of(header, name)) return *position;
    std::string hint = did_you_mean(name, header);
    throw BadTable(Fault{.file = file,
                         .line = 1,
                         .path = "column " + std::string(name),
                         .found = "no such column in the header",
                         .allowed = "",
                         .hint = std::move(hint)});
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

template <class Number>
std::optional<Number> read_all(std::string_view text) {
    Number value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> number_in(std::string_view cell) {
    cell = trimmed(cell);
    return cell.empty() ? std::numeric_limits<double>::quiet_NaN() : read_all<double>(cell);
}

Fault fault_of_cell(const std::string& file, std::int64_t line, std::string_view column, std::string_view cell,
                    std::string allowed) {
    return {.file = file,
            .line = static_cast<int>(line),
            .path = "column " + std::string(column),
            .found = cell.empty() ? "an empty cell" : in_quotes(cell),
            .allowed = std::move(allowed)};
}

constexpr const char* kNumber = "a number with a decimal point, without thousands separators";
constexpr const char* kWhole = "a whole number";

/// What separates the cells of a table with this header: a comma, else a semicolon or a tab.
char separator_of(std::string_view header) {
    bool quoted = false;
    bool has_semicolon = false, has_tab = false;
    for (const char c : header) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == ',') return ',';
        has_semicolon = has_semicolon || c == ';';
        has_tab = has_tab || c == '\t';
    }
    return has_semicolon ? ';' : has_tab ? '\t' : ',';
}

/// Puts a point for the comma of a number such as -1,5 or 2,5e-09; leaves all else.
void point_for_comma(std::string& text, std::size_t begin) {
    const auto digits = [&](std::size_t from) {
        while (from < text.size() && text[from] >= '0' && text[from] <= '9') ++from;
        return from;
    };
    const std::size_t first = begin + (begin < text.size() && text[begin] == '-' ? 1 : 0);
    const std::size_t comma = digits(first);
    if (comma == first || comma == text.size() || text[comma] != ',') return;
    std::size_t end = digits(comma + 1);
    if (end == comma + 1) return;
    if (end < text.size() && text[end] == 'e') {
        const std::size_t sign = end + 1;
        end = digits(sign + (sign < text.size() && (text[sign] == '-' || text[sign] == '+') ? 1 : 0));
    }
    if (end == text.size()) text[comma] = '.';
}

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& path, std::string name, LastLine last_line, WrittenBy by)
    : name_(name.empty() ? path.string() : std::move(name)),
      last_line_(last_line),
      by_(by),
      lines_(std::make_unique<CsvLines>(std::fopen(path.c_str(), "rb"), name_)) {
    read_header();
}

CsvReader::CsvReader(TextOfTable table, WrittenBy by)
    : name_(std::move(table.name)),
      by_(by),
      lines_(std::make_unique<CsvLines>(fmemopen(table.text.data(), table.text.size(), "rb"), name_)) {
    read_header();
}

void CsvReader::read_header() {
    if (!read_row()) fail("no header", "a first row with the names of the columns");
    for (const std::string_view cell : cells_) {
        std::string column(trimmed(cell));
        // Spreadsheets write the empty columns beside a table with it.
        if (column.empty() && by_ == WrittenBy::People) {
            ++empty_columns_;
            continue;
        }
        if (empty_columns_ > 0) fail("a column without a name", "a name for each column");
        if (position_of(header_, column)) fail(in_quotes(column) + " twice in the header", "each name once");
        header_.push_back(std::move(column));
    }
}

CsvReader::~CsvReader() = default;

void CsvReader::fail(std::string found, std::string allowed, std::size_t column) const {
    const std::string path = column < header_.size() ? "column " + header_[column] : "";
    throw BadTable(Fault{.file = name_,
                         .line = static_cast<int>(line_),
                         .path = path,
                         .found = std::move(found),
                         .allowed = std::move(allowed)});
}

std::optional<std::size_t> CsvReader::find(std::string_view column) const { return position_of(header_, column); }

std::size_t CsvReader::column(std::string_view name) const { return needed_column(name_, header_, name); }

bool CsvReader::next() {
    if (!read_row()) return false;
    drop_empty_columns();
    if (cells_.size() != header_.size()) {
        throw BadRow(Fault{.file = name_,
                           .line = static_cast<int>(line_),
                           .found = fmt::format("{} cell{}", cells_.size(), cells_.size() == 1 ? "" : "s"),
                           .allowed = fmt::format("{}, as many as in the header", header_.size())});
    }
    return true;
}

/// Cells beyond the header's are passed over while they are empty.
void CsvReader::drop_empty_columns() {
    if (by_ == WrittenBy::Program) return;
    while (cells_.size() > header_.size() && trimmed(cells_.back()).empty()) cells_.pop_back();
}

/// Fills cells_ with the next row; false after the last.
bool CsvReader::read_row() {
    std::optional<std::string_view> row = lines_->next();
    const auto is_blank = [&] {
        // A table of one column may have an empty cell in a row of its own.
        if (by_ == WrittenBy::Program) return row->empty() && header_.size() != 1;
        return row->find_first_not_of(separator_ == kUnknownSeparator ? ";,\t " : std::string{separator_, ' '}) ==
               std::string_view::npos;
    };
    while (row && is_blank()) row = lines_->next();
    if (!row) return false;
    line_ = lines_->number();
    if (separator_ == kUnknownSeparator) separator_ = separator_of(*row);
    const bool quoted = row->find('"') != std::string_view::npos;
    const bool closed = !quoted || join_lines(*row);
    if (!closed || (lines_->cut() && last_line_ != LastLine::MayBeOpen)) {
        if (last_line_ == LastLine::IsDroppedIfOpen) return false;
        if (lines_->cut()) fail("a last line without an end", "a whole file; this one was cut short");
        fail("a quotation mark that is never closed", "quoted cells that end, with quotation marks inside doubled");
    }
    if (quoted)
        split_quoted(joined_);
    else
        split_plain(*row);
    return true;
}

/// Joins the lines of a row in joined_; false where the file ends within a cell.
bool CsvReader::join_lines(std::string_view first) {
    joined_ = first;
    bool open = open_at_end(first, false);
    while (open) {
        joined_ += lines_->end();
        const std::optional<std::string_view> more = lines_->next();
        if (!more) return false;
        if (joined_.size() + more->size() > kMostRowBytes) {
            fail("a row of more than 16 MiB, perhaps for a quotation mark that is never closed", "shorter rows");
        }
        joined_ += *more;
        open = open_at_end(*more, open);
    }
    return true;
}

void CsvReader::split_plain(std::string_view row) {
    if (separator_ != ',' || has_apostrophe(row)) return split_quoted(row);
    cells_.clear();
    for (std::size_t begin = 0;;) {
        const std::size_t comma = row.find(',', begin);
        cells_.push_back(row.substr(begin, comma - begin));
        if (comma == std::string_view::npos) return;
        begin = comma + 1;
    }
}

void CsvReader::split_quoted(std::string_view row) {
    cells_.clear();
    unquoted_.clear();
    unquoted_.reserve(row.size());  // cells point into it
    for (std::size_t at = 0;; ++at) {
        const std::size_t begin = unquoted_.size();
        if (at < row.size() && row[at] == '"') {
            for (++at; at < row.size() && (row[at] != '"' || row.substr(at).starts_with("\"\"")); ++at) {
                if (row[at] == '"') ++at;
                unquoted_ += row[at];
            }
            ++at;
        } else {
            for (; at < row.size() && row[at] != separator_ && row[at] != '"'; ++at) unquoted_ += row[at];
            if (separator_ == ';' && by_ == WrittenBy::Program) point_for_comma(unquoted_, begin);
        }
        take_off_guards(begin);
        cells_.push_back(std::string_view(unquoted_).substr(begin));
        if (at >= row.size()) return;
        if (row[at] != separator_) {
            fail("a quotation mark in the middle of a cell",
                 "quotation marks around a whole cell, with those inside doubled", cells_.size() - 1);
        }
    }
}

void CsvReader::take_off_guards(std::size_t begin) {
    const std::string_view cell = std::string_view(unquoted_).substr(begin);
    if (!has_guards(cell)) return;
    const std::string plain = without_guards(cell);
    unquoted_.resize(begin);
    unquoted_ += plain;
}

double CsvReader::number(std::size_t column) const {
    if (const auto value = number_in(cells_[column])) return *value;
    throw BadTable(fault(column, kNumber));
}

std::int64_t CsvReader::whole(std::size_t column) const {
    if (const auto value = read_all<std::int64_t>(trimmed(cells_[column]))) return *value;
    throw BadTable(fault(column, kWhole));
}

Fault CsvReader::fault(std::size_t column, std::string allowed) const {
    return fault_of_cell(name_, line_, header_[column], cells_[column], std::move(allowed));
}

std::optional<std::size_t> CsvTable::find(std::string_view column) const { return position_of(header, column); }

std::size_t CsvTable::column(std::string_view column_name) const { return needed_column(name, header, column_name); }

double CsvTable::number(std::size_t row, std::size_t column) const {
    if (const auto value = number_in(text(row, column))) return *value;
    throw BadTable(fault_of_cell(name, lines[row], header[column], text(row, column), kNumber));
}

std::int64_t CsvTable::whole(std::size_t row, std::size_t column) const {
    if (const auto value = read_all<std::int64_t>(trimmed(text(row, column)))) return *value;
    throw BadTable(fault_of_cell(name, lines[row], header[column], text(row, column), kWhole));
}

namespace {

CsvTable read_all_rows(CsvReader& reader) {
    CsvTable table;
    table.name = reader.name();
    table.header = reader.header();
    table.separator = reader.separator();
    while (reader.next()) {
        table.cells.insert(table.cells.end(), reader.cells().begin(), reader.cells().end());
        table.lines.push_back(reader.line());
    }
    return table;
}

}  // namespace

CsvTable read_csv(const std::filesystem::path& path, std::string name, LastLine last_line) {
    CsvReader reader(path, std::move(name), last_line);
    return read_all_rows(reader);
}

CsvTable read_csv(TextOfTable table, WrittenBy by) {
    CsvReader reader(std::move(table), by);
    return read_all_rows(reader);
}

}  // namespace pasar
