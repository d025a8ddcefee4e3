#include "cli/command_run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/called.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/resume.h"
#include "cli/terminal.h"
#include "reports/report.h"
#include "reports/result/folder_contents.h"
#include "scenarios/find_file.h"
#include "scenarios/nearest.h"
#include "sim/counts/applies.h"
#include "sim/counts/measure_words.h"
#include "sim/counts/measures.h"
#include "sim/counts/sides.h"
#include "sim/counts/typed_measure.h"
#include "sim/memory/room.h"
#include "sim/world/run.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

std::string shown(const std::filesystem::path& path) { return printable(path.string(), 200); }

LoadedScenario load(const Arguments& arguments) {
    // As settings, so that they are checked like everything a scenario says; last, so that they win.
    std::vector<std::string> sets = arguments.sets;
    if (arguments.replications) sets.push_back(fmt::format("replications={}", *arguments.replications));
    if (arguments.seed) sets.push_back(fmt::format("seed={}", *arguments.seed));
    if (arguments.warm_up) sets.push_back(fmt::format("warm_up={}", *arguments.warm_up));
    LoadedScenario loaded = load_for_command(arguments.file, sets);
    if (!arguments.quiet) tell_notes(loaded);
    return loaded;
}

std::pair<std::string, double> parse_worth(const std::string& text, std::string_view currency) {
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) {
        const std::string measure = text.substr(0, equals);
        const std::string typed = text.substr(equals + 1);
        const TypedNumber number = read_typed_measure(typed, measure, currency);
        if (!number.doubt.empty())
            throw BadInput(fmt::format("--worth {}: found \"{}\", {}; {}", printable(text), printable(typed),
                                       number.doubt, number.hint));
        const std::optional<double> value = plain_value(number.plain);
        if (value && *value >= 0.0) return {measure, *value};
    }
    throw BadInput(fmt::format("--worth {}: expected MEASURE=VALUE with a value of 0 or more", printable(text)));
}

Task task_of(const Arguments& arguments, std::string_view currency) {
    Task task;
    task.command = arguments.command;
    task.scenario_file = arguments.scenario_file.empty() ? arguments.file : arguments.scenario_file;
    task.models = arguments.models;
    task.orders_sample = arguments.orders_sample.value_or(0.0);
    task.reviews = arguments.reviews;
    task.auctions = arguments.auctions;
    task.bookings = arguments.bookings;
    for (const std::string& text : arguments.worth) {
        auto [measure, value] = parse_worth(text, currency);
        task.worth.insert_or_assign(std::move(measure), value);
    }
    task.world = arguments.world == kCompete || arguments.world == kChannels ? arguments.world : "";
    task.without = arguments.without;
    task.alone = arguments.alone;
    task.against = arguments.against;
    task.measures = arguments.measures;
    task.until_precise = arguments.until_precise;
    if (arguments.most_replications) task.most_replications = *arguments.most_replications;
    task.vary = arguments.vary;
    task.design = arguments.design;
    task.design_text = arguments.design_text;
    task.points = arguments.points;
    task.steps = arguments.steps;
    task.method = arguments.method;
    task.causes = arguments.causes;
    task.constraints = arguments.constraints;
    task.facts = arguments.facts;
    task.facts_text = arguments.facts_text;
    task.csv_locale = arguments.csv_locale == "en" ? "" : arguments.csv_locale;
    return task;
}

/// What a manifest remembers is held to what the options allow; somebody may have changed it.
void check_remembered(const std::filesystem::path& manifest, const Task& task) {
    if (!task.wrong.empty()) {
        throw BadInput(fmt::format("{}: command, scenario_file and options are not as Pasar writes them: {}",
                                   shown(manifest), printable(task.wrong, 200)));
    }
    const auto within = [&](const char* option, std::optional<double> value, double low, double high) {
        if (!value || (*value >= low && *value <= high)) return;
        throw BadInput(fmt::format("{}: /options/{}: found {}; allowed: a number from {} to {}", shown(manifest),
                                   option, *value, low, high));
    };
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    };
    within("orders", task.orders_sample, 0.0, 1.0);
    within("until_precise", task.until_precise, 0.0, 1.0);
    within("most_replications", static_cast<double>(task.most_replications), 1.0, 1e6);
    within("points", number(task.points), 2.0, 1e6);
    within("steps", number(task.steps), 2.0, 1001.0);
}

/// What the command line leaves unsaid is taken from the task.
void fill_in(Arguments& arguments, const Task& task) {
    const auto list = [](std::vector<std::string>& mine, const std::vector<std::string>& recorded) {
        if (mine.empty()) mine = recorded;
    };
    list(arguments.models, task.models);
    list(arguments.measures, task.measures);
    list(arguments.vary, task.vary);
    list(arguments.causes, task.causes);
    list(arguments.constraints, task.constraints);
    if (!arguments.orders_sample && task.orders_sample > 0.0) arguments.orders_sample = task.orders_sample;
    arguments.reviews = arguments.reviews || task.reviews;
    arguments.auctions = arguments.auctions || task.auctions;
    arguments.bookings = arguments.bookings || task.bookings;
    std::vector<std::string> worth;
    for (const auto& [measure, value] : task.worth) worth.push_back(fmt::format("{}={}", measure, undoubted(value)));
    arguments.worth.insert(arguments.worth.begin(), worth.begin(), worth.end());
    if (!arguments.until_precise) arguments.until_precise = task.until_precise;
    if (!arguments.most_replications && task.most_replications != Task().most_replications)
        arguments.most_replications = task.most_replications;
    if (arguments.world.empty()) arguments.world = task.world;
    list(arguments.without, task.without);
    arguments.alone = arguments.alone || task.alone;
    if (arguments.against.empty()) arguments.against = task.against;
    if (arguments.design.empty()) {
        arguments.design = task.design;
        arguments.design_text = task.design_text;
        arguments.design_is_recalled = true;
    }
    if (arguments.facts.empty()) {
        arguments.facts = task.facts;
        arguments.facts_text = task.facts_text;
    }
    if (!arguments.points) arguments.points = task.points;
    if (!arguments.steps) arguments.steps = task.steps;
    if (arguments.method.empty()) arguments.method = task.method;
    if (arguments.csv_locale.empty()) arguments.csv_locale = task.csv_locale;
    arguments.scenario_file = task.scenario_file;
}

/// Throws BadInput where --measure names another key figure than the one that --for is short for.
void agree_on_measure(const std::string& side, const std::vector<std::string>& measures, std::size_t kpi) {
    for (const std::string& measure : measures) {
        if (find_kpi(measure) == kpi) continue;
        throw BadInput(fmt::format("--for {} is short for --measure {}, and --measure says {}; give one or the other",
                                   printable(side), kpi_info(kpi).name, printable(measure)));
    }
}

/// --for is short for --measure. Manifests remember the measure. A name that no side has can only be that of the firm,
/// which is known once the scenario is read (choose_firm).
void choose_measure_of_side(Arguments& arguments) {
    if (!arguments.side) return;
    const std::optional<Side> side = side_named(*arguments.side);
    const std::size_t kpi = measure_of(side.value_or(Side::Firm));
    if (side) agree_on_measure(*arguments.side, arguments.measures, kpi);
    if (side || arguments.measures.empty()) arguments.measures = {std::string(kpi_info(kpi).name)};
}

bool is_same_name(std::string_view one, std::string_view other) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return small(a) == small(b); });
}

/// The measure of a side that is the scenario's firm, by its own name or as "firm".
void choose_firm(const Arguments& arguments, const FirmSpec& firm, std::vector<std::string>& measures) {
    if (!arguments.side) return;
    const std::string& name = *arguments.side;
    const std::optional<Side> side = side_named(name);
    if (side && (*side != Side::Firm || firm.is_there())) return;
    if (side)
        throw BadInput(
            fmt::format("--for {}: the scenario has no firm; {} new firm writes one that has", name, called_as()));
    if (firm.is_there() && is_same_name(name, firm.name)) {
        agree_on_measure(name, measures, measure_of(Side::Firm));
        measures = {std::string(kpi_info(measure_of(Side::Firm)).name)};
        return;
    }
    std::string hint = side_hint(name);
    if (hint.empty() && firm.is_there()) hint = did_you_mean(name, std::vector{firm.name});
    std::vector<std::string> there;
    for (const std::string_view known : NamesOf<Side>::names)
        if (known != name_of(Side::Firm)) there.emplace_back(known);
    if (firm.is_there()) there.push_back(fmt::format("firm or \"{}\"", printable(firm.name, 200)));
    throw BadInput(fmt::format("--for {}: no such side; {}there are: {}", printable(name),
                               hint.empty() ? "" : hint + " ", fmt::join(there, ", ")));
}

Arguments resumed(Arguments arguments) {
    const Remembered remembered = remember(arguments);
    arguments.file = (unfinished_folder(*arguments.resume) / kManifestFile).string();
    arguments.line = remembered.beginning.command_line;
    fill_in(arguments, remembered.task);
    return arguments;
}

}  // namespace

Arguments recalled(Arguments arguments) {
    choose_measure_of_side(arguments);
    if (!arguments.file.empty()) arguments.file = find_scenario(arguments.file).string();
    for (std::string& file : arguments.files) file = find_scenario(file).string();
    if (arguments.resume) arguments.resume = find_path_typed(*arguments.resume).string();
    if (arguments.resume) return resumed(std::move(arguments));
    const std::optional<Task> task = read_task(arguments.file);
    if (!task) return arguments;
    arguments.scenario_file = task->scenario_file;
    const bool again = arguments.command == task->command || (arguments.command == "run" && arguments.models.empty());
    if (!again) return arguments;
    check_remembered(arguments.file, *task);
    if (!arguments.quiet) warn_of_other_origin(arguments.file);
    if (!task->command.empty()) arguments.command = task->command;
    fill_in(arguments, *task);
    return arguments;
}

std::vector<std::size_t> positions_of(const Scenario& scenario, const std::vector<std::string>& names) {
    std::vector<std::size_t> positions;
    std::vector<std::string_view> known;
    for (const ModelSpec& model : scenario.models) known.push_back(model.name);
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (names.empty() || std::find(names.begin(), names.end(), known[i]) != names.end()) positions.push_back(i);
    }
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string hint = did_you_mean(name, known);
        if (hint.empty()) hint = fmt::format("it has: {}", fmt::join(known, ", "));
        throw BadInput(fmt::format("the scenario has no model called \"{}\"; {}", printable(name), hint));
    }
    return positions;
}

std::size_t kpi_of(std::string_view option, std::string_view name) {
    const std::size_t kpi = find_kpi(name);
    if (kpi < kKpiCount) return kpi;
    const std::string hint = measure_hint(name);
    throw BadInput(fmt::format("{} {}: no such measure; {}", option, printable(name),
                               hint.empty() ? "docs/measures.md lists them" : hint));
}

std::size_t position_of(std::string_view option, const Scenario& scenario, const std::vector<std::size_t>& positions,
                        const std::string& name) {
    std::vector<std::string_view> known;
    for (const std::size_t model : positions) known.push_back(scenario.models[model].name);
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = fmt::format("there are: {}", fmt::join(known, ", "));
    throw BadInput(fmt::format("{} {}: no such model here; {}", option, printable(name), hint));
}

std::vector<std::size_t> kpis_of(const Task& task, const Scenario& scenario) {
    std::vector<std::size_t> kpis;
    for (const std::string& name : task.measures) {
        kpis.push_back(kpi_of("--measure", name));
        const bool compete = std::any_of(scenario.models.begin(), scenario.models.end(),
                                         [](const ModelSpec& model) { return model.competes; });
        if (is_of_competition(kpi_info(kpis.back()).name) && !compete)
            throw BadInput(
                fmt::format("--measure {}: exists only where models share one world: {} compete, or an "
                            "experiment with --world compete",
                            printable(name), called_as()));
    }
    if (kpis.empty()) kpis.push_back(measure_of(scenario.firm.is_there() ? Side::Firm : Side::Platform));
    return kpis;
}

CommandRun::CommandRun(const Arguments& arguments)
    : arguments_(arguments),
      loaded_(load(arguments)),
      task_(task_of(arguments, scenario().currency)),
      threads_(arguments.threads > 0 ? arguments.threads : available_cores()),
      memory_bytes_(available_memory_bytes()),
      command_line_(arguments.line) {
    times_.started = std::chrono::system_clock::now();
    for (ModelSpec& model : loaded_.scenario.models) model.competes = competes();
    choose_firm(arguments, scenario().firm, task_.measures);
    if (const std::optional<Side> side = side_asking(scenario().asked_by); side && task_.measures.empty())
        task_.measures = {std::string(kpi_info(measure_of(*side)).name)};
}

CsvLocale CommandRun::csv_locale() const { return csv_locale_of(task_.csv_locale).value_or(CsvLocale::Point); }

double CommandRun::bytes_per_run(const std::vector<std::size_t>& models, bool tables) const {
    double most = 0.0;
    for (const std::size_t model : models) {
        const std::vector<MemoryNeed> needs = memory_needs(scenario(), model, tables);
        const double bytes = total_bytes(needs) + (competes() ? most : 0.0);
        most = std::max(most, bytes);
        if (bytes <= memory_bytes_) continue;
        throw BadInput(fmt::format("a run with {} needs about {} of memory, and {} are free; lower {}",
                                   largest_of(needs).what, bytes_in_words(bytes), bytes_in_words(memory_bytes_),
                                   printable(largest_of(needs).parameter)));
    }
    return most;
}

void CommandRun::refuse_unless_kept(double runs, std::string_view options) const {
    const double bytes = runs * static_cast<double>(kKpiCount) * sizeof(double);
    if (bytes <= memory_bytes_) return;
    throw BadInput(fmt::format("the key figures of {} runs need about {} of memory, and {} are free; lower {}",
                               grouped(runs), bytes_in_words(bytes), bytes_in_words(memory_bytes_), options));
}

void CommandRun::open_folder() {
    const nlohmann::ordered_json asked = beginning_of(*loaded_.resolved, task_);
    if (arguments_.resume) {
        folder_ = std::make_unique<ResultFolder>(ResultFolder::unfinished(*arguments_.resume));
        if (const auto beginning = read_beginning(working() / kManifestFile)) times_.started = beginning->started;
        const JournalReading reading = take_up(working(), asked);
        done_ = reading.last;
        runs_ = done_.runs;
        if (reading.beginning) journal_ = std::make_unique<Journal>(working(), reading);
    } else {
        folder_ = std::make_unique<ResultFolder>(
            arguments_.out
                ? ResultFolder::at(*arguments_.out)
                : ResultFolder::by_default(std::filesystem::path(task_.scenario_file).stem().string(), task_.command));
        write_manifest(working(), manifest_of(*loaded_.resolved, task_, command_line_, times_, {}));
    }
    if (!journal_) journal_ = std::make_unique<Journal>(working(), asked);
}

void CommandRun::expect_steps(std::int64_t more) {
    if (!progress_) {
        const bool has_bar = !arguments_.quiet && standard_error_is_watched();
        progress_ = std::make_unique<Progress>(arguments_.progress_in_lines ? Progress::Look::Lines
                                               : has_bar                    ? Progress::Look::Bar
                                                                            : Progress::Look::Silent);
    }
    progress_->expect(more);
}

std::function<void()> CommandRun::step() {
    expect_steps(0);
    return [this] { progress_->step(); };
}

void CommandRun::note_run(const std::function<std::vector<FileRecord>(bool)>& checkpoint) {
    const bool to_disk = journal_->disk_is_due();
    journal_->note({.runs = ++runs_, .files = checkpoint(to_disk)}, to_disk);
    folder_->keep();
}

std::string CommandRun::how_to_go_on() const {
    return fmt::format("{} {} kept; go on with: {} {} --resume {}", grouped(static_cast<double>(runs_)),
                       runs_ == 1 ? "run is" : "runs are", called_as(), task_.command, shown(working()));
}

void CommandRun::see_through(const std::function<void()>& work) {
    try {
        work();
    } catch (const Interrupted&) {
        progress_.reset();
        throw Interrupted(folder_->kept() ? fmt::format("interrupted; {}", how_to_go_on())
                                          : "interrupted; no result was written");
    } catch (const WriteFailed& error) {
        progress_.reset();
        if (!folder_->kept()) throw;
        throw WriteFailed(fmt::format("{}; {}", error.what(), how_to_go_on()));
    } catch (const UnusableFolder& error) {
        progress_.reset();
        if (!folder_->kept()) throw;
        throw UnusableFolder(fmt::format("{}; {}", error.what(), how_to_go_on()));
    } catch (const OutOfRoom& error) {
        progress_.reset();
        if (!folder_->kept()) throw;
        throw OutOfRoom(fmt::format("{}; {}", error.what(), how_to_go_on()));
    } catch (const std::bad_alloc&) {
        progress_.reset();
        if (!folder_->kept()) throw;
        throw std::runtime_error(fmt::format("out of memory; {} --threads 1", how_to_go_on()));
    }
    progress_.reset();
}

void CommandRun::finish(const std::vector<FileRecord>& files, const std::vector<std::string>& answer,
                        std::int64_t replications, int threads) {
    tables_ = files.size();
    times_.threads = threads;
    times_.ended = std::chrono::system_clock::now();
    nlohmann::ordered_json resolved = *loaded_.resolved;
    resolved["replications"] = replications;
    nlohmann::ordered_json manifest = manifest_of(resolved, task_, command_line_, times_, answer);
    add_arms(manifest, arms_);
    add_files(manifest, files);
    std::vector<FileRecord> all = write_report(working(), manifest);
    add_files(manifest, all);
    // From now on the folder holds a whole result, whatever happens (put_in_place() in cli/resume.h).
    write_manifest(working(), manifest);
    journal_.reset();
    all.insert(all.end(), files.begin(), files.end());
    remove_notes(working());
    folder_->commit();
    warn_of_strangers(folder_->path(), all);
}

std::string CommandRun::closing_line(Language language) const {
    const double seconds = std::chrono::duration<double>(times_.ended - times_.started).count();
    return filled(tr("{} tables in {} ({})", language), tables_, shown(folder_->path()), duration_in_words(seconds)) +
           '\n';
}

}  // namespace pasar
