#include "scenarios/dates.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/read.h"

using namespace pasar;

namespace {

using Days = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a start date in July moves 11.11, a second year has it again, and leap years do not shift it") {
    CHECK(days_of_date("11-11", "2026-01-01", 365, 1) == Days{314});
    CHECK(days_of_date("11-11", "2026-07-01", 365, 1) == Days{133});
    CHECK(days_of_date("11-11", "2026-01-01", 730, 1) == Days{314, 314 + 365});
    CHECK(days_of_date("11-11", "2028-01-01", 730, 1) == Days{315, 315 + 365});
    CHECK(days_of_date("11-11", "2027-03-01", 900, 1) == Days{255, 255 + 366});
    CHECK(days_of_date("11-11", "2100-01-01", 365, 1) == Days{314});  // no leap year
    CHECK(days_of_date("11-11", "2026-11-11", 10, 1) == Days{0});
    CHECK(days_of_date("11-11", "2026-11-12", 364, 1).empty());
    CHECK(days_of_date("02-29", "2026-01-01", 4 * 365, 1) == Days{365 + 365 + 59});
}

TEST_CASE("what begins before the run and lasts into it is seen from day 0 on") {
    CHECK(days_of_date("12-24", "2026-01-01", 300, 9) == Days{-8});
    CHECK(days_of_date("12-24", "2026-01-01", 300, 8).empty());
    CHECK(days_of_date("2026-02-18", "2026-03-01", 100, 30) == Days{-11});
    CHECK(days_of_date("2026-02-18", "2026-03-01", 100, 11).empty());
    CHECK(days_of_date("2026-02-18", "2026-01-01", 730, 30) == Days{48});
    CHECK(days_of_date("2027-02-08", "2026-01-01", 365, 30).empty());
}

// Dates of the Islamic calendar are those of ICU's calendar islamic-civil.
TEST_CASE("Ramadan comes in every year on the day that the tabular calendar gives, twice in 2030") {
    const auto first_of_ramadan = [](const char* year) {
        std::vector<std::string> dates;
        const std::string start = std::string(year) + "-01-01";
        for (const std::int64_t day : days_of_date("hijri 09-01", start, 365, 1))
            dates.push_back(date_of_day(start, day));
        return dates;
    };
    using Dates = std::vector<std::string>;
    // Indonesia announced 2022-04-03, 2023-03-23, 2024-03-12, 2025-03-01 and 2026-02-19: a day later twice.
    CHECK(first_of_ramadan("2022") == Dates{"2022-04-03"});
    CHECK(first_of_ramadan("2023") == Dates{"2023-03-23"});
    CHECK(first_of_ramadan("2024") == Dates{"2024-03-11"});
    CHECK(first_of_ramadan("2025") == Dates{"2025-03-01"});
    CHECK(first_of_ramadan("2026") == Dates{"2026-02-18"});
    CHECK(first_of_ramadan("2027") == Dates{"2027-02-08"});
    CHECK(first_of_ramadan("2030") == Dates{"2030-01-06", "2030-12-26"});
}

TEST_CASE("days of the Islamic calendar: new year, Idul Fitri, leap years, and what lasts into the run") {
    CHECK(days_of_date("hijri 10-01", "2025-01-01", 365, 1) == Days{89});  // 2025-03-31
    CHECK(date_of_day("2025-01-01", 89) == "2025-03-31");
    CHECK(days_of_date("hijri 01-01", "2024-07-01", 30, 1) == Days{7});  // 1446 begins on 2024-07-08
    CHECK(days_of_date("hijri 01-01", "1979-11-20", 5, 1) == Days{1});   // 1400
    CHECK(days_of_date("hijri 01-01", "0622-07-19", 5, 1) == Days{0});   // 1, in the Gregorian calendar
    CHECK(days_of_date("hijri 01-01", "0001-01-01", 365, 1).empty());
    // 1445 and 1447 are leap years, 1446 and 1448 are none.
    CHECK(days_of_date("hijri 12-30", "2023-08-01", 4 * 365, 1) == Days{341, 341 + 354 + 355});
    CHECK(days_of_date("hijri 09-01", "2026-03-01", 100, 30) == Days{-11});
    CHECK(days_of_date("hijri 09-01", "2026-03-20", 100, 30).empty());
}

TEST_CASE("the shipped Indonesian market has Ramadan on the same days of 2026 as before, and on those of other years") {
    const Scenario market =
        load_scenario(std::filesystem::path(PASAR_SOURCE_FOLDER) / "scenarios/courier-strike.json").scenario;
    const SeasonSpec& ramadan = market.market.season.front();
    REQUIRE(ramadan.name == "Ramadan");
    CHECK(days_of_date(ramadan.date, market.start_date, market.days, ramadan.days) == Days{48});
    CHECK(days_of_date(ramadan.date, "2025-01-01", 365, ramadan.days) == Days{59});
    CHECK(days_of_date(ramadan.date, "2027-01-01", 365, ramadan.days) == Days{38});
}

TEST_CASE("dates that no calendar has are no dates") {
    for (const char* const text :
         {"11-11", "02-29", "2028-02-29", "0001-01-01", "hijri 09-01", "hijri 12-30", "hijri 01-30"})
        CHECK_MESSAGE(is_date(text), text);
    for (const char* const text : {"hijri", "hijri ", "hijri 9-1", "hijri 13-01", "hijri 02-30", "hijri 00-01",
                                   "hijri 09-00", "hijri 1447-09-01", "Hijri 09-01", "hijri  09-01"})
        CHECK_FALSE_MESSAGE(is_date(text), text);
    for (const char* const text : {"", "11.11", "1-1", "13-01", "02-30", "2026-02-29", "0000-01-01", "2026-1-01",
                                   "11-11-2026", " 11-11", "1x-11", "-1-11", "+1-11"})
        CHECK_FALSE_MESSAGE(is_date(text), text);
    CHECK(is_calendar_day("2026-11-11"));
    CHECK_FALSE(is_calendar_day("11-11"));
}

TEST_CASE("a season with a date stands on every day number that the date has in the run") {
    const std::vector<SeasonSpec> seasons{{.name = "plain", .day = 3, .days = 2, .factor = 2.0},
                                          {.name = "11.11", .date = "11-11", .day = 1, .days = 1, .factor = 3.0}};
    const std::vector<SeasonSpec> by_day = seasons_by_day(seasons, "2026-07-01", 730);
    REQUIRE(by_day.size() == 3);
    CHECK(by_day[0].day == 3);
    CHECK(by_day[1].day == 134);
    CHECK(by_day[2].day == 134 + 365);
    CHECK(by_day[2].factor == 3.0);
    CHECK(by_day[2].date.empty());
}

namespace {

double sum_of_days(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum;
}

/// Shares of halves and quarters, so that sums are exact.
SeasonSpec waited_for() {
    return {.name = "sale",
            .day = 10,
            .days = 2,
            .factor = 3.0,
            .waits_days = 4,
            .waits_share = 0.5,
            .dip_days = 2,
            .dip_share = 0.25};
}

}  // namespace

TEST_CASE("wishes that wait for a season, or are brought forward into it, are moved and not lost") {
    const std::vector<double> pace = pace_of_wishes(std::vector<SeasonSpec>{waited_for()}, 20);
    REQUIRE(pace.size() == 20);
    // The share falls in equal steps to nothing, away from the season: 1/2, 3/8, 1/4, 1/8 before it, 1/4, 1/8 after.
    const std::vector<double> expected{1,      1,      1,    1,     1, 1, 0.875, 0.75, 0.625, 0.5,
                                       3.8125, 3.8125, 0.75, 0.875, 1, 1, 1,     1,    1,     1};
    CHECK(pace == expected);
    CHECK(sum_of_days(pace) == 18.0 + 2.0 * 3.0);
    SeasonSpec plain = waited_for();
    plain.waits_share = plain.dip_share = 0.0;
    CHECK(sum_of_days(pace) == sum_of_days(pace_of_wishes(std::vector<SeasonSpec>{plain}, 20)));
    // Nothing else wishes on a day that all wishes leave.
    SeasonSpec all = waited_for();
    all.waits_share = 1.0;
    CHECK(pace_of_wishes(std::vector<SeasonSpec>{all}, 20)[9] == 0.0);
}

TEST_CASE("of seasons that take more than all wishes of a day each takes so much less") {
    SeasonSpec first = waited_for(), second = waited_for();
    first.waits_days = second.waits_days = 1;
    first.waits_share = second.waits_share = 1.0;
    first.dip_share = second.dip_share = 0.0;
    const std::vector<double> both = pace_of_wishes(std::vector<SeasonSpec>{first, second}, 20);
    CHECK(both[9] == 0.0);
    CHECK(both[10] == 9.5);
    CHECK(sum_of_days(both) == 18.0 + 18.0);
    // One that lies in the other's days of waiting is fed by what its own factor brings there.
    second.day = 9;
    second.days = 1;
    second.factor = 2.0;
    const std::vector<double> nested = pace_of_wishes(std::vector<SeasonSpec>{first, second}, 20);
    CHECK(nested == pace_of_wishes(std::vector<SeasonSpec>{second, first}, 20));
    CHECK(nested[8] == 0.0);         // waits for the second
    CHECK(nested[9] == 0.0 + 1.0);   // its two wait for the first
    CHECK(nested[10] == 3.0 + 1.0);  // over two days
    CHECK(sum_of_days(nested) == 17.0 + 2.0 + 6.0);
}

TEST_CASE("a run that begins or ends amid waiting has the days that a longer one has") {
    std::vector<SeasonSpec> seasons{
        {.name = "11.11",
         .date = "11-11",
         .factor = 3.0,
         .waits_days = 10,
         .waits_share = 0.5,
         .dip_days = 8,
         .dip_share = 0.25},
        {.name = "lull", .date = "11-03", .days = 3, .factor = 0.5},
        {.name = "Ramadan", .date = "hijri 09-01", .days = 30, .factor = 1.5, .waits_days = 20, .waits_share = 0.25},
        {.name = "eve", .date = "2026-11-10", .factor = 2.0, .waits_days = 4, .waits_share = 1.0}};
    const auto pace = [&](const std::string& start, std::int64_t days) {
        return pace_of_wishes(seasons_by_day(seasons, start, days), days);
    };
    const std::vector<double> three_years = pace("2025-01-01", 3 * 365);
    const std::int64_t days = static_cast<std::int64_t>(three_years.size());
    for (const std::int64_t begin : {0, 305, 310, 314, 315, 320, 365, 400, 675, 679, 680, 1040})
        for (const std::int64_t length : {1, 3, 9, 40}) {
            if (begin + length > days) continue;
            const std::vector<double> part = pace(date_of_day("2025-01-01", begin), length);
            REQUIRE(part.size() == static_cast<std::size_t>(length));
            for (std::size_t day = 0; day < part.size(); ++day)
                CHECK(part[day] == doctest::Approx(three_years[static_cast<std::size_t>(begin) + day]).epsilon(1e-12));
        }
    // Every year's 11.11, from 1 to 19 November, the others apart.
    seasons.resize(1);
    const std::vector<double> alone = pace("2025-01-01", 3 * 365);
    for (const std::size_t november : {304U, 304U + 365U, 304U + 730U})
        CHECK(sum_of_days({alone.begin() + november, alone.begin() + november + 30}) == doctest::Approx(29.0 + 3.0));
}
