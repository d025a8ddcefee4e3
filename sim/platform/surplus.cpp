#include "sim/platform/surplus.h"

#include "sim/phases/billing.h"
#include "sim/platform/rounding.h"

namespace pasar {
namespace {

/// `utility` for each reference price that the order is about, in money, by its buyer's weight of the full price.
/// Nothing where buyers do not weigh prices: then no amount of money is worth any utility.
Money in_money(const Turn& turn, const Order& order, double utility, Rounded what) {
    const double price_weight = turn.world.plan.segments[turn.block.segment].price_weight *
                                (order.is_short_notice ? turn.spec.services.short_notice_price : 1.0);
    if (price_weight <= 0.0) return {};
    const double usage = turn.plan.has_plans ? usage_of(turn, order.buyer) : 1.0;
    return fair_share(turn.platform.offers[order.offer].reference * order.units, utility * usage / price_weight,
                      [&] { return rounding_draw(turn.key, what, turn.number(order.buyer), order.wish); });
}

}  // namespace

void count_experience(Turn& turn, const Order& order, double quality, double days) {
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    turn.tally.count(
        Count::BuyerSurplus,
        in_money(turn, order, segment.quality_weight * quality - segment.delay_weight * days, Rounded::Experience));
}

void count_setback(Turn& turn, const Order& order, Money left, double kept) {
    turn.tally.count(Count::BuyerSurplus, left - in_money(turn, order, order.gain() * (1.0 - kept), Rounded::Setback));
}

void count_regret(Turn& turn, const Order& order, double share) {
    const Money lost = fair_share(order.paid, share, [&] {
        return rounding_draw(turn.key, Rounded::Regret, turn.number(order.buyer), order.wish);
    });
    count_setback(turn, order, -lost, 1.0 - share);
}

}  // namespace pasar
