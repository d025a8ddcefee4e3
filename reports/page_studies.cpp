// Experiments over points: each of their tables becomes a table here, and what a chart of its kind is drawn from.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "reports/dictionary.h"
#include "reports/headlines.h"
#include "reports/page_sections.h"
#include "sim/measures.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Rows of one table in the page; longer ones are there in the CSV file.
constexpr std::size_t kMostTableRows = 300;
/// A table of so few rows stands open.
constexpr std::size_t kFewRows = 20;
/// Rows that a chart is drawn from.
constexpr std::size_t kMostChartRows = 5'000;

/// Whether every cell of the column is a number or empty, and not all are empty.
bool is_numeric(const CsvTable& table, std::size_t column) {
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

/// The rows to show: all, or evenly chosen ones with the first and the last.
std::vector<std::size_t> rows_shown(std::size_t rows, std::size_t most) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < std::min(rows, most); ++i) {
        shown.push_back(rows <= most ? i : i * (rows - 1) / (most - 1));
    }
    return shown;
}

/// A table as it is shown: numbers of each measure in a scale of their own.
class Shown {
public:
    explicit Shown(const CsvTable& table)
        : table_(table), numeric_(table.header.size()), measured_(table.header.size()), scales_(table.rows(), nullptr) {
        const auto measure = table.find("measure");
        const auto unit = table.find("unit");
        unit_ = unit;
        for (std::size_t column = 0; column < table.header.size(); ++column) {
            numeric_[column] = is_numeric(table, column);
            measured_[column] =
                numeric_[column] && measure && unit && is_in_unit_of_row(table.header[column], table.header);
        }
        if (!measure || !unit) return;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::string& name = table.text(row, *measure);
            if (!by_measure_.contains(name))
                by_measure_[name] = scale_of_measure(name, *measure, table.text(row, *unit));
            scales_[row] = &by_measure_.at(name);
        }
    }

    [[nodiscard]] bool numeric(std::size_t column) const { return numeric_[column]; }
    [[nodiscard]] double number(std::size_t row, std::size_t column) const {
        return table_.number(row, column) / (measured_[column] ? scales_[row]->divisor : 1.0);
    }
    /// A cell as people read it.
    [[nodiscard]] std::string words(std::size_t row, std::size_t column) const {
        if (measured_[column]) return (*scales_[row])(table_.number(row, column));
        if (numeric_[column]) return any_number(table_.number(row, column));
        if (table_.header[column] == "measure") return label_of(table_.text(row, column));
        return text(row, column);
    }
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const {
        return unit_ == column && scales_[row] != nullptr ? scales_[row]->unit : table_.text(row, column);
    }

private:
    [[nodiscard]] Scale scale_of_measure(const std::string& name, std::size_t measure, const std::string& unit) const {
        std::vector<double> values;
        std::vector<double> halves;
        const auto low = table_.find("confidence_low");
        const auto high = table_.find("confidence_high");
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            if (table_.text(row, measure) != name) continue;
            for (std::size_t column = 0; column < table_.header.size(); ++column) {
                if (!measured_[column]) continue;
                const double value = table_.number(row, column);
                if (std::isfinite(value)) values.push_back(value);
            }
            if (!low || !high || !measured_[*low] || !measured_[*high]) continue;
            const double half = (table_.number(row, *high) - table_.number(row, *low)) / 2.0;
            if (half > 0.0) halves.push_back(half);
        }
        std::sort(halves.begin(), halves.end());
        return scale_for(values, halves.empty() ? 0.0 : halves[halves.size() / 4], unit);
    }

    const CsvTable& table_;
    std::vector<bool> numeric_;
    std::vector<bool> measured_;
    std::map<std::string, Scale> by_measure_;
    std::vector<const Scale*> scales_;  ///< of each row, into by_measure_
    std::optional<std::size_t> unit_;
};

HtmlTable html_of(const CsvTable& table, const Shown& shown, const std::string& caption) {
    std::vector<HtmlTable::Heading> headings;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        headings.push_back({heading_of(table.header[column]), shown.numeric(column)});
    }
    const bool whole = table.rows() <= kMostTableRows;
    HtmlTable html(whole ? caption
                         : fmt::format("{} ({} of {} rows, evenly chosen; all are in the CSV file)", caption,
                                       grouped(kMostTableRows), grouped(static_cast<double>(table.rows()))),
                   headings);
    for (const std::size_t row : rows_shown(table.rows(), kMostTableRows)) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < table.header.size(); ++column) cells.push_back(shown.words(row, column));
        html.row(cells);
    }
    return html;
}

/// Column by column, as charts read it: {"value": [1, 2], "model": ["A", "A"]}.
Json columns_of(const CsvTable& table, const Shown& shown) {
    Json columns = Json::object();
    const std::vector<std::size_t> rows = rows_shown(table.rows(), kMostChartRows);
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        Json values = Json::array();
        for (const std::size_t row : rows) {
            if (shown.numeric(column))
                values.push_back(chart_number(shown.number(row, column)));
            else
                values.push_back(shown.text(row, column));
        }
        columns[table.header[column]] = std::move(values);
    }
    return columns;
}

/// Of each measure in the table: 1 where more is better, -1 where less is, 0 where neither is.
Json better_of(const CsvTable& table) {
    Json better = Json::object();
    const auto measure = table.find("measure");
    if (!measure) return better;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t kpi = find_kpi(table.text(row, *measure));
        better[table.text(row, *measure)] = kpi < kKpiCount ? kpi_info(kpi).better : 0;
    }
    return better;
}

/// Whether any measure in the table adds up over the days of the run.
bool has_sums(const CsvTable& table) {
    const auto measure = table.find("measure");
    if (!measure) return false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t kpi = find_kpi(table.text(row, *measure));
        if (kpi < kKpiCount && kpi_info(kpi).adds_up) return true;
    }
    return false;
}

/// One table of a study: how its chart and its table are called.
struct StudyTable {
    const char* file;
    const char* chart;  ///< kind of chart, or "" for a table alone
    const char* chart_says;
    const char* table_says;
};
struct StudyPlan {
    const char* id;
    const char* title;
    const char* says;
    std::vector<StudyTable> tables;
};

const std::vector<StudyPlan>& plans() {
    static const std::vector<StudyPlan> all{
        {.id = "break-even",
         .title = "Break-even",
         .says =
             "Where the paired difference of two models crosses zero as one parameter moves. Between the ends of an "
             "interval the crossing is not known better.",
         .tables = {{"break_even", "", "", "Crossings"},
                    {"curve", "curve",
                     "Difference of model and baseline over the range of the parameter, with its 95 % interval; the "
                     "crossing is "
                     "marked where there is one.",
                     "The curve"}}},
        {.id = "map",
         .title = "Who wins where",
         .says = "At each point of two parameters the models met the same luck. Where no model is surely ahead of the "
                 "next, the "
                 "point is marked ~.",
         .tables = {{"map", "map",
                     "The model that does best at each point; ~ marks points where the first two cannot be told apart.",
                     "The map"},
                    {"map_models", "", "", "Mean of each model at each point"}}},
        {.id = "why",
         .title = "What is lost, and by which cause",
         .says =
             "The same world with causes switched off, one by one and together. Each cause's share is its Shapley "
             "value: its "
             "effect, averaged over all orders in which causes can be switched off. The shares add up to the whole.",
         .tables =
             {{"attribution", "attribution",
               "What switching off each cause changes, with its 95 % interval; the last bar is all causes together.",
               "Shares by cause"},
              {"interactions", "interactions",
               "How much higher (+) or lower (-) the measure is with two causes off than if their separate changes "
               "added up.",
               "Interactions of causes"},
              {"worlds", "", "", "The worlds that were run"}}},
        {.id = "sensitivity",
         .title = "What the result hangs on",
         .says = "Parameters moved over their ranges, from those that matter most to those that hardly do.",
         .tables =
             {{"tornado", "tornado",
               "The measure at the low and at the high end of each parameter, the others left as they are, with 95 % "
               "intervals.",
               "One at a time"},
              {"morris", "morris",
               "Morris screening: mean absolute effect of a parameter (to the right: matters more) against how unequal "
               "its "
               "effects are (up: curved, or depends on the others).",
               "Morris screening"},
              {"sobol", "sobol",
               "Sobol indices with 95 % intervals: the share of variance that a parameter explains alone (first "
               "order), and "
               "with all it acts together with (total).",
               "Sobol indices"}}},
        {.id = "sweep",
         .title = "Sweep",
         .says = "Every model at every point, a mean of the replications.",
         .tables = {{"points", "sweep", "Means over replications with 95 % intervals along a parameter.", "Points"},
                    {"effects", "", "", "What moving each parameter changes, on average over the others"}}},
        {.id = "best",
         .title = "The best setting",
         .says = "The search looks at few replications and favours settings that were lucky in them; the confirmation "
                 "runs the "
                 "setting found on fresh luck. What lies between the two is the search's optimism.",
         .tables = {
             {"best", "best",
              "What the scenario as it is and the setting found reach on the luck of the search and on fresh luck, "
              "with 95 % "
              "intervals.",
              "The setting found"},
             {"constraints", "", "", "Constraints"},
             {"search", "search",
              "The measure at each setting tried; hollow where a constraint was not met. The line is the best so far.",
              "Settings tried"}}}};
    return all;
}

}  // namespace

std::vector<PageSection> study_sections(const PageSource& source) {
    std::vector<PageSection> sections;
    for (const StudyPlan& plan : plans()) {
        PageSection section{.id = plan.id, .title = plan.title};
        for (const StudyTable& entry : plan.tables) {
            const CsvTable table = source.table(entry.file);
            if (table.rows() == 0) continue;
            if (section.html.empty()) {
                section.say(plan.says);
                // The sentences of the answer may tell the same by the month.
                if (has_sums(table))
                    section.say(fmt::format("Money and counts are those of the whole run here, {} days.", source.days));
            }
            const Shown shown(table);
            const std::string caption = fmt::format("{} ({}.csv)", entry.table_says, entry.file);
            const HtmlTable html = html_of(table, shown, caption);
            if (entry.chart[0] == '\0') {
                if (table.rows() <= kFewRows)
                    section.table(html);
                else
                    section.table(html, caption);
                continue;
            }
            Json data{{"columns", columns_of(table, shown)}};
            if (std::string_view(entry.file) == "curve") {
                const CsvTable crossings = source.table("break_even");
                data["crossings"] = columns_of(crossings, Shown(crossings));
            }
            data["better"] = better_of(table);
            section.figure(entry.file, entry.chart, entry.chart_says, std::move(data));
            section.table(html, caption);
        }
        if (!section.html.empty()) sections.push_back(std::move(section));
    }
    return sections;
}

}  // namespace pasar
