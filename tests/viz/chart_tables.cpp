#include "viz/chart_tables.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <variant>

#include "reports/result/csv.h"
#include "sim/counts/key_figures.h"
#include "sim/counts/market_tables.h"
#include "sim/counts/measures.h"
#include "sim/world/run.h"
#include "tests/sim/markets.h"
#include "viz/chart_measures.h"
#include "viz/picture_of.h"

using namespace pasar;

namespace {

/// A market after its 65 days.
const World& lively_run() {
    static const Scenario scenario = [] {
        Scenario s = testing::lively_market();
        s.days = 65;
        return s;
    }();
    static const auto market = [] {
        auto made = std::make_unique<World>(scenario, 0, 0, 1);
        while (made->day() < 65) made->step();
        return made;
    }();
    return *market;
}

SeenWorld lively_world(const char* name = "A, the \"first\"") {
    SeenWorld world;
    world.name = name;
    picture(lively_run().platform(), world);
    return world;
}

std::int64_t sum_of(const SeenWorld& world, Count what) {
    std::int64_t sum = 0;
    for (const DayRow& row : *world.days) sum += row.counts[static_cast<std::size_t>(what)];
    return sum;
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("fates of orders add up to what the market counted") {
    const SeenWorld world = lively_world();
    const std::vector<Series> fates = fates_by_day(world, 1);
    REQUIRE(fates.size() == 6);
    double all = 0.0;
    for (const Series& fate : fates) {
        REQUIRE(fate.values.size() == world.days->size());
        for (const double value : fate.values) all += value;
    }
    std::int64_t counted = 0;
    for (const Count count : {Count::DeliveredOnTime, Count::Late, Count::Lost, Count::Undeliverable, Count::Refused,
                              Count::NeverSent, Count::StockOuts})
        counted += sum_of(world, count);
    CHECK(all == static_cast<double>(counted));
    CHECK(counted > 100);
    // A mean of days is as high as their sum over them.
    const std::vector<double>& whole = fates[0].values;
    const double week = std::accumulate(whole.begin(), whole.begin() + 7, 0.0);
    CHECK(week > 0.0);
    CHECK(fates_by_day(world, 7)[0].values[6] == doctest::Approx(week / 7.0));
}

TEST_CASE("the funnel is one of people: each step is a part of the one before, and day 0 counts") {
    const SeenWorld world = lively_world();
    const auto people = funnel_of(world);
    for (std::size_t step = 1; step < kFunnelSteps; ++step) CHECK(people[step] <= people[step - 1]);
    const std::int64_t all = testing::lively_market().market.buyers;
    const auto unaware = world.days->back().states[static_cast<std::size_t>(State::Unaware)];
    CHECK(people[0] == static_cast<double>(all - unaware));
    // Eight of ten knew the platform before day 1, and never became aware on a day.
    CHECK(people[0] >= 0.8 * static_cast<double>(all));
    CHECK(static_cast<double>(sum_of(world, Count::BecameAware)) < 0.5 * people[0]);
    CHECK(people[2] == static_cast<double>(sum_of(world, Count::FirstOrders)));
    CHECK(people[3] > people[4]);
    CHECK(people[4] > 0.0);
}

TEST_CASE("who ordered again is counted one by one, those who left since too") {
    static const Scenario scenario = testing::lively_market();
    World market(scenario, 0, 0, 1);
    while (market.day() < 40) market.step();
    SeenWorld world;
    picture(market.platform(), world);
    std::int64_t again = 0, left = 0;
    for (const Block& block : market.blocks)
        for (std::uint32_t i = 0; i < block.count; ++i) {
            const Relationship& buyer = market.platform().relationships[block.first + i];
            again += buyer.orders > 1 ? 1 : 0;
            left += buyer.orders > 1 && buyer.stage == Stage::Left ? 1 : 0;
        }
    CHECK(left > 0);
    CHECK(funnel_of(world)[3] == static_cast<double>(again));
}

TEST_CASE("nobody has come so far on day 0, and the funnel's table has a row for each step of each world") {
    SeenWorld world;
    world.name = "A, the \"first\"";
    CHECK(funnel_of(world)[0] == 0.0);
    const std::vector<SeenWorld> worlds{world, world};
    const std::string text = funnel_csv(worlds);
    CHECK(text.starts_with("world,step,unit,value\n\"A, the \"\"first\"\"\",know it,buyer,0\n"));
    CHECK(lines_in(text) == 1 + 2 * kFunnelSteps);
}

TEST_CASE("a chart's table says of every value its world, date, unit and the days it is of") {
    Scene scene;
    scene.start_date = "2026-01-31";
    const std::vector<Series> lines{{"A, B", 1, {1.0, 2.5, std::nan("")}, {}, {}}, {"C", 1, {3.0}, {}, {}}};
    CHECK(lines_csv(scene, "GMV", "IDR", 2, lines) ==
          "world,date,day,measure,unit,averaged_days,value\n"
          "\"A, B\",2026-01-31,0,GMV,IDR,1,1\n"
          "\"A, B\",2026-02-01,1,GMV,IDR,2,2.5\n"
          "\"A, B\",2026-02-02,2,GMV,IDR,2,\n"
          "C,2026-01-31,0,GMV,IDR,1,3\n");
    const std::vector<Series> between{{"d", 1, {3.0, 4.0}, {2.0, 3.5}, {4.0}, {}}};
    CHECK(lines_csv(scene, "GMV", "IDR", kAllDays, between) ==
          "world,date,day,measure,unit,averaged_days,value,confidence_low,confidence_high\n"
          "d,2026-01-31,0,GMV,IDR,1,3,2,4\n"
          "d,2026-02-01,1,GMV,IDR,2,4,3.5,\n");
}

TEST_CASE("the table of fates has every fate of every world on every day") {
    Scene scene;
    scene.start_date = "2026-01-01";
    scene.worlds = {lively_world(), lively_world()};
    scene.worlds[1].name = "B";
    const std::string text = fates_csv(scene, 7);
    CHECK(lines_in(text) == 1 + 2 * 6 * 65);
    const std::vector<double> sold_out = fates_by_day(scene.worlds[1], 7)[5].values;
    CHECK(text.ends_with(fmt::format("B,2026-03-06,64,sold out,order,7,{}\n", csv_number(sold_out.back()))));
}

TEST_CASE("customers won are all there at first, and the fewer the more months go by") {
    const SeenWorld world = lively_world();
    const auto kept = customers_kept(world);
    REQUIRE(kept.size() == 3);  // months begun in 65 days
    for (std::size_t cohort = 0; cohort < kept.size(); ++cohort) {
        CHECK(kept[cohort].size() == kept.size() - cohort);
        for (std::size_t age = 1; age < kept[cohort].size(); ++age)
            CHECK_FALSE(kept[cohort][age] > kept[cohort][age - 1]);  // NaN where nobody was won
    }
    CHECK(kept[0].back() < 1.0);
    SeenWorld before = world;
    before.day = 0;
    CHECK(customers_kept(before).empty());
}

TEST_CASE("the table of cohorts says what cohorts.csv of a plain run says") {
    const SeenWorld world = lively_world("W");
    std::string plain;
    for (const Table& table : run_tables(lively_run().platform())) {
        if (table.file != "cohorts") continue;
        plain = "world";
        for (const Column& column : table.columns) plain += "," + column.name;
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            if (i % table.columns.size() == 0) plain += "\nW";
            const Cell& cell = table.cells[i];
            const auto* whole = std::get_if<std::int64_t>(&cell);
            const auto* text = std::get_if<std::string>(&cell);
            plain += "," + (whole != nullptr  ? std::to_string(*whole)
                            : text != nullptr ? *text
                                              : csv_number(std::get<double>(cell)));
        }
        plain += "\n";
    }
    CHECK(lines_in(plain) == 1 + 3 + 2 + 1);
    CHECK(cohorts_csv(std::vector<SeenWorld>{world}) == plain);
}

TEST_CASE("the table of sellers tells of each what is true and what is shown") {
    SeenWorld world;
    world.name = "W";
    world.sellers = {{.kind = SellerKind::Honest, .quality = 0.9F, .shown = 0.2F, .sold = 10},
                     {.open = false,
                      .kind = SellerKind::Fraudster,
                      .quality = 0.1F,
                      .shown = std::numeric_limits<float>::quiet_NaN(),
                      .sold = 3}};
    const std::vector<SeenWorld> worlds{world};
    CHECK(quality_csv(worlds) ==
          "world,seller,seller_type,open,true_quality,shown_score,units_sold\n"
          "W,0,honest,yes,0.9,0.2,10\n"
          "W,1,fraudster,no,0.1,,3\n");
}

TEST_CASE("days of the warm-up are in no mean of all days so far but their own") {
    const SeenWorld world = lively_world();
    const std::size_t orders = find_chart_measure("orders"), conversion = find_chart_measure("conversion");
    const std::vector<DayRow>& days = *world.days;
    const std::span<const DayRow> counted = std::span(days).subspan(20);
    for (const std::size_t measure : {orders, conversion}) {
        const std::vector<double> all = values_of(measure, days, kAllDays, 0, 20);
        CHECK(all.back() == doctest::Approx(values_of(measure, counted, kAllDays, 0).back()));
        CHECK(all[19] == doctest::Approx(values_of(measure, days, kAllDays, 0)[19]));
        CHECK(values_of(measure, days, 7, 0, 20) == values_of(measure, days, 7, 0));
    }
    CHECK(values_of(find_chart_measure("trust"), days, kAllDays, 0, 20) ==
          values_of(find_chart_measure("trust"), days, kAllDays, 0));
    const std::vector<double> means = moving_mean(std::vector<double>{1, 2, 30, 40}, 4, 2);
    CHECK(means == std::vector<double>{1.0, 1.5, 30.0, 35.0});
}

TEST_CASE("the month at hand is not over, the months before it are") {
    const SeenWorld world = lively_world();  // 65 days
    CHECK(is_month_over(world, 0, 0));
    CHECK(is_month_over(world, 0, 1));
    CHECK_FALSE(is_month_over(world, 0, 2));
    CHECK(is_month_over(world, 1, 0));
    CHECK_FALSE(is_month_over(world, 2, 0));
}

TEST_CASE("what a chart's table and daily.csv, or the key figures, both have is the same number in both") {
    const SeenWorld world = lively_world("W");
    const auto as_column = [](std::string name) {
        std::replace(name.begin(), name.end(), ' ', '_');
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        return name;
    };
    std::size_t in_daily = 0, in_kpis = 0;
    for (std::size_t m = 0; m < chart_measures().size(); ++m) {
        const ChartMeasure& measure = chart_measures()[m];
        const std::string name = as_column(measure.name);
        CAPTURE(name);
        const std::vector<double> values = values_of(m, *world.days, 1, 0);
        const auto compare_with = [&](const MeasureInfo& column, const auto& value_on) {
            if (column.name != name) return;
            ++in_daily;
            // What daily.csv has in millionths says so in its unit.
            const double factor = column.unit == "millionth" ? 1e-6 : 1.0;
            for (std::size_t d = 0; d < values.size(); ++d)
                CHECK(values[d] == doctest::Approx(factor * static_cast<double>(value_on((*world.days)[d]))));
        };
        for (std::size_t c = 0; c < kCounts.size(); ++c)
            compare_with(kCounts[c], [c](const DayRow& day) { return day.counts[c]; });
        for (std::size_t c = 0; c < kStates.size(); ++c)
            compare_with(kStates[c], [c](const DayRow& day) { return day.states[c]; });
        const std::size_t kpi = find_kpi(name);
        // This market has no plans and no feed (tests/viz/subscriptions.cpp has).
        if (kpi >= kKpiCount || measure.is_ratio || measure.where != MeasuredWhere::Always) continue;
        ++in_kpis;
        const double last = values_of(m, *world.days, kAllDays, 0).back();
        const double days = kpi_info(kpi).adds_up ? static_cast<double>(world.days->size()) : 1.0;
        CHECK(days * last == doctest::Approx(world.key_figures[kpi]));
    }
    CHECK(in_daily >= 6);
    CHECK(in_kpis >= 6);
}
