#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "reports/period.h"
#include "reports/result/tables.h"
#include "reports/screen/screen_grid.h"
#include "reports/screen/screen_words.h"
#include "sim/counts/measures.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// How `model` fares against `baseline`, for a model that did at least as well on average.
std::string sentence(const Scenario& scenario, const Comparison& comparison, const PairComparison& pair,
                     const ScreenOptions& options) {
    const Language language = options.language;
    const MeasureInfo& info = kpi_info(pair.kpi);
    const Period period = period_of(scenario, info, language);
    const std::string better = name_of_position(scenario, comparison, pair.model, language);
    const std::string other = name_of_position(scenario, comparison, pair.baseline, language);
    const double difference = pair.difference.mean * period.factor;
    const Interval interval{pair.difference.interval.low * period.factor,
                            pair.difference.interval.high * period.factor};
    const Scale scale = scale_for(std::array{difference, interval.low, interval.high}, interval.half_width(),
                                  unit_in_reports(info.unit, scenario));
    const std::string number = figure(scale, difference, options);
    const std::string amount = fmt::format("{} {}{}", number, unit_words(language, number, scale.unit), period.words);
    if (pair.difference.pairs < 2) {
        if (difference == 0.0)
            return filled(tr("{} and {} earn the same in their one replication.", language), better, other);
        return filled(tr("In its one replication {} earns {} more than {}; one replication cannot tell chance from "
                         "advantage, so ask for more with --replications.",
                         language),
                      better, amount, other);
    }
    if (difference == 0.0 && interval.low == 0.0 && interval.high == 0.0)
        return filled(tr("{} and {} earn the same.", language), better, other);
    const double won = pair.difference.share_first_more * static_cast<double>(pair.difference.pairs);
    const std::string surely = filled(tr("95 % interval {} to {}; ahead in {} of {} replications", language),
                                      figure(scale, interval.low, options), figure(scale, interval.high, options),
                                      grouped_in(language, won, won == std::floor(won) ? 0 : 1), pair.difference.pairs);
    const std::string worth_number = figure(scale, pair.worth * period.factor, options);
    const std::string worth =
        fmt::format("{} {}{}", worth_number, unit_words(language, worth_number, scale.unit), period.words);
    if (pair.verdict == Verdict::PracticallyTheSame)
        return filled(tr("{} earns {} more than {} ({}). That is practically the same, as less than {} does not matter "
                         "(--worth).",
                         language),
                      better, amount, other, surely, worth);
    if (pair.verdict != Verdict::NotDistinguishable) {
        return filled(tr("{} earns {} more than {} ({}).", language), better, amount, other, surely);
    }
    if (pair.difference.interval.excludes_zero()) {
        return filled(
            tr("{} earns {} more than {} ({}). Whether it is as much as the {} that matter (--worth) cannot be "
               "told.",
               language),
            better, amount, other, surely, worth);
    }
    return filled(
        tr("{} and {} are not distinguishable by what they earn: {} earned {} more on average ({}).", language), better,
        other, better, amount, surely);
}

}  // namespace

std::string verdict_text(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options) {
    const std::size_t kpi = find_kpi("contribution");
    const std::size_t models = comparison.figures.models.size();
    if (kpi >= comparison.figures.kpis || models < 2) return {};
    std::vector<std::size_t> order(models);
    for (std::size_t position = 0; position < models; ++position) order[position] = position;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto earned = [&](std::size_t position) {
            const double mean = comparison.summary(position, kpi).mean;
            return std::isnan(mean) ? -std::numeric_limits<double>::infinity() : mean;
        };
        return earned(a) > earned(b);
    });
    std::string text;
    const auto tell = [&](const PairComparison& pair) {
        text += coloured(wrapped(sentence(scenario, comparison, pair, options), options.columns), kBoldText, options);
        text += '\n';
    };
    if (comparison.against) {
        // Each against the baseline that was chosen, the one that earns more first.
        for (const std::size_t position : order) {
            if (position == *comparison.against) continue;
            const PairComparison pair = comparison.pair(position, *comparison.against, kpi);
            tell(pair.difference.mean < 0.0 ? comparison.pair(*comparison.against, position, kpi) : pair);
        }
    } else {
        for (std::size_t rank = 1; rank < models; ++rank) tell(comparison.pair(order.front(), order[rank], kpi));
    }
    if (comparison.summary(order.front(), kpi).mean < 0.0) {
        text +=
            models == 2 ? tr("Both lose money.", options.language) : tr("All of them lose money.", options.language);
        text += '\n';
    }
    return text;
}

}  // namespace pasar
