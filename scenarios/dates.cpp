#include "scenarios/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace pasar {
namespace {

namespace ch = std::chrono;

/// A whole number of just so many digits.
std::optional<int> digits_in(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = 10 * value + (c - '0');
    }
    return value;
}

std::optional<ch::year_month_day> calendar_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits_in(text.substr(0, 4)), month = digits_in(text.substr(5, 2)),
               day = digits_in(text.substr(8, 2));
    if (!year || !month || !day || *year == 0) return std::nullopt;
    const ch::year_month_day date(ch::year(*year), ch::month(static_cast<unsigned>(*month)),
                                  ch::day(static_cast<unsigned>(*day)));
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<ch::month_day> day_of_year(std::string_view text) {
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = digits_in(text.substr(0, 2)), day = digits_in(text.substr(3, 2));
    if (!month || !day) return std::nullopt;
    const ch::month_day date(ch::month(static_cast<unsigned>(*month)), ch::day(static_cast<unsigned>(*day)));
    return date.ok() ? std::optional(date) : std::nullopt;
}

/// Month and day of the Islamic calendar. Odd months have 30 days, even ones 29, and the twelfth 30 in leap years.
struct IslamicDate {
    std::int64_t month = 1, day = 1;
};

std::optional<IslamicDate> day_of_islamic_year(std::string_view text) {
    constexpr std::string_view kIslamic = "hijri ";
    if (!text.starts_with(kIslamic)) return std::nullopt;
    text.remove_prefix(kIslamic.size());
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = digits_in(text.substr(0, 2)), day = digits_in(text.substr(3, 2));
    if (!month || !day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
    if (*day > (*month % 2 == 1 || *month == 12 ? 30 : 29)) return std::nullopt;
    return IslamicDate{*month, *day};
}

bool is_islamic_leap_year(std::int64_t year) { return (11 * year + 14) % 30 < 11; }

/// The first day of a year of the tabular Islamic calendar, year 1 beginning on 16 July 622 (Julian).
/// Reingold & Dershowitz, "Calendrical Calculations", 2018, chapter 7.
ch::sys_days islamic_new_year(std::int64_t year) {
    constexpr std::int64_t kEpoch = -492148;  // in days from 1970-01-01
    return ch::sys_days(ch::days(kEpoch + 354 * (year - 1) + (3 + 11 * year) / 30));
}

ch::sys_days day_of(IslamicDate date, std::int64_t year) {
    return islamic_new_year(year) + ch::days(29 * (date.month - 1) + date.month / 2 + date.day - 1);
}

/// The Islamic year of a day, or the one before; 1 at least.
std::int64_t islamic_year_near(ch::sys_days day) {
    constexpr double kMeanYear = 354.0 + 11.0 / 30.0;
    const auto since = static_cast<double>((day - islamic_new_year(1)).count());
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(since / kMeanYear));
}

/// The most days over which a season moves wishes; 0 where none waits for any.
std::int64_t longest_reach(std::span<const SeasonSpec> seasons) {
    std::int64_t longest = 0;
    for (const SeasonSpec& season : seasons)
        if (season.waits_share > 0.0 || season.dip_share > 0.0)
            longest = std::max(longest, season.waits_days + season.days + season.dip_days);
    return longest;
}

}  // namespace

bool is_calendar_day(std::string_view text) { return calendar_day(text).has_value(); }

bool is_date(std::string_view text) {
    return day_of_year(text).has_value() || day_of_islamic_year(text).has_value() || is_calendar_day(text);
}

std::string date_of_day(std::string_view start_date, std::int64_t day) {
    const ch::year_month_day date(ch::sys_days(*calendar_day(start_date)) + ch::days(day));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::vector<std::int64_t> days_of_date(std::string_view date, std::string_view start_date, std::int64_t days,
                                       std::int64_t lasting) {
    const ch::sys_days start(*calendar_day(start_date));
    std::vector<std::int64_t> found;
    const auto add = [&](ch::sys_days at) {
        const std::int64_t day = (at - start).count();
        if (day < days && day + lasting > 0) found.push_back(day);
    };
    if (const auto once = calendar_day(date)) {
        add(ch::sys_days(*once));
        return found;
    }
    if (const auto islamic = day_of_islamic_year(date)) {
        const std::int64_t last_year = islamic_year_near(start + ch::days(days)) + 1;
        for (std::int64_t year = islamic_year_near(start - ch::days(lasting)); year <= last_year; ++year) {
            const bool is_missing = islamic->month == 12 && islamic->day == 30 && !is_islamic_leap_year(year);
            if (!is_missing) add(day_of(*islamic, year));
        }
        return found;
    }
    const auto every_year = day_of_year(date);
    const ch::year first = ch::year_month_day(start - ch::days(lasting)).year();
    const ch::year last = ch::year_month_day(start + ch::days(days)).year();
    for (ch::year year = first; year <= last; ++year) {
        const ch::year_month_day at = year / every_year->month() / every_year->day();
        if (at.ok()) add(ch::sys_days(at));
    }
    return found;
}

std::vector<SeasonSpec> seasons_by_day(const std::vector<SeasonSpec>& seasons, std::string_view start_date,
                                       std::int64_t days) {
    // A day of the run may gain from days outside of it, from which further seasons take, too.
    const std::int64_t margin = 3 * longest_reach(seasons);
    std::vector<SeasonSpec> by_day;
    for (const SeasonSpec& season : seasons) {
        if (season.date.empty()) {
            by_day.push_back(season);
            continue;
        }
        for (const std::int64_t begins :
             days_of_date(season.date, start_date, days + margin, season.day + season.days + margin)) {
            by_day.push_back(season);
            by_day.back().date.clear();
            by_day.back().day = begins + season.day;
        }
    }
    return by_day;
}

std::vector<double> pace_of_wishes(std::span<const SeasonSpec> seasons, std::int64_t days) {
    // Days before and after the run stand in the table as far as wishes are moved between them and the run.
    const std::int64_t reach = longest_reach(seasons);
    const auto place = [reach](std::int64_t day) { return static_cast<std::size_t>(day + reach); };
    const auto is_in_table = [&](std::int64_t day) { return day >= -reach && day < days + reach; };
    std::vector<double> pace(static_cast<std::size_t>(days + 2 * reach), 1.0), moved(pace.size(), 0.0);
    const auto for_each_day_of = [&](const SeasonSpec& season, const auto& visit) {
        for (std::int64_t day = std::max(-reach, season.day); day < std::min(season.day + season.days, days + reach);
             ++day)
            visit(place(day));
    };
    const auto for_each_taken = [&](const SeasonSpec& season, const auto& visit) {
        const auto steps = [&](std::int64_t count, double share, std::int64_t next, std::int64_t away) {
            for (std::int64_t k = 0; k < count && share > 0.0; ++k)
                if (const std::int64_t day = next + k * away; is_in_table(day))
                    visit(place(day), share * static_cast<double>(count - k) / static_cast<double>(count));
        };
        steps(season.waits_days, season.waits_share, season.day - 1, -1);
        steps(season.dip_days, season.dip_share, season.day + season.days, +1);
    };
    for (const SeasonSpec& season : seasons) {
        for_each_day_of(season, [&](std::size_t day) { pace[day] *= season.factor; });
        for_each_taken(season, [&](std::size_t day, double share) { moved[day] += share; });
    }
    std::vector<double> by_day;
    for (std::int64_t day = 0; day < days; ++day)
        by_day.push_back(pace[place(day)] * (1.0 - std::min(1.0, moved[place(day)])));
    for (const SeasonSpec& season : seasons) {
        double taken = 0.0;
        for_each_taken(season,
                       [&](std::size_t day, double share) { taken += pace[day] * share / std::max(1.0, moved[day]); });
        if (taken <= 0.0) continue;
        for (std::int64_t day = std::max<std::int64_t>(0, season.day); day < std::min(season.day + season.days, days);
             ++day)
            by_day[static_cast<std::size_t>(day)] += taken / static_cast<double>(season.days);
    }
    return by_day;
}

}  // namespace pasar
