#include "reports/screen/screen.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <vector>

#include "sim/counts/measures.h"
#include "words/text.h"

using namespace pasar;

namespace {

/// Models whose contributions over a year are given by replication; every other key figure is alike.
Comparison with_contributions(const std::vector<std::vector<double>>& contributions) {
    const std::size_t models = contributions.size();
    KeyFigures figures{.models = {},
                       .replications = static_cast<std::int64_t>(contributions.front().size()),
                       .kpis = kKpiCount,
                       .values = {}};
    for (std::size_t model = 0; model < models; ++model) figures.models.push_back(model);
    for (std::size_t replication = 0; replication < contributions.front().size(); ++replication) {
        for (std::size_t model = 0; model < models; ++model) {
            std::vector<double> kpis(kKpiCount, 0.5);
            kpis[find_kpi("contribution")] = contributions[model][replication];
            figures.values.insert(figures.values.end(), kpis.begin(), kpis.end());
        }
    }
    return compare_figures(std::move(figures));
}

Scenario scenario_of(const std::vector<std::string>& names) {
    Scenario scenario;
    scenario.name = "A test";
    scenario.days = 360;
    for (const std::string& name : names) scenario.models.emplace_back().name = name;
    return scenario;
}

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) widest = std::max(widest, text_width(line));
    return widest;
}

constexpr ScreenOptions kWide{.columns = 400, .colour = false};

}  // namespace

TEST_CASE("the verdict says who earns more, by how much a month, and how surely") {
    const Comparison comparison = with_contributions({{100e6, 120e6, 110e6}, {220e6, 242e6, 228e6}});
    const std::string text = verdict_text(scenario_of({"Marketplace", "Own store"}), comparison, kWide);
    // 120 million a year ± 4.303 · 2 million / √3, divided by 12.
    CHECK(text ==
          "For the platform: Own store earns 10.00 million IDR a month more than Marketplace (95 % interval 9.59 to "
          "10.41; ahead in 3 of 3 replications; 120.0 million IDR in all 360 days).\n");
}

TEST_CASE("the better model comes first, whichever stands first in the scenario") {
    const Comparison comparison = with_contributions({{220e6, 242e6, 228e6}, {100e6, 120e6, 110e6}});
    const std::string text = verdict_text(scenario_of({"Own store", "Marketplace"}), comparison, kWide);
    CHECK(text.starts_with(
        "For the platform: Own store earns 10.00 million IDR a month more than Marketplace (95 % interval 9.59 to"));
}

TEST_CASE("chance is not called an advantage") {
    const Comparison comparison = with_contributions({{100e6, 120e6, 80e6}, {110e6, 100e6, 120e6}});
    const std::string text = verdict_text(scenario_of({"A", "B"}), comparison, kWide);
    CHECK(text.starts_with("For the platform: B and A are not distinguishable by what they earn"));
    const Comparison single = with_contributions({{100e6}, {110e6}});
    CHECK(verdict_text(scenario_of({"A", "B"}), single, kWide).find("--replications") != std::string::npos);
}

TEST_CASE("a difference that is surely too small to care about is practically the same, in table and sentence") {
    const std::size_t contribution = find_kpi("contribution");
    const KeyFigures figures = with_contributions({{100e6, 120e6, 110e6}, {220e6, 242e6, 228e6}}).figures;
    const Scenario scenario = scenario_of({"A", "B"});
    // 120 million a year, 115 to 125.
    const Comparison small = compare_figures(figures, {{contribution, 240e6}});
    const std::string table = summary_table(scenario, small, true, kWide);
    CHECK(table.find("practically the same") != std::string::npos);
    CHECK(table.find("Worth caring about (--worth): platform contribution a month, 20") != std::string::npos);
    CHECK(verdict_text(scenario, small, kWide) ==
          "For the platform: B earns 10.00 million IDR a month more than A (95 % interval 9.59 to 10.41; ahead in 3 of "
          "3 replications; 120.0 million IDR in all 360 days). "
          "That is practically the same, as less than 20.00 million IDR a month does not matter (--worth).\n");
    const Comparison open = compare_figures(figures, {{contribution, 121e6}});
    CHECK(verdict_text(scenario, open, kWide).find("Whether it is as much as the 10.08 million IDR a month") !=
          std::string::npos);
    const Comparison large = compare_figures(figures, {{contribution, 100e6}});
    CHECK(verdict_text(scenario, large, kWide).ends_with("360 days).\n"));
}

TEST_CASE("a table of three models says how to get their differences and verdicts") {
    Comparison comparison = with_contributions({{1e6, 2e6}, {-5e6, -4e6}, {9e6, 9e6}});
    const Scenario scenario = scenario_of({"A", "B", "C"});
    CHECK(summary_table(scenario, comparison, true, kWide).find("--against MODEL") != std::string::npos);
    CHECK(summary_table(scenario, comparison, false, kWide).find("--against") == std::string::npos);
    comparison.against = 0;
    CHECK(summary_table(scenario, comparison, true, kWide).find("--against") == std::string::npos);
}

TEST_CASE("of many models the best is told against each other") {
    const Comparison comparison = with_contributions({{1e6, 2e6}, {-5e6, -4e6}, {9e6, 9e6}});
    const std::string text = verdict_text(scenario_of({"A", "B", "C"}), comparison, kWide);
    CHECK(text.find("For the platform: C earns") == 0);
    CHECK(text.find("more than A") < text.find("more than B"));
}

TEST_CASE("against a chosen baseline each model is told, and no other pair") {
    Comparison comparison = with_contributions({{1e6, 2e6}, {-5e6, -4e6}, {9e6, 9e6}});
    comparison.against = 0;
    const Scenario scenario = scenario_of({"A", "B", "C"});
    const std::string text = verdict_text(scenario, comparison, kWide);
    CHECK(text.find("For the platform: C earns") == 0);
    CHECK(text.find("A earns") != std::string::npos);
    CHECK(text.find("more than B") != std::string::npos);
    CHECK(text.find("C earns") == text.rfind("C earns"));
    const std::string table = summary_table(scenario, comparison, true, {.columns = 120});
    CHECK(table.find("difference from A") != std::string::npos);
    CHECK(widest_line(table) <= 120);
    CHECK(table.find("~ not distinguishable from A") != std::string::npos);
    // Of two models the columns stay where they are, and the difference is turned.
    Comparison two = with_contributions({{1e9, 2e9}, {3e9, 5e9}});
    two.against = 1;
    CHECK(summary_table(scenario_of({"A", "B"}), two, true, kWide).find("A is") != std::string::npos);
}

TEST_CASE("what both have in part of the replications is told over that part, and how large it is") {
    Comparison comparison = with_contributions({{1e6, 2e6, 3e6}, {2e6, 3e6, 4e6}});
    KeyFigures figures = comparison.figures;
    const std::size_t nps = find_kpi("nps");
    const auto at = [&](std::size_t position, std::size_t replication) -> double& {
        return figures.values[(replication * 2 + position) * kKpiCount + nps];
    };
    // Of its own the first has 20 on average, and where both have one it has 15.
    at(0, 0) = 30;
    at(0, 1) = 14;
    at(0, 2) = 16;
    at(1, 0) = kNaN;
    at(1, 1) = 7;
    at(1, 2) = 8;
    const std::string table = summary_table(scenario_of({"A", "B"}), compare_figures(figures), true, kWide);
    INFO(table);
    const std::string row = table.substr(table.find("NPS"), table.find('\n', table.find("NPS")) - table.find("NPS"));
    CHECK(row.find("in 2 of 3 replications") != std::string::npos);
    CHECK(row.find("15.0 ±") != std::string::npos);
    CHECK(row.find("7.5 ±") != std::string::npos);
    CHECK(row.find("-7.5") != std::string::npos);
    CHECK(row.find("20") == std::string::npos);
}

TEST_CASE("a run of one day and one buyer is told in the singular") {
    Scenario scenario = scenario_of({"A", "B"});
    scenario.days = 1;
    scenario.market.buyers = 1;
    const Comparison single = with_contributions({{100e6}, {110e6}});
    CHECK(summary_table(scenario, single, true, kWide).find("1 buyer, 1 day, 1 replication, seed") !=
          std::string::npos);
    CHECK(verdict_text(scenario, single, kWide).find(" in 1 day ") != std::string::npos);
}

TEST_CASE("losses are not called earnings without a word") {
    const Comparison comparison = with_contributions({{-10e6, -12e6}, {-5e6, -7e6}});
    CHECK(verdict_text(scenario_of({"A", "B"}), comparison, kWide).ends_with("B and A both lose money.\n"));
}

TEST_CASE("the table fits the terminal, whatever the models are called") {
    const std::string long_name(10000, 'x');
    const std::string wild = "two\nlines\x1b[2J 🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒";
    const Comparison two = with_contributions({{1e9, 2e9}, {3e9, 5e9}});
    for (const std::size_t columns : std::array<std::size_t, 4>{80, 100, 120, 200}) {
        const std::string pair = summary_table(scenario_of({long_name, wild}), two, true, {.columns = columns});
        CHECK(widest_line(pair) <= columns);
        CHECK(pair.find('\x1b') == std::string::npos);
    }
    const ScreenOptions screen{.columns = 120, .colour = false};

    std::vector<std::string> names;
    std::vector<std::vector<double>> contributions;
    for (int model = 0; model < 30; ++model) {
        names.push_back("Model " + std::to_string(model));
        contributions.push_back({1e9, 2e9});
    }
    const std::string many = summary_table(scenario_of(names), with_contributions(contributions), true, screen);
    CHECK(widest_line(many) <= screen.columns);
    for (const std::string& name : names) CHECK(many.find(name) != std::string::npos);
}

TEST_CASE("long names of models take lines of the heading, and neither the intervals' room nor their own ends") {
    const Comparison comparison = with_contributions({{1e9, 2e9}, {3e9, 5e9}});
    const std::string table =
        summary_table(scenario_of({"Marketplace with a flat fee and pick-up points", "Own store with free returns"}),
                      comparison, true, {.columns = 100});
    INFO(table);
    CHECK(widest_line(table) <= 100);
    CHECK(table.find(" to ") != std::string::npos);
    for (const char* word : {"Marketplace", "pick-up", "points", "Own store", "returns", "returns is"})
        CHECK_MESSAGE(table.find(word) != std::string::npos, word);
    CHECK(table.find("…") == std::string::npos);
}

TEST_CASE("the table tells what adds up for the time of the verdict, and differences of shares in points") {
    const Comparison comparison = with_contributions({{100e6, 120e6, 110e6}, {220e6, 242e6, 228e6}});
    const std::string table = summary_table(scenario_of({"A", "B"}), comparison, true, kWide);
    INFO(table);
    CHECK(table.find("contribution a month, million IDR") != std::string::npos);
    CHECK(table.find("+10.00 (9.59 to 10.41)") != std::string::npos);  // as in the verdict
    CHECK(table.find("orders a month ") != std::string::npos);
    CHECK(table.find("customers, buyers") != std::string::npos);
    CHECK(table.find("NPS, points") != std::string::npos);
    CHECK(table.find("percentage points") != std::string::npos);
    Scenario short_run = scenario_of({"A", "B"});
    short_run.days = 1;
    short_run.market.buyers = 1;
    const std::string one = summary_table(short_run, comparison, true, kWide);
    INFO(one);
    CHECK(one.find("1 buyer, 1 day, 3 replications") != std::string::npos);
    CHECK(one.find("contribution in 1 day, million IDR") != std::string::npos);
}

TEST_CASE("the verdict is about whatever is asked for, and says for whom") {
    const std::vector<std::pair<const char*, const char*>> sides{{"seller_income", "For sellers: B brings "},
                                                                 {"buyer_surplus", "For buyers: B brings "},
                                                                 {"courier_profit", "For couriers: B brings "},
                                                                 {"total_surplus", "For society, which is all sides "},
                                                                 {"orders", "By orders: B brings "}};
    KeyFigures figures = with_contributions({{100e6, 120e6, 110e6}, {220e6, 242e6, 228e6}}).figures;
    const std::size_t contribution = find_kpi("contribution");
    const Scenario scenario = scenario_of({"A", "B"});
    for (const auto& side : sides) {
        const auto &measure = side.first, &begins = side.second;
        CAPTURE(measure);
        KeyFigures turned = figures;
        const std::array kpi{find_kpi(measure)};
        for (std::size_t run = 0; run < 6; ++run)
            turned.values[run * kKpiCount + kpi[0]] = turned.values[run * kKpiCount + contribution];
        const std::string text = verdict_text(scenario, compare_figures(turned), kWide, kpi);
        INFO(text);
        CHECK(text.starts_with(begins));
        CHECK(text.find(" a month more than A (95 % interval ") != std::string::npos);
        CHECK(text.find(" in all 360 days).") != std::string::npos);
    }
    // Of what is bad less is better, and shares differ by points.
    const std::array kpi{find_kpi("complaint_rate")};
    const std::vector<double> rates{0.10, 0.05, 0.12, 0.06, 0.11, 0.07};  // A, B of each replication
    for (std::size_t run = 0; run < 6; ++run) figures.values[run * kKpiCount + kpi[0]] = rates[run];
    const std::string text = verdict_text(scenario, compare_figures(figures), kWide, kpi);
    INFO(text);
    CHECK(text.starts_with("By complaint rate: B brings 5.0 percentage points less than A (95 % interval "));
    CHECK(text.find("ahead in 3 of 3 replications)") != std::string::npos);
    // One after the other.
    const std::array both{kpi[0], contribution};
    const std::string two = verdict_text(scenario, compare_figures(figures), kWide, both);
    CHECK(two.find("\nFor the platform: B earns ") != std::string::npos);
}

TEST_CASE("money of the whole run stands beside that of a month, and not where the month is not told") {
    const Comparison comparison = with_contributions({{100e6, 120e6, 110e6}, {220e6, 242e6, 228e6}});
    Scenario scenario = scenario_of({"A", "B"});
    for (const bool compares : {true, false}) {
        const std::string table = summary_table(scenario, comparison, compares, kWide);
        INFO(table);
        const std::size_t whole = table.find("\nmoney in all 360 days");
        REQUIRE(whole != std::string::npos);
        const std::string below = table.substr(whole);
        CHECK(below.find("platform contribution, million IDR") != std::string::npos);
        CHECK(below.find("total surplus, IDR") != std::string::npos);
        CHECK(below.find("orders") == std::string::npos);
        if (compares) CHECK(below.find("+120.0 (115.0 to 125.0)") != std::string::npos);
    }
    scenario.days = 30;
    CHECK(summary_table(scenario, comparison, true, kWide).find("money in all") == std::string::npos);
}

TEST_CASE("colours are only used where asked for") {
    const Comparison comparison = with_contributions({{1e9, 2e9}, {3e9, 5e9}});
    const Scenario scenario = scenario_of({"A", "B"});
    CHECK(summary_table(scenario, comparison, true, {.columns = 120, .colour = false}).find('\x1b') ==
          std::string::npos);
    CHECK(summary_table(scenario, comparison, true, {.columns = 120, .colour = true}).find('\x1b') !=
          std::string::npos);
}

TEST_CASE(
    "in Indonesian words and numbers are, as are names of the shipped scenarios, and a user's own names are not") {
    if (!is_spoken(Language::Indonesian)) return;
    ScreenOptions screen = kWide;
    screen.language = Language::Indonesian;
    const Comparison comparison = with_contributions({{100e6, 120e6, 110e6}, {1220e6, 1242e6, 1228e6}});
    Scenario scenario = scenario_of({"Pasar Ayu", "Own store"});
    scenario.market.buyers = 1'234'567;
    CHECK(verdict_text(scenario, comparison, screen) ==
          "Bagi platform: Toko sendiri menghasilkan 93,33 juta IDR per bulan lebih banyak daripada Pasar Ayu (selang "
          "kepercayaan 95 % 92,92 s.d. 93,75; unggul dalam 3 dari 3 replikasi; 1,1200 miliar IDR dalam seluruh 360 "
          "hari).\n");
    const std::string table = summary_table(scenario, comparison, true, screen);
    CHECK(table.find("1.234.567 pembeli, 360 hari, 3 replikasi") != std::string::npos);
    CHECK(table.find("tingkat retensi, % per bulan") != std::string::npos);
    CHECK(table.find("lebih baik") != std::string::npos);
    for (const char* const english : {"better", "buyers", "replications", " of ", "million"})
        CHECK_MESSAGE(table.find(english) == std::string::npos, english);
    screen.columns = 80;
    CHECK(widest_line(summary_table(scenario, comparison, true, screen)) <= 80);
}

TEST_CASE(
    "events of the timeline stand above the table, of the models that were run, and nothing where there is none") {
    Scenario scenario = scenario_of({"A", "B"});
    const Comparison comparison = with_contributions({{1e6, 2e6, 3e6}, {2e6, 3e6, 5e6}});
    CHECK(summary_table(scenario, comparison, true, kWide).find("timeline") == std::string::npos);
    scenario.timeline = {
        {.name = "A courier on strike",
         .date = "05-01",
         .days = 10,
         .set = {},
         .shock = {.kind = ShockKind::CourierStrike}},
        {.name = "Of a third", .day = 9, .set = {{{"models.B.revenue.commission", "0.1"}}}, .shock = {}}};
    const std::string table = summary_table(scenario, comparison, true, kWide);
    CHECK(table.find("\nEvents of the timeline:\n"
                     "- Of a third, from day 9 on (from 2026-01-10 on), B: models.B.revenue.commission = 0.1\n"
                     "- A courier on strike, days 120 to 129 (2026-05-01 to 2026-05-10): courier strike (share 1)\n") !=
          std::string::npos);
    CHECK(widest_line(summary_table(scenario, comparison, true, {.columns = 80})) <= 80);
    for (int i = 0; i < 20; ++i) scenario.timeline.push_back(scenario.timeline.front());
    CHECK(summary_table(scenario, comparison, true, kWide).find("\nand 10 more\n") != std::string::npos);
}
