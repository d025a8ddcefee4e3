// Experiments over points: each of their tables becomes a table here, and what a chart of its kind is drawn from.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>

#include "reports/headlines.h"
#include "reports/page_sections.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Rows of one table in the page; longer ones are there in the CSV file.
constexpr std::size_t kMostTableRows = 300;
/// Rows that a chart is drawn from.
constexpr std::size_t kMostChartRows = 5'000;

std::string heading_of(std::string_view column) {
    std::string text(column);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

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

HtmlTable html_of(const CsvTable& table, const std::string& caption, const std::vector<bool>& numeric) {
    std::vector<HtmlTable::Heading> headings;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        headings.push_back({heading_of(table.header[column]), numeric[column]});
    }
    const bool whole = table.rows() <= kMostTableRows;
    HtmlTable html(whole ? caption
                         : fmt::format("{} ({} of {} rows, evenly chosen; all are in the CSV file)", caption,
                                       grouped(kMostTableRows), grouped(static_cast<double>(table.rows()))),
                   headings);
    for (const std::size_t row : rows_shown(table.rows(), kMostTableRows)) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < table.header.size(); ++column) {
            const std::string& text = table.text(row, column);
            const bool measure = table.header[column] == "measure";
            cells.push_back(numeric[column] ? any_number(table.number(row, column)) : measure ? label_of(text) : text);
        }
        html.row(cells);
    }
    return html;
}

/// Column by column, as charts read it: {"value": [1, 2], "model": ["A", "A"]}.
Json columns_of(const CsvTable& table, const std::vector<bool>& numeric) {
    Json columns = Json::object();
    const std::vector<std::size_t> rows = rows_shown(table.rows(), kMostChartRows);
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        Json values = Json::array();
        for (const std::size_t row : rows) {
            if (numeric[column])
                values.push_back(chart_number(table.number(row, column)));
            else
                values.push_back(table.text(row, column));
        }
        columns[table.header[column]] = std::move(values);
    }
    return columns;
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
              {"interactions", "interactions", "How much more (+) or less (-) two causes do together than each alone.",
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
         .tables = {{"points", "sweep", "Means over replications with 95 % intervals along a parameter.", "Points"}}},
        {.id = "best",
         .title = "The best setting",
         .says = "The search looks at few replications and favours settings that were lucky in them; the confirmation "
                 "runs the "
                 "setting found on fresh luck. What lies between the two is the search's optimism.",
         .tables = {
             {"best", "best", "What was reached at the start, in the search, and on fresh luck, with 95 % intervals.",
              "The setting found"},
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
            if (section.html.empty()) section.say(plan.says);
            std::vector<bool> numeric;
            for (std::size_t column = 0; column < table.header.size(); ++column) {
                numeric.push_back(is_numeric(table, column));
            }
            const std::string caption = fmt::format("{} ({}.csv)", entry.table_says, entry.file);
            if (entry.chart[0] == '\0') {
                if (table.rows() <= 20)
                    section.table(html_of(table, caption, numeric));
                else
                    section.table(html_of(table, caption, numeric), caption);
                continue;
            }
            Json data{{"columns", columns_of(table, numeric)}};
            if (std::string_view(entry.file) == "curve") {
                const CsvTable crossings = source.table("break_even");
                std::vector<bool> kinds;
                for (std::size_t column = 0; column < crossings.header.size(); ++column) {
                    kinds.push_back(is_numeric(crossings, column));
                }
                data["crossings"] = columns_of(crossings, kinds);
            }
            section.figure(entry.file, entry.chart, entry.chart_says, std::move(data));
            section.table(html_of(table, caption, numeric), caption);
        }
        if (!section.html.empty()) sections.push_back(std::move(section));
    }
    return sections;
}

}  // namespace pasar
