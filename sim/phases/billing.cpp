#include "sim/phases/billing.h"

#include <algorithm>
#include <cmath>

#include "agents/choice.h"
#include "agents/portable_math.h"
#include "agents/satisfaction.h"
#include "agents/subscribing.h"
#include "sim/people/stages.h"
#include "sim/phases/phases.h"
#include "sim/phases/purchases.h"
#include "sim/platform/rounding.h"
#include "sim/platform/sellers.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

constexpr std::int64_t kDaysOfMonth = 30;

std::int64_t period_of(const Turn& turn, std::uint32_t offer) { return plan_of(turn.platform, offer).period_days; }

/// Keys the order of a bill apart from those of the buyer's wishes, by its number and not by its day: a bill that is
/// collected late changes no draw.
std::uint32_t key_of_bill(const Subscription& s) {
    return 0x80000000U | static_cast<std::uint32_t>(Occasion::Renewal) << 24U | s.all_bills;
}

Dice dice_of_bill(const Turn& turn, const Subscription& s, bool of_tries) {
    return {turn.key, Purpose::Billing, turn.number(s.member), (of_tries ? 0x80000000U : 0U) | s.all_bills};
}

void schedule(Turn& turn, Subscription& s, std::int64_t day) {
    // Also beyond the end, whose day must not show before it.
    s.due = static_cast<std::uint16_t>(std::min<std::int64_t>(day, kNever - 1));
    if (day < turn.world.scenario().days) turn.dealings.appointments.on(day).push_back({s.member, Occasion::Renewal});
}

std::int64_t& count_in(Turn& turn, SubscriptionState state) {
    return turn.tally.subscriptions[static_cast<std::size_t>(state)];
}
void move_on(Turn& turn, Subscription& s, SubscriptionState to) {
    --count_in(turn, s.state);
    ++count_in(turn, to);
    s.state = to;
}

/// What 30 days bring from now on, and for what it counts that they bring more or less than so far.
void book_recurring(Turn& turn, Subscription& s, Money now, Count more, Count less) {
    const Money change = now - s.recurring;
    if (change.units > 0) turn.tally.count(more, change);
    if (change.units < 0) turn.tally.count(less, -change);
    add_up(turn.tally.recurring, change.units);
    s.recurring = now;
}

/// The new price, for what it asks of a subscriber: who was there may keep the one it came for.
Money next_price(const Turn& turn, const Subscription& s) {
    const Money now = turn.platform.offers[s.offer].price;
    return turn.model.subscription.rise_for_all ? now : smaller(now, s.came_for);
}
void take_price(Turn& turn, Subscription& s, Money price) {
    s.price = price;
    book_recurring(turn, s, recurring_of(price, period_of(turn, s.offer)), Count::RecurringExpansion,
                   Count::RecurringContraction);
}

void book_cost(Turn& turn, std::uint32_t offer, Money cost) {
    if (cost.units <= 0) return;
    turn.tally.books.move(Account::Platform, Account::Suppliers, cost);
    turn.tally.count(Count::MarginRevenue, -cost);
    turn.tally.count(Count::ServiceCost, cost);
    turn.outbox.offers[offer].ledger += {.goods = cost.units};
}
/// Of days served that are no period paid for.
void book_cost_of_days(Turn& turn, const Subscription& s, std::int64_t days) {
    const double periods = static_cast<double>(days) / static_cast<double>(period_of(turn, s.offer));
    book_cost(turn, s.offer, fair_share(turn.platform.offers[s.offer].cost, periods, [&] {
                  return rounding_draw(turn.key, Rounded::Served, turn.number(s.member), key_of_bill(s));
              }));
}

/// Of a plan beside a feed what it is worth shows at each visit, so that here its price is taken off.
void count_price(Turn& turn, const Subscription& s) {
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight;
    const double worth = turn.spec.browsing.worth * static_cast<double>(turn.platform.offers[s.offer].reference.units);
    const std::int64_t utility = -millionths(price_weight * static_cast<double>(s.price.units) / worth);
    turn.tally.count(Count::SurplusUtility, utility);
    turn.tally.segments[turn.block.segment].surplus += utility;
    if (price_weight > 0.0) turn.tally.count(Count::BuyerSurplus, -s.price);
}

/// What a period was chosen for, which counts when it is paid.
void count_gain(Turn& turn, const Subscription& s, std::uint32_t wish) {
    if (turn.plan.is_feed) return count_price(turn, s);
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight;
    const Money reference = turn.platform.offers[s.offer].reference;
    const double usage = usage_of(turn, s.member);
    // It was chosen at the price of then; what it costs more now is that much less of a gain.
    const Money dearer = s.price - s.came_for;
    const double months = static_cast<double>(period_of(turn, s.offer)) / static_cast<double>(kDaysOfMonth);
    const double lost =
        price_weight * static_cast<double>(dearer.units) / (static_cast<double>(reference.units) * usage * months);
    const std::int64_t utility = millionths(double{s.gain} - lost);
    turn.tally.count(Count::SurplusUtility, utility);
    turn.tally.segments[turn.block.segment].surplus += utility;
    if (price_weight <= 0.0) return;
    turn.tally.count(Count::BuyerSurplus, fair_share(reference, double{s.gain} * usage * months / price_weight, [&] {
                                              return rounding_draw(turn.key, Rounded::Surplus, turn.number(s.member),
                                                                   wish);
                                          }) - dearer);
}

/// The bill is paid, and the period, which began on `began`, is the subscriber's.
void pay_bill(Turn& turn, Subscription& s, std::uint32_t wish, double mistake_draw) {
    if (s.state != SubscriptionState::Active) move_on(turn, s, SubscriptionState::Active);
    const std::int64_t last = std::max<std::int64_t>(turn.today, s.began + period_of(turn, s.offer) - 1);
    const bool is_first = s.bills == 0;
    turn.counts.subscribers.count(SubscriberCohorts::Paid, s.cohort, s.bills);
    if (s.bills < 65535) ++s.bills;
    schedule(turn, s, last + 1);
    count_gain(turn, s, wish);
    const Relationship& b = turn.relationships[s.member];
    place_order(turn, {.offer = s.offer,
                       .wish = wish,
                       .member = s.member,
                       .payment = s.payment,
                       .coupon_valid = is_first && s.coupon && b.coupon > 0,
                       .on_day = static_cast<std::uint16_t>(std::min<std::int64_t>(last, kNever - 1)),
                       .price = s.price,
                       .gain = double{s.gain},
                       .expected = is_first ? double{s.expected} : -1.0,
                       .mistake_draw = mistake_draw});
    turn.tally.count(Count::Bills);
    turn.tally.count(Count::BillMoney, turn.orders[turn.dealings.placed.back()].paid);
}

void end_subscription(Turn& turn, Subscription& s, Count what, Count recurring, SubscriberCohorts::What of_cohort) {
    turn.tally.count(what);
    turn.counts.subscribers.count(of_cohort, s.cohort, s.bills);
    book_recurring(turn, s, {}, recurring, recurring);
    move_on(turn, s, SubscriptionState::Ended);
    s.due = kNever;
}

void leave_for(Turn& turn, const Subscription& s, LeavingReason reason) {
    const std::uint32_t offer = s.offer;
    const std::uint16_t member = s.member;
    const Relationship& b = turn.relationships[member];
    const float satisfaction = b.satisfaction;
    leave(turn, member);
    count_leaver(turn, {.buyer = turn.number(member),
                        .offer = offer,
                        .day = static_cast<std::uint16_t>(turn.today),
                        .reason = reason,
                        .satisfaction = satisfaction});
}

/// The last try has failed.
void lose_subscriber(Turn& turn, Subscription& s) {
    book_cost_of_days(turn, s, std::min(turn.today - s.began, period_of(turn, s.offer)));
    end_subscription(turn, s, Count::SubscribersLapsed, Count::RecurringLapsed, SubscriberCohorts::Lapsed);
    (void)note(turn, Happening::LostSubscription, turn.number(s.member), s.offer);
    // Who reads what is free reads on, with advertising.
    if (turn.plan.is_feed) return;
    if (turn.relationships[s.member].orders > 0)
        leave_for(turn, s, LeavingReason::PaymentFailed);
    else
        s.declined = true;
}

/// Asks for the next period's money. `fails`, `hard`: draws on (0, 1).
void ask_for_money(Turn& turn, Subscription& s, double fails, double hard) {
    take_price(turn, s, next_price(turn, s));
    s.began = static_cast<std::uint16_t>(turn.today);
    s.uses = 0;
    s.tries = 0;
    if (fails >= turn.spec.subscribing.fails) return pay_bill(turn, s, key_of_bill(s), 1.0);
    s.fails_hard = hard < turn.spec.subscribing.fails_hard;
    turn.tally.count(Count::BillsFailed);
    move_on(turn, s, SubscriptionState::PastDue);
    if (WatchedEvent* const event = note(turn, Happening::BillFailed, turn.number(s.member), s.offer)) {
        event->amount = s.price;
        event->payment = s.payment;
    }
    if (turn.model.subscription.retries == 0) return lose_subscriber(turn, s);
    schedule(turn, s, turn.today + turn.model.subscription.retry_after_days);
}

void try_again_to_collect(Turn& turn, Subscription& s) {
    Dice dice = dice_of_bill(turn, s, true);
    for (int earlier = 0; earlier < s.tries; ++earlier) dice();
    ++s.tries;
    if (!s.fails_hard && dice.uniform() < turn.spec.subscribing.retry_success) {
        turn.tally.count(Count::BillsRecovered);
        return pay_bill(turn, s, key_of_bill(s), 1.0);
    }
    if (s.tries >= turn.model.subscription.retries) return lose_subscriber(turn, s);
    schedule(turn, s, turn.today + turn.model.subscription.retry_after_days);
}

/// From here on it is billed.
void begin_paying(Turn& turn, Subscription& s) {
    turn.tally.count(Count::SignUps);
    s.cohort = static_cast<std::uint16_t>(turn.world.plan.month_of(turn.today));
    s.price = s.weighed = s.came_for = turn.platform.offers[s.offer].price;
    book_recurring(turn, s, recurring_of(s.price, period_of(turn, s.offer)), Count::RecurringNew, Count::RecurringNew);
    if (s.all_bills < 65535) ++s.all_bills;
}

void end_trial(Turn& turn, Subscription& s) {
    const Offer& offer = turn.platform.offers[s.offer];
    const SegmentSpec& segment = turn.spec.segments[turn.block.segment];
    const auto [convert_draw, experience_draw, unused_1, unused_2] =
        Dice(turn.key, Purpose::Subscribing, turn.number(s.member), s.wish).four();
    const double experience =
        clamp01(offer.quality + turn.spec.satisfaction.experience_noise * (2.0 * experience_draw - 1.0));
    Disconfirmation d = turn.world.plan.disconfirmation;
    d.loss *= segment.bad_news;
    const double expectation = (s.expected < 0.0F ? double{offer.inferred} : double{s.expected}) + segment.expectation;
    const double satisfied = satisfaction(d, expectation, experience, 0.0);
    const LeavingSpec& leaving = turn.spec.leaving;
    const SubscribingSpec& subscribing = turn.spec.subscribing;
    const AfterTrial answer = after_trial(
        subscribing.trial_converts, subscribing.trial_converts_card, turn.model.subscription.trial_needs_card,
        leaving.dissatisfaction_weight * (satisfied - turn.spec.satisfaction.neutral), convert_draw);
    turn.tally.count(Count::TrialsEnded);
    if (WatchedEvent* const event = note(turn, Happening::EndedTrial, turn.number(s.member), s.offer)) {
        event->flag = answer != AfterTrial::Declines;
        event->number = satisfied;
        event->after = answer == AfterTrial::Forgets ? 1.0 : 0.0;
    }
    if (answer == AfterTrial::Declines) {
        s.declined = true;
        move_on(turn, s, SubscriptionState::Ended);
        s.due = kNever;
        return;
    }
    s.forgot = answer == AfterTrial::Forgets;
    turn.tally.count(Count::TrialsConverted);
    if (s.forgot) turn.tally.count(Count::TrialsForgotten);
    move_on(turn, s, SubscriptionState::Active);
    begin_paying(turn, s);
    const auto [fails, hard, pauses, length] = dice_of_bill(turn, s, false).four();
    ask_for_money(turn, s, fails, hard);
}

void begin_pause(Turn& turn, Subscription& s, double length_draw) {
    constexpr double kLongest = 120.0;
    const double mean = turn.spec.subscribing.pause_months;
    const double more = mean > 1.0 ? std::floor(-portable_log(length_draw) / -portable_log(1.0 - 1.0 / mean)) : 0.0;
    const auto months = 1 + static_cast<std::int64_t>(std::min(kLongest, more));
    turn.tally.count(Count::PausesBegun);
    book_recurring(turn, s, {}, Count::RecurringPaused, Count::RecurringPaused);
    move_on(turn, s, SubscriptionState::Paused);
    s.began = static_cast<std::uint16_t>(turn.today);
    s.uses = 0;
    schedule(turn, s, turn.today + months * kDaysOfMonth);
    if (WatchedEvent* const event = note(turn, Happening::Paused, turn.number(s.member), s.offer)) event->until = s.due;
}

/// Looks at all plans anew, knowing its own.
void reconsider(Turn& turn, Subscription& s, double draw) {
    if (turn.plan.is_feed) return;  // there plans are weighed against advertising, when somebody reads
    const std::size_t plans = turn.model.subscription.plans.size();
    const std::size_t categories = turn.spec.categories.size();
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const Relationship& b = turn.relationships[s.member];
    const double usage = usage_of(turn, s.member);
    const std::size_t classes = turn.world.plan.classes.size();
    std::array<double, 16> weights{};
    const std::size_t count = std::min(plans, weights.size());
    const auto offer_at = [&](std::size_t plan) {
        return static_cast<std::uint32_t>(plan * categories + turn.platform.offers[s.offer].category);
    };
    double sum = 0.0;
    for (std::size_t plan = 0; plan < count; ++plan) {
        const std::uint32_t offer = offer_at(plan);
        weights[plan] = static_cast<double>(turn.platform.weights[offer * classes + segment.customer_class]) *
                        attraction(utility_of_plan(turn, offer, usage));
        const auto like = [&](std::uint32_t liked, double liked_by) {
            if (turn.platform.offers[offer].is_kin(liked))
                weights[plan] *= attraction(segment.own_experience * liked_by);
        };
        if (b.liked_offer != kNoOffer) like(b.liked_offer, b.liked_by());
        turn.dealings.liked.for_each(s.member, [&](const LikedOffers::Entry& other) {
            like(other.offer, other.steps / Relationship::kSatisfactionSteps);
        });
        sum += weights[plan];
    }
    const std::size_t chosen = choose({weights.data(), count}, 0.0, sum, draw);
    if (chosen >= count || offer_at(chosen) == s.offer) return;
    s.offer = offer_at(chosen);
    s.weighed = s.came_for = turn.platform.offers[s.offer].price;
    take_price(turn, s, s.weighed);
    turn.tally.count(Count::PlanChanges);
    if (WatchedEvent* const event = note(turn, Happening::ChangedPlan, turn.number(s.member), s.offer))
        event->amount = s.price;
}

/// The morning after a period's last day.
void bill_next(Turn& turn, Subscription& s) {
    if (s.all_bills < 65535) ++s.all_bills;
    Dice dice = dice_of_bill(turn, s, false);
    const auto [fails, hard, pauses, length] = dice.four();
    const auto [looks, plan, leaves, unused] = dice.four();
    const SubscribingSpec& subscribing = turn.spec.subscribing;
    if (pauses < subscribing.pauses) {
        if (turn.model.subscription.can_pause) return begin_pause(turn, s, length);
        if (leaves < subscribing.leaves_instead) {
            if (WatchedEvent* const event = note(turn, Happening::LostInterest, turn.number(s.member)))
                event->until = turn.relationships[s.member].last_order_day;
            return leave_for(turn, s, LeavingReason::LostInterest);
        }
    }
    if (looks < subscribing.reconsiders) reconsider(turn, s, plan);
    ask_for_money(turn, s, fails, hard);
}

void resume(Turn& turn, Subscription& s) {
    turn.tally.count(Count::PausesEnded);
    move_on(turn, s, SubscriptionState::Active);
    book_recurring(turn, s, recurring_of(s.price, period_of(turn, s.offer)), Count::RecurringResumed,
                   Count::RecurringResumed);
    if (s.all_bills < 65535) ++s.all_bills;
    const auto [fails, hard, pauses, length] = dice_of_bill(turn, s, false).four();
    ask_for_money(turn, s, fails, hard);
}

}  // namespace

Money recurring_of(Money price, std::int64_t period_days) {
    return share_of(price, static_cast<double>(kDaysOfMonth) / static_cast<double>(period_days));
}

const Subscription* subscription_of(const Turn& turn, std::uint16_t member) {
    const Subscription* const s = std::as_const(turn.dealings).subscriptions.find(member);
    return s != nullptr && s->is_served() ? s : nullptr;
}

bool may_sign_up(const Turn& turn, std::uint16_t member) {
    const Subscription* const s = std::as_const(turn.dealings).subscriptions.find(member);
    return s == nullptr || (!s->is_there() && !s->declined);
}

bool use_subscription(Turn& turn, std::uint16_t member) {
    Subscription* const s = turn.dealings.subscriptions.find(member);
    if (s == nullptr || !s->is_served()) return false;
    if (s->uses < 65535) ++s->uses;
    turn.tally.count(Count::SubscriberUses);
    book_cost(turn, s->offer, turn.model.subscription.cost_per_use);
    (void)note(turn, Happening::UsedSubscription, turn.number(member), s->offer);
    return true;
}

bool begins_with_trial(const Turn& turn, std::uint16_t member) {
    return turn.model.subscription.trial_days > 0 && std::as_const(turn.dealings).subscriptions.find(member) == nullptr;
}

bool refuses_card(const Turn& turn, std::uint16_t member) {
    const double hurdle = turn.spec.subscribing.card_hurdle;
    return hurdle > 0.0 && Dice(turn.key, Purpose::Subscribing, turn.number(member), 0xFFFFFFFFU).uniform() < hurdle;
}

void sign_up(Turn& turn, const Purchase& purchase) {
    const bool on_trial = begins_with_trial(turn, purchase.member);
    const bool is_new = turn.dealings.subscriptions.find(purchase.member) == nullptr;
    Subscription& s = turn.dealings.subscriptions.of(purchase.member, turn.block.count);
    if (!is_new && s.all_bills > 0) turn.tally.count(Count::SubscribersWonBack);
    s.offer = purchase.offer;
    s.wish = purchase.wish;
    s.payment = purchase.payment;
    s.gain = static_cast<float>(purchase.gain);
    s.expected = static_cast<float>(purchase.expected);
    s.coupon = purchase.coupon_valid;
    s.began = static_cast<std::uint16_t>(turn.today);
    s.bills = s.uses = 0;
    s.tries = 0;
    s.forgot = s.fails_hard = false;
    s.price = s.weighed = s.came_for = turn.platform.offers[s.offer].price;
    const SubscriptionState state = on_trial ? SubscriptionState::Trial : SubscriptionState::Active;
    if (!is_new) --count_in(turn, s.state);
    ++count_in(turn, state);
    s.state = state;
    if (on_trial) {
        const std::int64_t days = turn.model.subscription.trial_days;
        turn.tally.count(Count::TrialsBegun);
        schedule(turn, s, turn.today + days);
        book_cost_of_days(turn, s, days);
        if (WatchedEvent* const event = note(turn, Happening::BeganTrial, turn.number(s.member), s.offer))
            event->until = s.due;
        return;
    }
    begin_paying(turn, s);
    pay_bill(turn, s, purchase.wish, purchase.mistake_draw);
}

double usage_of(const Turn& turn, std::uint16_t member) {
    constexpr double kFewest = 0.01;
    const double usage = turn.spec.subscribing.usage;
    if (usage <= 0.0) return 1.0;
    const double wishes = std::max(kFewest, static_cast<double>(kDaysOfMonth) * double{turn.buyers[member].wish_rate});
    return portable_exp(usage * portable_log(wishes));
}

double utility_of_plan(const Turn& turn, std::uint32_t offer_number, double usage) {
    const Offer& offer = turn.platform.offers[offer_number];
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight;
    const auto fee = static_cast<double>(turn.model.revenue.buyer_fee.units);
    // What stands beside the goods holds the fee over the reference price of a month; it is charged with each bill.
    const double counted = fee / static_cast<double>(turn.spec.categories[offer.category].reference_price.units);
    const double ratio = price_ratio_of(turn.platform, offer) + fee / static_cast<double>(offer.reference.units);
    return price_weight * counted - price_weight * (ratio / usage - 1.0);
}

void renew(Turn& turn, std::uint16_t member) {
    Subscription* const s = turn.dealings.subscriptions.find(member);
    if (s == nullptr || s->due != turn.today) return;
    switch (s->state) {
        case SubscriptionState::Trial:
            return end_trial(turn, *s);
        case SubscriptionState::Active:
            return bill_next(turn, *s);
        case SubscriptionState::PastDue:
            return try_again_to_collect(turn, *s);
        case SubscriptionState::Paused:
            return resume(turn, *s);
        case SubscriptionState::Ended:
            return;
    }
}

double added_to_leave(Turn& turn, std::uint16_t member) {
    Subscription* const s = turn.dealings.subscriptions.find(member);
    if (s == nullptr || !s->is_served() || s->state == SubscriptionState::Trial) return 0.0;
    const SubscribingSpec& subscribing = turn.spec.subscribing;
    double added = 0.0;
    if (s->forgot) added += subscribing.regret;
    if (s->uses == 0 && s->due == turn.today + 1) added += subscribing.unused;
    const Money next = next_price(turn, *s);
    if (const Money rise = next - s->weighed; rise.units > 0) {
        const double ratio = static_cast<double>(rise.units) /
                             static_cast<double>(turn.platform.offers[s->offer].reference.units) /
                             usage_of(turn, member);
        added += subscribing.price_rise * turn.world.plan.segments[turn.block.segment].price_weight * ratio;
    }
    s->weighed = next;
    return added;
}

void end_of_leaver(Turn& turn, std::uint16_t member) {
    Subscription* const s = turn.dealings.subscriptions.find(member);
    if (s == nullptr || !s->is_there()) return;
    if (s->state == SubscriptionState::Trial) {
        turn.tally.count(Count::TrialsEnded);
        move_on(turn, *s, SubscriptionState::Ended);
        s->due = kNever;
        return;
    }
    end_subscription(turn, *s, Count::SubscribersCancelled, Count::RecurringCancelled, SubscriberCohorts::Cancelled);
}

void begin_periods(Turn& turn) {
    for (const std::uint32_t slot : turn.dealings.placed) {
        Order& order = turn.orders[slot];
        turn.tally.count(Count::Dispatched);
        release(turn, order, turn.today);
        book_cost(turn, order.offer, turn.platform.offers[order.offer].cost);
        order.ended = order.promised;
        turn.orders.schedule(OrderBook::What::Arrival, order.promised, slot);
    }
}

}  // namespace pasar
