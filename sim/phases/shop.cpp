// Phase 3. Buyers with a wish today come to the site, look at a page of offers, choose one or none, and pay.
#include <algorithm>

#include "agents/choice.h"
#include "agents/portable_math.h"
#include "sim/fetch_ahead.h"
#include "sim/phases/phases.h"
#include "sim/settlement.h"
#include "sim/stages.h"
#include "sim/wishes.h"

namespace pasar {
namespace {

/// One visit: who, with which luck, and what it has come to so far.
struct Visit {
    Market& m;
    Block& block;
    Worker& w;
    std::uint16_t member;
    std::uint32_t number;  ///< of the buyer
    std::uint32_t wish;    ///< key of the luck
    Buyer& buyer;
};

/// The site answers too late, or not at all. One draw decides both.
bool site_fails(Visit& v, double luck) {
    const Morning& morning = v.m.morning;
    if (luck < morning.lost_share) {
        v.w.tally.count(Count::LostToQueue);
        return true;
    }
    const double rest = (luck - morning.lost_share) / (1.0 - morning.lost_share);
    if (rest < morning.abandon[v.block.segment]) {
        v.w.tally.count(Count::Abandoned);
        return true;
    }
    return false;
}

/// What a buyer would pay with whose preferred method is missing, or the number of methods when it accepts none.
std::size_t other_method(const Visit& v, double luck) {
    const Plan& plan = v.m.plan;
    const double willing = v.m.spec.ordering.switch_payment;
    if (luck >= willing || plan.offered.empty()) return v.m.spec.payments.size();
    return plan.offered[plan.offered_payment.pick(luck / willing)];
}

struct Chosen {
    std::uint32_t offer = kNoOffer;
    double promised_days = 0.0;
    Money shipping;
};

/// Weighs the page of offers that the platform shows, and the offer liked best before, against not buying.
Chosen choose_offer(Visit& v, std::size_t category, std::size_t method, bool coupon_valid, double page_luck,
                    double choice_luck) {
    Market& m = v.m;
    const SegmentPlan& segment = m.plan.segments[v.block.segment];
    const Shelf::Page page = m.shelves[category].page(page_luck, segment.page, segment.customer_class);
    const auto& zone_to_here = m.plan.zone[v.buyer.region];
    const auto& delay = m.morning.delay_factor[v.block.segment];

    std::array<double, kLargestPage + 1> weights;  // the page, and the offer liked best where the page lacks it
    std::size_t count = page.places.size();
    bool saw_liked = false;
    const double liking = v.buyer.liked_offer == kNoOffer ? 1.0 : attraction(segment.own_experience * v.buyer.liked_by);
    for (std::size_t i = 0; i < page.places.size(); ++i) {
        const Place place = page.places[i];
        const bool liked = place.offer == v.buyer.liked_offer;
        saw_liked |= liked;
        const double weight = static_cast<double>(page.weights[i]) * delay[zone_to_here[place.region]];
        weights[i] = place.offer == v.buyer.barred_offer ? 0.0 : weight * (liked ? liking : 1.0);
    }
    if (!saw_liked && v.buyer.liked_offer != kNoOffer) {
        const Offer& liked = m.offers[v.buyer.liked_offer];
        if (liked.category == category && liked.open && liked.stock > 0)
            weights[count++] =
                static_cast<double>(m.weights[v.buyer.liked_offer * m.plan.classes.size() + segment.customer_class]) *
                delay[zone_to_here[liked.region]] * liking;
    }

    const double payment_risk =
        method < m.spec.payments.size() ? m.plan.payment_risk[method] : m.spec.payments[v.buyer.payment].perceived_risk;
    const double readiness = attraction(buyer_utility({.trust_weight = m.spec.choice.trust,
                                                       .trust = v.buyer.trust,
                                                       .risk_weight = m.spec.choice.risk,
                                                       .payment_risk = payment_risk,
                                                       .price_weight = segment.coupon_weight,
                                                       .discount = coupon_valid ? v.buyer.coupon * 1e-4 : 0.0}));
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += weights[i] *= readiness;
    const double surplus = portable_log(1.0 + sum);
    v.w.tally.count(Count::BuyerSurplus, millionths(surplus));
    v.w.tally.segments[v.block.segment].surplus += millionths(surplus);
    if (segment.price_weight > 0.0)
        v.w.tally.count(Count::BuyerSurplusMoney,
                        share_of(m.spec.categories[category].reference_price, surplus / segment.price_weight));

    const std::size_t chosen = choose({weights.data(), count}, 1.0, sum, choice_luck);
    if (chosen == count) return {};
    const std::uint32_t id = chosen < page.places.size() ? page.places[chosen].offer : v.buyer.liked_offer;
    const std::size_t zone = zone_to_here[m.offers[id].region];
    return {id, m.plan.promised_days[zone], m.plan.shipping_charge[zone]};
}

/// Coupon first, then loyalty points once they are worth a reward.
Money discount_on(Visit& v, Money goods, bool coupon_valid) {
    Money discount;
    if (coupon_valid) {
        discount = share_of(goods, v.buyer.coupon * 1e-4);
        v.buyer.coupon = 0;
        v.w.tally.count(Count::CouponsUsed);
    }
    const LoyaltySpec& loyalty = v.m.model.programmes.loyalty;
    if (loyalty.on && v.buyer.points >= loyalty.reward_at.units) {
        const Money spent = smaller({v.buyer.points}, goods - discount);
        v.buyer.points -= spent.units;
        discount += spent;
        v.w.tally.count(Count::PointsSpent, spent);
    }
    v.w.tally.count(Count::Discounts, discount);
    return discount;
}

void remember_order(Visit& v, Order& order) {
    Buyer& b = v.buyer;
    Tally& t = v.w.tally;
    if (b.orders == 0) {
        t.count(Count::FirstOrders);
        ++t.segments[v.block.segment].first_orders;
        b.first_month = static_cast<std::uint16_t>(v.m.plan.month_of(v.m.today));
        ++v.w.cohorts.joined[b.first_month];
        t.trust += millionths(b.trust);
        order.set(order_flag::kFirst);
        move_to(v.w, b, Stage::Customer);
    } else {
        t.count(Count::RepeatOrders);
        if (b.stage == Stage::Customer) move_to(v.w, b, Stage::Repeat);
    }
    if (b.orders < 65535) ++b.orders;
    b.last_order_day = static_cast<std::uint16_t>(v.m.today);
}

/// From coming to the site to a placed order. True when an order was placed.
bool visit(Visit v) {
    Market& m = v.m;
    Tally& t = v.w.tally;
    GroupCounts& group = t.segments[v.block.segment];
    t.count(Count::Visits);
    ++group.visits;
    ++t.regions[v.buyer.region].visits;
    if (m.model.revenue.advertising_per_visit.units > 0) {
        t.count(Count::AdvertisingRevenue, m.model.revenue.advertising_per_visit);
        t.books.move(Account::Outside, Account::Platform, m.model.revenue.advertising_per_visit);
    }
    if (v.buyer.stage == Stage::Aware) move_to(v.w, v.buyer, Stage::Considering);

    // The first word of a wish decided when it arises.
    const auto [gap_luck, category_luck, basket_luck, payment_luck] =
        Dice(m.plan.world, Purpose::Wish, v.number, v.wish).four();
    const auto [site_luck, page_luck, choice_luck, mistake_luck] =
        Dice(m.plan.world, Purpose::Visit, v.number, v.wish).four();
    if (site_fails(v, site_luck)) return false;

    Dice payment(m.plan.world, Purpose::Payment, v.number, v.wish);  // draws nothing while all goes as preferred
    std::size_t method = m.plan.is_offered[v.buyer.payment] ? v.buyer.payment : other_method(v, payment.uniform());
    const bool coupon_valid = v.buyer.coupon > 0 && m.today <= v.buyer.coupon_until;
    const Chosen chosen =
        choose_offer(v, m.plan.category.pick(category_luck), method, coupon_valid, page_luck, choice_luck);
    if (chosen.offer == kNoOffer) {
        t.count(Count::NothingChosen);
        return false;
    }
    if (method == m.spec.payments.size()) {
        t.count(Count::PaymentFailed);
        return false;
    }
    if (payment_luck >= m.spec.payments[method].success) {
        // A second try with another method, for those who bear with it.
        const bool tries_again = payment.uniform() < m.spec.ordering.switch_payment;
        if (tries_again) method = m.plan.offered[m.plan.offered_payment.pick(payment.uniform())];
        if (!tries_again || payment.uniform() >= m.spec.payments[method].success) {
            t.count(Count::PaymentFailed);
            return false;
        }
    }

    const Offer& offer = m.offers[chosen.offer];
    const double basket = m.spec.segments[v.block.segment].basket;
    const auto whole = static_cast<std::int64_t>(basket);
    const std::int64_t units =
        std::clamp<std::int64_t>(whole + (basket_luck < basket - static_cast<double>(whole) ? 1 : 0), 1, 255);
    Order order;
    order.goods = offer.price * units;
    const Money discount = discount_on(v, order.goods, coupon_valid);
    order.discount =
        static_cast<std::int32_t>(std::min<std::int64_t>(discount.units, std::numeric_limits<std::int32_t>::max()));
    order.paid = order.goods - Money{order.discount} + chosen.shipping + m.model.revenue.buyer_fee;
    order.offer = chosen.offer;
    order.wish = v.wish;
    order.expectation = static_cast<float>(offer.inferred);
    order.buyer = v.member;
    order.placed = static_cast<std::uint16_t>(m.today);
    order.promised = static_cast<std::uint16_t>(m.today + static_cast<std::int64_t>(chosen.promised_days));
    order.units = static_cast<std::uint8_t>(units);
    order.payment = static_cast<std::uint8_t>(method);
    order.region = v.buyer.region;
    if (offer.own) order.set(order_flag::kOwnGoods);
    if (mistake_luck < m.spec.ordering.mistake_probability) {
        order.fate = Fate::OrderedWrong;
        order.cause = Cause::Buyer;
        t.count(Count::OrderingMistakes);
    }
    remember_order(v, order);
    t.count(Count::Orders);
    t.count(Count::Units, units);
    t.count(Count::Gmv, order.goods);
    ++t.open_orders;
    for (GroupCounts* g : {&group, &t.regions[v.buyer.region], &t.payments[method],
                           &t.seller_kinds[static_cast<std::size_t>(offer.kind)]}) {
        ++g->orders;
        g->gmv += order.goods.units;
        g->paid += order.paid.units;
    }
    if (m.spec.payments[method].on_delivery)
        t.count(Count::OrdersOnDelivery);
    else
        take_prepayment(m, v.w, order);
    OfferTally& offer_tally = v.w.offers[chosen.offer];
    offer_tally.demanded += static_cast<std::int32_t>(units);
    ++offer_tally.orders;
    offer_tally.gmv += order.goods.units;
    v.block.placed.push_back(v.block.agenda.add(order));
    return true;
}

/// Visits that a message brought: a coupon, a reminder, a win-back offer.
void answer_messages(Market& m, Block& block, Worker& w) {
    block.agenda.take(Agenda::What::Visit, m.today, w.slots);
    for (const std::uint32_t slot : w.slots) {
        const Order note = block.agenda[slot];
        block.agenda.free(slot);
        Buyer& b = m.buyer(block, note.buyer);
        const std::uint32_t number = block.first + note.buyer;
        // Luck of its own, apart from that of the buyer's wishes: visits through messages are numbered by day and kind.
        const std::uint32_t key =
            0x80000000U | static_cast<std::uint32_t>(note.entry) << 24U | static_cast<std::uint32_t>(m.today);
        Dice dice(m.plan.world, Purpose::Message, number, key);
        if (note.entry == Entry::WinBack) {
            if (b.stage != Stage::Left) continue;
            const WinBackSpec& offer = m.model.programmes.win_back;
            w.tally.count(Count::Messages);
            w.tally.count(Count::ProgrammeCost, offer.cost_per_message);
            w.tally.books.move(Account::Platform, Account::Outside, offer.cost_per_message);
            const double memory = std::min(1.0, b.satisfaction / std::max(1e-9, m.spec.leaving.satisfaction_target));
            if (dice.uniform() >= offer.response * memory) continue;
            come_back(m, block, w, note.buyer);
            b.coupon = static_cast<std::uint16_t>(offer.coupon * 1e4 + 0.5);
            b.coupon_until = static_cast<std::uint16_t>(m.today + 1);
        } else {
            if (b.stage == Stage::Left) continue;
            if (note.entry == Entry::Reminder) {
                if (b.last_order_day != note.placed) continue;  // ordered since
                const ReminderSpec& reminder = m.model.programmes.reminder;
                w.tally.count(Count::Messages);
                w.tally.count(Count::ProgrammeCost, reminder.cost_per_message);
                w.tally.books.move(Account::Platform, Account::Outside, reminder.cost_per_message);
                if (dice.uniform() >= reminder.response) continue;
            } else if (b.coupon == 0) {
                continue;  // the coupon has been used already
            }
        }
        visit({m, block, w, note.buyer, number, key, b});
    }
}

}  // namespace

void shop(Market& m, Block& block, Worker& w) {
    block.placed.clear();
    block.judged.clear();
    block.complaining.clear();
    block.settled.clear();
    answer_messages(m, block, w);
    block.calendar.take(static_cast<std::size_t>(m.today), w.members);
    for (std::size_t i = 0; i < w.members.size(); ++i) {
        if (i + kBuyerAhead < w.members.size()) __builtin_prefetch(&m.buyer(block, w.members[i + kBuyerAhead]), 1);
        const std::uint16_t member = w.members[i];
        Buyer& b = m.buyer(block, member);
        const std::uint32_t number = block.first + member;
        b.in_calendar = false;
        // A wish that follows an order on the same day waits for the morrow: its buyer waits for the first to arrive.
        bool ordered = false;
        while (b.stage != Stage::Left && !ordered && m.season.day_of(b.next_wish) <= m.today) {
            ordered = visit({m, block, w, member, number, b.wish, b});
            next_wish(m, number, b);
        }
        if (b.stage != Stage::Left) put_into_calendar(m, block, member, m.today + 1);
    }
}

}  // namespace pasar
