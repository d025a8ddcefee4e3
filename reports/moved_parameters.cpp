#include "reports/moved_parameters.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "reports/headlines.h"
#include "reports/screen/text_table.h"
#include "scenarios/reference.h"
#include "words/text.h"

namespace pasar {

namespace {

/// The columns of values of the parameter that a row names, by the column that names it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kValuesOfPaths{{{"value", "path"},
                                                                                       {"crossing", "path"},
                                                                                       {"low", "path"},
                                                                                       {"high", "path"},
                                                                                       {"now", "path"},
                                                                                       {"x", "x_path"},
                                                                                       {"y", "y_path"}}};

/// The smallest and the largest value of each path, and the width of its narrowest interval.
struct PathValues {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double half_width = std::numeric_limits<double>::infinity();
    std::string unit;

    void note(double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

struct PathsSeen {
    std::vector<std::string> order;
    std::map<std::string, PathValues> values;

    PathValues& of(const std::string& path) {
        if (!values.contains(path)) order.push_back(path);
        return values[path];
    }
};

void note_paths(PathsSeen& seen, const CsvTable& table) {
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        const std::string& name = table.header[column];
        const bool numbers = holds_numbers(table, column);
        if (is_path(name) && numbers) {
            for (std::size_t row = 0; row < table.rows(); ++row) seen.of(name).note(table.number(row, column));
        }
        if (names_paths(name)) {
            for (std::size_t row = 0; row < table.rows(); ++row)
                if (!table.text(row, column).empty()) static_cast<void>(seen.of(table.text(row, column)));
        }
        const auto paths = path_column_of(table.header, name);
        if (!paths || !numbers) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            seen.of(table.text(row, *paths)).note(table.number(row, column));
    }
    if (!table.find("crossing")) return;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!holds_numbers(table, table.column("confidence_low")) ||
            !holds_numbers(table, table.column("confidence_high")))
            break;
        PathValues& values = seen.of(table.text(row, table.column("path")));
        const double half =
            (table.number(row, table.column("confidence_high")) - table.number(row, table.column("confidence_low"))) /
            2.0;
        if (half > 0.0) values.half_width = std::min(values.half_width, half);
    }
}

MovedParameter described(const std::string& path, const PathValues& values, const PageSource& source) {
    MovedParameter parameter{.path = path, .name = path, .scale = {}, .says = ""};
    std::string unit;
    bool whole = false;
    if (const Explanation known = explain(path); !known.entries.empty()) {
        const Parameter& entry = known.entries.front();
        unit = source.unit(entry.unit);
        whole = entry.type == "whole number";
        parameter.says = entry.says;
    }
    const double range = values.high - values.low;
    const double least = std::max(std::min(range / 15.0, values.half_width), range / 1000.0);
    parameter.scale = scale_for(std::array{values.low, values.high}, std::isfinite(least) ? least : 0.0, unit);
    if (whole && parameter.scale.divisor == 1.0) parameter.scale.decimals = 0;
    return parameter;
}

}  // namespace

bool is_path(std::string_view column) {
    constexpr std::array<std::string_view, 4> kBeginnings{"market.", "models.", "market[", "models["};
    return column == "days" || std::any_of(kBeginnings.begin(), kBeginnings.end(),
                                           [&](std::string_view beginning) { return column.starts_with(beginning); });
}

std::optional<std::size_t> path_column_of(std::span<const std::string> header, std::string_view column) {
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found = std::find(header.begin(), header.end(), name);
        if (found == header.end()) return std::nullopt;
        return static_cast<std::size_t>(found - header.begin());
    };
    for (const auto& [values, paths] : kValuesOfPaths) {
        if (column == values) return find(paths);
    }
    // The interval of a crossing is one of the parameter too, and so are the ends that a change is between.
    if (find("crossing") && (column == "confidence_low" || column == "confidence_high")) return find("path");
    if (find("change") && (column == "from" || column == "to")) return find("path");
    return std::nullopt;
}

bool names_paths(std::string_view column) { return column == "path" || column == "x_path" || column == "y_path"; }

bool holds_numbers(const CsvTable& table, std::size_t column) {
    bool any = false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, column).empty()) continue;
        any = true;
        try {
            static_cast<void>(table.number(row, column));
        } catch (const BadTable&) {
            return false;
        }
    }
    return any;
}

MovedParameters::MovedParameters(const std::vector<CsvTable>& tables, const PageSource& source) {
    PathsSeen seen;
    for (const CsvTable& table : tables) note_paths(seen, table);
    const std::vector<std::string> names = short_paths(seen.order);
    for (std::size_t i = 0; i < seen.order.size(); ++i) {
        all_.push_back(described(seen.order[i], seen.values[seen.order[i]], source));
        all_.back().name = label_of(names[i]);
    }
}

const MovedParameter* MovedParameters::find(const std::string& path) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const MovedParameter& p) { return p.path == path; });
    return found == all_.end() ? nullptr : &*found;
}

nlohmann::ordered_json MovedParameters::for_charts() const {
    nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
    for (const MovedParameter& parameter : all_) {
        parameters[parameter.path] = {{"name", parameter.name},
                                      {"unit", unit_behind("", parameter.scale.unit)},
                                      {"decimals", parameter.scale.decimals}};
    }
    return parameters;
}

}  // namespace pasar
