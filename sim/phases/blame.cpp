// Phase 7. A failure has a true cause and a felt cause; the buyer leaves, speaks up, or stays silent.
#include <algorithm>

#include "agents/complaint.h"
#include "sim/phases/aftermath.h"
#include "sim/phases/judgement.h"
#include "sim/phases/phases.h"
#include "sim/phases/turn.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// How bad it was, 0 to 1: the satisfaction that is missing to that of an order without failure.
double felt_severity(const Turn& turn, const Order& order) {
    return clamp01(turn.spec.satisfaction.neutral - order.satisfaction);
}

void weigh_blame(Turn& turn, const ReactionUtilities& reference, std::uint32_t slot) {
    Order& order = turn.orders[slot];
    if (order.fate == Fate::Fine) {
        turn.dealings.settled.push_back(slot);
        return;
    }
    pay_back_unasked(turn, order);
    const Relationship& b = turn.relationships[order.buyer];
    const VoiceSpec& voice = turn.spec.voice;
    Dice dice(turn.key, Purpose::Voice, turn.number(order.buyer), order.wish);
    order.felt = felt_cause(order.cause, turn.spec.blame.self_serving, turn.spec.blame.self_blaming, dice.uniform());
    const double severity = felt_severity(turn, order);
    const double worse = severity - voice.reference_severity;
    const double speak =
        reference.voice + voice.severity * worse - (order.felt == FeltCause::Shop ? 0.0 : voice.felt_shop) -
        (turn.plan.protects_prepaid ? 0.0 : voice.expected_success) - voice.effort * (turn.model.support.effort - 1.0) +
        log_odds_factor(turn.spec.segments[turn.block.segment].complaining);
    const double exit = reference.exit + voice.exit_severity * worse - voice.exit_loyalty * (b.trust - 0.5);
    const Reaction reaction = react(speak, exit, dice.uniform());
    if (WatchedEvent* const event = note(turn, Happening::Blamed, order)) {
        event->before = severity;
        event->flag = reaction == Reaction::Exit;
    }
    switch (reaction) {
        case Reaction::Voice:
            order.set(order_flag::kVoiced);
            turn.dealings.complaining.push_back(slot);
            review_at_arrival(turn, order);
            break;
        case Reaction::Exit:
            order.set(order_flag::kExits);
            [[fallthrough]];
        case Reaction::Silence:
            end_failure(turn, order, order.satisfaction, {});
            turn.dealings.settled.push_back(slot);
            break;
    }
}

}  // namespace

void blame(Turn& turn) {
    const VoiceSpec& voice = turn.spec.voice;
    const double speaks = std::min(own_or(turn.model.own_rates.complaint, voice.rate), 1.0 - voice.exit_rate);
    const ReactionUtilities reference = reactions_at(speaks, voice.exit_rate);
    for (const std::uint32_t slot : turn.dealings.judged) weigh_blame(turn, reference, slot);
}

}  // namespace pasar
