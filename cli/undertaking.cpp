#include "cli/undertaking.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/called.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "reports/figures.h"
#include "reports/report.h"
#include "reports/text.h"
#include "scenarios/nearest.h"
#include "sim/measures.h"
#include "sim/run.h"

namespace pasar {

namespace {

std::string shown(const std::filesystem::path& path) { return printable(path.string(), 200); }

LoadedScenario load(const Arguments& arguments) {
    // As settings, so that they are checked like everything a scenario says; last, so that they win.
    std::vector<std::string> sets = arguments.sets;
    if (arguments.replications) sets.push_back(fmt::format("replications={}", *arguments.replications));
    if (arguments.seed) sets.push_back(fmt::format("seed={}", *arguments.seed));
    if (arguments.warm_up) sets.push_back(fmt::format("warm_up={}", *arguments.warm_up));
    return load_for_command(arguments.file, sets);
}

std::pair<std::string, double> parse_worth(const std::string& text) {
    const std::size_t equals = text.find('=');
    double value = 0.0;
    if (equals != std::string::npos) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + equals + 1, end, value);
        if (read.ec == std::errc{} && read.ptr == end && std::isfinite(value) && value >= 0.0) {
            return {text.substr(0, equals), value};
        }
    }
    throw BadInput(fmt::format("--worth {}: expected MEASURE=VALUE with a value of 0 or more", printable(text)));
}

Task task_of(const Arguments& arguments) {
    Task task;
    task.command = arguments.command;
    task.scenario_file = arguments.scenario_file.empty() ? arguments.file : arguments.scenario_file;
    task.models = arguments.models;
    task.orders_sample = arguments.orders_sample.value_or(0.0);
    for (const std::string& text : arguments.worth) {
        auto [measure, value] = parse_worth(text);
        task.worth.insert_or_assign(std::move(measure), value);
    }
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
    return task;
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
    std::vector<std::string> worth;
    for (const auto& [measure, value] : task.worth) worth.push_back(fmt::format("{}={}", measure, value));
    arguments.worth.insert(arguments.worth.begin(), worth.begin(), worth.end());
    if (!arguments.until_precise) arguments.until_precise = task.until_precise;
    if (!arguments.most_replications) arguments.most_replications = task.most_replications;
    if (arguments.design.empty()) {
        arguments.design = task.design;
        arguments.design_text = task.design_text;
    }
    if (!arguments.points) arguments.points = task.points;
    if (!arguments.steps) arguments.steps = task.steps;
    if (arguments.method.empty()) arguments.method = task.method;
    arguments.scenario_file = task.scenario_file;
}

Arguments resumed(Arguments arguments) {
    std::filesystem::path folder = *arguments.resume;
    if (!folder.has_filename()) folder = folder.parent_path();
    if (folder.extension() != ".unfinished") folder += ".unfinished";
    if (!std::filesystem::is_directory(folder)) (void)ResultFolder::unfinished(*arguments.resume);  // says why not
    const std::filesystem::path manifest = folder / "manifest.json";
    const std::optional<Task> task = read_task(manifest);
    const std::optional<Beginning> beginning = read_beginning(manifest);
    if (!task || !beginning) {
        throw BadInput(
            fmt::format("{} cannot be resumed: it was stopped before its beginning was written down, or is no "
                        "result; remove it",
                        shown(folder)));
    }
    if (task->command != arguments.command) {
        throw BadInput(fmt::format("{} was begun by pasar {}; go on with: {} {} --resume {}", shown(folder),
                                   task->command, called_as(), task->command, shown(folder)));
    }
    if (beginning->version != program_version()) {
        throw BadInput(fmt::format("{} was begun by pasar {}, and this is {}, which may give other results",
                                   shown(folder), printable(beginning->version), program_version()));
    }
    arguments.file = manifest.string();
    arguments.line = beginning->command_line;
    fill_in(arguments, *task);
    return arguments;
}

}  // namespace

Arguments recalled(Arguments arguments) {
    if (arguments.resume) return resumed(std::move(arguments));
    const std::optional<Task> task = read_task(arguments.file);
    if (!task) return arguments;
    arguments.scenario_file = task->scenario_file;
    const bool again = arguments.command == task->command || (arguments.command == "run" && arguments.models.empty());
    if (!again) return arguments;
    if (!task->command.empty()) arguments.command = task->command;
    fill_in(arguments, *task);
    return arguments;
}

std::vector<std::size_t> places_of(const Scenario& scenario, const std::vector<std::string>& names) {
    std::vector<std::size_t> places;
    std::vector<std::string_view> known;
    for (const ModelSpec& model : scenario.models) known.push_back(model.name);
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (names.empty() || std::find(names.begin(), names.end(), known[i]) != names.end()) places.push_back(i);
    }
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string hint = did_you_mean(name, known);
        if (hint.empty()) hint = fmt::format("it has: {}", fmt::join(known, ", "));
        throw BadInput(fmt::format("the scenario has no model called \"{}\"; {}", printable(name), hint));
    }
    return places;
}

std::size_t kpi_of(std::string_view option, std::string_view name) {
    const std::size_t kpi = find_kpi(name);
    if (kpi < kKpiCount) return kpi;
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < kKpiCount; ++i) known.push_back(kpi_info(i).name);
    std::string hint = did_you_mean(name, known);
    // Half a name is no slip of a pen, but says what is looked for.
    if (hint.empty()) hint = holding_hint(name, known);
    throw BadInput(fmt::format("{} {}: no such measure; {}", option, printable(name),
                               hint.empty() ? "docs/measures.md lists them" : hint));
}

std::vector<std::size_t> kpis_of(const Task& task) {
    std::vector<std::size_t> kpis;
    for (const std::string& name : task.measures) kpis.push_back(kpi_of("--measure", name));
    if (kpis.empty()) kpis.push_back(find_kpi("contribution"));
    return kpis;
}

Undertaking::Undertaking(const Arguments& arguments)
    : arguments_(arguments),
      loaded_(load(arguments)),
      task_(task_of(arguments)),
      threads_(arguments.threads > 0 ? arguments.threads : available_cores()),
      memory_bytes_(available_memory_bytes()),
      command_line_(arguments.line) {
    times_.started = std::chrono::system_clock::now();
}

double Undertaking::bytes_per_run(const std::vector<std::size_t>& models) const {
    double bytes = 0.0;
    for (const std::size_t model : models) bytes = std::max(bytes, estimated_bytes(scenario(), model));
    if (bytes <= memory_bytes_) return bytes;
    throw BadInput(fmt::format("{} buyers need about {} of memory, and {} are free; lower market.buyers",
                               grouped(static_cast<double>(scenario().market.buyers)), bytes_in_words(bytes),
                               bytes_in_words(memory_bytes_)));
}

void Undertaking::open_folder() {
    if (arguments_.resume) {
        folder_ = std::make_unique<ResultFolder>(ResultFolder::unfinished(*arguments_.resume));
        if (const auto beginning = read_beginning(working() / "manifest.json")) times_.started = beginning->started;
        done_ = last_good_entry(working()).value_or(JournalEntry{});
        runs_ = done_.runs;
    } else {
        folder_ = std::make_unique<ResultFolder>(
            arguments_.out
                ? ResultFolder::at(*arguments_.out)
                : ResultFolder::by_default(std::filesystem::path(task_.scenario_file).stem().string(), task_.command));
        write_manifest(working(), manifest_of(*loaded_.resolved, task_, command_line_, times_, {}));
    }
    journal_ = std::make_unique<Journal>(working());
}

void Undertaking::expect_steps(std::int64_t more) {
    if (!progress_) {
        const bool has_bar = !arguments_.quiet && standard_error_is_watched();
        progress_ = std::make_unique<Progress>(arguments_.progress_in_lines ? Progress::Look::Lines
                                               : has_bar                    ? Progress::Look::Bar
                                                                            : Progress::Look::Silent);
    }
    progress_->expect(more);
}

std::function<void()> Undertaking::step() {
    expect_steps(0);
    return [this] { progress_->step(); };
}

void Undertaking::note_run(const std::function<std::vector<FileRecord>(bool)>& checkpoint) {
    const bool to_disk = journal_->disk_is_due();
    journal_->note({.runs = ++runs_, .files = checkpoint(to_disk)}, to_disk);
    folder_->keep();
}

std::string Undertaking::how_to_go_on() const {
    return fmt::format("{} {} kept; go on with: {} {} --resume {}", grouped(static_cast<double>(runs_)),
                       runs_ == 1 ? "run is" : "runs are", called_as(), task_.command, shown(working()));
}

void Undertaking::see_through(const std::function<void()>& work) {
    try {
        work();
    } catch (const Interrupted&) {
        progress_.reset();
        throw Interrupted(runs_ == 0 ? "interrupted; no result was written"
                                     : fmt::format("interrupted; {}", how_to_go_on()));
    } catch (const WriteFailed& error) {
        progress_.reset();
        if (runs_ == 0) throw;
        throw WriteFailed(fmt::format("{}; {}", error.what(), how_to_go_on()));
    } catch (const std::bad_alloc&) {
        progress_.reset();
        if (runs_ == 0) throw;
        throw std::runtime_error(fmt::format("out of memory; {} --threads 1", how_to_go_on()));
    }
    progress_.reset();
}

void Undertaking::finish(const std::vector<FileRecord>& files, const std::vector<std::string>& answer,
                         std::int64_t replications, int threads) {
    tables_ = files.size();
    times_.threads = threads;
    times_.ended = std::chrono::system_clock::now();
    nlohmann::ordered_json resolved = *loaded_.resolved;
    resolved["replications"] = replications;
    nlohmann::ordered_json manifest = manifest_of(resolved, task_, command_line_, times_, answer);
    add_files(manifest, files);
    add_files(manifest, write_report(working(), manifest));
    write_manifest(working(), manifest);
    journal_.reset();
    std::filesystem::remove(working() / Journal::kFile);
    folder_->commit();
}

std::string Undertaking::closing_line(Language language) const {
    const double seconds = std::chrono::duration<double>(times_.ended - times_.started).count();
    return filled(tr("{} tables in {} ({})", language), tables_, shown(folder_->place()), duration_in_words(seconds)) +
           '\n';
}

}  // namespace pasar
