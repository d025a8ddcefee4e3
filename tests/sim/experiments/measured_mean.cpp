// Means of rare events: intervals that hold the truth as often as they say, and a word where few events stand behind.
#include "sim/experiments/measured_mean.h"

#include <doctest/doctest.h>
#include <cmath>
#include <random>
#include <vector>

#include "sim/counts/measure_range.h"
#include "sim/counts/measures.h"

using namespace pasar;
using doctest::Approx;

namespace {

const std::size_t kFraud = find_kpi("fraud_rate");

struct Covered {
    double student = 0.0;  ///< shares of the experiments in which something was seen
    double measured = 0.0;
    int seen = 0;
};

/// Experiments of `runs` runs in which `events` frauds are to be expected in all, of 1,000 orders a run.
Covered coverage_of_fraud(int runs, double events, bool as_share_of_success = false) {
    constexpr int kExperiments = 2000;
    const double rate = events / (1000.0 * runs);
    std::mt19937_64 random(static_cast<std::uint64_t>(runs) * 1000 + static_cast<std::uint64_t>(events));
    std::poisson_distribution<int> frauds(rate * 1000.0);
    Covered covered;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
        std::vector<double> values;
        bool any = false;
        for (int run = 0; run < runs; ++run) {
            const double share = frauds(random) / 1000.0;
            any = any || share > 0.0;
            values.push_back(as_share_of_success ? 1.0 - share : share);
        }
        if (!any) continue;
        ++covered.seen;
        const double truth = as_share_of_success ? 1.0 - rate : rate;
        const auto holds = [&](const Interval& interval) { return interval.low <= truth && truth <= interval.high; };
        covered.student += holds(student_interval(values)) ? 1.0 : 0.0;
        covered.measured += holds(measured_mean(values, kFraud).interval) ? 1.0 : 0.0;
    }
    covered.student /= covered.seen;
    covered.measured /= covered.seen;
    return covered;
}

}  // namespace

TEST_CASE("intervals of rare rates hold the truth in 93 of 100 experiments or more, where Student's do not") {
    double worst_of_student = 1.0;
    for (const int runs : {5, 10, 20, 40}) {
        for (const double events : {3.0, 5.0, 8.0, 12.0, 30.0, 100.0}) {
            const Covered covered = coverage_of_fraud(runs, events);
            INFO(runs, " runs, ", events, " events");
            CHECK(covered.measured >= 0.93);
            worst_of_student = std::min(worst_of_student, covered.student);
        }
    }
    CHECK(worst_of_student < 0.90);
}

TEST_CASE("a share of nearly all is as rare as what it leaves out") {
    CHECK(coverage_of_fraud(20, 5.0, true).measured >= 0.93);
    const MeasuredMean found = measured_mean({0.999, 1.0, 1.0, 0.998, 1.0}, find_kpi("delivery_success_rate"));
    CHECK(found.few_events);
    CHECK(found.interval.low > 0.99);
    CHECK(found.interval.low < found.mean);
    CHECK(found.interval.high < 1.0);
}

TEST_CASE("few events are told, and of none no interval is made") {
    const MeasuredMean few = measured_mean({0.0, 0.001, 0.0, 0.002, 0.0}, kFraud);
    CHECK(few.few_events);
    CHECK(few.mean == Approx(0.0006));
    CHECK(few.interval.low > 0.0);
    CHECK(few.interval.high - few.mean > few.mean - few.interval.low);  // wider on the side that was not seen
    const MeasuredMean none = measured_mean({0.0, 0.0, 0.0}, kFraud);
    CHECK(none.few_events);
    CHECK(none.mean == 0.0);
    CHECK(std::isnan(none.interval.low));
    const MeasuredMean unknown = measured_mean({kNaN, kNaN}, kFraud);
    CHECK(unknown.replications == 0);
    CHECK(std::isnan(unknown.mean));
}

TEST_CASE("where many events stand behind a share, and of money always, the interval is Student's") {
    const std::vector<double> conversions{0.45, 0.46, 0.44, 0.455};
    const MeasuredMean many = measured_mean(conversions, find_kpi("conversion"));
    CHECK_FALSE(many.few_events);
    CHECK(many.interval.low == student_interval(conversions).low);
    const std::vector<double> earned{-5.0, 20.0, 1.0};
    CHECK(measured_mean(earned, find_kpi("contribution")).interval.high == student_interval(earned).high);
    CHECK_FALSE(measured_mean(earned, find_kpi("contribution")).few_events);
}

TEST_CASE("the logarithm's interval is the mean times and over one factor") {
    const std::vector<double> values{1.0, 2.0, 3.0};
    const Interval interval = log_interval(values);
    // Mean 2, deviation 1, 4.30265 standard errors of 1 / √3 over 2.
    CHECK(interval.low == Approx(2.0 / std::exp(4.30265 / std::sqrt(3.0) / 2.0)).epsilon(1e-4));
    CHECK(interval.low * interval.high == Approx(4.0));
    CHECK(std::isnan(log_interval(std::vector<double>{0.0, 0.0}).low));
    CHECK(std::isnan(log_interval(std::vector<double>{1.0}).low));
}

TEST_CASE("measures have ranges, told by their units, and every unit of a share is one") {
    const auto range = [](const char* name) { return range_of(kpi_info(find_kpi(name))); };
    CHECK(range("conversion").high == 1.0);
    CHECK(range("retention_rate").low == 0.0);
    CHECK(range("nps").low == -100.0);
    CHECK(range("nps").high == 100.0);
    CHECK(range("csat").low == 1.0);
    CHECK(range("orders").low == 0.0);
    CHECK(std::isinf(range("orders").high));
    CHECK(std::isinf(range("contribution").low));
    CHECK(range_in_words(kpi_info(find_kpi("conversion"))) == "a share of visits, from 0 to 1");
    CHECK(meant_within_range(kpi_info(find_kpi("conversion")), 40.0) == "0.4");
    CHECK(meant_within_range(kpi_info(find_kpi("nps")), 140.0).empty());
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const MeasureInfo& info = kpi_info(kpi);
        CHECK_MESSAGE(!(info.unit.find("share") != std::string_view::npos && std::isinf(range_of(info).high)),
                      info.name);
    }
}
