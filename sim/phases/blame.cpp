// Phase 6. A failure has a true cause and a felt cause; the buyer leaves, speaks up, or stays silent.
#include "agents/complaint.h"
#include "sim/phases/aftermath.h"
#include "sim/phases/phases.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// How bad it was, 0 to 1: the satisfaction that is missing to that of an order without failure.
double felt_severity(const Market& m, const Order& order) {
    return clamp01(m.spec.satisfaction.neutral - order.satisfaction);
}

void weigh_blame(Market& m, Block& block, Worker& w, std::uint32_t slot) {
    Order& order = block.agenda[slot];
    if (order.fate == Fate::Fine) {
        block.settled.push_back(slot);
        return;
    }
    pay_back_unasked(m, block, w, order);
    const Buyer& b = m.buyer(block, order.buyer);
    const VoiceSpec& voice = m.spec.voice;
    Dice dice(m.plan.world, Purpose::Voice, block.first + order.buyer, order.wish);
    order.felt = felt_cause(order.cause, m.spec.blame.self_serving, m.spec.blame.self_blaming, dice.uniform());
    const double severity = felt_severity(m, order);
    const double speak =
        voice.intercept + voice.severity * severity + (order.felt == FeltCause::Shop ? voice.felt_shop : 0.0) +
        (m.plan.protects_prepaid ? voice.expected_success : 0.0) - voice.effort * m.model.support.effort +
        log_odds_factor(m.spec.segments[block.segment].complaining);
    const double exit = voice.exit_intercept + voice.exit_severity * severity - voice.exit_loyalty * b.trust;
    const Reaction reaction = react(speak, exit, dice.uniform());
    if (WatchedEvent* const event = note(m, w, Happening::Blamed, block, order)) {
        event->before = severity;
        event->flag = reaction == Reaction::Exit;
    }
    switch (reaction) {
        case Reaction::Voice:
            order.set(order_flag::kVoiced);
            block.complaining.push_back(slot);
            break;
        case Reaction::Exit:
            order.set(order_flag::kExits);
            [[fallthrough]];
        case Reaction::Silence:
            end_failure(m, block, w, order, order.satisfaction, {});
            block.settled.push_back(slot);
            break;
    }
}

}  // namespace

void blame(Market& m, Block& block, Worker& w) {
    for (const std::uint32_t slot : block.judged) weigh_blame(m, block, w, slot);
}

}  // namespace pasar
