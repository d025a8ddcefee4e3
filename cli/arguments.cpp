#include "cli/arguments.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <string_view>

#include "cli/commands.h"
#include "reports/manifest.h"
#include "reports/text.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

constexpr const char* kAbout =
    "Pasar simulates online marketplaces, buyer by buyer, and says which business model does better.";

constexpr const char* kExamples = R"(
Examples:
  pasar compare scenarios/c2c-or-b2c.json
        which of the scenario's business models earns more, by how much and how surely
  pasar compare my.json --replications 40 --set market.buyers=1e6 --out results/million
        the same with more replications and buyers
  pasar run my.json --model "Own store" --orders 0.01
        one model, with the story of every hundredth order in orders.csv
  pasar run results/c2c-or-b2c-compare/manifest.json
        makes a result again, to the byte
  pasar new c2c_marketplace --out my.json && pasar show my.json
        a first scenario of one's own, and every value that is in force
  pasar explain commission
        what a parameter means: unit, default, range, source

Exit codes: 0 done, 1 failed while running, 2 bad input, 3 internal contradiction, 130 interrupted.)";

constexpr double kMostThreads = 1024;

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Like CLI::Range, but says the range as a person would.
CLI::Validator between(double low, double high) {
    return {[=](const std::string& text) {
                const std::optional<double> value = number_in(text);
                if (value && *value >= low && *value <= high) return std::string();
                return fmt::format("found {}, expected a number from {} to {}", printable(text), low, high);
            },
            ""};
}

CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& list, const std::string& says) {
    // Without this the option would swallow the scenario file that follows its value.
    return app.add_option(name, list, says)->allow_extra_args(false);
}

void add_file(CLI::App& app, Arguments& arguments) {
    app.add_option("SCENARIO", arguments.file, "scenario file, or the manifest.json of a result")
        ->required()
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
        ->check(between(1, kMostThreads))
        ->type_name("N");
}

void add_experiment(CLI::App& app, Arguments& arguments) {
    add_file(app, arguments);
    app.add_option("-o,--out", arguments.out,
                   "result folder, which must not exist (default: results/SCENARIO-COMMAND, with a number if taken)")
        ->type_name("FOLDER");
    app.add_option("--replications", arguments.replications, "runs with fresh luck")->type_name("N");
    app.add_option("--seed", arguments.seed, "number from which all luck is drawn")->type_name("N");
    add_threads(app, arguments);
    add_sets(app, arguments);
    app.add_option("--orders", arguments.orders_sample,
                   "writes orders.csv with this share of the orders (default: all)")
        ->check(between(0.0, 1.0))
        ->type_name("[SHARE]");
    add_quiet(app, arguments);
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& says) {
    CLI::App* command = app.add_subcommand(name, says);
    command->fallthrough(false);
    return command;
}

void add_commands(CLI::App& app, Arguments& arguments) {
    CLI::App* run = add_command(app, "run", "runs all models of a scenario and writes their tables");
    add_experiment(*run, arguments);
    add_list(*run, "--model", arguments.models, "runs only the model of this name; repeatable")->type_name("NAME");

    CLI::App* compare = add_command(app, "compare", "runs all models in identical worlds and says which does better");
    add_experiment(*compare, arguments);
    add_list(*compare, "--worth", arguments.worth,
             "smallest difference worth caring about, in the measure's unit over the whole run; repeatable")
        ->type_name("MEASURE=VALUE");

    CLI::App* validate = add_command(app, "validate", "checks scenario files and tells every fault");
    validate->add_option("SCENARIO", arguments.files, "scenario files")->required()->type_name("FILE");
    add_sets(*validate, arguments);

    CLI::App* show = add_command(app, "show", "prints every value of a scenario and where it was said");
    add_file(*show, arguments);
    add_sets(*show, arguments);
    show->add_flag("--json", arguments.json, "the resolved scenario as JSON instead");

    CLI::App* explain = add_command(app, "explain", "tells what a parameter means: unit, default, range, source");
    explain->add_option("WORD", arguments.words, "path of a parameter, such as models.revenue.commission, or words")
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
        ->check(between(1, 1e9))
        ->allow_extra_args(false)
        ->type_name("N,N");
    bench->add_option("--days", arguments.days, "days to run (default: 60)")->check(between(1, 36500))->type_name("N");
    bench->add_option("--threads", arguments.threads, "most threads to compare with one (default: 2)")
        ->check(between(1, kMostThreads))
        ->type_name("N");
    add_sets(*bench, arguments);

    CLI::App* docs = add_command(app, "docs", "writes docs/parameters.md and docs/measures.md");
    docs->group("");  // for those who change the program: not among the commands of --help
    docs->add_flag("--check", arguments.check, "writes nothing; exit code 1 when a document is stale");
    docs->add_option("-o,--out", arguments.out, "folder of the documents (default: docs)")->type_name("FOLDER");
}

/// The value of --orders may be left out, which means all; here it is said, so that no scenario file is taken for it.
std::vector<std::string> with_orders_said(std::vector<std::string> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != "--orders") continue;
        const bool said = i + 1 < words.size() && number_in(words[i + 1]);
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

}  // namespace

Parsed parse_arguments(int count, const char* const* values) {
    Arguments arguments;
    arguments.line.assign(values, values + count);
    if (!arguments.line.empty()) arguments.line.front() = "pasar";

    CLI::App app(kAbout, "pasar");
    app.set_version_flag("--version", "pasar " + program_version());
    app.set_help_all_flag("--help-all", "the help of all commands");
    app.footer(kExamples);
    app.require_subcommand(1);
    add_commands(app, arguments);

    try {
        std::vector<std::string> words = with_orders_said({arguments.line.begin() + 1, arguments.line.end()});
        refuse_unknown_command(app, words);
        std::reverse(words.begin(), words.end());  // as CLI11 wants a vector
        app.parse(std::move(words));
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
