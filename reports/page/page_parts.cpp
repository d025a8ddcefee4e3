#include "reports/page/page_parts.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "words/text.h"

namespace pasar {

using Json = nlohmann::ordered_json;

void PageSection::say(std::string_view text) { html += fmt::format("<p>{}</p>\n", html_text(text)); }

void PageSection::heading(std::string_view text) { html += fmt::format("<h3>{}</h3>\n", html_text(text)); }

void PageSection::figure(std::string_view chart_id, std::string_view kind, std::string_view caption, Json data) {
    html += fmt::format(
        "<figure class=\"chart\" id=\"chart-{}\" data-chart=\"{}\">\n<figcaption>{}</figcaption></figure>\n", chart_id,
        kind, html_text(caption));
    charts[std::string(chart_id)] = std::move(data);
}

void PageSection::table(const HtmlTable& table, std::string_view summary) {
    html += fmt::format("<details open><summary>{}</summary>\n{}</details>\n", html_text(summary), table.html());
}

void PageSection::table(const HtmlTable& table) { html += table.html(); }

Json chart_number(double value) { return std::isfinite(value) ? Json(round_to_digits(value, 6)) : Json(); }

Json chart_numbers(const std::vector<double>& values) {
    Json numbers = Json::array();
    for (const double value : values) numbers.push_back(chart_number(value));
    return numbers;
}

Scale scale_of(const MeasureFigures& figures) {
    std::vector<double> means;
    double uncertainty = std::numeric_limits<double>::infinity();
    const auto note = [&](double half_width) {
        if (half_width > 0.0) uncertainty = std::min(uncertainty, half_width);
    };
    for (const SummaryFigure& model : figures.models) {
        if (std::isfinite(model.mean)) means.push_back(model.mean);
        note(model.interval.half_width());
    }
    for (const PairFigure& pair : figures.pairs) note(pair.interval.half_width());
    return scale_for(means, std::isfinite(uncertainty) ? uncertainty : 0.0, figures.unit);
}

std::string time_in_words(const PageSource& source) {
    const bool by_month = source.period().factor != 1.0;
    std::string text =
        by_month ? fmt::format(
                       "Money and counts that add up are told by the month (30 days){}; the CSV tables hold the "
                       "whole run, {}.",
                       source.money_of_whole_run().empty() ? "" : ", and money for the whole run as well",
                       counted(source.counted_days(), "day"))
                 : fmt::format("Money and counts that add up are those of the whole run, {}.",
                               counted(source.counted_days(), "day"));
    if (source.warm_up > 0)
        text += fmt::format(" The {} before, days 0 to {}, are warm-up: in no figure, and shaded in charts over time.",
                            counted(source.warm_up, "day"), source.warm_up - 1);
    return text;
}

std::string with_interval(const std::string& value, const Interval& interval, const Scale& scale) {
    if (std::isnan(interval.low)) return value;
    return fmt::format("{} ({} to {})", value, scale(interval.low), scale(interval.high));
}

std::string verdict_words(std::string_view verdict) {
    if (verdict == "better") return "▲ better";
    if (verdict == "worse") return "▼ worse";
    if (verdict == "higher") return "△ higher";
    if (verdict == "lower") return "▽ lower";
    if (verdict == "not distinguishable") return "~ not distinguishable";
    if (verdict == "practically the same") return "= practically the same";
    if (verdict == "no value") return "– no value";
    return std::string(verdict);
}

std::string heading_of(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string printable_name(std::string_view name) { return printable(name, 48); }

std::string any_number(double value) {
    if (!std::isfinite(value) || value == 0.0) return grouped(value);
    const int before_point = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    const double rounded = round_to_digits(value, 5);
    int decimals = std::clamp(5 - before_point, 0, 9);
    while (decimals > 0 && grouped(rounded, decimals).ends_with('0')) --decimals;
    return grouped(rounded, decimals);
}

}  // namespace pasar
