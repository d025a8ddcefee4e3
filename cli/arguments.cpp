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
#include "reports/csv.h"
#include "reports/manifest.h"
#include "reports/program_version.h"
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

/// Options for tests, for pictures of the docs and for the window itself: not in the help.
constexpr const char* kHidden = "hidden";

class HelpWithoutHidden : public CLI::Formatter {
    std::string make_group(std::string group, bool is_positional,
                           std::vector<const CLI::Option*> options) const override {
        return group == kHidden ? "" : CLI::Formatter::make_group(std::move(group), is_positional, std::move(options));
    }
};

constexpr double kMostThreads = 1024;

/// What is wrong with a number that is not clear, or is none from `low` to `high`; puts it as CLI11 reads it.
std::string check_number(std::string& text, const NumberKind& kind) {
    const TypedNumber number = read_typed(text, kind);
    if (!number.doubt.empty()) return fmt::format("found {}, {}; {}", printable(text), number.doubt, number.hint);
    const std::optional<double> value = plain_value(number.plain);
    const bool fits = value && *value >= kind.min && *value <= kind.max;
    if (!fits || (!kind.has_decimals && *value != std::floor(*value)))
        return kind.has_decimals
                   ? fmt::format("found {}, expected a number from {} to {}", printable(text), kind.min, kind.max)
                   : fmt::format("found {}, expected a whole number from {:.0f} to {:.0f}", printable(text), kind.min,
                                 kind.max);
    text = kind.has_decimals ? number.plain : fmt::format("{:.0f}", *value);
    return "";
}

/// Like CLI::Range, but says the range as a person would, and reads numbers as people type them. To be given to
/// transform().
CLI::Validator between(double low, double high) {
    return {[=](std::string& text) { return check_number(text, {.min = low, .max = high}); }, ""};
}

/// A whole number. CLI11 would only say of others that it could not convert them.
CLI::Validator whole_between(double low, double high) {
    return {[=](std::string& text) { return check_number(text, {.has_decimals = false, .min = low, .max = high}); },
            ""};
}

/// As the scenario allows it of one of its own numbers.
CLI::Validator whole_as_in_scenario(std::string_view field) {
    const About& about = scenario_form().find(field)->about;
    return whole_between(about.min, about.max);
}

/// "1%", "1 %" or "0.01".
double share_in(const std::string& text) {
    const bool percent = text.ends_with('%');
    const std::string_view number = std::string_view(text).substr(0, text.size() - (percent ? 1 : 0));
    const std::optional<double> value = typed_value(number, {.min = 0, .max = 100});
    if (!value || !(*value > 0.0) || (!percent && *value >= 1.0) || *value > 100.0) {
        throw BadInput(fmt::format("--until-precise {}: expected a percentage such as 1%, or a share such as 0.01",
                                   printable(text)));
    }
    return percent ? *value / 100.0 : *value;
}

CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& list, const std::string& says) {
    // Without this the option would swallow the scenario file that follows its value.
    return app.add_option(name, list, says)->allow_extra_args(false);
}

CLI::Option* add_file(CLI::App& app, Arguments& arguments) {
    return app.add_option("SCENARIO", arguments.file, "scenario file, or the manifest.json of a result")
        ->type_name("FILE");
}

void add_sets(CLI::App& app, Arguments& arguments) {
    add_list(app, "--set", arguments.sets, "sets a value from outside, such as market.buyers=1e6; repeatable")
        ->type_name("PATH=VALUE");
}

void add_quiet(CLI::App& app, Arguments& arguments) {
    app.add_flag("-q,--quiet", arguments.quiet, "no progress bar and no summary; errors only");
}

void add_threads(CLI::App& app, Arguments& arguments) {
    app.add_option("--threads", arguments.threads, "cores to use (default: all); results do not depend on it")
        ->transform(whole_between(1, kMostThreads))
        ->type_name("N");
}

void add_seed(CLI::App& app, Arguments& arguments) {
    app.add_option("--seed", arguments.seed, "number from which all luck is drawn")
        ->transform(whole_as_in_scenario("seed"))
        ->type_name("N");
}

void add_warm_up(CLI::App& app, Arguments& arguments) {
    app.add_option("--warm-up", arguments.warm_up, "days at the beginning that are run and not counted")
        ->check(whole_as_in_scenario("warm_up"))
        ->type_name("DAYS");
}

/// A command that goes on takes what it was asked from the unfinished result; only how it works may change.
void check_resume(const CLI::App& command, const CLI::Option& file, const CLI::Option& resume) {
    if (resume.count() == 0) {
        if (file.count() == 0) throw CLI::RequiredError("SCENARIO");
        return;
    }
    for (const CLI::Option* option : command.get_options()) {
        const std::string name = option->get_name();
        if (option->count() == 0 || option->get_group() == kHidden || name == "--resume" || name == "--threads" ||
            name == "--quiet" || name == "--language")
            continue;
        throw BadInput(fmt::format("--resume goes on with what was asked for before; it takes no {}", name));
    }
}

/// What all commands share that make many runs.
void add_long_work(CLI::App& app, Arguments& arguments) {
    CLI::Option* file = add_file(app, arguments);
    CLI::Option* resume = app.add_option("--resume", arguments.resume,
                                         "goes on with an unfinished result, instead of SCENARIO and other options")
                              ->type_name("FOLDER");
    resume->excludes(file);
    app.final_callback([&app, file, resume] { check_resume(app, *file, *resume); });
    app.add_option("-o,--out", arguments.out,
                   "result folder, which must not exist (default: results/SCENARIO-COMMAND, with a number if taken)")
        ->type_name("FOLDER");
    app.add_option("--replications", arguments.replications, "runs with fresh luck")
        ->transform(whole_as_in_scenario("replications"))
        ->type_name("N");
    add_seed(app, arguments);
    add_warm_up(app, arguments);
    add_threads(app, arguments);
    add_sets(app, arguments);
    app.add_option(
           "--csv-locale", arguments.csv_locale,
           "tables for a spreadsheet of that country: en (decimal point, the default), id or de (decimal comma, "
           "semicolons between cells)")
        ->check([](const std::string& code) {
            return csv_locale_of(code) ? std::string()
                                       : fmt::format("found {}, expected en, id or de", printable(code));
        })
        ->type_name("CODE");
    add_quiet(app, arguments);
    // For the window, which runs commands of its own.
    app.add_flag("--progress-lines", arguments.progress_in_lines)->group(kHidden);
}

void add_models(CLI::App& app, Arguments& arguments, const std::string& says) {
    add_list(app, "--model", arguments.models, says)->type_name("NAME");
}

void add_against(CLI::App& app, Arguments& arguments, const std::string& says) {
    app.add_option("--against", arguments.against, says)->type_name("NAME");
}

void add_measures(CLI::App& app, Arguments& arguments, const std::string& says) {
    add_list(app, "--measure", arguments.measures, says)->type_name("MEASURE");
}

void add_vary(CLI::App& app, Arguments& arguments, const std::string& says) {
    add_list(app, "--vary", arguments.vary, says)->type_name("PATH=LOW:HIGH");
}

void add_whole_number(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                      const std::string& says, double low, double high) {
    app.add_option(name, value, says)->transform(whole_between(low, high))->type_name("N");
}

void add_language(CLI::App& app, Arguments& arguments, const std::string& says) {
    app.add_option_function<std::string>(
           "--language", [&](const std::string& code) { arguments.language = language_of(code); }, says)
        ->check([](const std::string& code) {
            return language_of(code) ? std::string() : fmt::format("found {}, expected en or id", printable(code));
        })
        ->type_name("CODE");
}

/// run and compare.
void add_replications(CLI::App& app, Arguments& arguments) {
    add_long_work(app, arguments);
    add_language(app, arguments,
                 "of the summary on the screen: en (English, the default) or id (Indonesian); files are English");
    app.add_option("--orders", arguments.orders_sample,
                   "writes orders.csv with this share of the orders (default: all)")
        ->transform(between(0.0, 1.0))
        ->type_name("[SHARE]");
    app.add_option_function<std::string>(
           "--until-precise", [&](const std::string& text) { arguments.until_precise = share_in(text); },
           "adds replications until the 95 % interval of each --measure is at most this wide to either side, "
           "relative to the mean (compare: of each difference, relative to the larger mean); at least 10 of them")
        ->type_name("PERCENT");
    add_measures(app, arguments, "measure that --until-precise is about (default: contribution); repeatable");
    add_whole_number(app, "--most-replications", arguments.most_replications,
                     "where --until-precise gives up (default: 1000)", 1, 1e6);
}

/// The commands that move parameters.
CLI::App* add_study(CLI::App& app, Arguments& arguments, const std::string& name, const std::string& says) {
    CLI::App* command = app.add_subcommand(name, says);
    add_long_work(*command, arguments);
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
    add_measures(*even, arguments, "measure compared (default: contribution)");
    add_models(*even, arguments, "the two models compared (default: the first two); give it twice");
    add_against(*even, arguments,
                "the model that the others are compared with, each by itself: one or more --model, or all");
    add_whole_number(*even, "--steps", arguments.steps, "points of the first look (default: 9)", 2, 1001);

    CLI::App* map = add_study(app, arguments, "map", "shows who does best where, over two parameters");
    add_vary(*map, arguments, "a parameter and its range; give it twice, across first, then up");
    add_measures(*map, arguments, "measure compared (default: contribution)");
    add_models(*map, arguments, "only these models; repeatable");
    add_whole_number(*map, "--steps", arguments.steps, "points along each axis (default: 9)", 2, 101);

    CLI::App* why = add_study(app, arguments, "why", "shares out what a measure loses among the causes of loss");
    add_measures(*why, arguments, "measure that is lost (default: contribution)");
    add_list(*why, "--cause", arguments.causes, "only these causes (default: all that the scenario has); repeatable")
        ->type_name("CAUSE");
    add_models(*why, arguments, "only these models; repeatable");
    add_whole_number(*why, "--points", arguments.points, "permutations sampled with more than 8 causes", 2, 1e6);

    CLI::App* sensitivity = add_study(app, arguments, "sensitivity", "tells which parameters an answer hangs on");
    add_vary(*sensitivity, arguments,
             "a parameter and its range, or a parameter alone for 20 % either side (default: the numbers that the "
             "scenario file sets); repeatable");
    add_measures(*sensitivity, arguments, "measure studied (default: contribution)");
    add_models(*sensitivity, arguments, "one model, or two for their difference (default: the first two)");
    add_against(*sensitivity, arguments, "the model whose measure is taken off (default: the earlier of the two)");
    sensitivity->add_option("--method", arguments.method, "tornado, morris or sobol (default: tornado and morris)")
        ->type_name("METHOD");
    add_whole_number(*sensitivity, "--points", arguments.points, "trajectories of morris, base points of sobol", 2,
                     1e6);

    CLI::App* best = add_study(app, arguments, "best", "searches the setting that does best, under constraints");
    add_vary(*best, arguments, "a parameter and its range; repeatable");
    add_measures(*best, arguments, "measure to be made best (default: contribution)");
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
    add_replications(*run, arguments);
    add_models(*run, arguments, "runs only the model of this name; repeatable");
    run->add_flag("--hash", arguments.hash,
                  "prints a hash of each market's whole state after its last day, a line a run, also when quiet: equal "
                  "hashes, equal markets");

    CLI::App* compare = add_command(app, "compare", "runs all models in identical worlds and says which does better");
    add_replications(*compare, arguments);
    add_list(*compare, "--worth", arguments.worth,
             "smallest difference worth caring about, in the measure's unit over the whole run; repeatable")
        ->type_name("MEASURE=VALUE");
    add_against(*compare, arguments,
                "the model that all others are compared with (default: the best with each other one; comparison.csv "
                "holds every pair either way)");

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

/// CLI11 would only say that a subcommand is missing.
void refuse_unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
    if (words.empty() || words.front().starts_with("-")) return;
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (command->get_name() == words.front()) return;
        names.push_back(command->get_name());
    }
    throw BadInput(
        fmt::format("there is no command {}; {}", printable(words.front()), did_you_mean(words.front(), names)));
}

/// What is wrong with the first option that its command does not have; empty where it is something else that is too
/// much.
std::string unknown_option(const CLI::App& app, const std::vector<std::string>& words) {
    for (const CLI::App* command : app.get_subcommands()) {
        std::vector<std::string> names;
        for (const CLI::Option* option : command->get_options()) {
            if (option->get_lnames().empty() || option->get_group() == kHidden) continue;
            names.push_back("--" + option->get_lnames().front());
        }
        for (const std::string& word : words) {
            const std::string name = word.substr(0, word.find('='));
            if (!name.starts_with("--") || command->get_option_no_throw(name) != nullptr) continue;
            const std::string hint = did_you_mean(name, names);
            return fmt::format(
                "there is no option {} of {}; {}", printable(name), command->get_name(),
                hint.empty() ? fmt::format("{} {} --help lists them", called_as(), command->get_name()) : hint);
        }
    }
    return "";
}

bool is_option(const std::string& word) { return word.starts_with("--") || (word.size() == 2 && word[0] == '-'); }

/// What to say of a word too many: it may be the rest of a value with blanks that was not quoted.
std::string word_too_many(const std::vector<std::string>& words, const std::string& extra) {
    const auto at = std::find(words.begin(), words.end(), extra);
    const auto option = std::find_if(std::make_reverse_iterator(at), words.rend(), is_option);
    const std::string rule = "what holds blanks is written in quotation marks";
    if (option == words.rend()) return fmt::format("found {}, one word too many; {}", printable(extra), rule);
    std::string value;
    int parts = 0;
    for (auto word = option.base(); word != words.end() && !is_option(*word); ++word, ++parts) {
        if (std::filesystem::exists(find_scenario(*word))) break;
        value += (value.empty() ? "" : " ") + *word;
    }
    if (parts < 2) return fmt::format("found {}, one word too many; {}", printable(extra), rule);
    return fmt::format("found {} after {}; {}: {} '{}'", printable(extra), printable(*option), rule, printable(*option),
                       printable(value, 200));
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
