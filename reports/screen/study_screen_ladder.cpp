#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/screen/study_screen.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

bool is_clear_step(const Estimate& estimate) { return estimate.interval.excludes_zero(); }

std::string told_step(const Estimate& estimate, const MeasureWords& measure) {
    return measure.with_interval(estimate.value, estimate.interval, true) + (is_clear_step(estimate) ? "" : " ~");
}

MeasureWords words_of_ladder(const Scenario& scenario, const LadderAnswer& answer, const StudiedMeasure& measure) {
    std::vector<double> values{answer.worlds.front().value, answer.worlds.back().value};
    for (const Estimate& effect : answer.attribution.effects) values.push_back(effect.value);
    return MeasureWords(scenario, find_kpi(measure.name), values, answer.attribution.whole.interval.half_width())
        .in_points();
}

std::string verdict_of_ladder(const Scenario& scenario, const LadderPlan& plan, const LadderAnswer& answer,
                              const MeasureWords& measure) {
    const std::string from = printable(scenario.models[plan.from].name, kLongestStudyName);
    const std::string to = printable(scenario.models[plan.to].name, kLongestStudyName);
    const Attribution& found = answer.attribution;
    if (found.replications == 0)
        return fmt::format(
            "From {} to {}: there is no replication in which {} has a value with every choice of either, "
            "so that steps cannot be compared.",
            from, to, measure.name());
    std::string text = fmt::format("From {} to {} {} changes by {}", from, to, measure.name_over_time(),
                                   measure.with_interval(found.whole.value, found.whole.interval, true));
    if (!measure.unit().empty()) text += " " + measure.unit();
    std::vector<std::size_t> by_size(plan.steps.size());
    for (std::size_t i = 0; i < by_size.size(); ++i) by_size[i] = i;
    std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(found.effects[a].value) > std::abs(found.effects[b].value);
    });
    std::vector<std::string> parts;
    const bool by_one = std::isnan(found.whole.interval.low);
    for (const std::size_t i : by_size)
        if (by_one || is_clear_step(found.effects[i]))
            parts.push_back(fmt::format("{} {}", plan.steps[i].name, measure.difference(found.effects[i].value)));
    if (parts.empty()) return text + "; no choice has a measurable effect by itself.";
    return text + fmt::format(". On average over all sequences: {}.", fmt::join(parts, ", "));
}

std::string table_of_ladder(const Scenario& scenario, const LadderPlan& plan, const LadderAnswer& answer,
                            const MeasureWords& measure, const ScreenOptions& options) {
    const std::string unit = measure.unit().empty() ? "" : fmt::format(" ({})", measure.unit());
    std::vector<std::vector<std::string>> rows{
        {"step", fmt::format("in this order{}", unit), "reached", "over all sequences"}};
    rows.push_back({printable(scenario.models[plan.from].name, kLongestStudyName), "",
                    measure.number(answer.worlds.front().value), ""});
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        rows.push_back({plan.steps[i].name, told_step(answer.in_order[i], measure),
                        measure.number(answer.worlds[plan.rung(i + 1)].value),
                        told_step(answer.attribution.effects[i], measure)});
    rows.push_back({printable(scenario.models[plan.to].name, kLongestStudyName),
                    told_step(answer.attribution.whole, measure), measure.number(answer.worlds.back().value),
                    told_step(answer.attribution.whole, measure)});
    std::string text = text_table(rows, options);
    if (text.find(" ~") != std::string::npos) text += "~ no measurable effect\n";
    return text;
}

}  // namespace

StudyText ladder_text(const Scenario& scenario, const LadderPlan& plan, std::span<const LadderAnswer> answers,
                      const Studied& studied, const ScreenOptions& options) {
    StudyText text;
    text.screen = study_title(
        scenario, fmt::format("{} on the way from one model to another", counted(plan.steps.size(), "step")), options,
        {.where = "in each world"});
    for (const LadderAnswer& answer : answers) {
        const MeasureWords measure = words_of_ladder(scenario, answer, studied.measures[answer.measure]);
        text.answer.push_back(verdict_of_ladder(scenario, plan, answer, measure));
        text.screen += study_sentence(text.answer.back(), options);
        if (answer.attribution.replications == 0) continue;
        text.screen += table_of_ladder(scenario, plan, answer, measure, options) + "\n";
    }
    text.screen +=
        wrapped(fmt::format("Every step gives the first model a choice of the other's. What it does depends on "
                            "those before it: over all sequences is its Shapley value from all {}, which add up to "
                            "the whole.",
                            counted(plan.worlds.size(), "world")),
                options.columns) +
        "\n";
    for (const LadderStep& step : plan.steps) {
        if (step.name.find(" + ") == std::string::npos) continue;
        text.screen += wrapped(fmt::format("{} are one step, since one without the others makes no model.", step.name),
                               options.columns) +
                       "\n";
    }
    return text;
}

}  // namespace pasar
