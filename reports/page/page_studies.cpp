// Experiments over points: each of their tables becomes a table here, and what a chart of its kind is drawn from.
#include <fmt/format.h>
#include <algorithm>

#include "reports/page/page_sections.h"
#include "reports/study_table.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Rows of one table in the page; longer ones are there in the CSV file.
constexpr std::size_t kMostTableRows = 300;
/// A table of so few rows stands open.
constexpr std::size_t kFewRows = 20;
/// Rows that a chart is drawn from.
constexpr std::size_t kMostChartRows = 5'000;

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
         .says = "At each point of two parameters the models met the same random numbers. Where no model is surely "
                 "ahead of the "
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
             "effect, averaged over all sequences in which causes can be switched off. The shares add up to the whole.",
         .tables =
             {{"attribution", "attribution",
               "What switching off each cause changes, with its 95 % interval; the last bar is all causes together.",
               "Shares by cause"},
              {"interactions", "interactions",
               "How much higher (+) or lower (-) the measure is with two causes off than if their separate changes "
               "added up.",
               "Interactions of causes"},
              {"worlds", "", "", "The worlds that were run"}}},
        {.id = "ladder",
         .title = "From one model to the other",
         .says =
             "The first model takes over the other's choices one by one. What a step changes depends on those before "
             "it; over all sequences it is its Shapley value, and these add up to the whole.",
         .tables =
             {{"ladder", "ladder",
               "What each step changes on average over all sequences (bars, with 95 % intervals), and in the order "
               "given (table).",
               "Steps"},
              {"rungs", "", "", "All ways of taking over choices"}}},
        {.id = "sensitivity",
         .title = "What the result hangs on",
         .says = "Parameters moved over their ranges, from those that matter most to those that hardly do.",
         .tables =
             {{"tornado", "tornado",
               "What moving a parameter to the low and to the high end of its range does, the others left as they are: "
               "differences to the scenario as it is, paired by replication, with their 95 % intervals.",
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
         .tables =
             {{"effects", "effects",
               "What going from the first to the second value of a parameter changes, on average over the others, "
               "with its 95 % interval.",
               "Effects"},
              {"points", "sweep", "Means over replications with 95 % intervals along a parameter.", "Points"}}},
        {.id = "best",
         .title = "The best setting",
         .says =
             "The search looks at few replications and favours settings that chance helped in them; the confirmation "
             "runs the setting found in fresh replications. What lies between the two is the search's optimism.",
         .tables = {
             {"best", "best",
              "What the scenario as it is and the setting found reach in the replications of the search and in fresh "
              "ones, "
              "with 95 % intervals.",
              "The setting found"},
             {"constraints", "", "", "Constraints"},
             {"search", "search",
              "The measure at each setting tried; hollow where a constraint was not met. The line is the best so far.",
              "Settings tried"}}}};
    return all;
}

/// Whether any measure of the study adds up over the run.
bool tell_sums(const std::vector<CsvTable>& tables, const MovedParameters& parameters, const PageSource& source) {
    return std::any_of(tables.begin(), tables.end(),
                       [&](const CsvTable& table) { return StudyTableView(table, parameters, source).has_sums(); });
}

/// The short names that charts and tables call parameters by, with their paths and what they are.
void tell_parameters(PageSection& section, const MovedParameters& parameters) {
    if (parameters.all().empty()) return;
    section.html += "<dl class=\"parameters\">\n";
    for (const MovedParameter& parameter : parameters.all()) {
        const std::string unit =
            parameter.scale.unit.empty() ? "" : fmt::format(" ({})", unit_of_many(parameter.scale.unit));
        section.html +=
            fmt::format("<dt>{}</dt><dd><code>{}</code>{}</dd>\n", html_text(parameter.name + unit),
                        html_text(parameter.path), parameter.says.empty() ? "" : ": " + html_text(parameter.says));
    }
    section.html += "</dl>\n";
}

}  // namespace

std::vector<PageSection> study_sections(const PageSource& source) {
    std::vector<PageSection> sections;
    for (const StudyPlan& plan : plans()) {
        PageSection section{.id = plan.id, .title = plan.title};
        std::vector<CsvTable> tables;
        for (const StudyTable& entry : plan.tables) tables.push_back(source.table(entry.file));
        const MovedParameters parameters(tables, source);
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const StudyTable& entry = plan.tables[i];
            const CsvTable& table = tables[i];
            if (table.rows() == 0) continue;
            const StudyTableView view(table, parameters, source);
            if (section.html.empty()) {
                section.say(plan.says);
                if (tell_sums(tables, parameters, source)) section.say(time_in_words(source));
                tell_parameters(section, parameters);
            }
            const std::string caption = fmt::format("{} ({}.csv)", entry.table_says, entry.file);
            const HtmlTable html = view.html(caption, kMostTableRows);
            if (entry.chart[0] == '\0') {
                if (table.rows() <= kFewRows)
                    section.table(html);
                else
                    section.table(html, caption);
                continue;
            }
            Json data{{"columns", view.columns(kMostChartRows)},
                      {"measures", view.measures()},
                      {"parameters", parameters.for_charts()}};
            if (std::string_view(entry.file) == "curve")
                data["crossings"] = StudyTableView(tables[0], parameters, source).columns(kMostChartRows);
            section.figure(entry.file, entry.chart, entry.chart_says, std::move(data));
            section.table(html, caption);
        }
        if (!section.html.empty()) sections.push_back(std::move(section));
    }
    return sections;
}

}  // namespace pasar
