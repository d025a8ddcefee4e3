#include "scenarios/renamed.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "scenarios/scenario.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

struct Renamed {
    std::string_view group, old_name, new_name;
    /// The new value that means what `value` did beside the other values of `group`, as far as these are said.
    double (*understood)(double value, const Json& group);
    std::string_view meaning;          ///< of the new one
    bool settings_know_group = false;  ///< a setting is understood beside the values in force, not beside old defaults
};

double said(const Json& group, const char* name, double otherwise) {
    const auto found = group.is_object() ? group.find(name) : group.end();
    return found != group.end() && found->is_number() ? found->get<double>() : otherwise;
}

double logistic_of(double odds) { return 1.0 / (1.0 + std::exp(-odds)); }

/// A utility over not buying became the conversion of the reference page, which the old weights give that page.
double conversion_of(double intercept, const Json& group) {
    const ChoiceSpec now;
    const double utility = intercept + said(group, "quality", 4.0) * now.reference_quality - said(group, "price", 3.0) +
                           said(group, "trust", 2.0) * now.reference_trust -
                           said(group, "delay", 0.08) * now.reference_days -
                           said(group, "risk", 2.0) * now.reference_risk;
    return logistic_of(utility + std::log(static_cast<double>(now.reference_offers)));
}

/// Log-odds on the day of ordering at no price became the rate in the reference case.
double refusals_of(double intercept, const Json& group) {
    return logistic_of(intercept + said(group, "price", 0.25) +
                       said(group, "per_day_in_transit", 0.12) * ChoiceSpec{}.reference_days);
}

/// Log-odds of speaking up, and of leaving at once, over silence, in the reference case: of old names that the group
/// says, with the slopes it says.
double voice_odds(double intercept, const Json& group) {
    const VoiceSpec now;
    return intercept +
           said(group, "severity", now.severity) * said(group, "reference_severity", now.reference_severity) +
           said(group, "felt_shop", now.felt_shop) + said(group, "expected_success", now.expected_success) -
           said(group, "effort", now.effort);
}
double exit_odds(double intercept, const Json& group) {
    const VoiceSpec now;
    return intercept +
           said(group, "exit_severity", now.exit_severity) * said(group, "reference_severity", now.reference_severity) -
           0.5 * said(group, "exit_loyalty", now.exit_loyalty);
}

/// Both odds are over silence, so that each share hangs on both; where only one was said, on the other's share.
double voice_rate_of(double intercept, const Json& group) {
    const double odds = voice_odds(intercept, group);
    if (group.is_object() && group.contains("exit_intercept")) {
        const double exit = exit_odds(said(group, "exit_intercept", 0.0), group);
        return 1.0 / (1.0 + std::exp(-odds) + std::exp(exit - odds));
    }
    return (1.0 - said(group, "exit_rate", VoiceSpec{}.exit_rate)) * logistic_of(odds);
}
double exit_rate_of(double intercept, const Json& group) {
    return (1.0 - said(group, "rate", VoiceSpec{}.rate)) * logistic_of(exit_odds(intercept, group));
}

constexpr std::array kRenamed{
    Renamed{"/market/choice", "intercept", "conversion", conversion_of,
            "the share of visits that choose from the reference page"},
    Renamed{"/market/refusal", "intercept", "rate", refusals_of,
            "the share of cash-on-delivery parcels refused in the reference case"},
    Renamed{"/market/voice", "intercept", "rate", voice_rate_of,
            "the share of failures that are complained about in the reference case", true},
    Renamed{"/market/voice", "exit_intercept", "exit_rate", exit_rate_of,
            "the share of failures after which buyers leave at once in the reference case", true},
};

/// Numbers that nothing hangs on any more.
struct Gone {
    std::string_view group, name, instead;
};
constexpr std::array kGone{
    Gone{"/market/sellers", "entry_income_response",
         "newcomers join where it pays: see market.sellers.outside_income_per_month"},
};

std::string dotted(std::string_view group, std::string_view name) {
    std::string path(group.substr(1));
    for (char& c : path)
        if (c == '/') c = '.';
    return fmt::format("{}.{}", path, name);
}

std::string note(const Renamed& renamed, double value, double understood) {
    return fmt::format("{} is now {}, {}; {} is taken as {:.4g}", dotted(renamed.group, renamed.old_name),
                       dotted(renamed.group, renamed.new_name), renamed.meaning, value, understood);
}

}  // namespace

void take_old_names(Json& scenario, Origins& origins, std::vector<std::string>& notes) {
    for (const Gone& gone : kGone) {
        const Json::json_pointer place{std::string(gone.group)};
        if (!scenario.is_object() || !scenario.contains(place) || !scenario.at(place).is_object()) continue;
        Json& group = scenario.at(place);
        if (!group.contains(std::string(gone.name))) continue;
        const std::string from = below(gone.group, gone.name);
        notes.push_back(fmt::format("{}: {} is not used any more; {}", to_string(origins.of(from)),
                                    dotted(gone.group, gone.name), gone.instead));
        group.erase(std::string(gone.name));
        origins.erase(from);
    }
    for (const Renamed& renamed : kRenamed) {
        const Json::json_pointer place{std::string(renamed.group)};
        if (!scenario.is_object() || !scenario.contains(place) || !scenario.at(place).is_object()) continue;
        Json& group = scenario.at(place);
        const auto old = group.find(std::string(renamed.old_name));
        if (old == group.end() || !old->is_number() || group.contains(std::string(renamed.new_name))) continue;
        const double value = old->get<double>(), understood = renamed.understood(value, group);
        const std::string from = below(renamed.group, renamed.old_name), to = below(renamed.group, renamed.new_name);
        notes.push_back(fmt::format("{}: {}", to_string(origins.of(from)), note(renamed, value, understood)));
        group.erase(std::string(renamed.old_name));
        group[std::string(renamed.new_name)] = understood;
        const Origin origin = origins.of(from);
        origins.erase(from);
        origins.set(to, origin);
    }
}

std::string with_new_name(std::string_view setting, const Json& in_force, std::vector<std::string>& notes) {
    for (const Renamed& renamed : kRenamed) {
        const std::string old = dotted(renamed.group, renamed.old_name) + "=";
        if (!setting.starts_with(old)) continue;
        const std::string_view text = setting.substr(old.size());
        double value = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) continue;
        const Json::json_pointer place{std::string(renamed.group)};
        const bool knows = renamed.settings_know_group && in_force.is_object() && in_force.contains(place);
        const double understood = renamed.understood(value, knows ? in_force.at(place) : Json());
        notes.push_back(fmt::format("--set: {}", note(renamed, value, understood)));
        return fmt::format("{}={}", dotted(renamed.group, renamed.new_name), understood);
    }
    return std::string(setting);
}

}  // namespace pasar
