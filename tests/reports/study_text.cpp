// What break-even, map and best say in sentences.
#include <doctest/doctest.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "reports/screen/best_text.h"
#include "reports/screen/break_even_text.h"
#include "reports/screen/map_text.h"
#include "sim/counts/measures.h"
#include "tests/says.h"
#include "words/text.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Truth = std::function<double(std::size_t position, const std::vector<double>& values, std::int64_t replication)>;

/// All key figures of all models are those of the truth; a point without settings stands for `now`.
Laboratory known_market(std::size_t models, const Truth& truth, const std::vector<double>& now = {}) {
    return [=](std::span<const Settings> points, Replications replications) {
        std::vector<KeyFigures> result;
        for (const Settings& point : points) {
            std::vector<double> values = point.empty() ? now : std::vector<double>{};
            for (const std::string& text : point) {
                values.push_back(0.0);
                std::from_chars(text.data() + text.find('=') + 1, text.data() + text.size(), values.back());
            }
            KeyFigures figures{.models = {}, .replications = replications.count, .kpis = kKpiCount, .values = {}};
            for (std::size_t position = 0; position < models; ++position) figures.models.push_back(position);
            for (std::int64_t r = 0; r < replications.count; ++r) {
                for (std::size_t position = 0; position < models; ++position) {
                    figures.values.insert(figures.values.end(), kKpiCount,
                                          truth(position, values, replications.first + r));
                }
            }
            result.push_back(std::move(figures));
        }
        return result;
    };
}

double wobble(std::int64_t replication) { return static_cast<double>(replication % 10) - 4.5; }

Lever commission(double low, double high, double now) {
    return {.path = "models.Bazaar.revenue.commission",
            .low = low,
            .high = high,
            .now = now,
            .whole = false,
            .unit = "share of price"};
}
Lever buyers() {
    return {.path = "market.buyers", .low = 1000, .high = 9000, .now = 2100, .whole = true, .unit = "buyer"};
}

Scenario a_year() {
    Scenario scenario;
    scenario.name = "A test";
    scenario.days = 360;
    return scenario;
}

constexpr ScreenOptions kOneLine{.columns = 400, .colour = false};
const std::vector<std::string> kNames{"Bazaar", "Shop"};

/// Shop less Bazaar in millions over the year; Bazaar has `level` of them.
StudyText told(const std::function<double(double)>& difference, const Lever& lever,
               std::string_view measure = "contribution", double level = 0.0) {
    const Laboratory laboratory =
        known_market(2, [&](std::size_t position, const std::vector<double>& values, std::int64_t r) {
            return 1e6 * (level + (position == 0 ? 0.0 : difference(values[0]) + wobble(r)));
        });
    const std::vector<BreakEven> answers{
        find_break_even(laboratory, {.lever = lever, .kpi = find_kpi(measure), .replications = 10})};
    return break_even_text(a_year(), answers, kNames, kOneLine);
}

}  // namespace

TEST_CASE("a break-even says who is ahead on which side, with its interval and the unit") {
    const StudyText text = told([](double x) { return 1000.0 * (0.12 - x); }, commission(0.0, 0.3, 0.08));
    REQUIRE(text.answer.size() == 2);
    CHECK(text.answer[0] ==
          "By platform contribution, Shop is ahead below a commission of 12.00 % of price and Bazaar above it (95 % "
          "interval of "
          "the break-even: 11.78 to 12.22 % of price). There both have 0.00 million IDR a month.");
    CHECK(text.answer[1] == "The scenario's own commission is 8.00 % of price, where Shop is ahead.");
    CHECK(says(text.screen, "contribution a month, million IDR: Shop less Bazaar"));
    CHECK(says(text.screen, text.answer[0]));
}

TEST_CASE("how much both have where they cross is told, and that who is ahead may lose as well") {
    const auto falling = [](double x) { return 1000.0 * (0.12 - x); };
    const StudyText gain = told(falling, commission(0.0, 0.3, 0.08), "contribution", 240.0);
    CHECK(says(gain.answer[0], "There both have 20.00 million IDR a month."));
    const StudyText loss = told(falling, commission(0.0, 0.3, 0.08), "contribution", -240.0);
    CHECK(says(loss.answer[0], "There both lose 20.00 million IDR a month."));
    CHECK(says(loss.answer[2], "Both lose money at every value looked at."));
    // Of what is no profit nothing is lost.
    const StudyText visits = told(falling, commission(0.0, 0.3, 0.08), "nps", -240.0);
    CHECK(says(visits.answer[0], "There both have -240"));
    CHECK(visits.answer.size() == 2);
    // Where one of the two makes money somewhere, not both lose.
    const StudyText some = told(falling, commission(0.0, 0.3, 0.08), "contribution", -60.0);
    CHECK(says(some.answer[0], "There both lose 5.00 million IDR a month."));
    CHECK(some.answer.size() == 2);
    // Who is ahead all along may lose all along.
    const StudyText apart =
        told([](double x) { return -60.0 - 100.0 * x; }, commission(0.0, 0.3, 0.2), "contribution", -1.0);
    REQUIRE(apart.answer.size() == 2);
    CHECK(apart.answer[1] == "Both lose money at every value looked at.");
    CHECK(says(gain.screen, "20.00"));
}

TEST_CASE("where less is better the model with less is ahead") {
    const StudyText text = told([](double x) { return 1000.0 * (0.12 - x); }, commission(0.0, 0.3, 0.5), "buyer_loss");
    REQUIRE(text.answer.size() == 1);
    CHECK(says(text.answer[0],
               "By buyer loss, Bazaar is ahead below a commission of 12.00 % of price and Shop above it"));
}

TEST_CASE("an interval that reaches the end of the range is told to be open") {
    const StudyText text = told([](double x) { return 1000.0 * (x - 0.001); }, commission(0.0, 0.3, 0.2));
    CHECK(says(text.answer[0], "The interval reaches the low end of the range and may go on beyond it"));
}

TEST_CASE("without a crossing it is said who is ahead all along, and by how much at least") {
    const StudyText text = told([](double x) { return -60.0 - 100.0 * x; }, commission(0.0, 0.3, 0.2));
    REQUIRE(text.answer.size() == 1);
    CHECK(text.answer[0] ==
          "No crossing in this range: by platform contribution, Bazaar is ahead of Shop from commission 0.0 to 30.0 % "
          "of price, "
          "by "
          "at least 4.82 million IDR a month (95 % interval 4.82 to 5.18 at 0.0 % of price).");
    CHECK(says(told([](double x) { return 1000.0 * (x + 0.001); }, commission(0.0, 0.3, 0.2)).answer[1],
               "they cannot be told apart, so the lead may change near the low end of the range or beyond it"));
}

TEST_CASE("several crossings, nothing to tell apart and identical models are answers in words") {
    const StudyText several = told([](double x) { return 4e4 * (x - 0.1) * (x - 0.2); }, commission(0.0, 0.3, 0.5));
    REQUIRE(several.answer.size() == 3);
    CHECK(says(several.answer[0], "the lead changes 2 times between commission "));
    CHECK(says(several.answer[1], "the lead goes from Shop to Bazaar"));
    CHECK(says(several.answer[2], "the lead goes from Bazaar to Shop"));
    CHECK(says(told([](double) { return 0.2; }, commission(0.0, 0.3, 0.5)).answer[0],
               "Shop and Bazaar cannot be told apart by platform contribution anywhere from commission 0.0 to 30.0 % "
               "of price"));
    const Laboratory same = known_market(2, [](std::size_t, const std::vector<double>&, std::int64_t) { return 1.0; });
    const std::vector<BreakEven> answers{
        find_break_even(same, {.lever = buyers(), .kpi = find_kpi("orders"), .replications = 10})};
    CHECK(says(break_even_text(a_year(), answers, kNames, kOneLine).answer[0], "have the same orders at every value"));
}

TEST_CASE("a map shows a letter for each winner, ~ along the border, and brackets round the scenario") {
    const Laboratory laboratory =
        known_market(2, [](std::size_t position, const std::vector<double>& v, std::int64_t r) {
            return position == 0 ? 0.0 : 4e4 * v[0] - v[1] - 3000.0 + wobble(r);
        });
    const std::vector<WinnerMap> maps{draw_map(
        laboratory,
        {.x = commission(0.1, 0.3, 0.1), .y = buyers(), .kpi = find_kpi("nps"), .replications = 10, .steps = 5})};
    const StudyText text = map_text(a_year(), maps, kNames, kOneLine);
    // What is moved is not told as the scenario has it, and its unit not twice.
    CHECK(text.screen.find("1,000 to 9,000 buyers, ") != std::string::npos);
    CHECK(text.answer[0].find("buyers 1,000 to 9,000") != std::string::npos);
    CHECK(text.answer[0].find("buyers 1,000 to 9,000 buyers") == std::string::npos);
    CHECK(says(text.screen,
               "9,000 │ A  A  A  A  ~\n"
               "7,000 │ A  A  A  ~  B\n"
               "5,000 │ A  A  ~  B  B\n"
               "3,000 │[A] ~  B  B  B\n"
               "1,000 │ ~  B  B  B  B\n"));
    CHECK(says(text.screen, "commission (models.Bazaar.revenue.commission), % of price"));
    CHECK(text.answer[0] ==
          "By NPS, over commission 10.0 to 30.0 % of price and buyers 1,000 to 9,000: Bazaar does best at 10 of "
          "25 "
          "settings, Shop does best at 10 of 25, at 5 none can be told apart.");
}

TEST_CASE("a map that is too wide for its signs to be spaced is drawn without gaps, within the terminal") {
    const Laboratory laboratory =
        known_market(2, [](std::size_t position, const std::vector<double>& v, std::int64_t r) {
            return position == 0 ? 0.0 : v[1] + wobble(r) + 10.0;
        });
    const std::vector<WinnerMap> maps{draw_map(
        laboratory, {.x = commission(0.1, 0.3, 0.1), .y = buyers(), .kpi = 0, .replications = 10, .steps = 41})};
    const StudyText text = map_text(a_year(), maps, kNames, {.columns = 80, .colour = false});
    std::istringstream lines(text.screen);
    for (std::string line; std::getline(lines, line);) CHECK(text_width(line) <= 80);
    CHECK(says(text.answer[0], "By platform contribution, Shop does best at every setting"));
}

TEST_CASE("the best setting is told with its gain in fresh replications, its constraints and the end of its range") {
    const Laboratory laboratory = known_market(1,
                                               [](std::size_t, const std::vector<double>& v, std::int64_t r) {
                                                   // What the search sees is 3 million better away from the start than
                                                   // what fresh replications give.
                                                   const double rating_inflation = r < 10 && v[0] > 0.1 ? 3.0 : 0.0;
                                                   return 1e6 * (100.0 * v[0] + wobble(r) + rating_inflation);
                                               },
                                               {0.08});
    BestQuestion question{.levers = {commission(0.0, 0.3, 0.08)},
                          .kpi = find_kpi("contribution"),
                          .constraints = {{find_kpi("gmv"), true, 1e6}, {find_kpi("orders"), false, 3e7}},
                          .replications = 10,
                          .evaluations = 40};
    const Best best = find_best(laboratory, question);
    const StudyText text = best_text(a_year(), best, "Bazaar", kOneLine);
    REQUIRE(text.answer.size() == 4);
    CHECK(says(text.answer[0], "Best setting found for Bazaar: commission 27.0 % of price."));
    CHECK(says(text.answer[1], "million IDR a month more than as it is"));
    CHECK(says(text.answer[1], "its own optimism (95 % interval"));
    CHECK(says(text.answer[2], "Wanted GMV of at least"));
    CHECK(says(text.answer[2], ": kept."));
    CHECK(says(text.answer[3], "Wanted orders of at most"));
}

TEST_CASE("when no setting keeps the constraint, that is said first") {
    const Laboratory laboratory = known_market(
        1, [](std::size_t, const std::vector<double>& v, std::int64_t r) { return 100.0 * v[0] + wobble(r); }, {0.08});
    const Best best = find_best(laboratory, {.levers = {commission(0.0, 0.3, 0.08)},
                                             .kpi = find_kpi("contribution"),
                                             .constraints = {{find_kpi("nps"), true, 50.0}},
                                             .replications = 10,
                                             .evaluations = 30});
    const StudyText text = best_text(a_year(), best, "Bazaar", kOneLine);
    CHECK(says(text.answer.front(), "settings tried keeps the constraint"));
    CHECK(says(text.answer[1], "Nearest setting found for Bazaar: commission 30.0 % of price"));
    CHECK(says(text.answer[3], "missed"));
    CHECK(says(text.answer.back(), "lies at the high end of its range"));
}
