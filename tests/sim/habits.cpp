// Figures that published facts are about, against markets counted by hand out of the table of orders, and against
// distributions with a known answer.
#include "sim/counts/habits.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "sim/counts/concentration.h"
#include "sim/counts/panel.h"
#include "sim/counts/repeat_ladder.h"
#include "tests/oracles/oracle.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;
using doctest::Approx;

namespace {

/// The orders of so many buyers that are negative-binomial with this mean and shape, those of buyers with none too.
std::vector<double> negative_binomial(double mean_orders, double shape, double buyers) {
    std::vector<double> orders;
    double counted = 0.0;
    for (int n = 0; n < 3000; ++n) {
        const double log_probability = std::lgamma(n + shape) - std::lgamma(shape) - std::lgamma(n + 1.0) +
                                       shape * std::log(shape / (shape + mean_orders)) +
                                       n * std::log(mean_orders / (shape + mean_orders));
        counted += buyers * std::exp(log_probability);
        while (static_cast<double>(orders.size()) + 0.5 < counted) orders.push_back(n);
    }
    return orders;
}

/// A lively market of a year and two weeks that count, in which some leave, and all of its orders.
struct LivelyYear {
    LivelyYear() : scenario(lively_market()) {
        scenario.days = 470;
        scenario.warm_up = 14;
        scenario.market.season.clear();
        scenario.market.buyers = 800;
        scenario.market.wishes.rate_per_day = 0.03;
        scenario.market.awareness.initially_aware = 0.5;
        validate(scenario);
        // Wishes stop four months before the end, so that the story of every order is told.
        scenario.market.season = {{.name = "rest", .day = 345, .days = 366, .factor = 0.0}};
        result = run(scenario);
    }
    Scenario scenario;
    RunResult result;
};
const LivelyYear& lively_year() {
    static const LivelyYear year;
    return year;
}

/// Days on which each buyer ordered, in order.
std::map<std::int64_t, std::vector<std::int64_t>> order_days(const RunResult& result) {
    std::map<std::int64_t, std::vector<std::int64_t>> days;
    const Rows orders(result, "orders");
    for (std::size_t row = 0; row < orders.size(); ++row)
        days[orders.whole(row, "buyer")].push_back(orders.whole(row, "placed_day"));
    for (auto& [buyer, of_buyer] : days) std::sort(of_buyer.begin(), of_buyer.end());
    return days;
}

}  // namespace

TEST_CASE("the top fifth of a list: all alike have a fifth, one with all has all, and a part of the last one counts") {
    CHECK(share_of_top_fifth({3, 3, 3, 3, 3}) == Approx(0.2));
    CHECK(share_of_top_fifth({3, 3, 3, 3, 3, 3, 3}) == Approx(0.2));
    CHECK(share_of_top_fifth({0, 0, 7}) == Approx(0.2));  // who has nothing is no buyer
    CHECK(share_of_top_fifth({1, 1, 1, 1, 16}) == Approx(0.8));
    CHECK(share_of_top_fifth({1, 16, 1, 1, 1, 4}) == Approx((16.0 + 0.2 * 4.0) / 24.0));
    CHECK(std::isnan(share_of_top_fifth({})));
    CHECK(std::isnan(share_of_top_fifth({0, 0})));
}

TEST_CASE("the top fifth of buyers whose orders are negative-binomial has what the distribution says") {
    CHECK(share_of_top_fifth(negative_binomial(18.25, 1.2, 1e6)) == Approx(0.49126).epsilon(3e-4));
    CHECK(share_of_top_fifth(negative_binomial(10.0, 0.46, 1e6)) == Approx(0.58936).epsilon(3e-4));
    CHECK(share_of_top_fifth(negative_binomial(10.0, 0.30, 1e6)) == Approx(0.63205).epsilon(3e-4));
}

TEST_CASE("the sellers of half of sales over those of nine tenths, counted by hand and for a lognormal") {
    CHECK(fewest_for_half_over_nine_tenths({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}) == Approx(5.0 / 9.0));
    CHECK(fewest_for_half_over_nine_tenths({50, 20, 10, 10, 5, 5, 0}) == Approx(1.0 / 4.0));
    CHECK(fewest_for_half_over_nine_tenths({9}) == Approx(1.0));
    CHECK(std::isnan(fewest_for_half_over_nine_tenths({})));
    // Quantiles of a lognormal with sigma 1.76: halves and nine tenths of the sum lie at 1.76 and 1.76 - 1.2816
    // standard deviations, so 0.1238 of those; its Gini is 2 Φ(1.76 / √2) - 1.
    std::vector<double> sales;
    const auto quantile = [](double p) {  // of a normal, by bisection
        double low = -9.0, high = 9.0;
        for (int i = 0; i < 60; ++i) {
            const double middle = (low + high) / 2.0;
            (0.5 * std::erfc(-middle / std::sqrt(2.0)) < p ? low : high) = middle;
        }
        return low;
    };
    constexpr int kSellers = 40'000;
    for (int i = 0; i < kSellers; ++i) sales.push_back(std::exp(1.76 * quantile((i + 0.5) / kSellers)));
    CHECK(fewest_for_half_over_nine_tenths(sales) == Approx(0.124).epsilon(0.02));
    CHECK(gini(sales) == Approx(std::erf(1.76 / 2.0)).epsilon(0.005));
}

TEST_CASE("a panel is everybody in a small market and every so many in a large one, never more than its limit") {
    CHECK(panel_one_in(1) == 1);
    CHECK(panel_one_in(kMostPanelMembers) == 1);
    CHECK(panel_one_in(kMostPanelMembers * 2) == 2);
    CHECK(panel_one_in(100'000) == 8);
    CHECK(panel_one_in(10'000'000) == 1024);
    BlockPanel panel(10, 4);
    REQUIRE(panel.members().size() == 3);
    for (std::uint32_t member = 0; member < 10; ++member) panel.count_order(member, Money{100});
    panel.count_order(8, Money{50});
    CHECK(panel.members()[0].orders == 1);
    CHECK(panel.members()[2].orders == 2);
    CHECK(panel.members()[2].spent == 150);
    CHECK(panel.number(2) == 8);
}

TEST_CASE("the ladder counts moves from the nth order to the next, each watched for the same time") {
    RepeatLadder ladder;
    ladder.count_order(0, 0, -1);  // three buyers order for the first time
    ladder.count_order(0, 0, -1);
    ladder.count_order(5, 0, -1);
    ladder.count_order(7, 1, 0);                 // one of them again a week later
    ladder.count_order(kLadderDays + 1, 1, 0);   // and one too late to count
    ladder.count_order(kLadderDays + 5, 1, 5);   // and one just in time
    ladder.count_order(kLadderDays + 9, 0, -1);  // this one has not been watched for long enough
    CHECK(ladder.chance(1, 0, 2 * kLadderDays) == Approx(2.0 / 3.0));
    CHECK(ladder.chance(1, 0, kLadderDays + 5) == Approx(1.0 / 2.0));  // the third is not watched to the end yet
    CHECK(ladder.chance(1, 1, 2 * kLadderDays) == Approx(1.0));        // days before the first one do not count
    CHECK(std::isnan(ladder.chance(3, 0, 2 * kLadderDays)));
    RepeatLadder twice = ladder;
    twice.add(ladder);
    CHECK(twice.chance(1, 0, 2 * kLadderDays) == Approx(2.0 / 3.0));
    CHECK(twice.days()[0][0].placed == 4);
}

TEST_CASE("buyers who leave alike make a flat ladder, and buyers who leave unlike each other one that rises") {
    const auto ladder_of = [](const char* alpha, const char* beta) {
        return run_all(oracle("retention", {std::string("market.leaving.alpha=") + alpha,
                                            std::string("market.leaving.beta=") + beta, "days=500", "replications=5"}));
    };
    const std::array names{"another_order_after_1", "another_order_after_2", "another_order_after_3",
                           "another_order_after_4", "another_order_after_5", "another_order_after_6"};
    const std::vector<RunResult> alike = ladder_of("100000", "900000"), unlike = ladder_of("0.5", "1.5");
    for (std::size_t n = 0; n < names.size(); ++n) {
        INFO(names[n]);
        // An order every ten days, so that all who stay order again in time. After the nth order the beta distribution
        // of those who are left has a mean of α / (α + β + n - 1).
        const auto of = [&](const RunResult& r) { return kpi(r, names[n]); };
        const Estimate flat = estimate(alike, of), rising = estimate(unlike, of);
        CHECK(std::fabs(flat.mean - 0.9) < 4.0 * flat.standard_error + 0.002);
        CHECK(std::fabs(rising.mean - (1.0 - 0.5 / (2.0 + static_cast<double>(n)))) <
              4.0 * rising.standard_error + 0.002);
        CHECK(rising.standard_error < 0.01);
    }
}

TEST_CASE("where everybody orders once, on the first day, every habit is known") {
    Scenario s = one_order_each();
    s.days = 400;
    const RunResult r = run(s);
    CHECK(kpi(r, "orders_per_active_buyer") == Approx(1.0));
    CHECK(kpi(r, "orders_of_top_buyers") == Approx(0.2));
    CHECK(kpi(r, "one_order_share") == Approx(1.0));
    CHECK(kpi(r, "another_order_after_1") == Approx(0.0));
    CHECK(std::isnan(kpi(r, "another_order_after_2")));
    CHECK(std::isnan(kpi(r, "campaign_day_orders")));  // nobody orders on any other day
    CHECK(kpi(r, "delivered_failure_rate") == Approx(0.0));
    CHECK(kpi(r, "prepaid_return_rate") == Approx(0.0));
    CHECK(std::isnan(kpi(r, "on_delivery_return_rate")));
    s.days = 364;
    CHECK(std::isnan(kpi(run(s), "orders_per_active_buyer")));  // the year is not over
}

TEST_CASE("failures, returns and complaints are told by what was wrong and how it was paid") {
    const RunResult wrong = run(wrong_item_each(Remedy::Refund));
    CHECK(kpi(wrong, "delivered_failure_rate") == Approx(1.0));
    CHECK(std::isnan(kpi(wrong, "money_loss_complaint_share")));
    CHECK(std::isnan(kpi(wrong, "satisfaction_without_failure")));
    CHECK(kpi(wrong, "recovered_satisfaction") == Approx(kpi(wrong, "mean_satisfaction")));
    const RunResult apology = run(wrong_item_each(Remedy::Apology));
    CHECK(std::isnan(kpi(apology, "recovered_satisfaction")));
    const RunResult fraud = run(fraud_each(ProtectionKind::MoneyBack));
    CHECK(kpi(fraud, "money_loss_complaint_share") == Approx(1.0));
    CHECK(std::isnan(kpi(fraud, "delivered_failure_rate")));

    // Hardly anybody is at home: nearly every parcel comes back, whoever paid.
    Scenario nobody_home = one_order_each();
    nobody_home.market.couriers[0].failed_attempt = 1.0;
    nobody_home.market.couriers[0].failed_attempt_prepaid = 1.0;
    nobody_home.market.door.found_later = 0.0;
    const RunResult prepaid = run(nobody_home);
    REQUIRE(total(prepaid, Count::Undeliverable) > 350);
    CHECK(kpi(prepaid, "prepaid_return_rate") ==
          Approx(static_cast<double>(total(prepaid, Count::Undeliverable)) / 400.0));
    CHECK(std::isnan(kpi(prepaid, "on_delivery_return_rate")));
    nobody_home.market.payments[0].on_delivery = true;
    const RunResult at_the_door = run(nobody_home);
    const std::int64_t returned = total(at_the_door, Count::Undeliverable) + total(at_the_door, Count::Refused);
    CHECK(kpi(at_the_door, "on_delivery_return_rate") == Approx(static_cast<double>(returned) / 400.0));
    CHECK(std::isnan(kpi(at_the_door, "prepaid_return_rate")));
}

TEST_CASE("of a lively year every habit is what the orders come to, counted one by one") {
    const auto& [scenario, result] = lively_year();
    const auto days = order_days(result);
    REQUIRE(total(result, Count::Orders) == static_cast<std::int64_t>(Rows(result, "orders").size()));
    const std::int64_t first = scenario.warm_up;

    std::map<std::int64_t, double> orders_of, spend_of;
    const Rows orders(result, "orders");
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const std::int64_t day = orders.whole(row, "placed_day");
        if (day < first || day >= first + kPanelDays) continue;
        orders_of[orders.whole(row, "buyer")] += 1.0;
        spend_of[orders.whole(row, "buyer")] += orders.number(row, "goods");
    }
    const auto values = [](const std::map<std::int64_t, double>& by_buyer) {
        std::vector<double> all;
        for (const auto& [buyer, amount] : by_buyer) all.push_back(amount);
        return all;
    };
    CHECK(kpi(result, "orders_of_top_buyers") == Approx(share_of_top_fifth(values(orders_of))));
    CHECK(kpi(result, "spend_of_top_buyers") == Approx(share_of_top_fifth(values(spend_of))));
    CHECK(kpi(result, "orders_per_active_buyer") == Approx(std::ssize(orders_of) == 0 ? 0.0 : [&] {
              double sum = 0.0;
              for (const double n : values(orders_of)) sum += n;
              return sum / static_cast<double>(orders_of.size());
          }()));

    std::array<double, kLadderRungs> placed{}, followed{};
    double watched = 0.0, once = 0.0;
    for (const auto& [buyer, on] : days) {
        for (std::size_t n = 0; n < on.size() && n < kLadderRungs; ++n) {
            if (on[n] < first || on[n] + kLadderDays >= scenario.days) continue;
            placed[n] += 1.0;
            followed[n] += n + 1 < on.size() && on[n + 1] - on[n] <= kLadderDays ? 1.0 : 0.0;
        }
        const std::int64_t month = on.front() / 30;
        if (month * 30 < first || (month + 1) * 30 + kWatchedDays > scenario.days) continue;
        watched += 1.0;
        once += on.size() == 1 ? 1.0 : 0.0;
    }
    for (std::size_t n = 0; n < kLadderRungs; ++n) {
        INFO("after order " << n + 1);
        REQUIRE(placed[n] > 5.0);
        CHECK(kpi(result, "another_order_after_" + std::to_string(n + 1)) == Approx(followed[n] / placed[n]));
    }
    REQUIRE(once > 5.0);
    CHECK(kpi(result, "one_order_share") == Approx(once / watched));

    // Returns by how they were paid, and what was delivered.
    std::map<std::string, double> count;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        if (orders.whole(row, "placed_day") < first) continue;
        const std::string& fate = orders.text(row, "fate");
        if (fate == "stock_out" || fate == "never_sent") {
            count["losses"] += fate == "never_sent" ? 1.0 : 0.0;
            count["loss complaints"] += fate == "never_sent" && orders.text(row, "complained") == "yes" ? 1.0 : 0.0;
            continue;
        }
        const bool returned = fate == "refused" || fate == "undeliverable";
        const std::string way = orders.text(row, "payment") == "at the door" ? "door " : "prepaid ";
        count[way + "sent"] += 1.0;
        count[way + "returned"] += returned ? 1.0 : 0.0;
        const bool loses = fate == "lost" || fate == "damaged", poor = fate == "late" || fate == "misdescribed";
        count["losses"] += loses ? 1.0 : 0.0;
        count["loss complaints"] += loses && orders.text(row, "complained") == "yes" ? 1.0 : 0.0;
        count["poor"] += poor ? 1.0 : 0.0;
        count["poor complaints"] += poor && orders.text(row, "complained") == "yes" ? 1.0 : 0.0;
        if (returned || fate == "lost") continue;
        count["delivered"] += 1.0;
        count["delivered failures"] += fate == "fine" || fate == "returned" ? 0.0 : 1.0;
    }
    CHECK(kpi(result, "on_delivery_return_rate") == Approx(count["door returned"] / count["door sent"]));
    CHECK(kpi(result, "prepaid_return_rate") == Approx(count["prepaid returned"] / count["prepaid sent"]));
    CHECK(kpi(result, "delivered_failure_rate") == Approx(count["delivered failures"] / count["delivered"]));
    CHECK(kpi(result, "money_loss_complaint_share") == Approx(count["loss complaints"] / count["losses"]));
    CHECK(kpi(result, "quality_complaint_share") == Approx(count["poor complaints"] / count["poor"]));

    // Stars are shares of all reviews, and tell their mean.
    const std::array stars{"one_star_share", "two_star_share", "three_star_share", "four_star_share",
                           "five_star_share"};
    double all = 0.0, mean_stars = 0.0;
    for (std::size_t i = 0; i < stars.size(); ++i) {
        all += kpi(result, stars[i]);
        mean_stars += static_cast<double>(i + 1) * kpi(result, stars[i]);
    }
    CHECK(all == Approx(1.0));
    CHECK(mean_stars == Approx(kpi(result, "mean_stars")));
    CHECK(kpi(result, "four_star_share") + kpi(result, "five_star_share") ==
          Approx(kpi(result, "positive_review_share")));
}

TEST_CASE("sales of sellers are spread as the table of sellers has them") {
    const auto& [scenario, result] = lively_year();
    const Rows sellers(result, "sellers");
    std::vector<double> sales;
    for (std::size_t row = 0; row < sellers.size(); ++row)
        if (sellers.whole(row, "gmv_served") > 0) sales.push_back(sellers.number(row, "gmv_served"));
    CHECK(kpi(result, "sales_of_top_sellers") == Approx(share_of_top_fifth(sales)));
    CHECK(kpi(result, "seller_sales_gini") == Approx(gini(sales)));
    CHECK(kpi(result, "sellers_of_half_of_sales") == Approx(fewest_for_half_over_nine_tenths(sales)));
    // A store of one's own is no seller among sellers.
    Scenario store = lively_market(SupplyKind::Own);
    store.days = 20;
    CHECK(std::isnan(kpi(run(store), "seller_sales_gini")));
    // Beside independent sellers it is left out.
    Scenario hybrid = lively_market(SupplyKind::Hybrid);
    hybrid.days = 40;
    const RunResult both = run(hybrid);
    const Rows of_both(both, "sellers");
    std::vector<double> independent;
    for (std::size_t row = 1; row < of_both.size(); ++row)
        if (of_both.whole(row, "gmv_served") > 0) independent.push_back(of_both.number(row, "gmv_served"));
    CHECK(kpi(both, "sales_of_top_sellers") == Approx(share_of_top_fifth(independent)));
}

TEST_CASE("the campaign day is told over the median of the days around it, on the dates that count") {
    Scenario s = one_order_each();
    s.start_date = "2026-10-01";
    s.days = 90;
    s.market.wishes = {.rate_per_day = 0.1};
    s.market.season = {{.name = "11.11", .date = "11-11", .factor = 4.0},
                       {.name = "12.12", .date = "12-12", .factor = 9.0}};
    const RunResult r = run(s);
    constexpr std::int64_t kDay = 31 + 10;  // 11 November
    std::vector<std::int64_t> around;
    for (std::int64_t day = kDay - 30; day <= kDay + 30; ++day)
        if (day != kDay) around.push_back(on_day(r, day, Count::Orders));
    std::sort(around.begin(), around.end());
    const double median = static_cast<double>(around[29] + around[30]) / 2.0;
    CHECK(kpi(r, "campaign_day_orders") == Approx(static_cast<double>(on_day(r, kDay, Count::Orders)) / median));
    CHECK(kpi(r, "campaign_day_orders") > 2.5);
    s.warm_up = kDay + 1;
    CHECK(std::isnan(kpi(run(s), "campaign_day_orders")));
    s.warm_up = 0;
    s.start_date = "2026-01-01";
    CHECK(std::isnan(kpi(run(s), "campaign_day_orders")));
}

TEST_CASE("habits are the same on any number of threads, in a market whose panel is a part of its buyers") {
    Scenario s = lively_market();
    s.market.buyers = 3 * kMostPanelMembers;
    s.days = 366;
    s.market.season = {{.name = "rest", .day = 4, .days = 366, .factor = 0.0}};
    const std::vector<double> one = run_market(s, 0, 0, {.threads = 1, .tables = false}).kpis;
    const std::vector<double> three = run_market(s, 0, 0, {.threads = 3, .tables = false}).kpis;
    CHECK(same(one, three));
    CHECK(one[find_kpi("orders_per_active_buyer")] >= 1.0);
}
