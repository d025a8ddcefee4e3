// pasar sweep: the scenario at many points, chosen by a design or given in a file.
#include <fmt/format.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/study.h"
#include "cli/study_answers.h"
#include "reports/headlines.h"
#include "reports/screen/study_screen.h"
#include "scenarios/csv_reader.h"
#include "scenarios/find_file.h"
#include "scenarios/nearest.h"
#include "sim/counts/measures.h"
#include "sim/experiments/sweep.h"
#include "sim/experiments/sweep_effects.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::int64_t kStepsOfRange = 5;  ///< of a grid, where --vary gives a range alone
constexpr std::int64_t kPoints = 32;       ///< of the other designs

/// The table of points: what the file held when the command was first given, should a manifest remember it.
CsvTable points_of(const Arguments& arguments) {
    if (arguments.design_text.empty()) {
        if (arguments.design_is_recalled) {
            throw BadInput(
                fmt::format("{}: \"design\" names {}, and no \"design_text\" says what that file held; name the file "
                            "with --design",
                            printable(arguments.file, 200), printable(arguments.design, 200)));
        }
        std::string hint = did_you_mean(arguments.design, std::vector<std::string>{"grid", "lhs", "sobol"});
        if (hint.empty()) hint = hint_for_missing(arguments.design, ".csv");
        throw BadInput(fmt::format(
            "--design {}: expected grid, lhs, sobol, or a CSV file of points, and this is no file with any{}",
            printable(arguments.design), hint.empty() ? "" : "; " + hint));
    }
    std::string text = arguments.design_text;
    return read_csv(TextOfTable{text, arguments.design}, WrittenBy::People);
}

std::string contents_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::optional<SweepKind> kind_of(const std::string& design) {
    if (design.empty() || design == "grid") return SweepKind::Grid;
    if (design == "lhs") return SweepKind::LatinHypercube;
    if (design == "sobol") return SweepKind::Sobol;
    return std::nullopt;
}

SweepDesign design_of(const Arguments& arguments, const LoadedScenario& scenario) {
    const std::optional<SweepKind> kind = kind_of(arguments.design);
    if (!kind) {
        if (!arguments.vary.empty()) {
            throw BadInput("--vary: the file of --design names the parameters in its header; give one or the other");
        }
        return design_of_table(scenario, points_of(arguments));
    }
    if (arguments.vary.empty()) {
        throw BadInput(
            "nothing to vary; say --vary PATH=low:high:steps or --vary PATH=a,b,c, or give points with --design "
            "FILE.csv");
    }
    if (*kind == SweepKind::Grid && arguments.points) {
        throw BadInput(
            "--points is for --design lhs and sobol; a grid has as many points as the steps of its axes make");
    }
    std::vector<Axis> axes;
    for (const std::string& text : arguments.vary) {
        Axis axis = find_axis(scenario, text);
        axes.push_back(*kind == SweepKind::Grid ? in_steps(std::move(axis), kStepsOfRange) : std::move(axis));
    }
    return design_sweep(axes, *kind, arguments.points.value_or(kPoints),
                        static_cast<std::uint32_t>(scenario.scenario.seed));
}

/// Without --measure what a planner asks first.
Studied studied_by_sweep(const Arguments& arguments, Study study) {
    if (arguments.measures.empty() && arguments.world != kChannels) {
        study.kpis.clear();
        for (const std::string_view name : headlines_where(headline_kinds(study.loaded.scenario)))
            if (find_kpi(name) < kKpiCount) study.kpis.push_back(find_kpi(name));
    }
    return studied_of(study);
}

}  // namespace

int sweep_command(const Arguments& given) {
    Arguments arguments = given;
    const bool has_file = !kind_of(arguments.design).has_value();
    // No file is read because a manifest names it.
    if (has_file && arguments.design_text.empty() && !arguments.design_is_recalled)
        arguments.design_text = contents_of(find_path_typed(arguments.design));
    std::vector<std::string> paths;
    if (has_file) {
        paths = points_of(arguments).header;
    } else {
        for (const std::string& text : arguments.vary) paths.push_back(text.substr(0, text.find('=')));
    }
    return carry_out_study(arguments, paths, [&](const Study& study) {
        SweepDesign design = design_of(arguments, study.loaded);
        tell_cost(arguments, study, design.points.size(), "point");
        const Sweep sweep = run_sweep(std::move(design), study.laboratory, study.loaded.scenario.replications);
        const Studied studied = studied_by_sweep(arguments, study);
        // The screen tells of a few measures what the table tells of all.
        Studied on_screen = studied;
        if (arguments.measures.empty()) on_screen.measures.resize(1);
        StudyText text = sweep_text(study.loaded.scenario, sweep, on_screen, study.screen);
        return StudyResult{.tables = {sweep_points(sweep, studied), sweep_effects_table(sweep, studied)},
                           .answer = std::move(text.answer),
                           .screen = std::move(text.screen)};
    });
}

}  // namespace pasar
