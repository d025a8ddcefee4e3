// pasar compete: all models of a scenario as platforms of one world, paired by replication with worlds in which some of
// them are missing.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>

#include "cli/called.h"
#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/experiment.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reports/caveats.h"
#include "reports/headlines.h"
#include "reports/result/run_table.h"
#include "reports/result/tables.h"
#include "reports/screen/compete_text.h"
#include "scenarios/csv_reader.h"
#include "sim/counts/competition.h"
#include "sim/counts/sides.h"
#include "sim/experiments/arms.h"
#include "sim/experiments/precision.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::string_view kGained[] = {"orders", "gmv", "customers"};

/// Whether the scenario asks where its firm should sell: it could sell in several channels, and nothing else was
/// asked for.
bool asks_for_channels(const Scenario& scenario, const Task& task) {
    return scenario.firm.is_there() && scenario.firm.channels.size() != 1 && task.models.empty() && !task.alone &&
           task.without.empty() && scenario.models.size() > 1;
}

Arms arms_asked_for(const LoadedScenario& loaded, const Task& task) {
    const Scenario& scenario = loaded.scenario;
    if (asks_for_channels(scenario, task)) {
        refuse_unless_they_compete(loaded, all_models(scenario));
        return arms_of_channels(loaded);
    }
    const std::vector<std::size_t> models =
        task.models.empty() ? open_models(scenario) : positions_of(scenario, task.models);
    if (models.size() < 2 && task.models.empty() && scenario.models.size() > 1)
        throw BadInput(fmt::format(
            "a competition needs at least two platforms, and one is open: firm.channels does not name the store of {}, "
            "which stays shut; name both channels, or none for all, to ask where it should sell",
            printable(scenario.firm.name)));
    if (models.size() < 2)
        throw BadInput(fmt::format("a competition needs at least two platforms, and {}; use {} run",
                                   scenario.models.size() < 2 ? "this scenario has one model" : "one was named",
                                   called_as()));
    refuse_unless_they_compete(loaded, models);
    if (task.alone) return arms_alone(scenario, models);
    std::vector<std::size_t> missing;
    for (const std::string& name : task.without) {
        const std::size_t model = models[position_of("--without", scenario, models, name)];
        if (std::find(missing.begin(), missing.end(), model) == missing.end()) missing.push_back(model);
    }
    if (missing.empty() && models.size() > kMostMissedInTurn)
        throw BadInput(
            fmt::format("{} platforms, each of which is missing in turn, make {} worlds; name those of "
                        "interest with --without, or give --alone (at most {} are missed in turn)",
                        models.size(), models.size() + 1, kMostMissedInTurn));
    if (missing.empty()) missing = models;
    std::sort(missing.begin(), missing.end());
    return arms_without(scenario, models, missing);
}

std::vector<ToldArm> told_arms(const Scenario& scenario, const Arms& arms) {
    std::vector<ToldArm> told;
    for (const Arm& arm : arms.arms) {
        const CompetingWorld& world = arms.worlds[arm.world];
        told.push_back({.name = arm.name, .platform = scenario.models[arm.model].name, .world = {}});
        for (const std::size_t model : world.models) told.back().world.push_back(scenario.models[model].name);
        if (arms.are_of_channels()) told.back().firm_channels = world.scenario->firm.channels;
    }
    return told;
}

/// Each platform's arms by themselves: what is held against each other.
std::vector<KeyFigures> by_platform(const KeyFigures& figures, const Arms& arms) {
    std::vector<KeyFigures> groups;
    for (const std::size_t model : arms.worlds.front().models) {
        const std::vector<std::size_t> of_model = arms.arms_of_model(model);
        if (of_model.size() > 1) groups.push_back(figures_of_arms(figures, of_model));
    }
    return groups;
}

/// Read back from flows.csv: runs that an earlier try made are not at hand otherwise.
Flows flows_of(const std::filesystem::path& folder, const Scenario& scenario, const Arms& arms,
               std::int64_t replications) {
    const std::vector<std::size_t>& models = arms.worlds.front().models;
    Flows flows;
    for (const std::size_t model : models) flows.from.push_back(scenario.models[model].name);
    flows.from.emplace_back(kNowhereBefore);
    flows.arrivals.assign(models.size(), std::vector<double>(flows.from.size()));
    CsvReader table(folder / "flows.csv", {}, LastLine::MustBeEnded);
    const std::size_t name = table.column("model"), from = table.column("from"), arrivals = table.column("arrivals");
    while (table.next()) {
        const auto place = std::find(flows.from.begin(), flows.from.end() - 1, table.text(name)) - flows.from.begin();
        const auto origin = std::find(flows.from.begin(), flows.from.end(), table.text(from)) - flows.from.begin();
        if (static_cast<std::size_t>(place) >= models.size() || static_cast<std::size_t>(origin) >= flows.from.size())
            continue;
        flows.arrivals[static_cast<std::size_t>(place)][static_cast<std::size_t>(origin)] +=
            table.number(arrivals) / static_cast<double>(replications);
    }
    return flows;
}

/// What to know before believing the answer, a sentence each.
std::vector<std::string> caveats_of(const Scenario& scenario, const Arms& arms, const Comparison& comparison,
                                    Language language) {
    const std::vector<std::size_t>& models = arms.worlds.front().models;
    std::vector<std::string> caveats = caveats_of_competition(scenario, language);
    for (std::string& caveat : caveats_of_models(scenario, models, language)) caveats.push_back(std::move(caveat));
    caveats.push_back(caveat_of_replications(comparison.figures.replications, language));
    caveats.push_back(caveat_of_stated_prices(scenario, models, language));
    if (scenario.firm.is_there() && scenario.firm.channels.size() == 1)
        caveats.push_back(filled(tr("{} sells on {} alone (firm.channels). Name two models there, or none for all, to "
                                    "ask where it should sell.",
                                    language),
                                 printable(name_in(language, TextOf::Scenario, scenario.firm.name)),
                                 printable(name_in(language, TextOf::Scenario, scenario.firm.channels.front()))));
    if (arms.are_of_channels() && arms.worlds.size() > 3)
        caveats.push_back(filled(tr("Of {} channels each by itself and all together were tried, and no others; name "
                                    "fewer in firm.channels to ask about these.",
                                    language),
                                 arms.worlds.size() - 1));
    std::vector<double> sold_out;
    double orders_of_firm = 0.0;
    for (std::size_t arm = 0; arm < arms.platforms(); ++arm) {
        sold_out.push_back(comparison.summary(arm, find_kpi("stock_out_rate")).mean);
        if (const double orders = comparison.summary(arm, find_kpi("firm_orders")).mean; !std::isnan(orders))
            orders_of_firm += orders;
    }
    caveats.push_back(caveat_of_sold_out(scenario, models, sold_out, language));
    constexpr double kHardlyAny = 0.02;
    for (std::size_t arm = 0; arm < arms.platforms(); ++arm)
        if (const double conversion = comparison.summary(arm, find_kpi("conversion")).mean; conversion < kHardlyAny)
            caveats.push_back(
                filled(tr("{} sells to {} % of its visits, and its visitors go on coming: buyers do not learn that a "
                          "platform has little for them, and the others lose these wishes to it "
                          "(market.platforms.nothing).",
                          language),
                       printable(name_in(language, TextOf::Scenario, arms.arms[arm].name)),
                       number_in(language, fmt::format("{:.1f}", 100.0 * conversion))));
    caveats.push_back(caveat_of_firm(scenario, language));
    caveats.push_back(
        caveat_of_capacity(scenario, orders_of_firm / static_cast<double>(counted_days(scenario)), language));
    caveats.push_back(caveat_of_firm_losses(scenario, models, language));
    caveats.push_back(caveat_of_usual_prices(scenario, language));
    caveats.push_back(caveat_of_own_goods(scenario, models, language));
    caveats.push_back(caveat_of_scaled_costs(scenario, models, language));
    caveats.push_back(caveat_of_size(scenario, models, scenario.market.buyers, language));
    if (arms.are_of_channels() && scenario.firm.costs_per_month.units > 0)
        caveats.push_back(filled(
            tr("What {} costs a month whether it sells or not stands in the account of its first channel.", language),
            printable(name_in(language, TextOf::Scenario, scenario.firm.name))));
    std::erase(caveats, "");
    return caveats;
}

}  // namespace

int compete_command(const Arguments& arguments) {
    const Language language = language_to_speak(arguments.language);
    CommandRun work(arguments);
    const Scenario& scenario = work.scenario();
    const Task& task = work.task();
    const Arms arms = arms_asked_for(work.loaded(), task);
    const Worth worth = worth_of(task);
    std::vector<std::size_t> kpis = kpis_of(task, scenario);
    std::vector<std::size_t> judged = task.measures.empty() ? std::vector<std::size_t>{} : kpis;
    // What the firm earns is what it earns in all its channels.
    if (arms.are_of_channels())
        for (std::vector<std::size_t>* const asked : {&kpis, &judged})
            std::replace(asked->begin(), asked->end(), measure_of(Side::Firm), find_kpi(kFirmProfitAll));
    const std::int64_t most = most_replications(arguments, task, scenario.replications);
    const auto worlds = static_cast<std::int64_t>(arms.worlds.size());
    const auto results = static_cast<std::int64_t>(arms.arms.size());

    ReplicateOptions options;
    run_arms(options, scenario, arms);
    options.cores = plan_cores(worlds * scenario.replications, work.threads(),
                               work.bytes_per_run(arms.worlds.front().models, /*tables=*/true), work.memory_bytes());
    record_as_asked(options, arguments, task);
    if (task.until_precise) {
        options.most_replications = most;
        options.enough = [&](const KeyFigures& figures) {
            std::int64_t wanted = figures.replications;
            for (const KeyFigures& group : by_platform(figures, arms))
                wanted = std::max(wanted, replications_for(group, kpis, /*pairs=*/true, *task.until_precise));
            wanted = std::min(wanted, options.most_replications);
            work.expect_steps((wanted - figures.replications) * worlds * scenario.days);
            return wanted;
        };
    }
    const std::int64_t kept = std::max(scenario.replications, options.most_replications);
    work.refuse_unless_kept(static_cast<double>(results) * static_cast<double>(kept),
                            task.until_precise ? "--most-replications" : "replications");

    work.open_folder();
    work.tell_arms(told_arms(scenario, arms));
    ResultTables tables(work.working(), arms.scenario, work.done().files, work.csv_locale());
    options.known = recorded_kpis(work.working(), work.done().runs, /*competes=*/true);
    std::string hashes;  // told at the end, so that they stand together
    options.sink = [&](RunResult&& result) {
        if (arguments.hash) hashes += hash_line(arms.scenario, result);
        tables.add(result);
        work.note_run([&](bool to_disk) { return tables.checkpoint(to_disk); });
    };
    options.after_day = work.step();
    work.expect_steps((worlds * scenario.replications - work.done().runs * worlds / results) * scenario.days);

    std::vector<std::size_t> gained;
    for (const std::string_view name : kGained) gained.push_back(find_kpi(name));
    std::optional<Comparison> comparison;
    std::optional<CompeteFound> found;
    // What was found, a sentence or two a line: for the manifest and the window.
    const auto answer_in = [&](Language spoken) {
        const ScreenOptions plain{.columns = 100'000, .colour = false, .language = spoken};
        std::vector<std::string> answer = compete_answer(*found, plain);
        if (task.until_precise)
            answer.push_back(precision_sentence(task, by_platform(comparison->figures, arms), true, kpis, spoken));
        for (std::string& caveat : caveats_of(scenario, arms, *comparison, spoken)) answer.push_back(std::move(caveat));
        return answer;
    };
    work.see_through([&] {
        comparison = compare(arms.scenario, options, worth);
        std::vector<FileRecord> files = tables.finish(*comparison, /*with_pairs=*/true);
        found.emplace(CompeteFound{.scenario = scenario,
                                   .arms = arms,
                                   .comparison = *comparison,
                                   .gains = gains_of(arms, comparison->figures, gained),
                                   .flows = flows_of(work.working(), scenario, arms, comparison->figures.replications),
                                   .judged = judged,
                                   .worth = worth});
        if (!found->gains.empty())
            files.push_back(write_table(work.working(),
                                        with_units_in_reports(gains_table(scenario, found->gains), scenario),
                                        work.csv_locale()));
        work.finish(files, answer_in(Language::English), comparison->figures.replications,
                    options.cores.parallel_runs * options.cores.threads_per_run);
    });
    fmt::print("{}", hashes);
    if (arguments.quiet) return kDone;
    ScreenOptions screen = screen_of_standard_output();
    screen.language = language;
    if (arguments.progress_in_lines) tell_answer(answer_in(language));
    fmt::print("{}", compete_tables(*found, screen));
    for (const std::string& sentence : compete_answer(*found, screen))
        fmt::print("\n{}\n", wrapped(sentence, screen.columns));
    if (task.until_precise)
        fmt::print("\n{}\n",
                   wrapped(precision_sentence(task, by_platform(comparison->figures, arms), true, kpis, language),
                           screen.columns));
    for (const std::string& caveat : caveats_of(scenario, arms, *comparison, language))
        fmt::print("\n{}\n", wrapped(caveat, screen.columns));
    fmt::print("\n{}", work.closing_line(language));
    return kDone;
}

}  // namespace pasar
