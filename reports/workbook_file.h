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
    Date,
    Whole,   ///< with thousands separators
    Plain,   ///< a number that names something: a day, a seller
    Number,  ///< as many decimals as needed, four at most
    Money,   ///< without decimals from 100 on
    Share,   ///< of 1, shown as %
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
    WorkbookFile(const std::filesystem::path& path, std::string_view title);
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;
    ~WorkbookFile();

    /// Adds a sheet behind the others. The name is cut to 31 characters and numbered where it is taken. Rows of a sheet
    /// must be written from top to bottom: a row goes to disk when the next begins.
    [[nodiscard]] Sheet add_sheet(std::string_view name);

    /// Writes text that stays text, whatever it begins with; what a workbook cannot hold is replaced by �.
    void text(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text,
              CellLook look = CellLook::Text);
    /// NaN leaves the cell empty.
    void number(const Sheet& sheet, std::uint32_t row, std::size_t column, double value, CellLook look);
    /// YYYY-MM-DD as a date; anything else as text.
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
    lxw_workbook* workbook_;
    std::vector<lxw_worksheet*> sheets_;
    std::set<std::string> names_;  ///< in small letters
    std::map<CellLook, lxw_format*> formats_;
    std::map<std::uint32_t, lxw_format*> grounds_;
};

}  // namespace pasar
