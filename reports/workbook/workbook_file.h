// An Excel workbook being written with libxlsxwriter: sheets with names that Excel takes, cells that never become
// formulas, number formats by what a number is, and the same bytes whenever it is written from the same cells.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace pasar {

/// What a cell holds, and so how it looks.
enum class CellLook {
    Text,
    Wrapped,  ///< text of several lines
    Bold,
    Title,
    Muted,
    Header,
    HeaderBeside,  ///< to the right of a number's, and a little off it
    MutedBeside,   ///< the same of text
    NumberHeader,  ///< above numbers, and so on their side
    MutedRight,    ///< the unit above numbers
    Date,
    Whole,   ///< with thousands separators
    Plain,   ///< a number that names something: a day, a seller
    Number,  ///< as many decimals as needed, four at most
    Brief,   ///< for people: no decimals from 100 on, one from 10 on, else two
    Tenths,
    Hundredths,
    Money,      ///< in the digits of its currency; where it has none, with two decimals below 100
    Share,      ///< of 1, shown as %
    OpenShare,  ///< the same with *: of a time that was not over
};

/// What of a sheet is printed: the rows from the top and the columns from the left, fitted to the width of a page on
/// its side. Heads stand on every page.
struct PrintPlan {
    std::uint32_t last_row = 0;
    std::size_t last_column = 0;
    std::uint32_t head_rows = 0;
};

/// A title or a description: one line, with control characters as escapes, and never taken for a formula. Unlike cells,
/// libxlsxwriter writes these as they are.
[[nodiscard]] std::string fit_for_a_title(std::string_view text);

struct Sheet {
    std::string name;
    lxw_worksheet* handle = nullptr;
};

class WorkbookFile {
public:
    /// In the place of a file that may be there. Temporary files lie in the same folder, where there must be room for
    /// the workbook in any case. Throws WriteFailed, as do all that write.
    WorkbookFile(const std::filesystem::path& path, std::string_view title, int currency_digits = 0);
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;
    ~WorkbookFile();

    /// Adds a sheet behind the others. The name is cut to 31 characters and numbered where it is taken. Rows of a sheet
    /// must be written from top to bottom: a row goes to disk when the next begins.
    [[nodiscard]] Sheet add_sheet(std::string_view name);

    /// The same, but not seen: what charts are drawn from where no sheet for people holds it.
    [[nodiscard]] Sheet add_hidden_sheet(std::string_view name);

    /// Excel counts days from 1900 on. Where a run begins before, all dates are text, so that they sort alike.
    void write_dates_as_text() { dates_as_text_ = true; }
    [[nodiscard]] bool dates_are_text() const { return dates_as_text_; }

    /// Writes text that stays text, whatever it begins with; what a workbook cannot hold is replaced by �.
    void text(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text,
              CellLook look = CellLook::Text);
    /// NaN leaves the cell empty.
    void number(const Sheet& sheet, std::uint32_t row, std::size_t column, double value, CellLook look);
    /// A formula of ours, with what it comes to, for programs that do not work it out themselves.
    void formula(const Sheet& sheet, std::uint32_t row, std::size_t column, const std::string& formula, double value);
    /// Text over several columns, broken into lines, in a row high enough for them. `width` is that of the columns.
    void paragraph(const Sheet& sheet, std::uint32_t row, std::size_t last_column, double width, std::string_view text,
                   CellLook look = CellLook::Wrapped);
    void print(const Sheet& sheet, const PrintPlan& plan);
    /// YYYY-MM-DD as a date; anything else, and every date where dates are text, as text.
    void date(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text);
    /// Text on a coloured ground, 0xRRGGBB.
    void coloured(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text,
                  std::uint32_t colour);

    [[nodiscard]] lxw_workbook* handle() const { return workbook_; }

    /// Only after this is the file known to be whole, and on the disk.
    void close();

private:
    [[nodiscard]] lxw_format* format(CellLook look);
    [[noreturn]] void fail(std::string_view reason) const;
    void check(int error) const;  ///< lxw_error

    std::filesystem::path path_;
    int currency_digits_;
    lxw_workbook* workbook_;
    std::vector<lxw_worksheet*> sheets_;
    std::set<std::string> names_;  ///< in small letters
    std::map<CellLook, lxw_format*> formats_;
    std::map<std::uint32_t, lxw_format*> grounds_;
    bool dates_as_text_ = false;
};

}  // namespace pasar
