// The tables of docs/lessons are what students get: each row that is a key figure is worked out anew with the lesson's
// own buyers and replications, and must read the same to the last digit. With PASAR_RENEW_LESSONS in the environment
// (tools/lessons.sh) the numbers are written into the lessons instead, with as many decimals as stood there.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/read.h"
#include "sim/counts/measures.h"
#include "sim/experiments/compare.h"
#include "sim/experiments/statistics.h"
#include "sim/world/run.h"

using namespace pasar;

namespace {

/// A row of a table: what it is called there, the key figure, and how many of its units make one of the table's.
struct LessonRow {
    const char* label;
    const char* measure;
    double unit = 1.0;
};
constexpr double kPercent = 0.01, kMillion = 1e6, kBillion = 1e9;
constexpr double kMillionPerMonth = 1e6 * 365.0 / 30.0;

/// A table of means, a column a model, whose last column asked about is the difference of two models.
struct LessonTable {
    const char* lesson;
    const char* scenario;
    std::vector<const char*> models;  ///< of the columns with means, from the first
    const char* model;
    const char* baseline;
    std::size_t difference_column;  ///< the label being column 0
    std::vector<LessonRow> rows;
};

const std::vector<LessonTable>& lesson_tables() {
    static const std::vector<LessonTable> tables{
        {"trust-and-fraud",
         "fraud-and-escrow",
         {"No protection", "Escrow"},
         "Escrow",
         "No protection",
         3,
         {{"orders a year", "orders"},
          {"losses of buyers, million IDR a year", "buyer_loss", kMillion},
          {"complaints, % of settled orders", "complaint_rate", kPercent},
          {"failures, % of settled orders", "failure_rate", kPercent},
          {"failures that are complained of, %", "voice_share", kPercent},
          {"fraud, % of orders", "fraud_rate", kPercent},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"cash-on-delivery",
         "cod-and-smart-logistics",
         {"Fixed courier", "Cheapest courier", "Smart logistics"},
         "Smart logistics",
         "Fixed courier",
         4,
         {{"delivery success, % of parcels", "delivery_success_rate", kPercent},
          {"sent back, % of parcels", "return_to_sender_rate", kPercent},
          {"losses of buyers, million IDR a year", "buyer_loss", kMillion},
          {"retention, % a month", "retention_rate", kPercent},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"two-kinds-of-complaint",
         "two-kinds-of-complaint",
         {"Sorry for all", "Who errs pays", "Treatment by kind"},
         "Treatment by kind",
         "Sorry for all",
         4,
         {{"contribution, million IDR a month", "contribution", kMillionPerMonth},
          {"losses of buyers, million IDR a year", "buyer_loss", kMillion},
          {"satisfaction, mean of all orders, 0 to 1", "mean_satisfaction"},
          {"retention, % a month", "retention_rate", kPercent}}},
        {"retention-and-loyalty",
         "thank-you-coupon",
         {"No thanks"},
         "10 % coupon",
         "No thanks",
         2,
         {{"orders a year", "orders"},
          {"repeat rate, % of customers", "repeat_rate", kPercent},
          {"customers at the end", "customers"},
          {"retention, % a month", "retention_rate", kPercent},
          {"loyal, % of customers", "loyal_share", kPercent},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"slow-site",
         "slow-site",
         {"Quick site", "Slow site"},
         "Slow site",
         "Quick site",
         3,
         {{"visits given up, %", "abandonment_rate", kPercent},
          {"orders a year", "orders"},
          {"customers at the end", "customers"},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth},
          {"retention, % a month", "retention_rate", kPercent},
          {"repeat rate, % of customers", "repeat_rate", kPercent},
          {"orders that meet a sold-out article, %", "stock_out_rate", kPercent},
          {"failures, % of settled orders", "failure_rate", kPercent},
          {"NPS, −100 to 100", "nps"}}},
        {"c2c-or-b2c",
         "c2c-or-b2c",
         {"Marketplace", "Own store"},
         "Own store",
         "Marketplace",
         3,
         {{"sales (GMV), billion IDR a year", "gmv", kBillion},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth},
          {"delivery success, % of parcels", "delivery_success_rate", kPercent},
          {"on time, % of deliveries", "on_time_rate", kPercent},
          {"orders that meet a sold-out article, %", "stock_out_rate", kPercent},
          {"losses of buyers, million IDR a year", "buyer_loss", kMillion},
          {"loyal, % of customers", "loyal_share", kPercent},
          {"retention, % a month", "retention_rate", kPercent}}},
        {"when-something-happens",
         "courier-strike",
         {"One courier", "Choice of couriers"},
         "Choice of couriers",
         "One courier",
         3,
         {{"orders a year, with the strike", "orders"},
          {"on time, % of deliveries", "on_time_rate", kPercent},
          {"complaints, % of settled orders", "complaint_rate", kPercent},
          {"satisfaction, mean of all orders, 0 to 1", "mean_satisfaction"},
          {"contribution with the strike, million IDR a month", "contribution", kMillionPerMonth}}},
        {"when-something-happens",
         "data-breach",
         {"Spared", "Breached"},
         "Breached",
         "Spared",
         3,
         {{"orders a year", "orders"},
          {"conversion, % of visits", "conversion", kPercent},
          {"trust of customers at the end, 0 to 1", "mean_trust"},
          {"customers at the end", "customers"},
          {"repeat rate, % of customers", "repeat_rate", kPercent},
          {"retention, % a month", "retention_rate", kPercent},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"who-pays",
         "who-pays",
         {"At 8 %", "At 25 %"},
         "At 25 %",
         "At 8 %",
         3,
         {{"prices, in reference prices", "price_index"},
          {"orders a year", "orders"},
          {"conversion, % of visits", "conversion", kPercent},
          {"sellers at the end", "sellers"},
          {"sellers who gave up, a year", "seller_exits"},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth},
          {"what sellers earn, million IDR a month", "seller_income", kMillionPerMonth},
          {"what buyers gain, million IDR a month", "buyer_surplus", kMillionPerMonth},
          {"couriers' profit, million IDR a month", "courier_profit", kMillionPerMonth},
          {"all together, million IDR a month", "total_surplus", kMillionPerMonth}}},
        {"who-pays",
         "who-pays",
         {"Fee on buyers", "Fee on sellers"},
         "Fee on sellers",
         "Fee on buyers",
         3,
         {{"prices with a fee, in reference prices", "price_index"},
          {"orders a year with a fee", "orders"},
          {"sellers at the end, with a fee", "sellers"},
          {"contribution with a fee, million IDR a month", "contribution", kMillionPerMonth},
          {"what sellers earn with a fee, million IDR a month", "seller_income", kMillionPerMonth},
          {"what buyers gain with a fee, million IDR a month", "buyer_surplus", kMillionPerMonth}}},
        {"auctions",
         "auction-or-fixed-price",
         {"Fixed price", "Auction"},
         "Auction",
         "Fixed price",
         3,
         {{"orders a year", "orders"},
          {"sold out, % of orders", "stock_out_rate", kPercent},
          {"price of an order, thousand IDR", "average_order_value", 1e3},
          {"what sellers earn, million IDR a month", "seller_income", kMillionPerMonth},
          {"what buyers gain, million IDR a month", "buyer_surplus", kMillionPerMonth},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"auctions",
         "sniping",
         {"Hard close", "Extension", "Sealed"},
         "Extension",
         "Hard close",
         4,
         {{"price, in reference prices", "hammer_index"},
          {"won by the best bidder, % of auctions won", "won_by_best_share", kPercent},
          {"leader beaten in the last minute, % of auctions", "sniped_share", kPercent},
          {"auctions that ended with a winner, %", "auction_success_rate", kPercent},
          {"what sellers earn with each close, million IDR a month", "seller_income", kMillionPerMonth},
          {"what buyers gain with each close, million IDR a month", "buyer_surplus", kMillionPerMonth},
          {"customers at the end", "customers"}}},
        {"subscriptions",
         "trial-with-card",
         {"Card", "No card"},
         "Card",
         "No card",
         3,
         {{"billed after the trial, % of trials", "trial_conversion", kPercent},
          {"left of their own will, % of subscribers in 30 days", "monthly_churn", kPercent},
          {"lost against their will, % of subscribers in 30 days", "monthly_churn_involuntary", kPercent},
          {"subscribers at the end", "subscribers"},
          {"recurring revenue at the end, million IDR in 30 days", "recurring_revenue", kMillion},
          {"contribution, million IDR a month", "contribution", kMillionPerMonth}}},
        {"subscriptions",
         "failed-payments",
         {"No further try", "Three tries", "Eight tries"},
         "Eight tries",
         "No further try",
         4,
         {{"lost against their will, % of all lost", "involuntary_churn_share", kPercent},
          {"left of their own will in 30 days, % of subscribers", "monthly_churn", kPercent},
          {"subscribers at the end of the year", "subscribers"},
          {"value of a new subscriber, thousand IDR", "subscriber_value", 1e3},
          {"contribution of each, million IDR a month", "contribution", kMillionPerMonth}}},
    };
    return tables;
}

std::filesystem::path lesson_file(const std::string& lesson) {
    return std::filesystem::path(PASAR_SOURCE_FOLDER) / "docs" / "lessons" / (lesson + ".md");
}

std::string lesson_text(const std::string& lesson) {
    std::ifstream file(lesson_file(lesson));
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A row of a table as it stands in a lesson: its cells, the label first, and where it is in the text.
struct WrittenRow {
    std::vector<std::string> cells;
    std::size_t begin = 0, length = 0;
};

/// The only row with this label.
WrittenRow row_of(const std::string& text, const std::string& label) {
    const std::string start = "\n| " + label + " | ";
    const std::size_t begin = text.find(start);
    REQUIRE_MESSAGE(begin != std::string::npos, label);
    REQUIRE_MESSAGE(text.find(start, begin + 1) == std::string::npos, label);
    WrittenRow row{.begin = begin + 1, .length = text.find('\n', begin + 1) - begin - 1};
    const std::string line = text.substr(row.begin + 2, row.length - 2);
    for (std::size_t from = 0; from < line.size();) {
        const std::size_t end = line.find(" |", from);
        REQUIRE(end != std::string::npos);
        row.cells.push_back(line.substr(from, end - from));
        from = end + 3;
    }
    return row;
}

std::size_t decimals_in(const std::string& cell) {
    const std::size_t point = cell.find('.');
    std::size_t decimals = 0;
    while (point != std::string::npos && std::isdigit(static_cast<unsigned char>(cell[point + 1 + decimals])))
        ++decimals;
    return decimals;
}

/// As the lessons write numbers: 10,191 and −0.12.
std::string written(double value, std::size_t decimals, bool with_plus = false) {
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    for (std::size_t at = std::min(digits.find('.'), digits.size()); at > 3; at -= 3) digits.insert(at - 3, ",");
    if (value < 0.0) return "−" + digits;
    return (with_plus ? "+" : "") + digits;
}

std::string difference_written(const PairedDifference& difference, double unit, std::size_t decimals) {
    return fmt::format("{} ({} to {})", written(difference.mean / unit, decimals, true),
                       written(difference.interval.low / unit, decimals),
                       written(difference.interval.high / unit, decimals));
}

std::size_t place_of_model(const Scenario& scenario, const std::string& name) {
    for (std::size_t position = 0; position < scenario.models.size(); ++position)
        if (scenario.models[position].name == name) return position;
    FAIL(name << " is no model of " << scenario.name);
    return 0;
}

}  // namespace

TEST_CASE("the numbers in the lessons' tables are those that the lessons' commands give") {
    const bool renews = std::getenv("PASAR_RENEW_LESSONS") != nullptr;
    for (const LessonTable& table : lesson_tables()) {
        std::string text = lesson_text(table.lesson);
        CHECK(text.find("20,000 buyers, 365 days, 6 replications, seed 7.") != std::string::npos);
        const auto file =
            std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / (std::string(table.scenario) + ".json");
        const Scenario scenario =
            load_scenario(file, std::vector<std::string>{"market.buyers=20000", "replications=6"}).scenario;
        CHECK(scenario.days == 365);
        CHECK(scenario.seed == 7);
        const Comparison comparison = compare(scenario, {});
        const std::size_t model = place_of_model(scenario, table.model);
        const std::size_t baseline = place_of_model(scenario, table.baseline);
        for (const LessonRow& row : table.rows) {
            CAPTURE(table.lesson);
            CAPTURE(row.label);
            const WrittenRow there = row_of(text, row.label);
            const std::size_t kpi = find_kpi(row.measure);
            REQUIRE(kpi < kKpiCount);
            std::vector<std::string> cells = there.cells;
            for (std::size_t column = 0; column < table.models.size(); ++column) {
                std::string& cell = cells.at(column + 1);
                const double mean = comparison.summary(place_of_model(scenario, table.models[column]), kpi).mean;
                cell = written(mean / row.unit, decimals_in(cell));
            }
            std::string& cell = cells.at(table.difference_column);
            cell = difference_written(comparison.pair(model, baseline, kpi).difference, row.unit, decimals_in(cell));
            const std::string line = fmt::format("| {} |", fmt::join(cells, " | "));
            if (renews)
                text.replace(there.begin, there.length, line);
            else
                CHECK(text.substr(there.begin, there.length) == line);
        }
        if (renews) std::ofstream(lesson_file(table.lesson)) << text;
    }
}

namespace {

/// A row about one platform: alone in its world, beside the others, and the difference of the two.
struct CompetingRow {
    const char* label;
    const char* measure;
    const char* platform;
    double unit = 1.0;
};
/// Rows of the lesson on competing platforms, and what is set for them.
struct CompetingTable {
    std::vector<std::string> sets;
    std::vector<CompetingRow> rows;
};

const std::vector<CompetingTable>& competing_tables() {
    static const std::vector<CompetingTable> tables{
        {{},
         {{"orders a year, Marketplace", "orders", "Marketplace"},
          {"orders a year, Own store", "orders", "Own store"},
          {"customers at the end, Marketplace", "customers", "Marketplace"},
          {"customers at the end, Own store", "customers", "Own store"},
          {"sellers at the end, Marketplace", "sellers", "Marketplace"},
          {"contribution, Marketplace, million IDR a month", "contribution", "Marketplace", kMillionPerMonth},
          {"contribution, Own store, million IDR a month", "contribution", "Own store", kMillionPerMonth}}},
        {{"models.Marketplace.revenue.commission=0.25"},
         {{"at 25 %: orders a year, Marketplace", "orders", "Marketplace"},
          {"at 25 %: orders a year, Own store", "orders", "Own store"},
          {"at 25 %: sellers at the end, Marketplace", "sellers", "Marketplace"},
          {"at 25 %: contribution, Marketplace, million IDR a month", "contribution", "Marketplace",
           kMillionPerMonth}}}};
    return tables;
}

std::vector<double> figures_of(const std::vector<RunResult>& runs, std::size_t kpi) {
    std::vector<double> figures;
    for (const RunResult& run : runs) figures.push_back(run.kpis[kpi]);
    return figures;
}

}  // namespace

TEST_CASE("the numbers in the lesson's tables about competing platforms are those of both kinds of world") {
    const bool renews = std::getenv("PASAR_RENEW_LESSONS") != nullptr;
    const char* const lesson = "two-platforms-one-market";
    std::string text = lesson_text(lesson);
    CHECK(text.find("20,000 buyers, 365 days, 6 replications, seed 7.") != std::string::npos);
    for (const CompetingTable& table : competing_tables()) {
        std::vector<std::string> sets{"market.buyers=20000", "replications=6"};
        sets.insert(sets.end(), table.sets.begin(), table.sets.end());
        const Scenario scenario =
            load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios" / "two-platforms.json", sets)
                .scenario;
        std::vector<std::size_t> all(scenario.models.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        std::vector<std::vector<RunResult>> alone(all.size()), beside(all.size());
        const RunOptions options{.threads = 2, .tables = false};
        for (std::int64_t replication = 0; replication < scenario.replications; ++replication) {
            std::vector<RunResult> world = run_competition(scenario, all, replication, options);
            for (std::size_t model = 0; model < all.size(); ++model) {
                beside[model].push_back(std::move(world[model]));
                alone[model].push_back(
                    std::move(run_competition(scenario, std::span(&all[model], 1), replication, options).front()));
            }
        }
        for (const CompetingRow& row : table.rows) {
            CAPTURE(row.label);
            const std::size_t kpi = find_kpi(row.measure);
            REQUIRE(kpi < kKpiCount);
            const std::size_t model = place_of_model(scenario, row.platform);
            const std::vector<double> without = figures_of(alone[model], kpi), with = figures_of(beside[model], kpi);
            const WrittenRow there = row_of(text, row.label);
            std::vector<std::string> cells = there.cells;
            cells.at(1) = written(mean(without) / row.unit, decimals_in(cells.at(1)));
            cells.at(2) = written(mean(with) / row.unit, decimals_in(cells.at(2)));
            cells.at(3) = difference_written(paired_difference(with, without), row.unit, decimals_in(cells.at(3)));
            const std::string line = fmt::format("| {} |", fmt::join(cells, " | "));
            if (renews)
                text.replace(there.begin, there.length, line);
            else
                CHECK(text.substr(there.begin, there.length) == line);
        }
    }
    if (renews) std::ofstream(lesson_file(lesson)) << text;
}
