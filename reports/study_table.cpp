#include "reports/study_table.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/result/dictionary.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Measured numbers that are differences in whatever table they stand.
constexpr std::array<std::string_view, 21> kDifferences{
    "change",  "between",     "between_low", "between_high",    "difference",       "effect",          "interaction",
    "swing",   "swing_low",   "swing_high",  "low_effect",      "low_effect_low",   "low_effect_high", "mu",
    "mu_star", "mu_star_low", "high_effect", "high_effect_low", "high_effect_high", "sigma",           "luck"};

constexpr std::array<std::string_view, 11> kShareColumns{
    "entangled",        "share_of_whole", "share_low", "share_high", "first_order", "first_order_low",
    "first_order_high", "total",          "total_low", "total_high", "luck_share"};

/// What people call a column, where its name alone would not do.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kHeadings{
    {{"path", "parameter"},
     {"baseline", "less"},
     {"crossing", "break-even"},
     {"low", "low end"},
     {"high", "high end"},
     {"now", "as it is"},
     {"base", "the measure as it is"},
     {"at_low", "at the low end"},
     {"at_high", "at the high end"},
     {"low_effect", "low end less as it is"},
     {"high_effect", "high end less as it is"},
     {"swing", "high end less low end"},
     {"mu", "mean effect μ"},
     {"mu_star", "mean size of effects μ*"},
     {"sigma", "effects vary by σ"},
     {"first_order", "by itself"},
     {"total", "with all others"},
     {"luck", "chance"},
     {"luck_share", "share that is chance"},
     {"share_of_whole", "share of all"},
     {"at_from", "the measure there"},
     {"to", "to"},
     {"at_to", "the measure there"},
     {"change", "change from … to"},
     {"between", "between, above a straight line"},
     {"entangled", "told by other parameters"},
     {"feasible", "constraints met"},
     {"replications", "pairs"}}};

template <class Entries>
bool is_among(const Entries& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// NaN for a cell that is empty or holds something else, such as the name of a choice.
double number_or_nothing(const CsvTable& table, std::size_t row, std::size_t column) {
    try {
        return table.number(row, column);
    } catch (const BadTable&) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

StudyTableView::StudyTableView(const CsvTable& table, const MovedParameters& parameters, const PageSource& source)
    : table_(table), parameters_(parameters), source_(source) {
    for (std::size_t column = 0; column < table.header.size(); ++column)
        numeric_.push_back(holds_numbers(table, column));
    for (std::size_t column = 0; column < table.header.size(); ++column) holds_.push_back(what_holds(column));
    const auto measure = table.find("measure");
    if (!measure || !table.find("unit")) return;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string& name = table.text(row, *measure);
        if (!measures_.contains(name)) measures_[name] = measure_here(name);
    }
}

std::string StudyTableView::MeasureHere::amount(std::string_view unit) const {
    const std::string text = unit_behind("", unit) + period;
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

StudyTableView::MeasureHere StudyTableView::measure_here(const std::string& name) const {
    MeasureHere here;
    const std::size_t kpi = find_kpi(name);
    if (kpi < kKpiCount) {
        const Period period = period_over(source_.counted_days(), kpi_info(kpi));
        here.factor = period.factor;
        here.period = period.words;
        here.better = kpi_info(kpi).better;
        here.adds_up = kpi_info(kpi).adds_up;
    }
    here.label = label_of(name) + here.period;
    const std::size_t measure = table_.column("measure");
    std::string unit;
    std::vector<double> values;
    std::vector<double> halves;
    for (std::size_t row = 0; row < table_.rows(); ++row) {
        if (table_.text(row, measure) != name) continue;
        unit = table_.text(row, table_.column("unit"));
        for (std::size_t column = 0; column < table_.header.size(); ++column) {
            if (holds_[column] != Holds::Measured && holds_[column] != Holds::Differences) continue;
            const double value = here.factor * table_.number(row, column);
            if (std::isfinite(value)) values.push_back(value);
            const auto [low, high] = std::pair(end_of(column, false), end_of(column, true));
            if (!low || !high) continue;
            const double half = here.factor * (table_.number(row, *high) - table_.number(row, *low)) / 2.0;
            if (half > 0.0) halves.push_back(half);
        }
    }
    std::sort(halves.begin(), halves.end());
    here.scale = scale_for(values, halves.empty() ? 0.0 : halves[halves.size() / 4], unit);
    here.scale.divisor /= here.factor;
    return here;
}

StudyTableView::Holds StudyTableView::what_holds(std::size_t column) const {
    const std::string& name = table_.header[column];
    if (is_path(name) || path_column_of(table_.header, name)) return Holds::Parameter;
    if (!numeric_[column]) return Holds::Text;
    if (is_among(kShareColumns, name)) return Holds::Share;
    if (table_.find("measure") && table_.find("unit") && is_in_unit_of_row(name, table_.header))
        return is_among(kDifferences, name) ? Holds::Differences : Holds::Measured;
    return Holds::Number;
}

const MovedParameter* StudyTableView::parameter_of(std::size_t row, std::size_t column) const {
    if (is_path(table_.header[column])) return parameters_.find(table_.header[column]);
    const auto paths = path_column_of(table_.header, table_.header[column]);
    return paths ? parameters_.find(table_.text(row, *paths)) : nullptr;
}

bool StudyTableView::row_is_difference(std::size_t row) const {
    if (const auto baseline = table_.find("baseline"); baseline && !table_.text(row, *baseline).empty()) return true;
    if (const auto what = table_.find("what"))
        return table_.text(row, *what) == "gain" || table_.text(row, *what) == "optimism";
    if (table_.find("base")) return false;  // a tornado of one model: its ends are values of the measure
    return table_.find("difference") || table_.find("effect") || table_.find("interaction") || table_.find("mu_star");
}

const StudyTableView::MeasureHere* StudyTableView::measure_of(std::size_t row) const {
    const auto measure = table_.find("measure");
    if (!measure) return nullptr;
    const auto found = measures_.find(table_.text(row, *measure));
    return found == measures_.end() ? nullptr : &found->second;
}

double StudyTableView::divisor(std::size_t row, std::size_t column) const {
    switch (holds_[column]) {
        case Holds::Measured:
        case Holds::Differences:
            return measure_of(row) == nullptr ? 1.0 : measure_of(row)->scale.divisor;
        case Holds::Parameter: {
            const MovedParameter* parameter = parameter_of(row, column);
            return parameter == nullptr ? 1.0 : parameter->scale.divisor;
        }
        case Holds::Share:
            return 0.01;
        default:
            return 1.0;
    }
}

double StudyTableView::number(std::size_t row, std::size_t column) const {
    return table_.number(row, column) / divisor(row, column);
}

std::string StudyTableView::label(std::size_t row) const {
    const MeasureHere* measure = measure_of(row);
    return measure == nullptr ? "" : measure->label;
}

std::string StudyTableView::unit_of_row(std::size_t row) const {
    const MeasureHere* measure = measure_of(row);
    if (measure == nullptr) return "";
    return row_is_difference(row) ? unit_of_differences(row) : measure->amount(measure->scale.unit);
}

std::string StudyTableView::unit_of_differences(std::size_t row) const {
    const MeasureHere* measure = measure_of(row);
    return measure == nullptr ? "" : measure->amount(unit_of_difference(measure->scale.unit));
}

bool StudyTableView::one_parameter() const {
    const auto path = table_.find("path");
    if (!path) return false;
    for (std::size_t row = 1; row < table_.rows(); ++row)
        if (table_.text(row, *path) != table_.text(0, *path)) return false;
    return true;
}

std::string StudyTableView::words(std::size_t row, std::size_t column) const {
    const std::string& name = table_.header[column];
    const std::string& text = table_.text(row, column);
    const double value = number_or_nothing(table_, row, column);
    switch (holds_[column]) {
        case Holds::Measured:
        case Holds::Differences: {
            const MeasureHere* measure = measure_of(row);
            if (measure == nullptr) return any_number(value);
            if (holds_[column] == Holds::Measured && !row_is_difference(row)) return measure->scale(value);
            // The unit of such a row is that of the measure, which its differences do not have where it is a share.
            const bool own_unit =
                !row_is_difference(row) && unit_of_difference(measure->scale.unit) != measure->scale.unit;
            return own_unit && !is_end(column) && !end_of(column, false) ? measure->scale.told_difference(value)
                                                                         : measure->scale.difference(value);
        }
        case Holds::Parameter: {
            const MovedParameter* parameter = parameter_of(row, column);
            if (std::isnan(value)) return text.empty() ? "–" : text;
            if (parameter == nullptr) return any_number(value);
            const bool found = table_.find("crossing").has_value() || table_.find("difference").has_value();
            const std::string number = found ? parameter->scale(value) : any_number(value / divisor(row, column));
            const std::string unit = unit_behind(number, parameter->scale.unit);
            const bool in_heading = is_path(name) || name == "x" || name == "y" || one_parameter();
            return in_heading || unit.empty() ? number : fmt::format("{} {}", number, unit);
        }
        case Holds::Share:
            return std::isnan(value) ? "–" : grouped(value / divisor(row, column), 1);
        case Holds::Number:
            return any_number(value);
        case Holds::Text:
            break;
    }
    if (name == "measure") return measure_of(row) == nullptr ? label_of(text) : measure_of(row)->label;
    if (name == "unit") return unit_of_row(row);
    if (names_paths(name)) return parameters_.find(text) == nullptr ? text : parameters_.find(text)->name;
    if (name.starts_with("cause")) return heading_of(text);
    return text;
}

std::optional<std::size_t> StudyTableView::end_of(std::size_t column, bool high) const {
    const std::string_view end = high ? "high" : "low";
    const std::string& name = table_.header[column];
    if (!numeric_[column]) return std::nullopt;
    if (const auto own = table_.find(fmt::format("{}_{}", name, end)); own && name != "at") return own;
    if (name == "share_of_whole") return table_.find(fmt::format("share_{}", end));
    constexpr std::array<std::string_view, 5> kBeforeConfidence{"mean", "difference", "effect", "interaction",
                                                                "crossing"};
    if (is_among(kBeforeConfidence, name)) return table_.find(fmt::format("confidence_{}", end));
    return std::nullopt;
}

bool StudyTableView::is_end(std::size_t column) const {
    for (std::size_t other = 0; other < table_.header.size(); ++other) {
        if (end_of(other, false) == column || end_of(other, true) == column) return true;
    }
    return false;
}

std::string StudyTableView::with_ends(std::size_t row, std::size_t column) const {
    const std::string value = words(row, column);
    const auto [low, high] = std::pair(end_of(column, false), end_of(column, true));
    if (!low || !high) return value;
    const bool known = !table_.text(row, *low).empty() || !table_.text(row, *high).empty();
    const auto end = [&](std::size_t at, const char* open) {
        return table_.text(row, at).empty() ? std::string(open) : words(row, at);
    };
    std::string text = known ? fmt::format("{} ({} to {})", value, end(*low, "below"), end(*high, "above")) : value;
    const MeasureHere* measure = measure_of(row);
    const bool own_unit = holds_[column] == Holds::Differences && measure != nullptr && !row_is_difference(row) &&
                          unit_of_difference(measure->scale.unit) != measure->scale.unit;
    return own_unit ? fmt::format("{} {}", text, unit_of_difference(measure->scale.unit)) : text;
}

std::string StudyTableView::heading(std::size_t column) const {
    const std::string& name = table_.header[column];
    if (is_path(name)) {
        const MovedParameter* parameter = parameters_.find(name);
        return parameter == nullptr ? name : parameter->heading();
    }
    std::string text = heading_of(name);
    for (const auto& [known, says] : kHeadings) {
        // Only a difference is one of pairs.
        if (name == known && (name != "replications" || table_.find("difference"))) text = says;
    }
    // In best.csv it says which replications a figure is of.
    if (name == "luck" && !numeric_[column]) text = "runs";
    if (holds_[column] == Holds::Parameter && table_.rows() > 0) {
        const MovedParameter* parameter = parameter_of(0, column);
        if (parameter != nullptr && (name == "x" || name == "y" || name == "value")) text = parameter->name;
        if (parameter != nullptr && (name == "x" || name == "y" || one_parameter()))
            text = label_with_unit(text, parameter->scale.unit);
    }
    if (holds_[column] == Holds::Share) text += ", %";
    if (end_of(column, false)) text += " (95 % interval)";
    return text;
}

HtmlTable StudyTableView::html(const std::string& caption, std::size_t most_rows) const {
    std::vector<std::size_t> shown;
    std::vector<HtmlTable::Heading> headings;
    for (std::size_t column = 0; column < table_.header.size(); ++column) {
        const std::string& name = table_.header[column];
        if (is_end(column) || name == "path_unit" || name == "x_path" || name == "y_path") continue;
        shown.push_back(column);
        headings.push_back({heading(column), numeric_[column]});
    }
    HtmlTable html(
        table_.rows() <= most_rows
            ? caption
            : fmt::format("{} ({} of {} rows, evenly chosen; all are in the CSV file)", caption,
                          grouped(static_cast<double>(most_rows)), grouped(static_cast<double>(table_.rows()))),
        headings);
    for (const std::size_t row : evenly_chosen(table_.rows(), most_rows)) {
        std::vector<std::string> cells;
        for (const std::size_t column : shown) cells.push_back(with_ends(row, column));
        html.row(cells);
    }
    return html;
}

Json StudyTableView::columns(std::size_t most_rows) const {
    Json columns = Json::object();
    const std::vector<std::size_t> rows = evenly_chosen(table_.rows(), most_rows);
    for (std::size_t column = 0; column < table_.header.size(); ++column) {
        Json values = Json::array();
        // What charts look up elsewhere stays as it is in the table.
        const bool is_key = table_.header[column] == "measure" || names_paths(table_.header[column]);
        for (const std::size_t row : rows) {
            if (numeric_[column])
                values.push_back(chart_number(number(row, column)));
            else
                values.push_back(is_key ? table_.text(row, column) : words(row, column));
        }
        columns[table_.header[column]] = std::move(values);
    }
    return columns;
}

Json StudyTableView::measures() const {
    Json all = Json::object();
    for (const auto& [name, measure] : measures_) {
        all[name] = {{"label", measure.label},
                     {"unit", unit_behind("", measure.scale.unit)},
                     {"difference_unit", unit_behind("", unit_of_difference(measure.scale.unit))},
                     {"amount", measure.amount(measure.scale.unit)},
                     {"difference_amount", measure.amount(unit_of_difference(measure.scale.unit))},
                     {"decimals", measure.scale.decimals},
                     {"better", measure.better}};
    }
    return all;
}

bool StudyTableView::has_sums() const {
    return std::any_of(measures_.begin(), measures_.end(), [](const auto& entry) { return entry.second.adds_up; });
}

std::vector<std::size_t> evenly_chosen(std::size_t rows, std::size_t most) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < std::min(rows, most); ++i) {
        shown.push_back(rows <= most ? i : i * (rows - 1) / (most - 1));
    }
    return shown;
}

}  // namespace pasar
