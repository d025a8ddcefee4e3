#include "reports/result/csv.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/csv_guard.h"
#include "scenarios/currency.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

constexpr char separator_in(CsvLocale locale) { return locale == CsvLocale::Comma ? ';' : ','; }

std::string shortest(double value, std::chars_format format) {
    char text[64];
    const auto written = std::to_chars(text, text + sizeof text, value, format);
    return {text, written.ptr};
}

std::string in_locale(std::string number, CsvLocale locale) {
    if (locale == CsvLocale::Comma) std::replace(number.begin(), number.end(), '.', ',');
    return number;
}

}  // namespace

std::optional<CsvLocale> csv_locale_of(std::string_view code) {
    if (code.empty() || code == "en") return CsvLocale::Point;
    if (code == "id" || code == "de") return CsvLocale::Comma;
    return std::nullopt;
}

std::string csv_text(std::string_view text, CsvLocale locale) {
    const std::string guarded = with_guards(text);
    // In either locale what separates cells in the other is quoted too: it would be taken for one, or for a decimal
    // mark. A NUL ends the text for many readers; the replacement character at least shows that something was there.
    const bool plain =
        guarded.size() == text.size() &&
        text.find_first_of(std::string_view(locale == CsvLocale::Comma ? ",;\"\r\n\0" : ",\"\r\n\0",
                                            locale == CsvLocale::Comma ? 6 : 5)) == std::string_view::npos;
    if (plain) return guarded;
    std::string quoted = "\"";
    for (const char character : guarded) {
        if (character == '"')
            quoted += "\"\"";
        else if (character == '\0')
            quoted += "\xEF\xBF\xBD";
        else
            quoted += character;
    }
    return quoted + '"';
}

std::string csv_number(double value, CsvLocale locale) {
    if (std::isnan(value)) return {};
    if (std::isinf(value)) return value > 0 ? "Inf" : "-Inf";
    const double rounded = round_to_digits(value);
    const double size = std::abs(rounded);
    const bool readable_plainly = size == 0.0 || (size >= 1e-6 && size < 1e16);
    return in_locale(shortest(rounded, readable_plainly ? std::chars_format::fixed : std::chars_format::scientific),
                     locale);
}

CsvFile::CsvFile(std::filesystem::path path, const std::vector<std::string>& header, CsvLocale locale)
    : file_(std::move(path)), locale_(locale), columns_(header.size()) {
    for (const std::string& name : header) text(name);
    end_row();
    rows_ = 0;
}

CsvFile::CsvFile(OutputFile file, std::size_t columns, std::int64_t rows, CsvLocale locale)
    : file_(std::move(file)), locale_(locale), columns_(columns), rows_(rows) {}

CsvFile CsvFile::resume(const std::filesystem::path& folder, const FileRecord& so_far, std::size_t columns,
                        CsvLocale locale) {
    return {OutputFile::resume(folder / so_far.name, so_far.bytes), columns, so_far.rows, locale};
}

void CsvFile::append(std::string_view written) {
    if (filled_ > 0) row_ += separator_in(locale_);
    row_ += written;
    ++filled_;
}

CsvFile& CsvFile::text(std::string_view value) {
    append(csv_text(value, locale_));
    return *this;
}

CsvFile& CsvFile::number(double value) {
    append(csv_number(value, locale_));
    return *this;
}

CsvFile& CsvFile::number(std::int64_t value) {
    append(fmt::format_int(value).c_str());
    return *this;
}

CsvFile& CsvFile::amount(std::int64_t units, int digits) {
    append(in_locale(amount_text(units, digits), locale_));
    return *this;
}

CsvFile& CsvFile::money(const Cell& value, int digits) {
    if (const auto* units = std::get_if<std::int64_t>(&value)) return amount(*units, digits);
    return number(in_main_unit(std::get<double>(value), digits));
}

CsvFile& CsvFile::cell(const Cell& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return number(*whole);
    if (const auto* real = std::get_if<double>(&value)) return number(*real);
    return text(std::get<std::string>(value));
}

void CsvFile::end_row() {
    if (filled_ != columns_) {
        throw std::logic_error(fmt::format("a row of {} cells in a table of {} columns", filled_, columns_));
    }
    row_ += "\r\n";
    file_.write(row_);
    row_.clear();
    filled_ = 0;
    ++rows_;
}

FileRecord CsvFile::checkpoint(bool to_disk) {
    FileRecord record = file_.checkpoint(to_disk);
    record.rows = rows_;
    return record;
}

FileRecord CsvFile::close() {
    FileRecord record = file_.close();
    record.rows = rows_;
    return record;
}

}  // namespace pasar
