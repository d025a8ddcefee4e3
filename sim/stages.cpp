#include "sim/stages.h"

#include "sim/wishes.h"

namespace pasar {
namespace {

/// Cell of a buyer's cohort and this month, or nullptr before its first order.
std::int64_t* left_cell(const Market& m, Worker& w, const Buyer& b) {
    if (b.first_month == kNever) return nullptr;
    return &w.cohorts.left[b.first_month * w.cohorts.months + static_cast<std::size_t>(m.plan.month_of(m.today))];
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
    if (std::int64_t* cell = left_cell(m, w, b)) ++*cell;
    const WinBackSpec& win_back = m.model.programmes.win_back;
    if (!win_back.on || m.today + win_back.after_days >= m.scenario.days) return;
    Order note;
    note.buyer = member;
    note.entry = Entry::WinBack;
    block.agenda.schedule(Agenda::What::Visit, m.today + win_back.after_days, block.agenda.add(note));
}

void come_back(Market& m, Block& block, Worker& w, std::uint16_t member) {
    Buyer& b = m.buyer(block, member);
    move_to(w, b, b.orders > 1 ? Stage::Repeat : Stage::Customer);
    w.tally.count(Count::BuyersWonBack);
    w.tally.trust += millionths(b.trust);
    if (std::int64_t* cell = left_cell(m, w, b)) --*cell;
    resume_wishes(m, block, member, m.today + 1);
}

}  // namespace pasar
