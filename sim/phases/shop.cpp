// Phase 3. Buyers with a wish today come to the site, look at a page of offers, choose one or none, and pay.
#include <algorithm>

#include "agents/choice.h"
#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/people/stages.h"
#include "sim/people/wishes.h"
#include "sim/phases/phases.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// A visit before anything is decided: its luck, and the page of offers that this luck leads to. It hangs on the
/// buyer's number and wish alone, so it is known some turns before the visit, and the page can be on its way to the
/// cache.
struct Prospect {
    double basket_draw, payment_draw, site_draw, choice_draw, mistake_draw;
    std::size_t category;
    Shelf::Page page;
};

/// One visit: who, and with which luck.
struct Visit {
    Market& m;
    Block& block;
    Worker& w;
    std::uint16_t member;
    std::uint32_t number;  ///< of the buyer
    std::uint32_t wish;    ///< key of the luck
    Buyer& buyer;
    Entry brought_by = Entry::Order;  ///< a message, or Order for a wish of its own
};

Prospect look_ahead(const Market& m, const Block& block, std::uint32_t number, std::uint32_t wish) {
    // The first word of a wish decided when it arises.
    const auto [gap_draw, category_draw, basket_draw, payment_draw] =
        Dice(m.plan.world, Purpose::Wish, number, wish).four();
    const auto [site_draw, page_draw, choice_draw, mistake_draw] =
        Dice(m.plan.world, Purpose::Visit, number, wish).four();
    const SegmentPlan& segment = m.plan.segments[block.segment];
    const std::size_t category = m.plan.category.pick(category_draw);
    return {.basket_draw = basket_draw,
            .payment_draw = payment_draw,
            .site_draw = site_draw,
            .choice_draw = choice_draw,
            .mistake_draw = mistake_draw,
            .category = category,
            .page = m.shelves[category].page(page_draw, segment.page, segment.customer_class)};
}

/// The site answers too late, or not at all. One draw decides both.
bool site_fails(Visit& v, double draw) {
    const DayConditions& conditions = v.m.conditions;
    if (draw < conditions.lost_share) {
        v.w.tally.count(Count::LostToQueue);
        (void)note(v.m, v.w, Happening::TurnedAway, v.number);
        return true;
    }
    const double rest = (draw - conditions.lost_share) / (1.0 - conditions.lost_share);
    if (rest < conditions.abandon[v.block.segment]) {
        v.w.tally.count(Count::Abandoned);
        if (WatchedEvent* const event = note(v.m, v.w, Happening::GaveUpWaiting, v.number))
            event->number = conditions.response_seconds;
        return true;
    }
    return false;
}

/// What a buyer would pay with whose preferred method is missing, or the number of methods when it accepts none.
std::size_t other_method(const Visit& v, double draw) {
    const Plan& plan = v.m.plan;
    const double willing = v.m.spec.ordering.switch_payment;
    if (draw >= willing || plan.offered.empty()) return v.m.spec.payments.size();
    return plan.offered[plan.offered_payment.pick(draw / willing)];
}

struct Chosen {
    std::uint32_t offer = kNoOffer;
    std::size_t zone = 0;
};

/// The page as a watched buyer sees it, term by term. `weights` are those of the choice: the page's, and behind them
/// that of the offer liked best where the page lacks it.
[[gnu::cold]] void tell_choice(const Visit& v, const Prospect& prospect, const BuyerUtility& readiness,
                               std::span<const double> weights, double sum, std::size_t chosen, WatchedEvent& event) {
    const Market& m = v.m;
    const SegmentPlan& segment = m.plan.segments[v.block.segment];
    event.category = static_cast<std::uint8_t>(prospect.category);
    event.chosen = chosen;
    event.number = 1.0 / (1.0 + sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        ConsideredOffer seen;
        seen.is_remembered = i == prospect.page.places.size();
        seen.offer = seen.is_remembered ? v.buyer.liked_offer : prospect.page.places[i].offer;
        const Offer& offer = m.offers[seen.offer];
        const OfferUtility terms = terms_of(m, offer, m.plan.classes[segment.customer_class]);
        seen.seller = offer.seller;
        seen.price = offer.price;
        seen.expected_quality = terms.expected_quality;
        seen.true_quality = offer.quality;
        seen.promised_days = m.plan.promised_days[m.plan.zone[v.buyer.region][offer.region]];
        seen.intercept = terms.intercept;
        seen.quality = terms.quality_weight * terms.expected_quality;
        seen.price_term = -terms.price_weight * terms.price_ratio;
        seen.seller_risk = -terms.risk_weight * terms.seller_risk;
        seen.delay = -segment.delay_weight * seen.promised_days;
        seen.own_experience = seen.offer == v.buyer.liked_offer ? segment.own_experience * v.buyer.liked_by : 0.0;
        seen.trust = readiness.trust_weight * readiness.trust;
        seen.payment_risk = -readiness.risk_weight * readiness.payment_risk;
        seen.coupon = readiness.price_weight * readiness.discount;
        seen.total = seen.intercept + seen.quality + seen.price_term + seen.seller_risk + seen.delay +
                     seen.own_experience + seen.trust + seen.payment_risk + seen.coupon;
        seen.probability = weights[i] / (1.0 + sum);
        seen.is_barred = weights[i] == 0.0 && seen.offer == v.buyer.barred_offer;
        event.page.push_back(seen);
    }
}

/// Weighs the page of offers that the platform shows, and the offer liked best before, against not buying.
Chosen choose_offer(Visit& v, const Prospect& prospect, std::size_t method, bool coupon_valid) {
    Market& m = v.m;
    const SegmentPlan& segment = m.plan.segments[v.block.segment];
    const Shelf::Page& page = prospect.page;
    const auto& zone_to_here = m.plan.zone[v.buyer.region];
    const auto& delay = m.conditions.delay_factor[v.block.segment];

    std::array<double, kLargestPage + 1> weights;  // the page, and the offer liked best where the page lacks it
    std::size_t count = page.places.size();
    for (std::size_t i = 0; i < count; ++i)
        weights[i] = static_cast<double>(page.weights[i]) * delay[zone_to_here[page.places[i].region]];
    if (v.buyer.barred_offer != kNoOffer)
        for (std::size_t i = 0; i < count; ++i)
            if (page.places[i].offer == v.buyer.barred_offer) weights[i] = 0.0;
    std::size_t zone_of_liked = 0;
    if (v.buyer.liked_offer != kNoOffer) {
        const double liking = attraction(segment.own_experience * v.buyer.liked_by);
        bool seen = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (page.places[i].offer != v.buyer.liked_offer) continue;
            seen = true;
            weights[i] *= liking;
        }
        const Offer& liked = m.offers[v.buyer.liked_offer];
        if (!seen && liked.category == prospect.category && liked.open && liked.stock > 0) {
            zone_of_liked = zone_to_here[liked.region];
            weights[count++] =
                static_cast<double>(m.weights[v.buyer.liked_offer * m.plan.classes.size() + segment.customer_class]) *
                delay[zone_of_liked] * liking;
        }
    }

    const double payment_risk =
        method < m.spec.payments.size() ? m.plan.payment_risk[method] : m.spec.payments[v.buyer.payment].perceived_risk;
    const BuyerUtility terms{.trust_weight = m.spec.choice.trust,
                             .trust = v.buyer.trust,
                             .risk_weight = m.spec.choice.risk,
                             .payment_risk = payment_risk,
                             .price_weight = segment.coupon_weight,
                             .discount = coupon_valid ? v.buyer.coupon * 1e-4 : 0.0};
    const double readiness = attraction(buyer_utility(terms));
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += weights[i] *= readiness;
    const double surplus = portable_log(1.0 + sum);
    v.w.tally.count(Count::SurplusUtility, millionths(surplus));
    v.w.tally.segments[v.block.segment].surplus += millionths(surplus);
    ++v.w.tally.segments[v.block.segment].shown;
    if (segment.price_weight > 0.0)
        v.w.tally.count(Count::BuyerSurplus,
                        fair_share(m.spec.categories[prospect.category].reference_price, surplus / segment.price_weight,
                                   [&] { return rounding_draw(m.plan.world, Rounded::Surplus, v.number, v.wish); }));

    const std::size_t chosen = choose({weights.data(), count}, 1.0, sum, prospect.choice_draw);
    if (WatchedEvent* const event = note(m, v.w, Happening::Considered, v.number))
        tell_choice(v, prospect, terms, {weights.data(), count}, sum, chosen, *event);
    if (chosen == count) return {};
    if (chosen == page.places.size()) return {v.buyer.liked_offer, zone_of_liked};
    const Place place = page.places[chosen];
    return {place.offer, zone_to_here[place.region]};
}

/// Coupon first, then loyalty points once they are worth a reward.
Money discount_on(Market& m, Worker& w, Buyer& b, Money goods, bool coupon_valid, std::uint32_t number,
                  std::uint32_t wish) {
    Money discount;
    if (coupon_valid) {
        discount = fair_share(goods, b.coupon * 1e-4,
                              [&] { return rounding_draw(m.plan.world, Rounded::Coupon, number, wish); });
        b.coupon = 0;
        w.tally.count(Count::CouponsUsed);
    }
    const LoyaltySpec& loyalty = m.model.programmes.loyalty;
    if (loyalty.on && b.points >= loyalty.reward_at) {
        const Money spent = smaller(b.points, goods - discount);
        b.points -= spent;
        discount += spent;
        w.tally.count(Count::PointsSpent, spent);
    }
    w.tally.count(Count::Discounts, discount);
    return discount;
}

void remember_order(Market& m, const Block& block, Worker& w, Buyer& b, Order& order) {
    Tally& t = w.tally;
    if (b.orders == 0) {
        t.count(Count::FirstOrders);
        ++t.segments[block.segment].first_orders;
        b.dropout_odds = innate_dropout_odds(m, block.first + order.buyer);
        b.first_month = static_cast<std::uint16_t>(m.plan.month_of(m.today));
        ++w.cohorts.joined[b.first_month];
        t.trust += millionths(b.trust);
        order.set(order_flag::kFirst);
        move_to(w, b, Stage::Customer);
    } else {
        t.count(Count::RepeatOrders);
        if (b.stage == Stage::Customer) move_to(w, b, Stage::Repeat);
    }
    if (b.orders < 65535) ++b.orders;
    b.remind_on = kNever;  // nobody is reminded of a shop in which one has just bought
    b.last_order_day = static_cast<std::uint16_t>(m.today);
}

/// From coming to the site to a payment that goes through. True when something was bought: the purchase waits in
/// Worker::purchases, so that the offer can be on its way to the cache before the order is written.
bool visit(Visit v, const Prospect& prospect) {
    Market& m = v.m;
    Tally& t = v.w.tally;
    t.count(Count::Visits);
    ++t.segments[v.block.segment].visits;
    ++t.regions[v.buyer.region].visits;
    if (m.model.revenue.advertising_per_visit.units > 0) {
        t.count(Count::AdvertisingRevenue, m.model.revenue.advertising_per_visit);
        t.books.move(Account::Outside, Account::Platform, m.model.revenue.advertising_per_visit);
    }
    if (v.buyer.stage == Stage::Aware) move_to(v.w, v.buyer, Stage::Considering);
    if (WatchedEvent* const event = note(m, v.w, Happening::Visited, v.number)) {
        event->category = static_cast<std::uint8_t>(prospect.category);
        event->entry = v.brought_by;
    }
    if (site_fails(v, prospect.site_draw)) return false;

    Dice payment(m.plan.world, Purpose::Payment, v.number, v.wish);  // draws nothing while all goes as preferred
    std::size_t method = m.plan.is_offered[v.buyer.payment] ? v.buyer.payment : other_method(v, payment.uniform());
    const bool coupon_valid = v.buyer.has_coupon(m.today);
    const Chosen chosen = choose_offer(v, prospect, method, coupon_valid);
    if (chosen.offer == kNoOffer) {
        t.count(Count::NothingChosen);
        return false;
    }
    if (method == m.spec.payments.size()) {
        t.count(Count::PaymentFailed);
        if (WatchedEvent* const event = note(m, v.w, Happening::FoundNoPayment, v.number, chosen.offer))
            event->payment = v.buyer.payment;
        return false;
    }
    if (prospect.payment_draw >= m.spec.payments[method].success) {
        // A second try with another method, for those who bear with it.
        const bool tries_again = payment.uniform() < m.spec.ordering.switch_payment;
        if (WatchedEvent* const event =
                tries_again ? note(m, v.w, Happening::TriedOtherPayment, v.number, chosen.offer) : nullptr)
            event->payment = static_cast<std::uint8_t>(method);
        if (tries_again) method = m.plan.offered[m.plan.offered_payment.pick(payment.uniform())];
        if (!tries_again || payment.uniform() >= m.spec.payments[method].success) {
            t.count(Count::PaymentFailed);
            if (WatchedEvent* const event = note(m, v.w, Happening::PaymentFailed, v.number, chosen.offer))
                event->payment = static_cast<std::uint8_t>(method);
            return false;
        }
    }
    fetch(m.offers[chosen.offer]);  // for when the order is written
    fetch(v.w.offers[chosen.offer]);
    v.w.purchases.push_back({.offer = chosen.offer,
                             .wish = v.wish,
                             .member = v.member,
                             .payment = static_cast<std::uint8_t>(method),
                             .zone = static_cast<std::uint8_t>(chosen.zone),
                             .coupon_valid = coupon_valid,
                             .basket_draw = prospect.basket_draw,
                             .mistake_draw = prospect.mistake_draw});
    return true;
}

/// Writes the order of a purchase.
void place_order(Market& m, Block& block, Worker& w, const Purchase& purchase) {
    Tally& t = w.tally;
    Buyer& buyer = m.buyer(block, purchase.member);
    const Offer& offer = m.offers[purchase.offer];
    const double basket = m.spec.segments[block.segment].basket;
    const auto whole = static_cast<std::int64_t>(basket);
    const std::int64_t units =
        std::clamp<std::int64_t>(whole + (purchase.basket_draw < basket - static_cast<double>(whole) ? 1 : 0), 1, 255);
    Order order;
    order.goods = offer.price * units;
    order.discount =
        discount_on(m, w, buyer, order.goods, purchase.coupon_valid, block.first + purchase.member, purchase.wish);
    order.paid = order.goods - order.discount + m.plan.shipping_charge[purchase.zone] + m.model.revenue.buyer_fee;
    order.offer = purchase.offer;
    order.wish = purchase.wish;
    order.expectation = static_cast<float>(offer.inferred);
    order.buyer = purchase.member;
    order.placed = static_cast<std::uint16_t>(m.today);
    order.promised =
        static_cast<std::uint16_t>(m.today + static_cast<std::int64_t>(m.plan.promised_days[purchase.zone]));
    order.units = static_cast<std::uint8_t>(units);
    order.payment = purchase.payment;
    order.region = buyer.region;
    if (offer.own) order.set(order_flag::kOwnGoods);
    if (purchase.mistake_draw < m.spec.ordering.mistake_probability) {
        order.fate = Fate::OrderedWrong;
        order.cause = Cause::Buyer;
        t.count(Count::OrderingMistakes);
    }
    remember_order(m, block, w, buyer, order);
    if (WatchedEvent* const event = note(m, w, Happening::Ordered, block, order)) {
        event->amount = order.paid;
        event->until = order.promised;
        event->flag = order.has(order_flag::kFirst);
    }
    t.count(Count::Orders);
    t.count(Count::Units, units);
    t.count(Count::Gmv, order.goods);
    ++t.open_orders;
    for (GroupCounts* g : groups_of(m, block, w, order)) {
        ++g->orders;
        add_up(g->gmv, order.goods.units);
        add_up(g->paid, order.paid.units);
    }
    if (m.spec.payments[purchase.payment].on_delivery)
        t.count(Count::OrdersOnDelivery);
    else
        take_prepayment(m, w, order);
    OfferTally& offer_tally = w.offers[purchase.offer];
    offer_tally.demanded += static_cast<std::int32_t>(units);
    ++offer_tally.orders;
    add_up(offer_tally.gmv, order.goods.units);
    block.placed.push_back(block.agenda.add(order));
}

void place_orders(Market& m, Block& block, Worker& w) {
    for (const Purchase& purchase : w.purchases) place_order(m, block, w, purchase);
    w.purchases.clear();
}

void tell_message(Market& m, Worker& w, Happening what, std::uint32_t buyer, Entry message, double coupon) {
    if (WatchedEvent* const event = note(m, w, what, buyer)) {
        event->entry = message;
        event->number = coupon;
    }
}

/// Visits that a message brought: a coupon, a reminder, a win-back offer.
void answer_messages(Market& m, Block& block, Worker& w) {
    block.agenda.take(Agenda::What::Visit, m.today, w.slots);
    for (const std::uint32_t slot : w.slots) {
        const Order message = block.agenda[slot];
        block.agenda.free(slot);
        Buyer& b = m.buyer(block, message.buyer);
        const std::uint32_t number = block.first + message.buyer;
        // Luck of its own, apart from that of the buyer's wishes: visits through messages are numbered by day and kind.
        const std::uint32_t key =
            0x80000000U | static_cast<std::uint32_t>(message.entry) << 24U | static_cast<std::uint32_t>(m.today);
        Dice dice(m.plan.world, Purpose::Message, number, key);
        if (message.entry == Entry::WinBack) {
            if (b.stage != Stage::Left) continue;
            const WinBackSpec& offer = m.model.programmes.win_back;
            w.tally.count(Count::Messages);
            w.tally.count(Count::ProgrammeCost, offer.cost_per_message);
            w.tally.books.move(Account::Platform, Account::Outside, offer.cost_per_message);
            const double memory = std::min(1.0, b.satisfaction / std::max(1e-9, m.spec.leaving.satisfaction_target));
            if (dice.uniform() >= offer.response * memory) {
                tell_message(m, w, Happening::MessageIgnored, number, message.entry, offer.coupon);
                continue;
            }
            come_back(m, block, w, message.buyer);
            b.take_coupon(offer.coupon, m.today, m.today + 1);
            tell_message(m, w, Happening::CameBack, number, message.entry, offer.coupon);
        } else {
            // Each customer has one reminder and one visit for a coupon ahead: what was laid out before is void.
            std::uint16_t& due = message.entry == Entry::Reminder ? b.remind_on : b.coupon_visit_on;
            if (due != m.today) continue;
            due = kNever;
            if (b.stage == Stage::Left) continue;
            if (message.entry == Entry::Reminder) {
                const ReminderSpec& reminder = m.model.programmes.reminder;
                w.tally.count(Count::Messages);
                w.tally.count(Count::ProgrammeCost, reminder.cost_per_message);
                w.tally.books.move(Account::Platform, Account::Outside, reminder.cost_per_message);
                if (dice.uniform() >= reminder.response) {
                    tell_message(m, w, Happening::MessageIgnored, number, message.entry, 0.0);
                    continue;
                }
            } else if (!b.has_coupon(m.today)) {
                continue;  // it has been used already
            }
        }
        visit({m, block, w, message.buyer, number, key, b, message.entry}, look_ahead(m, block, number, key));
        place_orders(m, block, w);  // before the same buyer comes again
    }
}

/// Visits of those whose wishes fall due today. Buyers are asked for twice as far ahead as their pages, which can only
/// be asked for once the buyer is there.
void answer_wishes(Market& m, Block& block, Worker& w) {
    block.calendar.take(static_cast<std::size_t>(m.today), w.members);
    const std::vector<std::uint16_t>& members = w.members;
    constexpr std::size_t kAhead = kBuyerAhead;
    std::array<Prospect, kAhead> prospects;  // of the visits to come, in a ring
    const auto fetch_buyer = [&](std::size_t i) {
        if (i < members.size()) fetch(m.buyer(block, members[i]));
    };
    const auto fetch_page = [&](std::size_t i) {
        if (i >= members.size()) return;
        const Buyer& b = m.buyer(block, members[i]);
        const Prospect& prospect = prospects[i % kAhead] = look_ahead(m, block, block.first + members[i], b.wish);
        fetch_all(prospect.page.places);
        fetch_all(prospect.page.weights);
        if (b.liked_offer == kNoOffer) return;
        fetch(m.offers[b.liked_offer]);
        fetch(m.weights[b.liked_offer * m.plan.classes.size()]);
    };
    for (std::size_t i = 0; i < 2 * kAhead; ++i) fetch_buyer(i);
    for (std::size_t i = 0; i < kAhead; ++i) fetch_page(i);
    for (std::size_t i = 0; i < members.size(); ++i) {
        fetch_buyer(i + 2 * kAhead);
        Prospect& prospect = prospects[i % kAhead];
        const std::uint16_t member = members[i];
        Buyer& b = m.buyer(block, member);
        const std::uint32_t number = block.first + member;
        b.in_calendar = false;
        // A wish that follows an order on the same day waits for the morrow: its buyer waits for the first to arrive.
        bool ordered = false;
        for (bool first = true; b.stage != Stage::Left && !ordered && m.season.day_of(b.next_wish) <= m.today;
             first = false) {
            if (!first) prospect = look_ahead(m, block, number, b.wish);
            ordered = visit({m, block, w, member, number, b.wish, b}, prospect);
            next_wish(m, number, b);
        }
        if (b.stage != Stage::Left) put_into_calendar(m, block, member, m.today + 1);
        fetch_page(i + kAhead);
    }
    place_orders(m, block, w);
}

/// The block after this one is as a rule the next that this thread works on. Only its calendar, which never moves: its
/// agenda may be growing on another thread just now.
void fetch_next_block(const Market& m, const Block& block) {
    const Block* const next = &block + 1;
    if (next == m.blocks.data() + m.blocks.size()) return;
    fetch_all(next->calendar.memory());
}

}  // namespace

void shop(Market& m, Block& block, Worker& w) {
    fetch_next_block(m, block);
    block.placed.clear();
    block.judged.clear();
    block.complaining.clear();
    block.settled.clear();
    answer_messages(m, block, w);
    answer_wishes(m, block, w);
}

}  // namespace pasar
