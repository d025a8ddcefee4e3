#include "viz/policy_switches.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "scenarios/settings.h"
#include "words/language.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

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
    Policy{tr_later("Pick-up"), tr_later("Couriers pick parcels up instead of sellers dropping parcels off."),
           "fulfilment.handover", R"("pick_up")", R"("drop_off")"},
    Policy{tr_later("Thank-you coupon"),
           tr_later("Buyers whose order went well get a message with a coupon for the next one."),
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
