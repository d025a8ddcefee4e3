// Dates of the calendar and the days of a run on which they fall.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/market_spec.h"

namespace pasar {

/// Whether a text is a day of the calendar, as YYYY-MM-DD.
[[nodiscard]] bool is_calendar_day(std::string_view text);
/// Whether it is one, or a date that comes every year: MM-DD, or "hijri MM-DD" in the Islamic calendar.
[[nodiscard]] bool is_date(std::string_view text);
/// What may stand for a date, for messages.
inline constexpr std::string_view kDatesAllowed =
    "a date of every year, as 11-11, one of every Islamic year, as hijri 09-01, or a day of the calendar, as "
    "2026-11-11";

/// The date of a day of the run, as YYYY-MM-DD. Pre: is_calendar_day(start_date).
[[nodiscard]] std::string date_of_day(std::string_view start_date, std::int64_t day);

/// Days of a run of `days` days from `start_date` on which something begins that comes on `date`, lasts for `lasting`
/// days and is seen in the run: in ascending order, the first perhaps before day 0. A date of every year comes in every
/// year that has it, so 02-29 in leap years only. The Islamic calendar is the tabular one (civil epoch, leap years 2,
/// 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30): months that are announced by sight begin up to a day earlier or
/// later. Pre: is_calendar_day(start_date), is_date(date).
[[nodiscard]] std::vector<std::int64_t> days_of_date(std::string_view date, std::string_view start_date,
                                                     std::int64_t days, std::int64_t lasting);

/// The seasons of a run by day numbers: one with a date stands for each time that it comes. Where wishes wait for
/// seasons, those before and after the run are among them as far as the run can feel them.
[[nodiscard]] std::vector<SeasonSpec> seasons_by_day(const std::vector<SeasonSpec>& seasons,
                                                     std::string_view start_date, std::int64_t days);

/// How many times as many wishes as on an ordinary day arise on each day of a run: the product of the factors of its
/// seasons, less what waits for a season or was brought forward into one, and on the days of such a season what came to
/// it. Wishes are moved, none is lost: over all days the sum is that of the factors alone. Where several seasons would
/// take more than all wishes of a day, each takes so much less in proportion. Pre: seasons have no dates.
[[nodiscard]] std::vector<double> pace_of_wishes(std::span<const SeasonSpec> seasons, std::int64_t days);

}  // namespace pasar
