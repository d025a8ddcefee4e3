#include "cli/study.h"

#include <fmt/format.h>
#include <algorithm>
#include <optional>

#include "cli/command_run.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reports/caveats.h"
#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/result/run_table.h"
#include "reports/result/tables.h"
#include "reports/screen/compete_text.h"
#include "scenarios/settings.h"
#include "scenarios/typed_number.h"
#include "sim/counts/measures.h"
#include "sim/experiments/arms.h"
#include "sim/experiments/channels.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// "models.A.price=1:2" is about models.A.price.
std::vector<std::string> paths_of(const std::vector<std::string>& vary) {
    std::vector<std::string> paths;
    for (const std::string& text : vary) paths.push_back(text.substr(0, text.find('=')));
    return paths;
}

/// The paths as settings write them, entries of lists by their names. One that leads nowhere stays as it is, for the
/// study to refuse where it stands.
std::vector<std::string> as_settings_write(const LoadedScenario& scenario, std::vector<std::string> paths) {
    for (std::string& path : paths) {
        try {
            path = find_path(*scenario.resolved, path).path;
        } catch (const InvalidScenario&) {
            continue;
        }
    }
    return paths;
}

/// The fewest buyers that the study has: those of the scenario, or of the range they are moved in.
std::int64_t fewest_buyers(const Scenario& scenario, const std::vector<std::string>& vary) {
    constexpr std::string_view kBuyers = "market.buyers=";
    std::int64_t buyers = scenario.market.buyers;
    for (const std::string& text : vary) {
        if (!text.starts_with(kBuyers)) continue;
        const std::string_view range = std::string_view(text).substr(kBuyers.size());
        const std::optional<double> low =
            typed_value(range.substr(0, range.find_first_of(":,")), {.has_decimals = false});
        if (low && *low >= 1.0) buyers = static_cast<std::int64_t>(*low);
    }
    return buyers;
}

/// How to get from a month to the whole run; empty where nothing is told by the month.
std::string whole_run_in_words(const Study& subject) {
    const std::int64_t days = counted_days(subject.loaded.scenario);
    const bool adds_up =
        std::any_of(subject.kpis.begin(), subject.kpis.end(), [](std::size_t kpi) { return kpi_info(kpi).adds_up; });
    if (!adds_up || !tells_months(days)) return {};
    return fmt::format(
        "A month is 30 days; over the whole run of {} days it is {:.4g} times as much, as in the tables.",
        grouped(static_cast<double>(days)), static_cast<double>(days) / kDaysPerMonth);
}

/// Adds what to know before believing the answer, below it. `scenario` has the platforms `models` themselves, also
/// where the study is of a firm's choices among them.
void add_caveats(StudyResult& result, const Arguments& arguments, const std::vector<std::string>& paths,
                 const Study& subject, const Scenario& scenario, const std::vector<std::size_t>& models) {
    if (const std::string whole = whole_run_in_words(subject); !whole.empty())
        result.screen += '\n' + wrapped(whole, subject.screen.columns) + '\n';
    std::vector<std::string> caveats = caveats_of_levers(scenario.market, paths);
    if (arguments.world == kChannels) {
        caveats.emplace_back(
            "Each choice is a world of its own (--world channels), in which all models compete and the firm sells in "
            "these channels, with one stock; firm_profit_all is its profit in all of them.");
        std::vector<std::string> all, studied;
        for (const ModelSpec& choice : subject.loaded.scenario.models) all.push_back(printable(choice.name));
        for (const std::size_t choice : subject.models) studied.push_back(all[choice]);
        if (studied.size() < all.size())
            caveats.push_back(fmt::format("Of the choices {} this looks at {} alone; --model names others.",
                                          fmt::join(all, ", "), fmt::join(studied, " and ")));
    }
    if (arguments.world == kCompete) {
        caveats.push_back(
            "The models share one world (--world compete): each has the buyers that the others leave it, and a "
            "parameter of one moves what the others come to.");
        Scenario as_varied = scenario;
        // What is varied is not assumed.
        if (std::find(paths.begin(), paths.end(), "market.platforms.network") != paths.end())
            as_varied.market.platforms.network = 0.0;
        for (std::string& caveat : caveats_of_competition(as_varied, Language::English))
            caveats.push_back(std::move(caveat));
    }
    caveats.push_back(caveat_of_firm(scenario));
    caveats.push_back(caveat_of_firm_losses(scenario, models));
    caveats.push_back(caveat_of_usual_prices(scenario));
    caveats.push_back(caveat_of_readers(scenario, models));
    caveats.push_back(caveat_of_scaled_costs(scenario, models));
    caveats.push_back(caveat_of_size(scenario, models, fewest_buyers(scenario, arguments.vary)));
    for (const std::string& caveat : caveats) {
        if (caveat.empty()) continue;
        result.answer.push_back(caveat);
        result.screen += '\n' + wrapped(caveat, subject.screen.columns) + '\n';
    }
}

/// Nothing was asked for, or what the firm earns: where it chooses channels, what it earns in all of them.
bool asks_for_firm_alone(const Task& task) {
    return task.measures.empty() || task.measures == std::vector<std::string>{"firm_profit"};
}

/// The scenario with the firm's choices of channels in the place of its models, for names; what is run for each.
LoadedScenario with_choices_as_models(const LoadedScenario& loaded, LaboratoryOptions& options) {
    LoadedScenario told = loaded;
    told.scenario.models.clear();
    for (const ChannelChoice& choice : channel_choices(loaded)) {
        const auto first = std::find_if(loaded.scenario.models.begin(), loaded.scenario.models.end(),
                                        [&](const ModelSpec& model) { return model.name == choice.channels.front(); });
        options.variants.push_back({choice.settings, static_cast<std::size_t>(first - loaded.scenario.models.begin())});
        told.scenario.models.push_back(*first);
        told.scenario.models.back().name = choice.name;
    }
    return told;
}

/// runs.csv as it grows, and what an earlier try left in it.
class RunBook {
public:
    RunBook(CommandRun& work, const Scenario& scenario, const std::vector<std::string>& paths)
        : work_(work),
          recorded_(work.done().files.empty()
                        ? std::nullopt
                        : std::optional<RecordedRuns>(std::in_place, work.working(), work.done().files.front())),
          table_(work.working(), scenario, paths,
                 work.done().files.empty() ? std::nullopt : std::optional(work.done().files.front()),
                 work.csv_locale()) {}

    [[nodiscard]] std::optional<std::vector<double>> recall(const RunRecord& record) const {
        return recorded_ ? recorded_->find(record) : std::nullopt;
    }
    void add(const RunRecord& record) {
        table_.add(record);
        work_.note_run([&](bool to_disk) { return std::vector{table_.checkpoint(to_disk)}; });
    }
    FileRecord close() { return table_.close(); }

private:
    CommandRun& work_;
    std::optional<RecordedRuns> recorded_;
    RunTable table_;
};

}  // namespace

int carry_out_study(const Arguments& arguments, const StudyFunction& study) {
    return carry_out_study(arguments, paths_of(arguments.vary), study);
}

int carry_out_study(const Arguments& arguments, const std::vector<std::string>& paths, const StudyFunction& study) {
    CommandRun work(arguments);
    const bool of_channels = work.task().world == kChannels;
    LaboratoryOptions options;
    const LoadedScenario told = of_channels ? with_choices_as_models(work.loaded(), options) : work.loaded();
    const Scenario& scenario = told.scenario;
    Study subject{.loaded = told,
                  .models = positions_of(scenario, work.task().models),
                  .kpis = of_channels && asks_for_firm_alone(work.task()) ? std::vector{find_kpi(kFirmProfitAll)}
                                                                          : kpis_of(work.task(), scenario),
                  .memory_bytes = work.memory_bytes(),
                  .laboratory = {},
                  .screen = screen_of_standard_output()};

    options.models = subject.models;
    options.compete = work.competes() && !of_channels;
    const std::vector<std::size_t> in_world = work.competes() ? all_models(work.scenario()) : subject.models;
    if (options.compete && scenario.models.size() < 2)
        throw BadInput("--world compete: the scenario has one model, and nobody for it to compete with");
    if (options.compete) refuse_unless_they_compete(work.loaded(), in_world);
    options.threads = work.threads();
    options.memory_bytes = work.memory_bytes();
    (void)work.bytes_per_run(in_world, /*tables=*/false);
    options.stop = &stop_requested();

    work.open_folder();
    if (of_channels) {
        const std::vector<ChannelChoice> firm_choices = channel_choices(work.loaded());
        std::vector<ToldArm> choices;
        for (std::size_t i = 0; i < scenario.models.size(); ++i) {
            choices.push_back({.name = scenario.models[i].name,
                               .platform = work.scenario().models[options.variants[i].platform].name,
                               .world = {}});
            const std::vector<std::string>& channels = firm_choices[i].channels;
            for (const ModelSpec& model : work.scenario().models)  // an own store that is no channel stays shut
                if (model.supply.kind != SupplyKind::Own ||
                    std::find(channels.begin(), channels.end(), model.name) != channels.end())
                    choices.back().world.push_back(model.name);
        }
        work.tell_arms(std::move(choices));
    }
    RunBook book(work, scenario, as_settings_write(work.loaded(), paths));
    options.recall = [&](const RunRecord& record) { return book.recall(record); };
    options.record = [&](const RunRecord& record) { book.add(record); };
    double runs_in_all = 0.0;
    options.announce = [&](std::int64_t runs) {
        runs_in_all += static_cast<double>(runs) * (options.compete ? static_cast<double>(subject.models.size()) : 1.0);
        work.refuse_unless_kept(runs_in_all, "--points, --steps or --replications");
        work.expect_steps(runs * scenario.days);
    };
    options.after_day = work.step();
    subject.laboratory = market_laboratory(work.loaded(), options);

    StudyResult result;
    work.see_through([&] {
        result = study(subject);
        add_caveats(result, arguments, paths, subject, work.scenario(), in_world);
        std::vector<FileRecord> files{book.close()};
        for (Table& table : result.tables) {
            files.push_back(
                write_table(work.working(), with_units_in_reports(std::move(table), scenario), work.csv_locale()));
        }
        work.finish(files, result.answer, scenario.replications, work.threads());
    });
    if (arguments.quiet) return kDone;
    if (arguments.progress_in_lines) tell_answer(result.answer);
    fmt::print("{}\n{}", result.screen, work.closing_line());
    return kDone;
}

}  // namespace pasar
