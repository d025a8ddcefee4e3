#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "reports/headlines.h"
#include "reports/screen/study_screen.h"
#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kMostInteractions = 5;

std::string readable(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// "+3.1 (2.8 to 3.4)"
std::string with_interval(const Estimate& estimate, const MeasureWords& measure) {
    return measure.with_interval(estimate.value, estimate.interval, true);
}

std::string share_in_words(const Estimate& share) {
    if (std::isnan(share.value)) return "–";
    if (std::isnan(share.interval.low)) return fmt::format("{} %", grouped(100.0 * share.value));
    return fmt::format("{} % ({} to {})", grouped(100.0 * share.value), grouped(100.0 * share.interval.low),
                       grouped(100.0 * share.interval.high));
}

MeasureWords words_of(const Scenario& scenario, const WhyAnswer& answer, const StudiedMeasure& measure) {
    const Estimate& whole = answer.attribution.whole;
    return MeasureWords(scenario, find_kpi(measure.name),
                        std::array{answer.worlds.front().value, answer.worlds.back().value, whole.value},
                        whole.interval.half_width())
        .in_points();
}

/// The effects by size.
std::vector<std::size_t> by_size(const std::vector<Estimate>& effects) {
    std::vector<std::size_t> order(effects.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto size = [&](std::size_t i) { return std::isnan(effects[i].value) ? -1.0 : std::abs(effects[i].value); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    return order;
}

bool is_clear(const Estimate& estimate) { return estimate.interval.excludes_zero(); }

/// Either there is none in any world, or worlds and replications with a value do not meet.
std::string no_value(const WhyAnswer& answer, const MeasureWords& measure, const std::string& model) {
    const auto without = std::count_if(answer.worlds.begin(), answer.worlds.end(),
                                       [](const Estimate& world) { return std::isnan(world.value); });
    if (static_cast<std::size_t>(without) == answer.worlds.size())
        return fmt::format(
            "{}: there is no {} in any replication of any world, so nothing is lost of it, and more "
            "replications would not tell.",
            model, measure.name());
    return fmt::format(
        "{}: there is no replication in which {} has a value in all {} ({} have none in any), so worlds "
        "cannot be compared.",
        model, measure.name(), counted(answer.worlds.size(), "world"), without);
}

std::string verdict(const WhyPlan& plan, const WhyAnswer& answer, const Studied& studied, const MeasureWords& measure) {
    const Attribution& found = answer.attribution;
    const std::string model = printable(studied.models[answer.position], kLongestStudyName);
    if (found.replications == 0) return no_value(answer, measure, model);
    const bool by_one = std::isnan(found.whole.interval.low);
    if (!by_one && !is_clear(found.whole)) {
        return fmt::format("{}: {} cannot be told from what it would be without all causes ({}: {}).", model,
                           measure.name(), measure.unit(), with_interval(found.whole, measure));
    }
    // Without the causes the measure is higher (they cost it so much) or lower (they add so much to it).
    const double size = std::abs(found.whole.value);
    const Interval& interval = found.whole.interval;
    const double low = std::min(std::abs(interval.low), std::abs(interval.high));
    const double high = std::max(std::abs(interval.low), std::abs(interval.high));
    const std::string doubt = by_one ? " (one replication, so without an interval)"
                                     : fmt::format(" ({} to {})", measure.number(low), measure.number(high));
    // "2,630 orders a month", not "2,630 orders of orders a month".
    std::string lost = measure.quantity(size), of = " of " + measure.name_over_time();
    if (lost.ends_with(" " + measure.name()) && measure.name_over_time().starts_with(measure.name()))
        of = measure.name_over_time().substr(measure.name().size());
    std::string text =
        found.whole.value > 0.0
            ? fmt::format("{} loses {}{}{} to all causes together", model, lost, of, doubt)
            : fmt::format("All causes together add {}{} to {} of {}", lost, doubt, measure.name_over_time(), model);
    std::vector<std::string> parts;
    std::size_t unclear = 0;
    for (const std::size_t i : by_size(found.effects)) {
        if (!by_one && !is_clear(found.effects[i])) {
            ++unclear;
            continue;
        }
        parts.push_back(fmt::format("{} {}", readable(plan.causes.present[i].name), share_in_words(found.shares[i])));
    }
    if (parts.empty()) return text + ", none of which has a measurable effect by itself.";
    text += fmt::format(". Shares of that: {}", fmt::join(parts, ", "));
    if (unclear > 0)
        text += fmt::format("; the other {} no measurable effect by {}",
                            unclear == 1 ? "cause has" : fmt::format("{} causes have", unclear),
                            unclear == 1 ? "itself" : "themselves");
    return text + ".";
}

std::string effects_table(const WhyPlan& plan, const WhyAnswer& answer, const MeasureWords& measure,
                          const ScreenOptions& options) {
    const std::string unit = measure.unit().empty() ? "" : fmt::format(" ({})", measure.unit());
    std::vector<std::vector<std::string>> rows{
        {"cause switched off", fmt::format("{} changes by{}", measure.name(), unit), "share of all"}};
    const Attribution& found = answer.attribution;
    for (const std::size_t i : by_size(found.effects)) {
        rows.push_back({readable(plan.causes.present[i].name) + (is_clear(found.effects[i]) ? "" : " ~"),
                        with_interval(found.effects[i], measure), share_in_words(found.shares[i])});
    }
    rows.push_back(
        {"all of them", with_interval(found.whole, measure), std::isnan(found.shares[0].value) ? "–" : "100 %"});
    std::string text = text_table(rows, options);
    if (text.find(" ~") != std::string::npos) text += "~ no measurable effect\n";
    return text;
}

/// Of pairs whose interaction is measurably not zero.
std::string interactions(const WhyPlan& plan, const WhyAnswer& answer, const MeasureWords& measure,
                         const ScreenOptions& options) {
    std::vector<PairInteraction> clear;
    for (const PairInteraction& pair : answer.attribution.interactions)
        if (is_clear(pair.interaction)) clear.push_back(pair);
    std::stable_sort(clear.begin(), clear.end(), [](const PairInteraction& a, const PairInteraction& b) {
        return std::abs(a.interaction.value) > std::abs(b.interaction.value);
    });
    if (clear.size() > kMostInteractions) clear.resize(kMostInteractions);
    std::string text;
    for (const PairInteraction& pair : clear) {
        const double value = pair.interaction.value;
        const Interval& interval = pair.interaction.interval;
        // Said of the measure, as it is not the causes that do more or less: both off may change more than either and
        // still less than the two added up.
        text += wrapped(fmt::format("With both {} and {} off, {} is {} ({} to {}) {} than if their separate changes "
                                    "added up{}.",
                                    readable(plan.causes.present[pair.first].name),
                                    readable(plan.causes.present[pair.second].name), measure.name(),
                                    measure.amount(std::abs(value)),
                                    measure.number(std::min(std::abs(interval.low), std::abs(interval.high))),
                                    measure.number(std::max(std::abs(interval.low), std::abs(interval.high))),
                                    value > 0.0 ? "higher" : "lower",
                                    plan.causes.present.size() > 2 ? ", on average over the other causes" : ""),
                        options.columns) +
                "\n";
    }
    return text;
}

}  // namespace

StudyText why_text(const Scenario& scenario, const WhyPlan& plan, std::span<const WhyAnswer> answers,
                   const Studied& studied, const ScreenOptions& options) {
    StudyText text;
    const std::size_t causes = plan.causes.present.size();
    text.screen = study_title(
        scenario, fmt::format("{} with and without {}", counted(plan.worlds.size(), "world"), counted(causes, "cause")),
        options, {.where = "in each world"});
    for (const WhyAnswer& answer : answers) {
        const MeasureWords measure = words_of(scenario, answer, studied.measures[answer.measure]);
        text.answer.push_back(verdict(plan, answer, studied, measure));
        text.screen += study_sentence(text.answer.back(), options);
        if (answer.attribution.replications == 0) continue;
        text.screen += effects_table(plan, answer, measure, options);
        text.screen += interactions(plan, answer, measure, options) + "\n";
    }
    std::vector<std::string> notes;
    if (plan.attribution.exact) {
        notes.push_back(fmt::format("Shares are Shapley values over all {} with and without each of {}.",
                                    counted(plan.worlds.size(), "world"), counted(causes, "cause")));
    } else {
        notes.push_back(fmt::format(
            "With {} causes Shapley values are sampled: {} sequences of switching them off, {} worlds of {}. "
            "The intervals "
            "hold the doubt of the sampling as well; --points takes more sequences.",
            plan.causes.present.size(), plan.attribution.orders.size(), plan.worlds.size(),
            grouped(static_cast<double>(plan.attribution.all()) + 1.0)));
    }
    if (!plan.causes.absent.empty()) {
        std::vector<std::string> absent;
        for (const std::string& name : plan.causes.absent) absent.push_back(readable(name));
        notes.push_back(fmt::format("Left out, as the scenario is without: {}.", fmt::join(absent, ", ")));
    }
    for (const std::string& note : notes) text.screen += wrapped(note, options.columns) + "\n";
    return text;
}

}  // namespace pasar
