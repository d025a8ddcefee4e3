// Phase 9. Every settled order leaves its mark on the buyer: trust, the offer liked best, the one never again, points;
// then the buyer stays or goes. Here the order's story ends.
#include <algorithm>

#include "agents/retention.h"
#include "agents/satisfaction.h"
#include "sim/fetch_ahead.h"
#include "sim/phases/phases.h"
#include "sim/rounding.h"
#include "sim/settlement.h"
#include "sim/stages.h"
#include "sim/watch.h"

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
    } else if (order.satisfaction > m.spec.satisfaction.neutral &&
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

bool goes(const Market& m, const Order& order, const Buyer& b, double reward_pull, double luck) {
    if (order.has(order_flag::kExits)) return true;
    const LeavingSpec& leaving = m.spec.leaving;
    if (order.has(order_flag::kFirst) && !leaving.after_first_order) return false;
    double s = order.satisfaction;
    // A remedy mends what was broken; it does not make buyers stay better than if nothing had happened.
    if (order.has(order_flag::kVoiced) && !m.spec.recovery.repurchase_paradox)
        s = std::min(s, leaving.satisfaction_target);
    const double effect = 2.0 * m.model.programmes.loyalty.stay_effect * reward_pull;
    return luck <
           dropout_probability(b.dropout_odds, leaving.dissatisfaction_weight, leaving.satisfaction_target, s, effect);
}

void remind_later(Market& m, Block& block, const Buyer& b, std::uint16_t member) {
    const ReminderSpec& reminder = m.model.programmes.reminder;
    if (!reminder.on || m.today + reminder.after_days >= m.scenario.days) return;
    Order note;
    note.buyer = member;
    note.entry = Entry::Reminder;
    note.placed = b.last_order_day;
    block.agenda.schedule(Agenda::What::Visit, m.today + reminder.after_days, block.agenda.add(note));
}

void count_settled(Market& m, const Block& block, Worker& w, const Order& order) {
    Tally& t = w.tally;
    const std::int64_t s = millionths(order.satisfaction);
    t.count(Count::Settled);
    t.count(Count::Satisfaction, s);
    t.count(Count::Failures, order.fate == Fate::Fine ? 0 : 1);
    --t.open_orders;
    ++t.fates[order.payment][static_cast<std::size_t>(order.fate)];
    for (GroupCounts* g : {&t.segments[block.segment], &t.regions[order.region], &t.payments[order.payment],
                           &t.seller_kinds[static_cast<std::size_t>(m.offers[order.offer].kind)]}) {
        ++g->settled;
        g->satisfaction += s;
    }
    ++w.offers[order.offer].settled;
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

void settle(Market& m, Block& block, Worker& w, std::uint32_t slot, double stay_luck) {
    const std::uint16_t member = block.agenda[slot].buyer;
    Buyer& b = m.buyer(block, member);
    // An order that went well has held money only in escrow, which is released now.
    if (!m.spec.payments[block.agenda[slot].payment].on_delivery)
        release(m, w, block.agenda[slot], m.today + m.model.protection.release_days);
    const Order order = block.agenda[slot];
    block.agenda.free(slot);
    count_settled(m, block, w, order);
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
    if (goes(m, order, b, pull, stay_luck)) {
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
    const double* luck = w.stay_luck.data();
    for_each_order(m, block, w, block.settled, [&](std::uint32_t slot) { settle(m, block, w, slot, *luck++); });
}

}  // namespace pasar
