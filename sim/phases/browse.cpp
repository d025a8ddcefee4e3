#include "sim/phases/browse.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "agents/choice.h"
#include "agents/reading.h"
#include "agents/satisfaction.h"
#include "sim/people/stages.h"
#include "sim/phases/billing.h"
#include "sim/phases/custom.h"
#include "sim/platform/rounding.h"
#include "sim/platform/sellers.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

constexpr std::size_t kMostPlans = 16;  // of a model, see SubscriptionSpec

/// What a visit finds.
struct Found {
    enum class By : std::uint8_t { Platform, Member, BadMember };
    By by = By::Platform;
    bool is_new = false;
    double quality = 0.0;  ///< as it is to this reader: less where it is not new
};

/// One draw decides: whether there is something new, who wrote it, whether it is bad.
Found find_something(const Turn& turn, double draw) {
    const FeedState& feed = turn.platform.feed;
    const BrowsingSpec& b = turn.spec.browsing;
    Found found;
    const auto happens = [&draw](double share) {
        const bool does = draw < share;
        draw = does ? draw / share : (draw - share) / (1.0 - share);
        return does;
    };
    found.is_new = happens(feed.fresh);
    found.quality = turn.model.feed.piece_quality;
    if (feed.from_members > 0.0 && happens(feed.from_members)) {
        const bool is_bad = happens(feed.bad);
        found.by = is_bad ? Found::By::BadMember : Found::By::Member;
        found.quality = is_bad ? b.bad_quality : b.post_quality;
    }
    if (!found.is_new) found.quality *= b.stale;
    return found;
}

/// Advertisements of one visit: on average ads_per_visit.
std::int64_t ads_of_visit(const Turn& turn, const ReadingVisit& v) {
    const double load = turn.model.feed.ads_per_visit;
    const double whole = std::floor(load);
    const double part = load - whole;
    const bool one_more = part > 0.0 && rounding_draw(turn.key, Rounded::Advertisement, v.number, v.wish) < part;
    return static_cast<std::int64_t>(whole) + (one_more ? 1 : 0);
}

/// A post, where members may write any. True where it was a good one and was taken down.
bool post(Turn& turn, const ReadingVisit& v, double draw) {
    const FeedSpec& feed = turn.model.feed;
    const BrowsingSpec& b = turn.spec.browsing;
    if (!feed.members_post || draw >= b.posts_per_visit) return false;
    Dice dice(turn.key, Purpose::Post, v.number, v.wish);
    const bool is_bad = dice.uniform() < b.bad_posts;
    const bool is_removed = dice.uniform() < feed.moderation * (is_bad ? 1.0 : feed.wrongly_removed);
    Tally& t = turn.tally;
    t.count(Count::Posts);
    t.count(Count::BadPosts, is_bad ? 1 : 0);
    t.count(Count::PostsRemoved, is_removed ? 1 : 0);
    t.count(Count::PostsWronglyRemoved, is_removed && !is_bad ? 1 : 0);
    ++turn.outbox.feed.posts;
    if (!is_removed) ++(is_bad ? turn.outbox.feed.bad_posts : turn.outbox.feed.good_posts);
    if (WatchedEvent* const event = note(turn, Happening::Posted, v.number)) event->flag = is_bad;
    if (is_removed)
        if (WatchedEvent* const event = note(turn, Happening::PostTakenDown, v.number)) event->flag = !is_bad;
    return is_removed && !is_bad;
}

/// Advertisements that a reader reckons with: who has paid for none knows that.
double reckons_with(const Relationship& r, bool is_ad_free) { return is_ad_free ? 0.0 : r.load_felt(); }

bool is_ad_free(const Turn& turn, std::uint16_t member) {
    return turn.plan.has_plans && subscription_of(turn, member) != nullptr;
}

/// What coming is worth over doing something else.
void weigh_visit(const Turn& turn, ReadingVisit& v) {
    const BrowsingSpec& b = turn.spec.browsing;
    const ChoiceSpec& choice = turn.spec.choice;
    const Relationship& r = turn.relationships[v.member];
    const double expected = turn.platform.conditions.quality_belief - choice.reference_quality;
    v.odds =
        attraction(visit_utility({.appeal = b.appeal,
                                  .quality = turn.world.plan.segments[turn.block.segment].quality_weight * expected,
                                  .trust = choice.trust * (r.trust - choice.reference_trust),
                                  .network = turn.platform.feed.network_term,
                                  .annoyance = b.annoyance,
                                  .ads = reckons_with(r, v.is_ad_free)}));
    v.surplus = surplus_utility(1.0, v.odds);
}

/// What a period without advertising is worth, at all occasions that are to be expected in it, over reading with it, in
/// utility less its price.
double worth_without_ads(const Turn& turn, const ReadingVisit& v, std::uint32_t plan, double odds_without) {
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const Offer& offer = turn.platform.offers[plan];
    const double occasions = static_cast<double>(turn.buyers[v.member].wish_rate) *
                             static_cast<double>(plan_of(turn.platform, plan).period_days);
    const double price = static_cast<double>(offer.price.units) /
                         (turn.spec.browsing.worth * static_cast<double>(offer.reference.units));
    return occasions * (surplus_utility(1.0, odds_without) - v.surplus) - segment.price_weight * price;
}

/// The method by which somebody pays, or the number of methods where it accepts none or the payment fails.
std::size_t pays_by(const Turn& turn, const ReadingVisit& v, bool is_free) {
    Dice dice(turn.key, Purpose::Payment, v.number, v.wish);
    const std::size_t none = turn.spec.payments.size();
    std::size_t method = turn.buyers[v.member].payment;
    if (!turn.plan.is_offered[method]) {
        if (turn.plan.offered.empty() || dice.uniform() >= turn.spec.ordering.switch_payment) return none;
        method = turn.plan.offered[turn.plan.offered_payment.pick(dice.uniform())];
    }
    return is_free || dice.uniform() < turn.spec.payments[method].success ? method : none;
}

/// At some occasions a reader weighs a plan without advertising, where there are plans, against reading on with it,
/// also where it would not have come. True where it subscribes.
bool takes_plan(Turn& turn, const ReadingVisit& v) {
    if (!turn.plan.has_plans || turn.relationships[v.member].orders == 0 || !may_sign_up(turn, v.member)) return false;
    Dice dice(turn.key, Purpose::Feed, v.number, v.wish);
    (void)dice.four();  // of the visit, see read_feed
    const auto [looks, choice_draw, unused_1, unused_2] = dice.four();
    if (looks >= turn.spec.browsing.considers_ad_free) return false;
    const double odds_without =
        v.odds * attraction(turn.spec.browsing.annoyance * turn.relationships[v.member].load_felt());
    std::array<double, kMostPlans> weights{};
    const std::size_t plans = std::min(turn.model.subscription.plans.size(), weights.size());
    const auto offer_of = [&](std::size_t plan) {
        return static_cast<std::uint32_t>(plan * turn.spec.categories.size() + v.category);
    };
    double sum = 0.0;
    for (std::size_t plan = 0; plan < plans; ++plan)
        sum += weights[plan] = attraction(worth_without_ads(turn, v, offer_of(plan), odds_without));
    const std::size_t chosen = choose({weights.data(), plans}, 1.0, sum, choice_draw);
    if (chosen == plans) return false;
    const bool is_trial = begins_with_trial(turn, v.member), by_card = turn.model.subscription.trial_needs_card;
    if (is_trial && by_card && refuses_card(turn, v.member)) {
        turn.tally.count(Count::TrialsRefused);
        (void)note(turn, Happening::RefusedCard, v.number, offer_of(chosen));
        return false;
    }
    const std::size_t method = pays_by(turn, v, is_trial && !by_card);
    if (method == turn.spec.payments.size()) return false;  // it reads on as before
    sign_up(turn, {.offer = offer_of(chosen),
                   .wish = v.wish ^ 0x40000000U,  // apart from the draws of the visit
                   .member = v.member,
                   .payment = static_cast<std::uint8_t>(method),
                   .mistake_draw = 1.0});
    return true;
}

/// A utility, in money by the reader's own weight of a price; nothing where it weighs none.
void count_surplus_money(Turn& turn, const ReadingVisit& v, double utility) {
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight;
    if (price_weight <= 0.0) return;
    turn.tally.count(
        Count::BuyerSurplus,
        fair_share(turn.spec.categories[v.category].reference_price, turn.spec.browsing.worth * utility / price_weight,
                   [&] { return rounding_draw(turn.key, Rounded::Reading, v.number, v.wish); }));
}

void count_surplus(Turn& turn, double utility) {
    turn.tally.count(Count::SurplusUtility, millionths(utility));
    turn.tally.segments[turn.block.segment].surplus += millionths(utility);
}

/// Rates of orders, of which a visit to a feed is one that ends on its day.
void count_of_visit(Turn& turn, OfOrder what, std::int64_t by = 1) {
    if (turn.today >= turn.world.scenario().warm_up) turn.counts.ended.count(0, what, by);
}

void count_reader(Turn& turn, Relationship& r) {
    if (r.last_read_on() == turn.today) return;
    FeedDay& day = turn.outbox.feed;
    const std::int64_t since = r.last_read_on() == kNever ? 0 : turn.today - r.last_read_on();
    r.read_on(turn.today);
    ++day.readers[since < static_cast<std::int64_t>(day.readers.size()) ? static_cast<std::size_t>(since) : 0];
}

void count_judged(Turn& turn, const Relationship& r) {
    const std::int64_t satisfied = millionths(r.satisfaction);
    turn.tally.count(Count::ReadingSatisfaction, satisfied);
    count_of_visit(turn, OfOrder::Ended);
    count_of_visit(turn, OfOrder::Satisfaction, satisfied);
}

void answer_survey(Turn& turn, const ReadingVisit& v, const Relationship& r, double draw) {
    const SurveySpec& spec = turn.model.programmes.surveys;
    if (!spec.on || draw >= spec.sample) return;
    const std::optional<Answers> given = ask(turn, v.number, v.wish, r.satisfaction, r.trust, 0.0);
    if (!given) return;
    if (WatchedEvent* const event = note(turn, Happening::Surveyed, v.number)) {
        event->number = given->nps;
        event->before = static_cast<double>(given->csat);
        event->after = static_cast<double>(given->ces);
    }
    count_of_visit(turn, OfOrder::SurveyAnswers);
    count_of_visit(turn, OfOrder::Promoters, given->nps >= 9 ? 1 : 0);
    count_of_visit(turn, OfOrder::Detractors, given->nps <= 6 ? 1 : 0);
    count_of_visit(turn, OfOrder::CsatSum, given->csat);
    count_of_visit(turn, OfOrder::CsatSquares, given->csat * given->csat);
    count_of_visit(turn, OfOrder::CesSum, given->ces);
    count_of_visit(turn, OfOrder::CesSquares, given->ces * given->ces);
}

/// What without which it would have met the target.
LeavingReason reason_to_stop_reading(const Turn& turn, double satisfied, double by_ads, double by_removal) {
    const double target = turn.spec.leaving.satisfaction_target;
    if (satisfied >= target) return LeavingReason::LostInterest;
    if (by_removal > 0.0 && satisfied + by_removal >= target) return LeavingReason::PostRemoved;
    return satisfied + by_ads >= target ? LeavingReason::TooManyAds : LeavingReason::WorseThanExpected;
}

void stay_or_leave(Turn& turn, const ReadingVisit& v, Relationship& r, bool is_first, LeavingReason reason,
                   double draw) {
    // As likely to be left after so many visits as after one order.
    const double stays = portable_log(1.0 - std::min(1.0 - 1e-12, logistic(r.dropout_odds)));
    const double nature = log_odds(1.0 - portable_exp(stays / turn.spec.browsing.leaving_visits));
    if (goes_after(turn, nature, is_first, r.satisfaction, 0.0, draw)) {
        leave(turn, v.member);
        count_leaver(turn, {.buyer = v.number,
                            .offer = kNoOffer,
                            .day = static_cast<std::uint16_t>(turn.today),
                            .reason = reason,
                            .satisfaction = r.satisfaction});
        if (WatchedEvent* const event = note(turn, Happening::LeftForGood, v.number)) event->reason = reason;
        return;
    }
    const bool delighted = r.satisfaction >= turn.spec.word_of_mouth.promoter_from;
    if (r.stage == Stage::Repeat && delighted) move_to(turn, r, Stage::Advocate);
    if (r.stage == Stage::Advocate && !delighted) move_to(turn, r, Stage::Repeat);
    remind_later(turn, r, v.member);
}

}  // namespace

bool comes_to_read(Turn& turn, ReadingVisit& v) {
    v.is_ad_free = is_ad_free(turn, v.member);
    weigh_visit(turn, v);
    // Another try belongs to an occasion that was counted, and from which what the site lost was taken off.
    const bool is_again = v.brought_by == Occasion::TryAgain;
    const bool subscribes = !v.is_ad_free && !is_again && takes_plan(turn, v);
    if (subscribes) {
        v.is_ad_free = true;
        weigh_visit(turn, v);
    }
    if (is_again) {
        v.surplus = gain_of_chosen(v.surplus, 1.0, v.odds);
    } else {
        turn.tally.count(Count::ReadingOccasions);
        ++turn.tally.segments[turn.block.segment].shown;
    }
    count_surplus(turn, v.surplus);
    const double draw = Dice(turn.key, Purpose::Feed, v.number, v.wish).uniform();
    const bool is_called = subscribes || v.brought_by != Occasion::Wish;
    if (is_called || draw * (1.0 + v.odds) < v.odds) return true;
    count_surplus_money(turn, v, v.surplus);
    if (WatchedEvent* const event = note(turn, Happening::StayedAway, v.number)) {
        event->number = v.odds / (1.0 + v.odds);
        event->before = reckons_with(turn.relationships[v.member], v.is_ad_free);
    }
    return false;
}

void read_nothing(Turn& turn, const ReadingVisit& v) {
    const bool is_again = v.brought_by == Occasion::TryAgain;
    const double lost = is_again ? v.surplus : gain_of_chosen(v.surplus, 1.0, v.odds);
    count_surplus(turn, -lost);
    count_surplus_money(turn, v, v.surplus - lost);
}

void read_feed(Turn& turn, const ReadingVisit& v) {
    const MarketSpec& spec = turn.spec;
    const SegmentSpec& segment = spec.segments[turn.block.segment];
    const SegmentPlan& plan = turn.world.plan.segments[turn.block.segment];
    Relationship& r = turn.relationships[v.member];
    Tally& t = turn.tally;
    const auto [come_draw, find_draw, unit_draw, post_draw] = Dice(turn.key, Purpose::Feed, v.number, v.wish).four();
    const auto [stay_draw, review_draw, star_draw, survey_draw] =
        Dice(turn.key, Purpose::After, v.number, v.wish).four();

    const bool ad_free = v.is_ad_free;
    if (ad_free) (void)use_subscription(turn, v.member);
    const std::int64_t ads = ad_free ? 0 : ads_of_visit(turn, v);
    t.count(Count::Reads);
    ++turn.outbox.feed.visits;
    t.count(Count::AdFreeReads, ad_free ? 1 : 0);
    t.count(Count::AdsShown, ads);
    turn.outbox.feed.ads += ads;
    count_reader(turn, r);
    const bool is_first = begin_custom(turn, v.member);

    const Found found = find_something(turn, find_draw);
    const double experience = clamp01(found.quality + spec.satisfaction.experience_noise * (2.0 * unit_draw - 1.0));
    const double belief = turn.platform.conditions.quality_belief;
    t.experienced += millionths(experience);
    ++t.experiences;
    const double reckoned = reckons_with(r, v.is_ad_free);
    // Experience is worth more or less than was expected of it, and so is the advertising that was in fact seen.
    count_surplus_money(turn, v,
                        v.surplus + plan.quality_weight * (experience - belief) -
                            spec.browsing.annoyance * (static_cast<double>(ads) - reckoned));
    r.feel_load(load_after(r.load_felt(), static_cast<double>(ads), spec.browsing.annoyance_memory));
    const double by_removal = post(turn, v, post_draw) ? spec.browsing.removal_hurts * segment.bad_news : 0.0;
    const double by_ads = spec.browsing.ads_tire * reckons_with(r, ad_free) * segment.bad_news;
    Disconfirmation judgement = turn.world.plan.disconfirmation;
    judgement.loss *= segment.bad_news;
    r.satisfaction =
        static_cast<float>(satisfaction(judgement, belief + segment.expectation, experience, by_ads + by_removal));
    if (WatchedEvent* const event = note(turn, Happening::ReadFeed, v.number)) {
        event->number = r.satisfaction;
        event->before = belief + segment.expectation;
        event->after = experience;
        event->units = static_cast<std::uint8_t>(std::min<std::int64_t>(ads, 255));
        event->flag = found.is_new;
        event->chosen = static_cast<std::size_t>(found.by);
    }
    count_judged(turn, r);
    answer_survey(turn, v, r, survey_draw);
    if (change_talk(turn, r, r.satisfaction))
        if (WatchedEvent* const event = note(turn, Happening::ChangedTalk, v.number)) event->talk = r.talk;
    learn_to_trust(turn, r, r.satisfaction);
    stay_or_leave(turn, v, r, is_first, reason_to_stop_reading(turn, r.satisfaction, by_ads, by_removal), stay_draw);
}

}  // namespace pasar
