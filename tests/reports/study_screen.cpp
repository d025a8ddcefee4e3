#include "reports/screen/study_screen.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "reports/screen/text_table.h"
#include "words/text.h"

using namespace pasar;

namespace {

/// So short that money is told of the whole run.
const Scenario kMonth = [] {
    Scenario scenario;
    scenario.name = "A test";
    scenario.days = 30;
    return scenario;
}();

const ScreenOptions kPlain{.columns = 100, .colour = false};

/// Figures of one measure over the replications, for each model in turn.
KeyFigures figures_of(const std::vector<std::vector<double>>& by_model) {
    KeyFigures figures{
        .models = {}, .replications = static_cast<std::int64_t>(by_model.front().size()), .kpis = 1, .values = {}};
    for (std::size_t model = 0; model < by_model.size(); ++model) figures.models.push_back(model);
    for (std::size_t r = 0; r < by_model.front().size(); ++r)
        for (const auto& series : by_model) figures.values.push_back(series[r]);
    return figures;
}

Sweep sweep_of(const std::vector<std::string>& values, const std::vector<std::vector<double>>& series) {
    Sweep sweep;
    sweep.design.paths = {"models.A.revenue.commission"};
    sweep.design.units = {"share of price"};
    for (const std::string& value : values) sweep.design.points.push_back({value});
    for (const auto& each : series) sweep.figures.push_back(figures_of({each}));
    return sweep;
}

bool fits(const std::string& text, std::size_t columns) {
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (text_width(text.substr(from, end - from)) > columns) return false;
        from = end + 1;
    }
    return true;
}

WhyPlan two_causes() {
    WhyPlan plan;
    plan.causes.present = {{"late", {"a=1"}}, {"wrong_item", {"b=1"}}};
    plan.causes.absent = {"fraud"};
    plan.attribution = plan_attribution(2, 0, 1);
    plan.worlds.resize(4);
    return plan;
}

StudyText why_of(const std::vector<std::vector<double>>& worlds, const StudiedMeasure& measure) {
    const Studied studied{.models = {"Market\nplace"}, .model_paths = {"models.0"}, .measures = {measure}};
    std::vector<KeyFigures> figures;
    for (const auto& world : worlds) figures.push_back(figures_of({world}));
    const WhyPlan plan = two_causes();
    return why_text(kMonth, plan, answer_why(plan, figures, studied), studied, kPlain);
}

const StudiedMeasure kRetention{.kpi = 0, .name = "retention_rate", .unit = "share per month", .better = 1};
const StudiedMeasure kFailures{.kpi = 0, .name = "failure_rate", .unit = "share of settled orders", .better = -1};

Lever lever(const std::string& path, double low, double high) {
    return {.path = path, .low = low, .high = high, .now = low, .whole = false, .unit = ""};
}

}  // namespace

TEST_CASE("paths are shortened as far as they can be told apart") {
    CHECK(short_paths({"models.A.revenue.commission", "market.choice.price"}) ==
          std::vector<std::string>{"commission", "price"});
    CHECK(short_paths({"models.A.revenue.commission", "models.B.revenue.commission"}) ==
          std::vector<std::string>{"A.revenue.commission", "B.revenue.commission"});
    CHECK(short_paths({"days"}) == std::vector<std::string>{"days"});
}

TEST_CASE("a sweep's screen names the best point, and how many others cannot be told from it") {
    const Studied studied{.models = {"A"},
                          .model_paths = {"models.A"},
                          .measures = {{.kpi = 0, .name = "orders", .unit = "order", .better = 1}}};
    const StudyText text =
        sweep_text(kMonth, sweep_of({"0.05", "0.1", "0.2"}, {{900, 920, 910}, {1000, 1030, 1010}, {1001, 1029, 1011}}),
                   studied, kPlain);
    INFO(text.screen);
    REQUIRE(text.answer.size() >= 2);
    CHECK(text.answer[0].find("A, orders: best at commission 20 % of price (1,0") != std::string::npos);
    CHECK(text.answer[0].find("1 of the 2 other settings cannot be told from it") != std::string::npos);
    CHECK(text.screen.starts_with("A test\n"));
    CHECK(text.screen.find("3 points over 1 parameter:\n  models.A.revenue.commission: 5 to 20 % of price\n") !=
          std::string::npos);
    CHECK(text.answer[1].starts_with(
        "A: moving commission from 5 to 20 % of price changes orders by +104 orders in 30 days (92 to 115)"));
    CHECK(text.screen.find("commission, % of price") < text.screen.find("A, orders: best"));  // its points come first
    CHECK(text.screen.find("moved over what was tried (orders in 30 days)") != std::string::npos);
    CHECK(fits(text.screen, 110));
}

TEST_CASE("where every setting comes to the same, none is called the best") {
    const Studied studied{.models = {"A"},
                          .model_paths = {"models.A"},
                          .measures = {{.kpi = 0, .name = "orders", .unit = "order", .better = 1}}};
    const StudyText text =
        sweep_text(kMonth, sweep_of({"0.05", "0.1"}, {{900, 920, 910}, {900, 920, 910}}), studied, kPlain);
    REQUIRE_FALSE(text.answer.empty());
    CHECK_MESSAGE(text.answer[0].ends_with(" at every setting."), text.answer[0]);
}

TEST_CASE("the best of a model names no parameter of another one, and counts no setting twice for it") {
    const Studied studied{.models = {"A", "B"},
                          .model_paths = {"models.A", "models.B"},
                          .measures = {{.kpi = 0, .name = "orders", .unit = "order", .better = 1}}};
    Sweep sweep;
    sweep.design.paths = {"models.A.revenue.commission", "models.B.supply.markup"};
    sweep.design.units = {"share of price", "share of cost"};
    for (const char* commission : {"0.1", "0.2"}) {
        for (const char* markup : {"0.3", "0.4", "0.5"}) {
            sweep.design.points.push_back({commission, markup});
            const double a = commission[2] == '1' ? 900.0 : 800.0;
            const double b = markup[2] == '4' ? 700.0 : 600.0;
            sweep.figures.push_back(figures_of({{a, a + 2}, {b, b + 3}}));
        }
    }
    StudyText text = sweep_text(kMonth, sweep, studied, kPlain);
    INFO(text.screen);
    REQUIRE(text.answer.size() == 4);
    CHECK(text.answer[3].find("orders bends over markup: between the ends it lies on average 100") !=
          std::string::npos);
    CHECK(text.answer[1].starts_with(
        "A: moving commission from 10 to 20 % of price changes orders by -100 orders in 30 days (-100 to -100)"));
    std::swap(text.answer[1], text.answer[2]);
    CHECK(text.answer[0].starts_with(
        "A, orders: best at commission 10 % of price (901 orders in 30 days, 95 % interval"));
    CHECK(text.answer[0].ends_with("every other setting is surely behind it."));
    CHECK(text.answer[1].starts_with("B, orders: best at markup 40 % of cost"));
    CHECK(text.answer[1].find("beyond it") == std::string::npos);  // in the middle of three
    CHECK(text.screen.find("6 points over 2 parameters") != std::string::npos);
    Studied third = studied;
    third.models = {"A"};
    third.model_paths = {"models.C"};
    CHECK(sweep_text(kMonth, sweep, third, kPlain).answer[0].find("at every point") != std::string::npos);
}

TEST_CASE("what adds up over a long run is told by the month, money and counts alike, and says so") {
    Scenario year = kMonth;
    year.days = 360;
    const auto told = [&](const char* name, const char* unit) {
        const Studied studied{.models = {"A"},
                              .model_paths = {"models.A"},
                              .measures = {{.kpi = 0, .name = name, .unit = unit, .better = 1}}};
        return sweep_text(year, sweep_of({"0.1", "0.2"}, {{12e6, 12.6e6}, {24e6, 24.6e6}}), studied, kPlain).answer[0];
    };
    CHECK(told("contribution", "IDR").find("(2.02 million IDR a month, 95 % interval 1.71 to 2.34)") !=
          std::string::npos);
    CHECK(told("orders", "order").find("(2.02 million orders a month, 95 % interval 1.71 to 2.34)") !=
          std::string::npos);
    CHECK(told("sellers", "seller").find("month") == std::string::npos);
}

TEST_CASE("a best point at the end of what was tried is said to be one") {
    const Studied studied{.models = {"A"}, .model_paths = {"models.A"}, .measures = {kFailures}};
    const StudyText text = sweep_text(
        kMonth, sweep_of({"0.05", "0.1", "0.2"}, {{0.02, 0.021}, {0.04, 0.041}, {0.05, 0.051}}), studied, kPlain);
    CHECK(text.answer[0].ends_with("That is an end of what was tried of commission: beyond it may be better."));
}

TEST_CASE("of a measure of which less is better the lowest point is the best") {
    const Studied studied{.models = {"A"}, .model_paths = {"models.A"}, .measures = {kFailures}};
    const StudyText text =
        sweep_text(kMonth, sweep_of({"0.05", "0.1"}, {{0.02, 0.021}, {0.04, 0.041}}), studied, kPlain);
    CHECK(text.answer[0].find("best (lowest) at commission 5 %") != std::string::npos);
    CHECK(text.answer[0].find("every other setting is surely behind it") != std::string::npos);
    const StudyText once = sweep_text(kMonth, sweep_of({"0.05", "0.1"}, {{0.02}, {0.04}}), studied, kPlain);
    CHECK(once.answer[0].find("one replication") != std::string::npos);
}

TEST_CASE("what is lost is told in points, with each cause's share, the largest first") {
    // Late costs 2 points and wrong items 1 point, in every replication alike but for a little chance.
    const StudyText text = why_of(
        {{0.900, 0.910, 0.890}, {0.921, 0.930, 0.909}, {0.911, 0.920, 0.899}, {0.931, 0.940, 0.921}}, kRetention);
    REQUIRE(text.answer.size() == 1);
    CHECK(text.answer[0].starts_with("Market\\nplace loses 3"));
    CHECK(text.answer[0].find(" percentage points of retention rate (") != std::string::npos);
    // The shares are of what all cost together, and are not taken for what each costs.
    CHECK(text.answer[0].find(" to all causes together. Shares of that: late 6") != std::string::npos);
    CHECK(text.answer[0].find("late 6") < text.answer[0].find("wrong item 3"));
    CHECK(text.screen.find("Left out, as the scenario is without: fraud.") != std::string::npos);
    CHECK(text.screen.find("over all 4 worlds") != std::string::npos);
    CHECK(fits(text.screen, 100));
}

TEST_CASE("what causes add to a measure of which less is better is told the other way round") {
    const StudyText text = why_of({{0.10, 0.11}, {0.06, 0.07}, {0.08, 0.09}, {0.04, 0.05}}, kFailures);
    CHECK(text.answer[0].starts_with("All causes together add 6.0"));
    CHECK(text.answer[0].find("to failure rate of Market") != std::string::npos);
}

TEST_CASE("where nothing is lost for sure no cause is given a share of it") {
    const StudyText text = why_of({{0.5, 0.6}, {0.6, 0.5}, {0.5, 0.6}, {0.6, 0.5}}, kRetention);
    CHECK(text.answer[0].find("cannot be told from what it would be without all causes") != std::string::npos);
    CHECK(text.answer[0].find('%') == std::string::npos);
}

TEST_CASE("two causes that overlap are measured against the two added up, not against either") {
    // Alone 0.13 and 0.31 points, both 0.40: more than either, and 0.04 less than the two added up.
    const StudyText text = why_of(
        {{0.9000, 0.9100, 0.8900}, {0.9013, 0.9113, 0.8913}, {0.9031, 0.9131, 0.8931}, {0.90401, 0.9140, 0.89399}},
        kRetention);
    INFO(text.screen);
    CHECK(text.screen.find("With both late and wrong item off, retention rate is 0.04") != std::string::npos);
    std::string flowing = text.screen;
    std::replace(flowing.begin(), flowing.end(), '\n', ' ');
    CHECK(flowing.find(") lower than if their separate changes added up.") != std::string::npos);
    CHECK(text.screen.find("each by itself") == std::string::npos);

    const StudyText more = why_of({{0.10, 0.11}, {0.08, 0.0901}, {0.09, 0.0999}, {0.09, 0.10}}, kFailures);
    INFO(more.screen);
    CHECK(more.screen.find("With both late and wrong item off, failure rate is 2.0") != std::string::npos);
}

TEST_CASE("a tornado says what the measure hangs on, and whether a parameter turns which model is ahead") {
    SensitivityFindings findings;
    findings.heading = {.model = "B", .baseline = "A", .measure = "contribution", .unit = "IDR"};
    findings.levers = {lever("market.choice.price", 2, 4), lever("market.trust.loss", 0.2, 0.3)};
    findings.replications = 2;
    findings.tornado = tornado({{10, 12}, {11, 13}, {9, 11}, {-5, -3}, {25, 27}});
    const StudyText text = sensitivity_text(kMonth, std::span(&findings, 1), kPlain);
    CHECK(text.answer[0].starts_with("platform contribution of B less that of A is 11"));
    CHECK(text.answer[0].find("moves most with loss") != std::string::npos);
    CHECK(text.answer[1] == "By itself, within its range, loss turns which of the two models is ahead.");
    CHECK(text.screen.find("loss") < text.screen.find("price  "));
}

TEST_CASE("Morris and Sobol are explained beside their numbers, chance included") {
    SensitivityFindings findings;
    findings.heading = {.model = "A", .baseline = "", .measure = "orders", .unit = "order"};
    findings.levers = {lever("market.choice.price", 2, 4), lever("market.trust.loss", 0.2, 0.3)};
    findings.replications = 2;
    const MorrisDesign design = morris_design(2, 4, 1);
    Responses responses;
    for (std::size_t i = 0; i < design.points.size(); ++i) {
        const double draw = i % 2 == 0 ? 1.0 : -1.0;
        responses.push_back({100.0 * design.points[i][0] + draw, 100.0 * design.points[i][0] - draw});
    }
    findings.morris = morris_effects(design, design.points, responses);
    findings.walks = 4;
    const SobolDesign sobol = sobol_design(2, 32, 1);
    Responses all;
    for (const auto& point : sobol.points) all.push_back({point[0], point[0]});
    findings.sobol = sobol_indices(sobol, all, 1);
    findings.samples = 32;
    const StudyText text = sensitivity_text(kMonth, std::span(&findings, 1), kPlain);
    CHECK(text.screen.find("from 4 starting points") != std::string::npos);
    CHECK(text.screen.find("0.0 % of it is chance") != std::string::npos);
    CHECK(text.screen.find("orders of A hangs most on price") != std::string::npos);
    CHECK(text.screen.find("no effect beyond chance was seen of: loss") != std::string::npos);
    CHECK(fits(text.screen, 100));
    // Without a second replication nothing is known of chance, so that no parameter can be said to be no more than it.
    SensitivityFindings once = findings;
    once.replications = 1;
    for (auto& response : responses) response.pop_back();
    once.morris = morris_effects(design, design.points, responses);
    once.sobol.reset();
    CHECK(sensitivity_text(kMonth, std::span(&once, 1), kPlain).answer.empty());
    CHECK(sensitivity_text(kMonth, std::span(&once, 1), kPlain)
              .screen.find("With one replication chance cannot be told") != std::string::npos);
    findings.replications = 0;
    CHECK(sensitivity_text(kMonth, std::span(&findings, 1), kPlain).answer[0].find("no value") != std::string::npos);
}
