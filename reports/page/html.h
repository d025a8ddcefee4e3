// HTML written safely: whatever came from a scenario is escaped here, and nowhere is it put into a page otherwise.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// Text as it may stand between tags and in quoted attributes: & < > " ' escaped, control and direction characters
/// shown as escapes, broken UTF-8 as �.
[[nodiscard]] std::string html_text(std::string_view text);

/// JSON as it may stand in <script type="application/json">: no < > & and no U+2028 or U+2029, all written as \u
/// escapes.
[[nodiscard]] std::string json_for_script(const nlohmann::ordered_json& json);

/// A table with a caption, scoped headers and a heading to each row. Every text given is escaped.
class HtmlTable {
public:
    struct Heading {
        std::string text;
        bool numeric = true;  ///< aligned to the right
    };

    HtmlTable(std::string caption, std::vector<Heading> headings);

    /// One cell for each heading (std::logic_error); the first is the row's own heading.
    void row(const std::vector<std::string>& cells);
    [[nodiscard]] std::size_t rows() const { return rows_; }

    /// In a frame that scrolls sideways where the window is narrow, and can be reached by keyboard for it.
    [[nodiscard]] std::string html() const;

private:
    std::string caption_;
    std::vector<Heading> headings_;
    std::string body_;
    std::size_t rows_ = 0;
};

}  // namespace pasar
