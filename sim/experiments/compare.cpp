#include "sim/experiments/compare.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "sim/measures.h"

namespace pasar {

namespace {

Summary summarise(const KeyFigures& figures, std::size_t place, std::size_t kpi) {
    std::vector<double> values = figures.series(place, kpi);
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return {.place = place,
            .kpi = kpi,
            .replications = static_cast<std::int64_t>(values.size()),
            .mean = mean(values),
            .standard_deviation = standard_deviation(values),
            .interval = student_interval(values)};
}

PairComparison turned_round(PairComparison pair) {
    std::swap(pair.model, pair.baseline);
    PairedDifference& d = pair.difference;
    d.mean = -d.mean;
    d.interval = {-d.interval.high, -d.interval.low};
    d.share_first_more = 1.0 - d.share_first_more;
    d.share_interval = {1.0 - d.share_interval.high, 1.0 - d.share_interval.low};
    pair.verdict = verdict_of(d, pair.worth, kpi_info(pair.kpi).better);
    return pair;
}

}  // namespace

Verdict verdict_of(const PairedDifference& difference, double worth, int better) {
    if (!difference.interval.excludes_zero() || std::abs(difference.mean) < worth) return Verdict::NotDistinguishable;
    const bool more = difference.mean > 0.0;
    if (better == 0) return more ? Verdict::Higher : Verdict::Lower;
    return more == (better > 0) ? Verdict::Better : Verdict::Worse;
}

PairComparison Comparison::pair(std::size_t model, std::size_t baseline, std::size_t kpi) const {
    const std::size_t places = figures.models.size();
    const std::size_t earlier = std::min(model, baseline);
    const std::size_t later = std::max(model, baseline);
    // Pairs before those of `earlier`: (places - 1) + (places - 2) + … , one term for each earlier baseline.
    const std::size_t before = earlier * (2 * places - earlier - 1) / 2;
    const PairComparison& found = pairs[(before + later - earlier - 1) * figures.kpis + kpi];
    return found.model == model ? found : turned_round(found);
}

Comparison compare_figures(KeyFigures figures, const Worth& worth) {
    Comparison comparison;
    comparison.figures = std::move(figures);
    const KeyFigures& runs = comparison.figures;
    for (std::size_t place = 0; place < runs.models.size(); ++place) {
        for (std::size_t kpi = 0; kpi < runs.kpis; ++kpi) comparison.summaries.push_back(summarise(runs, place, kpi));
    }
    for (std::size_t baseline = 0; baseline < runs.models.size(); ++baseline) {
        for (std::size_t model = baseline + 1; model < runs.models.size(); ++model) {
            for (std::size_t kpi = 0; kpi < runs.kpis; ++kpi) {
                PairComparison pair{.model = model, .baseline = baseline, .kpi = kpi, .difference = {}};
                pair.difference = paired_difference(runs.series(model, kpi), runs.series(baseline, kpi));
                const auto threshold = worth.find(kpi);
                pair.worth = threshold == worth.end() ? 0.0 : threshold->second;
                pair.verdict = verdict_of(pair.difference, pair.worth, kpi_info(kpi).better);
                comparison.pairs.push_back(pair);
            }
        }
    }
    return comparison;
}

Comparison compare(const Scenario& scenario, const ReplicateOptions& options, const Worth& worth) {
    return compare_figures(replicate(scenario, options), worth);
}

}  // namespace pasar
