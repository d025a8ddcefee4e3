#include "sim/people/stages.h"

#include <algorithm>
#include <cmath>

#include "sim/people/wishes.h"
#include "sim/phases/billing.h"

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

void plan_lapse(const Platform& platform, Dealings& dealings, std::uint16_t member, std::uint32_t number,
                Relationship& b) {
    const World& world = platform.world;
    b.lapses_on = kNever;
    if (world.spec().leaving.form != LeavingForm::AnyTime) return;
    // From the nearest morning on, but not before tomorrow.
    const double day =
        std::floor(static_cast<double>(world.today) + days_until_lapse(platform, number, world.today) + 0.5);
    const double tomorrow = static_cast<double>(world.today + 1);
    // Also beyond the end, whose day must not show before it.
    b.lapses_on = static_cast<std::uint16_t>(std::clamp(day, tomorrow, static_cast<double>(kNever - 1)));
    if (b.lapses_on < world.scenario().days) dealings.appointments.on(b.lapses_on).push_back({member, Occasion::Lapse});
}

void leave(Turn& turn, std::uint16_t member) {
    Relationship& b = turn.relationships[member];
    if (turn.plan.has_plans) end_of_leaver(turn, member);
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

void count_leaver(Turn& turn, const Leaver& leaver) {
    ++turn.tally.leavers[static_cast<std::size_t>(leaver.reason)][static_cast<std::size_t>(leaver.cause)]
                        [static_cast<std::size_t>(leaver.felt)][leaver.at_once ? 1 : 0];
    turn.outbox.leavers.push_back(leaver);
}

void come_back(Turn& turn, std::uint16_t member) {
    Relationship& b = turn.relationships[member];
    move_to(turn, b, b.orders > 1 ? Stage::Repeat : Stage::Customer);
    turn.tally.count(Count::BuyersWonBack);
    ++turn.tally.segments[turn.block.segment].won_back;
    ++turn.tally.regions[turn.buyers[member].region].won_back;
    turn.tally.trust += millionths(b.trust);
    count_change(turn, b, -1);
    plan_lapse(turn.platform, turn.dealings, member, turn.number(member), b);
    resume_wishes(turn.world, turn.block, turn.buyers[member], member, turn.today + 1);
}

}  // namespace pasar
