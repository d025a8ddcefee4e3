#include "sim/counts/typed_measure.h"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <string>

#include "sim/counts/measure_range.h"
#include "sim/counts/measures.h"

namespace pasar {

namespace {

bool is_of_money(const MeasureInfo& info) { return info.unit.starts_with("money"); }

/// What a value of the measure looks like, for somebody who wrote another kind.
std::string kind_in_words(const MeasureInfo& info) {
    const std::string range = range_in_words(info);
    if (!range.empty()) return fmt::format("{} is {}", info.name, range);
    return is_of_money(info) ? fmt::format("{} is an amount of money", info.name)
                             : fmt::format("{} is no amount of money", info.name);
}

/// "5 %" and "5%": the number before the sign.
std::optional<double> percentage(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (!text.ends_with('%')) return std::nullopt;
    return typed_value(text.substr(0, text.size() - 1), {});
}

}  // namespace

TypedNumber read_typed_measure(std::string_view text, std::string_view measure, std::string_view currency) {
    const std::size_t kpi = find_kpi(measure);
    if (kpi >= kKpiCount) return read_typed(text, {});
    const MeasureInfo& info = kpi_info(kpi);
    if (const std::optional<double> percent = percentage(text)) {
        const bool is_share = info.unit.starts_with("share");
        return {
            .plain = "",
            .doubt = "a percentage",
            .hint = is_share ? fmt::format("{:g} % is written {:g}", *percent, *percent / 100.0) : kind_in_words(info)};
    }
    const bool is_money = is_of_money(info);
    TypedNumber number =
        read_typed(text, {.has_decimals = !is_money, .currency = is_money ? currency : std::string_view()});
    if (!number.doubt.empty() && number.hint.empty()) number.hint = kind_in_words(info);
    return number;
}

}  // namespace pasar
