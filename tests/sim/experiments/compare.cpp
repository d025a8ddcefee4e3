#include "sim/experiments/compare.h"

#include <doctest/doctest.h>
#include <vector>

#include "sim/counts/measures.h"

using namespace pasar;
using doctest::Approx;

namespace {

PairedDifference difference_between(double low, double high) {
    return {.pairs = 10, .mean = (low + high) / 2.0, .interval = {low, high}};
}

/// Figures of three models in four replications; every key figure of model m in replication r is 10 m + r².
KeyFigures three_models() {
    KeyFigures figures{.models = {0, 1, 2}, .replications = 4, .kpis = kKpiCount, .values = {}};
    for (int replication = 0; replication < 4; ++replication) {
        for (int model = 0; model < 3; ++model) {
            figures.values.insert(figures.values.end(), kKpiCount, 10.0 * model + replication * replication);
        }
    }
    return figures;
}

}  // namespace

TEST_CASE("a verdict needs an interval that excludes zero and a difference worth caring about") {
    CHECK(verdict_of(difference_between(1.0, 3.0), 0.0, +1) == Verdict::Better);
    CHECK(verdict_of(difference_between(-3.0, -1.0), 0.0, +1) == Verdict::Worse);
    CHECK(verdict_of(difference_between(1.0, 3.0), 0.0, -1) == Verdict::Worse);
    CHECK(verdict_of(difference_between(1.0, 3.0), 0.0, 0) == Verdict::Higher);
    CHECK(verdict_of(difference_between(-3.0, -1.0), 0.0, 0) == Verdict::Lower);
    CHECK(verdict_of(difference_between(-1.0, 3.0), 0.0, +1) == Verdict::NotDistinguishable);
    CHECK(verdict_of(difference_between(0.0, 0.0), 0.0, +1) == Verdict::NotDistinguishable);
    CHECK(verdict_of(difference_between(1.0, 3.0), 2.0, +1) == Verdict::Better);
    CHECK(verdict_of(difference_between(1.0, 3.0), 2.1, +1) == Verdict::NotDistinguishable);
}

TEST_CASE("what is surely less than the difference worth caring about is practically the same, whatever its sign") {
    CHECK(verdict_of(difference_between(1.0, 3.0), 3.1, +1) == Verdict::PracticallyTheSame);
    CHECK(verdict_of(difference_between(-3.0, -1.0), 3.1, +1) == Verdict::PracticallyTheSame);
    CHECK(verdict_of(difference_between(-1.0, 3.0), 3.1, -1) == Verdict::PracticallyTheSame);
    CHECK(verdict_of(difference_between(0.0, 0.0), 1.0, 0) == Verdict::PracticallyTheSame);
    // It may be as much as matters, or less: nobody can tell.
    CHECK(verdict_of(difference_between(1.0, 3.0), 3.0, +1) == Verdict::NotDistinguishable);
    CHECK(verdict_of(difference_between(-4.0, 3.0), 3.5, +1) == Verdict::NotDistinguishable);
}

TEST_CASE("every pair of models is compared once, and can be asked for in both directions") {
    const Comparison comparison = compare_figures(three_models(), {{0, 15.0}});
    CHECK(comparison.pairs.size() == 3 * kKpiCount);
    CHECK(comparison.summaries.size() == 3 * kKpiCount);
    CHECK(comparison.summary(2, 0).mean == Approx(23.5));
    CHECK(comparison.summary(2, 0).replications == 4);

    const PairComparison up = comparison.pair(2, 1, 0);
    CHECK(up.difference.mean == 10.0);
    CHECK(up.difference.share_first_more == 1.0);
    CHECK(up.verdict == Verdict::PracticallyTheSame);  // below the worth of 15
    const PairComparison down = comparison.pair(0, 2, 1);
    CHECK(down.model == 0);
    CHECK(down.baseline == 2);
    CHECK(down.difference.mean == -20.0);
    CHECK(down.difference.interval.low == -20.0);
    CHECK(down.difference.share_first_more == 0.0);
    CHECK(down.verdict == verdict_of(down.difference, 0.0, kpi_info(1).better));
}

TEST_CASE("what models share by chance shows as a narrow difference between noisy models") {
    const Comparison comparison = compare_figures(three_models());
    const PairComparison pair = comparison.pair(1, 0, 0);
    CHECK(pair.difference.correlation == Approx(1.0));
    CHECK(pair.difference.variance_reduction == Approx(1.0));
    CHECK(pair.difference.interval.low == 10.0);
    CHECK(comparison.summary(1, 0).interval.half_width() > 5.0);
}

TEST_CASE("means of a pair are over the replications that both have, so that they differ by the difference") {
    // NPS is 10 more in replications 2 and 3, which the second model has; the first has 30 more in replication 1 alone.
    KeyFigures figures{.models = {0, 1}, .replications = 4, .kpis = kKpiCount, .values = {}};
    const double first[] = {30.0, 1.0, 2.0, kNaN};
    const double second[] = {kNaN, 11.0, 12.0, 50.0};
    for (int replication = 0; replication < 4; ++replication) {
        figures.values.insert(figures.values.end(), kKpiCount, first[replication]);
        figures.values.insert(figures.values.end(), kKpiCount, second[replication]);
    }
    const std::size_t nps = find_kpi("nps");
    const Comparison comparison = compare_figures(figures);
    CHECK(comparison.summary(0, nps).mean == 11.0);  // its own, over the three it has
    CHECK(comparison.summary(0, nps).replications == 3);
    const PairComparison pair = comparison.pair(1, 0, nps);
    CHECK(pair.difference.pairs == 2);
    CHECK(pair.difference.mean_second == 1.5);
    CHECK(pair.difference.mean_first == 11.5);
    CHECK(pair.difference.mean == 10.0);
    CHECK(comparison.pair(0, 1, nps).difference.mean_first == 1.5);
    CHECK(comparison.summary_beside(0, 1, nps).mean == 1.5);
    CHECK(comparison.summary_beside(0, 1, nps).replications == 2);
}

TEST_CASE("of what one of the two never has there is no difference, which is not one that cannot be told") {
    KeyFigures figures{.models = {0, 1}, .replications = 3, .kpis = kKpiCount, .values = {}};
    for (int replication = 0; replication < 3; ++replication) {
        figures.values.insert(figures.values.end(), kKpiCount, 0.5 + replication);
        figures.values.insert(figures.values.end(), kKpiCount, kNaN);
    }
    const Comparison comparison = compare_figures(figures);
    CHECK(comparison.pair(1, 0, 0).verdict == Verdict::NoValue);
    CHECK(comparison.pair(0, 1, 0).verdict == Verdict::NoValue);
    CHECK(comparison.pair(1, 0, 0).difference.pairs == 0);
}

TEST_CASE("a difference from a model without a single event is as well known as the other model's own figure") {
    const std::size_t fraud = find_kpi("fraud_rate");
    const auto few = [&](double mean, double swing, double baseline_swing) {
        KeyFigures figures{.models = {0, 1}, .replications = 4, .kpis = kKpiCount, .values = {}};
        for (int replication = 0; replication < 4; ++replication) {
            const double sign = replication % 2 == 0 ? 1.0 : -1.0;
            figures.values.insert(figures.values.end(), kKpiCount, mean + sign * swing);
            figures.values.insert(figures.values.end(), kKpiCount, (1.0 + sign) * baseline_swing);
        }
        return compare_figures(figures).pair(1, 0, fraud).few_events;
    };
    CHECK_FALSE(few(0.01, 0.001, 0.0));  // 4 (10)² × 3/4 = 300 events against a store that cannot cheat
    CHECK(few(0.01, 0.01, 0.0));         // 3 events against it
    CHECK(few(0.01, 0.001, 0.0001));     // against a model with 3 events of its own
    CHECK(few(0.0, 0.0, 0.0));           // no event was seen in either
}

TEST_CASE("a chosen baseline is the one that is taken off, wherever it stands in the scenario") {
    const Comparison comparison = compare_figures(three_models(), {}, 2);
    for (const PairComparison& pair : comparison.pairs) {
        const PairComparison told = comparison.as_told(pair);
        const bool has_chosen = pair.model == 2 || pair.baseline == 2;
        if (has_chosen) CHECK(told.baseline == 2);
        if (!has_chosen) CHECK(told.model == pair.model);
    }
    CHECK(comparison.as_told(comparison.pairs.front()).difference.mean == 10.0);  // of the other two, as before
}
