#include "sim/experiments/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/complete.h"
#include "scenarios/form.h"
#include "scenarios/settings.h"
#include "scenarios/typed_number.h"
#include "sim/experiments/measured_mean.h"
#include "sim/experiments/statistics.h"
#include "sim/experiments/sweep_effects.h"

namespace pasar {

namespace {

constexpr const char* kOption = "--vary";

[[noreturn]] void refuse(std::string_view path, std::string found, std::string allowed) {
    throw InvalidScenario(
        {{.file = kOption, .path = std::string(path), .found = std::move(found), .allowed = std::move(allowed)}});
}

/// Splits at commas that stand outside quotes and brackets, so that a value may be a list.
std::vector<std::string> split_values(std::string_view text) {
    std::vector<std::string> parts(1);
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
        if (!quoted && (c == '[' || c == '{')) ++depth;
        if (!quoted && (c == ']' || c == '}')) --depth;
        if (c == ',' && !quoted && depth == 0)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Whether a text can be read as a number at all.
bool reads_as_number(std::string_view text) {
    const NumberReadings readings = readings_of(text);
    return readings.with_point || readings.with_comma;
}

/// One of a list of numbers as JSON writes it. Commas part the list, so that decimals have a point.
std::string plain_number(const std::string& text, const Field& field, const MoneyKind& currency,
                         std::string_view path) {
    const NumberKind kind = kind_of(field, currency);
    TypedNumber number = read_typed(text, kind, kind.has_decimals ? DecimalMark::Point : DecimalMark::Unknown);
    if (!number.doubt.empty())
        refuse(path, fmt::format("{}, {}", in_quotes(text), number.doubt),
               fmt::format("{}; {}", allowed_in(field), number.hint));
    return number.plain.empty() ? text : number.plain;
}

std::string unit_of(const FoundPath& found) {
    return found.field == nullptr ? std::string{} : std::string(found.field->about.unit);
}

/// The value behind the = of "path=value".
std::string value_of(const Lever& lever, double value) { return lever.at(value).substr(lever.path.size() + 1); }

/// The same text for values that a scenario reads as the same: 0.10 and 1e-1, escrow and "escrow", [1, 2] and [1,2].
std::string one_spelling(const std::string& value) {
    if (const auto number = number_in<double>(value); number && std::isfinite(*number))
        return fmt::format("{}", *number);
    const auto json = nlohmann::ordered_json::parse(value, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded()) return value;
    return json.is_string() ? json.get<std::string>() : json.dump();
}

}  // namespace

Cell cell_of_setting(const std::string& value) {
    if (const auto whole = number_in<std::int64_t>(value)) return *whole;
    if (const auto number = number_in<double>(value); number && std::isfinite(*number)) return *number;
    return value;
}

std::string Axis::value_at(double position) const {
    if (range) return value_of(*range, range->low + position * (range->high - range->low));
    const auto count = static_cast<double>(values.size());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(std::max(0.0, position) * count))];
}

Axis find_axis(const LoadedScenario& scenario, std::string_view text) {
    const std::size_t equals = text.find('=');
    const FoundPath found = find_path(*scenario.resolved, text.substr(0, equals));
    Axis axis{.path = found.path, .unit = unit_of(found), .values = {}, .range = std::nullopt};
    const std::string_view said = equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
    if (equals != std::string_view::npos && said.empty())
        refuse(found.path, "nothing after the =", "values or a range");
    std::vector<std::string> parts = split_values(said);
    const std::size_t first = said.find(':');
    const std::size_t last = said.rfind(':');
    const bool is_range = first != std::string_view::npos && reads_as_number(said.substr(0, first)) &&
                          reads_as_number(said.substr(first + 1, said.find(':', first + 1) - first - 1));
    if (said.empty() || (is_range && first == last)) {
        axis.range = find_lever(scenario, text);
        return axis;
    }
    if (!is_range) {
        axis.values = std::move(parts);
        for (std::string& value : axis.values) {
            if (value.empty()) refuse(found.path, "an empty value", "values between the commas");
            if (found.field != nullptr && is_numeric(found.field->type))
                value = plain_number(value, *found.field, money_kind_of(*scenario.resolved), found.path);
        }
        return axis;
    }
    const auto steps = number_in<std::int64_t>(said.substr(last + 1));
    if (!steps || *steps < 2 || *steps > kMostSweepPoints) {
        refuse(found.path, in_quotes(said.substr(last + 1)),
               fmt::format("a whole number of steps from 2 to {}, as in PATH=low:high:steps", kMostSweepPoints));
    }
    axis.range = find_lever(scenario, text.substr(0, equals + 1 + last));
    return in_steps(std::move(axis), *steps);
}

Axis in_steps(Axis axis, std::int64_t steps) {
    if (!axis.range) return axis;
    for (const double value : evenly_spaced(*axis.range, steps)) axis.values.push_back(value_of(*axis.range, value));
    axis.range.reset();
    return axis;
}

Settings SweepDesign::settings(std::size_t point) const {
    Settings result;
    for (std::size_t p = 0; p < paths.size(); ++p) result.push_back(fmt::format("{}={}", paths[p], points[point][p]));
    return result;
}

SweepDesign design_sweep(const std::vector<Axis>& axes, SweepKind kind, std::int64_t points, std::uint32_t seed) {
    SweepDesign design;
    std::vector<std::size_t> levels;
    for (const Axis& axis : axes) {
        if (std::find(design.paths.begin(), design.paths.end(), axis.path) != design.paths.end()) {
            refuse(axis.path, "this path a second time", "each path once");
        }
        design.paths.push_back(axis.path);
        design.units.push_back(axis.unit);
        levels.push_back(axis.values.size());
    }
    const double wanted = kind == SweepKind::Grid ? grid_size(levels) : static_cast<double>(points);
    if (wanted > static_cast<double>(kMostSweepPoints)) {
        const std::string sizes = fmt::format("{}", fmt::join(levels, " × "));
        refuse("",
               kind == SweepKind::Grid ? fmt::format("a grid of {} = {:.0f} points", sizes, wanted)
                                       : fmt::format("{:.0f} points", wanted),
               fmt::format("at most {} points; fewer steps, or --design lhs or sobol with --points N, cover the same "
                           "range with less",
                           kMostSweepPoints));
    }
    const auto count = static_cast<std::size_t>(points);
    const UnitPoints positions = kind == SweepKind::Grid    ? full_grid(levels)
                                 : kind == SweepKind::Sobol ? sobol_sequence(count, axes.size())
                                                            : latin_hypercube(count, axes.size(), design_dice(seed, 0));
    for (const std::size_t i : balanced_order(positions)) {
        std::vector<std::string> values;
        for (std::size_t d = 0; d < axes.size(); ++d) values.push_back(axes[d].value_at(positions[i][d]));
        design.points.push_back(std::move(values));
    }
    for (const Axis& axis : axes) design.references.push_back(axis.value_at(0.0));
    merge_repeated_points(design);
    return design;
}

SweepDesign design_of_table(const LoadedScenario& scenario, const CsvTable& table) {
    SweepDesign design;
    Faults faults;
    const auto fault_at = [&](std::int64_t line, std::string path, std::string found, std::string allowed,
                              std::string hint = "") {
        faults.add({.file = table.name,
                    .line = static_cast<int>(line),
                    .path = std::move(path),
                    .found = std::move(found),
                    .allowed = std::move(allowed),
                    .hint = std::move(hint)});
    };
    const auto column = [&](std::size_t p) { return fmt::format("column {}", shown(table.header[p], 200)); };
    for (std::size_t p = 0; p < table.header.size(); ++p) {
        try {
            const FoundPath found = find_path(*scenario.resolved, table.header[p]);
            if (std::find(design.paths.begin(), design.paths.end(), found.path) != design.paths.end())
                fault_at(1, column(p), "this path a second time", "each path once");
            design.paths.push_back(found.path);
            design.units.push_back(unit_of(found));
        } catch (const InvalidScenario& invalid) {
            const Fault& first = invalid.faults.front();
            fault_at(1, column(p), first.found, first.allowed, first.hint);
        }
    }
    if (table.rows() == 0) fault_at(1, "", "a header and no rows", "a row for each point");
    if (table.rows() > static_cast<std::size_t>(kMostSweepPoints))
        fault_at(1, "", fmt::format("{} points", table.rows()), fmt::format("at most {}", kMostSweepPoints));
    faults.throw_if_any();

    const MoneyKind currency = money_kind_of(*scenario.resolved);
    std::vector<DecimalMark> marks;
    for (std::size_t p = 0; p < table.header.size(); ++p) {
        std::vector<std::string_view> texts;
        for (std::size_t row = 0; row < table.rows(); ++row) texts.emplace_back(table.text(row, p));
        marks.push_back(mark_of_column(texts, table.separator));
    }
    for (std::size_t row = 0; row < table.rows() && faults.keeps_more(); ++row) {
        std::vector<std::string>& values = design.points.emplace_back();
        for (std::size_t p = 0; p < table.header.size(); ++p) {
            const Field* field = find_path(*scenario.resolved, design.paths[p]).field;
            values.push_back(table.text(row, p));
            if (field == nullptr || !is_numeric(field->type)) continue;
            TypedNumber number = read_typed(values.back(), kind_of(*field, currency), marks[p]);
            if (!number.doubt.empty()) {
                fault_at(table.lines[row], column(p), fmt::format("{}, {}", in_quotes(values.back()), number.doubt),
                         allowed_in(*field), number.hint);
                values.back() = get_path(*scenario.resolved, design.paths[p]).dump();  // so that nothing else is said
            } else if (!number.plain.empty()) {
                values.back() = std::move(number.plain);
            }
        }
        try {
            (void)with_settings(scenario, design.settings(row));
        } catch (const InvalidScenario& together) {
            const std::size_t before = faults.count();
            for (std::size_t p = 0; p < values.size(); ++p) {
                try {
                    const std::string alone = fmt::format("{}={}", design.paths[p], values[p]);
                    (void)with_settings(scenario, std::span(&alone, 1));
                } catch (const InvalidScenario& invalid) {
                    const Fault& first = invalid.faults.front();
                    fault_at(table.lines[row], column(p), first.found, first.allowed, first.hint);
                }
            }
            // Each cell may be right by itself and the row wrong, as with shares that must add up to 1.
            const Fault& first = together.faults.front();
            if (faults.count() == before)
                fault_at(table.lines[row], first.path, first.found, first.allowed, first.hint);
        }
    }
    faults.throw_if_any();
    design.references = design.points.front();
    merge_repeated_points(design);
    return design;
}

void merge_repeated_points(SweepDesign& design) {
    std::set<std::vector<std::string>> seen;
    const auto repeats = [&](const std::vector<std::string>& point) {
        std::vector<std::string> meaning;
        for (const std::string& value : point) meaning.push_back(one_spelling(value));
        return !seen.insert(std::move(meaning)).second;
    };
    design.repeated += std::erase_if(design.points, repeats);
}

Sweep run_sweep(SweepDesign design, const Laboratory& laboratory, std::int64_t replications) {
    std::vector<Settings> points;
    for (std::size_t i = 0; i < design.points.size(); ++i) points.push_back(design.settings(i));
    std::vector<KeyFigures> figures = laboratory(points, {0, replications});
    return {.design = std::move(design), .figures = std::move(figures)};
}

SweepOfModel::SweepOfModel(const Sweep& sweep, std::size_t position, std::string_view model_path) : position(position) {
    std::vector<std::size_t> mine;
    for (std::size_t p = 0; p < sweep.design.paths.size(); ++p) {
        if (!concerns_model(sweep.design.paths[p], model_path)) continue;
        mine.push_back(p);
        design.paths.push_back(sweep.design.paths[p]);
        design.units.push_back(sweep.design.units[p]);
        if (!sweep.design.references.empty()) design.references.push_back(sweep.design.references[p]);
    }
    std::set<std::vector<std::string>> seen;
    for (std::size_t point = 0; point < sweep.design.points.size(); ++point) {
        std::vector<std::string> values;
        std::vector<std::string> meaning;
        for (const std::size_t p : mine) {
            values.push_back(sweep.design.points[point][p]);
            meaning.push_back(one_spelling(values.back()));
        }
        if (!seen.insert(std::move(meaning)).second) continue;
        design.points.push_back(std::move(values));
        points.push_back(point);
    }
}

std::vector<Table> sweep_outlines() {
    Table table{.file = "points", .row_is = "one measure of one model at one point", .columns = {}, .cells = {}};
    table.columns = {{"point", "", "number of the point, from 1, in the order in which points are run; as in runs.csv"},
                     {"(path)", "", "value of a varied parameter: a column for each path, named by it"},
                     {"model", "", "name of the model"},
                     {"measure", "", "name of the key figure"},
                     {"unit", "", "unit of the key figure"},
                     {"replications", "run", "replications in which the figure exists"},
                     {"mean", "", "mean of the replications, in the measure's unit"},
                     {"standard_deviation", "", "between replications"},
                     {"confidence_low", "", "lower end of the 95 % interval of the mean"},
                     {"confidence_high", "", "upper end"},
                     {"few_events", "", std::string(kFewEventsSays)}};
    return {std::move(table), sweep_effects_outline()};
}

Table sweep_points(const Sweep& sweep, const Studied& studied) {
    Table table = sweep_outlines().front();
    const SweepDesign& design = sweep.design;
    table.columns.erase(table.columns.begin() + 1);
    for (std::size_t p = design.paths.size(); p-- > 0;)
        table.columns.insert(table.columns.begin() + 1,
                             {design.paths[p], design.units[p], "value of this parameter at the point"});
    for (std::size_t point = 0; point < sweep.figures.size(); ++point) {
        for (std::size_t position = 0; position < studied.models.size(); ++position) {
            for (const StudiedMeasure& measure : studied.measures) {
                const MeasuredMean found = measured_mean(sweep.series(point, position, measure.kpi), measure.kpi);
                table.cells.emplace_back(static_cast<std::int64_t>(point) + 1);
                for (const std::string& value : design.points[point]) table.cells.push_back(cell_of_setting(value));
                table.cells.emplace_back(studied.models[position]);
                table.cells.emplace_back(measure.name);
                table.cells.emplace_back(measure.unit);
                table.cells.emplace_back(found.replications);
                table.cells.emplace_back(found.mean);
                table.cells.emplace_back(found.standard_deviation);
                table.cells.emplace_back(found.interval.low);
                table.cells.emplace_back(found.interval.high);
                table.cells.emplace_back(std::string(found.few_events ? "yes" : "no"));
            }
        }
    }
    return table;
}

}  // namespace pasar
