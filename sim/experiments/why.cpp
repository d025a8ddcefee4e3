#include "sim/experiments/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/faults.h"
#include "sim/experiments/measured_mean.h"

namespace pasar {

std::string WhyPlan::names_off(Coalition off) const {
    std::string names;
    for (std::size_t i = 0; i < causes.present.size(); ++i) {
        if ((off >> i & 1U) == 0) continue;
        if (!names.empty()) names += " + ";
        names += causes.present[i].name;
    }
    return names;
}

WhyPlan plan_why(const Scenario& scenario, std::span<const std::size_t> models, std::span<const std::string> names,
                 std::int64_t orders) {
    WhyPlan plan{.causes = find_causes(scenario, models, names), .attribution = {}, .worlds = {}};
    const std::vector<CauseSwitch>& present = plan.causes.present;
    if (present.empty()) {
        throw InvalidScenario({{.file = "--cause",
                                .found = fmt::format("only causes that the scenario is without already: {}",
                                                     fmt::join(plan.causes.absent, ", ")),
                                .allowed = "at least one that it has"}});
    }
    plan.attribution = plan_attribution(present.size(), orders, static_cast<std::uint32_t>(scenario.seed));
    for (const Coalition off : plan.attribution.worlds) {
        Settings& settings = plan.worlds.emplace_back();
        for (std::size_t i = 0; i < present.size(); ++i) {
            if ((off >> i & 1U) != 0) settings.insert(settings.end(), present[i].off.begin(), present[i].off.end());
        }
    }
    return plan;
}

std::vector<WhyAnswer> answer_why(const WhyPlan& plan, const std::vector<KeyFigures>& figures, const Studied& studied) {
    std::vector<WhyAnswer> answers;
    for (std::size_t position = 0; position < studied.models.size(); ++position) {
        for (std::size_t measure = 0; measure < studied.measures.size(); ++measure) {
            std::vector<std::vector<double>> values;
            WhyAnswer answer{.position = position, .measure = measure, .worlds = {}, .attribution = {}};
            const std::size_t kpi = studied.measures[measure].kpi;
            for (const KeyFigures& world : figures) values.push_back(world.series(position, kpi));
            for (const std::vector<double>& world : complete_replications(values)) {
                const MeasuredMean found = measured_mean(world, kpi);
                answer.worlds.push_back({found.mean, found.interval});
            }
            answer.attribution = attribute(plan.attribution, values);
            answers.push_back(std::move(answer));
        }
    }
    return answers;
}

std::vector<Table> why_outlines() {
    const std::vector<Column> heading{{"model", "", "name of the model"},
                                      {"measure", "", "name of the key figure"},
                                      {"unit", "", "unit of the key figure"}};
    const auto table = [&](const char* file, const char* row_is, std::initializer_list<Column> more) {
        Table result{.file = file, .row_is = row_is, .columns = heading, .cells = {}};
        result.columns.insert(result.columns.end(), more);
        return result;
    };
    return {
        table("attribution", "one cause's share of what one measure of one model loses; the last is the whole",
              {{"cause", "", "name of the cause, as in --cause; \"whole\" for all together"},
               {"effect", "",
                "change of the measure when the cause is switched off (Shapley value); effects add up to the whole"},
               {"confidence_low", "", "lower end of the 95 % interval of the effect"},
               {"confidence_high", "", "upper end"},
               {"share_of_whole", "share", "effect over the whole; empty where the whole has no measurable effect"},
               {"share_low", "share",
                "lower end of the 95 % interval of the share (Fieller); leaves out 0 where that of the effect does"},
               {"share_high", "share", "upper end"}}),
        table("interactions", "two causes that together do more, or less, than the two added up",
              {{"cause_a", "", "name of one cause"},
               {"cause_b", "", "name of the other"},
               {"interaction", "",
                "what switching off both changes beyond what each of the two changes, added up (Shapley interaction "
                "index)"},
               {"confidence_low", "", "lower end of its 95 % interval"},
               {"confidence_high", "", "upper end"}}),
        table("worlds", "one measure of one model in a world with some causes switched off",
              {{"causes_off", "", "names of the causes that are off; empty for the world as it is"},
               {"mean", "",
                "mean of the replications in which every world has a value, as effects are; of all that it has where "
                "there "
                "is no such replication"},
               {"confidence_low", "", "lower end of its 95 % interval"},
               {"confidence_high", "", "upper end"}})};
}

std::vector<Table> why_tables(const WhyPlan& plan, std::span<const WhyAnswer> answers, const Studied& studied) {
    std::vector<Table> tables = why_outlines();
    const std::vector<CauseSwitch>& causes = plan.causes.present;
    for (const WhyAnswer& answer : answers) {
        const StudiedMeasure& measure = studied.measures[answer.measure];
        const auto begin_row = [&](Table& table) {
            for (const std::string& text : {studied.models[answer.position], measure.name, measure.unit})
                table.cells.emplace_back(text);
        };
        const auto add = [](Table& table, const Estimate& estimate) {
            for (const double number : {estimate.value, estimate.interval.low, estimate.interval.high})
                table.cells.emplace_back(number);
        };
        const Attribution& found = answer.attribution;
        for (std::size_t i = 0; i < causes.size(); ++i) {
            begin_row(tables[0]);
            tables[0].cells.emplace_back(causes[i].name);
            add(tables[0], found.effects[i]);
            add(tables[0], found.shares[i]);
        }
        begin_row(tables[0]);
        tables[0].cells.emplace_back(kWholeRow);
        add(tables[0], found.whole);
        const bool is_clear = !std::isnan(found.shares.front().value);
        const double one = is_clear ? 1.0 : found.shares.front().value;
        add(tables[0], {one, {one, one}});
        for (const PairInteraction& pair : found.interactions) {
            begin_row(tables[1]);
            tables[1].cells.emplace_back(causes[pair.first].name);
            tables[1].cells.emplace_back(causes[pair.second].name);
            add(tables[1], pair.interaction);
        }
        for (std::size_t w = 0; w < answer.worlds.size(); ++w) {
            begin_row(tables[2]);
            tables[2].cells.emplace_back(plan.names_off(plan.attribution.worlds[w]));
            add(tables[2], answer.worlds[w]);
        }
    }
    return tables;
}

}  // namespace pasar
