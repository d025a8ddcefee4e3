#include "cli/experiment.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "cli/called.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/undertaking.h"
#include "reports/run_table.h"
#include "reports/screen.h"
#include "reports/tables.h"
#include "reports/text.h"
#include "sim/experiments/compare.h"
#include "sim/experiments/precision.h"

namespace pasar {

namespace {

Worth worth_of(const Task& task) {
    Worth worth;
    for (const auto& [name, value] : task.worth) worth[kpi_of("--worth", name)] = value;
    return worth;
}

/// How close --until-precise came; empty where it was not asked for.
std::string precision_sentence(const Task& task, const KeyFigures& figures, bool compares,
                               const std::vector<std::size_t>& kpis, Language language) {
    if (!task.until_precise) return {};
    const auto two_digits = [&](double share) { return number_in(language, fmt::format("{:.2g}", 100.0 * share)); };
    std::vector<std::string> reached;
    for (const std::size_t kpi : kpis) {
        const Precision precision = precision_of(figures, kpi, compares, *task.until_precise);
        reached.push_back(
            filled(tr("{} known to ± {} %", language), kpi_info(kpi).name, two_digits(precision.reached)));
    }
    const bool precise = replications_for(figures, kpis, compares, *task.until_precise) <= figures.replications;
    const std::string missed = filled(tr("; not the {} % asked for", language), two_digits(*task.until_precise));
    return fmt::format(fmt::runtime(tr("After {} replications: {}{}.", language)), figures.replications,
                       fmt::join(reached, ", "), precise ? "" : missed);
}

}  // namespace

int carry_out(const Arguments& arguments) {
    const Language language = language_to_speak(arguments.language);
    Undertaking work(arguments);
    const Scenario& scenario = work.scenario();
    const Task& task = work.task();
    const std::vector<std::size_t> places = places_of(scenario, task.models);
    const bool compares = task.command == "compare";
    if (compares && places.size() < 2) {
        throw BadInput(
            fmt::format("a comparison needs at least two models, and this scenario has one; use {} run", called_as()));
    }
    const Worth worth = worth_of(task);
    const std::vector<std::size_t> kpis = kpis_of(task);
    const auto models = static_cast<std::int64_t>(places.size());

    ReplicateOptions options;
    options.models = places;
    options.cores = plan_cores(models * scenario.replications, work.threads(),
                               work.bytes_per_run(places, /*tables=*/true), work.memory_bytes());
    options.orders_sample = task.orders_sample;
    options.stop = &stop_requested();
    if (task.until_precise) {
        options.most_replications = std::max(task.most_replications, scenario.replications);
        options.enough = [&](const KeyFigures& figures) {
            const std::int64_t wanted =
                std::min(replications_for(figures, kpis, compares, *task.until_precise), options.most_replications);
            work.expect_steps((wanted - figures.replications) * models * scenario.days);
            return wanted;
        };
    }

    const std::int64_t most = std::max(scenario.replications, options.most_replications);
    work.refuse_unless_kept(static_cast<double>(models) * static_cast<double>(most),
                            task.until_precise ? "--most-replications" : "replications");

    work.open_folder();
    ResultTables tables(work.working(), scenario, work.done().files, work.csv_locale());
    options.known = recorded_kpis(work.working(), work.done().runs);
    options.sink = [&](RunResult&& result) {
        tables.add(result);
        work.note_run([&](bool to_disk) { return tables.checkpoint(to_disk); });
    };
    options.after_day = work.step();
    work.expect_steps((models * scenario.replications - work.done().runs) * scenario.days);

    Comparison comparison;
    work.see_through([&] {
        comparison = compare(scenario, options, worth);
        const std::vector<FileRecord> files = tables.finish(comparison, compares);
        const ScreenOptions plain{.columns = 100'000, .colour = false};
        std::vector<std::string> answer;
        if (compares) answer = lines_of(verdict_text(scenario, comparison, plain));
        if (task.until_precise)
            answer.push_back(precision_sentence(task, comparison.figures, compares, kpis, plain.language));
        work.finish(files, answer, comparison.figures.replications,
                    options.cores.parallel_runs * options.cores.threads_per_run);
    });
    if (arguments.quiet) return kDone;
    ScreenOptions screen = screen_of_standard_output();
    screen.language = language;
    if (arguments.progress_in_lines && compares)
        tell_answer(lines_of(verdict_text(scenario, comparison, {.columns = 100'000, .language = language})));
    fmt::print("{}", summary_table(scenario, comparison, compares, screen));
    if (compares) fmt::print("\n{}", verdict_text(scenario, comparison, screen));
    if (task.until_precise) {
        fmt::print("\n{}\n", precision_sentence(task, comparison.figures, compares, kpis, language));
    }
    fmt::print("\n{}", work.closing_line(language));
    return kDone;
}

}  // namespace pasar
