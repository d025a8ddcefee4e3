// pasar map: who does best where, over two parameters.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/map_text.h"
#include "sim/experiments/map.h"

namespace pasar {

namespace {

constexpr std::int64_t kSteps = 9;

StudyResult draw(const Arguments& arguments, const Study& study) {
    const Scenario& scenario = study.loaded.scenario;
    if (arguments.vary.size() != 2) {
        throw BadInput("a map moves two parameters: give --vary PATH=low:high twice, across first, then up");
    }
    if (study.models.size() < 2) throw BadInput("a map needs at least two models to tell who does best");
    if (scenario.replications < 2)
        throw BadInput("a map needs at least two replications to tell chance from advantage");
    MapQuestion question{.x = find_lever(study.loaded, arguments.vary[0]),
                         .y = find_lever(study.loaded, arguments.vary[1]),
                         .replications = scenario.replications,
                         .steps = arguments.steps.value_or(kSteps)};
    if (question.x.path == question.y.path) throw BadInput("a map needs two different parameters");
    const auto maps = answer_for_each_measure(study, question, draw_map);
    const std::vector<std::string> names = studied_of(study).models;
    StudyText text = map_text(scenario, maps, names, study.screen);
    return {map_tables(maps, names), std::move(text.answer), std::move(text.screen)};
}

}  // namespace

int map_command(const Arguments& arguments) {
    return carry_out_study(arguments, [&](const Study& study) { return draw(arguments, study); });
}

}  // namespace pasar
