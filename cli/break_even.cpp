// pasar break-even: from which value of a parameter on one model does better than another.
#include <fmt/format.h>
#include <algorithm>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/break_even_text.h"
#include "sim/experiments/break_even.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::int64_t kSteps = 9;
constexpr std::int64_t kMostFurtherValues = 50;

/// The pairs to compare: of two models the second less the first; with --against every other model less that one.
std::vector<BreakEvenQuestion> pairs_of(const Arguments& arguments, const Study& study,
                                        const BreakEvenQuestion& question) {
    const Scenario& scenario = study.loaded.scenario;
    if (study.models.size() < 2 || (arguments.against.empty() && study.models.size() > 2)) {
        throw BadInput(
            fmt::format("break-even compares two models, and there {} {}; name two with --model, or one with "
                        "--against that each of the others is compared with",
                        study.models.size() == 1 ? "is" : "are", study.models.size()));
    }
    std::vector<BreakEvenQuestion> pairs;
    const std::size_t baseline =
        arguments.against.empty() ? 0 : position_of("--against", scenario, study.models, arguments.against);
    for (std::size_t model = 0; model < study.models.size(); ++model) {
        if (model == baseline) continue;
        pairs.push_back(question);
        pairs.back().model = model;
        pairs.back().baseline = baseline;
    }
    return pairs;
}

StudyResult find_crossings(const Arguments& arguments, const Study& study) {
    const Scenario& scenario = study.loaded.scenario;
    if (arguments.vary.size() != 1) throw BadInput("break-even moves one parameter: give --vary PATH=low:high once");
    if (scenario.replications < 2)
        throw BadInput("break-even needs at least two replications to tell chance from advantage");
    const std::int64_t steps = arguments.steps.value_or(kSteps);
    BreakEvenQuestion question{.lever = find_lever(study.loaded, arguments.vary.front()),
                               .replications = scenario.replications,
                               .steps = steps,
                               .most_values = steps + kMostFurtherValues};
    const std::vector<std::string> model_paths = studied_of(study).model_paths;
    if (std::none_of(model_paths.begin(), model_paths.end(),
                     [&](const std::string& path) { return concerns_model(question.lever.path, path); }))
        throw BadInput(fmt::format("--vary {}: a parameter of none of the models compared; name its model with --model",
                                   printable(question.lever.path, 200)));
    const std::vector<BreakEvenQuestion> pairs = pairs_of(arguments, study, question);
    const std::vector<BreakEven> answers = answers_for_each_measure(study, pairs, find_break_even);
    const std::vector<std::string> names = studied_of(study).models;
    StudyText text = break_even_text(scenario, answers, names, study.screen);
    return {break_even_tables(answers, names), std::move(text.answer), std::move(text.screen)};
}

}  // namespace

int break_even_command(const Arguments& arguments) {
    const Arguments chosen = arguments.against.empty() ? with_first_models(arguments, 2) : with_baseline(arguments);
    return carry_out_study(chosen, [&](const Study& study) { return find_crossings(chosen, study); });
}

}  // namespace pasar
