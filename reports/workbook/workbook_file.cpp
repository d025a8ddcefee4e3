#include "reports/workbook/workbook_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "reports/result/output_file.h"
#include "reports/result/plain_file.h"
#include "reports/workbook/workbook_check.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kLongestName = 31;
constexpr std::size_t kLongestText = 8000;             ///< bytes; Excel takes 32,767 characters
constexpr std::time_t kAlwaysTheSameTime = 946684800;  // 2000-01-01: the bytes must not tell when they were written

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

/// UTF-8 that XML can hold. Control characters are libxlsxwriter's to escape.
std::string fit_for_a_cell(std::string_view text) {
    std::size_t bytes = std::min(text.size(), kLongestText);
    while (bytes > 0 && bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    std::string fit(text.substr(0, bytes));
    const bool ascii =
        std::all_of(fit.begin(), fit.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (!ascii) {
        using PlainJson = nlohmann::json;
        const std::string valid = PlainJson(fit).dump(-1, ' ', false, PlainJson::error_handler_t::replace);
        fit = PlainJson::parse(valid).get<std::string>();
        for (const char* no_character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
            replace_all(fit, no_character, "\xEF\xBF\xBD");
    }
    if (bytes < text.size()) fit += "…";
    return fit;
}

const char* number_format(CellLook look) {
    switch (look) {
        case CellLook::Date:
            return "yyyy-mm-dd";
        case CellLook::Whole:
            return "#,##0";
        case CellLook::Plain:
            return "0";
        case CellLook::Number:
            return "0.0###";
        case CellLook::Tenths:
            return "0.0";
        case CellLook::Hundredths:
        case CellLook::Money:
            return "0.00";
        case CellLook::Share:
            return "0.00%";
        case CellLook::OpenShare:
            return "0.00%\"*\"";
        default:
            return nullptr;
    }
}

/// Decimals say nothing of numbers that are large.
CellLook look_of_size(CellLook look, double value) {
    const double size = std::abs(value);
    if (look == CellLook::Brief) {
        if (size >= 100.0 || size == 0.0) return CellLook::Whole;
        return size >= 10.0 ? CellLook::Tenths : size >= 0.1 ? CellLook::Hundredths : CellLook::Number;
    }
    const bool large =
        look == CellLook::Number ? size >= 1000.0 || value == std::floor(value) : size >= 100.0 || size == 0.0;
    return (look == CellLook::Number || look == CellLook::Money) && large ? CellLook::Whole : look;
}

void dress(lxw_format* format, CellLook look) {
    if (const char* numbers = number_format(look)) format_set_num_format(format, numbers);
    const bool is_beside = look == CellLook::HeaderBeside || look == CellLook::MutedBeside;
    const bool is_head = look == CellLook::Header || look == CellLook::HeaderBeside || look == CellLook::NumberHeader;
    if (look == CellLook::Bold || look == CellLook::Title || is_head) format_set_bold(format);
    if (look == CellLook::Title) format_set_font_size(format, 16);
    if (look == CellLook::Wrapped) {
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    if (look == CellLook::Muted || look == CellLook::MutedRight || look == CellLook::MutedBeside) {
        format_set_italic(format);
        format_set_font_color(format, 0x6B6B6B);
    }
    if (is_head) {
        format_set_bg_color(format, 0xE8EDF4);
        format_set_bottom(format, LXW_BORDER_THIN);
    }
    if (look == CellLook::NumberHeader || look == CellLook::MutedRight) format_set_align(format, LXW_ALIGN_RIGHT);
    if (is_beside) format_set_indent(format, 1);
    if (look == CellLook::Date) format_set_align(format, LXW_ALIGN_LEFT);
}

}  // namespace

std::string fit_for_a_title(std::string_view text) {
    const std::string line = fit_for_a_cell(printable(text, 250));
    return line.starts_with('=') ? " " + line : line;
}

WorkbookFile::WorkbookFile(const std::filesystem::path& path, std::string_view title, int currency_digits)
    : path_(path), currency_digits_(currency_digits) {
    // libxlsxwriter would follow a link; so the file is there, and plain, before it is opened by its name.
    OutputFile::replacing(path_).close();
    std::string folder = path_.has_parent_path() ? path_.parent_path().string() : ".";
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();  // copied by the library
    options.use_zip64 = LXW_FALSE;
    workbook_ = workbook_new_opt(path_.c_str(), &options);
    if (workbook_ == nullptr) fail("out of memory");
    std::string fit = fit_for_a_title(title);
    std::string author = "Pasar";
    lxw_doc_properties properties{};
    properties.title = fit.data();
    properties.author = author.data();
    properties.created = kAlwaysTheSameTime;
    workbook_set_properties(workbook_, &properties);
}

WorkbookFile::~WorkbookFile() {
    if (workbook_ != nullptr) lxw_workbook_free(workbook_);
}

void WorkbookFile::fail(std::string_view reason) const {
    throw WriteFailed(fmt::format("cannot write {}: {}", printable(path_.string(), 200), reason));
}

Sheet WorkbookFile::add_sheet(std::string_view name) {
    std::string base(name.substr(0, kLongestName));
    // What Excel forbids in the name of a sheet.
    std::replace_if(
        base.begin(), base.end(),
        [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, '_');
    std::string unique = base;
    const auto small = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return text;
    };
    for (int number = 2; !names_.insert(small(unique)).second; ++number) {
        const std::string ending = fmt::format(" {}", number);
        unique = base.substr(0, kLongestName - ending.size()) + ending;
    }
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, unique.c_str());
    if (sheet == nullptr) fail("no room for temporary files, or out of memory");
    sheets_.push_back(sheet);
    return {.name = unique, .handle = sheet};
}

Sheet WorkbookFile::add_hidden_sheet(std::string_view name) {
    Sheet sheet = add_sheet(name);
    worksheet_hide(sheet.handle);
    return sheet;
}

lxw_format* WorkbookFile::format(CellLook look) {
    lxw_format*& known = formats_[look];
    if (known == nullptr && look != CellLook::Text) {
        known = workbook_add_format(workbook_);
        dress(known, look);
        if (look == CellLook::Money && currency_digits_ > 0)
            format_set_num_format(known,
                                  ("#,##0." + std::string(static_cast<std::size_t>(currency_digits_), '0')).c_str());
    }
    return known;
}

void WorkbookFile::text(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text,
                        CellLook look) {
    check(worksheet_write_string(sheet.handle, row, static_cast<lxw_col_t>(column), fit_for_a_cell(text).c_str(),
                                 format(look)));
}

void WorkbookFile::number(const Sheet& sheet, std::uint32_t row, std::size_t column, double value, CellLook look) {
    if (std::isnan(value)) return;
    if (std::isinf(value)) return text(sheet, row, column, value > 0 ? "Inf" : "-Inf");
    const bool has_cents = look == CellLook::Money && currency_digits_ > 0;
    const CellLook by_size = has_cents ? look : look_of_size(look, value);
    check(worksheet_write_number(sheet.handle, row, static_cast<lxw_col_t>(column), value, format(by_size)));
}

void WorkbookFile::formula(const Sheet& sheet, std::uint32_t row, std::size_t column, const std::string& formula,
                           double value) {
    if (!std::isfinite(value)) return;
    check(worksheet_write_formula_num(sheet.handle, row, static_cast<lxw_col_t>(column), formula.c_str(), nullptr,
                                      value));
}

void WorkbookFile::paragraph(const Sheet& sheet, std::uint32_t row, std::size_t last_column, double width,
                             std::string_view words, CellLook look) {
    constexpr double kRowHeight = 15.0;
    const auto lines = static_cast<double>(lines_within(words, static_cast<std::size_t>(width)).size());
    check(worksheet_set_row(sheet.handle, row, kRowHeight * std::max(1.0, lines), nullptr));
    check(worksheet_merge_range(sheet.handle, row, 0, row, static_cast<lxw_col_t>(last_column),
                                fit_for_a_cell(words).c_str(), format(look)));
}

void WorkbookFile::print(const Sheet& sheet, const PrintPlan& plan) {
    constexpr std::uint8_t kPaperA4 = 9;
    worksheet_set_paper(sheet.handle, kPaperA4);
    worksheet_set_landscape(sheet.handle);
    worksheet_fit_to_pages(sheet.handle, 1, 0);
    check(worksheet_print_area(sheet.handle, 0, 0, plan.last_row, static_cast<lxw_col_t>(plan.last_column)));
    if (plan.head_rows > 0) check(worksheet_repeat_rows(sheet.handle, 0, plan.head_rows - 1));
    check(worksheet_set_footer(sheet.handle, "&L&A&RPage &P of &N"));
}

void WorkbookFile::date(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view written) {
    lxw_datetime date{};
    const std::string copy(written);
    if (dates_as_text_ || std::sscanf(copy.c_str(), "%4d-%2d-%2d", &date.year, &date.month, &date.day) != 3) {
        return text(sheet, row, column, written);
    }
    check(worksheet_write_datetime(sheet.handle, row, static_cast<lxw_col_t>(column), &date, format(CellLook::Date)));
}

void WorkbookFile::coloured(const Sheet& sheet, std::uint32_t row, std::size_t column, std::string_view text,
                            std::uint32_t colour) {
    lxw_format*& ground = grounds_[colour];
    if (ground == nullptr) {
        ground = workbook_add_format(workbook_);
        format_set_bg_color(ground, colour);
        format_set_align(ground, LXW_ALIGN_CENTER);
    }
    check(worksheet_write_string(sheet.handle, row, static_cast<lxw_col_t>(column), fit_for_a_cell(text).c_str(),
                                 ground));
}

void WorkbookFile::check(int error) const {
    if (error != LXW_NO_ERROR) fail(lxw_strerror(static_cast<lxw_error>(error)));
}

void WorkbookFile::close() {
    // libxlsxwriter puts rows aside in temporary files, and does not look whether these took them; nor later, whether
    // it got all of them into the workbook. So what it put aside is counted, and looked for in the end.
    std::vector<std::uint64_t> bytes_of_rows;
    for (lxw_worksheet* sheet : sheets_) {
        lxw_worksheet_write_single_row(sheet);  // the last one, which it would write when it closes
        std::FILE* rows = sheet->optimize_tmpfile;
        if (rows == nullptr || std::fflush(rows) != 0 || std::ferror(rows) != 0) fail("no room for temporary files");
        bytes_of_rows.push_back(static_cast<std::uint64_t>(ftello(rows)));
    }
    const lxw_error error = workbook_close(workbook_);
    workbook_ = nullptr;
    check(error);
    const int file = open_plain(path_, O_RDWR);
    const bool on_disk = file >= 0 && fdatasync(file) == 0;
    const int reason = file < 0 ? -file : errno;
    if (file >= 0) ::close(file);
    if (!on_disk) fail(std::generic_category().message(reason));
    const std::string missing = missing_in_workbook(path_, bytes_of_rows);
    if (!missing.empty()) fail(fmt::format("no room for temporary files; {}", missing));
}

}  // namespace pasar
