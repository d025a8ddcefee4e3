#include "scenarios/dates.h"

#include <doctest/doctest.h>

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

TEST_CASE("dates that no calendar has are no dates") {
    for (const char* const text : {"11-11", "02-29", "2028-02-29", "0001-01-01"}) CHECK_MESSAGE(is_date(text), text);
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
