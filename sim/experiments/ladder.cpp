#include "sim/experiments/ladder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "scenarios/faults.h"
#include "scenarios/nearest.h"
#include "scenarios/settings.h"
#include "sim/experiments/measured_mean.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

/// A choice and the groups of a model that say it. Together they are all of a model but its name.
struct Choice {
    std::string_view name;
    std::array<std::string_view, 5> groups;
};
constexpr std::array kChoices{Choice{"supply", {"supply", "costs", "own_rates", "firm"}},
                              Choice{"matching", {"matching", "auction", "booking", "subscription", "feed"}},
                              Choice{"revenue", {"revenue"}},
                              Choice{"fulfilment", {"fulfilment", "licence"}},
                              Choice{"protection", {"protection", "treatment", "support"}},
                              Choice{"reputation", {"reputation", "policing"}},
                              Choice{"payment", {"payments"}},
                              Choice{"programmes", {"programmes", "promotion", "site", "competition"}}};
static_assert(kChoices.size() <= kMostExactCauses);

/// Those that a kind of trade ties to each other.
constexpr std::array<std::string_view, 4> kTied{"supply", "matching", "fulfilment", "payment"};

const Json& model_of(const LoadedScenario& scenario, std::size_t model) {
    return scenario.resolved->at("models").at(model);
}

std::vector<LadderStep> differences(const LoadedScenario& scenario, std::size_t from, std::size_t to) {
    const Json &first = model_of(scenario, from), &other = model_of(scenario, to);
    std::vector<LadderStep> steps;
    for (const Choice& choice : kChoices) {
        LadderStep step{.name = std::string(choice.name), .groups = {}, .settings = {}};
        for (const std::string_view name : choice.groups) {
            const std::string group(name);
            if (group.empty() || first.at(group) == other.at(group)) continue;
            step.groups.push_back(group);
            step.settings.push_back(fmt::format("models.{}.{}={}", from, group, other.at(group).dump()));
        }
        if (!step.groups.empty()) steps.push_back(std::move(step));
    }
    return steps;
}

/// In the order asked for, the others behind.
void put_in_order(std::vector<LadderStep>& steps, std::span<const std::string> order) {
    auto next = steps.begin();
    for (const std::string& name : order) {
        const auto names = ladder_choices();
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw InvalidScenario({{.file = "--order",
                                    .found = in_quotes(name),
                                    .allowed = fmt::format("{}", fmt::join(names, ", ")),
                                    .hint = did_you_mean(name, names)}});
        const auto found = std::find_if(next, steps.end(), [&](const LadderStep& step) { return step.name == name; });
        if (found == steps.end()) continue;  // the models agree in it, or it was named before
        std::rotate(next, found, found + 1);
        ++next;
    }
}

Settings settings_of(const std::vector<LadderStep>& steps, Coalition taken) {
    Settings settings;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if ((taken >> i & 1U) != 0) settings.insert(settings.end(), steps[i].settings.begin(), steps[i].settings.end());
    return settings;
}

/// What is wrong with the first world that makes no valid model.
std::optional<InvalidScenario> first_fault(const LoadedScenario& scenario, const std::vector<LadderStep>& steps) {
    for (Coalition taken = 0; taken < Coalition{1} << steps.size(); ++taken) try {
            (void)with_settings(scenario, settings_of(steps, taken));
        } catch (const InvalidScenario& invalid) {
            return invalid;
        }
    return std::nullopt;
}

/// The steps that are tied to each other as one, in the place of the first.
std::vector<LadderStep> tied(const std::vector<LadderStep>& steps) {
    std::vector<LadderStep> result;
    std::optional<std::size_t> knot;
    for (const LadderStep& step : steps) {
        const bool is_tied = std::find(kTied.begin(), kTied.end(), step.name) != kTied.end();
        if (!is_tied || !knot) {
            if (is_tied) knot = result.size();
            result.push_back(step);
            continue;
        }
        LadderStep& all = result[*knot];
        all.name += " + " + step.name;
        all.groups.insert(all.groups.end(), step.groups.begin(), step.groups.end());
        all.settings.insert(all.settings.end(), step.settings.begin(), step.settings.end());
    }
    return result;
}

Estimate mean_of(const std::vector<double>& values, std::size_t kpi) {
    const MeasuredMean found = measured_mean(values, kpi);
    return {found.mean, found.interval};
}

}  // namespace

std::vector<std::string_view> ladder_choices() {
    std::vector<std::string_view> names;
    for (const Choice& choice : kChoices) names.push_back(choice.name);
    return names;
}

std::vector<std::string_view> ladder_groups() {
    std::vector<std::string_view> groups;
    for (const Choice& choice : kChoices)
        for (const std::string_view group : choice.groups)
            if (!group.empty()) groups.push_back(group);
    return groups;
}

std::string LadderPlan::names_taken(Coalition taken) const {
    std::string names;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((taken >> i & 1U) == 0) continue;
        if (!names.empty()) names += " + ";
        names += steps[i].name;
    }
    return names;
}

std::size_t LadderPlan::rung(std::size_t count) const {
    // All coalitions are there, ascending.
    return (std::size_t{1} << count) - 1;
}

LadderPlan plan_ladder(const LoadedScenario& scenario, std::size_t from, std::size_t to,
                       std::span<const std::string> order) {
    LadderPlan plan{.from = from, .to = to, .steps = differences(scenario, from, to), .attribution = {}, .worlds = {}};
    if (plan.steps.empty())
        throw InvalidScenario(
            {{.file = "--to",
              .found = in_quotes(scenario.scenario.models[to].name),
              .allowed = fmt::format("a model that differs from {}", in_quotes(scenario.scenario.models[from].name))}});
    put_in_order(plan.steps, order);
    if (first_fault(scenario, plan.steps)) {
        plan.steps = tied(plan.steps);
        if (const auto fault = first_fault(scenario, plan.steps)) throw *fault;
    }
    plan.attribution = plan_attribution(plan.steps.size(), 0, static_cast<std::uint32_t>(scenario.scenario.seed));
    for (const Coalition taken : plan.attribution.worlds) plan.worlds.push_back(settings_of(plan.steps, taken));
    return plan;
}

std::vector<LadderAnswer> answer_ladder(const LadderPlan& plan, const std::vector<KeyFigures>& figures,
                                        const Studied& studied) {
    std::vector<LadderAnswer> answers;
    for (std::size_t measure = 0; measure < studied.measures.size(); ++measure) {
        LadderAnswer answer{.measure = measure, .worlds = {}, .in_order = {}, .attribution = {}};
        const std::size_t kpi = studied.measures[measure].kpi;
        std::vector<std::vector<double>> values;
        for (const KeyFigures& world : figures) values.push_back(world.series(0, kpi));
        // Steps add up only over replications that have a value in every world.
        const std::vector<std::vector<double>> complete = complete_replications(values);
        for (const std::vector<double>& world : complete) answer.worlds.push_back(mean_of(world, kpi));
        for (std::size_t step = 0; step < plan.steps.size(); ++step) {
            const PairedDifference found = paired_difference(complete[plan.rung(step + 1)], complete[plan.rung(step)]);
            answer.in_order.push_back({found.mean, found.interval});
        }
        answer.attribution = attribute(plan.attribution, values);
        answers.push_back(std::move(answer));
    }
    return answers;
}

std::vector<Table> ladder_outlines() {
    const std::vector<Column> heading{{"from_model", "", "name of the model that the way begins with"},
                                      {"to_model", "", "name of the model that it leads to"},
                                      {"measure", "", "name of the key figure"},
                                      {"unit", "", "unit of the key figure"}};
    const auto table = [&](const char* file, const char* row_is, std::initializer_list<Column> more) {
        Table result{.file = file, .row_is = row_is, .columns = heading, .cells = {}};
        result.columns.insert(result.columns.end(), more);
        return result;
    };
    return {table("ladder", "one step from one model to the other; the last is the whole way",
                  {{"place", "", "place of the step in the order given, from 1; of the whole, the number of steps"},
                   {"step", "", "choice that is taken over from the other model; \"whole\" for all together"},
                   {"groups", "", "groups of the model that differ in it"},
                   {"change", "", "what the step changes where those before it are taken"},
                   {"confidence_low", "", "lower end of the 95 % interval of the change"},
                   {"confidence_high", "", "upper end"},
                   {"reached", "", "mean of the measure after the step"},
                   {"effect", "",
                    "what the step changes on average over all sequences (Shapley value); effects add up to the whole"},
                   {"effect_low", "", "lower end of the 95 % interval of the effect"},
                   {"effect_high", "", "upper end"}}),
            table("rungs", "one measure with some of the choices taken over",
                  {{"taken", "", "choices that are the other model's; empty for the first model as it is"},
                   {"mean", "",
                    "mean of the replications in which every combination has a value; of all that it has where there "
                    "is no such "
                    "replication"},
                   {"confidence_low", "", "lower end of its 95 % interval"},
                   {"confidence_high", "", "upper end"}})};
}

std::vector<Table> ladder_tables(const LadderPlan& plan, std::span<const LadderAnswer> answers, const Studied& studied,
                                 const Scenario& scenario) {
    std::vector<Table> tables = ladder_outlines();
    for (const LadderAnswer& answer : answers) {
        const StudiedMeasure& measure = studied.measures[answer.measure];
        const auto begin_row = [&](Table& table) {
            for (const std::string& text :
                 {scenario.models[plan.from].name, scenario.models[plan.to].name, measure.name, measure.unit})
                table.cells.emplace_back(text);
        };
        const auto add = [](Table& table, const Estimate& estimate) {
            for (const double number : {estimate.value, estimate.interval.low, estimate.interval.high})
                table.cells.emplace_back(number);
        };
        const auto add_step = [&](std::size_t place, const std::string& name, const std::string& groups,
                                  const Estimate& change, double reached, const Estimate& effect) {
            begin_row(tables[0]);
            tables[0].cells.emplace_back(static_cast<std::int64_t>(place));
            tables[0].cells.emplace_back(name);
            tables[0].cells.emplace_back(groups);
            add(tables[0], change);
            tables[0].cells.emplace_back(reached);
            add(tables[0], effect);
        };
        const std::size_t steps = plan.steps.size();
        for (std::size_t i = 0; i < steps; ++i)
            add_step(i + 1, plan.steps[i].name, fmt::format("{}", fmt::join(plan.steps[i].groups, " ")),
                     answer.in_order[i], answer.worlds[plan.rung(i + 1)].value, answer.attribution.effects[i]);
        add_step(steps, kWholeLadder, "", answer.attribution.whole, answer.worlds.back().value,
                 answer.attribution.whole);
        for (std::size_t w = 0; w < answer.worlds.size(); ++w) {
            begin_row(tables[1]);
            tables[1].cells.emplace_back(plan.names_taken(plan.attribution.worlds[w]));
            add(tables[1], answer.worlds[w]);
        }
    }
    return tables;
}

}  // namespace pasar
