#include "sim/counts/key_figures.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string_view>

#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("retention follows source 5's formula over all whole months") {
    CohortTally cohorts(4);                           // months
    CHECK(std::isnan(retention_rate(cohorts, 120)));  // no customers, no rate
    cohorts.joined = {1000, 500, 0, 0};
    cohorts.left = {0, 100, 90, 81,  // of the first cohort, by month
                    0, 50,  45, 0,   //
                    0, 0,   0,  0,   //
                    0, 0,   0,  0};
    cohorts.lost = {0, 100, 135, 81};
    // Month 1 starts with 1000 of whom 100 leave; month 2 with 1350, 135; month 3 with 1215, 81.
    CHECK(retention_rate(cohorts, 120) == doctest::Approx((900.0 + 1215.0 + 1134.0) / (1000.0 + 1350.0 + 1215.0)));
    CHECK(retention_rate(cohorts, 89) == doctest::Approx(0.9));  // a broken month does not count
    CHECK(retention_rate(cohorts, 120, 31) ==
          doctest::Approx((1215.0 + 1134.0) / (1350.0 + 1215.0)));  // after a warm-up
    // A customer who was won back in the month in which it left counts as kept.
    cohorts.lost[1] = 100 - 40;
    CHECK(retention_rate(cohorts, 60) == doctest::Approx(0.94));
}

TEST_CASE("the Gini coefficient goes from all alike to all to one, losses included") {
    CHECK(gini({5, 5, 5, 5}) == doctest::Approx(0.0));
    CHECK(gini({0, 0, 0, 8}) == doctest::Approx(0.75));  // (n - 1) / n
    CHECK(gini({4, 3, 2, 1}) == doctest::Approx(0.25));
    CHECK(gini({-7, 0, 0, 8}) == doctest::Approx(0.75));  // as far apart as incomes and losses can be
    CHECK(gini({-4, 0, 4}) > gini({0, 0, 4}) - 1e-12);
    CHECK(gini({-3, 1, 2, 9}) > gini({0, 1, 2, 9}));  // a loss is not nothing
    CHECK(gini({-5, -5}) == doctest::Approx(0.0));    // all alike, and all lose
    CHECK(std::isnan(gini({})));
    CHECK(std::isnan(gini({0, 0})));
}

TEST_CASE("every measure has a name of its own, a unit and a sentence") {
    std::set<std::string_view> names;
    for (std::size_t kpi = 0; kpi < kKpiCount; ++kpi) {
        const MeasureInfo& info = kpi_info(kpi);
        CHECK(names.insert(info.name).second);
        CHECK(!info.unit.empty());
        CHECK(!info.says.empty());
        CHECK(find_kpi(info.name) == kpi);
    }
    CHECK(find_kpi("no such figure") == kKpiCount);
    names.clear();
    for (const MeasureInfo& info : kCounts) CHECK(names.insert(info.name).second);
    for (const MeasureInfo& info : kStates) CHECK(names.insert(info.name).second);
}

TEST_CASE("days, tables and key figures tell the same story") {
    for (const SupplyKind supply : {SupplyKind::Sellers, SupplyKind::Own, SupplyKind::Hybrid}) {
        const Scenario s = lively_market(supply);
        const RunResult r = run(s);
        const auto sum = [&](std::string_view table, std::string_view column) {
            const Rows rows(r, table);
            std::int64_t all = 0;
            for (std::size_t row = 0; row < rows.size(); ++row) all += rows.whole(row, column);
            return all;
        };
        for (const char* table : {"segments", "regions", "payments", "seller_types"}) {
            INFO(table);
            CHECK(sum(table, "orders") == total(r, Count::Orders));
            CHECK(sum(table, "gmv") == total(r, Count::Gmv));
            CHECK(sum(table, "settled") == total(r, Count::Settled));
            CHECK(sum(table, "delivered") == total(r, Count::Delivered));
            CHECK(sum(table, "complaints") == total(r, Count::Complaints));
        }
        CHECK(sum("sellers", "orders_served") == total(r, Count::Orders) - total(r, Count::StockOuts));
        CHECK(sum("sellers", "gmv_served") <= total(r, Count::Gmv));  // less what was sold out
        CHECK(sum("couriers", "lost") == total(r, Count::Lost));
        CHECK(sum("couriers", "dispatched") == total(r, Count::Dispatched));
        CHECK(sum("couriers", "refused") == total(r, Count::Refused));
        // Of all settled orders, refused ones tell no story of blame.
        CHECK(sum("complaints", "count") + total(r, Count::Refused) == total(r, Count::Failures));
        CHECK(loss_of(r, "buyer") == total(r, Count::BuyerLoss));
        CHECK(total(r, Count::Orders) == total(r, Count::FirstOrders) + total(r, Count::RepeatOrders));
        CHECK(total(r, Count::Delivered) == total(r, Count::DeliveredOnTime) + total(r, Count::Late));
        CHECK(total(r, Count::Visits) == total(r, Count::LostToQueue) + total(r, Count::Abandoned) +
                                             total(r, Count::NothingChosen) + total(r, Count::LostToQuestions) +
                                             total(r, Count::PaymentFailed) + total(r, Count::Orders));
        CHECK(total(r, Count::Complaints) == total(r, Count::TicketsSettled) + total(r, Count::TicketsIgnored));
        CHECK(kpi(r, "gmv") == static_cast<double>(total(r, Count::Gmv)));
        CHECK(kpi(r, "conversion") == doctest::Approx(share(r, Count::Orders, Count::Visits)).epsilon(1e-9));
        // Everybody is somewhere on the journey, every evening.
        const Rows journey(r, "journey");
        std::vector<std::int64_t> buyers(r.days.size());
        for (std::size_t row = 0; row < journey.size(); ++row)
            buyers[static_cast<std::size_t>(journey.whole(row, "day"))] += journey.whole(row, "buyers");
        CHECK(buyers == std::vector<std::int64_t>(r.days.size(), s.market.buyers));
    }
}
