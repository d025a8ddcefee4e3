// Phase 8. Complaints wait at the support desk and are answered; what the buyer gets follows the treatment table, as
// far as the model's protection stands behind it. Goods that did not fit come back.
#include <algorithm>
#include <cmath>

#include "agents/complaint.h"
#include "agents/delivery.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/aftermath.h"
#include "sim/phases/phases.h"
#include "sim/phases/returns.h"
#include "sim/phases/turn.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Puts a fresh complaint into the line: the chatbot answers at once, people when its turn comes.
void queue_up(Turn& turn, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    const SupportSpec& support = turn.model.support;
    Tally& t = turn.tally;
    t.count(Count::Complaints);
    for (GroupCounts* g : groups_of(turn, order)) ++g->complaints;
    ++t.open_tickets;
    Dice dice(turn.key, Purpose::Support, turn.number(order.buyer), order.wish);
    std::int64_t days = 0;
    if (dice.uniform() < support.chatbot_share) {
        order.set(order_flag::kChatbot);
        t.count(Count::SupportCost, support.chatbot_cost_per_ticket);
        t.books.move(Account::Platform, Account::Outside, support.chatbot_cost_per_ticket);
    } else {
        ++t.people_tickets;
        const double draw = dice.uniform();
        double ahead = turn.platform.conditions.support_backlog;
        if (support.priority == SupportPriority::WorstFirst) {
            // The worse it is, the fewer stand before it; the mildest let almost everybody pass, so that the line as a
            // whole moves no faster.
            const double neutral = turn.spec.satisfaction.neutral;
            const double rank = neutral > 0.0 ? clamp01(order.satisfaction / neutral) : 0.5;  // all are as bad
            ahead *= 2.0 * rank;
        }
        const double wait =
            waiting_days(ahead, turn.platform.conditions.support_yesterday, turn.plan.support_capacity, draw);
        days =
            wait > support.give_up_days ? static_cast<std::int64_t>(std::ceil(support.give_up_days)) : whole_part(wait);
        if (wait > support.give_up_days) order.remedy = Remedy::Ignored;
    }
    turn.orders.schedule(OrderBook::What::Answer, turn.today + days, slot);
    if (WatchedEvent* const event = note(turn, Happening::Complained, order))
        event->flag = order.has(order_flag::kChatbot);
}

bool fits(const TreatmentSpec& rule, const Order& order) {
    const bool cause = rule.true_cause == CauseRule::Any || name_of(rule.true_cause) == name_of(order.cause);
    const bool felt = rule.felt_cause == FeltRule::Any || name_of(rule.felt_cause) == name_of(order.felt);
    const bool fate = rule.failure == FateRule::Any || name_of(rule.failure) == name_of(order.fate);
    return cause && felt && fate;
}

Remedy treatment(const Turn& turn, const Order& order) {
    for (const TreatmentSpec& rule : turn.model.treatment)
        if (fits(rule, order)) return rule.remedy;
    return Remedy::Apology;
}

bool is_about_goods(Fate fate) {
    return fate == Fate::WrongItem || fate == Fate::Damaged || fate == Fate::Misdescribed;
}

/// What stands behind a remedy that costs money. Without it an apology is all there is.
Remedy granted(const Turn& turn, const Order& order, Remedy wished, double proof_draw, double goodwill_draw) {
    const ProtectionSpec& protection = turn.model.protection;
    const bool costs_goods =
        wished == Remedy::Replacement || wished == Remedy::Refund || wished == Remedy::Compensation;
    const bool is_paid_back = order.fate == Fate::StockOut || order.fate == Fate::Undeliverable ||
                              order.fate == Fate::NotServed || order.fate == Fate::Denied;
    if (!costs_goods || is_paid_back) return costs_goods ? Remedy::Apology : wished;
    // A service can be booked long before its day, and a period paid for ends long after.
    if (turn.today - (turn.plan.takes_bookings || turn.plan.has_plans ? order.promised : order.placed) >
        protection.time_limit_days + static_cast<std::int64_t>(turn.spec.satisfaction.give_up_days))
        return Remedy::Apology;
    if (proof_draw >= protection.proof) return Remedy::Apology;
    const bool has_paid = order.has(order_flag::kPaidOut) || !turn.spec.payments[order.payment].on_delivery;
    if (!has_paid) return Remedy::Apology;  // nothing to pay back or to make good: the buyer may order again
    const bool can_replace = order.fate != Fate::NeverSent;
    switch (protection.kind) {
        case ProtectionKind::None: {
            // The own store owes nothing; an independent seller may show goodwill as far as it answers at all and is
            // honest.
            const Offer& offer = turn.platform.offers[order.offer];
            if (offer.own) return Remedy::Apology;
            const bool honest = offer.kind == SellerKind::Honest || offer.kind == SellerKind::Careless ||
                                offer.kind == SellerKind::Reseller ||
                                (offer.kind == SellerKind::Opportunist && offer.short_by == 0.0F);
            return honest && goodwill_draw < protection.goodwill * turn.spec.seller_types[offer.type].responsiveness
                       ? wished
                       : Remedy::Apology;
        }
        case ProtectionKind::Escrow:
            return !order.has(order_flag::kPaidOut) || order.has(order_flag::kOwnGoods) ? wished : Remedy::Apology;
        case ProtectionKind::MoneyBack:
            return wished;
        case ProtectionKind::Replacement:
            return can_replace ? Remedy::Replacement : wished;
        case ProtectionKind::Warranty:
            return is_about_goods(order.fate) ? wished : Remedy::Apology;
    }
    return Remedy::Apology;
}

/// Money and goods of a remedy. Returns what goes back to the buyer.
Money apply(Turn& turn, Order& order) {
    Relationship& b = turn.relationships[order.buyer];
    const SupportSpec& support = turn.model.support;
    const Money limit = turn.model.protection.limit;
    const auto limited = [&](Money amount) { return limit.units > 0 ? smaller(amount, limit) : amount; };
    const auto give_coupon = [&](double share) { b.take_coupon(share, turn.today, turn.today + support.coupon_days); };
    switch (order.remedy) {
        case Remedy::None:
        case Remedy::Ignored:
        case Remedy::Apology:
            return {};
        case Remedy::Coupon:
            give_coupon(support.coupon);
            return {};
        case Remedy::Replacement: {
            // The right thing is sent after it, at the seller's cost. Its own parcel runs no further risk.
            // What is downloaded once more has been paid for.
            const Money cost =
                turn.plan.pays_by_sale ? Money{} : limited(turn.platform.offers[order.offer].cost * order.units);
            turn.tally.count(Count::Replacements);
            learn_cost(turn, order, cost);
            owe_courier(turn, order, order.shipping);
            if (order.has(order_flag::kOwnGoods)) {
                turn.tally.books.move(Account::Platform, Account::Suppliers, cost);
                turn.tally.count(Count::RemedyCost, cost);
            } else {
                turn.tally.books.move(Account::Sellers, Account::Suppliers, cost);
                count_income(turn, order, {.goods = cost.units});
                charge_seller(turn, order, shipping_cost(turn, order));
            }
            return {};
        }
        case Remedy::Refund:
        case Remedy::Compensation: {
            // Goods that can be sold again come back, at the cost of another journey.
            if (comes_back(order)) {
                owe_courier(turn, order, order.shipping);
                charge_seller(turn, order, shipping_cost(turn, order));
                return_goods(turn, order);
            }
            const Money back = refund(turn, order, limited(order.paid));
            if (order.remedy == Remedy::Compensation) give_coupon(support.compensation);
            return back;
        }
    }
    return {};
}

/// A cheat comes to light when its victim complains and the desk recognises it.
void recognise_cheat(Turn& turn, const Order& order, double draw) {
    if (turn.platform.offers[order.offer].own) return;
    const bool cheated = order.fate == Fate::NeverSent || order.fate == Fate::Misdescribed;
    if (cheated && draw < turn.model.policing.detection) ++turn.outbox.offers[order.offer].cheats;
}

void answer(Turn& turn, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    Tally& t = turn.tally;
    const RecoverySpec& r = turn.spec.recovery;
    Dice dice(turn.key, Purpose::Policing, turn.number(order.buyer), order.wish);
    const double proof_draw = dice.uniform(), goodwill_draw = dice.uniform(), detection_draw = dice.uniform();
    recognise_cheat(turn, order, detection_draw);
    --t.open_tickets;
    const float before = order.satisfaction;
    if (order.remedy == Remedy::Ignored) {
        t.count(Count::TicketsIgnored);
        order.satisfaction = static_cast<float>(clamp01(order.satisfaction - r.double_deviation));
        if (WatchedEvent* const event = note(turn, Happening::Ignored, order)) event->before = before;
        end_failure(turn, order, before, {});
        turn.dealings.settled.push_back(slot);
        return;
    }
    order.remedy = granted(turn, order, treatment(turn, order), proof_draw, goodwill_draw);
    const Money back = apply(turn, order);
    const std::int64_t waited = turn.today - order.ended;
    const std::int64_t until_settled = waited + (back.units > 0 ? turn.spec.payments[order.payment].refund_days : 0);
    const Offer& offer = turn.platform.offers[order.offer];
    const double skill = order.has(order_flag::kChatbot) ? turn.model.support.chatbot_skill : turn.model.support.skill;
    // An independent seller's own manner counts as much as the platform's desk.
    const double courtesy = offer.own ? skill : 0.5 * (skill + turn.spec.seller_types[offer.type].responsiveness);
    const double worth = order.remedy == Remedy::Apology        ? r.worth_apology
                         : order.remedy == Remedy::Coupon       ? r.worth_coupon
                         : order.remedy == Remedy::Replacement  ? r.worth_replacement
                         : order.remedy == Remedy::Refund       ? r.worth_refund
                         : order.remedy == Remedy::Compensation ? r.worth_compensation
                                                                : 0.0;
    const double felt = justice({r.distributive, r.interactional, r.procedural}, worth, courtesy,
                                static_cast<double>(until_settled), r.patience_days);
    const double strength = clamp01(r.strength * turn.spec.segments[turn.block.segment].recovery);
    order.satisfaction = static_cast<float>(recovered_satisfaction(order.satisfaction, strength, felt));
    t.count(Count::TicketsSettled);
    if (WatchedEvent* const event = note(turn, Happening::Answered, order)) {
        event->amount = back;
        event->until = static_cast<std::uint16_t>(refund_arrives_on(turn, order));
        event->before = before;
        event->flag = order.has(order_flag::kChatbot);
    }
    const std::int64_t until_answered = order.has(order_flag::kChatbot) ? 0 : waited;
    t.count(Count::FirstResponseHours, 24 * until_answered);
    t.count(Count::ResolutionHours, 24 * until_settled);
    count_ended(turn, order, OfOrder::FirstResponseHours, 24 * until_answered);
    count_ended(turn, order, OfOrder::ResolutionHours, 24 * until_settled);
    end_failure(turn, order, before, back);
    turn.dealings.settled.push_back(slot);
}

}  // namespace

void recover(Turn& turn) {
    for (const std::uint32_t slot : turn.dealings.complaining) queue_up(turn, slot);
    turn.orders.take(OrderBook::What::Answer, turn.today, turn.scratch.slots);
    for_each_order(turn, turn.scratch.slots, [&](std::uint32_t slot) { answer(turn, slot); });
    take_back(turn);
}

}  // namespace pasar
