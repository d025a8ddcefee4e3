#include "cli/experiment.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reports/figures.h"
#include "reports/folder.h"
#include "reports/manifest.h"
#include "reports/screen.h"
#include "reports/tables.h"
#include "reports/text.h"
#include "scenarios/nearest.h"
#include "sim/experiments/compare.h"
#include "sim/run.h"

namespace pasar {

namespace {

LoadedScenario load(const Arguments& arguments) {
    // As settings, so that they are checked like everything a scenario says; last, so that they win.
    std::vector<std::string> sets = arguments.sets;
    if (arguments.replications) sets.push_back(fmt::format("replications={}", *arguments.replications));
    if (arguments.seed) sets.push_back(fmt::format("seed={}", *arguments.seed));
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

Worth worth_by_kpi(const std::map<std::string, double>& by_name) {
    Worth worth;
    for (const auto& [name, value] : by_name) {
        const std::size_t kpi = find_kpi(name);
        if (kpi == kKpiCount) {
            std::vector<std::string_view> known;
            for (std::size_t i = 0; i < kKpiCount; ++i) known.push_back(kpi_info(i).name);
            const std::string hint = did_you_mean(name, known);
            throw BadInput(fmt::format("--worth {}: no such measure; {}", printable(name),
                                       hint.empty() ? "docs/measures.md lists them" : hint));
        }
        worth[kpi] = value;
    }
    return worth;
}

/// What the command line asks for; where the file is a manifest and the command line is silent, what it recorded.
Task task_of(const Arguments& arguments) {
    const std::string& file = arguments.file;
    Task task;
    task.scenario_file = file;
    if (std::optional<Task> recorded = read_task(file)) {
        const bool again = arguments.command == "run" || recorded->command == arguments.command;
        if (again)
            task = std::move(*recorded);
        else
            task.scenario_file = recorded->scenario_file;
        if (task.scenario_file.empty()) task.scenario_file = file;
    }
    if (task.command != "run" && task.command != "compare") task.command = arguments.command;
    if (!arguments.models.empty()) {
        task.models = arguments.models;
        task.command = "run";
    }
    if (arguments.orders_sample) task.orders_sample = *arguments.orders_sample;
    for (const std::string& text : arguments.worth) {
        const auto [name, value] = parse_worth(text);
        task.worth[name] = value;
    }
    return task;
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
        throw BadInput(
            fmt::format("the scenario has no model called \"{}\"; {}", printable(name), did_you_mean(name, known)));
    }
    return places;
}

CorePlan plan(const Arguments& arguments, const Scenario& scenario, const std::vector<std::size_t>& places) {
    double bytes = 0.0;
    for (const std::size_t place : places) bytes = std::max(bytes, estimated_bytes(scenario, place));
    const double memory = available_memory_bytes();
    if (bytes > memory) {
        throw BadInput(fmt::format("{} buyers need about {} of memory, and {} are free; lower market.buyers",
                                   grouped(static_cast<double>(scenario.market.buyers)), bytes_in_words(bytes),
                                   bytes_in_words(memory)));
    }
    const auto runs = static_cast<std::int64_t>(places.size()) * scenario.replications;
    return plan_cores(runs, arguments.threads > 0 ? arguments.threads : available_cores(), bytes, memory);
}

ResultFolder open_folder(const Arguments& arguments, const Task& task) {
    if (arguments.out) return ResultFolder::at(*arguments.out);
    return ResultFolder::by_default(std::filesystem::path(task.scenario_file).stem().string(), task.command);
}

void print_summary(const Scenario& scenario, const Comparison& comparison, bool compares, const ResultFolder& folder,
                   std::size_t tables, double seconds) {
    const ScreenOptions screen = screen_of_standard_output();
    fmt::print("{}", summary_table(scenario, comparison, compares, screen));
    if (compares) fmt::print("\n{}", verdict_text(scenario, comparison, screen));
    fmt::print("\n{} tables in {} ({})\n", tables, printable(folder.place().string(), 200), duration_in_words(seconds));
}

}  // namespace

int carry_out(const Arguments& arguments) {
    RunTimes times;
    times.started = std::chrono::system_clock::now();
    const LoadedScenario loaded = load(arguments);
    const Scenario& scenario = loaded.scenario;
    const Task task = task_of(arguments);
    const std::vector<std::size_t> places = places_of(scenario, task.models);
    const bool compares = task.command == "compare";
    if (compares && places.size() < 2) {
        throw BadInput("a comparison needs at least two models, and this scenario has one; use pasar run");
    }
    const Worth worth = worth_by_kpi(task.worth);

    ReplicateOptions options;
    options.models = places;
    options.cores = plan(arguments, scenario, places);
    options.orders_sample = task.orders_sample;
    options.stop = &stop_requested();
    times.threads = options.cores.parallel_runs * options.cores.threads_per_run;

    ResultFolder folder = open_folder(arguments, task);
    ResultTables tables(folder.working(), scenario);
    options.sink = [&](RunResult&& result) { tables.add(result); };

    Comparison comparison;
    {
        Progress progress(static_cast<std::int64_t>(places.size()) * scenario.replications * scenario.days,
                          !arguments.quiet && standard_error_is_watched());
        options.after_day = [&] { progress.step(); };
        comparison = compare(scenario, options, worth);
    }
    const std::vector<FileRecord> files = tables.finish(comparison, compares);
    times.ended = std::chrono::system_clock::now();
    write_manifest(folder.working(), *loaded.resolved, task, arguments.line, times, files);
    folder.commit();

    if (!arguments.quiet) {
        const double seconds = std::chrono::duration<double>(times.ended - times.started).count();
        print_summary(scenario, comparison, compares, folder, files.size(), seconds);
    }
    return kDone;
}

}  // namespace pasar
