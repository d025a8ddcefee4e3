#include "cli/arguments.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>

#include "cli/called.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/options.h"
#include "cli/unknown_words.h"
#include "reports/result/csv.h"
#include "reports/result/manifest.h"
#include "reports/result/program_version.h"
#include "scenarios/find_file.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"
#include "scenarios/typed_number.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr const char* kAbout =
    "Pasar simulates online marketplaces, buyer by buyer, and says which business model does better.";

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 failed while running, 2 bad input, 3 internal contradiction, 130 interrupted.";

class HelpWithoutHidden : public CLI::Formatter {
    std::string make_group(std::string group, bool is_positional,
                           std::vector<const CLI::Option*> options) const override {
        return group == kHidden ? "" : CLI::Formatter::make_group(std::move(group), is_positional, std::move(options));
    }
};

/// The commands that move parameters.
CLI::App* add_study(CLI::App& app, Arguments& arguments, const std::string& name, const std::string& says) {
    CLI::App* command = app.add_subcommand(name, says);
    add_long_work(*command, arguments);
    add_world(*command, arguments);
    return command;
}

void add_studies(CLI::App& app, Arguments& arguments) {
    CLI::App* sweep = add_study(app, arguments, "sweep", "runs the scenario at many settings and tables the measures");
    add_vary(*sweep, arguments, "a parameter and its range, low:high, low:high:steps or a,b,c; repeatable");
    sweep
        ->add_option("--design", arguments.design,
                     "grid (default), lhs (Latin hypercube), sobol (Sobol sequence), or a CSV file of points")
        ->type_name("KIND|FILE");
    add_whole_number(*sweep, "--points", arguments.points, "points of lhs and sobol (default: 32)", 1, 1e6);
    add_measures(*sweep, arguments, "measure to table (default: those of the screen); repeatable");
    add_models(*sweep, arguments, "runs only the model of this name; repeatable");

    CLI::App* even = add_study(app, arguments, "break-even", "finds from where on one model does better than another");
    add_vary(*even, arguments, "the parameter and its range");
    add_measures(*even, arguments, "measure compared (default: contribution, or the profit of the scenario's firm)");
    add_models(*even, arguments, "the two models compared (default: the first two); give it twice");
    add_against(*even, arguments,
                "the model that the others are compared with, each by itself: one or more --model, or all");
    add_whole_number(*even, "--steps", arguments.steps, "points of the first look (default: 9)", 2, 1001);

    CLI::App* map = add_study(app, arguments, "map", "shows who does best where, over two parameters");
    add_vary(*map, arguments, "a parameter and its range; give it twice, across first, then up");
    add_measures(*map, arguments, "measure compared (default: contribution, or the profit of the scenario's firm)");
    add_models(*map, arguments, "only these models; repeatable");
    add_whole_number(*map, "--steps", arguments.steps, "points along each axis (default: 9)", 2, 101);

    CLI::App* why = add_study(app, arguments, "why", "shares out what a measure loses among the causes of loss");
    add_measures(*why, arguments, "measure that is lost (default: contribution, or the profit of the scenario's firm)");
    add_list(*why, "--cause", arguments.causes, "only these causes (default: all that the scenario has); repeatable")
        ->type_name("CAUSE");
    add_models(*why, arguments, "only these models; repeatable");
    add_whole_number(*why, "--points", arguments.points, "permutations sampled with more than 8 causes", 2, 1e6);

    CLI::App* ladder = add_study(app, arguments, "ladder", "goes from one model to another, one choice at a time");
    add_list(*ladder, "--from", arguments.models, "the model to begin with (default: the first)")->type_name("NAME");
    ladder->add_option("--to", arguments.against, "the model to arrive at (default: the first that is another)")
        ->type_name("NAME");
    add_list(*ladder, "--order", arguments.causes,
             "choice to take next (default: supply, matching, revenue, fulfilment, protection, reputation, payment, "
             "programmes); repeatable")
        ->type_name("CHOICE");
    add_measures(*ladder, arguments, "measure told (default: contribution, or the profit of the scenario's firm)");

    CLI::App* sensitivity = add_study(app, arguments, "sensitivity", "tells which parameters an answer hangs on");
    add_vary(*sensitivity, arguments,
             "a parameter and its range, or a parameter alone for 20 % either side (default: the numbers that the "
             "scenario file sets); repeatable");
    add_measures(*sensitivity, arguments,
                 "measure studied (default: contribution, or the profit of the scenario's firm)");
    add_models(*sensitivity, arguments, "one model, or two for their difference (default: the first two)");
    add_against(*sensitivity, arguments, "the model whose measure is taken off (default: the earlier of the two)");
    sensitivity->add_option("--method", arguments.method, "tornado, morris or sobol (default: tornado and morris)")
        ->type_name("METHOD");
    add_whole_number(*sensitivity, "--points", arguments.points, "trajectories of morris, base points of sobol", 2,
                     1e6);

    CLI::App* scorecard = app.add_subcommand("scorecard", "holds the models against published facts");
    add_long_work(*scorecard, arguments, "c2c-or-b2c.json");
    scorecard
        ->add_option("--facts", arguments.facts,
                     "file of facts (default: facts.json of the scenario folder; docs/experiments.md tells its form)")
        ->type_name("FILE");
    add_models(*scorecard, arguments, "only these models; repeatable");

    CLI::App* best = add_study(app, arguments, "best", "searches the setting that does best, under constraints");
    add_vary(*best, arguments, "a parameter and its range; repeatable");
    add_measures(*best, arguments,
                 "measure to be made best (default: contribution, or the profit of the scenario's firm)");
    add_list(*best, "--subject-to", arguments.constraints,
             "a constraint on another measure, such as nps>=0, in its unit over the whole run; repeatable")
        ->type_name("CONDITION");
    add_models(*best, arguments, "the model to be set (default: the first)");
    add_whole_number(*best, "--points", arguments.points, "settings to try (default: 60)", 3, 1e6);
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& says) {
    CLI::App* command = app.add_subcommand(name, says);
    command->fallthrough(false);
    return command;
}

void add_view(CLI::App& app, Arguments& arguments) {
    CLI::App* view =
        add_command(app, "view", "opens the live window: business models side by side in identical worlds");
    view->add_option(
            "SCENARIO", arguments.files,
            "scenario files, whose first four models are shown (default: c2c-or-b2c.json of the scenario folder)")
        ->type_name("FILE");
    add_sets(*view, arguments);
    add_seed(*view, arguments);
    add_warm_up(*view, arguments);
    add_threads(*view, arguments);
    add_language(*view, arguments,
                 "of the window: en (English) or id (Indonesian); the default is the one last chosen");
    WindowOptions& window = arguments.window;
    view->add_option("--world", arguments.world,
                     "alone: each model in a world of its own (the default); compete: the models as platforms of one "
                     "world, whose people they share")
        ->check(CLI::IsMember({"alone", "compete"}))
        ->type_name("WHICH");
    view->add_option("--width", window.width)->transform(whole_between(64, 16384))->group(kHidden);
    view->add_option("--height", window.height)->transform(whole_between(64, 16384))->group(kHidden);
    view->add_option("--scale", window.scale)->transform(between(0.5, 4))->group(kHidden);
    view->add_option("--theme", window.theme)->check(CLI::IsMember({"light", "dark"}))->group(kHidden);
    view->add_flag("--projector", window.projector)->group(kHidden);
    view->add_option("--tab", window.tab)
        ->check(CLI::IsMember({"figures", "inside", "why", "lesson", "experiments"}))
        ->group(kHidden);
    view->add_option("--buyer", window.buyer)->transform(whole_between(0, 4e9))->group(kHidden);
    view->add_option("--day", window.day)->transform(whole_between(0, 36500))->group(kHidden);
    view->add_option("--frames", window.frames)->transform(whole_between(1, 1e9))->group(kHidden);
    view->add_option("--screenshot", window.screenshot)->group(kHidden);
    view->add_flag("--fixed-dt", window.fixed_dt)->group(kHidden);
    view->add_flag("!--fresh", window.keep_settings)->group(kHidden);
    view->add_flag("--measure-frames", window.measure)->group(kHidden);
}

void add_commands(CLI::App& app, Arguments& arguments) {
    CLI::App* run = add_command(app, "run", "runs all models of a scenario and writes their tables");
    add_replications(*run, arguments,
                     "measure that --until-precise is about (default: contribution, or the profit of the scenario's "
                     "firm); repeatable");
    add_models(*run, arguments, "runs only the model of this name; repeatable");
    run->add_flag("--hash", arguments.hash,
                  "prints a hash of each market's whole state after its last day, a line a run, also when quiet: equal "
                  "hashes, equal markets");

    CLI::App* compare = add_command(app, "compare", "runs all models in identical worlds and says which does better");
    add_replications(*compare, arguments,
                     "measure that the verdict and --until-precise are about (default: contribution, or the profit of "
                     "the scenario's firm); repeatable");
    add_list(*compare, "--worth", arguments.worth,
             "smallest difference worth caring about, in the measure's unit over the whole run; repeatable")
        ->type_name("MEASURE=VALUE");
    add_against(*compare, arguments,
                "the model that all others are compared with (default: the best with each other one; comparison.csv "
                "holds every pair either way)");

    CLI::App* compete =
        add_command(app, "compete", "runs all models as platforms of one world, beside worlds in which one is missing");
    add_replications(*compete, arguments,
                     "measure that the verdicts and --until-precise are about (default: contribution, or the profit of "
                     "the scenario's firm); repeatable");
    add_models(*compete, arguments, "only the models of these names are in the world; repeatable");
    CLI::Option* without = add_list(*compete, "--without", arguments.without,
                                    "the platform that is missing in another world (default: each in turn); repeatable")
                               ->type_name("NAME");
    compete->add_flag("--alone", arguments.alone, "other worlds of each platform by itself, instead")
        ->excludes(without);
    add_list(*compete, "--worth", arguments.worth,
             "smallest difference worth caring about, in the measure's unit over the whole run; repeatable")
        ->type_name("MEASURE=VALUE");
    compete->add_flag("--hash", arguments.hash,
                      "prints a hash of each world's whole state after its last day, a line for each of its platforms, "
                      "also when quiet");

    add_studies(app, arguments);
    CLI::App* report =
        add_command(app, "report", "makes the page and the workbook of a finished result anew from its tables");
    report->add_option("FOLDER", arguments.folder, "result folder")->required()->type_name("FOLDER");
    add_quiet(*report, arguments);

    CLI::App* validate = add_command(app, "validate", "checks scenario files and tells every fault");
    validate->add_option("SCENARIO", arguments.files, "scenario files")->required()->type_name("FILE");
    add_sets(*validate, arguments);

    CLI::App* show = add_command(app, "show", "prints every value of a scenario and where it was said");
    add_file(*show, arguments)->required();
    add_sets(*show, arguments);
    show->add_flag("--json", arguments.json, "the resolved scenario as JSON instead");

    CLI::App* explain = add_command(app, "explain", "tells what a parameter means: unit, default, range, source");
    explain
        ->add_option("WORD", arguments.words,
                     "path of a parameter, such as models.revenue.commission, a name, or words")
        ->required()
        ->type_name("TEXT");

    CLI::App* create = add_command(app, "new", "writes a small scenario to start from");
    create->add_option("PRESET", arguments.preset, "preset to start from; without it, lists them")->type_name("NAME");
    create->add_option("-o,--out", arguments.out, "file to write, which must not exist (default: the screen)")
        ->type_name("FILE");

    CLI::App* schema = add_command(app, "schema", "prints the JSON Schema of scenario files, for editors");
    schema->add_flag("--model", arguments.model, "the schema of model presets instead");

    CLI::App* bench = add_command(app, "bench", "measures speed and memory");
    bench->add_option("SCENARIO", arguments.file, "scenario file (default: c2c-or-b2c.json of the scenario folder)")
        ->type_name("FILE");
    bench->add_option("--buyers", arguments.buyers, "sizes of the market (default: 100000,1000000,10000000)")
        ->delimiter(',')
        ->transform(whole_between(1, 1e9))
        ->allow_extra_args(false)
        ->type_name("N,N");
    bench->add_option("--days", arguments.days, "days to run (default: 60)")
        ->transform(whole_between(1, 36500))
        ->type_name("N");
    bench->add_option("--threads", arguments.threads, "most threads to compare with one (default: 2)")
        ->transform(whole_between(1, kMostThreads))
        ->type_name("N");
    add_sets(*bench, arguments);

    add_view(app, arguments);

    CLI::App* docs = add_command(app, "docs", "writes docs/parameters.md and docs/measures.md");
    docs->group("");  // for those who change the program: not among the commands of --help
    docs->add_flag("--check", arguments.check, "writes nothing; exit code 1 when a document is stale");
    docs->add_option("-o,--out", arguments.out, "folder of the documents (default: docs)")->type_name("FOLDER");
}

/// The value of --orders may be left out, which means all; here it is said, so that no scenario file is taken for it.
std::vector<std::string> with_orders_said(std::vector<std::string> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != "--orders") continue;
        const bool said = i + 1 < words.size() && typed_value(words[i + 1], {.min = 0, .max = 1});
        if (!said) words[i] = "--orders=1";
    }
    return words;
}

}  // namespace

std::vector<CommandHelp> command_list() {
    Arguments unused;
    CLI::App app;
    add_commands(app, unused);
    std::vector<CommandHelp> commands;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        if (!command->get_group().empty()) commands.push_back({command->get_name(), command->get_description()});
    return commands;
}

Parsed parse_arguments(int count, const char* const* values) {
    Arguments arguments;
    arguments.line.assign(values, values + count);
    if (!arguments.line.empty()) arguments.line.front() = "pasar";

    CLI::App app(kAbout, called_as());
    app.set_version_flag("--version", "pasar " + build_in_words(program_version(), program_sources()));
    app.set_help_all_flag("--help-all", "the help of all commands");
    app.formatter(std::make_shared<HelpWithoutHidden>());  // before the commands, which take it over
    app.require_subcommand(1);
    add_commands(app, arguments);
    app.footer(examples_of("") + "\n\n" + kExitCodes);
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
        command->footer(examples_of(command->get_name()));

    try {
        std::vector<std::string> words = with_orders_said({arguments.line.begin() + 1, arguments.line.end()});
        refuse_unknown_command(app, words);
        std::reverse(words.begin(), words.end());  // as CLI11 wants a vector
        app.parse(std::move(words));
    } catch (const CLI::ExtrasError& error) {
        if (const std::string unknown = unknown_option(app, arguments.line); !unknown.empty())
            fmt::print(stderr, "pasar: {}\n", unknown);
        else if (const std::vector<std::string> extras = app.remaining(true); !extras.empty())
            fmt::print(stderr, "pasar: {}\n", word_too_many(arguments.line, extras.front()));
        else
            app.exit(error);
        return {.arguments = std::nullopt, .exit_code = kBadInput};
    } catch (const CLI::RequiredError& error) {
        const std::string_view missing = error.what();
        if (!missing.starts_with("SCENARIO")) {
            app.exit(error);
            return {.arguments = std::nullopt, .exit_code = kBadInput};
        }
        fmt::print(
            stderr, "pasar: {}: a file, or the name of a shipped one, as in {} {} c2c-or-b2c; {} new lists them\n",
            missing, called_as(), arguments.line.size() > 1 ? printable(arguments.line[1]) : "compare", called_as());
        return {.arguments = std::nullopt, .exit_code = kBadInput};
    } catch (const CLI::ParseError& error) {
        return {.arguments = std::nullopt, .exit_code = app.exit(error) == 0 ? kDone : kBadInput};
    } catch (const BadInput& error) {
        fmt::print(stderr, "pasar: {}\n", error.what());
        return {.arguments = std::nullopt, .exit_code = kBadInput};
    }
    arguments.command = app.get_subcommands().front()->get_name();
    return {.arguments = std::move(arguments), .exit_code = kDone};
}

}  // namespace pasar
