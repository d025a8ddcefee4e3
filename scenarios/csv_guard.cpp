#include "scenarios/csv_guard.h"

#include <algorithm>

namespace pasar {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";
constexpr std::string_view kSeparators = ";,\t|\r\n";
/// A spreadsheet passes over quotation marks at the beginning of a cell; apostrophes may be guards.
constexpr std::string_view kPassedOver = "'\"";

bool cell_may_begin_at(std::string_view text, std::size_t at) {
    return at == 0 || kSeparators.find(text[at - 1]) != std::string_view::npos;
}

/// Whether a formula begins here, behind apostrophes and quotation marks.
bool formula_begins(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kPassedOver);
    return begin != std::string_view::npos && kFormulaStarts.find(text[begin]) != std::string_view::npos;
}

/// A sign, digits, and words: a range in words, such as "-100 to 100". Nothing in it can refer or call.
bool is_range_in_words(std::string_view text) {
    if (text.size() < 2 || text[0] != '-') return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_plain = [&](char c) { return is_digit(c) || c == ' ' || (c >= 'a' && c <= 'z'); };
    return is_digit(text[1]) && text.find(' ') != std::string_view::npos &&
           std::all_of(text.begin() + 1, text.end(), is_plain);
}

}  // namespace

std::string with_guards(std::string_view text) {
    if (is_range_in_words(text)) return std::string(text);
    std::string guarded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (cell_may_begin_at(text, at) && formula_begins(text.substr(at))) guarded += '\'';
        guarded += text[at];
    }
    return guarded;
}

std::string without_guards(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_guard = text[at] == '\'' && cell_may_begin_at(text, at) && formula_begins(text.substr(at));
        // What follows a guard is text, even an apostrophe.
        if (is_guard && ++at == text.size()) break;
        plain += text[at];
    }
    return plain;
}

bool has_guards(std::string_view text) {
    for (std::size_t at = text.find('\''); at != std::string_view::npos; at = text.find('\'', at + 1)) {
        if (cell_may_begin_at(text, at) && formula_begins(text.substr(at))) return true;
    }
    return false;
}

}  // namespace pasar
