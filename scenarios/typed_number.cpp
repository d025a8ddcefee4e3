#include "scenarios/typed_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pasar {

namespace {

/// Blanks as spreadsheets have them: the plain one, a tab, the no-break space and the narrow ones.
constexpr std::array<std::string_view, 5> kBlanks{" ", "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
/// What stands between thousands whatever the decimal mark is.
constexpr std::array<std::string_view, 7> kGroupMarks{" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                                      "'", "_",        "\xE2\x80\x99"};
constexpr std::string_view kMinus = "\xE2\x88\x92";

/// How a currency is written beside an amount, and which codes may be meant by it.
struct CurrencySign {
    std::string_view sign;
    std::string_view codes;
};
constexpr std::array kCurrencySigns{
    CurrencySign{"Rp", "IDR"},  CurrencySign{"$", "USD AUD CAD HKD MXN NZD SGD TWD"},
    CurrencySign{"US$", "USD"}, CurrencySign{"S$", "SGD"},
    CurrencySign{"RM", "MYR"},  CurrencySign{"€", "EUR"},
    CurrencySign{"£", "GBP"},   CurrencySign{"¥", "JPY CNY"},
    CurrencySign{"₹", "INR"},   CurrencySign{"₱", "PHP"},
    CurrencySign{"₫", "VND"},   CurrencySign{"฿", "THB"},
};

template <class Marks>
std::size_t starts_with_any(std::string_view text, const Marks& marks) {
    for (const std::string_view mark : marks)
        if (text.starts_with(mark)) return mark.size();
    return 0;
}

std::string_view without_blanks_around(std::string_view text) {
    while (const std::size_t size = starts_with_any(text, kBlanks)) text.remove_prefix(size);
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view blank : kBlanks) {
            if (!text.ends_with(blank)) continue;
            text.remove_suffix(blank.size());
            found = true;
        }
    }
    return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Rp", "IDR", "$", of which at most a point follows: "Rp.".
bool is_currency(std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);
    const bool code =
        word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return code || std::any_of(kCurrencySigns.begin(), kCurrencySigns.end(),
                               [&](const CurrencySign& known) { return known.sign == word; });
}

bool means(std::string_view word, std::string_view currency) {
    if (currency.empty()) return false;
    if (word.ends_with('.')) word.remove_suffix(1);
    if (word == currency) return true;
    return std::any_of(kCurrencySigns.begin(), kCurrencySigns.end(), [&](const CurrencySign& known) {
        return known.sign == word && known.codes.find(currency) != std::string_view::npos;
    });
}

/// A text in its parts: "Rp 1.500" is "Rp" and "1.500".
struct Amount {
    std::string_view currency;
    std::string_view number;
};
Amount parts_of(std::string_view text) {
    text = without_blanks_around(text);
    const auto in_number = [](char c) { return is_digit(c) || c == '-' || c == '+'; };
    const auto first = std::find_if(text.begin(), text.end(), in_number);
    const auto before = static_cast<std::size_t>(first - text.begin());
    if (const std::string_view word = without_blanks_around(text.substr(0, before)); !word.empty() && is_currency(word))
        return {word, without_blanks_around(text.substr(before))};
    const auto last = std::find_if(text.rbegin(), text.rend(), is_digit);
    const auto after = text.size() - static_cast<std::size_t>(last - text.rbegin());
    if (const std::string_view word = without_blanks_around(text.substr(after)); !word.empty() && is_currency(word))
        return {word, without_blanks_around(text.substr(0, after))};
    return {{}, text};
}

std::string_view take_digits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

/// The number as JSON writes it, with `decimal` before the decimals and `group` between thousands.
std::optional<std::string> reading(std::string_view text, char decimal, char group) {
    std::string plain;
    if (text.starts_with('-')) {
        plain = "-";
        text.remove_prefix(1);
    } else if (text.starts_with(kMinus)) {
        plain = "-";
        text.remove_prefix(kMinus.size());
    } else if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::string whole(take_digits(text));
    const std::string_view own_group(&group, 1);
    const std::size_t any = starts_with_any(text, kGroupMarks);
    const std::string_view mark = text.starts_with(group) ? own_group : text.substr(0, any);
    const bool grouped = !mark.empty();
    if (grouped && (whole.empty() || whole.size() > 3 || whole.front() == '0')) return std::nullopt;
    while (grouped && text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        const std::string_view three = take_digits(text);
        if (three.size() != 3) return std::nullopt;
        whole += three;
    }
    std::string_view decimals;
    bool has_mark = false;
    if (text.starts_with(decimal)) {
        text.remove_prefix(1);
        has_mark = true;
        decimals = take_digits(text);
    }
    if (whole.empty() && decimals.empty()) return std::nullopt;
    if (whole.empty() && !has_mark) return std::nullopt;
    const std::size_t leading = std::min(whole.find_first_not_of('0'), whole.size());
    whole.erase(0, leading);
    plain += whole.empty() ? "0" : whole;
    if (!decimals.empty()) plain += '.' + std::string(decimals);
    if (!grouped && (text.starts_with('e') || text.starts_with('E'))) {
        text.remove_prefix(1);
        plain += 'e';
        if (text.starts_with('-') || text.starts_with('+')) {
            plain += text.front();
            text.remove_prefix(1);
        }
        const std::string_view exponent = take_digits(text);
        if (exponent.empty()) return std::nullopt;
        plain += exponent;
    }
    return text.empty() ? std::optional(plain) : std::nullopt;
}

/// The reading in a form that has no other: 1.5 for 1.500, 1.2340 for 1.234.
std::string beyond_doubt(std::string plain) {
    const std::size_t point = plain.find('.');
    if (point == std::string::npos) return plain;
    const std::size_t last = plain.find_last_not_of('0');
    if (plain.find('e') != std::string::npos) return plain;
    plain.erase(std::max(last + 1, point + 1));
    if (plain.ends_with('.'))
        plain.pop_back();
    else if (plain.size() - point == 4)
        plain += '0';
    return plain;
}

TypedNumber two_readings(const std::string& one, const std::string& other) {
    const std::string first = beyond_doubt(one), second = beyond_doubt(other);
    return {.plain = "",
            .doubt = fmt::format("which can be read as {} and as {}", first, second),
            .hint = fmt::format("write {} or {}", first, second)};
}

TypedNumber choose(const NumberReadings& readings, const NumberKind& kind, DecimalMark mark) {
    if (!readings.with_point && !readings.with_comma) return {};
    const auto only = [](const std::string& plain) { return TypedNumber{.plain = plain, .doubt = "", .hint = ""}; };
    if (!readings.with_point || !readings.with_comma) {
        const bool by_point = readings.with_point.has_value();
        const std::string& plain = by_point ? *readings.with_point : *readings.with_comma;
        const bool fits = mark == DecimalMark::Unknown || (mark == DecimalMark::Point) == by_point;
        if (fits) return only(plain);
        return {.plain = "",
                .doubt = fmt::format("in a column whose numbers have a decimal {}",
                                     mark == DecimalMark::Point ? "point" : "comma"),
                .hint = "write all numbers of a column in one way"};
    }
    const std::string& with_point = *readings.with_point;
    const std::string& with_comma = *readings.with_comma;
    if (with_point == with_comma) return only(with_point);
    // One of the two has three decimals, in the other they are thousands.
    const bool thousands_by_point = with_point.find('.') == std::string::npos;
    if (mark != DecimalMark::Unknown) {
        const bool as_thousands = (mark == DecimalMark::Point) == thousands_by_point;
        if (!kind.has_decimals && !as_thousands) return two_readings(with_point, with_comma);
        return only(mark == DecimalMark::Point ? with_point : with_comma);
    }
    if (!kind.has_decimals) return only(thousands_by_point ? with_point : with_comma);
    const auto possible = [&](const std::string& plain) {
        const std::optional<double> value = plain_value(plain);
        return value && *value >= kind.min && *value <= kind.max;
    };
    const bool point_fits = possible(with_point), comma_fits = possible(with_comma);
    if (point_fits != comma_fits) return only(point_fits ? with_point : with_comma);
    return two_readings(with_point, with_comma);
}

}  // namespace

NumberReadings readings_of(std::string_view text) {
    const std::string_view number = parts_of(text).number;
    return {reading(number, '.', ','), reading(number, ',', '.')};
}

DecimalMark mark_of_column(std::span<const std::string_view> texts, char separator) {
    for (const std::string_view text : texts) {
        const NumberReadings readings = readings_of(text);
        if (readings.with_point && !readings.with_comma) return DecimalMark::Point;
        if (readings.with_comma && !readings.with_point) return DecimalMark::Comma;
    }
    return separator == ';' ? DecimalMark::Comma : DecimalMark::Unknown;
}

TypedNumber read_typed(std::string_view text, const NumberKind& kind, DecimalMark mark) {
    const Amount amount = parts_of(text);
    // Rupiah are written in the Indonesian way wherever the other cells leave it open.
    if (mark == DecimalMark::Unknown && (amount.currency == "Rp" || amount.currency == "Rp."))
        mark = DecimalMark::Comma;
    const TypedNumber number = choose(readings_of(text), kind, mark);
    if (amount.currency.empty() || number.plain.empty() || means(amount.currency, kind.currency)) return number;
    return {.plain = "",
            .doubt = kind.currency.empty() ? "an amount of money" : "an amount in another currency",
            .hint = kind.currency.empty() ? "" : fmt::format("money of this scenario is in {}", kind.currency)};
}

TypedNumber doubt_thousands(double value) {
    return two_readings(fmt::format("{:.3f}", value), fmt::format("{:.0f}", value * 1000.0));
}

std::optional<double> plain_value(std::string_view plain) {
    double value = 0.0;
    const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    const bool whole = !plain.empty() && read.ec == std::errc{} && read.ptr == plain.data() + plain.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string undoubted(double value) { return beyond_doubt(fmt::format("{}", value)); }

std::optional<double> typed_value(std::string_view text, const NumberKind& kind, DecimalMark mark) {
    return plain_value(read_typed(text, kind, mark).plain);
}

}  // namespace pasar
