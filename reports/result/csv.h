// CSV after RFC 4180: UTF-8, one header row, a decimal point; or, for spreadsheets of countries that write a decimal
// comma, with that and semicolons between the cells (CsvLocale).
//
// Numbers are the shortest text that reads back as the same value, doubles first rounded to 12 significant digits; NaN
// ("nothing to divide by") is an empty cell. A text that a spreadsheet would take for a formula is quoted and gets an
// apostrophe in front, "'=cmd()", and so does a part of it that would be one where another separator is expected
// (scenarios/csv_guard.h). Other text is quoted only where it holds a separator, a quote or a line end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result/output_file.h"
#include "sim/counts/result.h"

namespace pasar {

enum class CsvLocale {
    Point,  ///< commas between cells, as programs read it and spreadsheets in English
    Comma   ///< semicolons between cells and a decimal comma, as spreadsheets in Indonesian or German have it
};
/// Of --csv-locale: "en" or nothing said, "id", "de".
[[nodiscard]] std::optional<CsvLocale> csv_locale_of(std::string_view code);

[[nodiscard]] std::string csv_text(std::string_view text, CsvLocale locale = CsvLocale::Point);
[[nodiscard]] std::string csv_number(double value, CsvLocale locale = CsvLocale::Point);

class CsvFile {
public:
    /// Creates the file and writes the header row. Throws WriteFailed, as do all that write.
    CsvFile(std::filesystem::path path, const std::vector<std::string>& header, CsvLocale locale = CsvLocale::Point);

    /// Goes on with a table that held what `so_far` says. Throws WriteFailed where it holds less.
    [[nodiscard]] static CsvFile resume(const std::filesystem::path& folder, const FileRecord& so_far,
                                        std::size_t columns, CsvLocale locale = CsvLocale::Point);

    CsvFile& text(std::string_view value);
    CsvFile& number(double value);
    CsvFile& number(std::int64_t value);
    /// An amount of the currency's smallest unit, exactly in its main one: 1250 with two digits is 12.50.
    CsvFile& amount(std::int64_t units, int digits);
    CsvFile& cell(const Cell& value);
    /// The same of a column of money: in the main unit.
    CsvFile& money(const Cell& value, int digits);
    /// Cells in a row must be as many as in the header (std::logic_error).
    void end_row();

    /// As OutputFile has it, rows filled in.
    FileRecord checkpoint(bool to_disk);
    FileRecord close();

private:
    CsvFile(OutputFile file, std::size_t columns, std::int64_t rows, CsvLocale locale);
    void append(std::string_view written);

    OutputFile file_;
    CsvLocale locale_;
    std::string row_;
    std::size_t columns_;
    std::size_t filled_ = 0;
    std::int64_t rows_ = 0;
};

}  // namespace pasar
