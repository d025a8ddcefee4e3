#include "sim/people/calendar.h"

#include <doctest/doctest.h>

#include <ctime>
#include <set>

#include "sim/platform/order.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

TEST_CASE("outside of seasons wish time is the time of the calendar") {
    const Season season({}, 30);
    CHECK(season.start_of(0) == 0.0);
    CHECK(season.start_of(17) == 17.0);
    CHECK(season.day_of(0.0) == 0);
    CHECK(season.day_of(16.999) == 16);
    CHECK(season.day_of(17.0) == 17);
    CHECK(season.day_of(29.9) == 29);
    CHECK(season.day_of(30.0) == 30);  // after the end
    CHECK(season.day_of(1e30) == 30);
}

TEST_CASE("in season wish time runs faster, in hard times slower, and at factor 0 it stands still") {
    const std::vector<SeasonSpec> seasons{{.name = "rush", .day = 10, .days = 2, .factor = 3.0},
                                          {.name = "lull", .day = 12, .days = 4, .factor = 0.5},
                                          {.name = "closed", .day = 20, .days = 5, .factor = 0.0}};
    const Season season(seasons, 40);
    CHECK(season.start_of(10) == 10.0);
    CHECK(season.start_of(12) == 16.0);
    CHECK(season.start_of(16) == 18.0);
    CHECK(season.start_of(25) == 22.0);
    CHECK(season.day_of(12.9) == 10);
    CHECK(season.day_of(13.0) == 11);
    CHECK(season.day_of(17.9) == 15);
    CHECK(season.day_of(22.0) == 25);  // no wish falls on a closed day
    // Every wish time falls in the day whose beginning and end enclose it.
    for (double time = 0.0; time < season.start_of(39); time += 0.0371) {
        const std::int64_t day = season.day_of(time);
        CHECK(season.start_of(day) <= time);
        CHECK(time < season.start_of(day + 1));
    }
}

TEST_CASE("seasons that overlap multiply, and one that outlasts the run is cut off") {
    const std::vector<SeasonSpec> seasons{{.name = "a", .day = 5, .days = 366, .factor = 2.0},
                                          {.name = "b", .day = 8, .days = 1, .factor = 3.0},
                                          {.name = "too late", .day = 99, .days = 9, .factor = 9.0}};
    const Season season(seasons, 10);
    CHECK(season.start_of(10) == 5.0 + 2.0 * 4 + 6.0);
}

TEST_CASE("three times as many wishes bring three times as many visits, from the first day of the season to its last") {
    Scenario s = one_order_each();
    s.market.buyers = 20'000;
    s.market.wishes = {.rate_per_day = 0.1};
    s.market.choice.conversion = 0.0;
    s.market.season = {{.name = "sale", .day = 10, .days = 10, .factor = 3.0},
                       {.name = "closed", .day = 25, .days = 2, .factor = 0.0}};
    const RunResult result = run(s);
    const auto visits = [&](std::int64_t first, std::int64_t end) {
        return static_cast<double>(total(result, Count::Visits, first, end)) / static_cast<double>(end - first);
    };
    CHECK(visits(0, 10) == doctest::Approx(2000).epsilon(0.03));
    CHECK(visits(10, 20) == doctest::Approx(6000).epsilon(0.03));
    CHECK(visits(10, 11) == doctest::Approx(6000).epsilon(0.05));
    CHECK(visits(19, 20) == doctest::Approx(6000).epsilon(0.05));
    CHECK(visits(20, 25) == doctest::Approx(2000).epsilon(0.04));
    CHECK(total(result, Count::Visits, 25, 27) == 0);
}

TEST_CASE("wishes wait for a campaign day, and not one of them is lost") {
    Scenario s = one_order_each();
    s.market.buyers = 20'000;
    s.market.wishes = {.rate_per_day = 0.125};
    s.market.choice.conversion = 0.0;
    s.market.season = {{.name = "11.11", .day = 12, .factor = 2.0}};
    const RunResult without = run(s);
    s.market.season[0].waits_days = 4;
    s.market.season[0].waits_share = 0.5;
    s.market.season[0].dip_days = 2;
    s.market.season[0].dip_share = 0.25;
    const RunResult with = run(s);
    const auto visits = [](const RunResult& result, std::int64_t first, std::int64_t end) {
        return total(result, Count::Visits, first, end);
    };
    CHECK(visits(with, 0, 8) == visits(without, 0, 8));
    CHECK(visits(with, 8, 15) == visits(without, 8, 15));
    CHECK(visits(with, 15, 30) == visits(without, 15, 30));
    // 1/2 + 3/8 + 1/4 + 1/8 of a day's wishes have waited, 1/4 + 1/8 are brought forward.
    CHECK(static_cast<double>(visits(with, 12, 13)) == doctest::Approx(3.625 * 2500).epsilon(0.03));
    CHECK(static_cast<double>(visits(with, 11, 12)) == doctest::Approx(0.5 * 2500).epsilon(0.06));
    CHECK(static_cast<double>(visits(with, 13, 14)) == doctest::Approx(0.75 * 2500).epsilon(0.06));
}

TEST_CASE("a list of a day gives back who was put on it, and is empty then") {
    DayLists lists(6);
    for (const std::uint16_t member : {4, 0, 5}) lists.add(1, member);
    lists.add(2, 3);
    std::vector<std::uint16_t> members;
    lists.take(1, members);
    CHECK(members == std::vector<std::uint16_t>{0, 4, 5});
    lists.take(1, members);
    CHECK(members.empty());
    lists.add(2, 4);
    lists.take(2, members);
    CHECK(members == std::vector<std::uint16_t>{3, 4});
}

TEST_CASE("an order book keeps orders apart until their day, however far ahead, and uses freed numbers again") {
    OrderBook book;
    Order order;
    std::vector<std::uint32_t> slots;
    for (std::uint32_t wish = 0; wish < 5; ++wish) {
        order.wish = wish;
        CHECK(book.add(order) == wish);
    }
    book.schedule(OrderBook::What::Arrival, 3, 0);
    book.schedule(OrderBook::What::Arrival, 3, 2);
    book.schedule(OrderBook::What::Answer, 3, 4);
    book.schedule(OrderBook::What::Arrival, 3 + 3 * 365, 1);
    book.take(OrderBook::What::Arrival, 3, slots);
    CHECK(std::set<std::uint32_t>(slots.begin(), slots.end()) == std::set<std::uint32_t>{0, 2});
    book.take(OrderBook::What::Answer, 3, slots);
    CHECK(slots == std::vector<std::uint32_t>{4});
    CHECK(book[4].wish == 4);
    for (std::int64_t day = 4; day < 3 + 3 * 365; ++day) {
        book.take(OrderBook::What::Arrival, day, slots);
        CHECK(slots.empty());
    }
    book.take(OrderBook::What::Arrival, 3 + 3 * 365, slots);
    CHECK(slots == std::vector<std::uint32_t>{1});
    book.free(2);
    book.free(0);
    CHECK_FALSE(static_cast<bool>(book[0].is_open));
    CHECK(book.add(order) == 0);
    CHECK(book.add(order) == 2);
    CHECK(book.add(order) == 5);
    CHECK(static_cast<bool>(book[0].is_open));
}

TEST_CASE("what is due on a day is kept while the ring of days grows, from whatever day it began with") {
    for (const std::int64_t first : {0, 5, 1000}) {
        ByDay<std::int64_t> due;
        due.restart(first);
        for (std::int64_t day = first; day < first + 900; day += 7) due.on(day) += day;
        due.on(first + 5000) += 1;
        std::int64_t seen = 0;
        due.for_each([&](std::int64_t, std::int64_t amount) { seen += amount != 0 ? 1 : 0; });
        CHECK(seen == (first == 0 ? 129 : 130));  // day 0 adds nothing
        for (std::int64_t day = first; day < first + 900; ++day)
            CHECK(due.take(day) == ((day - first) % 7 == 0 ? day : 0));
        for (std::int64_t day = first + 900; day < first + 5000; ++day) CHECK(due.take(day) == 0);
        CHECK(due.take(first + 5000) == 1);
    }
}

TEST_CASE("people who have not heard of the platform cost next to nothing") {
    // Processor time of the days of the same active buyers, alone and among forty times as many who sleep. Making the
    // market is not in it: how long the system takes to hand out memory is its own affair.
    const auto seconds = [](std::int64_t buyers, double aware) {
        Scenario s = one_order_each();
        s.days = 200;
        s.market.buyers = buyers;
        s.market.wishes = {.rate_per_day = 0.02};
        s.market.awareness.initially_aware = aware;
        double best = 1e9;
        for (int attempt = 0; attempt < 3; ++attempt) {
            World market(s, 0, 0, 1);
            market.platform().keep_tables = false;
            const std::clock_t start = std::clock();
            while (market.day() < s.days) market.step();
            best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        }
        return best;
    };
    const double alone = seconds(20'000, 1.0), among_many = seconds(800'000, 0.025);
    INFO("alone " << alone << " s, among forty times as many " << among_many << " s");
    CHECK(among_many < 4.0 * alone + 0.05);
}

TEST_CASE("seasons on top of each other take no more memory than others, and days are found in them") {
    std::vector<SeasonSpec> seasons;
    for (int i = 0; i < 4; ++i) seasons.push_back({.name = "rush", .day = 10 + i, .days = 5, .factor = 100.0});
    const Season season(seasons, 40);
    CHECK(season.start_of(40) > 1e8);
    for (std::int64_t day = 0; day < 40; ++day) {
        CHECK(season.day_of(season.start_of(day)) == day);
        CHECK(season.day_of((season.start_of(day) + season.start_of(day + 1)) / 2.0) == day);
    }
    CHECK(season.day_of(season.start_of(40)) == 40);
}
