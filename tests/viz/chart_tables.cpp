#include "viz/chart_tables.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/run.h"
#include "tests/sim/markets.h"
#include "viz/picture_of.h"

using namespace pasar;

namespace {

World lively_world() {
    static const Scenario scenario = [] {
        Scenario s = testing::lively_market();
        s.days = 65;
        return s;
    }();
    Market market(scenario, 0, 0, 1);
    while (market.day() < 65) market.step();
    World world;
    world.name = "A, the \"first\"";
    picture(market, world);
    return world;
}

std::int64_t sum_of(const World& world, Count what) {
    std::int64_t sum = 0;
    for (const DayRow& row : *world.days) sum += row.counts[static_cast<std::size_t>(what)];
    return sum;
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("fates of orders add up to what the market counted") {
    const World world = lively_world();
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

TEST_CASE("the funnel narrows from people who heard of it to orders, and its table has a column for each world") {
    const World world = lively_world();
    const auto steps = funnel_of(world);
    CHECK(steps[2] == static_cast<double>(sum_of(world, Count::Orders)));
    CHECK(steps[1] > steps[2]);
    CHECK(steps[4] + steps[5] == steps[2]);
    const std::vector<World> worlds{world, world};
    const std::string text = funnel_csv(worlds);
    CHECK(text.starts_with("step,\"A, the \"\"first\"\"\",\"A, the \"\"first\"\"\"\n"));
    CHECK(lines_in(text) == 1 + kFunnelSteps);
}

TEST_CASE("customers won are all there at first, and the fewer the more months go by") {
    const World world = lively_world();
    const auto kept = customers_kept(world);
    REQUIRE(kept.size() == 3);  // months begun in 65 days
    for (std::size_t cohort = 0; cohort < kept.size(); ++cohort) {
        CHECK(kept[cohort].size() == kept.size() - cohort);
        for (std::size_t age = 1; age < kept[cohort].size(); ++age)
            CHECK_FALSE(kept[cohort][age] > kept[cohort][age - 1]);  // NaN where nobody was won
    }
    CHECK(kept[0].back() < 1.0);
    CHECK(lines_in(cohorts_csv(world)) == 1 + 3 + 2 + 1);
    World before = world;
    before.day = 0;
    CHECK(customers_kept(before).empty());
}

TEST_CASE("the table of sellers tells of each what is true and what is shown") {
    World world;
    world.name = "W";
    world.sellers = {{.kind = SellerKind::Honest, .quality = 0.9F, .shown = 0.2F, .sold = 10},
                     {.open = false,
                      .kind = SellerKind::Fraudster,
                      .quality = 0.1F,
                      .shown = std::numeric_limits<float>::quiet_NaN(),
                      .sold = 3}};
    const std::vector<World> worlds{world};
    CHECK(quality_csv(worlds) ==
          "world,seller,kind,open,true_quality,displayed,units_sold\n"
          "W,0,honest,1,0.9,0.2,10\n"
          "W,1,fraudster,0,0.1,,3\n");
}
