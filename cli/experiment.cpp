#include "cli/experiment.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>

#include "cli/called.h"
#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reports/caveats.h"
#include "reports/headlines.h"
#include "reports/result/run_table.h"
#include "reports/result/tables.h"
#include "reports/screen/screen.h"
#include "sim/counts/applies.h"
#include "sim/counts/measure_range.h"
#include "sim/experiments/compare.h"
#include "sim/experiments/precision.h"
#include "words/text.h"

namespace pasar {

Worth worth_of(const Task& task) {
    Worth worth;
    for (const auto& [name, value] : task.worth) {
        const std::size_t kpi = kpi_of("--worth", name);
        // Two values of a share are never further apart than 1.
        const MeasureInfo& info = kpi_info(kpi);
        const MeasureRange range = range_of(info);
        if (value > range.high - range.low) {
            const std::string meant = meant_within_range(info, value);
            throw BadInput(fmt::format("--worth {}={:g}: {} is {}, so that no two models differ by so much{}", name,
                                       value, info.name, range_in_words(info),
                                       meant.empty() ? "" : fmt::format("; {:g} % is written {}", value, meant)));
        }
        worth[kpi] = value;
    }
    return worth;
}

std::int64_t most_replications(const Arguments& arguments, const Task& task, std::int64_t replications) {
    if (arguments.most_replications && !task.until_precise) {
        throw BadInput("--most-replications is where --until-precise gives up; say how precise, or --replications N");
    }
    const std::int64_t first = std::max(replications, kLeastForPrecision);
    if (arguments.most_replications && *arguments.most_replications < first) {
        throw BadInput(fmt::format("--most-replications {}: --until-precise begins with {}{}; allow as many or more",
                                   *arguments.most_replications, counted(first, "replication"),
                                   replications >= kLeastForPrecision
                                       ? ", as the scenario says, or fewer with --replications"
                                       : ", as fewer say too little of how much they vary"));
    }
    return std::max(task.most_replications, first);
}

std::string precision_sentence(const Task& task, const std::vector<KeyFigures>& groups, bool compares,
                               const std::vector<std::size_t>& kpis, Language language) {
    if (!task.until_precise) return {};
    const auto two_digits = [&](double share) { return number_in(language, fmt::format("{:.2g}", 100.0 * share)); };
    std::vector<std::string> reached;
    bool precise = true;
    for (const std::size_t kpi : kpis) {
        Precision worst{.reached = 0.0, .has_value = false};
        for (const KeyFigures& figures : groups) {
            const Precision precision = precision_of(figures, kpi, compares, *task.until_precise);
            if (!precision.has_value) continue;
            const bool is_wider = !worst.has_value || !(precision.reached <= worst.reached);
            if (is_wider && !std::isnan(worst.reached)) worst = precision;
        }
        reached.push_back(
            worst.has_value
                ? filled(tr("{} known to ± {} %", language), kpi_info(kpi).name, two_digits(worst.reached))
                : filled(compares ? tr("{} has a value of two models in no replication, so that more of them would not "
                                       "make it precise",
                                       language)
                                  : tr("{} has no value in any replication, so that more of them would not make it "
                                       "precise",
                                       language),
                         kpi_info(kpi).name));
    }
    for (const KeyFigures& figures : groups)
        precise = precise && replications_for(figures, kpis, compares, *task.until_precise) <= figures.replications;
    const std::string missed = filled(tr("; not the {} % asked for", language), two_digits(*task.until_precise));
    return fmt::format(fmt::runtime(tr("After {} replications: {}{}.", language)), groups.front().replications,
                       fmt::join(reached, ", "), precise ? "" : missed);
}

namespace {

/// What to know before believing the answer, a sentence each.
std::vector<std::string> caveats_of(const Scenario& scenario, const Comparison& found,
                                    const std::vector<std::size_t>& positions, bool compares, Language language) {
    std::vector<std::string> caveats;
    if (compares) caveats = caveats_of_models(scenario, positions, language);
    std::vector<std::size_t> shown;
    for (const std::string_view name : headlines_where(headline_kinds(scenario)))
        if (find_kpi(name) < kKpiCount) shown.push_back(find_kpi(name));
    // What no model has stands in no row.
    std::erase_if(shown, [&](std::size_t kpi) {
        return std::all_of(positions.begin(), positions.end(), [&](std::size_t model) {
            return !why_none(kpi_info(kpi).name, scenario.models[model]).empty();
        });
    });
    caveats.push_back(caveat_of_kinds(scenario, positions, shown, language));
    std::vector<double> sold_out;
    for (std::size_t position = 0; position < positions.size(); ++position)
        sold_out.push_back(found.summary(position, find_kpi("stock_out_rate")).mean);
    caveats.push_back(caveat_of_replications(found.figures.replications, language));
    caveats.push_back(caveat_of_sold_out(scenario, positions, sold_out, language));
    caveats.push_back(caveat_of_stated_prices(scenario, positions, language));
    caveats.push_back(caveat_of_firm(scenario, language));
    double most_orders_of_firm = 0.0;
    for (std::size_t position = 0; position < positions.size(); ++position)
        most_orders_of_firm = std::max(most_orders_of_firm, found.summary(position, find_kpi("firm_orders")).mean);
    caveats.push_back(
        caveat_of_capacity(scenario, most_orders_of_firm / static_cast<double>(counted_days(scenario)), language));
    caveats.push_back(caveat_of_firm_losses(scenario, positions, language));
    caveats.push_back(caveat_of_usual_prices(scenario, language));
    caveats.push_back(caveat_of_readers(scenario, positions, language));
    caveats.push_back(caveat_of_own_goods(scenario, positions, language));
    caveats.push_back(caveat_of_scaled_costs(scenario, positions, language));
    caveats.push_back(caveat_of_size(scenario, positions, scenario.market.buyers, language));
    std::erase(caveats, "");
    return caveats;
}

}  // namespace

std::string hash_line(const Scenario& scenario, const RunResult& result) {
    return fmt::format("hash {:016x} replication {} model {}\n", result.state_hash, result.replication + 1,
                       printable(scenario.models[result.model].name, 1000));
}

void record_as_asked(BatchOptions& options, const Arguments& arguments, const Task& task) {
    options.orders_sample = task.orders_sample;
    options.reviews = task.reviews;
    options.auctions = task.auctions;
    options.bookings = task.bookings;
    options.state_hash = arguments.hash;
    options.stop = &stop_requested();
}

int carry_out(const Arguments& arguments) {
    const Language language = language_to_speak(arguments.language);
    CommandRun work(arguments);
    const Scenario& scenario = work.scenario();
    const Task& task = work.task();
    const std::vector<std::size_t> positions = positions_of(scenario, task.models);
    const bool compares = task.command == "compare";
    if (compares && positions.size() < 2) {
        throw BadInput(
            fmt::format("a comparison needs at least two models, and this scenario has one; use {} run", called_as()));
    }
    const Worth worth = worth_of(task);
    const std::vector<std::size_t> kpis = kpis_of(task, scenario);
    // Where nothing was asked for the verdict tells of the firm, if there is one, and of the platform.
    const std::vector<std::size_t> judged = task.measures.empty() ? std::vector<std::size_t>{} : kpis;
    const std::optional<std::size_t> against =
        task.against.empty() ? std::nullopt
                             : std::optional(position_of("--against", scenario, positions, task.against));
    const std::int64_t most = most_replications(arguments, task, scenario.replications);
    const auto models = static_cast<std::int64_t>(positions.size());

    ReplicateOptions options;
    options.models = positions;
    options.cores = plan_cores(models * scenario.replications, work.threads(),
                               work.bytes_per_run(positions, /*tables=*/true), work.memory_bytes());
    record_as_asked(options, arguments, task);
    if (task.until_precise) {
        options.most_replications = most;
        options.enough = [&](const KeyFigures& figures) {
            const std::int64_t wanted =
                std::min(replications_for(figures, kpis, compares, *task.until_precise), options.most_replications);
            work.expect_steps((wanted - figures.replications) * models * scenario.days);
            return wanted;
        };
    }

    const std::int64_t kept = std::max(scenario.replications, options.most_replications);
    work.refuse_unless_kept(static_cast<double>(models) * static_cast<double>(kept),
                            task.until_precise ? "--most-replications" : "replications");

    work.open_folder();
    ResultTables tables(work.working(), scenario, work.done().files, work.csv_locale());
    options.known = recorded_kpis(work.working(), work.done().runs, /*competes=*/false);
    std::string hashes;  // told at the end, so that they stand together
    options.sink = [&](RunResult&& result) {
        if (arguments.hash) hashes += hash_line(scenario, result);
        tables.add(result);
        work.note_run([&](bool to_disk) { return tables.checkpoint(to_disk); });
    };
    options.after_day = work.step();
    work.expect_steps((models * scenario.replications - work.done().runs) * scenario.days);

    // What was found, a sentence or two a line: for the manifest and the window.
    const auto answer_of = [&](const Comparison& found, const ScreenOptions& plain) {
        std::vector<std::string> answer;
        if (compares) answer = lines_of(verdict_text(scenario, found, plain, judged));
        if (task.until_precise)
            answer.push_back(precision_sentence(task, {found.figures}, compares, kpis, plain.language));
        for (std::string& caveat : caveats_of(scenario, found, positions, compares, plain.language))
            answer.push_back(std::move(caveat));
        return answer;
    };
    Comparison comparison;
    work.see_through([&] {
        comparison = compare(scenario, options, worth, against);
        const std::vector<FileRecord> files = tables.finish(comparison, compares);
        work.finish(files, answer_of(comparison, {.columns = 100'000, .colour = false}),
                    comparison.figures.replications, options.cores.parallel_runs * options.cores.threads_per_run);
    });
    fmt::print("{}", hashes);
    if (arguments.quiet) return kDone;
    ScreenOptions screen = screen_of_standard_output();
    screen.language = language;
    if (arguments.progress_in_lines && compares)
        tell_answer(answer_of(comparison, {.columns = 100'000, .colour = false, .language = language}));
    fmt::print("{}", summary_table(scenario, comparison, compares, screen));
    if (compares) fmt::print("\n{}", verdict_text(scenario, comparison, screen, judged));
    if (task.until_precise) {
        fmt::print("\n{}\n", precision_sentence(task, {comparison.figures}, compares, kpis, language));
    }
    for (const std::string& caveat : caveats_of(scenario, comparison, positions, compares, language))
        fmt::print("\n{}\n", wrapped(caveat, screen.columns));
    fmt::print("\n{}", work.closing_line(language));
    return kDone;
}

}  // namespace pasar
