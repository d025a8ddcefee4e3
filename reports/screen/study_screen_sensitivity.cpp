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

/// The numbers 0 … n - 1, those with the largest `size` first; NaN comes last.
template <class Size>
std::vector<std::size_t> largest_first(std::size_t n, const Size& size) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) { return std::isnan(size(i)) ? -1.0 : size(i); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
    return order;
}

std::vector<std::string> names_of(const std::vector<Lever>& levers) {
    std::vector<std::string> paths;
    for (const Lever& lever : levers) paths.push_back(lever.path);
    return short_paths(paths);
}

std::string subject_of(const SensitivityHeading& heading) {
    const std::string model = printable(heading.model, kLongestStudyName);
    if (heading.baseline.empty()) return fmt::format("{} of {}", label_of(heading.measure), model);
    return fmt::format("{} of {} less that of {}", label_of(heading.measure), model,
                       printable(heading.baseline, kLongestStudyName));
}

/// "from 8 starting points (million IDR a month)"
std::string with_unit(std::string_view what, const MeasureWords& measure) {
    return measure.unit().empty() ? std::string(what) : fmt::format("{} ({})", what, measure.unit());
}

MeasureWords words_of(const Scenario& scenario, const SensitivityFindings& findings, std::span<const double> values,
                      double doubt) {
    const MeasureWords words(scenario, find_kpi(findings.heading.measure), values, doubt);
    return findings.heading.baseline.empty() ? words : words.in_points();
}

void tell_tornado(StudyText& text, const Scenario& scenario, const SensitivityFindings& findings,
                  const ScreenOptions& options) {
    const Tornado& tornado = *findings.tornado;
    const std::vector<std::string> names = names_of(findings.levers);
    const auto order =
        largest_first(tornado.bars.size(), [&](std::size_t l) { return std::abs(tornado.bars[l].swing.mean); });
    std::vector<double> values{tornado.base};
    double doubt = std::nan("");
    for (const TornadoBar& bar : tornado.bars) {
        values.insert(values.end(), {bar.at_low, bar.at_high});
        const double half_width = bar.swing.interval.half_width();
        if (half_width > 0.0 && !(doubt <= half_width)) doubt = half_width;
    }
    const MeasureWords measure = words_of(scenario, findings, values, doubt);
    std::vector<std::vector<std::string>> rows{
        {with_unit("one at a time", measure), "at low", "at high", "high less low"}};
    for (const std::size_t l : order) {
        const TornadoBar& bar = tornado.bars[l];
        rows.push_back({names[l], measure.number(bar.at_low), measure.number(bar.at_high),
                        measure.with_interval(bar.swing.mean, bar.swing.interval, true)});
    }
    const TornadoBar& first = tornado.bars[order.front()];
    const LeverWords lever(findings.levers[order.front()]);
    text.answer.push_back(fmt::format("{} is {} as it is, and moves most with {}: {} at {}, {} at {}.",
                                      subject_of(findings.heading), measure.amount(tornado.base), names[order.front()],
                                      measure.amount(first.at_low), lever.chosen(findings.levers[order.front()].low),
                                      measure.amount(first.at_high),
                                      lever.chosen(findings.levers[order.front()].high)));
    if (tornado.base != 0.0) {
        std::vector<std::string> turning;
        for (const std::size_t l : order) {
            const TornadoBar& bar = tornado.bars[l];
            const bool turns = bar.at_low * tornado.base < 0.0 || bar.at_high * tornado.base < 0.0;
            if (turns) turning.push_back(names[l]);
        }
        if (!findings.heading.baseline.empty())
            text.answer.push_back(
                turning.empty() ? "No parameter by itself turns which of the two models is ahead, within its range."
                                : fmt::format("By itself, within its range, {} turns which of the two models is ahead.",
                                              fmt::join(turning, ", or ")));
    }
    text.screen += text_table(rows, options) + "\n";
}

void tell_morris(StudyText& text, const Scenario& scenario, const SensitivityFindings& findings,
                 const ScreenOptions& options) {
    const std::vector<MorrisEffect>& effects = *findings.morris;
    const std::vector<std::string> names = names_of(findings.levers);
    const auto order = largest_first(effects.size(), [&](std::size_t l) { return effects[l].mu_star; });
    std::vector<double> values;
    for (const MorrisEffect& effect : effects) values.push_back(effect.mu_star);
    const double doubt = effects[order.front()].mu_star_interval.half_width();
    const MeasureWords measure = words_of(scenario, findings, values, doubt).in_points();
    std::vector<std::vector<std::string>> rows{
        {with_unit(fmt::format("from {}", counted(findings.walks, "starting point")), measure), "mean size", "mean",
         "varies by", "chance"}};
    for (const std::size_t l : order) {
        const MorrisEffect& effect = effects[l];
        rows.push_back({names[l], measure.with_interval(effect.mu_star, effect.mu_star_interval, false),
                        measure.difference(effect.mu), measure.number(effect.sigma), measure.number(effect.draw)});
    }
    text.screen += text_table(rows, options);
    const bool has_draw = findings.replications > 1;
    text.screen +=
        wrapped(fmt::format("Effects of moving a parameter over its whole range (Morris). One that varies by "
                            "as much as its size depends on the other parameters{}",
                            has_draw ? "; one no larger than chance may be chance alone. Intervals hold the "
                                       "chance of the starting points and of the replications."
                                     : ". With one replication chance cannot be told from effects."),
                options.columns) +
        "\n\n";
    if (!has_draw) return;
    std::vector<std::string> idle;
    for (const std::size_t l : order)
        if (!(effects[l].mu_star > effects[l].draw)) idle.push_back(names[l]);
    if (!idle.empty())
        text.answer.push_back(
            fmt::format("Over the ranges looked at, no effect beyond chance was seen of: {}.", fmt::join(idle, ", ")));
}

std::string with_interval(const Scale& scale, double share, const Interval& interval) {
    if (std::isnan(interval.low)) return scale(share);
    return fmt::format("{} ({} to {})", scale(share), scale(interval.low), scale(interval.high));
}

void tell_sobol(StudyText& text, const SensitivityFindings& findings, const ScreenOptions& options) {
    const SobolIndices& indices = *findings.sobol;
    const std::vector<std::string> names = names_of(findings.levers);
    const auto order = largest_first(indices.levers.size(), [&](std::size_t l) { return indices.levers[l].total; });
    const Scale scale{.divisor = 0.01, .decimals = 0, .unit = "%"};
    std::vector<std::vector<std::string>> rows{{"share of the variance (%)", "by itself", "with all others"}};
    double alone = 0.0;
    for (const std::size_t l : order) {
        const SobolIndex& index = indices.levers[l];
        alone += index.first;
        rows.push_back({names[l], with_interval(scale, index.first, index.first_interval),
                        with_interval(scale, index.total, index.total_interval)});
    }
    text.screen += text_table(rows, options);
    text.screen +=
        wrapped(fmt::format("Shares of the variance of the mean over {}, if all parameters vary "
                            "evenly and independently over their ranges ({} base points, Sobol).{}",
                            counted(findings.replications, "replication"), findings.samples,
                            std::isnan(indices.luck_share)
                                ? " With one replication chance cannot be told from effects."
                                : fmt::format(" {:.1f} % of it is chance that common random numbers leave; it "
                                              "counts as interaction.",
                                              100.0 * indices.luck_share)),
                options.columns) +
        "\n\n";
    const SobolIndex& first = indices.levers[order.front()];
    if (std::isnan(first.total)) {
        text.answer.push_back(fmt::format("{} did not vary over these ranges.", subject_of(findings.heading)));
        return;
    }
    text.answer.push_back(fmt::format(
        "{} hangs most on {}: {} % of its variance by itself, {} % with all others; all "
        "parameters by themselves make {} %.",
        subject_of(findings.heading), names[order.front()], scale(first.first), scale(first.total), scale(alone)));
}

StudyText tell_measure(const Scenario& scenario, const SensitivityFindings& findings, const ScreenOptions& options) {
    StudyText text;
    if (findings.replications == 0) {
        text.answer.push_back(
            fmt::format("{} has no value at all points in any replication: there is nothing to study, and more "
                        "replications would not tell.",
                        subject_of(findings.heading)));
    }
    if (findings.replications > 0 && findings.tornado) tell_tornado(text, scenario, findings, options);
    if (findings.replications > 0 && findings.morris) tell_morris(text, scenario, findings, options);
    if (findings.replications > 0 && findings.sobol) tell_sobol(text, findings, options);
    std::string verdict;
    for (const std::string& sentence : text.answer) verdict += study_sentence(sentence, options);
    text.screen = verdict + "\n" + text.screen;
    while (text.screen.ends_with("\n\n")) text.screen.pop_back();
    return text;
}

}  // namespace

StudyText sensitivity_text(const Scenario& scenario, std::span<const SensitivityFindings> measures,
                           const ScreenOptions& options) {
    const std::vector<Lever>& levers = measures.front().levers;
    std::vector<std::string> ranges;
    for (const Lever& lever : levers) {
        ranges.push_back(fmt::format("{}: {}", printable(lever.path, kLongestStudyPath),
                                     LeverWords(lever).chosen_range(lever.low, lever.high)));
    }
    StudyText text;
    text.screen = study_title(scenario, fmt::format("{} moved:", counted(levers.size(), "parameter")), options,
                              {.list = ranges, .moved = levers});
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const StudyText told = tell_measure(scenario, measures[i], options);
        text.answer.insert(text.answer.end(), told.answer.begin(), told.answer.end());
        text.screen += (i == 0 ? "" : "\n") + told.screen;
    }
    return text;
}

}  // namespace pasar
