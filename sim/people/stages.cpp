#include "sim/people/stages.h"

#include "sim/people/wishes.h"

namespace pasar {
namespace {

/// Counts a customer who leaves (+1) or comes back (-1): of its cohort, and of those with whom this month began if it
/// was one of them. One who joined in this month, or had left before it, was not.
void count_change(Turn& turn, Relationship& b, std::int64_t sign) {
    const auto month = static_cast<std::size_t>(turn.world.plan.month_of(turn.today));
    if (b.changed_month != month) {
        b.changed_month = static_cast<std::uint32_t>(month) & kNoMonth;
        b.was_customer = sign > 0 && b.first_month < month ? 1 : 0;
    }
    turn.counts.cohorts.left[b.first_month * turn.counts.cohorts.months + month] += sign;
    if (b.was_customer != 0) turn.counts.cohorts.lost[month] += sign;
}

}  // namespace

void move_to(Turn& turn, Relationship& b, Stage stage) {
    ++turn.tally.moves[static_cast<std::size_t>(b.stage)][static_cast<std::size_t>(stage)];
    b.stage = stage;
}

void leave(Turn& turn, std::uint16_t member) {
    Relationship& b = turn.relationships[member];
    move_to(turn, b, Stage::Left);
    turn.tally.count(Count::BuyersLeft);
    ++turn.tally.segments[turn.block.segment].left;
    ++turn.tally.regions[turn.buyers[member].region].left;
    turn.tally.trust -= millionths(b.trust);
    count_change(turn, b, +1);
    const WinBackSpec& win_back = turn.model.programmes.win_back;
    if (!win_back.on || turn.today + win_back.after_days >= turn.world.scenario().days) return;
    turn.dealings.appointments.on(turn.today + win_back.after_days).push_back({member, Occasion::WinBack});
}

void come_back(Turn& turn, std::uint16_t member) {
    Relationship& b = turn.relationships[member];
    move_to(turn, b, b.orders > 1 ? Stage::Repeat : Stage::Customer);
    turn.tally.count(Count::BuyersWonBack);
    ++turn.tally.segments[turn.block.segment].won_back;
    ++turn.tally.regions[turn.buyers[member].region].won_back;
    turn.tally.trust += millionths(b.trust);
    count_change(turn, b, -1);
    resume_wishes(turn.world, turn.block, turn.buyers[member], member, turn.today + 1);
}

}  // namespace pasar
