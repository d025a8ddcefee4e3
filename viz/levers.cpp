#include "viz/levers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/from_now_on.h"
#include "scenarios/origins.h"
#include "scenarios/reference.h"
#include "scenarios/settings.h"
#include "sim/experiments/statistics.h"
#include "words/language.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNameField = "name";
/// What the entries of a list share out among them: the names of such fields.
std::vector<std::string> shares_of(const Field& list) {
    std::vector<std::string> names;
    for (const Field& field : list.form->fields)
        if (field.about.shares_out) names.emplace_back(field.name);
    return names;
}

std::string spoken(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string group_in(Language language, const std::vector<GroupStep>& steps) {
    std::string group;
    for (const GroupStep& step : steps) {
        if (!group.empty()) group += ", ";
        group += step.what == TextOf::Choice ? choice_in(language, step.name) : name_in(language, step.what, step.name);
    }
    return group;
}

/// Walks the resolved scenario along its form.
class Collector {
public:
    Collector(const LoadedScenario& now, const LoadedScenario& file, std::size_t model)
        : now_(*now.resolved), file_(*file.resolved), model_(model) {}

    std::vector<WorldLever> levers;
    std::vector<ListEntry> entries;

    void collect(const Json& value, const Form& form, const std::string& pointer, const std::string& pattern) {
        for (const Field& field : form.fields) {
            // How money is told is no lever: the worlds of a window share it.
            // What happens on certain days is told beside the charts.
            if (pointer.empty() &&
                (field.name == kLessonField || field.name == kTimelineField || field.name == "currency_digits"))
                continue;
            const Json& member = value.at(std::string(field.name));
            const std::string at = below(pointer, field.name);
            const std::string name =
                pattern.empty() ? std::string(field.name) : fmt::format("{}.{}", pattern, field.name);
            if (field.type != FieldType::Group && field.type != FieldType::List) {
                levers.push_back(lever(field, member, at, name));
                continue;
            }
            steps_.push_back({TextOf::Parameter, spoken(field.name)});
            if (field.type == FieldType::Group)
                collect(member, *field.form, at, name);
            else
                collect_entries(member, field, at, name);
            steps_.pop_back();
        }
    }

private:
    void collect_entries(const Json& list, const Field& field, const std::string& pointer, const std::string& pattern) {
        const bool is_models = pointer == below("", kModelsField);
        const bool is_choice = field.form->fields.front().type == FieldType::Choice;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (is_models && i != model_) continue;
            const std::vector<GroupStep> above = steps_;
            const std::string name = entry_name(list[i], field);
            if (is_models)
                steps_ = {{TextOf::Parameter, "model"}};
            else if (name.empty())
                steps_.push_back({TextOf::Parameter, fmt::format("number {}", i + 1)});
            else
                steps_.push_back({is_choice ? TextOf::Choice : TextOf::Scenario, name});
            if (!is_models) entries.push_back(entry(field, list, i, pointer));
            collect(list[i], *field.form, below(pointer, i), pattern + "[]");
            steps_ = above;
        }
    }

    ListEntry entry(const Field& field, const Json& list, std::size_t i, const std::string& pointer) const {
        ListEntry entry{.group = group_in(Language::English, steps_),
                        .list_path = own(path_of(now_, pointer)),
                        .with_another = {},
                        .without = {},
                        .why_only_from_day_0 = why_only_from_day_0(pointer)};
        const auto at = list.begin() + static_cast<std::ptrdiff_t>(i);
        Json changed = list;
        Json another = *at;
        if (another.contains(kNameField)) another[kNameField] = name_beside(list, another.at(kNameField));
        // Shares add up to 1: two entries divide what one had, and what one had goes to the others.
        const std::vector<std::string> shares = shares_of(field);
        for (const std::string& share : shares)
            another[share] = changed[i][share] = another.at(share).get<double>() / 2.0;
        changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(another));
        if (at->contains(kNameField)) entry.with_another = changed.dump();
        changed = list;
        changed.erase(i);
        for (const std::string& share : shares) {
            const double free = at->at(share).get<double>();
            for (Json& other : changed)
                if (free > 0.0 && free < 1.0) other[share] = other.at(share).get<double>() / (1.0 - free);
        }
        entry.without = changed.dump();
        return entry;
    }
    /// "Ramadan 2" beside "Ramadan".
    static std::string name_beside(const Json& list, const std::string& name) {
        const auto is_taken = [&](const std::string& wished) {
            return std::any_of(list.begin(), list.end(),
                               [&](const Json& other) { return other.value(kNameField, "") == wished; });
        };
        for (int number = 2;; ++number) {
            std::string wished = fmt::format("{} {}", name, number);
            if (!is_taken(wished)) return wished;
        }
    }

    WorldLever lever(const Field& field, const Json& value, const std::string& pointer,
                     const std::string& pattern) const {
        const std::vector<GroupStep> steps =
            steps_.empty() ? std::vector<GroupStep>{{TextOf::Parameter, "scenario"}} : steps_;
        const std::string path = path_of(now_, pointer);
        WorldLever lever{.path = own(path),
                         .label = spoken(field.name),
                         .group = group_in(Language::English, steps),
                         .steps = steps,
                         .pattern = pattern,
                         .type = field.type,
                         .unit = field.about.unit,
                         .min = field.about.min,
                         .max = field.about.max,
                         .choices = field.choices,
                         .allowed = allowed_in(field),
                         .says = field.about.says,
                         .source = field.about.source,
                         .value = value.dump(),
                         .value_in_file = {},
                         .why_only_from_day_0 = why_only_from_day_0(pointer),
                         .reaches_only = reaches_only(pointer)};
        const Json* const in_file = value_in_file(path, pointer);
        if (in_file != nullptr) lever.value_in_file = in_file->dump();
        lever.is_changed = lever.value != lever.value_in_file;
        lever.shares_out = field.about.shares_out;
        lever.decimals =
            currency_digits(now_.at("currency").get<std::string>(), now_.at("currency_digits").get<std::int64_t>());
        if (is_numeric(field.type)) {
            lever.number = value.get<double>();
            lever.number_in_file = in_file != nullptr ? in_file->get<double>() : lever.number;
        }
        return lever;
    }
    /// Null where the file has no such parameter. By the names of entries, since their numbers shift when one is taken
    /// out.
    [[nodiscard]] const Json* value_in_file(const std::string& path, const std::string& pointer) const {
        const Json::json_pointer place(pointer);
        if (file_.contains(place) && path_of(file_, pointer) == path) return &file_.at(place);
        try {
            return &file_.at(Json::json_pointer(find_path(file_, path).pointer));
        } catch (const InvalidScenario&) {
            return nullptr;
        }
    }
    /// A path into the world's model, by whatever name or number, as the session has it.
    [[nodiscard]] std::string own(const std::string& path) const {
        const std::string prefix = path_of(now_, below(below("", kModelsField), model_)) + ".";
        return path.starts_with(prefix) ? "model." + path.substr(prefix.size()) : path;
    }

    const Json& now_;
    const Json& file_;
    std::size_t model_;
    std::vector<GroupStep> steps_;  ///< to where it is
};

std::string words_about(const WorldLever& lever, Language language) {
    std::string words = fmt::format("{} {} {} {} {}", lever.path, lever.group, lever.label, lever.says, lever.source);
    for (const std::string_view choice : lever.choices) words += fmt::format(" {} {}", choice, spoken(choice));
    if (language == Language::English) return words;
    const LeverNames in_language = words_of(lever, language);
    words += fmt::format(" {} {} {}", in_language.group, in_language.label, in_words_of(language, lever.says));
    for (const std::string_view choice : lever.choices) words += fmt::format(" {}", choice_in(language, choice));
    return words;
}

/// "a number from 0 to 1", with or without ends.
std::string range_in(Language language, const char* kind, const WorldLever& lever) {
    const std::string what = tr(kind, language);
    if (lever.min == kLeastAmount && std::isfinite(lever.max))
        return filled(tr("{} above 0, at most {}", language), what, number_text(lever.max));
    if (std::isfinite(lever.min) && std::isfinite(lever.max))
        return filled(tr("{} from {} to {}", language), what, number_text(lever.min), number_text(lever.max));
    if (std::isfinite(lever.min)) return filled(tr("{} of at least {}", language), what, number_text(lever.min));
    if (std::isfinite(lever.max)) return filled(tr("{} of at most {}", language), what, number_text(lever.max));
    return what;
}

}  // namespace

std::vector<WorldLever> levers_of(const LoadedScenario& now, const LoadedScenario& file, std::size_t model) {
    Collector collector(now, file, model);
    collector.collect(*now.resolved, scenario_form(), "", "");
    return std::move(collector.levers);
}

std::vector<Setting> with_others_giving_way(const LoadedScenario& now, const std::string& path,
                                            const std::string& value) {
    const FoundPath found = find_path(*now.resolved, path);
    const Json::json_pointer place(found.pointer);
    const bool is_share = found.field != nullptr && found.field->about.shares_out;
    const Json wanted = Json::parse(value, nullptr, false);
    if (!is_share || !wanted.is_number()) return {{path, value}};
    const std::string& name = place.back();
    const Json::json_pointer of_entry = place.parent_pointer(), of_list = of_entry.parent_pointer();
    const Json& list = now.resolved->at(of_list);
    if (!list.is_array() || list.size() < 2) return {{path, value}};
    const auto moved = static_cast<std::size_t>(std::stoul(of_entry.back()));
    const double before = list[moved].at(name).get<double>(), after = wanted.get<double>();
    const double rest = 1.0 - before, left = 1.0 - after;
    if (left < 0.0) return {{path, value}};  // more than there is: the scenario's own check says so
    std::vector<Setting> settings;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const double share = list[i].at(name).get<double>();
        const double now_it_is = i == moved   ? after
                                 : rest > 0.0 ? share * left / rest
                                              : left / static_cast<double>(list.size() - 1);
        settings.push_back({path_of(*now.resolved, (of_list / i / name).to_string()), Json(now_it_is).dump()});
    }
    return settings;
}

std::vector<ListEntry> list_entries(const LoadedScenario& now, std::size_t model) {
    Collector collector(now, now, model);
    collector.collect(*now.resolved, scenario_form(), "", "");
    return std::move(collector.entries);
}

LeverNames words_of(const WorldLever& lever, Language language) {
    return {.label = in_words_of(language, TextOf::Parameter, lever.label),
            .group = group_in(language, lever.steps),
            .unit = unit_in(language, lever.unit)};
}

std::string choice_in(Language language, std::string_view choice) {
    const std::string words = spoken(choice), translated = in_words_of(language, TextOf::Choice, words);
    return translated == words ? std::string(choice) : translated;
}

std::string allowed_in(Language language, const WorldLever& lever) {
    if (language == Language::English) return lever.allowed;
    std::string choices;
    switch (lever.type) {
        case FieldType::Switch:
            return fmt::format("{}, {}", tr("on", language), tr("off", language));
        case FieldType::Whole:
            return range_in(language, tr_later("a whole number"), lever);
        case FieldType::Money:
            return range_in(language, tr_later("an amount"), lever);
        case FieldType::Number:
            return range_in(language, tr_later("a number"), lever);
        case FieldType::Choice:
            for (const std::string_view choice : lever.choices) {
                if (!choices.empty()) choices += ", ";
                choices += choice_in(language, choice);
            }
            return choices;
        default:
            return in_words_of(language, lever.allowed);
    }
}

std::vector<std::size_t> find_levers(const std::vector<WorldLever>& levers, std::string_view words, Language language) {
    std::vector<std::size_t> found;
    std::set<std::size_t> taken;
    const auto take = [&](std::size_t i) {
        if (taken.insert(i).second) found.push_back(i);
    };
    if (words.find_first_not_of(' ') != std::string_view::npos) {
        for (const Parameter& parameter : explain(words).entries) {
            for (std::size_t i = 0; i < levers.size(); ++i)
                if (levers[i].pattern == parameter.path && holds_all_words(words_about(levers[i], language), words))
                    take(i);
        }
    }
    for (std::size_t i = 0; i < levers.size(); ++i)
        if (holds_all_words(words_about(levers[i], language), words)) take(i);
    if (words.find_first_not_of(' ') != std::string_view::npos) {
        // What can be moved as the market runs, before what cannot.
        std::stable_partition(found.begin(), found.end(),
                              [&](std::size_t i) { return levers[i].why_only_from_day_0.empty(); });
    }
    return found;
}

// ---- sliders

namespace {

constexpr double kTimesOfValue = 100.0;  ///< how far a slider reaches from the value in the file, either way
constexpr double kSmallShare = 0.05;     ///< of the range: values below that need a logarithmic slider
constexpr double kWideRange = 100.0;     ///< where nothing is known of a value that is 0
constexpr double kMostMoney = 1e7;       ///< the same for money, in its units
constexpr double kZeroStep = 0.02;       ///< of the slider, from 0 to the smallest value above

SliderScale around(double value, const WorldLever& lever) {
    const double span = std::max(1.0, 4.0 * std::abs(value));
    return {.low = std::max(lever.min, value - span), .high = std::min(lever.max, value + span)};
}

SliderScale from_zero(double low, double high) {
    return {.low = low, .high = high, .is_logarithmic = true, .starts_at_zero = true};
}

SliderScale unrounded_scale(const WorldLever& lever) {
    const double value = lever.number_in_file;
    if (lever.min < 0.0 || !std::isfinite(lever.min)) {
        const bool is_narrow = lever.max - lever.min <= 4.0;
        return is_narrow ? SliderScale{.low = lever.min, .high = lever.max} : around(value, lever);
    }
    if (value == 0.0) {
        if (lever.max <= kWideRange) return {.low = lever.min, .high = lever.max};
        const double high = std::min(lever.max, lever.type == FieldType::Money ? kMostMoney : kWideRange * kWideRange);
        return from_zero(high / (kWideRange * kWideRange), high);
    }
    if (value - lever.min >= kSmallShare * (lever.max - lever.min)) return {.low = lever.min, .high = lever.max};
    const double high = std::min(lever.max, value * kTimesOfValue);
    if (lever.min == 0.0) return from_zero(value / kTimesOfValue, high);
    return {.low = std::max(lever.min, value / kTimesOfValue), .high = high, .is_logarithmic = true};
}

}  // namespace

SliderScale scale_of(const WorldLever& lever) {
    SliderScale scale = unrounded_scale(lever);
    const bool is_money = lever.type == FieldType::Money;
    scale.is_whole = lever.type == FieldType::Whole || (is_money && lever.decimals == 0);
    if (is_money && lever.decimals > 0) {
        const auto parts = static_cast<double>(units_in_main(lever.decimals));
        scale.step = 1.0 / parts;
        scale.low = std::floor(scale.low * parts) / parts;
        if (scale.is_logarithmic) scale.low = std::max(scale.step, scale.low);
        scale.high = std::max(std::ceil(scale.high * parts) / parts, scale.low + scale.step);
    }
    if (scale.is_whole) {
        scale.low = std::floor(scale.low);
        if (scale.is_logarithmic) scale.low = std::max(1.0, scale.low);
        scale.high = std::max(std::ceil(scale.high), scale.low + 1.0);
    }
    const bool is_below = lever.number < scale.low && !(scale.starts_at_zero && lever.number >= 0.0);
    if (is_below) scale.low = lever.number;
    scale.high = std::max(scale.high, lever.number);
    return scale;
}

double position_of(const SliderScale& scale, double value) {
    if (!scale.is_logarithmic) return std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    const double first = scale.starts_at_zero ? kZeroStep : 0.0;
    if (scale.starts_at_zero && value < scale.low) return value > 0.0 ? first * value / scale.low : 0.0;
    const double way = std::log(std::max(value, scale.low) / scale.low) / std::log(scale.high / scale.low);
    return std::clamp(first + (1.0 - first) * way, 0.0, 1.0);
}

double value_at(const SliderScale& scale, double position) {
    if (position <= 0.0) return scale.starts_at_zero ? 0.0 : scale.low;
    if (position >= 1.0) return scale.high;
    double value = 0.0, step = 0.0;
    if (!scale.is_logarithmic) {
        value = scale.low + (scale.high - scale.low) * position;
        // Three digits of the range, so that steps are even: 0.125 in a range of 1, 12.5 in one of 100.
        step = std::pow(10.0, std::floor(std::log10(scale.high - scale.low) - 1e-9) - 2.0);
    } else {
        const double first = scale.starts_at_zero ? kZeroStep : 0.0;
        if (position < first) return scale.starts_at_zero && position < first / 2.0 ? 0.0 : scale.low;
        value = scale.low * std::pow(scale.high / scale.low, (position - first) / (1.0 - first));
        step = std::pow(10.0, std::floor(std::log10(value)) - 2.0);
    }
    if (scale.is_whole) step = std::max(step, 1.0);
    step = std::max(step, scale.step);
    value = round_to_digits(std::round(value / step) * step);
    return std::clamp(value, scale.starts_at_zero ? 0.0 : scale.low, scale.high);
}

NumberRange range_about(const WorldLever& lever) {
    const SliderScale scale = scale_of(lever);
    const auto [less, more] = std::minmax({lever.number * 0.5, lever.number * 1.5});
    const bool is_zero = lever.number == 0.0;
    NumberRange range{.low = is_zero ? (scale.starts_at_zero ? 0.0 : scale.low) : less,
                      .high = is_zero ? (scale.is_logarithmic ? value_at(scale, 0.5) : scale.high) : more};
    if (scale.is_whole) range = {.low = std::floor(range.low), .high = std::ceil(range.high)};
    range.low = round_to_digits(std::max(lever.min, range.low));
    range.high = round_to_digits(std::min(lever.max, range.high));
    // What stands at an end of what is allowed is varied on the side that there is.
    if (!(range.low < range.high)) range = {.low = scale.low, .high = scale.high};
    return range;
}

std::string setting_text(const SliderScale& scale, double value) {
    return scale.is_whole ? fmt::format("{}", std::llround(value)) : number_text(value);
}

// ---- policies

namespace {

struct Policy {
    std::string_view name, says;
    std::string_view path;  ///< in the model
    std::string_view on;    ///< JSON
    std::string_view off;   ///< where the file has it on
};

constexpr std::array kPolicies{
    Policy{tr_later("Escrow"), tr_later("The platform holds the buyer's money until the goods have arrived."),
           "protection.kind", R"("escrow")", R"("none")"},
    Policy{tr_later("Smart courier"),
           tr_later("Each parcel goes with the courier that has done best in its region so far."),
           "fulfilment.courier_policy", R"("smart")", R"("fixed")"},
    Policy{tr_later("Pick-up"), tr_later("Couriers fetch parcels from sellers, who else bring them."),
           "fulfilment.handover", R"("pick_up")", R"("drop_off")"},
    Policy{tr_later("Thank-you coupon"), tr_later("Whose order went well is thanked with a coupon for the next one."),
           "programmes.thank_you.on", "true", "false"},
    Policy{tr_later("Loyalty points"), tr_later("Buyers earn points, as money off a later order."),
           "programmes.loyalty.on", "true", "false"},
    Policy{tr_later("Reminders"), tr_later("Buyers who have not ordered for a while get an e-mail."),
           "programmes.reminder.on", "true", "false"},
    Policy{tr_later("Win-back"), tr_later("Buyers who left are offered a discount to come back."),
           "programmes.win_back.on", "true", "false"},
};

std::string text_at(const LoadedScenario& loaded, std::string_view path) {
    return get_path(*loaded.resolved, path).dump();
}

PolicySwitch switch_of(const Policy& policy, const LoadedScenario& now, const LoadedScenario& file, std::size_t model) {
    const std::string path = fmt::format("models.{}.{}", model, policy.path);
    PolicySwitch result{.name = policy.name, .says = policy.says, .path = fmt::format("model.{}", policy.path)};
    result.is_on = text_at(now, path) == policy.on;
    const bool file_has_other = model < file.scenario.models.size() && text_at(file, path) != policy.on;
    const std::string off = file_has_other ? text_at(file, path) : std::string(policy.off);
    result.turned = result.is_on ? off : std::string(policy.on);
    return result;
}

/// Cash on delivery is on where the model offers a method that is paid at the door; no list offers all methods.
PolicySwitch cash_on_delivery(const LoadedScenario& now, std::size_t model) {
    PolicySwitch result{.name = tr_later("Cash on delivery"),
                        .says = tr_later("Buyers may pay at the door instead of before."),
                        .path = "model.payments"};
    const std::vector<std::string>& offered = now.scenario.models[model].payments;
    const auto is_offered = [&](const std::string& name) {
        return offered.empty() || std::find(offered.begin(), offered.end(), name) != offered.end();
    };
    Json with = Json::array(), without = Json::array();
    bool knows = false;
    for (const PaymentMethodSpec& method : now.scenario.market.payments) {
        knows = knows || method.on_delivery;
        if (method.on_delivery && is_offered(method.name)) result.is_on = true;
        if (method.on_delivery || is_offered(method.name)) with.push_back(method.name);
        if (!method.on_delivery && is_offered(method.name)) without.push_back(method.name);
    }
    if (!knows) result.why_not = tr_later("No payment method of this market is paid at the door.");
    if (result.is_on && without.empty()) result.why_not = tr_later("It is the only way to pay that is offered.");
    result.turned = result.is_on ? without.dump() : with.dump();
    return result;
}

}  // namespace

std::vector<PolicySwitch> policy_switches(const LoadedScenario& now, const LoadedScenario& file, std::size_t model) {
    std::vector<PolicySwitch> switches;
    for (const Policy& policy : kPolicies) {
        switches.push_back(switch_of(policy, now, file, model));
        if (switches.size() == 1) switches.push_back(cash_on_delivery(now, model));
    }
    return switches;
}

}  // namespace pasar
