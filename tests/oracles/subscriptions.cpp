// Subscriptions in simulated markets against what is known of them: survival by the shifted Beta-geometric, bills that
// fail, pauses, trials, the base of subscribers, lifetime value. The numbers are those of tests/agents/subscribing.cpp.
#include "agents/subscribing.h"

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// Share of those who paid the first bill who paid the one of this renewal too; all of them began on day 0.
double survived(const RunResult& result, std::int64_t renewal) {
    const Rows cohorts(result, "subscriber_cohorts");
    REQUIRE(cohorts.whole(0, "renewal") == 0);
    for (std::size_t row = 0; row < cohorts.size(); ++row)
        if (cohorts.whole(row, "cohort_month") == 0 && cohorts.whole(row, "renewal") == renewal)
            return cohorts.number(row, "renewed") / cohorts.number(0, "renewed");
    return 0.0;
}

struct AtRenewalNumber {
    std::int64_t renewal;
    double survival;
};

void survive_as_known(const std::vector<std::string>& sets, const std::vector<AtRenewalNumber>& known) {
    const std::vector<RunResult> results = run_all(oracle("subscriptions", sets));
    for (const AtRenewalNumber& at : known)
        agrees("survival at renewal " + std::to_string(at.renewal),
               estimate(results, [&](const RunResult& r) { return survived(r, at.renewal); }), at.survival,
               Of::Probability);
}

}  // namespace

TEST_CASE("survival at each renewal is the shifted Beta-geometric's") {
    survive_as_known({}, {{1, 0.85069},
                          {2, 0.74688},
                          {3, 0.66982},
                          {4, 0.60995},
                          {5, 0.56187},
                          {6, 0.52225},
                          {7, 0.48894},
                          {12, 0.37804}});
}

TEST_CASE("bills that cannot be collected take their share, and hard failures more") {
    const std::vector<std::string> soft{"market.subscribing.fails=0.1", "market.subscribing.retry_success=0.4",
                                        "market.subscribing.fails_hard=0", "days=385"};
    survive_as_known(soft, {{1, 0.83232},
                            {2, 0.71496},
                            {3, 0.62734},
                            {4, 0.55893},
                            {5, 0.50375},
                            {6, 0.45812},
                            {7, 0.41964},
                            {12, 0.29089}});
    std::vector<std::string> hard = soft;
    hard[2] = "market.subscribing.fails_hard=0.3";
    survive_as_known(hard, {{1, 0.81231}, {3, 0.58318}, {6, 0.39589}, {12, 0.21723}});
}

TEST_CASE("each further try recovers its share of the bills that failed") {
    const std::vector<double> known{0.4, 0.64, 0.784, 0.8704, 0.92224};
    for (std::size_t retries = 1; retries <= known.size(); ++retries) {
        const std::vector<RunResult> results =
            run_all(oracle("subscriptions", {"market.subscribing.fails=0.1", "market.subscribing.retry_success=0.4",
                                             "market.subscribing.fails_hard=0", "days=120", "market.buyers=40000",
                                             "models.0.subscription.retries=" + std::to_string(retries)}));
        const Estimate found = estimate(results, [](const RunResult& r) { return kpi(r, "recovery_rate"); });
        INFO("found " << found.mean << " ± " << found.standard_error << ", known " << known[retries - 1]);
        CHECK(std::fabs(found.mean - known[retries - 1]) <= 3.0 * found.standard_error);
        CHECK(found.standard_error <= 0.004);
    }
}

TEST_CASE("as large a share pauses as pauses and their length say") {
    const std::vector<RunResult> results =
        run_all(oracle("subscriptions", {"market.subscribing.pauses=0.04", "market.subscribing.pause_months=2",
                                         "market.leaving.alpha=0.001", "market.leaving.beta=1e9", "days=1100"}));
    // Once the first bills no longer show; at the end of a day of bills.
    const Estimate found = estimate(results, [](const RunResult& r) {
        double paused = 0.0, all = 0.0;
        for (std::int64_t day = 600; day < 1100; ++day) {
            paused += static_cast<double>(evening(r, day, State::PausedSubscribers));
            all += static_cast<double>(evening(r, day, State::PausedSubscribers) +
                                       evening(r, day, State::PayingSubscribers));
        }
        return paused / all;
    });
    agrees("paused share", found, paused_share(0.04, 2.0), Of::Probability);
}

TEST_CASE("trials convert as they are said to, with a card and without") {
    for (const bool card : {false, true}) {
        const std::vector<RunResult> results = run_all(oracle(
            "subscriptions", {"models.0.subscription.trial_days=14", "days=40",
                              std::string("models.0.subscription.trial_needs_card=") + (card ? "true" : "false")}));
        const auto of_trials = [](Count what) {
            return [what](const RunResult& r) { return pasar::testing::share(r, what, Count::TrialsEnded); };
        };
        agrees("conversion", estimate(results, of_trials(Count::TrialsConverted)), card ? 0.49 : 0.18, Of::Probability);
        agrees("forgotten", estimate(results, of_trials(Count::TrialsForgotten)), card ? 0.31 : 0.0, Of::Probability);
    }
}

TEST_CASE("as many begin a trial as the card does not put off") {
    const std::vector<RunResult> results = run_all(oracle(
        "subscriptions", {"models.0.subscription.trial_days=14", "days=60", "market.subscribing.card_hurdle=0.6"}));
    agrees("trials of buyers",
           estimate(results,
                    [](const RunResult& r) { return static_cast<double>(total(r, Count::TrialsBegun)) / 20000.0; }),
           0.4, Of::Probability);
    for (const RunResult& result : results)  // whom it put off comes back in vain
        CHECK(total(result, Count::TrialsRefused) > 12000);
}

TEST_CASE("what a new subscriber is worth is what Fader and Hardie's formula says of the run's survivors") {
    const std::vector<RunResult> results = run_all(oracle("subscriptions", {"days=361"}));
    // A bill leaves 1,000,000 less 400,000; 12 % a year.
    const double per_month = std::pow(1.1, 30.0 / 365.0) - 1.0;
    agrees("lifetime value", estimate(results, [](const RunResult& r) { return kpi(r, "subscriber_value"); }),
           600'000 * payments_of_new(0.668, 3.806, per_month), Of::Amount);
}

TEST_CASE("the base of subscribers tends to sign-ups over churn") {
    // Buyers come of themselves all the time; one rate of leaving for all, a tenth at each renewal.
    const std::vector<RunResult> results =
        run_all(oracle("subscriptions", {"market.leaving.alpha=1e5", "market.leaving.beta=9e5", "days=600",
                                         "market.wishes.first_on_day_0=false", "market.wishes.rate_per_day=0.0005"}));
    for (const RunResult& result : results) {
        // The identity of the two: what came less what went is what is there.
        CHECK(total(result, Count::SignUps) - total(result, Count::SubscribersCancelled) ==
              at_the_end(result, State::PayingSubscribers));
    }
    const Estimate churn = estimate(results, [](const RunResult& r) {
        const Rows cohorts(r, "subscriber_cohorts");
        double renewed = 0.0, left = 0.0;
        for (std::size_t row = 0; row < cohorts.size(); ++row) {
            if (cohorts.whole(row, "renewal") == 0) continue;
            renewed += cohorts.number(row, "renewed");
            left += cohorts.number(row, "cancelled_at");
        }
        return left / (left + renewed);
    });
    agrees("churn at a renewal", churn, 0.1, Of::Probability);
}
