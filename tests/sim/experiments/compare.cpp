#include "sim/experiments/compare.h"

#include <doctest/doctest.h>
#include <vector>

#include "sim/measures.h"

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

TEST_CASE("every pair of models is compared once, and can be asked for in both directions") {
    const Comparison comparison = compare_figures(three_models(), {{0, 15.0}});
    CHECK(comparison.pairs.size() == 3 * kKpiCount);
    CHECK(comparison.summaries.size() == 3 * kKpiCount);
    CHECK(comparison.summary(2, 0).mean == Approx(23.5));
    CHECK(comparison.summary(2, 0).replications == 4);

    const PairComparison up = comparison.pair(2, 1, 0);
    CHECK(up.difference.mean == 10.0);
    CHECK(up.difference.share_first_more == 1.0);
    CHECK(up.verdict == Verdict::NotDistinguishable);  // below the worth of 15
    const PairComparison down = comparison.pair(0, 2, 1);
    CHECK(down.model == 0);
    CHECK(down.baseline == 2);
    CHECK(down.difference.mean == -20.0);
    CHECK(down.difference.interval.low == -20.0);
    CHECK(down.difference.share_first_more == 0.0);
    CHECK(down.verdict == verdict_of(down.difference, 0.0, kpi_info(1).better));
}

TEST_CASE("common luck shows as a narrow difference between noisy models") {
    const Comparison comparison = compare_figures(three_models());
    const PairComparison pair = comparison.pair(1, 0, 0);
    CHECK(pair.difference.correlation == Approx(1.0));
    CHECK(pair.difference.variance_reduction == Approx(1.0));
    CHECK(pair.difference.interval.low == 10.0);
    CHECK(comparison.summary(1, 0).interval.half_width() > 5.0);
}
