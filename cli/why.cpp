// pasar why: what a measure is lost to, and how much to each cause.
#include "sim/experiments/why.h"
#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/study_screen.h"

namespace pasar {

int why_command(const Arguments& arguments) {
    if (arguments.world == kChannels)
        throw BadInput(
            "why changes the models of a scenario, and --world channels has choices in their place; use "
            "--world compete");
    return carry_out_study(arguments, std::vector<std::string>{}, [&](const Study& study) {
        const Scenario& scenario = study.loaded.scenario;
        const WhyPlan plan = plan_why(scenario, study.models, arguments.causes, arguments.points.value_or(0));
        tell_cost(arguments, study, plan.worlds.size(), "world");
        const std::vector<KeyFigures> figures = study.laboratory(plan.worlds, {0, scenario.replications});
        const Studied studied = studied_of(study);
        const std::vector<WhyAnswer> answers = answer_why(plan, figures, studied);
        StudyText text = why_text(scenario, plan, answers, studied, study.screen);
        return StudyResult{.tables = why_tables(plan, answers, studied),
                           .answer = std::move(text.answer),
                           .screen = std::move(text.screen)};
    });
}

}  // namespace pasar
