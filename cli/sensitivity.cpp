// pasar sensitivity: which parameters a measure, or the difference of two models, hangs on.
#include <fmt/format.h>
#include <algorithm>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "cli/terminal.h"
#include "reports/screen/study_screen.h"
#include "sim/experiments/sensitivity.h"
#include "sim/experiments/usual_levers.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::int64_t kWalks = 8;
constexpr std::int64_t kSamples = 64;

struct Methods {
    bool tornado = false, morris = false, sobol = false;
};

Methods methods_of(const std::string& method) {
    if (method.empty()) return {.tornado = true, .morris = true};
    if (method == "tornado") return {.tornado = true};
    if (method == "morris") return {.morris = true};
    if (method == "sobol") return {.sobol = true};
    throw BadInput(fmt::format("--method {}: expected tornado, morris or sobol", printable(method)));
}

std::vector<Lever> levers_of(const Arguments& arguments, const LoadedScenario& scenario,
                             const std::vector<std::size_t>& models) {
    std::vector<Lever> levers;
    for (const std::string& text : arguments.vary) {
        levers.push_back(find_lever(scenario, text));
        const auto same = [&](const Lever& lever) { return lever.path == levers.back().path; };
        if (std::count_if(levers.begin(), levers.end(), same) > 1)
            throw BadInput(fmt::format("--vary {}: this parameter a second time", printable(levers.back().path, 200)));
    }
    if (!arguments.vary.empty()) return levers;
    levers = usual_levers(scenario, models, arguments.file);
    if (levers.empty()) throw BadInput("nothing to vary; say --vary PATH=low:high");
    return levers;
}

/// One table for each method asked for, in the order of sensitivity_outlines().
class Tables {
public:
    template <class Found>
    void add(std::size_t which, const SensitivityFindings& findings, const Found& found) {
        add_rows(tables_[which], findings.heading, findings.levers, found);
    }
    std::vector<Table> take() {
        std::erase_if(tables_, [](const Table& table) { return table.cells.empty(); });
        return std::move(tables_);
    }

private:
    std::vector<Table> tables_ = sensitivity_outlines();
};

struct Asked {
    Methods methods;
    std::size_t walks = 0, samples = 0;
    std::size_t baseline = 0;  ///< position of the model that is taken off, of two
};

/// The figures at all points of all methods, run once.
struct Figures {
    MorrisDesign morris;
    SobolDesign sobol;
    std::vector<KeyFigures> at_tornado, at_morris, at_sobol;
};

Figures run_all(const Study& study, const Asked& asked, const std::vector<Lever>& levers) {
    const Scenario& scenario = study.loaded.scenario;
    const auto seed = static_cast<std::uint32_t>(scenario.seed);
    const Replications all{0, scenario.replications};
    Figures figures;
    std::vector<Settings> points;
    if (asked.methods.tornado) points = tornado_points(levers);
    const std::size_t of_tornado = points.size();
    if (asked.methods.morris) {
        figures.morris = morris_design(levers.size(), asked.walks, seed);
        for (Settings& point : settings_at(levers, figures.morris.points)) points.push_back(std::move(point));
    }
    const std::size_t of_morris = points.size() - of_tornado;
    if (asked.methods.sobol) {
        figures.sobol = sobol_design(levers.size(), asked.samples, seed);
        for (Settings& point : settings_at(levers, figures.sobol.points)) points.push_back(std::move(point));
    }
    std::vector<KeyFigures> found = study.laboratory(points, all);
    const auto begin = std::make_move_iterator(found.begin());
    const auto morris = begin + static_cast<std::ptrdiff_t>(of_tornado);
    const auto sobol = morris + static_cast<std::ptrdiff_t>(of_morris);
    figures.at_tornado.assign(begin, morris);
    figures.at_morris.assign(morris, sobol);
    figures.at_sobol.assign(sobol, std::make_move_iterator(found.end()));
    return figures;
}

std::size_t points_of(const Asked& asked, std::size_t levers) {
    return (asked.methods.tornado ? 1 + 2 * levers : 0) + (asked.methods.morris ? asked.walks * (levers + 1) : 0) +
           (asked.methods.sobol ? asked.samples * (levers + 2) : 0);
}

SensitivityFindings find_out(const Figures& figures, const Asked& asked, const std::vector<Lever>& levers,
                             const Studied& studied, const StudiedMeasure& measure, std::uint32_t seed) {
    SensitivityFindings findings;
    const bool has_two = studied.models.size() > 1;
    const std::size_t model = has_two ? 1 - asked.baseline : 0;
    findings.heading = {.model = studied.models[model],
                        .baseline = has_two ? studied.models[asked.baseline] : "",
                        .measure = measure.name,
                        .unit = measure.unit};
    findings.levers = levers;
    findings.walks = asked.walks;
    findings.samples = asked.samples;
    const auto responses = [&](const std::vector<KeyFigures>& at) {
        Responses result = responses_of(at, model, has_two ? std::optional(asked.baseline) : std::nullopt, measure.kpi);
        findings.replications = static_cast<std::int64_t>(result.front().size());
        return result;
    };
    if (asked.methods.tornado) findings.tornado = tornado(responses(figures.at_tornado));
    if (asked.methods.morris)
        findings.morris =
            morris_effects(figures.morris, settled(levers, figures.morris.points), responses(figures.at_morris));
    if (asked.methods.sobol) findings.sobol = sobol_indices(figures.sobol, responses(figures.at_sobol), seed);
    return findings;
}

/// Without --model the first two: what is studied of more than one is a difference.
std::vector<std::string> models_of(const Arguments& arguments, const Scenario& scenario) {
    const std::string& against = arguments.against;
    std::vector<std::string> chosen = arguments.models;
    if (!against.empty() && !chosen.empty() && std::find(chosen.begin(), chosen.end(), against) == chosen.end())
        chosen.push_back(against);
    if (chosen.size() > 2) throw BadInput("--model: one model, or two for their difference");
    if (!against.empty() && chosen.size() == 1)
        throw BadInput("--against: name the model to compare with it by --model");
    if (!chosen.empty()) return chosen;
    if (!against.empty()) {
        for (const ModelSpec& model : scenario.models)
            if (chosen.empty() && model.name != against) chosen.push_back(model.name);
        chosen.push_back(against);
        return chosen;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, scenario.models.size()); ++i)
        names.push_back(scenario.models[i].name);
    return names;
}

/// As --vary would have named them.
std::vector<std::string> in_words_of_vary(const std::vector<Lever>& levers) {
    std::vector<std::string> texts;
    for (const Lever& lever : levers) texts.push_back(fmt::format("{}={}:{}", lever.path, lever.low, lever.high));
    return texts;
}

void name_levers(const Arguments& arguments, const std::vector<Lever>& levers) {
    if (arguments.quiet || !arguments.vary.empty() || !standard_error_is_watched()) return;
    fmt::print(stderr, "No --vary, so 20 % either side of:\n");
    for (const Lever& lever : levers)
        fmt::print(stderr, "  {}={:.6g}:{:.6g}\n", printable(lever.path, 200), lever.low, lever.high);
}

}  // namespace

int sensitivity_command(const Arguments& given) {
    Arguments arguments = given;
    const Methods methods = methods_of(arguments.method);
    const auto points = static_cast<std::size_t>(arguments.points.value_or(methods.sobol ? kSamples : kWalks));
    Asked asked{.methods = methods, .walks = points, .samples = points};
    const LoadedScenario loaded = load_for_command(arguments.file, arguments.sets);
    arguments.models = models_of(arguments, loaded.scenario);
    std::vector<std::size_t> models;
    for (std::size_t i = 0; i < loaded.scenario.models.size(); ++i) {
        const auto& names = arguments.models;
        if (std::find(names.begin(), names.end(), loaded.scenario.models[i].name) != names.end()) models.push_back(i);
    }
    const std::vector<Lever> levers = levers_of(arguments, loaded, models);
    std::vector<std::string> paths;
    for (const Lever& lever : levers) paths.push_back(lever.path);
    // The manifest remembers the parameters chosen here as if they had been asked for. They cannot be chosen again from
    // the scenario it holds: every value is written there, so that it no longer tells which ones the file itself set.
    if (arguments.vary.empty()) arguments.vary = in_words_of_vary(levers);

    return carry_out_study(arguments, paths, [&](const Study& study) {
        name_levers(given, levers);
        if (!arguments.against.empty())
            asked.baseline = position_of("--against", study.loaded.scenario, study.models, arguments.against);
        tell_cost(arguments, study, points_of(asked, levers.size()), "point");
        const Figures figures = run_all(study, asked, levers);
        const Studied studied = studied_of(study);
        Tables tables;
        std::vector<SensitivityFindings> measures;
        for (const StudiedMeasure& measure : studied.measures) {
            SensitivityFindings findings = find_out(figures, asked, levers, studied, measure,
                                                    static_cast<std::uint32_t>(study.loaded.scenario.seed));
            if (findings.tornado) tables.add(0, findings, *findings.tornado);
            if (findings.morris) tables.add(1, findings, std::span<const MorrisEffect>(*findings.morris));
            if (findings.sobol) tables.add(2, findings, *findings.sobol);
            measures.push_back(std::move(findings));
        }
        StudyText text = sensitivity_text(study.loaded.scenario, measures, study.screen);
        return StudyResult{.tables = tables.take(), .answer = std::move(text.answer), .screen = std::move(text.screen)};
    });
}

}  // namespace pasar
