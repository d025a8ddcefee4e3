// Tables read back: our own, and those that people make by hand. CSV after RFC 4180 with one header row: quoted cells
// may hold commas, doubled quotes and line ends; lines end in CR LF or LF; a byte-order mark is passed over, and so are
// blank lines between rows, and rows of separators alone. Where the header has no comma, a semicolon or a tab may
// separate the cells instead. Lines come from fast-cpp-csv-parser, which knows tables of a fixed number of columns
// only, so cells are told apart here.
//
// The apostrophes that reports/result/csv.h puts where a spreadsheet would see a formula (csv_guard.h) are taken off.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/faults.h"

namespace pasar {

/// A table that cannot be read or does not hold what it should. The fault's path is "column NAME" or empty.
struct BadTable : std::runtime_error {
    explicit BadTable(Fault what_is_wrong)
        : std::runtime_error(to_string(what_is_wrong)), fault(std::move(what_is_wrong)) {}
    Fault fault;
};

/// A row without as many cells as the header; the rows after it can still be read.
struct BadRow : BadTable {
    using BadTable::BadTable;
};

/// Whether the last line must end. A file of ours without a last line end was cut short; people leave it away.
enum class LastLine {
    MayBeOpen,
    MustBeEnded,     ///< BadTable otherwise
    IsDroppedIfOpen  ///< of a table that was still growing when the program was stopped
};

/// Whose table it is. In one of ours with semicolons (--csv-locale) numbers have a decimal comma, and are handed on
/// with a point. What people typed is handed on as it stands (typed_number.h), less the empty columns beside it.
enum class WrittenBy { Program, People };

/// A table that is no file: what one held when it was read elsewhere.
struct TextOfTable {
    std::string& text;  ///< must live while it is read
    std::string name;   ///< stands for it in messages
};

/// The longest line, and the longest row of several lines: 16 MiB.
inline constexpr std::size_t kMostRowBytes = std::size_t{1} << 24;

class CsvLines;

/// Row after row of a table of any length, in the memory of one row (and a buffer of 48 MiB that is touched as needed).
class CsvReader {
public:
    /// Opens the file and reads its header; `name` stands for it in messages, by default the path. Throws BadTable, as
    /// do all that read.
    explicit CsvReader(const std::filesystem::path& path, std::string name = {},
                       LastLine last_line = LastLine::MayBeOpen, WrittenBy by = WrittenBy::Program);
    explicit CsvReader(TextOfTable table, WrittenBy by = WrittenBy::Program);
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;
    ~CsvReader();

    /// As messages call the table.
    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    /// Between cells: a comma, a semicolon or a tab.
    [[nodiscard]] char separator() const { return separator_; }
    /// The place of a column, looked up once before the rows are read.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
    /// The same; a missing column is a BadTable.
    [[nodiscard]] std::size_t column(std::string_view name) const;

    /// Goes to the next row; false after the last. Throws BadRow for one that has not as many cells as the header.
    [[nodiscard]] bool next();

    /// The line on which the row begins, from 1; the header's before the first next().
    [[nodiscard]] std::int64_t line() const { return line_; }
    /// As many cells as the header has. They live until the next call of next().
    [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
    [[nodiscard]] std::string_view text(std::size_t column) const { return cells_[column]; }
    /// NaN for an empty cell; "Inf" and "-Inf" are numbers.
    [[nodiscard]] double number(std::size_t column) const;
    [[nodiscard]] std::int64_t whole(std::size_t column) const;

    /// What is wrong with a cell of this row, for the caller to throw or collect.
    [[nodiscard]] Fault fault(std::size_t column, std::string allowed) const;

private:
    void read_header();
    [[nodiscard]] bool read_row();
    [[nodiscard]] bool join_lines(std::string_view first);
    void split_plain(std::string_view row);
    void split_quoted(std::string_view row);
    void take_off_guards(std::size_t begin);
    void drop_empty_columns();
    [[noreturn]] void fail(std::string found, std::string allowed, std::size_t column = SIZE_MAX) const;

    static constexpr char kUnknownSeparator = '\0';

    std::string name_;
    LastLine last_line_ = LastLine::MayBeOpen;
    WrittenBy by_ = WrittenBy::Program;
    char separator_ = kUnknownSeparator;  ///< until the header is read
    std::unique_ptr<CsvLines> lines_;
    std::vector<std::string> header_;
    std::vector<std::string_view> cells_;
    std::string joined_;    ///< the lines of a row with quotes
    std::string unquoted_;  ///< its cells
    std::size_t empty_columns_ = 0;
    std::int64_t line_ = 0;
};

/// A whole small table in memory.
struct CsvTable {
    std::string name;
    std::vector<std::string> header;
    std::vector<std::string> cells;   ///< row by row
    std::vector<std::int64_t> lines;  ///< of each row
    char separator = ',';

    [[nodiscard]] std::size_t rows() const { return lines.size(); }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
    [[nodiscard]] std::size_t column(std::string_view column_name) const;
    [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const {
        return cells[row * header.size() + column];
    }
    /// As CsvReader::number.
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::int64_t whole(std::size_t row, std::size_t column) const;
};
[[nodiscard]] CsvTable read_csv(const std::filesystem::path& path, std::string name = {},
                                LastLine last_line = LastLine::MayBeOpen);
[[nodiscard]] CsvTable read_csv(TextOfTable table, WrittenBy by = WrittenBy::Program);

}  // namespace pasar
