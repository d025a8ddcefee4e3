#include "viz/plot/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "words/figures.h"

#include "words/language.h"

namespace pasar {

namespace {

/// The least of 1, 2, 5 times a power of ten that is not below `least`.
double round_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= least * (1.0 - 1e-9)) return power * factor;
    }
    return power * 10.0;
}

struct Named {
    double size;
    std::string_view name;
};
constexpr std::array kLarge{Named{1e12, "trillion"}, Named{1e9, "billion"}, Named{1e6, "million"}};

/// The unit of labels, with a shared scale where numbers are large: percent for shares.
struct LabelScale {
    double divisor = 1.0;
    std::string unit;
};
LabelScale label_scale(double largest, std::string_view unit) {
    if (unit == "share" || unit.starts_with("share of ")) {
        return {0.01, unit == "share" ? "%" : fmt::format("% of {}", unit.substr(9))};
    }
    for (const Named& one : kLarge) {
        if (largest >= one.size) return {one.size, fmt::format("{}{}{}", one.name, unit.empty() ? "" : " ", unit)};
    }
    return {1.0, std::string(unit)};
}

int decimals_for(double step) {
    if (!(step > 0.0)) return 0;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
}

}  // namespace

Ticks ticks(double low, double high, int most, std::string_view unit) {
    const LabelScale scale = label_scale(std::max(std::abs(low), std::abs(high)), unit);
    Ticks made{{}, scale.unit};
    if (!(high > low)) {
        made.marks.push_back({low, grouped(low / scale.divisor, decimals_for(std::abs(low) / scale.divisor))});
        return made;
    }
    double step = round_step((high - low) / std::max(1, most - 1));
    const auto inside = [&](double of) { return std::floor(high / of + 1e-9) - std::ceil(low / of - 1e-9) + 1.0; };
    while (inside(step) > most) step = round_step(step * 1.5);
    const int decimals = decimals_for(step / scale.divisor);
    const double first = std::ceil(low / step - 1e-9);
    for (double i = first; i <= std::floor(high / step + 1e-9); i += 1.0) {
        const double value = i == 0.0 ? 0.0 : i * step;
        made.marks.push_back({value, grouped(value / scale.divisor, decimals)});
    }
    return made;
}

Ticks log_ticks(double low, double high, int most, std::string_view unit) {
    const LabelScale scale = label_scale(high, unit);
    Ticks made{{}, scale.unit};
    const double first = std::floor(std::log10(low) + 1e-9);
    const double last = std::ceil(std::log10(high) - 1e-9);
    const double decades = last - first + 1.0;
    const double stride = std::max(1.0, std::ceil(decades / std::max(2, most)));
    const bool few = decades * 3.0 <= most + 2.0;
    for (double exponent = first; exponent <= last; exponent += 1.0) {
        const double power = std::pow(10.0, exponent);
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = power * factor;
            if (value < low * (1.0 - 1e-9) || value > high * (1.0 + 1e-9)) continue;
            const bool labelled = factor == 1.0 ? std::fmod(exponent - first, stride) == 0.0 : few;
            if (factor != 1.0 && !few) continue;
            const double shown = value / scale.divisor;
            made.marks.push_back({value, labelled ? grouped(shown, decimals_for(shown)) : ""});
        }
    }
    return made;
}

Ticks day_ticks(double low, double high, int most) {
    constexpr std::array kSteps{1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 90.0, 180.0, 360.0};
    Ticks made{{}, "day"};
    double step = kSteps.front();
    for (const double one : kSteps) {
        step = one;
        if ((high - low) / one + 1.0 <= most) break;
    }
    while ((high - low) / step + 1.0 > most) step *= 2.0;
    for (double i = std::ceil(low / step - 1e-9); i * step <= high + 1e-9; i += 1.0) {
        made.marks.push_back({i * step, grouped(i * step)});
    }
    return made;
}

namespace {

/// Nothing where `start` is no date.
std::optional<std::chrono::year_month_day> calendar_day(std::string_view start, std::int64_t day) {
    using namespace std::chrono;
    int year_number = 0;
    unsigned month_number = 0, day_number = 0;
    const auto read = [&](std::size_t from, std::size_t count, auto& number) {
        if (start.size() != 10) return false;
        const char* begin = start.data() + from;
        const auto result = std::from_chars(begin, begin + count, number);
        return result.ec == std::errc{} && result.ptr == begin + count;
    };
    if (!read(0, 4, year_number) || !read(5, 2, month_number) || !read(8, 2, day_number)) return {};
    const year_month_day first{year(year_number), month(month_number), std::chrono::day(day_number)};
    if (!first.ok()) return {};
    return sys_days(first) + days(day);
}

}  // namespace

std::string date_of(std::string_view start, std::int64_t day) {
    const auto date = calendar_day(start, day);
    if (!date) return {};
    constexpr std::array kMonths{tr_later("Jan"), tr_later("Feb"), tr_later("Mar"), tr_later("Apr"),
                                 tr_later("May"), tr_later("Jun"), tr_later("Jul"), tr_later("Aug"),
                                 tr_later("Sep"), tr_later("Oct"), tr_later("Nov"), tr_later("Dec")};
    return fmt::format("{} {} {}", static_cast<unsigned>(date->day()),
                       tr(kMonths[static_cast<unsigned>(date->month()) - 1]), static_cast<int>(date->year()));
}

std::string iso_date_of(std::string_view start, std::int64_t day) {
    const auto date = calendar_day(start, day);
    if (!date) return {};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()), static_cast<unsigned>(date->month()),
                       static_cast<unsigned>(date->day()));
}

}  // namespace pasar
