#include "sim/phases/purchases.h"

#include <algorithm>

#include "sim/counts/counting.h"
#include "sim/phases/custom.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// What an order's goods are sold for, and what the platform takes off that.
struct Bill {
    Money goods, discount;
};

/// A promotion's discount on goods that are `listed` at so much. Independent sellers bear their part as a lower price.
Bill promoted(const Turn& turn, const Offer& offer, Money listed, std::uint32_t number, std::uint32_t wish) {
    const PromotionSpec& promotion = turn.model.promotion;
    if (promotion.discount <= 0.0 || turn.plan.sells_by_auction) return {listed, {}};
    const auto part = [&](Money of, double share, Rounded what) {
        return fair_share(of, share, [&] { return rounding_draw(turn.key, what, number, wish); });
    };
    const Money off = part(listed, promotion.discount, Rounded::Promotion);
    const Money by_platform = offer.own ? off : part(off, promotion.discount_paid_by_platform, Rounded::PromotionShare);
    return {listed - (off - by_platform), by_platform};
}

/// Coupon first, then loyalty points once they are worth a reward.
Money discount_on(Turn& turn, Relationship& b, Money goods, bool coupon_valid, std::uint32_t number,
                  std::uint32_t wish) {
    Money discount;
    if (coupon_valid) {
        discount =
            fair_share(goods, b.coupon * 1e-4, [&] { return rounding_draw(turn.key, Rounded::Coupon, number, wish); });
        b.coupon = 0;
        turn.tally.count(Count::CouponsUsed);
    }
    const LoyaltySpec& loyalty = turn.model.programmes.loyalty;
    if (loyalty.on && b.points >= loyalty.reward_at) {
        const Money spent = smaller(b.points, goods - discount);
        b.points -= spent;
        discount += spent;
        turn.tally.count(Count::PointsSpent, spent);
    }
    turn.tally.count(Count::Discounts, discount);
    return discount;
}

/// Where the buyer of an order had ordered before.
void count_arrival(Turn& turn, Buyer& buyer) {
    Arrivals& arrivals = turn.counts.arrivals;
    const auto month = static_cast<std::size_t>(turn.world.plan.month_of(turn.today));
    const std::size_t origin = buyer.bought_on == kNowhere ? arrivals.origins - 1 : buyer.bought_on;
    ++arrivals.orders[month * arrivals.origins + origin];
    buyer.bought_on = static_cast<std::uint8_t>(turn.platform.number);
}

}  // namespace

void place_order(Turn& turn, const Purchase& purchase) {
    Tally& t = turn.tally;
    Relationship& relationship = turn.relationships[purchase.member];
    const Offer& offer = turn.platform.offers[purchase.offer];
    const std::int64_t units = purchase.units;
    Order order;
    const Money price = purchase.price.units > 0 ? purchase.price : offer.price;
    const Bill bill = promoted(turn, offer, price * units, turn.number(purchase.member), purchase.wish);
    order.goods = bill.goods;
    t.count(Count::Discounts, bill.discount);
    order.discount = bill.discount + discount_on(turn, relationship, bill.goods - bill.discount, purchase.coupon_valid,
                                                 turn.number(purchase.member), purchase.wish);
    order.paid = order.goods - order.discount + turn.plan.shipping_charge[purchase.zone] + turn.model.revenue.buyer_fee;
    order.offer = purchase.offer;
    order.wish = purchase.wish;
    order.expect(purchase.expected < 0.0 ? static_cast<double>(offer.inferred) : purchase.expected);
    order.set_gain(purchase.gain);
    order.buyer = purchase.member;
    order.placed = static_cast<std::uint16_t>(turn.today);
    order.promised = turn.plan.takes_bookings || turn.plan.has_plans
                         ? purchase.on_day
                         : static_cast<std::uint16_t>(
                               turn.today + static_cast<std::int64_t>(turn.plan.promised_days[purchase.zone]));
    order.units = purchase.units;
    order.payment = purchase.payment;
    order.region = turn.buyers[purchase.member].region;
    if (offer.own) order.set(order_flag::kOwnGoods);
    if (purchase.mistake_draw < turn.spec.ordering.mistake_probability) {
        order.fate = Fate::OrderedWrong;
        order.cause = Cause::Buyer;
        t.count(Count::OrderingMistakes);
    }
    count_habits(turn, relationship, purchase.member, order.goods);
    if (begin_custom(turn, purchase.member))
        order.set(order_flag::kFirst);
    else
        t.count(Count::RepeatOrders);
    if (turn.world.competes) count_arrival(turn, turn.buyers[purchase.member]);
    if (WatchedEvent* const event = note(turn, Happening::Ordered, order)) {
        event->amount = order.paid;
        event->until = order.promised;
        event->flag = order.has(order_flag::kFirst);
    }
    t.count(Count::Orders);
    t.count(Count::Units, units);
    t.count(Count::Gmv, order.goods);
    if (offer.own && turn.model.supply.kind == SupplyKind::Hybrid) t.count(Count::OwnGmv, order.goods);
    ++t.open_orders;
    for (GroupCounts* g : groups_of(turn, order)) {
        ++g->orders;
        add_up(g->gmv, order.goods.units);
        add_up(g->paid, order.paid.units);
    }
    if (turn.spec.payments[purchase.payment].on_delivery)
        t.count(Count::OrdersOnDelivery);
    else
        take_prepayment(turn, order);
    OfferTally& offer_tally = turn.outbox.offers[purchase.offer];
    offer_tally.demanded += static_cast<std::int32_t>(units);
    ++offer_tally.orders;
    add_up(offer_tally.gmv, order.goods.units);
    turn.dealings.placed.push_back(turn.orders.add(order));
}

void place_orders(Turn& turn) {
    for (const Purchase& purchase : turn.scratch.purchases) place_order(turn, purchase);
    turn.scratch.purchases.clear();
}

}  // namespace pasar
