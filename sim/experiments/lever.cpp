#include "sim/experiments/lever.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "scenarios/complete.h"
#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"
#include "scenarios/settings.h"
#include "scenarios/typed_number.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

constexpr const char* kOrigin = "--vary";
constexpr const char* kGrammar = "PATH=low:high, such as market.buyers=1000:5000";
constexpr double kShareEitherSide = 0.2;  ///< of the present value, where no range is given

[[noreturn]] void refuse(std::string_view path, std::string found, std::string allowed, std::string hint = "") {
    throw InvalidScenario({{.file = kOrigin,
                            .path = std::string(path),
                            .found = std::move(found),
                            .allowed = std::move(allowed),
                            .hint = std::move(hint)}});
}

FoundPath find_number(const LoadedScenario& scenario, std::string_view path) {
    FoundPath found;
    try {
        found = find_path(*scenario.resolved, path);
    } catch (const InvalidScenario& invalid) {
        std::vector<Fault> faults = invalid.faults;
        for (Fault& fault : faults) fault.file = kOrigin;
        throw InvalidScenario(std::move(faults), invalid.more);
    }
    if (found.field == nullptr || !is_numeric(found.field->type)) {
        std::string hint;
        for (const std::string& number : numeric_paths(*scenario.resolved)) {
            if (!hint.empty() || !number.starts_with(found.path + ".")) continue;
            hint = fmt::format("such as {}", in_quotes(number, 200));
        }
        const std::string kind =
            found.field != nullptr ? std::string(name_of(found.field->type)) : "an entry of a list";
        refuse(found.path, fmt::format("the path of something else ({})", kind), "the path of a number", hint);
    }
    // These say how often the market is watched, with which random numbers, and how it is told; no market differs by
    // them.
    if (found.path == "seed" || found.path == "replications" || found.path == "currency_digits") {
        refuse(found.path, "a number that is no part of the market", "a number of the market or of a model");
    }
    return found;
}

/// One end of the range, checked like a value in a file.
double end_of_range(std::string_view text, const FoundPath& found, std::string_view which, const Lever& lever,
                    const MoneyKind& currency, DecimalMark mark) {
    const NumberKind kind = kind_of(*found.field, currency);
    if (const TypedNumber number = read_typed(text, kind, mark); !number.doubt.empty()) {
        refuse(found.path, fmt::format("{} as the {} of the range, {}", in_quotes(text), which, number.doubt),
               allowed_in(*found.field), number.hint);
    }
    const std::optional<double> value = typed_value(text, kind, mark);
    const About& about = found.field->about;
    const bool allowed = value && *value >= about.min && *value <= about.max && lever.takes(*value);
    if (!allowed) {
        const nlohmann::ordered_json said =
            value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(std::string(text));
        refuse(found.path, fmt::format("{} as the {} of the range", in_quotes(text), which), allowed_in(*found.field),
               value_hint(said, *found.field));
    }
    return *value;
}

void set_range(Lever& lever, std::string_view range, const FoundPath& found, const MoneyKind& currency) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos || range.find(':', colon + 1) != std::string_view::npos) {
        refuse(found.path, in_quotes(range), kGrammar);
    }
    const std::array ends{range.substr(0, colon), range.substr(colon + 1)};
    const DecimalMark mark = mark_of_column(ends, ':');
    lever.low = end_of_range(ends[0], found, "low end", lever, currency, mark);
    lever.high = end_of_range(ends[1], found, "high end", lever, currency, mark);
    if (lever.low < lever.high) return;
    const bool reversed = lever.low > lever.high;
    refuse(found.path, in_quotes(range), "a low end below the high end",
           reversed ? fmt::format("did you mean {}:{}?", range.substr(colon + 1), range.substr(0, colon)) : "");
}

void set_range_around_now(Lever& lever, const FoundPath& found) {
    const double reach = std::abs(lever.now) * kShareEitherSide;
    lever.low = lever.now - reach;
    lever.high = lever.now + reach;
    if (lever.whole) {
        lever.low = std::floor(lever.low);
        lever.high = std::ceil(lever.high);
    } else {
        lever.low = lever.rounded(round_to_digits(lever.low, kSettingDigits));
        lever.high = lever.rounded(round_to_digits(lever.high, kSettingDigits));
    }
    lever.low = std::max(lever.low, found.field->about.min);
    lever.high = std::min(lever.high, found.field->about.max);
    if (lever.low < lever.high) return;
    refuse(found.path, fmt::format("no range, and {} as the present value", number_text(lever.now)), kGrammar);
}

std::string unit_of(const About& about, const Scenario& scenario) {
    constexpr std::string_view kMoney = "money";
    if (!about.unit.starts_with(kMoney)) return std::string(about.unit);
    return scenario.currency + std::string(about.unit.substr(kMoney.size()));
}

}  // namespace

double Lever::rounded(double value) const {
    if (whole) return std::round(value);
    const auto in_one = static_cast<double>(parts);
    return parts > 0 ? std::round(value * in_one) / in_one : value;
}

double Lever::settled(double value) const {
    return rounded(std::clamp(value, low, high)) + 0.0;  // + 0.0 makes -0 a plain 0
}

std::string Lever::at(double value) const {
    const double set = settled(value);
    if (whole) return fmt::format("{}={}", path, std::llround(set));
    return fmt::format("{}={}", path, set);
}

Lever find_lever(const LoadedScenario& scenario, std::string_view text) {
    const std::size_t equals = text.find('=');
    const FoundPath found = find_number(scenario, text.substr(0, equals));
    const bool is_money = found.field->type == FieldType::Money;
    const int digits = currency_digits(scenario.scenario);
    Lever lever{.path = found.path,
                .now = get_path(*scenario.resolved, found.path).get<double>(),
                .whole = found.field->type == FieldType::Whole || (is_money && digits == 0),
                .unit = unit_of(found.field->about, scenario.scenario),
                .parts = is_money && digits > 0 ? units_in_main(digits) : 0};
    if (equals == std::string_view::npos) {
        set_range_around_now(lever, found);
    } else {
        set_range(lever, text.substr(equals + 1), found, money_kind_of(*scenario.resolved));
    }
    return lever;
}

std::vector<double> evenly_spaced(const Lever& lever, std::int64_t steps) {
    std::vector<double> values;
    for (std::int64_t i = 0; i < steps; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(steps - 1);
        const double value = i + 1 == steps ? lever.high : lever.low + share * (lever.high - lever.low);
        const double settled = lever.settled(round_to_digits(value, kSettingDigits));
        if (values.empty() || settled > values.back()) values.push_back(settled);
    }
    return values;
}

}  // namespace pasar
