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
    std::string_view meaning;  ///< of the new one
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

constexpr std::array kRenamed{
    Renamed{"/market/choice", "intercept", "conversion", conversion_of,
            "the share of visits that choose from the reference page"},
    Renamed{"/market/refusal", "intercept", "rate", refusals_of,
            "the share of cash-on-delivery parcels refused in the reference case"},
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

std::string with_new_name(std::string_view setting, std::vector<std::string>& notes) {
    for (const Renamed& renamed : kRenamed) {
        const std::string old = dotted(renamed.group, renamed.old_name) + "=";
        if (!setting.starts_with(old)) continue;
        const std::string_view text = setting.substr(old.size());
        double value = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) continue;
        const double understood = renamed.understood(value, Json());
        notes.push_back(fmt::format("--set: {}", note(renamed, value, understood)));
        return fmt::format("{}={}", dotted(renamed.group, renamed.new_name), understood);
    }
    return std::string(setting);
}

}  // namespace pasar
