#include "sim/experiments/precision.h"

#include <doctest/doctest.h>
#include <array>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "agents/dice.h"
#include "sim/experiments/statistics.h"

using namespace pasar;

namespace {

KeyFigures figures_of(std::vector<std::vector<double>> models) {
    KeyFigures figures;
    figures.kpis = 1;
    figures.replications = static_cast<std::int64_t>(models.front().size());
    for (std::size_t place = 0; place < models.size(); ++place) figures.models.push_back(place);
    for (std::size_t i = 0; i < models.front().size(); ++i) {
        for (const auto& values : models) figures.values.push_back(values[i]);
    }
    return figures;
}

constexpr std::array<std::size_t, 1> kFirst{0};

}  // namespace

TEST_CASE("precision is the half-width of the widest interval over its mean") {
    // Mean 100, deviation 10 / √(3/2)…: the interval itself says what its half is.
    const std::vector<double> steady{90.0, 100.0, 110.0};
    const std::vector<double> wide{50.0, 100.0, 150.0};
    const double half = student_interval(wide).half_width();
    CHECK(precision_of(figures_of({steady, wide}), 0, false, 0.01).reached == doctest::Approx(half / 100.0));
    // Their differences are -40, 0, 40; they are held against the larger mean, as a difference may be zero.
    const double half_of_difference = student_interval(std::vector<double>{-40.0, 0.0, 40.0}).half_width();
    CHECK(precision_of(figures_of({steady, wide}), 0, true, 0.01).reached ==
          doctest::Approx(half_of_difference / 100.0));
}

TEST_CASE("what does not vary is precise, and what is unknown never is") {
    CHECK(replications_for(figures_of({{7.0, 7.0}}), kFirst, false, 0.001) == 2);
    CHECK(replications_for(figures_of({{kNaN, 7.0}}), kFirst, false, 0.5) == 4);
    CHECK(replications_for(figures_of({{-1.0, 1.0}}), kFirst, false, 0.5) == 4);
    CHECK(replications_for(figures_of({{1.0}}), kFirst, false, 0.5) == 2);
}

TEST_CASE("the number of replications grows with the square of the precision, and at most doubles at once") {
    const KeyFigures figures = figures_of({{90.0, 100.0, 110.0, 95.0, 105.0, 98.0, 102.0, 97.0}});
    const double reached = precision_of(figures, 0, false, 1.0).reached;
    CHECK(replications_for(figures, kFirst, false, reached * 1.001) == 8);
    CHECK(replications_for(figures, kFirst, false, reached / std::sqrt(1.4)) == 12);
    CHECK(replications_for(figures, kFirst, false, reached / 100.0) == 16);
}

TEST_CASE("stopping when it is precise enough leaves the interval's coverage near 95 %") {
    // Mean 10, deviation 2; wanted 5 % either side, which takes about 61 replications.
    int covered = 0;
    double replications = 0.0;
    constexpr int kExperiments = 2000;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
        Dice dice({17, static_cast<std::uint32_t>(experiment)}, Purpose::Wish, 0, 0);
        boost::random::normal_distribution<double> normal(10.0, 2.0);
        std::vector<double> values;
        std::int64_t wanted = 10;
        while (wanted > static_cast<std::int64_t>(values.size())) {
            while (static_cast<std::int64_t>(values.size()) < wanted) values.push_back(normal(dice));
            wanted = replications_for(figures_of({values}), kFirst, false, 0.05);
        }
        const Interval interval = student_interval(values);
        covered += interval.low <= 10.0 && 10.0 <= interval.high ? 1 : 0;
        replications += static_cast<double>(values.size());
    }
    CHECK(covered >= 0.93 * kExperiments);
    CHECK(covered <= 0.97 * kExperiments);
    CHECK(replications / kExperiments == doctest::Approx(64.0).epsilon(0.1));
}
