#include "scenarios/dates.h"

#include <charconv>
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

}  // namespace

bool is_calendar_day(std::string_view text) { return calendar_day(text).has_value(); }

bool is_date(std::string_view text) { return day_of_year(text).has_value() || is_calendar_day(text); }

std::vector<std::int64_t> days_of_date(std::string_view date, std::string_view start_date, std::int64_t days,
                                       std::int64_t lasting) {
    const ch::sys_days start(*calendar_day(start_date));
    std::vector<std::int64_t> found;
    const auto add = [&](ch::year_month_day at) {
        const std::int64_t day = at.ok() ? (ch::sys_days(at) - start).count() : days;
        if (day < days && day + lasting > 0) found.push_back(day);
    };
    if (const auto once = calendar_day(date)) {
        add(*once);
        return found;
    }
    const auto every_year = day_of_year(date);
    const ch::year first = ch::year_month_day(start - ch::days(lasting)).year();
    const ch::year last = ch::year_month_day(start + ch::days(days)).year();
    for (ch::year year = first; year <= last; ++year) add(year / every_year->month() / every_year->day());
    return found;
}

std::vector<SeasonSpec> seasons_by_day(const std::vector<SeasonSpec>& seasons, std::string_view start_date,
                                       std::int64_t days) {
    std::vector<SeasonSpec> by_day;
    for (const SeasonSpec& season : seasons) {
        if (season.date.empty()) {
            by_day.push_back(season);
            continue;
        }
        for (const std::int64_t begins : days_of_date(season.date, start_date, days, season.day + season.days)) {
            by_day.push_back(season);
            by_day.back().date.clear();
            by_day.back().day = begins + season.day;
        }
    }
    return by_day;
}

}  // namespace pasar
