// Phase 10. Every settled order leaves its mark on the buyer: trust, the offer liked best, the one never again, points;
// then the buyer stays or goes. Here the order's story ends.
#include <algorithm>

#include "agents/retention.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/people/stages.h"
#include "sim/phases/billing.h"
#include "sim/phases/custom.h"
#include "sim/phases/phases.h"
#include "sim/phases/turn.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Offers of the same seller; a product of the own store stands alone.
OfferRange kin_of(const Offer& offer) { return {offer.first, offer.siblings}; }

void keep_in_mind(Turn& turn, const Order& order, std::uint32_t offer, std::uint16_t steps) {
    const Offer& liked = turn.platform.offers[offer];
    turn.dealings.liked.keep(turn.block.count, order.buyer, offer, kin_of(liked), liked.category, steps,
                             static_cast<std::size_t>(turn.spec.choice.liked_offers));
}

/// Never again. Of the others the one liked most is now liked best.
void bar(Turn& turn, const Order& order, Relationship& b) {
    b.barred_offer = order.offer;
    const Offer& barred = turn.platform.offers[order.offer];
    turn.dealings.liked.forget(order.buyer, kin_of(barred));
    if (b.liked_offer == kNoOffer || !barred.is_kin(b.liked_offer)) return;
    b.liked_offer = kNoOffer;
    b.liked_steps = 0;
    turn.dealings.liked.for_each(order.buyer, [&b](const LikedOffers::Entry& other) {
        if (b.liked_offer != kNoOffer && other.steps <= b.liked_steps) return;
        b.liked_offer = other.offer;
        b.liked_steps = other.steps;
    });
    if (b.liked_offer != kNoOffer) turn.dealings.liked.forget(order.buyer, {b.liked_offer, 1});
}

/// The better one of this and the one liked best is liked best, the other kept in mind.
void like(Turn& turn, const Order& order, Relationship& b) {
    const std::uint16_t steps = Relationship::steps_of(order.satisfaction);
    const Offer& bought = turn.platform.offers[order.offer];
    const bool is_liked_best = b.liked_offer != kNoOffer && bought.is_kin(b.liked_offer);
    if (b.liked_offer != kNoOffer && steps < b.liked_steps) {
        if (!is_liked_best) keep_in_mind(turn, order, order.offer, steps);
        return;
    }
    if (!is_liked_best) {
        turn.dealings.liked.forget(order.buyer, kin_of(bought));
        if (b.liked_offer != kNoOffer) keep_in_mind(turn, order, b.liked_offer, b.liked_steps);
    }
    b.liked_offer = order.offer;
    b.liked_steps = steps;
}

/// Whoever sells it is never bought from again.
bool is_barred(const Turn& turn, std::uint32_t offer, const Relationship& b) {
    return b.barred_offer != kNoOffer && turn.platform.offers[offer].is_kin(b.barred_offer);
}

void remember(Turn& turn, const Order& order, Relationship& b) {
    learn_to_trust(turn, b, order.satisfaction);
    b.satisfaction = order.satisfaction;
    if (turn.plan.is_feed) return;  // it has plans, and nothing to like or bar: readers keep other things there
    if (order.satisfaction < turn.spec.word_of_mouth.detractor_below && order.cause == Cause::Seller)
        bar(turn, order, b);
    else if (order.satisfaction > turn.spec.satisfaction.neutral && !is_barred(turn, order.offer, b))
        like(turn, order, b);
}

/// Points for what was paid and kept. Returns how far the next reward draws, 0 to 1.
double earn_points(const Turn& turn, const Order& order, std::uint32_t number, Relationship& b) {
    const LoyaltySpec& loyalty = turn.model.programmes.loyalty;
    if (!loyalty.on) return 0.0;
    const bool kept = order.fate == Fate::Fine || order.fate == Fate::Late;
    if (kept)
        b.points += fair_share(order.goods, loyalty.points_share,
                               [&] { return rounding_draw(turn.key, Rounded::Points, number, order.wish); });
    return std::min(1.0, static_cast<double>(b.points.units) / static_cast<double>(loyalty.reward_at.units));
}

/// `added`: log-odds by which it goes more readily than by nature and satisfaction.
bool goes(const Turn& turn, const Order& order, const Relationship& b, double reward_pull, double added, double draw) {
    if (order.has(order_flag::kExits)) return true;
    double s = order.satisfaction;
    // A remedy mends what was broken; it does not make buyers stay better than if nothing had happened.
    if (order.has(order_flag::kVoiced) && !turn.spec.recovery.repurchase_paradox)
        s = std::min(s, turn.spec.leaving.satisfaction_target);
    const double effect = 2.0 * turn.model.programmes.loyalty.stay_effect * reward_pull - added;
    return goes_after(turn, b.dropout_odds, order.has(order_flag::kFirst), s, effect, draw);
}

void count_settled(Turn& turn, const Order& order) {
    Tally& t = turn.tally;
    const std::int64_t s = millionths(order.satisfaction);
    t.count(Count::Settled);
    t.count(Count::SettledPayments, order.paid);
    t.count(Count::Satisfaction, s);
    t.count(Count::Failures, is_failure(order.fate) ? 1 : 0);
    --t.open_orders;
    ++t.fates[order.payment][static_cast<std::size_t>(order.fate)];
    for (GroupCounts* g : groups_of(turn, order)) {
        ++g->settled;
        g->failures += is_failure(order.fate) ? 1 : 0;
        g->satisfaction += s;
    }
    ++turn.outbox.offers[order.offer].settled;
}

/// For rates of orders: what is known of this one now that its story has ended. Reviews, surveys, answers to
/// complaints, chargebacks and losses were counted earlier today, where they happened.
void count_story(Turn& turn, const Order& order) {
    if (order.placed < turn.world.scenario().warm_up) return;
    OrdersOfAge& of_age = turn.counts.ended.at(turn.today - order.placed);
    const auto sum = [&](OfOrder what) -> std::int64_t& { return of_age[static_cast<std::size_t>(what)]; };
    const auto is = [&](OfOrder what, bool so) { sum(what) += so ? 1 : 0; };
    const Fate fate = order.fate;
    const bool delivered = was_handed_over(fate);
    is(OfOrder::Ended, true);
    is(OfOrder::EndedOnDelivery, turn.spec.payments[order.payment].on_delivery);
    is(OfOrder::Sent, was_sent(fate));
    is(OfOrder::Delivered, delivered);
    is(OfOrder::OnTime, delivered && !order.has(order_flag::kLate));
    const std::int64_t from = turn.plan.takes_bookings || turn.plan.has_plans ? order.promised : order.placed;
    sum(OfOrder::DeliveryDays) += delivered ? order.ended - from : 0;
    is(OfOrder::Lost, fate == Fate::Lost);
    is(OfOrder::Damaged, order.has(order_flag::kDamaged));
    is(OfOrder::WrongItem, order.has(order_flag::kWrongItem));
    is(OfOrder::Misdescribed, order.has(order_flag::kMisdescribed));
    is(OfOrder::NeverSent, fate == Fate::NeverSent);
    is(OfOrder::Refused, fate == Fate::Refused);
    is(OfOrder::RefusedOnDelivery, fate == Fate::Refused && turn.spec.payments[order.payment].on_delivery);
    is(OfOrder::Returned, fate == Fate::Returned);
    is(OfOrder::Undeliverable, fate == Fate::Undeliverable);
    is(OfOrder::Failures, is_failure(fate));
    is(OfOrder::Complaints, order.has(order_flag::kVoiced));
    is(OfOrder::Ignored, order.remedy == Remedy::Ignored);
    is(OfOrder::Refunds, order.has(order_flag::kRefunded));
    sum(OfOrder::Satisfaction) += millionths(order.satisfaction);
    add_up(sum(OfOrder::Payments), order.paid.units);
    count_for_facts(turn, order, of_age);
}

void tell_leaving(Turn& turn, const Order& order) {
    const Leaver leaver{
        .buyer = turn.number(order.buyer),
        .offer = order.offer,
        .day = static_cast<std::uint16_t>(turn.today),
        .reason = reason_to_leave(order.fate, order.satisfaction, turn.spec.leaving.satisfaction_target),
        .cause = order.cause,
        .felt = order.felt,
        .at_once = order.has(order_flag::kExits),
        .satisfaction = order.satisfaction};
    count_leaver(turn, leaver);
    if (WatchedEvent* const event = note(turn, Happening::LeftForGood, order)) {
        event->reason = leaver.reason;
        event->flag = leaver.at_once;
    }
}

void settle(Turn& turn, std::uint32_t slot, double stay_draw) {
    const std::uint16_t member = turn.orders[slot].buyer;
    Relationship& b = turn.relationships[member];
    // An order that went well has held money only in escrow, which is released now.
    if (!turn.spec.payments[turn.orders[slot].payment].on_delivery)
        release(turn, turn.orders[slot], turn.today + turn.model.protection.release_days);
    const Order order = turn.orders[slot];
    turn.orders.free(slot);
    count_settled(turn, order);
    count_story(turn, order);
    const float trust_before = b.trust;
    if (!is_let_go(order.fate)) remember(turn, order, b);
    if (WatchedEvent* const event = note(turn, Happening::Settled, order)) {
        event->before = trust_before;
        event->after = b.trust;
    }
    if (turn.platform.orders_sample > 0.0 &&
        Dice(turn.key, Purpose::OrderSample, turn.number(member), order.wish).uniform() < turn.platform.orders_sample)
        turn.outbox.stories.push_back(
            {turn.number(member), turn.block.segment, static_cast<std::uint16_t>(turn.today), order});
    if (b.stage == Stage::Left) return;
    const double pull = earn_points(turn, order, turn.number(member), b);
    const double added = turn.plan.has_plans ? added_to_leave(turn, member) : 0.0;
    if (!is_let_go(order.fate) && goes(turn, order, b, pull, added, stay_draw)) {
        // Beside what is free only the plan is given up: its reader reads on, and leaves after visits (browse.cpp).
        if (turn.plan.is_feed) return end_of_leaver(turn, member);
        leave(turn, member);
        tell_leaving(turn, order);
        return;
    }
    if (is_let_go(order.fate)) return remind_later(turn, b, member);
    const bool delighted = order.satisfaction >= turn.spec.word_of_mouth.promoter_from;
    if (b.stage == Stage::Repeat && delighted) move_to(turn, b, Stage::Advocate);
    if (b.stage == Stage::Advocate && !delighted) move_to(turn, b, Stage::Repeat);
    remind_later(turn, b, member);
}

}  // namespace

void stay_or_go(Turn& turn) {
    const double* draw = turn.scratch.stay_draws.data();
    for_each_order(turn, turn.dealings.settled, [&](std::uint32_t slot) { settle(turn, slot, *draw++); });
}

}  // namespace pasar
