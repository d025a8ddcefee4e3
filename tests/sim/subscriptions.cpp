// Subscriptions: what must move and what must not, money, months, threads, copies, what is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "agents/portable_math.h"
#include "sim/phases/billing.h"
#include "sim/stories/in_words.h"
#include "sim/stories/watch.h"
#include "sim/world/snapshot.h"
#include "sim/world/state_hash.h"
#include "tests/sim/eager_readers.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

/// The lively market, with all that can become of a subscription. Bills go on to the end.
Scenario busy_subscriptions(bool card = true) {
    Scenario s = lively_market(SupplyKind::Own, ProtectionKind::MoneyBack);
    s.market.buyers = 2000;
    s.market.season = {};
    s.market.wishes.rate_per_day = 0.05;
    s.market.categories[0].reference_price = {70'000};
    s.market.categories[1].reference_price = {90'000};
    s.market.leaving = {.alpha = 0.668, .beta = 3.806};
    s.market.subscribing.fails = 0.2;
    s.market.subscribing.pauses = 0.1;
    s.market.subscribing.reconsiders = 0.2;
    ModelSpec& model = s.models[0];
    model.matching.kind = MatchingKind::Subscription;
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.subscription = {
        .plans =
            {{.name = "small", .price = {50'001}, .quality = 0.6, .cost_per_period = {9'001}},
             {.name = "large", .price = {99'999}, .quality = 0.8, .cost_per_period = {20'003}},
             {.name = "quarter", .price = {240'001}, .period_days = 91, .quality = 0.8, .cost_per_period = {60'007}},
             {.name = "week", .price = {15'003}, .period_days = 7, .quality = 0.6}},
        .trial_days = 10,
        .trial_needs_card = card,
        .retry_after_days = 4,
        .cost_per_use = {101}};
    model.programmes.win_back = {.on = true, .after_days = 6, .response = 0.5};
    model.programmes.reminder = {.on = true, .after_days = 5, .response = 0.3};
    model.programmes.thank_you.extra_wish = 0.5;
    validate(s);
    return s;
}

/// Nothing but subscriptions to one plan: everybody wants one on day 0, pays at once, and no bill fails.
Scenario plain_subscriptions() {
    Scenario s = one_order_each();
    s.days = 200;
    s.market.buyers = 4000;
    s.market.wishes.rate_per_day = 0.1;
    s.market.choice.price = 0.0;
    s.market.leaving = {.alpha = 0.668, .beta = 3.806, .dissatisfaction_weight = 0.0};
    s.market.subscribing = {.card_hurdle = 0.0,
                            .regret = 0.0,
                            .fails = 0.0,
                            .fails_hard = 0.0,
                            .pauses = 0.0,
                            .unused = 0.0,
                            .reconsiders = 0.0};
    ModelSpec& model = s.models[0];
    model.supply = {.kind = SupplyKind::Own};
    model.matching.kind = MatchingKind::Subscription;
    model.fulfilment.kind = FulfilmentKind::Digital;
    model.subscription.plans = {{.name = "month", .price = {100'000}, .quality = 0.7}};
    validate(s);
    return s;
}

std::int64_t counted(const World& market, Count what) {
    return market.platform().total.counts[static_cast<std::size_t>(what)];
}

/// Numbers of all buyers: those of a segment fill whole blocks.
std::vector<std::uint32_t> everybody(const World& market) {
    std::vector<std::uint32_t> numbers;
    for (const Block& block : market.blocks)
        for (std::uint32_t member = 0; member < block.count; ++member) numbers.push_back(block.first + member);
    return numbers;
}

/// Days on which buyers left of their own will.
std::map<std::uint32_t, std::int64_t> voluntary_leavers(World& market, std::set<std::uint32_t>& failed) {
    std::map<std::uint32_t, std::int64_t> left;
    Watch watch(everybody(market), {});
    put_under_watch(market.platform(), &watch);
    run_to_the_end(market);
    for (const WatchedEvent& e : watch.take()) {
        if (e.what == Happening::LeftForGood) left[e.buyer] = e.day;
        if (e.what == Happening::BillFailed) failed.insert(e.buyer);
    }
    return left;
}

}  // namespace

TEST_CASE("all that can become of a subscription does, and the identity of recurring revenue holds every evening") {
    for (const bool card : {true, false}) {
        const RunResult result = run(busy_subscriptions(card));
        for (const Count some :
             {Count::SignUps, Count::TrialsBegun, Count::TrialsConverted, Count::TrialsEnded, Count::SubscriberUses,
              Count::Bills, Count::BillsFailed, Count::BillsRecovered, Count::SubscribersCancelled,
              Count::SubscribersLapsed, Count::PausesBegun, Count::PausesEnded, Count::PlanChanges,
              Count::SubscribersWonBack, Count::RecurringExpansion, Count::RecurringContraction}) {
            INFO(kCounts[static_cast<std::size_t>(some)].name);
            CHECK(total(result, some) > 3);
        }
        CHECK((total(result, Count::TrialsRefused) > 0) == card);
        CHECK((total(result, Count::TrialsForgotten) > 0) == card);
        for (const Count none : {Count::CourierRevenue, Count::Late, Count::Lost, Count::StockOuts, Count::Refused,
                                 Count::OrdersOnDelivery, Count::HandlingCost, Count::PickingWaitDays}) {
            INFO(kCounts[static_cast<std::size_t>(none)].name);
            CHECK(total(result, none) == 0);
        }
        std::int64_t start = 0, paying = 0, on_trial = 0, paused = 0;
        for (std::int64_t day = 0; day < static_cast<std::int64_t>(result.days.size()); ++day) {
            const auto of = [&](Count what) { return on_day(result, day, what); };
            start += of(Count::RecurringNew) + of(Count::RecurringExpansion) + of(Count::RecurringResumed) -
                     of(Count::RecurringContraction) - of(Count::RecurringCancelled) - of(Count::RecurringLapsed) -
                     of(Count::RecurringPaused);
            CHECK(start == evening(result, day, State::RecurringRevenue));
            paying += of(Count::SignUps) + of(Count::PausesEnded) - of(Count::PausesBegun) -
                      of(Count::SubscribersCancelled) - of(Count::SubscribersLapsed);
            on_trial += of(Count::TrialsBegun) - of(Count::TrialsEnded);
            paused += of(Count::PausesBegun) - of(Count::PausesEnded);
            CHECK(paying + paused ==
                  evening(result, day, State::PayingSubscribers) + evening(result, day, State::PausedSubscribers));
            CHECK(on_trial == evening(result, day, State::OnTrial));
            CHECK(evening(result, day, State::PastDueSubscribers) <= evening(result, day, State::PayingSubscribers));
            CHECK(of(Count::Visits) == of(Count::LostToQueue) + of(Count::Abandoned) + of(Count::NothingChosen) +
                                           of(Count::PaymentFailed) + of(Count::LostToQuestions) +
                                           of(Count::SubscriberUses) + of(Count::TrialsBegun) + of(Count::SignUps) -
                                           of(Count::TrialsConverted));
        }
        CHECK(start > 0);
    }
}

TEST_CASE("a row a month tells of subscriptions what the days do") {
    const RunResult result = run(busy_subscriptions());
    const Rows months(result, "subscriptions");
    REQUIRE(months.size() == 7);
    std::int64_t before = 0;
    for (std::size_t row = 0; row < months.size(); ++row) {
        const std::int64_t first = 30 * static_cast<std::int64_t>(row), end = std::min<std::int64_t>(182, first + 30);
        CHECK(months.text(row, "complete") == (row < 6 ? "yes" : "no"));
        CHECK(months.whole(row, "month_bills") == total(result, Count::Bills, first, end));
        CHECK(months.whole(row, "end_paying") == evening(result, end - 1, State::PayingSubscribers));
        CHECK(months.whole(row, "bridge_start") == before);
        CHECK(months.whole(row, "bridge_start") + months.whole(row, "bridge_new") +
                  months.whole(row, "bridge_expansion") + months.whole(row, "bridge_resumed") -
                  months.whole(row, "bridge_contraction") - months.whole(row, "bridge_cancelled") -
                  months.whole(row, "bridge_lapsed") - months.whole(row, "bridge_paused") ==
              months.whole(row, "bridge_end"));
        before = months.whole(row, "bridge_end");
    }
    // Renewals of all cohorts are the bills, and who left is who left.
    const Rows cohorts(result, "subscriber_cohorts");
    std::int64_t paid = 0, cancelled = 0, lapsed = 0;
    for (std::size_t row = 0; row < cohorts.size(); ++row) {
        paid += cohorts.whole(row, "renewed");
        cancelled += cohorts.whole(row, "cancelled_at");
        lapsed += cohorts.whole(row, "lapsed_at");
    }
    CHECK(paid == total(result, Count::Bills));
    CHECK(paid == total(result, Count::Orders));
    CHECK(cancelled == total(result, Count::SubscribersCancelled));
    CHECK(lapsed == total(result, Count::SubscribersLapsed));
}

TEST_CASE("subscribers pay their bills, less what comes back, to the unit; what the platform earned is its cash") {
    for (const bool card : {true, false}) {
        const Scenario scenario = busy_subscriptions(card);
        World market(scenario, 0, 0, 2);
        market.platform().orders_sample = 1.0;
        run_to_the_end(market);
        const Books& books = market.platform().total.books;
        const auto balance = [&](Account account) { return books.balance(account).units; };
        CHECK(-balance(Account::Buyers) == counted(market, Count::BillMoney) - counted(market, Count::RefundMoney) +
                                               balance(Account::RefundsDue) + [&] {
                                                   std::int64_t held = 0;
                                                   market.platform().money.held_refunds.for_each(
                                                       [&](std::int64_t, std::int64_t amount) { held += amount; });
                                                   return held;
                                               }());
        // Nothing is in stock; what is on its way to the platform has been earned.
        const std::int64_t on_its_way = balance(Account::PaymentTransit) + balance(Account::Held);
        const auto contribution = static_cast<std::int64_t>(key_figures(market.platform())[find_kpi("contribution")]);
        CHECK(balance(Account::Platform) + on_its_way == contribution);
        CHECK(counted(market, Count::ServiceCost) > 0);
        CHECK(market.platform().total.held_open == 0);
    }
}

TEST_CASE("subscriptions are the same on any number of threads, and a copy amid trials and tries goes on alike") {
    Scenario scenario = busy_subscriptions();
    scenario.market.buyers = 20000;  // several blocks
    scenario.days = 90;
    validate(scenario);
    World one(scenario, 0, 0, 1), two(scenario, 0, 0, 2), three(scenario, 0, 0, 3);
    for (World* const market : {&one, &two, &three}) run_until(*market, 47);
    CHECK(state_hash(one) == state_hash(two));
    CHECK(state_hash(one) == state_hash(three));
    const DayRow& row = one.platform().days.back();
    for (const State some : {State::OnTrial, State::PastDueSubscribers, State::PausedSubscribers})
        CHECK(row.states[static_cast<std::size_t>(some)] > 10);
    const std::unique_ptr<World> copy = copy_of(one, scenario, 0, 2);
    CHECK(state_hash(*copy) == state_hash(one));
    for (World* const market : {&one, &two, &three, copy.get()}) run_to_the_end(*market);
    CHECK(state_hash(one) == state_hash(two));
    CHECK(state_hash(one) == state_hash(three));
    CHECK(state_hash(one) == state_hash(*copy));
}

TEST_CASE("further tries keep subscribers and change none who leaves of its own will") {
    Scenario none = plain_subscriptions(), some = none;
    none.market.subscribing.fails = some.market.subscribing.fails = 0.1;
    none.models[0].subscription.retries = 0;
    some.models[0].subscription.retries = 5;
    World without(none, 0, 0, 1), with(some, 0, 0, 1);
    std::set<std::uint32_t> failed, failed_too;
    const auto left = voluntary_leavers(without, failed), left_too = voluntary_leavers(with, failed_too);
    CHECK(failed.size() > 1000);
    CHECK(counted(with, Count::SubscribersLapsed) < 0.5 * counted(without, Count::SubscribersLapsed));
    CHECK(counted(with, Count::BillMoney) > counted(without, Count::BillMoney));
    CHECK(counted(without, Count::BillsRecovered) == 0);
    // Who leaves of its own will without further tries does so on the same day with them; those who are kept may
    // leave later.
    CHECK(left.size() > 1000);
    // Older versions of Clang let no lambda, which CAPTURE is, hold a structured binding.
    for (const auto& one : left) {
        CAPTURE(one.first);
        const auto found = left_too.find(one.first);
        REQUIRE(found != left_too.end());
        CHECK(found->second == one.second);
    }
    for (const auto& [buyer, day] : left_too)
        if (!failed_too.contains(buyer)) CHECK(left.at(buyer) == day);
}

TEST_CASE("where no bill fails the number of tries changes nothing") {
    Scenario none = plain_subscriptions(), many = none;
    none.models[0].subscription.retries = 0;
    many.models[0].subscription.retries = 9;
    CHECK(same(run(none), run(many)));
}

TEST_CASE("hard failures are never recovered") {
    Scenario s = plain_subscriptions();
    s.market.subscribing.fails = 0.2;
    s.market.subscribing.fails_hard = 1.0;
    s.market.subscribing.retry_success = 1.0;
    const RunResult hard = run(s);
    CHECK(total(hard, Count::BillsFailed) > 100);
    CHECK(total(hard, Count::BillsRecovered) == 0);
    s.market.subscribing.fails_hard = 0.0;
    const RunResult soft = run(s);
    CHECK(total(soft, Count::SubscribersLapsed) == 0);
    CHECK(kpi(soft, "recovery_rate") == 1.0);
    CHECK(kpi(soft, "involuntary_churn_share") == 0.0);
}

TEST_CASE("bills come period by period, on the morning after the last day of the one before") {
    Scenario s = plain_subscriptions();
    s.market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
    for (const std::int64_t period : {1, 7, 30, 365}) {
        CAPTURE(period);
        s.days = period == 365 ? 740 : 100;
        s.models[0].subscription.plans[0].period_days = period;
        const RunResult result = run(s);
        for (std::int64_t day = 0; day < s.days; ++day)
            CHECK(on_day(result, day, Count::Bills) == (day % period == 0 ? 4000 : 0));
        CHECK(at_the_end(result, State::RecurringRevenue) == 4000 * ((100'000 * 30 + period / 2) / period));
    }
}

TEST_CASE("nobody pays during a trial, and who does not want to pay after it does not come back") {
    Scenario s = plain_subscriptions();
    s.models[0].subscription.trial_days = 20;
    s.models[0].subscription.trial_needs_card = false;
    s.models[0].subscription.plans[0].cost_per_period = {30'000};
    const RunResult result = run(s);
    CHECK(total(result, Count::TrialsBegun) == 4000);
    CHECK(on_day(result, 0, Count::TrialsBegun) == 4000);
    CHECK(total(result, Count::Orders, 0, 20) == 0);
    CHECK(total(result, Count::ServiceCost, 0, 1) == 4000 * 20'000);  // twenty days of thirty
    CHECK(on_day(result, 20, Count::SignUps) == total(result, Count::SignUps));
    CHECK(kpi(result, "trial_conversion") == doctest::Approx(0.18).epsilon(0.1));
    // A worse one than hoped for convinces fewer.
    s.market.leaving.dissatisfaction_weight = 6.0;
    s.market.satisfaction.loss = 1.0;
    s.models[0].subscription.plans[0].quality = 0.3;
    s.models[0].reputation.system = ReputationSystem::None;
    CHECK(kpi(run(s), "trial_conversion") < 0.15);
}

TEST_CASE("who only forgot to call off a trial leaves sooner") {
    Scenario s = plain_subscriptions();
    s.models[0].subscription.trial_days = 10;
    s.market.subscribing.regret = 0.0;
    const RunResult calm = run(s);
    s.market.subscribing.regret = 2.0;
    const RunResult rueful = run(s);
    CHECK(total(calm, Count::TrialsForgotten) == total(rueful, Count::TrialsForgotten));
    CHECK(total(rueful, Count::SubscribersCancelled) > 1.3 * total(calm, Count::SubscribersCancelled));
    // Without a card nobody forgets, and regret changes nothing.
    s.models[0].subscription.trial_needs_card = false;
    Scenario same_as = s;
    same_as.market.subscribing.regret = 0.0;
    CHECK(same(run(s), run(same_as)));
}

TEST_CASE("who may pause comes back, who may not leaves in part") {
    Scenario s = plain_subscriptions();
    s.market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
    s.market.subscribing.pauses = 0.2;
    const RunResult pausing = run(s);
    CHECK(total(pausing, Count::PausesBegun) > 1000);
    CHECK(total(pausing, Count::SubscribersCancelled) == 0);
    // Nobody is billed or served in a pause.
    CHECK(total(pausing, Count::Bills) < total(run(plain_subscriptions()), Count::SignUps) * 7);
    s.models[0].subscription.can_pause = false;
    s.market.subscribing.leaves_instead = 0.5;
    const RunResult leaving = run(s);
    CHECK(total(leaving, Count::PausesBegun) == 0);
    const double left = static_cast<double>(on_day(leaving, 30, Count::SubscribersCancelled)) / 4000.0;
    CHECK(left == doctest::Approx(0.1).epsilon(0.15));
    s.market.subscribing.leaves_instead = 0.0;
    CHECK(total(run(s), Count::SubscribersCancelled) == 0);
}

TEST_CASE("a rise of the price is weighed once, by those whom it reaches") {
    Scenario s = plain_subscriptions();
    s.market.choice.price = 3.0;
    s.market.subscribing.usage = 0.0;
    const Scenario before = s;
    // In force on day 45: the evening of day 59 decides, and the bill of day 60 asks it.
    const auto with_rise = [&](bool for_all) {
        Scenario risen = before;
        risen.models[0].subscription.rise_for_all = for_all;
        World market(risen, 0, 0, 1);
        run_until(market, 45);
        Scenario dearer = risen;
        dearer.models[0].subscription.plans[0].price = {130'000};
        const std::unique_ptr<World> copy = copy_of(market, dearer, 0, 1);
        run_to_the_end(*copy);
        RunResult result = result_of(copy->platform(), true);
        result.days = copy->platform().days;
        return result;
    };
    const RunResult calm = run(before), for_all = with_rise(true), for_new = with_rise(false);
    CHECK(on_day(for_all, 29, Count::SubscribersCancelled) == on_day(calm, 29, Count::SubscribersCancelled));
    CHECK(on_day(for_all, 59, Count::SubscribersCancelled) > 1.5 * on_day(calm, 59, Count::SubscribersCancelled));
    // Once: later on those who stayed leave as they would have, and fewer are left to do so.
    CHECK(on_day(for_all, 89, Count::SubscribersCancelled) < on_day(calm, 89, Count::SubscribersCancelled));
    CHECK(on_day(for_all, 60, Count::RecurringExpansion) == 30'000 * on_day(for_all, 60, Count::Bills));
    // Who is there keeps its price, and does not mind.
    for (std::int64_t day = 0; day < before.days; ++day)
        CHECK(on_day(for_new, day, Count::SubscribersCancelled) == on_day(calm, day, Count::SubscribersCancelled));
    CHECK(total(for_new, Count::RecurringExpansion) == 0);
}

TEST_CASE("who uses nothing in a period leaves sooner, and each use costs the platform its money") {
    Scenario s = plain_subscriptions();
    s.models[0].subscription.cost_per_use = {700};
    const RunResult using_it = run(s);
    CHECK(total(using_it, Count::ServiceCost) == 700 * total(using_it, Count::SubscriberUses));
    CHECK(total(using_it, Count::SubscriberUses) > 4000);
    s.market.wishes.rate_per_day = 0.0;  // nobody comes any more
    s.market.subscribing.unused = 1.0;
    const RunResult unused = run(s);
    CHECK(total(unused, Count::SubscriberUses) == 0);
    s.market.subscribing.unused = 0.0;
    CHECK(total(unused, Count::SubscribersCancelled) > 1.2 * total(run(s), Count::SubscribersCancelled));
}

TEST_CASE("the more somebody wants, the less the price of a plan weighs") {
    Scenario s = plain_subscriptions();
    s.days = 20;
    s.market.choice.conversion = 0.3;
    s.market.choice.price = 3.0;
    s.models[0].subscription.plans[0].price = {300'000};
    const auto sign_ups = [&](double usage, double rate) {
        s.market.subscribing.usage = usage;
        s.market.wishes.rate_per_day = rate;
        return total(run(s), Count::SignUps, 0, 1);
    };
    CHECK(sign_ups(0.0, 0.02) == sign_ups(0.0, 0.2));  // all of their wishes of day 0
    CHECK(sign_ups(1.0, 0.2) > 2 * sign_ups(1.0, 0.04));
    CHECK(sign_ups(1.0, 0.2) > sign_ups(0.5, 0.2));
    CHECK(sign_ups(0.5, 0.2) > sign_ups(0.0, 0.2));
}

TEST_CASE("what is told of subscriptions adds up to the counts of each day") {
    Scenario scenario = busy_subscriptions();
    scenario.days = 120;
    World market(scenario, 0, 0, 2);
    Watch watch(everybody(market), {});
    put_under_watch(market.platform(), &watch);
    run_to_the_end(market);
    std::map<Count, std::vector<std::int64_t>> told;
    const auto add = [&](const WatchedEvent& e, Count count) {
        ++told.try_emplace(count, 120, 0).first->second[e.day];
    };
    const Names names(market.platform());
    const auto english = [](const char* text) { return text; };
    double expected = 0.0, variance = 0.0;
    std::int64_t nothing = 0;
    std::set<std::string> said;
    for (const WatchedEvent& e : watch.take()) {
        if (e.buyer != kNobody && said.size() < 2000) said.insert(in_words(e, names, Teller::Buyer, english).substr(6));
        CHECK_FALSE(in_words(e, names, Teller::Buyer, english).empty());
        if (e.what == Happening::UsedSubscription) add(e, Count::SubscriberUses);
        if (e.what == Happening::BeganTrial) add(e, Count::TrialsBegun);
        if (e.what == Happening::RefusedCard) add(e, Count::TrialsRefused);
        if (e.what == Happening::EndedTrial) add(e, Count::TrialsEnded);
        if (e.what == Happening::EndedTrial && e.flag) add(e, Count::TrialsConverted);
        if (e.what == Happening::BillFailed) add(e, Count::BillsFailed);
        if (e.what == Happening::ChangedPlan) add(e, Count::PlanChanges);
        if (e.what == Happening::Paused) add(e, Count::PausesBegun);
        if (e.what == Happening::LostSubscription) add(e, Count::SubscribersLapsed);
        if (e.what == Happening::Ordered) add(e, Count::Bills);
        if (e.what != Happening::Considered) continue;
        double sum = 0.0;
        for (const ConsideredOffer& offer : e.page) {
            const double terms = offer.level + offer.quality + offer.price_term + offer.charges + offer.seller_risk +
                                 offer.delay + offer.own_experience + offer.trust + offer.payment_risk + offer.discount;
            CHECK(terms == doctest::Approx(offer.total));
            if (offer.probability > 0.0) sum += portable_exp(offer.total);
        }
        for (const ConsideredOffer& offer : e.page)
            if (offer.probability > 0.0)
                CHECK(offer.probability ==
                      doctest::Approx((1.0 - e.number) * portable_exp(offer.total) / sum).epsilon(1e-4));
        expected += e.number;
        variance += e.number * (1.0 - e.number);
        nothing += e.chosen == e.page.size() ? 1 : 0;
    }
    CHECK(std::abs(static_cast<double>(nothing) - expected) < 3.5 * std::sqrt(variance));
    CHECK(told.size() == 10);
    const auto is_said = [&](const char* words) {
        return std::any_of(said.begin(), said.end(),
                           [&](const std::string& text) { return text.find(words) != std::string::npos; });
    };
    for (const char* const words : {"used its subscription", "began a trial, until day", "for its subscription by",
                                    "came to the end of the period from day"})
        CHECK_MESSAGE(is_said(words), words);
    for (const auto& entry : told)
        for (std::size_t day = 0; day < 120; ++day) {
            CAPTURE(kCounts[static_cast<std::size_t>(entry.first)].name);
            CHECK(entry.second[day] == market.platform().days[day].counts[static_cast<std::size_t>(entry.first)]);
        }
}

TEST_CASE("who left is won back, whether it wanted to leave or not, and its coupon holds for the first bill alone") {
    for (const bool against_its_will : {false, true}) {
        CAPTURE(against_its_will);
        Scenario s = plain_subscriptions();
        s.models[0].programmes.win_back = {.on = true, .after_days = 5, .coupon = 0.5, .response = 1.0};
        if (against_its_will) {
            s.market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
            s.market.subscribing.fails = 0.2;
            s.market.subscribing.fails_hard = 1.0;
        }
        const RunResult result = run(s);
        const std::int64_t back = total(result, Count::SubscribersWonBack);
        CHECK(back > 500);
        CHECK(total(result, Count::CouponsUsed) == back);
        CHECK(total(result, Count::Discounts) == 50'000 * back);
        CHECK(total(result, Count::BillMoney) == 100'000 * total(result, Count::Bills) - 50'000 * back);
        CHECK((total(result, Count::SubscribersLapsed) > 0) == against_its_will);
        CHECK((total(result, Count::SubscribersCancelled) > 0) != against_its_will);
    }
}

TEST_CASE("a sign-up by mistake is complained of when its period is over, and paid back without ending the next") {
    Scenario s = plain_subscriptions();
    s.days = 100;
    s.market.ordering.mistake_probability = 1.0;
    s.market.leaving = {.alpha = 0.001, .beta = 1e9, .dissatisfaction_weight = 0.0};
    s.models[0].treatment = {{.remedy = Remedy::Refund}};
    const RunResult result = run(s);
    CHECK(total(result, Count::OrderingMistakes) == 4000);  // of the first bills alone
    CHECK(total(result, Count::Failures) == 4000);
    CHECK(on_day(result, 29, Count::Complaints) == 4000);
    CHECK(total(result, Count::RefundMoney) == 4000 * 100'000);
    CHECK(on_day(result, 30, Count::Bills) == 4000);
    CHECK(total(result, Count::RemedyCost) == 4000 * 100'000);
}
