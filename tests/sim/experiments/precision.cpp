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
    for (std::size_t position = 0; position < models.size(); ++position) figures.models.push_back(position);
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
    const std::vector<double> sevens(12, 7.0);
    CHECK(replications_for(figures_of({sevens}), kFirst, false, 0.001) == 12);
    std::vector<double> once(12, kNaN);
    once.back() = 7.0;
    CHECK(replications_for(figures_of({once}), kFirst, false, 0.5) == 24);
    std::vector<double> around_zero(12, 1.0);
    for (std::size_t i = 0; i < 12; i += 2) around_zero[i] = -1.0;
    CHECK(replications_for(figures_of({around_zero}), kFirst, false, 0.5) == 24);
}

TEST_CASE("what no replication has will not be precise by more of them, and ends the search") {
    const std::vector<double> never(12, kNaN);
    const std::vector<double> sevens(12, 7.0);
    CHECK(replications_for(figures_of({never}), kFirst, false, 0.01) == 12);
    CHECK_FALSE(precision_of(figures_of({never}), 0, false, 0.01).has_value);
    CHECK(replications_for(figures_of({sevens, never}), kFirst, true, 0.01) == 12);
    CHECK_FALSE(precision_of(figures_of({sevens, never}), 0, true, 0.01).has_value);
    CHECK(precision_of(figures_of({sevens}), 0, false, 0.01).has_value);
}

TEST_CASE("no interval of fewer than ten replications is judged") {
    for (const std::vector<double>& alike : {std::vector{7.0}, std::vector{7.0, 7.0}, std::vector{7.0, 7.0, 7.0}})
        CHECK(replications_for(figures_of({alike}), kFirst, false, 0.5) == 10);
    CHECK(replications_for(figures_of({{1.0, 2.0}}), kFirst, false, 1e-6) == 10);
}

TEST_CASE("the number of replications grows with the square of the precision, and at most doubles at once") {
    const KeyFigures figures =
        figures_of({{90.0, 100.0, 110.0, 95.0, 105.0, 98.0, 102.0, 97.0, 100.0, 101.0, 99.0, 96.0}});
    const double reached = precision_of(figures, 0, false, 1.0).reached;
    CHECK(replications_for(figures, kFirst, false, reached * 1.001) == 12);
    CHECK(replications_for(figures, kFirst, false, reached / std::sqrt(1.4)) == 17);
    CHECK(replications_for(figures, kFirst, false, reached / 100.0) == 24);
}

TEST_CASE(
    "wherever a search for precision stops, and however few replications it began with, intervals hold the truth") {
    // Mean 10, deviation 2; precisions that take from fewer than ten replications to about 60.
    for (const std::int64_t first : {2, 3, 10}) {
        for (const double wanted : {0.3, 0.11, 0.0875, 0.05}) {
            int covered = 0;
            constexpr int kExperiments = 2000;
            for (int experiment = 0; experiment < kExperiments; ++experiment) {
                Dice dice({17, static_cast<std::uint32_t>(experiment)}, Purpose::Wish, 0, 0);
                boost::random::normal_distribution<double> normal(10.0, 2.0);
                std::vector<double> values;
                std::int64_t needed = first;
                while (needed > static_cast<std::int64_t>(values.size())) {
                    while (static_cast<std::int64_t>(values.size()) < needed) values.push_back(normal(dice));
                    needed = replications_for(figures_of({values}), kFirst, false, wanted);
                }
                const Interval interval = student_interval(values);
                covered += interval.low <= 10.0 && 10.0 <= interval.high ? 1 : 0;
            }
            INFO("beginning with ", first, ", wanted ", wanted);
            CHECK(covered >= 0.93 * kExperiments);
            CHECK(covered <= 0.97 * kExperiments);
        }
    }
}
