#include "sim/experiments/compare.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "sim/counts/measures.h"
#include "sim/experiments/measured_mean.h"

namespace pasar {

namespace {

Summary summarise(std::vector<double> values, std::size_t position, std::size_t kpi) {
    const MeasuredMean found = measured_mean(std::move(values), kpi);
    return {.position = position,
            .kpi = kpi,
            .replications = found.replications,
            .mean = found.mean,
            .standard_deviation = found.standard_deviation,
            .interval = found.interval,
            .few_events = found.few_events};
}

/// The values of `series` where `other` has one too.
std::vector<double> where_both_are_known(const std::vector<double>& series, const std::vector<double>& other) {
    std::vector<double> values;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (!std::isnan(series[i]) && !std::isnan(other[i])) values.push_back(series[i]);
    }
    return values;
}

PairComparison turned_round(PairComparison pair) {
    std::swap(pair.model, pair.baseline);
    PairedDifference& d = pair.difference;
    d.mean = -d.mean;
    d.interval = {-d.interval.high, -d.interval.low};
    std::swap(d.mean_first, d.mean_second);
    d.share_first_more = 1.0 - d.share_first_more;
    d.share_interval = {1.0 - d.share_interval.high, 1.0 - d.share_interval.low};
    pair.verdict = verdict_of(d, pair.worth, kpi_info(pair.kpi).better);
    return pair;
}

}  // namespace

Verdict verdict_of(const PairedDifference& difference, double worth, int better) {
    if (std::isnan(difference.mean)) return Verdict::NoValue;
    if (difference.interval.low > -worth && difference.interval.high < worth) return Verdict::PracticallyTheSame;
    if (!difference.interval.excludes_zero() || std::abs(difference.mean) < worth) return Verdict::NotDistinguishable;
    const bool more = difference.mean > 0.0;
    if (better == 0) return more ? Verdict::Higher : Verdict::Lower;
    return more == (better > 0) ? Verdict::Better : Verdict::Worse;
}

PairComparison Comparison::pair(std::size_t model, std::size_t baseline, std::size_t kpi) const {
    const std::size_t positions = figures.models.size();
    const std::size_t earlier = std::min(model, baseline);
    const std::size_t later = std::max(model, baseline);
    // Pairs before those of `earlier`: (positions - 1) + (positions - 2) + … , one term for each earlier baseline.
    const std::size_t before = earlier * (2 * positions - earlier - 1) / 2;
    const PairComparison& found = pairs[(before + later - earlier - 1) * figures.kpis + kpi];
    return found.model == model ? found : turned_round(found);
}

PairComparison Comparison::as_told(const PairComparison& pair) const {
    return against == pair.model ? turned_round(pair) : pair;
}

Summary Comparison::summary_beside(std::size_t position, std::size_t other, std::size_t kpi) const {
    if (summary(other, kpi).replications == 0) return summary(position, kpi);
    return summarise(where_both_are_known(figures.series(position, kpi), figures.series(other, kpi)), position, kpi);
}

Comparison compare_figures(KeyFigures figures, const Worth& worth, std::optional<std::size_t> against) {
    Comparison comparison;
    comparison.against = against;
    comparison.figures = std::move(figures);
    const KeyFigures& runs = comparison.figures;
    for (std::size_t position = 0; position < runs.models.size(); ++position) {
        for (std::size_t kpi = 0; kpi < runs.kpis; ++kpi) {
            comparison.summaries.push_back(summarise(runs.series(position, kpi), position, kpi));
        }
    }
    for (std::size_t baseline = 0; baseline < runs.models.size(); ++baseline) {
        for (std::size_t model = baseline + 1; model < runs.models.size(); ++model) {
            for (std::size_t kpi = 0; kpi < runs.kpis; ++kpi) {
                PairComparison pair{.model = model, .baseline = baseline, .kpi = kpi, .difference = {}};
                const std::vector<double> first = runs.series(model, kpi);
                const std::vector<double> second = runs.series(baseline, kpi);
                pair.difference = paired_difference(first, second);
                pair.few_events = difference_stands_on_few_events(where_both_are_known(first, second),
                                                                  where_both_are_known(second, first), kpi);
                const auto threshold = worth.find(kpi);
                pair.worth = threshold == worth.end() ? 0.0 : threshold->second;
                pair.verdict = verdict_of(pair.difference, pair.worth, kpi_info(kpi).better);
                comparison.pairs.push_back(pair);
            }
        }
    }
    return comparison;
}

Comparison compare(const Scenario& scenario, const ReplicateOptions& options, const Worth& worth,
                   std::optional<std::size_t> against) {
    return compare_figures(replicate(scenario, options), worth, against);
}

}  // namespace pasar
