#include "sim/experiments/arms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "scenarios/faults.h"
#include "scenarios/origins.h"
#include "sim/counts/measures.h"
#include "sim/counts/table_rows.h"
#include "sim/experiments/channels.h"
#include "sim/people/buyer.h"
#include "sim/platform/firm.h"
#include "sim/world/compete.h"
#include "sim/world/run.h"

namespace pasar {

namespace {

/// What tells an arm from the same platform among all others.
std::string name_of_arm(const Scenario& scenario, const std::vector<CompetingWorld>& worlds, std::size_t number,
                        std::size_t model) {
    const std::string& name = scenario.models[model].name;
    const CompetingWorld& world = worlds[number];
    if (number == 0) return name;
    if (!world.choice.empty()) {
        const std::vector<std::string>& channels = world.scenario->firm.channels;
        if (std::find(channels.begin(), channels.end(), name) == channels.end())
            return fmt::format("{} ({} on {})", name, scenario.firm.name, world.choice);
        return channels.size() == 1 ? name + " only" : name;
    }
    if (world.models.size() == 1) return name + " alone";
    return name + " without " + scenario.models[world.missing.front()].name;
}

Arms arms_in(const Scenario& scenario, std::vector<CompetingWorld> worlds) {
    Arms arms{.worlds = std::move(worlds), .arms = {}, .scenario = scenario};
    arms.scenario.models.clear();
    for (std::size_t world = 0; world < arms.worlds.size(); ++world)
        for (const std::size_t model : arms.worlds[world].models) {
            std::string name = name_of_arm(scenario, arms.worlds, world, model);
            // Some model may be called so.
            while (std::any_of(arms.arms.begin(), arms.arms.end(), [&](const Arm& arm) { return arm.name == name; }) ||
                   (world > 0 && std::any_of(scenario.models.begin(), scenario.models.end(),
                                             [&](const ModelSpec& m) { return m.name == name; })))
                name += "'";
            ModelSpec& spec = arms.scenario.models.emplace_back(scenario.models[model]);
            spec.name = name;
            spec.competes = true;
            arms.arms.push_back({.model = model, .world = world, .name = std::move(name)});
        }
    return arms;
}

std::vector<std::size_t> all_but(const std::vector<std::size_t>& models, std::size_t missing) {
    std::vector<std::size_t> others = models;
    std::erase(others, missing);
    return others;
}

/// Of the same replication at two places; NaN where one of them has no value.
std::vector<double> less(const std::vector<double>& first, const std::vector<double>& second) {
    std::vector<double> difference;
    for (std::size_t i = 0; i < first.size(); ++i) difference.push_back(first[i] - second[i]);
    return difference;
}

Gain gain_over(const std::vector<double>& values, Gain gain) {
    std::vector<double> there;
    for (const double value : values)
        if (!std::isnan(value)) there.push_back(value);
    gain.replications = static_cast<std::int64_t>(there.size());
    gain.mean = mean(there);
    gain.interval = student_interval(there);
    return gain;
}

}  // namespace

std::size_t Arms::arm_of(std::size_t model, std::size_t world) const {
    const auto found = std::find_if(arms.begin(), arms.end(),
                                    [&](const Arm& arm) { return arm.model == model && arm.world == world; });
    if (found == arms.end()) throw std::logic_error("a platform that is not in this world");
    return static_cast<std::size_t>(found - arms.begin());
}

std::vector<std::size_t> Arms::arms_of_model(std::size_t model) const {
    std::vector<std::size_t> found;
    for (std::size_t arm = 0; arm < arms.size(); ++arm)
        if (arms[arm].model == model) found.push_back(arm);
    return found;
}

Arms arms_without(const Scenario& scenario, const std::vector<std::size_t>& models,
                  const std::vector<std::size_t>& missing) {
    std::vector<CompetingWorld> worlds{{.models = models, .missing = {}}};
    for (const std::size_t model : missing) worlds.push_back({.models = all_but(models, model), .missing = {model}});
    return arms_in(scenario, std::move(worlds));
}

Arms arms_alone(const Scenario& scenario, const std::vector<std::size_t>& models) {
    std::vector<CompetingWorld> worlds{{.models = models, .missing = {}}};
    for (const std::size_t model : models) worlds.push_back({.models = {model}, .missing = all_but(models, model)});
    return arms_in(scenario, std::move(worlds));
}

Arms arms_of_channels(const LoadedScenario& loaded) {
    std::vector<CompetingWorld> worlds;
    std::vector<ChannelChoice> choices = channel_choices(loaded);
    std::rotate(choices.begin(), choices.end() - 1, choices.end());  // all channels in front
    for (ChannelChoice& choice : choices) {
        CompetingWorld world;
        world.scenario = std::make_shared<const Scenario>(with_settings(loaded, choice.settings).scenario);
        const auto is_channel = [&](std::size_t model) {
            const std::string& name = world.scenario->models[model].name;
            return std::find(choice.channels.begin(), choice.channels.end(), name) != choice.channels.end();
        };
        for (const std::size_t model : all_models(*world.scenario)) {
            const bool is_there = world.scenario->models[model].supply.kind != SupplyKind::Own || is_channel(model);
            (is_there ? world.models : world.missing).push_back(model);
        }
        world.channel = *std::find_if(world.models.begin(), world.models.end(), is_channel);
        world.choice = std::move(choice.name);
        worlds.push_back(std::move(world));
    }
    return arms_in(loaded.scenario, std::move(worlds));
}

void run_arms(ReplicateOptions& options, const Scenario& scenario, const Arms& arms) {
    options.models.resize(arms.arms.size());
    std::iota(options.models.begin(), options.models.end(), std::size_t{0});
    options.groups.clear();
    for (const CompetingWorld& world : arms.worlds) options.groups.push_back(world.models.size());
    options.run_group = [&](std::size_t group, std::int64_t replication, const RunOptions& run) {
        const CompetingWorld& world = arms.worlds[group];
        return run_competition(world.scenario ? *world.scenario : scenario, world.models, replication, run);
    };
}

KeyFigures figures_of_arms(const KeyFigures& all, const std::vector<std::size_t>& arms) {
    KeyFigures figures{.models = {}, .replications = all.replications, .kpis = all.kpis, .values = {}};
    for (const std::size_t arm : arms) figures.models.push_back(all.models.at(arm));
    for (std::int64_t replication = 0; replication < all.replications; ++replication)
        for (const std::size_t arm : arms)
            for (std::size_t kpi = 0; kpi < all.kpis; ++kpi) figures.values.push_back(all.at(arm, replication, kpi));
    return figures;
}

void refuse_unless_they_compete(const LoadedScenario& loaded, const std::vector<std::size_t>& models) {
    const Scenario& scenario = loaded.scenario;
    Faults faults;
    const auto add = [&](const std::string& path, std::string found, std::string why) {
        const Origin origin = loaded.origins.around(path);
        faults.add({.file = origin.file,
                    .line = origin.line,
                    .path = path,
                    .found = std::move(found),
                    .allowed = "what competes for the same wishes",
                    .hint = std::move(why)});
    };
    // Of the scenario; of a model by itself; and of a model beside the first that can compete at all.
    for (std::string& why : what_forbids_competing(scenario, {}))
        add("/models", fmt::format("{} models", scenario.models.size()), std::move(why));
    const bool too_many = !faults.empty();
    std::vector<std::size_t> able;
    for (const std::size_t model : too_many ? std::vector<std::size_t>{} : models) {
        std::vector<std::string> reasons = what_forbids_competing(scenario, {model});
        if (reasons.empty()) {
            able.push_back(model);
            reasons = what_forbids_competing(scenario, {able.front(), model});
        }
        const std::string_view kind = name_of(scenario.models[model].matching.kind);
        for (std::string& why : reasons)
            add(fmt::format("/models/{}/matching/kind", model), fmt::format("\"{}\"", kind), std::move(why));
    }
    faults.throw_if_any();
}

std::vector<std::size_t> open_models(const Scenario& scenario) {
    std::vector<std::size_t> models = all_models(scenario);
    std::erase_if(models, [&](std::size_t model) {
        return is_store_kept_shut(scenario, scenario.models[model], /*competes=*/true);
    });
    return models;
}

std::vector<std::size_t> all_models(const Scenario& scenario) {
    std::vector<std::size_t> models(scenario.models.size());
    std::iota(models.begin(), models.end(), std::size_t{0});
    return models;
}

std::vector<Gain> gains_of(const Arms& arms, const KeyFigures& figures, const std::vector<std::size_t>& kpis) {
    std::vector<Gain> gains;
    for (std::size_t world = 1; world < arms.worlds.size(); ++world) {
        if (arms.worlds[world].missing.size() != 1) continue;
        // Where the firm chooses channels, only a world that lacks its store and nothing else tells of the store.
        if (arms.are_of_channels() &&
            arms.worlds[world].scenario->firm.channels.size() + 1 != arms.worlds.front().scenario->firm.channels.size())
            continue;
        if (arms.worlds[world].missing == arms.worlds.front().missing) continue;  // a store that is shut in all of them
        const std::size_t entrant = arms.worlds[world].missing.front();
        for (const std::size_t kpi : kpis) {
            const std::vector<double> in_all = figures.series(arms.arm_of(entrant, 0), kpi);
            const Gain all =
                gain_over(in_all, {.world = world, .entrant = entrant, .from = Gain::From::All, .kpi = kpi});
            std::vector<Gain> parts{all};
            std::vector<double> rest = in_all;
            for (const std::size_t model : arms.worlds[world].models) {
                const std::vector<double> taken =
                    less(figures.series(arms.arm_of(model, world), kpi), figures.series(arms.arm_of(model, 0), kpi));
                parts.push_back(gain_over(
                    taken,
                    {.world = world, .entrant = entrant, .from = Gain::From::Platform, .platform = model, .kpi = kpi}));
                rest = less(rest, taken);
            }
            parts.push_back(gain_over(rest, {.world = world, .entrant = entrant, .from = Gain::From::New, .kpi = kpi}));
            for (Gain& part : parts) {
                part.share = all.mean > 0.0 ? part.mean / all.mean : kNoValue;
                gains.push_back(part);
            }
        }
    }
    return gains;
}

Table gains_outline() {
    return {.file = "gains",
            .row_is = "a measure of a platform that is missing in one of the worlds, and where it comes from",
            .columns = {{"entrant", "", "the platform whose worlds with and without it are held against each other"},
                        {"source", "",
                         "platform: another one, which has so much less with it; new: by so much more the market has "
                         "in all; all: what the entrant has itself, the sum of the others"},
                        {"platform", "", "name of the other platform; empty for new and all"},
                        {"measure", "", "name of the key figure"},
                        {"unit", "", "unit of mean and interval"},
                        {"mean", "", "mean over replications, paired world by world"},
                        {"confidence_low", "", "lower end of the 95 % Student-t interval"},
                        {"confidence_high", "", "upper end of that interval"},
                        {"part", "share of the entrant's", "mean over what the entrant has in all"},
                        {"replications", "", "pairs of worlds in which all have the figure"}},
            .cells = {}};
}

Table gains_table(const Scenario& scenario, const std::vector<Gain>& gains) {
    Table table = gains_outline();
    for (const Gain& gain : gains) {
        const MeasureInfo& info = kpi_info(gain.kpi);
        const bool is_platform = gain.from == Gain::From::Platform;
        add_row(table, text(scenario.models[gain.entrant].name),
                text(is_platform                    ? "platform"
                     : gain.from == Gain::From::New ? "new"
                                                    : "all"),
                text(is_platform ? scenario.models[gain.platform].name : ""), text(info.name), text(info.unit),
                gain.mean, gain.interval.low, gain.interval.high, gain.share, gain.replications);
    }
    return table;
}

}  // namespace pasar
