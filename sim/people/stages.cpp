#include "sim/people/stages.h"

#include "sim/people/wishes.h"

namespace pasar {
namespace {

/// Counts a customer who leaves (+1) or comes back (-1): of its cohort, and of those with whom this month began if it
/// was one of them. Whoever joined in this month, or had left before it, was not.
void count_change(const Market& m, Worker& w, Buyer& b, std::int64_t sign) {
    const auto month = static_cast<std::size_t>(m.plan.month_of(m.today));
    if (b.changed_month != month) {
        b.changed_month = static_cast<std::uint16_t>(month) & kNoMonth;
        b.was_customer = sign > 0 && b.first_month < month ? 1 : 0;
    }
    w.cohorts.left[b.first_month * w.cohorts.months + month] += sign;
    if (b.was_customer != 0) w.cohorts.lost[month] += sign;
}

}  // namespace

void move_to(Worker& w, Buyer& b, Stage stage) {
    ++w.tally.moves[static_cast<std::size_t>(b.stage)][static_cast<std::size_t>(stage)];
    b.stage = stage;
}

void leave(Market& m, Block& block, Worker& w, std::uint16_t member) {
    Buyer& b = m.buyer(block, member);
    move_to(w, b, Stage::Left);
    w.tally.count(Count::BuyersLeft);
    ++w.tally.segments[block.segment].left;
    ++w.tally.regions[b.region].left;
    w.tally.trust -= millionths(b.trust);
    count_change(m, w, b, +1);
    const WinBackSpec& win_back = m.model.programmes.win_back;
    if (!win_back.on || m.today + win_back.after_days >= m.scenario.days) return;
    block.agenda.schedule(Agenda::What::Visit, m.today + win_back.after_days,
                          block.agenda.add(Order::message(Entry::WinBack, member)));
}

void come_back(Market& m, Block& block, Worker& w, std::uint16_t member) {
    Buyer& b = m.buyer(block, member);
    move_to(w, b, b.orders > 1 ? Stage::Repeat : Stage::Customer);
    w.tally.count(Count::BuyersWonBack);
    ++w.tally.segments[block.segment].won_back;
    ++w.tally.regions[b.region].won_back;
    w.tally.trust += millionths(b.trust);
    count_change(m, w, b, -1);
    resume_wishes(m, block, member, m.today + 1);
}

}  // namespace pasar
