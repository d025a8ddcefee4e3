// Phase 9. Every settled order leaves its mark on the buyer: trust, the offer liked best, the one never again, points;
// then the buyer stays or goes. Here the order's story ends.
#include <algorithm>

#include "agents/retention.h"
#include "agents/satisfaction.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/people/stages.h"
#include "sim/phases/phases.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

void remember(Market& m, Block& block, Worker& w, const Order& order, Buyer& b) {
    const SegmentSpec& segment = m.spec.segments[block.segment];
    const double before = b.trust;
    b.trust = static_cast<float>(
        updated_trust(b.trust, order.satisfaction, m.spec.trust.gain, m.spec.trust.loss, segment.bad_news));
    if (b.stage != Stage::Left) w.tally.trust += millionths(b.trust) - millionths(before);
    b.satisfaction = order.satisfaction;
    if (order.satisfaction < m.spec.word_of_mouth.detractor_below && order.cause == Cause::Seller) {
        b.barred_offer = order.offer;
        if (b.liked_offer == order.offer) b.liked_offer = kNoOffer;
    } else if (order.satisfaction > m.spec.satisfaction.neutral && order.offer != b.barred_offer &&
               (b.liked_offer == kNoOffer || order.satisfaction >= b.liked_by)) {
        b.liked_offer = order.offer;
        b.liked_by = order.satisfaction;
    }
}

/// Points for what was paid and kept. Returns how far the next reward draws, 0 to 1.
double earn_points(const Market& m, const Order& order, std::uint32_t number, Buyer& b) {
    const LoyaltySpec& loyalty = m.model.programmes.loyalty;
    if (!loyalty.on) return 0.0;
    const bool kept = order.fate == Fate::Fine || order.fate == Fate::Late;
    if (kept)
        b.points += fair_share(order.goods, loyalty.points_share,
                               [&] { return rounding_draw(m.plan.world, Rounded::Points, number, order.wish); });
    return std::min(1.0, static_cast<double>(b.points.units) / static_cast<double>(loyalty.reward_at.units));
}

bool goes(const Market& m, const Order& order, const Buyer& b, double reward_pull, double draw) {
    if (order.has(order_flag::kExits)) return true;
    const LeavingSpec& leaving = m.spec.leaving;
    if (order.has(order_flag::kFirst) && !leaving.after_first_order) return false;
    double s = order.satisfaction;
    // A remedy mends what was broken; it does not make buyers stay better than if nothing had happened.
    if (order.has(order_flag::kVoiced) && !m.spec.recovery.repurchase_paradox)
        s = std::min(s, leaving.satisfaction_target);
    const double effect = 2.0 * m.model.programmes.loyalty.stay_effect * reward_pull;
    return draw <
           dropout_probability(b.dropout_odds, leaving.dissatisfaction_weight, leaving.satisfaction_target, s, effect);
}

/// Sets the customer's only timer anew.
void remind_later(Market& m, Block& block, Buyer& b, std::uint16_t member) {
    const ReminderSpec& reminder = m.model.programmes.reminder;
    const std::int64_t day = m.today + reminder.after_days;
    if (!reminder.on || b.remind_on == day) return;
    b.remind_on = static_cast<std::uint16_t>(day);  // also beyond the end, whose day must not show before it
    if (day >= m.scenario.days) return;
    block.agenda.schedule(Agenda::What::Visit, day, block.agenda.add(Order::message(Entry::Reminder, member)));
}

void count_settled(Market& m, const Block& block, Worker& w, const Order& order) {
    Tally& t = w.tally;
    const std::int64_t s = millionths(order.satisfaction);
    t.count(Count::Settled);
    t.count(Count::SettledPayments, order.paid);
    t.count(Count::Satisfaction, s);
    t.count(Count::Failures, order.fate == Fate::Fine ? 0 : 1);
    --t.open_orders;
    ++t.fates[order.payment][static_cast<std::size_t>(order.fate)];
    for (GroupCounts* g : groups_of(m, block, w, order)) {
        ++g->settled;
        g->failures += order.fate == Fate::Fine ? 0 : 1;
        g->satisfaction += s;
    }
    ++w.offers[order.offer].settled;
}

/// For rates of orders: what is known of this one now that its story has ended. Reviews, surveys, answers to
/// complaints, chargebacks and losses were counted earlier today, where they happened.
void count_story(const Market& m, Worker& w, const Order& order) {
    const auto is = [&](OfOrder what, bool so) { count_ended(m, w, order, what, so ? 1 : 0); };
    const Fate fate = order.fate;
    const bool was_sent = fate != Fate::StockOut && fate != Fate::NeverSent;
    const bool delivered = was_sent && fate != Fate::Lost && fate != Fate::Undeliverable && fate != Fate::Refused;
    is(OfOrder::Ended, true);
    is(OfOrder::EndedOnDelivery, m.spec.payments[order.payment].on_delivery);
    is(OfOrder::Sent, was_sent);
    is(OfOrder::Delivered, delivered);
    is(OfOrder::OnTime, delivered && !order.has(order_flag::kLate));
    if (delivered) count_ended(m, w, order, OfOrder::DeliveryDays, order.way_ended() - order.placed);
    is(OfOrder::Lost, fate == Fate::Lost);
    is(OfOrder::Damaged, order.has(order_flag::kDamaged));
    is(OfOrder::WrongItem, order.has(order_flag::kWrongItem));
    is(OfOrder::Misdescribed, order.has(order_flag::kMisdescribed));
    is(OfOrder::NeverSent, fate == Fate::NeverSent);
    is(OfOrder::Refused, fate == Fate::Refused);
    is(OfOrder::Undeliverable, fate == Fate::Undeliverable);
    is(OfOrder::Failures, fate != Fate::Fine);
    is(OfOrder::Complaints, order.has(order_flag::kVoiced));
    is(OfOrder::Ignored, order.remedy == Remedy::Ignored);
    is(OfOrder::Refunds, order.has(order_flag::kRefunded));
    count_ended(m, w, order, OfOrder::Satisfaction, millionths(order.satisfaction));
    count_ended(m, w, order, OfOrder::Payments, order.paid.units);
}

void count_leaver(Market& m, const Block& block, Worker& w, const Order& order) {
    const Leaver leaver{.buyer = block.first + order.buyer,
                        .offer = order.offer,
                        .day = static_cast<std::uint16_t>(m.today),
                        .reason = reason_to_leave(order.fate, order.satisfaction, m.spec.leaving.satisfaction_target),
                        .cause = order.cause,
                        .felt = order.felt,
                        .at_once = order.has(order_flag::kExits),
                        .satisfaction = order.satisfaction};
    ++w.tally.leavers[static_cast<std::size_t>(leaver.reason)][static_cast<std::size_t>(leaver.cause)]
                     [static_cast<std::size_t>(leaver.felt)][leaver.at_once ? 1 : 0];
    w.leavers.push_back(leaver);
    if (WatchedEvent* const event = note(m, w, Happening::LeftForGood, block, order)) {
        event->reason = leaver.reason;
        event->flag = leaver.at_once;
    }
}

void settle(Market& m, Block& block, Worker& w, std::uint32_t slot, double stay_draw) {
    const std::uint16_t member = block.agenda[slot].buyer;
    Buyer& b = m.buyer(block, member);
    // An order that went well has held money only in escrow, which is released now.
    if (!m.spec.payments[block.agenda[slot].payment].on_delivery)
        release(m, w, block.agenda[slot], m.today + m.model.protection.release_days);
    const Order order = block.agenda[slot];
    block.agenda.free(slot);
    count_settled(m, block, w, order);
    count_story(m, w, order);
    const float trust_before = b.trust;
    remember(m, block, w, order, b);
    if (WatchedEvent* const event = note(m, w, Happening::Settled, block, order)) {
        event->before = trust_before;
        event->after = b.trust;
    }
    if (m.orders_sample > 0.0 &&
        Dice(m.plan.world, Purpose::OrderSample, block.first + member, order.wish).uniform() < m.orders_sample)
        w.stories.push_back({block.first + member, block.segment, static_cast<std::uint16_t>(m.today), order});
    if (b.stage == Stage::Left) return;
    const double pull = earn_points(m, order, block.first + member, b);
    if (goes(m, order, b, pull, stay_draw)) {
        leave(m, block, w, member);
        count_leaver(m, block, w, order);
        return;
    }
    const bool delighted = order.satisfaction >= m.spec.word_of_mouth.promoter_from;
    if (b.stage == Stage::Repeat && delighted) move_to(w, b, Stage::Advocate);
    if (b.stage == Stage::Advocate && !delighted) move_to(w, b, Stage::Repeat);
    remind_later(m, block, b, member);
}

}  // namespace

void retain(Market& m, Block& block, Worker& w) {
    const double* draw = w.stay_draw.data();
    for_each_order(m, block, w, block.settled, [&](std::uint32_t slot) { settle(m, block, w, slot, *draw++); });
}

}  // namespace pasar
