// What the terms of subscriptions and the ways of subscribers do, in the small market of levers.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::string kPlans =
    R"(subscription.plans=[{"name":"Small","price":100000,"quality":0.6,"cost_per_period":30000},)"
    R"({"name":"Large","price":250000,"quality":0.8,"cost_per_period":80000}])";

const std::vector<Sense>& senses_of_subscriptions() {
    using Given = std::vector<std::string>;
    const Given plain{"matching.kind=subscription",   "fulfilment.kind=digital",
                      "supply.pricing=fixed",         kPlans,
                      "market.choice.conversion=0.2", "market.leaving.alpha=0.668",
                      "market.leaving.beta=3.806",    "market.subscribing.fails=0.15"};
    const Given tried = beside(plain, {"subscription.trial_days=7", "market.subscribing.card_hurdle=0.3"}),
                no_card = beside(tried, {"subscription.trial_needs_card=false"}),
                pausing = beside(plain, {"market.subscribing.pauses=0.15"}),
                no_pause = beside(pausing, {"subscription.can_pause=false"});
    static const std::vector<Sense> all{
        // A trial puts off the first bill, and most who try do not pay.
        {"subscription.trial_days", kStore, no_card, "0", "14", "subscribers", -1},
        {"subscription.trial_needs_card", kStore, tried, "false", "true", "trial_conversion", +1},
        {"market.subscribing.card_hurdle", kStore, tried, "0", "0.9", "subscribers", -1},
        {"market.subscribing.trial_converts", kStore, no_card, "0.1", "0.6", "trial_conversion", +1},
        {"market.subscribing.trial_converts_card", kStore, tried, "0.3", "0.9", "trial_conversion", +1},
        {"market.subscribing.regret", kStore, tried, "0", "3", "monthly_churn", +1},
        // Bills that fail, and further tries.
        {"subscription.retries", kStore, plain, "0", "5", "subscribers", +1},
        {"subscription.retries", kStore, plain, "0", "5", "monthly_churn_involuntary", -1},
        {"subscription.retry_after_days", kStore, plain, "1", "9", "monthly_churn_involuntary", -1},
        {"market.subscribing.fails", kStore, plain, "0.02", "0.4", "involuntary_churn_share", +1},
        {"market.subscribing.fails_hard", kStore, plain, "0", "1", "recovery_rate", -1},
        {"market.subscribing.retry_success", kStore, plain, "0.05", "0.8", "recovery_rate", +1},
        // Pauses keep some who would have left.
        {"subscription.can_pause", kStore, no_pause, "false", "true", "monthly_churn", -1},
        {"market.subscribing.pauses", kStore, pausing, "0", "0.4", "subscribers", -1},
        {"market.subscribing.pause_months", kStore, pausing, "1", "12", "subscribers", -1},
        {"market.subscribing.leaves_instead", kStore, no_pause, "0", "1", "monthly_churn", +1},
        // What is not used is given up; who wants much subscribes.
        {"market.subscribing.unused", kStore, plain, "0", "4", "monthly_churn", +1},
        {"market.subscribing.usage", kStore, plain, "0", "1", "subscribers", +1},
        {"subscription.cost_per_use", kStore, plain, "0", "5000", "contribution", -1},
        {"subscription.cost_per_use", kStore, plain, "0", "5000", "subscriber_value", -1},
        {"subscription.discount_rate", kStore, plain, "0.05", "1", "subscriber_value", -1},
        // A second look takes many to a plan that is cheaper for what it gives.
        {"market.subscribing.reconsiders", kStore, plain, "0", "1", "recurring_revenue", -1},
        // At a price that stays nobody minds a rise.
        {"market.subscribing.price_rise", kStore, plain, "0", "5", "subscribers", 0},
        {"subscription.rise_for_all", kStore, plain, "false", "true", "subscribers", 0},
    };
    return all;
}

}  // namespace

TEST_CASE("terms of subscriptions and ways of subscribers move what they are there to move, the way they should") {
    for (const Sense& sense : senses_of_subscriptions()) holds(sense);
}

TEST_CASE("there is no number of subscriptions of which it is not said what it does") {
    std::set<std::string> said;
    for (const Sense& sense : senses_of_subscriptions()) said.insert(sense.path);
    for (const std::string& path : numeric_paths(*small_market().resolved)) {
        const std::string of = "models." + kStore + ".";
        if (path.starts_with("market.subscribing.")) CHECK_MESSAGE(said.count(path) == 1, path);
        if (path.starts_with(of + "subscription.")) CHECK_MESSAGE(said.count(path.substr(of.size())) == 1, path);
    }
}

TEST_CASE("where nothing is subscribed to, its terms change nothing, to the unit") {
    for (const char* const setting : {"models.Own store.subscription.trial_days=2",
                                      "models.Own store.subscription.retries=9", "market.subscribing.fails=0.9"})
        CHECK(measured(kStore, {setting}, "orders") == measured(kStore, {}, "orders"));
}
