// pasar ladder: from one business model to another, one choice at a time.
#include "sim/experiments/ladder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/study_screen.h"
#include "scenarios/faults.h"

namespace pasar {

namespace {

std::vector<std::string> names_of_models(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const ModelSpec& model : scenario.models) names.push_back(model.name);
    return names;
}

/// The model that the way leads to: --to, or the first that is another.
std::size_t end_of(const Study& study, const Arguments& arguments) {
    const Scenario& scenario = study.loaded.scenario;
    const std::size_t from = study.models.front();
    std::size_t to = from == 0 && scenario.models.size() > 1 ? 1 : 0;
    if (!arguments.against.empty()) to = positions_of(scenario, {arguments.against}).front();
    if (to == from)
        throw BadInput(
            fmt::format("ladder leads from one model to another: give --from NAME and --to NAME; there are: {}",
                        fmt::join(names_of_models(scenario), ", ")));
    return to;
}

}  // namespace

int ladder_command(const Arguments& arguments) {
    if (arguments.world == kChannels)
        throw BadInput(
            "ladder changes the models of a scenario, and --world channels has choices in their place; use "
            "--world compete");
    if (arguments.models.size() > 1) throw BadInput("ladder begins with one model: give --from once");
    const Arguments chosen = with_first_models(arguments, 1);
    return carry_out_study(chosen, std::vector<std::string>{}, [&](const Study& study) {
        const Scenario& scenario = study.loaded.scenario;
        const LadderPlan plan = plan_ladder(study.loaded, study.models.front(), end_of(study, chosen), chosen.causes);
        tell_cost(chosen, study, plan.worlds.size(), "world");
        const std::vector<KeyFigures> figures = study.laboratory(plan.worlds, {0, scenario.replications});
        const Studied studied = studied_of(study);
        const std::vector<LadderAnswer> answers = answer_ladder(plan, figures, studied);
        StudyText text = ladder_text(scenario, plan, answers, studied, study.screen);
        return StudyResult{.tables = ladder_tables(plan, answers, studied, scenario),
                           .answer = std::move(text.answer),
                           .screen = std::move(text.screen)};
    });
}

}  // namespace pasar
