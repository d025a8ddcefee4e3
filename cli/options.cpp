#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <cmath>

#include "reports/result/csv.h"
#include "scenarios/form.h"
#include "scenarios/typed_number.h"
#include "sim/counts/sides.h"
#include "words/text.h"

namespace pasar {

namespace {

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

/// A command that goes on takes what it was asked from the unfinished result; only how it works may change.
void check_resume(const CLI::App& command, const CLI::Option& file, const CLI::Option& resume, bool needs_file) {
    if (resume.count() == 0) {
        if (file.count() == 0 && needs_file) throw CLI::RequiredError("SCENARIO");
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

}  // namespace

CLI::Validator between(double low, double high) {
    return {[=](std::string& text) { return check_number(text, {.min = low, .max = high}); }, ""};
}

CLI::Validator whole_between(double low, double high) {
    return {[=](std::string& text) { return check_number(text, {.has_decimals = false, .min = low, .max = high}); },
            ""};
}

CLI::Validator whole_as_in_scenario(std::string_view field) {
    const About& about = scenario_form().find(field)->about;
    return whole_between(about.min, about.max);
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
    app.add_option("--seed", arguments.seed, "number from which all random numbers are drawn")
        ->transform(whole_as_in_scenario("seed"))
        ->type_name("N");
}

void add_warm_up(CLI::App& app, Arguments& arguments) {
    app.add_option("--warm-up", arguments.warm_up, "days at the beginning that are run and not counted")
        ->check(whole_as_in_scenario("warm_up"))
        ->type_name("DAYS");
}

void add_long_work(CLI::App& app, Arguments& arguments, std::string_view default_scenario) {
    CLI::Option* file = add_file(app, arguments);
    if (!default_scenario.empty())
        file->description(
            fmt::format("{} (default: {} of the scenario folder)", file->get_description(), default_scenario));
    CLI::Option* resume = app.add_option("--resume", arguments.resume,
                                         "goes on with an unfinished result, instead of SCENARIO and other options")
                              ->type_name("FOLDER");
    resume->excludes(file);
    app.final_callback([&app, &arguments, file, resume, default_scenario] {
        check_resume(app, *file, *resume, default_scenario.empty());
        if (resume->count() == 0 && file->count() == 0) arguments.file = default_scenario;
    });
    app.add_option("-o,--out", arguments.out,
                   "result folder, which must not exist (default: results/SCENARIO-COMMAND, with a number if taken)")
        ->type_name("FOLDER");
    app.add_option("--replications", arguments.replications, "runs with fresh random numbers")
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
    app.add_option("--for", arguments.side,
                   fmt::format("whose measure it is, in place of --measure: {}, or the name of the scenario's firm",
                               fmt::join(NamesOf<Side>::names, ", ")))
        ->type_name("SIDE");
}

void add_vary(CLI::App& app, Arguments& arguments, const std::string& says) {
    add_list(app, "--vary", arguments.vary, says)->type_name("PATH=LOW:HIGH");
}

void add_whole_number(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                      const std::string& says, double low, double high) {
    app.add_option(name, value, says)->transform(whole_between(low, high))->type_name("N");
}

void add_world(CLI::App& app, Arguments& arguments) {
    app.add_option("--world", arguments.world,
                   "alone: each model in a world of its own (the default); compete: all models of the scenario as "
                   "platforms of one world, at every point; channels: such a world for each choice of where the firm "
                   "sells, in the place of models (measured by firm_profit_all)")
        ->check(CLI::IsMember({"alone", "compete", "channels"}))
        ->type_name("WHICH");
}

void add_language(CLI::App& app, Arguments& arguments, const std::string& says) {
    app.add_option_function<std::string>(
           "--language", [&](const std::string& code) { arguments.language = language_of(code); }, says)
        ->check([](const std::string& code) {
            return language_of(code) ? std::string() : fmt::format("found {}, expected en or id", printable(code));
        })
        ->type_name("CODE");
}

void add_replications(CLI::App& app, Arguments& arguments, const std::string& measures_are) {
    add_long_work(app, arguments);
    add_language(app, arguments,
                 "of the summary on the screen: en (English, the default) or id (Indonesian); files are English");
    app.add_option("--orders", arguments.orders_sample,
                   "writes orders.csv with this share of the orders (default: all)")
        ->transform(between(0.0, 1.0))
        ->type_name("[SHARE]");
    app.add_flag("--reviews", arguments.reviews,
                 "writes reviews.csv with the reviews, the score on display and the sales of each seller by day");
    app.add_flag("--auctions", arguments.auctions,
                 "writes auctions.csv with bidders, bids, price and values of each auction that ended");
    app.add_flag("--bookings", arguments.bookings,
                 "writes provider_days.csv with the places, bookings and buyers served of each provider by day, where "
                 "services are booked");
    app.add_option_function<std::string>(
           "--until-precise", [&](const std::string& text) { arguments.until_precise = share_in(text); },
           "adds replications until the 95 % interval of each --measure is at most this wide to either side, "
           "relative to the mean (compare: of each difference, relative to the larger mean); at least 10 of them")
        ->type_name("PERCENT");
    add_measures(app, arguments, measures_are);
    add_whole_number(app, "--most-replications", arguments.most_replications,
                     "where --until-precise gives up (default: 1000)", 1, 1e6);
}

}  // namespace pasar
