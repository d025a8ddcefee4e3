// pasar best: the setting of some parameters that does best, under constraints, confirmed on fresh replications.
#include <fmt/format.h>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/screen/best_text.h"
#include "sim/counts/measures.h"
#include "sim/experiments/best.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::int64_t kEvaluations = 60;

std::vector<Lever> levers_of(const Arguments& arguments, const Study& study) {
    if (arguments.vary.empty()) throw BadInput("best needs a parameter to set: --vary PATH=low:high");
    const Studied model = studied_of(study);
    std::vector<Lever> levers;
    for (const std::string& text : arguments.vary) {
        Lever lever = find_lever(study.loaded, text);
        for (const Lever& other : levers) {
            if (other.path == lever.path)
                throw BadInput(fmt::format("--vary {} is given twice", printable(lever.path)));
        }
        if (!concerns_model(lever.path, model.model_paths.front())) {
            throw BadInput(
                fmt::format("--vary {}: this is a parameter of another model than {}, which is to be set; "
                            "name the one to be set with --model",
                            printable(lever.path, 200), printable(model.models.front())));
        }
        levers.push_back(std::move(lever));
    }
    return levers;
}

std::vector<Constraint> constraints_of(const Arguments& arguments, std::string_view currency) {
    std::vector<Constraint> constraints;
    for (const std::string& text : arguments.constraints) {
        const std::optional<ConstraintText> read = read_constraint(text, currency);
        if (!read) {
            const bool cut = text.find_first_of("<>=") == std::string::npos;
            throw BadInput(fmt::format(
                "--subject-to {}: expected MEASURE>=VALUE or MEASURE<=VALUE, such as nps>=0{}", printable(text),
                cut ? "; without quotation marks the shell takes > for the name of a file: --subject-to 'nps>=0'"
                    : ""));
        }
        if (!read->doubt.empty())
            throw BadInput(fmt::format("--subject-to {}: found \"{}\", {}; {}", printable(text), printable(read->typed),
                                       read->doubt, read->hint));
        constraints.push_back({kpi_of("--subject-to", read->measure), read->at_least, read->bound});
        if (const std::string fault = constraints.back().fault(); !fault.empty())
            throw BadInput(fmt::format("--subject-to {}: {}", printable(text), fault));
    }
    return constraints;
}

StudyResult find_best_setting(const Arguments& arguments, const Study& study) {
    const Scenario& scenario = study.loaded.scenario;
    if (study.models.size() != 1) throw BadInput("best sets one model: name it with --model");
    if (study.kpis.size() != 1) throw BadInput("best makes one measure best; others may be constraints: --subject-to");
    if (scenario.replications < 2) throw BadInput("best needs at least two replications to tell chance from advantage");
    const BestQuestion question{.levers = levers_of(arguments, study),
                                .kpi = study.kpis.front(),
                                .constraints = constraints_of(arguments, scenario.currency),
                                .replications = scenario.replications,
                                .evaluations = arguments.points.value_or(kEvaluations)};
    if (kpi_info(question.kpi).better == 0) {
        throw BadInput(fmt::format("of {} neither more nor less is better; choose another --measure",
                                   kpi_info(question.kpi).name));
    }
    const std::string& model = scenario.models[study.models.front()].name;
    const Best best = find_best(study.laboratory, question);
    StudyText text = best_text(scenario, best, model, study.screen);
    return {best_tables(best, model), std::move(text.answer), std::move(text.screen)};
}

}  // namespace

int best_command(const Arguments& arguments) {
    const Arguments chosen = with_first_models(arguments, 1);
    return carry_out_study(chosen, [&](const Study& study) { return find_best_setting(chosen, study); });
}

}  // namespace pasar
