// What the sections of the page are made of: a heading, prose, figures that charts are drawn into, tables.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reports/page/html.h"
#include "reports/page/page_source.h"
#include "words/figures.h"

namespace pasar {

/// A part of the page with an entry in its list of contents. Without html there is nothing to show and it is left out.
struct PageSection {
    std::string id;     ///< as in the address: report.html#id
    std::string title;  ///< plain text
    std::string html;
    nlohmann::ordered_json charts = nlohmann::ordered_json::object();  ///< what each figure draws, by its id

    /// A paragraph; the text is escaped.
    void say(std::string_view text);
    void heading(std::string_view text);
    /// Room for a chart of this kind (reports/page/), drawn from `data` where scripts run; the caption is escaped.
    void figure(std::string_view chart_id, std::string_view kind, std::string_view caption,
                nlohmann::ordered_json data);
    /// The table, folded away by the script where charts stand beside it, open without.
    void table(const HtmlTable& table, std::string_view summary);
    /// The table as it is.
    void table(const HtmlTable& table);
};

/// For a chart: six significant digits, null for NaN.
[[nodiscard]] nlohmann::ordered_json chart_number(double value);
[[nodiscard]] nlohmann::ordered_json chart_numbers(const std::vector<double>& values);

/// The unit and decimals that a measure's means are shown in, fine enough for the narrowest interval of models and
/// pairs.
[[nodiscard]] Scale scale_of(const MeasureFigures& figures);

/// For which time money and counts are told on the page, and what warm-up there was.
[[nodiscard]] std::string time_in_words(const PageSource& source);

/// "1.58 (1.31 to 1.84)"; the value alone without an interval.
[[nodiscard]] std::string with_interval(const std::string& value, const Interval& interval, const Scale& scale);

/// "▲ better", "▼ worse", "△ higher", "▽ lower", "~ not distinguishable": told by a sign as well as by colour.
[[nodiscard]] std::string verdict_words(std::string_view verdict);

/// "lead_time_days" is "lead time days".
[[nodiscard]] std::string heading_of(std::string_view name);

/// A name from a scenario, not too long to stand in a line.
[[nodiscard]] std::string printable_name(std::string_view name);

/// Any number, to five significant digits, with thousands separators.
[[nodiscard]] std::string any_number(double value);

}  // namespace pasar
