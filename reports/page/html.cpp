#include "reports/page/html.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "words/text.h"

namespace pasar {

namespace {

/// Longer texts than any name; printable() shortens to a number of columns.
constexpr std::size_t kMostColumns = 100'000;

std::string_view entity_of(char character) {
    switch (character) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

std::string_view json_escape_of(std::string_view rest) {
    switch (rest.front()) {
        case '&':
            return "\\u0026";
        case '<':
            return "\\u003c";
        case '>':
            return "\\u003e";
        default:
            if (rest.starts_with("\xE2\x80\xA8")) return "\\u2028";
            if (rest.starts_with("\xE2\x80\xA9")) return "\\u2029";
            return {};
    }
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string result;
    for (const char character : printable(text, kMostColumns)) {
        const std::string_view entity = entity_of(character);
        if (entity.empty())
            result += character;
        else
            result += entity;
    }
    return result;
}

std::string json_for_script(const nlohmann::ordered_json& json) {
    const std::string plain = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    std::string result;
    result.reserve(plain.size());
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const std::string_view escape = json_escape_of(std::string_view(plain).substr(at));
        if (escape.empty()) {
            result += plain[at];
            continue;
        }
        result += escape;
        if (static_cast<unsigned char>(plain[at]) >= 0x80U) at += 2;  // U+2028 and U+2029 are three bytes long
    }
    return result;
}

HtmlTable::HtmlTable(std::string caption, std::vector<Heading> headings)
    : caption_(std::move(caption)), headings_(std::move(headings)) {}

void HtmlTable::row(const std::vector<std::string>& cells) {
    if (cells.size() != headings_.size()) throw std::logic_error("a row as wide as the table's head");
    body_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view numeric = headings_[i].numeric ? " class=\"n\"" : "";
        body_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", numeric, html_text(cells[i]))
                        : fmt::format("<td{}>{}</td>", numeric, html_text(cells[i]));
    }
    body_ += "</tr>\n";
    ++rows_;
}

/// Tables of more columns are printed on a page on its side.
constexpr std::size_t kColumnsUpright = 12;

std::string HtmlTable::html() const {
    std::string head;
    for (const Heading& heading : headings_) {
        head +=
            fmt::format("<th scope=\"col\"{}>{}</th>", heading.numeric ? " class=\"n\"" : "", html_text(heading.text));
    }
    const std::string caption = html_text(caption_);
    return fmt::format(
        "<div class=\"scroll{3}\" role=\"region\" tabindex=\"0\" aria-label=\"Table: "
        "{0}\"><table>\n<caption>{0}</caption>\n"
        "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody></table></div>\n",
        caption, head, body_, headings_.size() > kColumnsUpright ? " wide" : "");
}

}  // namespace pasar
