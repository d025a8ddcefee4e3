// Break-even: where two models are worth the same, told from laboratories whose truth is known.
#include "sim/experiments/break_even.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "sim/experiments/lever.h"

using namespace pasar;
using doctest::Approx;

namespace {

double value_of(const Settings& point) {
    REQUIRE(point.size() == 1);
    const std::string& text = point.front();
    double value = 0.0;
    std::from_chars(text.data() + text.find('=') + 1, text.data() + text.size(), value);
    return value;
}

/// The second model has `difference(value, replication)` more than the first, which has the replication's own draw.
struct KnownMarket {
    std::function<double(double value, std::int64_t replication)> difference;
    std::vector<double> asked;

    Laboratory laboratory() {
        return [this](std::span<const Settings> points, Replications replications) {
            std::vector<KeyFigures> result;
            for (const Settings& point : points) {
                const double value = value_of(point);
                asked.push_back(value);
                KeyFigures figures{.models = {0, 1}, .replications = replications.count, .kpis = 1, .values = {}};
                for (std::int64_t r = 0; r < replications.count; ++r) {
                    const double draw = 1000.0 * static_cast<double>((replications.first + r) % 7);
                    figures.values.push_back(draw);
                    figures.values.push_back(draw + difference(value, replications.first + r));
                }
                result.push_back(std::move(figures));
            }
            return result;
        };
    }
};

BreakEvenQuestion question(double low = 0.0, double high = 1.0, bool whole = false) {
    return {.lever = {.path = "x", .low = low, .high = high, .whole = whole, .unit = ""}, .replications = 10};
}

BreakEven ask(std::function<double(double, std::int64_t)> difference, const BreakEvenQuestion& asked = question()) {
    KnownMarket market{std::move(difference), {}};
    return find_break_even(market.laboratory(), asked);
}

/// Differs from replication to replication, with mean zero over ten.
double wobble(std::int64_t replication) { return static_cast<double>(replication % 10) - 4.5; }

}  // namespace

TEST_CASE("a crossing is found, with its direction and an interval around it") {
    const BreakEven rising = ask([](double x, std::int64_t r) { return 100.0 * (x - 0.37) + wobble(r); });
    CHECK(rising.answer == BreakEvenAnswer::Crossing);
    REQUIRE(rising.crossings.size() == 1);
    const Crossing& crossing = rising.crossings[0];
    CHECK(crossing.at == Approx(0.37).epsilon(1e-6));
    CHECK(crossing.rising);
    CHECK(crossing.level == Approx(2400.0));  // mean of the draws of ten replications, which the first model has
    for (const CurvePoint& point : rising.curve) {
        CHECK(point.baseline_mean == Approx(2400.0));
        CHECK(point.model_mean == Approx(2400.0 + point.difference.mean));
    }
    // Standard deviation of the wobble 3.02765; t = 2.26216 for ten: 2.16585 either side, on a slope of 100.
    CHECK(crossing.interval.values.low == Approx(0.37 - 0.0216585).epsilon(1e-5));
    CHECK(crossing.interval.values.high == Approx(0.37 + 0.0216585).epsilon(1e-5));
    CHECK_FALSE(crossing.interval.open_low);
    CHECK_FALSE(crossing.interval.open_high);
    CHECK_FALSE(ask([](double x, std::int64_t r) { return wobble(r) - 100.0 * (x - 0.37); }).crossings[0].rising);
}

TEST_CASE("a bent curve is followed closely at the crossing and its interval") {
    const auto bent = [](double x) { return 200.0 * (x * x * x - 0.001); };  // zero at 0.1
    const BreakEven found = ask([&](double x, std::int64_t r) { return bent(x) + 0.05 * wobble(r); });
    REQUIRE(found.crossings.size() == 1);
    CHECK(found.crossings[0].at == Approx(0.1).epsilon(0.01));
    const double half_width = 0.05 * 2.16585;
    CHECK(bent(found.crossings[0].interval.values.low) == Approx(-half_width).epsilon(0.05));
    CHECK(bent(found.crossings[0].interval.values.high) == Approx(half_width).epsilon(0.05));
}

TEST_CASE("the 95 % interval holds the true crossing in 93 to 97 of 100 experiments") {
    std::mt19937 generator(20261125);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform(0.3, 0.7);
    int covered = 0;
    constexpr int kExperiments = 1000;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
        const double truth = uniform(generator);
        std::vector<double> level;
        std::vector<double> slope;
        for (int r = 0; r < 8; ++r) {
            level.push_back(normal(generator));
            slope.push_back(20.0 + 4.0 * normal(generator));
        }
        BreakEvenQuestion asked = question();
        asked.replications = 8;
        const BreakEven found = ask(
            [&](double x, std::int64_t r) {
                const auto i = static_cast<std::size_t>(r);
                // The noise of the slope is centred on the truth, where the mean difference is zero by design.
                return (slope[i] + 5.0 * (x - truth)) * (x - truth) + level[i];
            },
            asked);
        for (const Crossing& crossing : found.crossings) {
            const UnclearRange& range = crossing.interval;
            if ((range.open_low || range.values.low <= truth) && (range.open_high || truth <= range.values.high))
                ++covered;
        }
    }
    CHECK(covered >= 930);
    CHECK(covered <= 970);
}

TEST_CASE("without a crossing in the range the answer says so") {
    const BreakEven found = ask([](double x, std::int64_t r) { return 50.0 + 10.0 * x + wobble(r); });
    CHECK(found.answer == BreakEvenAnswer::NoCrossing);
    CHECK(found.crossings.empty());
    CHECK(found.unclear.empty());
    CHECK(found.curve.size() == 9);  // nothing to look at more closely
}

TEST_CASE("several crossings are all listed, each with its direction") {
    const BreakEven found =
        ask([](double x, std::int64_t r) { return 2000.0 * (x - 0.2) * (x - 0.5) * (x - 0.85) + 0.1 * wobble(r); });
    CHECK(found.answer == BreakEvenAnswer::SeveralCrossings);
    REQUIRE(found.crossings.size() == 3);
    CHECK(found.crossings[0].at == Approx(0.2).epsilon(0.002));
    CHECK(found.crossings[1].at == Approx(0.5).epsilon(0.002));
    CHECK(found.crossings[2].at == Approx(0.85).epsilon(0.002));
    CHECK(found.crossings[0].rising);
    CHECK_FALSE(found.crossings[1].rising);
    CHECK(found.crossings[2].rising);
}

TEST_CASE("an interval that reaches an end of the range is open there") {
    const BreakEven found = ask([](double x, std::int64_t r) { return 100.0 * (x - 0.01) + wobble(r); });
    CHECK(found.answer == BreakEvenAnswer::Crossing);
    REQUIRE(found.crossings.size() == 1);
    CHECK(found.crossings[0].interval.open_low);
    CHECK_FALSE(found.crossings[0].interval.open_high);
    CHECK(found.crossings[0].interval.values.high == Approx(0.01 + 0.0216585).epsilon(1e-4));
}

TEST_CASE("an end where nothing is sure is unclear, but no crossing, while the mean stays on one side") {
    const BreakEven found = ask([](double x, std::int64_t r) { return 100.0 * (x + 0.01) + wobble(r); });
    CHECK(found.answer == BreakEvenAnswer::NoCrossing);
    REQUIRE(found.unclear.size() == 1);
    CHECK(found.unclear[0].open_low);
    CHECK(found.unclear[0].values.high == Approx(0.0116585).epsilon(1e-3));
}

TEST_CASE("a curve that only touches zero does not cross it") {
    const BreakEven found = ask([](double x, std::int64_t r) { return 400.0 * (x - 0.5) * (x - 0.5) + wobble(r); });
    CHECK(found.answer == BreakEvenAnswer::NoCrossing);
    REQUIRE(found.unclear.size() == 1);
    CHECK_FALSE(found.unclear[0].open_low);
    CHECK(found.unclear[0].values.low == Approx(0.5 - std::sqrt(2.16585 / 400.0)).epsilon(0.005));
}

TEST_CASE("models that can nowhere be told apart have no crossing to speak of") {
    const BreakEven flat = ask([](double, std::int64_t r) { return 0.5 + wobble(r); });
    CHECK(flat.answer == BreakEvenAnswer::NotDistinguishable);
    CHECK(flat.crossings.empty());
    const BreakEven faint = ask([](double x, std::int64_t r) { return 0.5 * (x - 0.4) + wobble(r); });
    CHECK(faint.answer == BreakEvenAnswer::NotDistinguishable);
    REQUIRE(faint.crossings.size() == 1);
    CHECK(faint.crossings[0].at == Approx(0.4).epsilon(1e-6));
    CHECK(faint.crossings[0].interval.open_low);
    CHECK(faint.crossings[0].interval.open_high);
}

TEST_CASE("models that never differ are called identical") {
    const BreakEven found = ask([](double, std::int64_t) { return 0.0; });
    CHECK(found.answer == BreakEvenAnswer::Identical);
    CHECK(found.crossings.empty());
}

TEST_CASE("without chance the interval is as narrow as the search") {
    const BreakEven found = ask([](double x, std::int64_t) { return x * x - 0.3; });
    REQUIRE(found.crossings.size() == 1);
    CHECK(found.crossings[0].at == Approx(std::sqrt(0.3)).epsilon(1e-3));
    CHECK(found.crossings[0].interval.values.high - found.crossings[0].interval.values.low < 0.001);
}

TEST_CASE("a lever of whole numbers is only set to whole numbers, and so is the interval") {
    KnownMarket market{[](double x, std::int64_t r) { return 3.0 * (x - 412.4) + wobble(r); }, {}};
    const BreakEven found = find_break_even(market.laboratory(), question(1.0, 1000.0, true));
    REQUIRE(found.crossings.size() == 1);
    CHECK(found.crossings[0].at == Approx(412.4).epsilon(1e-6));
    CHECK(found.crossings[0].interval.values.low == 411.0);
    CHECK(found.crossings[0].interval.values.high == 414.0);
    CHECK(std::all_of(market.asked.begin(), market.asked.end(), [](double x) { return x == std::floor(x); }));
    const auto looked_at = [&](double x) { return std::count(market.asked.begin(), market.asked.end(), x) == 1; };
    CHECK(looked_at(412.0));
    CHECK(looked_at(413.0));
}

TEST_CASE("a jump is narrowed down to the step at which it happens") {
    const BreakEven found =
        ask([](double x, std::int64_t r) { return (x < 37.5 ? -50.0 : 80.0) + wobble(r); }, question(0.0, 100.0, true));
    REQUIRE(found.crossings.size() == 1);
    CHECK(found.crossings[0].interval.values.low == 37.0);
    CHECK(found.crossings[0].interval.values.high == 38.0);
}

TEST_CASE("no value is looked at twice, and never more than allowed") {
    std::mt19937 generator(5);
    std::normal_distribution<double> normal;
    std::map<double, double> noise;  // new at every value: a curve that flickers around zero
    KnownMarket market{[&](double x, std::int64_t r) {
                           if (!noise.contains(x)) noise[x] = 3.0 * normal(generator);
                           return noise[x] + wobble(r);
                       },
                       {}};
    BreakEvenQuestion asked = question();
    asked.most_values = 30;
    const BreakEven found = find_break_even(market.laboratory(), asked);
    CHECK(found.curve.size() == market.asked.size());
    CHECK(market.asked.size() == 30);
    std::sort(market.asked.begin(), market.asked.end());
    CHECK(std::adjacent_find(market.asked.begin(), market.asked.end()) == market.asked.end());
}

TEST_CASE("replications without a value are left out, and a curve without any has no answer") {
    const double nan = std::nan("");
    const BreakEven some = ask([&](double x, std::int64_t r) { return r == 3 ? nan : 100.0 * (x - 0.5) + wobble(r); });
    REQUIRE(some.crossings.size() == 1);
    CHECK(some.curve[0].difference.pairs == 9);
    CHECK(ask([&](double, std::int64_t) { return nan; }).answer == BreakEvenAnswer::NoValue);
}

TEST_CASE("the tables hold the curve, and a row for each crossing or for the answer") {
    const std::vector<std::string> names{"Bazaar", "Shop"};
    const std::vector<BreakEven> answers{ask([](double x, std::int64_t r) { return 100.0 * (x - 0.01) + wobble(r); }),
                                         ask([](double, std::int64_t r) { return -50.0 + wobble(r); })};
    const std::vector<Table> tables = break_even_tables(answers, names);
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].rows() == answers[0].curve.size() + answers[1].curve.size());
    REQUIRE(tables[1].rows() == 2);
    const std::size_t columns = tables[1].columns.size();
    CHECK(std::get<std::string>(tables[1].cells[4]) == "crossing");
    CHECK(std::get<double>(tables[1].cells[5]) == Approx(0.01));
    CHECK(std::isnan(std::get<double>(tables[1].cells[6])));  // open: goes on below the range
    CHECK(std::get<std::string>(tables[1].cells[8]) == "rising");
    CHECK(std::get<double>(tables[1].cells[11]) == Approx(2400.0));
    CHECK(std::isnan(std::get<double>(tables[1].cells[columns + 11])));  // no crossing, no level
    CHECK(std::get<std::string>(tables[1].cells[columns + 4]) == "no crossing in this range");
    CHECK(std::get<std::string>(tables[1].cells[columns + 9]) == "Bazaar");
}

TEST_CASE("where one of the two never has the measure there is nothing to compare, and nothing more is looked at") {
    KnownMarket market{[](double, std::int64_t) { return kNaN; }, {}};
    const BreakEven answer = find_break_even(market.laboratory(), question());
    CHECK(answer.answer == BreakEvenAnswer::NoValue);
    CHECK(market.asked.size() == 9);
    CHECK(answer.unknown() == 9);
    CHECK(answer.curve.front().baseline_has_value);
    CHECK_FALSE(answer.curve.front().model_has_value);
    const std::vector<std::string> models{"A", "B"};
    const std::vector<Table> tables = break_even_tables(std::span(&answer, 1), models);
    CHECK(std::get<std::string>(tables[1].cells[4]) == "no value");
}

TEST_CASE("values at which nothing can be compared are passed over, and the crossing among the others is found") {
    const BreakEven answer =
        ask([](double x, std::int64_t r) { return x > 0.8 ? kNaN : 100.0 * (x - 0.37) + wobble(r); });
    CHECK(answer.answer == BreakEvenAnswer::Crossing);
    CHECK(answer.crossings.at(0).at == Approx(0.37).epsilon(0.01));
    CHECK(answer.unknown() == 2);
    CHECK(answer.crossings.at(0).interval.values.high < 0.8);
}
