// pasar scorecard: the market held against published facts.
#include "sim/experiments/scorecard.h"

#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "cli/commands.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/scorecard_text.h"
#include "scenarios/document.h"
#include "scenarios/find_file.h"
#include "scenarios/folder.h"
#include "words/text.h"

namespace pasar {

namespace {

/// The file that is meant, and what it holds: that of --facts, or the shipped one, or what a manifest remembers.
void find_facts(Arguments& arguments) {
    if (!arguments.facts_text.empty()) return;
    std::filesystem::path path;
    if (!arguments.facts.empty()) {
        path = find_path_typed(arguments.facts);
    } else {
        const auto folder = scenario_folder();
        if (!folder) throw BadInput("no scenario folder with facts.json is there; name a file with --facts");
        path = *folder / kFactsFile;
    }
    (void)load_facts(path, check_fact_measures);  // tells what is wrong with the file by its own name
    arguments.facts = path.string();
    std::ifstream stream(path, std::ios::binary);
    arguments.facts_text = {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

int scorecard_command(const Arguments& given) {
    Arguments arguments = given;
    find_facts(arguments);
    // From the text, also where there is a file: what is remembered is what is measured.
    std::vector<Fact> facts = load_facts_text(arguments.facts_text, arguments.facts, check_fact_measures);
    return carry_out_study(arguments, std::vector<std::string>{}, [&](const Study& study) {
        const Scenario& scenario = study.loaded.scenario;
        const ScorecardPlan plan = plan_scorecard(std::move(facts), study.loaded, study.models);
        tell_cost(arguments, study, plan.points.size(), "setting");
        const std::vector<KeyFigures> figures = study.laboratory(plan.points, {0, scenario.replications});
        const std::vector<FactRow> rows = score(plan, figures, study.loaded, study.models);
        StudyText text = scorecard_text(scenario, rows, study.screen);
        return StudyResult{
            .tables = {scorecard_table(rows)}, .answer = std::move(text.answer), .screen = std::move(text.screen)};
    });
}

}  // namespace pasar
